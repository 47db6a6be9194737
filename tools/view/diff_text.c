// SPDX-License-Identifier: GPL-2.0
/*
 * The command diff: how much more there is, and which limits it fills.
 */
#include <inttypes.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/diff.h"
#include "view/prose.h"
#include "view/report.h"
#include "write/color.h"
#include "write/table.h"

/**
 * diff_put_rate() - put hundredths as a number with two places at most
 * @b: where to
 * @hundredths: the number
 * @sign: with a + before what is more
 */
void diff_put_rate(struct buf *b, int64_t hundredths, bool sign)
{
	uint64_t n =
		hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;

	if (hundredths < 0)
		buf_putc(b, '-');
	else if (sign && hundredths)
		buf_putc(b, '+');
	buf_u64(b, n / 100);
	if (!(n % 100))
		return;
	buf_putc(b, '.');
	if (n % 10)
		buf_digits(b, n % 100, 2);
	else
		buf_digits(b, n % 100 / 10, 1);
}

static void put_origin(struct diff_view *v, struct buf *b)
{
	const struct rec_list *host = &v->now->list[KIND_HOST];
	struct style style = v->req->style;

	if (!style.time || style.time == TIME_AGE)
		style.time = TIME_FULL;
	if (host->n && rec_str(host->v[0], F_NAME)) {
		prose_string(b, &style, rec_str(host->v[0], F_NAME));
		buf_puts(b, ": ");
	}
	prose_time(b, &style, rec_num(snapshot_header(v->before), F_TIME, 0));
	buf_puts(b, " to ");
	prose_time(b, &style, style.now);
	buf_puts(b, ", ");
	text_age(b, v->diff->seconds);
}

static void put_part(struct buf *b, uint64_t n, const char *one,
		     const char *many)
{
	if (!n)
		return;
	if (b->len)
		buf_puts(b, ", ");
	prose_number(b, n);
	buf_putc(b, ' ');
	buf_puts(b, n == 1 ? one : many);
}

static void put_found(const struct diff *d, struct buf *b)
{
	size_t full = 0;

	for (size_t i = 0; i < d->nlimits; i++)
		full += d->limits[i].crossed;
	put_part(b, full, "limit filled", "limits filled");
	put_part(b, d->leaked[FINDING_ORPHAN], "new orphan", "new orphans");
	put_part(b, d->leaked[FINDING_UNCLAIMED], "newly unclaimed",
		 "newly unclaimed");
	put_part(b, d->leaked[FINDING_SUSPECT], "new suspect", "new suspects");
	put_part(b, diff_count(d, DIFF_APPEARED), "appeared", "appeared");
	put_part(b, diff_count(d, DIFF_WENT), "went", "went");
	put_part(b, diff_count(d, DIFF_GREW), "grew", "grew");
	put_part(b, diff_count(d, DIFF_SHRANK), "shrank", "shrank");
	put_part(b, diff_count(d, DIFF_VERDICT), "changed its verdict",
		 "changed their verdict");
}

static bool is_worse(const struct diff *d)
{
	for (size_t i = 0; i < d->nlimits; i++)
		if (d->limits[i].crossed)
			return true;
	return d->leaked[FINDING_ORPHAN] || d->leaked[FINDING_UNCLAIMED];
}

/**
 * diff_headline() - write what is compared, and what was found in a line
 * @v: comparison
 */
void diff_headline(struct diff_view *v)
{
	const struct style *style = &v->req->style;
	struct buf b = { .len = 0 };
	enum color color = is_worse(v->diff) ? COLOR_RED : COLOR_BOLD;

	put_origin(v, &b);
	prose_wrap(&v->out, style, 2, buf_string(&b));
	b.len = 0;
	put_found(v->diff, &b);
	if (!b.len) {
		buf_puts(&b, "Nothing changed");
		if (!v->diff->left_out)
			color = COLOR_GREEN;
	}
	if (style->color)
		color_on(&v->out, color);
	prose_wrap(&v->out, style, 2, buf_string(&b));
	if (style->color) {
		v->out.len--;
		color_off(&v->out, color);
		buf_putc(&v->out, '\n');
	}
	buf_free(&b);
}

static void put_amount(struct buf *b, const struct style *style, uint64_t n,
		       bool bytes)
{
	if (!bytes || style->bytes)
		buf_u64(b, n);
	else if (n)
		text_size(b, n, "");
	else
		buf_putc(b, '0');
}

static void put_signed(struct buf *b, const struct style *style, int64_t n,
		       bool bytes)
{
	if (n)
		buf_putc(b, n < 0 ? '-' : '+');
	put_amount(b, style, n < 0 ? -(uint64_t)n : (uint64_t)n, bytes);
}

static void put_hourly(struct buf *b, const struct diff_view *v, int64_t change,
		       bool bytes)
{
	int64_t rate;

	if (!diff_rate(change, v->diff->seconds, &rate))
		buf_putc(b, '-');
	else if (bytes)
		put_signed(b, &v->req->style, rate / 100, true);
	else
		diff_put_rate(b, rate, true);
}

/* Before, now, the change, and that of an hour. */
static void put_four(struct table *t, const struct diff_view *v,
		     uint64_t before, uint64_t now, bool bytes)
{
	const struct style *style = &v->req->style;
	int64_t change = diff_change(before, now);

	put_amount(table_cell(t), style, before, bytes);
	table_next(t);
	put_amount(table_cell(t), style, now, bytes);
	table_next(t);
	put_signed(table_cell(t), style, change, bytes);
	table_next(t);
	put_hourly(table_cell(t), v, change, bytes);
	table_next(t);
}

/**
 * diff_totals() - write how much there is of what, before and now
 * @v: comparison
 */
void diff_totals(struct diff_view *v)
{
	static const struct table_column columns[] = {
		{ .heading = "TOTAL" },
		{ .heading = "BEFORE", .right = true },
		{ .heading = "NOW", .right = true },
		{ .heading = "CHANGE", .right = true },
		{ .heading = "PER HOUR", .right = true, .priority = 1 },
	};
	static const struct {
		const char *name;
		bool bytes;
	} rows[DIFF_TOTALS] = {
		[DIFF_OBJECTS] = { "objects", false },
		[DIFF_MEMORY] = { "memory", true },
		[DIFF_ORPHANS] = { "orphans", false },
		[DIFF_ORPHAN_BYTES] = { "  their memory", true },
		[DIFF_UNCLAIMED] = { "unclaimed", false },
		[DIFF_UNCLAIMED_BYTES] = { "  their memory", true },
		[DIFF_SUSPECTS] = { "suspects", false },
		[DIFF_SUSPECT_BYTES] = { "  their memory", true },
	};
	const struct diff *d = v->diff;
	struct table t;

	table_init(&t, &v->req->style, columns,
		   sizeof(columns) / sizeof(columns[0]));
	table_heading(&t);
	for (int i = 0; i < DIFF_TOTALS; i++) {
		if (i > DIFF_MEMORY && !d->before[i] && !d->now[i])
			continue;
		table_puts(&t, rows[i].name);
		put_four(&t, v, d->before[i], d->now[i], rows[i].bytes);
	}
	t.indent = 2;
	buf_putc(&v->out, '\n');
	table_print(&t, &v->out);
}

static void put_limit(struct table *t, const struct diff_view *v,
		      const struct diff_limit *limit)
{
	const struct limit_use *use = &limit->use;
	const struct style *style = &v->req->style;
	bool bytes = limit_info[use->id].bytes;
	enum color color =
		limit_is_full(use->used, use->max) ? COLOR_RED : COLOR_YELLOW;
	struct buf *b = table_cell(t);
	uint64_t left;

	buf_puts(b, limit_info[use->id].name);
	if (!rec_num(use->ns, F_SELF, 0))
		buf_printf(b, "@%" PRIu64,
			   rec_num(use->ns, F_INUM, rec_num(use->ns, F_ID, 0)));
	table_next_color(t, color);
	put_four(t, v, limit->before, use->used, bytes);
	put_amount(b, style, use->max, bytes);
	table_next(t);
	buf_printf(b, "%u%%", limit_percent(use->used, use->max));
	table_next_color(t, color);
	if (limit_is_full(use->used, use->max)) {
		buf_puts(b, "full");
	} else if (diff_time_left(limit, v->diff->seconds, &left)) {
		buf_puts(b, "full in ");
		text_age(b, left);
	} else {
		buf_putc(b, '-');
	}
	table_next(t);
}

/**
 * diff_limits() - write which limits are near, and fill
 * @v: comparison
 */
void diff_limits(struct diff_view *v)
{
	static const struct table_column columns[] = {
		{ .heading = "LIMIT" },
		{ .heading = "BEFORE", .right = true, .priority = 1 },
		{ .heading = "NOW", .right = true },
		{ .heading = "CHANGE", .right = true, .priority = 3 },
		{ .heading = "PER HOUR", .right = true, .priority = 3 },
		{ .heading = "MAX", .right = true },
		{ .heading = "USE%", .right = true },
		{ .heading = "", .priority = 2 },
	};
	const struct diff *d = v->diff;
	struct table t;

	if (!d->nlimits)
		return;
	table_init(&t, &v->req->style, columns,
		   sizeof(columns) / sizeof(columns[0]));
	table_heading(&t);
	for (size_t i = 0; i < d->nlimits; i++)
		put_limit(&t, v, &d->limits[i]);
	t.indent = 2;
	buf_putc(&v->out, '\n');
	prose_title(&v->out, &v->req->style, COLOR_RED, "LIMITS",
		    "near, and fuller than before");
	table_print(&t, &v->out);
}
