// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what is full, what is stuck, what leaked, and what to do.
 *
 * However much leaked, it is a screen: like objects are one row, the largest
 * first, and what is left out is told with the command that shows it.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "view/report.h"
#include "view/views.h"
#include "write/color.h"

/* Lines of advice and notes that are kept free. */
#define ADVICE_LINES 6

/**
 * report_line_count() - how many lines there are in a buffer
 * @b: buffer
 *
 * Return: the number.
 */
size_t report_line_count(const struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++)
		n += b->data[i] == '\n';
	return n;
}

/* "3 deadlocks", in one line. */
static void put_count(struct buf *b, uint64_t n, const char *what)
{
	size_t start = b->len;

	prose_count(b, n, what);
	prose_tie(b, start);
}

/* "guest, Linux 6.1.0, 2026-11-26 03:17:33 +00:00: 26 objects, 14 MiB, ..." */
static void put_origin(struct report *r, struct buf *b)
{
	const struct rec_list *host = &r->snap->list[KIND_HOST];
	const struct rec *header = snapshot_header(r->snap);
	const struct style *style = &r->req->style;

	if (host->n && rec_str(host->v[0], F_NAME)) {
		prose_string(b, style, rec_str(host->v[0], F_NAME));
		buf_puts(b, ", ");
	}
	if (rec_str(header, F_KERNEL)) {
		buf_puts(b, "Linux ");
		prose_string(b, style, rec_str(header, F_KERNEL));
		buf_puts(b, ", ");
	}
	text_time(b, rec_num(header, F_TIME, 0),
		  style->time && style->time != TIME_AGE ? style->time :
							   TIME_FULL,
		  style->now);
	buf_puts(b, ": ");
	put_count(b, r->facts->objects, "object");
	buf_puts(b, ", ");
	prose_bytes(b, style, r->facts->memory);
	buf_puts(b, ", ");
	put_count(b, r->snap->list[KIND_NS].n, "namespace");
}

/* Of each finding, the word that the second line has, and its plural. */
static const struct {
	const char *one;
	const char *many;
	bool bytes;
} findings[FINDINGS] = {
	[FINDING_ORPHAN] = { "orphan", "orphans", true },
	[FINDING_UNCLAIMED] = { "unclaimed", "unclaimed", true },
	[FINDING_SUSPECT] = { "suspect", "suspects", true },
	[FINDING_NOBODY_KNOWN] = { "unknown", "unknown", false },
	[FINDING_UNJUDGED] = { "not judged", "not judged", false },
};

static void comma(struct buf *b)
{
	if (b->len)
		buf_puts(b, ", ");
}

/* "1 limit full, 2 limits nearly full, 1 queue full" */
static void put_limits(const struct facts *f, struct buf *b)
{
	static const struct {
		const char *what;
		const char *how;
	} words[] = { { "limit", " full" },
		      { "limit", " nearly full" },
		      { "queue", " full" },
		      { "queue", " nearly full" } };
	size_t n[4] = { 0 };

	for (size_t i = 0; i < f->nfull; i++) {
		const struct limit_use *use = &f->full[i];

		n[2 * !!use->queue + !limit_is_full(use->used, use->max)]++;
	}
	for (int i = 0; i < 4; i++) {
		if (!n[i])
			continue;
		comma(b);
		put_count(b, n[i], words[i].what);
		buf_puts(b, words[i].how);
	}
}

static void put_findings(const struct report *r, struct buf *b)
{
	const struct facts *f = r->facts;
	size_t start;

	for (int i = 0; i < FINDINGS; i++) {
		if (!f->of[i])
			continue;
		comma(b);
		start = b->len;
		if (i == FINDING_UNJUDGED && r->snap->source != SOURCE_MODULE) {
			prose_count(b, f->of[i], "segment");
			buf_puts(b, " not attached");
		} else {
			prose_number(b, f->of[i]);
			buf_putc(b, ' ');
			buf_puts(b, f->of[i] == 1 ? findings[i].one :
						    findings[i].many);
		}
		prose_tie(b, start);
		if (!findings[i].bytes || !f->bytes[i])
			continue;
		buf_puts(b, " (");
		prose_bytes(b, &r->req->style, f->bytes[i]);
		buf_putc(b, ')');
	}
}

static void put_found(const struct report *r, struct buf *b)
{
	const struct facts *f = r->facts;

	put_limits(f, b);
	if (f->stuck.g.nknots) {
		comma(b);
		put_count(b, f->stuck.g.nknots, "deadlock");
	}
	put_findings(r, b);
	if (f->keepers.held.told) {
		comma(b);
		prose_number(b, f->keepers.held.told);
		buf_puts(b, " removed but attached (");
		prose_bytes(b, &r->req->style, f->keepers.held.told_bytes);
		buf_putc(b, ')');
	}
	if (f->hoards.n) {
		comma(b);
		put_count(b, f->hoards.n, "hoarder");
	}
}

/* That nothing leaked is said only if everything was read and judged. */
static const char *all_is_well(const struct report *r)
{
	if (r->snap->source != SOURCE_MODULE)
		return "Without the module nothing can be judged";
	if (kinds_refused(r->snap) || !r->snap->list[KIND_NS].n)
		return "Nothing leaked, as far as it could be read";
	if (!rec_known(r->snap->list[KIND_NS].v[0], F_SEMWAITERS))
		return "Nothing leaked, and no limit is near";
	return "Nothing leaked, no limit is near, nobody is in a deadlock";
}

/**
 * report_found() - put in a line what was found, or that all is well
 * @r: report
 * @b: where to
 *
 * Return: the colour that it is to have.
 */
enum color report_found(const struct report *r, struct buf *b)
{
	size_t start = b->len;
	enum color color = COLOR_GREEN;

	put_found(r, b);
	if (b->len > start)
		color = r->facts->nfull || r->facts->stuck.g.nknots ?
				COLOR_RED :
				COLOR_BOLD;
	else
		buf_puts(b, all_is_well(r));
	return r->snap->source == SOURCE_MODULE ? color : COLOR_NONE;
}

/**
 * report_headline() - write what it is about, and what was found in a line
 * @r: report
 */
void report_headline(struct report *r)
{
	const struct style *style = &r->req->style;
	struct buf b = { .len = 0 };
	enum color color;

	put_origin(r, &b);
	prose_wrap(&r->out, style, 2, buf_string(&b));
	b.len = 0;
	color = report_found(r, &b);
	if (style->color)
		color_on(&r->out, color);
	prose_wrap(&r->out, style, 2, buf_string(&b));
	if (style->color) {
		r->out.len--;
		color_off(&r->out, color);
		buf_putc(&r->out, '\n');
	}
	buf_free(&b);
}

/**
 * report_blank() - write a blank line, unless one was just written
 * @r: report
 */
void report_blank(struct report *r)
{
	size_t n = r->out.len;

	if (n < 2 || r->out.data[n - 1] != '\n' || r->out.data[n - 2] != '\n')
		buf_putc(&r->out, '\n');
}

static void report_text(struct report *r)
{
	size_t lines = SIZE_MAX;

	report_headline(r);
	report_blank(r);
	report_full(r, r->req->all ? SIZE_MAX : REPORT_FULL);
	report_deadlocks(r);
	if (!r->req->all) {
		size_t n = report_line_count(&r->out) + ADVICE_LINES;

		lines = n < REPORT_LINES ? REPORT_LINES - n : 0;
	}
	report_tables(r, lines);
	report_blank(r);
	report_rules(r);
	report_notes(r);
	report_blank(r);
	report_advice(r);
	while (r->out.len > 1 && r->out.data[r->out.len - 1] == '\n' &&
	       r->out.data[r->out.len - 2] == '\n')
		r->out.len--;
}

static unsigned int found(const struct facts *f)
{
	unsigned int what = 0;

	if (f->of[FINDING_ORPHAN])
		what |= FAIL_ORPHAN;
	if (f->of[FINDING_UNCLAIMED] > f->may_return)
		what |= FAIL_UNCLAIMED;
	if (f->of[FINDING_SUSPECT])
		what |= FAIL_SUSPECT;
	if (f->stuck.g.nknots)
		what |= FAIL_DEADLOCK;
	if (f->nfull)
		what |= FAIL_LIMIT;
	return what;
}

/**
 * view_report() - show what is full, stuck, or leaked
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_report(const struct request *req,
			   const struct snapshot *snap)
{
	struct facts facts;
	struct report r = { .req = req, .snap = snap, .facts = &facts };
	uid_t self = geteuid();
	const struct choice choice = { req->kinds,
				       req->filter,
				       !req->from && self,
				       self,
				       req->all ||
					       req->style.format == FORMAT_JSON,
				       req->rules };
	enum exit_code code = EXIT_OK;

	r.out.file = stdout;
	facts_find(&facts, snap, &choice);
	if (req->style.format == FORMAT_JSON) {
		report_json(&r);
	} else {
		/* The lines are counted before they are written. */
		r.out.file = NULL;
		report_text(&r);
		r.out.file = stdout;
	}
	buf_flush(&r.out);
	buf_free(&r.out);
	if (found(&facts) & req->fail_on)
		code = EXIT_FOUND;
	else if (snap->source != SOURCE_MODULE || kinds_refused(snap) ||
		 facts.of[FINDING_NOBODY_KNOWN] || facts.of[FINDING_UNJUDGED])
		code = EXIT_REDUCED;
	facts_free(&facts);
	return code;
}
