// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: the lines at the top. They say where and when it is, what was
 * found, how full limits are, what is urgent, and what changed, and how fast.
 */
#include <string.h>

#include "base/text.h"
#include "view/diff.h"
#include "view/prose.h"
#include "view/report.h"
#include "view/watch_lines.h"

/* Most lines of what was found. */
#define FOUND_LINES 2

/* From a shorter time no rate is told: it would be too much by chance. */
#define RATE_SECONDS 10

/**
 * watch_title() - write the first line: where, when and how often
 * @w: screen, with a snapshot
 * @out: where to
 */
void watch_title(const struct watch *w, struct buf *out)
{
	const struct rec_list *host = &w->snap->list[KIND_HOST];
	const struct style *style = &w->req->style;
	const char *name = host->n ? rec_str(host->v[0], F_NAME) : NULL;
	enum time_format format = w->height ? TIME_SHORT : TIME_FULL;
	struct watch_line line;
	struct buf b = { .len = 0 };

	if (style->time && style->time != TIME_AGE)
		format = style->time;
	watch_line_begin(&line, out, style);
	watch_line_put(&line, COLOR_BOLD, "ipcdiag watch  ");
	if (name) {
		prose_string(&b, style, name);
		buf_puts(&b, ", ");
	}
	text_time(&b, style->now, format, style->now);
	if (w->height && !w->paused)
		buf_printf(&b, ", every %gs", w->seconds);
	watch_line_put(&line, COLOR_NONE, buf_string(&b));
	if (w->height && w->paused)
		watch_line_put(&line, COLOR_YELLOW, ", PAUSED");
	b.len = 0;
	buf_puts(&b, ": ");
	prose_count(&b, w->facts.objects, "object");
	buf_puts(&b, ", ");
	prose_bytes(&b, style, w->facts.memory);
	if (w->snap->list[KIND_NS].n != 1) {
		buf_puts(&b, ", ");
		prose_count(&b, w->snap->list[KIND_NS].n, "namespace");
	}
	watch_line_put(&line, COLOR_NONE, buf_string(&b));
	watch_line_end(&line);
	buf_free(&b);
}

/* What the report says in its second line, in two lines at most. */
static void put_found(struct watch *w, struct buf *out)
{
	struct report r = { .req = w->req,
			    .snap = w->snap,
			    .facts = &w->facts };
	struct style style = w->req->style;
	struct buf b = { .len = 0 }, lines = { .len = 0 };
	enum color color = report_found(&r, &b);
	const char *at;

	prose_wrap(&lines, &style, 2, buf_string(&b));
	at = buf_string(&lines);
	for (int i = 0; i < FOUND_LINES && *at; i++) {
		size_t n = strcspn(at, "\n");
		struct watch_line line;
		struct buf piece = { .len = 0 };

		buf_put(&piece, at, n);
		at += n + 1;
		if (i + 1 == FOUND_LINES && *at)
			buf_puts(&piece, " ...");
		watch_line_begin(&line, out, &w->req->style);
		watch_line_put(&line, color, buf_string(&piece));
		watch_line_end(&line);
		buf_free(&piece);
	}
	buf_free(&b);
	buf_free(&lines);
}

static bool fullest(struct limit_use *most, enum limit_id id,
		    const struct watch *w)
{
	const struct rec_list *list = &w->snap->list[KIND_NS];
	bool found = false;

	for (size_t i = 0; i < list->n; i++) {
		struct limit_use use;

		if (!filter_match_ns(w->filter, list->v[i]) ||
		    !limit_use_get(&use, id, list->v[i]) || !use.used_known)
			continue;
		if (!found || limit_percent(use.used, use.max) >
				      limit_percent(most->used, most->max))
			*most = use;
		found = true;
	}
	return found;
}

/* "SHMMNI 4%  SHMALL <1%  SEMMNI 100%": of each the fullest of all namespaces. */
static void put_limits(struct watch *w, struct buf *out)
{
	struct watch_line line;
	const char *before = "";

	watch_line_begin(&line, out, &w->req->style);
	for (enum limit_id id = 0; id < LIMITS_FILLED; id++) {
		enum color color = COLOR_NONE;
		struct limit_use use;
		struct buf b = { .len = 0 };
		unsigned int percent;

		if (!fullest(&use, id, w))
			continue;
		percent = limit_percent(use.used, use.max);
		if (limit_is_near(use.used, use.max))
			color = limit_is_full(use.used, use.max) ? COLOR_RED :
								   COLOR_YELLOW;
		buf_printf(&b, "%s ", limit_info[id].name);
		if (!percent && use.used)
			buf_puts(&b, "<1%");
		else
			buf_printf(&b, "%u%%", percent);
		watch_line_put(&line, COLOR_NONE, before);
		watch_line_put(&line, color, buf_string(&b));
		before = "  ";
		buf_free(&b);
	}
	watch_line_end(&line);
}

static void put_part(struct buf *b, uint64_t n, const char *what)
{
	if (!n)
		return;
	buf_puts(b, b->data[b->len - 2] == ':' ? "" : ", ");
	prose_number(b, n);
	buf_putc(b, ' ');
	buf_puts(b, what);
}

static uint64_t leaks(const uint64_t *totals)
{
	return totals[DIFF_ORPHANS] + totals[DIFF_UNCLAIMED] +
	       totals[DIFF_SUSPECTS];
}

/* "; leaks +2 (40/h)" */
static void put_rate(struct watch *w, struct buf *b, const char *what,
		     int64_t change, bool bytes)
{
	const struct style *style = &w->req->style;
	int64_t hundredths;

	if (!change)
		return;
	buf_printf(b, "; %s %c", what, change < 0 ? '-' : '+');
	if (bytes)
		prose_bytes(b, style, change < 0 ? -change : change);
	else
		prose_number(b, change < 0 ? -change : change);
	if (w->diff.seconds < RATE_SECONDS ||
	    !diff_rate(change, w->diff.seconds, &hundredths))
		return;
	buf_puts(b, " (");
	if (bytes)
		prose_bytes(b, style,
			    (hundredths < 0 ? -hundredths : hundredths) / 100);
	else
		diff_put_rate(b, hundredths < 0 ? -hundredths : hundredths,
			      false);
	buf_puts(b, "/h)");
}

/* "In 3m: 12 new, 3 gone; leaks +2 (40/h); memory +4 MiB (80 MiB/h)" */
static void put_changes(struct watch *w, struct buf *out)
{
	const struct diff *d = &w->diff;
	struct watch_line line;
	struct buf b = { .len = 0 };
	size_t start;

	watch_line_begin(&line, out, &w->req->style);
	if (!watch_is_compared(w)) {
		watch_line_put(&line, COLOR_DIM,
			       "What changes from now on is marked.");
		watch_line_end(&line);
		return;
	}
	buf_puts(&b, "In ");
	text_age(&b, d->seconds);
	buf_puts(&b, ": ");
	start = b.len;
	put_part(&b, diff_count(d, DIFF_APPEARED), "new");
	put_part(&b, diff_count(d, DIFF_WENT), "gone");
	put_part(&b, diff_count(d, DIFF_GREW), "grew");
	put_part(&b, diff_count(d, DIFF_SHRANK), "shrank");
	put_part(&b, diff_count(d, DIFF_VERDICT), "judged anew");
	if (b.len == start)
		buf_puts(&b, "nothing changed");
	put_rate(w, &b, "leaks", diff_change(leaks(d->before), leaks(d->now)),
		 false);
	put_rate(w, &b, "memory",
		 diff_change(d->before[DIFF_MEMORY], d->now[DIFF_MEMORY]),
		 true);
	watch_line_put(&line,
		       leaks(d->now) > leaks(d->before) ? COLOR_BOLD :
							  COLOR_NONE,
		       buf_string(&b));
	watch_line_end(&line);
	buf_free(&b);
}

/**
 * watch_top() - write the lines at the top
 * @w: screen, with a snapshot
 * @out: where to
 * @problems: of how many limits, deadlocks and hoarders to tell
 */
void watch_top(struct watch *w, struct buf *out, size_t problems)
{
	watch_title(w, out);
	put_found(w, out);
	put_limits(w, out);
	watch_problems(w, out, problems);
	/* Of a single look there is nothing to be said. */
	if (w->height || watch_is_compared(w))
		put_changes(w, out);
}
