// SPDX-License-Identifier: GPL-2.0
/*
 * The command limits: how full each limit of each namespace is, what fails then,
 * and who fills those that are full.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "view/document.h"
#include "view/failures.h"
#include "view/report.h"
#include "view/views.h"
#include "write/csv.h"
#include "write/raw.h"
#include "write/table.h"

/* What the kernel sets where nobody set a limit is more than there can be. */
#define UNLIMITED (1ULL << 62)

/* Most full limits of which it is told who fills them. */
#define FULL_MAX 50

enum {
	COLUMN_LIMIT,
	COLUMN_USED,
	COLUMN_MAX,
	COLUMN_USE,
	COLUMN_COUNTS,
	COLUMN_FAILS,
	COLUMNS_N,
};

static const struct table_column columns[COLUMNS_N] = {
	[COLUMN_LIMIT] = { .heading = "LIMIT" },
	[COLUMN_USED] = { .heading = "USED", .right = true },
	[COLUMN_MAX] = { .heading = "MAX", .right = true },
	[COLUMN_USE] = { .heading = "USE%", .right = true },
	[COLUMN_COUNTS] = { .heading = "COUNTS", .priority = 2 },
	[COLUMN_FAILS] = { .heading = "WHEN REACHED",
			   .priority = 1,
			   .cut = true,
			   .least = 16 },
};

/* For programs, exact and in every row. */
static const char *const exact[] = { "ns",  "limit",  "used",  "max",
				     "use", "counts", "sysctl" };

static void put_amount(const struct style *style, struct buf *b,
		       const struct limit_use *use, uint64_t n)
{
	if (n >= UNLIMITED && n == use->max)
		buf_puts(b, "unlimited");
	else if (limit_info[use->id].bytes && !style->bytes)
		text_size(b, n, "");
	else
		buf_u64(b, n);
}

static enum color color_of(const struct limit_use *use)
{
	if (!use->used_known || use->id >= LIMITS_FILLED ||
	    !limit_is_near(use->used, use->max))
		return COLOR_NONE;
	return limit_is_full(use->used, use->max) ? COLOR_RED : COLOR_YELLOW;
}

static void put_percent(struct buf *b, const struct limit_use *use)
{
	unsigned int percent = limit_percent(use->used, use->max);

	if (!use->used_known)
		buf_putc(b, '-');
	else if (!percent && use->used)
		buf_puts(b, "<1%");
	else
		buf_printf(b, "%u%%", percent);
}

static void put_row(const struct style *style, struct table *t,
		    const struct limit_use *use)
{
	enum color color = color_of(use);
	struct buf *b = table_cell(t);

	buf_puts(b, limit_info[use->id].name);
	table_next_color(t, color);
	if (use->used_known)
		put_amount(style, b, use, use->used);
	else
		buf_putc(b, '-');
	table_next(t);
	put_amount(style, b, use, use->max);
	table_next(t);
	put_percent(b, use);
	table_next_color(t, color);
	table_puts(t, limit_info[use->id].counts);
	table_puts(t, limit_info[use->id].fails);
}

static void put_title(const struct request *req, struct table *t,
		      const struct rec *ns)
{
	struct buf b = { .len = 0 };

	buf_printf(&b, "Namespace %" PRIu64,
		   rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (rec_num(ns, F_SELF, 0)) {
		buf_puts(&b, ", the own one");
	} else if (rec_num(ns, F_PID, 0)) {
		buf_puts(&b, ", of ");
		prose_process(&b, &req->style, ns, F_PID, F_COMM);
	} else if (rec_known(ns, F_PROCS)) {
		buf_puts(&b, ", without processes");
	}
	if (rec_known(ns, F_RMIDFORCED))
		buf_printf(&b, "; kernel.shm_rmid_forced=%d",
			   (int)rec_num(ns, F_RMIDFORCED, 0));
	table_line(t, COLOR_BOLD, buf_string(&b));
	buf_free(&b);
}

static void put_table(const struct request *req, const struct snapshot *snap,
		      struct buf *out)
{
	const struct rec_list *list = &snap->list[KIND_NS];
	struct table t;

	table_init(&t, &req->style, columns, COLUMNS_N);
	for (size_t i = 0; i < list->n; i++) {
		if (!filter_match_ns(req->filter, list->v[i]))
			continue;
		put_title(req, &t, list->v[i]);
		if (!t.heading_shown)
			table_heading(&t);
		for (enum limit_id id = 0; id < LIMITS; id++) {
			struct limit_use use;

			if (limit_use_get(&use, id, list->v[i]))
				put_row(&req->style, &t, &use);
		}
	}
	t.indent = 2;
	table_print(&t, out);
}

static void put_text_cell(const struct style *style, struct buf *b,
			  const char *s)
{
	if (style->format == FORMAT_CSV)
		csv_string(b, s, strlen(s), style->escape);
	else
		raw_string(b, s, strlen(s));
}

static void next_cell(const struct style *style, struct buf *b)
{
	buf_putc(b, style->format == FORMAT_CSV ? ',' : ' ');
}

static void end_row(const struct style *style, struct buf *b)
{
	next_cell(style, b);
	if (style->format == FORMAT_CSV)
		csv_end_row(b);
	else
		raw_end_row(b);
}

static void put_absent(const struct style *style, struct buf *b)
{
	if (style->format != FORMAT_CSV)
		buf_putc(b, '-');
}

static void put_exact_row(const struct style *style, struct buf *b,
			  const struct limit_use *use)
{
	const struct limit_info *info = &limit_info[use->id];

	buf_u64(b, rec_num(use->ns, F_INUM, rec_num(use->ns, F_ID, 0)));
	next_cell(style, b);
	put_text_cell(style, b, info->name);
	next_cell(style, b);
	if (use->used_known)
		buf_u64(b, use->used);
	else
		put_absent(style, b);
	next_cell(style, b);
	buf_u64(b, use->max);
	next_cell(style, b);
	if (use->used_known)
		buf_u64(b, limit_percent(use->used, use->max));
	else
		put_absent(style, b);
	next_cell(style, b);
	put_text_cell(style, b, info->counts);
	next_cell(style, b);
	put_text_cell(style, b, info->sysctl);
	end_row(style, b);
}

static void put_exact(const struct request *req, const struct snapshot *snap,
		      struct buf *out)
{
	const struct rec_list *list = &snap->list[KIND_NS];
	const struct style *style = &req->style;

	for (size_t i = 0; !style->noheadings && i < COLUMNS_N + 1; i++) {
		if (i)
			next_cell(style, out);
		put_text_cell(style, out, exact[i]);
		if (i == COLUMNS_N)
			end_row(style, out);
	}
	for (size_t i = 0; i < list->n; i++)
		for (enum limit_id id = 0; id < LIMITS; id++) {
			struct limit_use use;

			if (filter_match_ns(req->filter, list->v[i]) &&
			    limit_use_get(&use, id, list->v[i]))
				put_exact_row(style, out, &use);
		}
}

static void put_json(const struct request *req, const struct snapshot *snap,
		     struct buf *out)
{
	const struct rec_list *list = &snap->list[KIND_NS];
	struct limit_use use;
	struct json j;

	document_begin(&j, out, &req->style, snap);
	json_list(&j, "limits");
	for (size_t i = 0; i < list->n; i++) {
		if (!filter_match_ns(req->filter, list->v[i]))
			continue;
		for (enum limit_id id = 0; id < LIMITS; id++) {
			if (!limit_use_get(&use, id, list->v[i]))
				continue;
			json_object(&j, NULL);
			report_json_limit(&j, &use);
			json_close(&j);
		}
	}
	json_close(&j);
	failures_json(req, snap, &j);
	json_list(&j, "settings");
	for (size_t i = 0; i < list->n; i++) {
		const struct rec *ns = list->v[i];

		if (!filter_match_ns(req->filter, ns))
			continue;
		json_object(&j, NULL);
		json_number(&j, "ns", rec_num(ns, F_ID, 0));
		if (rec_known(ns, F_RMIDFORCED))
			json_bool(&j, "shm_rmid_forced",
				  rec_num(ns, F_RMIDFORCED, 0));
		else
			json_null(&j, "shm_rmid_forced");
		json_close(&j);
	}
	json_close(&j);
	json_end(&j);
}

/**
 * view_limits() - show how full each limit is, and who fills those that are full
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_limits(const struct request *req,
			   const struct snapshot *snap)
{
	const struct choice choice = { .kinds = OBJECT_KINDS,
				       .filter = req->filter };
	struct facts facts = { .objects = 0 };
	struct report r = { .req = req, .snap = snap, .facts = &facts };
	enum exit_code code = namespaces_are_there(req, snap);

	r.out.file = stdout;
	facts.full = full_find(snap, &choice, &facts.nfull);
	if (req->style.format == FORMAT_JSON) {
		put_json(req, snap, &r.out);
	} else if (req->style.format != FORMAT_TABLE) {
		put_exact(req, snap, &r.out);
	} else {
		/* There may be many namespaces, and what is full is asked for. */
		report_full(&r, FULL_MAX);
		if (facts.nfull)
			buf_putc(&r.out, '\n');
		put_table(req, snap, &r.out);
		failures_put(req, snap, &r.out);
	}
	if (facts.nfull && req->fail_on & FAIL_LIMIT)
		code = EXIT_FOUND;
	buf_flush(&r.out);
	buf_free(&r.out);
	free(facts.full);
	return code;
}
