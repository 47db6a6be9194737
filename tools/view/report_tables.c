// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what leaked, what is held, and who hoards, in one table.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "findings/access.h"
#include "view/report.h"
#include "write/table.h"

/* Rows that every section gets before any gets more. */
#define ROWS_LEAST 3

/* Sections that follow those of the findings. */
enum {
	SECTION_HELD = FINDINGS,
	SECTION_HOARD,
	SECTIONS,
};

static const struct {
	const char *title;
	const char *meaning;
	const char *more;
	enum color color;
} sections[SECTIONS] = {
	[FINDING_ORPHAN] = { "ORPHAN", "no process can reach these any more",
			     "ipcdiag list verdict=orphan", COLOR_RED },
	[FINDING_UNCLAIMED] = { "UNCLAIMED",
				"no process that runs may use these; their owners may know",
				"ipcdiag list verdict=unclaimed",
				COLOR_YELLOW },
	[FINDING_SUSPECT] = { "SUSPECT",
			      "no known user is alive, but processes that run could use these",
			      "ipcdiag list verdict=suspect", COLOR_YELLOW },
	[FINDING_NOBODY_KNOWN] = { "NOBODY KNOWN",
				   "nobody is known to have used these, or to have made them",
				   "ipcdiag list verdict=unknown",
				   COLOR_MAGENTA },
	[FINDING_UNJUDGED] = { "NOT JUDGED", "these may be anything",
			       "ipcdiag list verdict=unknown", COLOR_MAGENTA },
	[SECTION_HELD] = { "REMOVED, STILL ATTACHED",
			   "the memory comes back when these let go",
			   "ipcdiag list verdict=held", COLOR_CYAN },
	[SECTION_HOARD] = { "HOARDED",
			    "nobody uses these, but whoever made them is alive",
			    "ipcdiag list verdict=idle", COLOR_CYAN },
};

enum {
	COLUMN_OBJECT,
	COLUMN_MEM,
	COLUMN_IDLE,
	COLUMN_OWNER,
	COLUMN_KEY,
	COLUMN_WHY,
};

static const struct table_column columns[] = {
	[COLUMN_OBJECT] = { .heading = "OBJECT" },
	[COLUMN_MEM] = { .heading = "MEM", .right = true },
	[COLUMN_IDLE] = { .heading = "IDLE", .priority = 2, .right = true },
	[COLUMN_OWNER] = { .heading = "OWNER" },
	[COLUMN_KEY] = { .heading = "KEY", .priority = 3 },
	[COLUMN_WHY] = { .heading = "WHY",
			 .priority = 1,
			 .cut = true,
			 .least = 24 },
};

static size_t wanted(const struct facts *f, int section)
{
	if (section == SECTION_HELD)
		return f->keepers.held.nrows + !!f->keepers.unseen;
	if (section == SECTION_HOARD)
		return f->hoards.n;
	return f->groups[section].n;
}

/* Each section gets a few rows; what is left goes to the first that want more. */
static void share(const size_t *want, size_t *get, size_t lines)
{
	for (int i = 0; i < SECTIONS; i++) {
		get[i] = want[i] < ROWS_LEAST ? want[i] : ROWS_LEAST;
		/* A title, and perhaps a line that tells of more. */
		lines -= lines < get[i] + 2 * !!want[i] ?
				 lines :
				 get[i] + 2 * !!want[i];
	}
	for (int i = 0; i < SECTIONS; i++) {
		size_t more = want[i] - get[i];

		if (more > lines)
			more = lines;
		get[i] += more;
		lines -= more;
	}
}

/* The namespace only where it is not the reader's own. */
static void put_ns(struct buf *b, const struct rec *rec)
{
	if (!object_is_own(rec))
		buf_printf(b, "@%" PRIu64, object_ns(rec));
}

/* "shm:2", "sem:3-12 (10)", "msg:0,7,.. (12)" */
static void put_ids(struct buf *b, const struct group *g)
{
	const struct rec *rec = g->object;
	size_t n = g->n < GROUP_IDS ? g->n : GROUP_IDS;

	buf_puts(b, kind_name(rec->kind));
	buf_putc(b, ':');
	buf_u64(b, g->ids[0]);
	if (g->n > 1 && g->in_a_row) {
		buf_putc(b, '-');
		buf_u64(b, g->last);
	} else if (g->n > GROUP_IDS) {
		buf_puts(b, ",..");
	} else {
		for (size_t i = 1; i < n; i++) {
			buf_putc(b, ',');
			buf_u64(b, g->ids[i]);
		}
	}
	put_ns(b, rec);
	if (g->n > 1) {
		buf_puts(b, " (");
		prose_number(b, g->n);
		buf_putc(b, ')');
	}
}

static void put_mem(const struct style *style, struct buf *b, uint64_t bytes)
{
	if (style->bytes)
		buf_u64(b, bytes);
	else if (bytes)
		text_size(b, bytes, "");
	else
		buf_putc(b, '0');
}

static void put_age(const struct style *style, struct buf *b, int64_t touched)
{
	if (touched <= 0 || touched > style->now)
		buf_putc(b, '-');
	else
		text_age(b, style->now - touched);
}

/* "35s", or "35s-2d03h" from the one that was touched last to the first. */
static void put_idle(const struct style *style, struct buf *b,
		     const struct group *g)
{
	size_t start = b->len, middle, len;

	put_age(style, b, g->newest);
	middle = b->len;
	len = middle - start;
	if (g->oldest == g->newest || g->oldest <= 0)
		return;
	buf_putc(b, '-');
	put_age(style, b, g->oldest);
	if (b->len - middle - 1 == len &&
	    !memcmp(b->data + start, b->data + middle + 1, len))
		b->len = middle;
}

static void put_key(struct buf *b, const struct group *g)
{
	if (!g->same_key)
		buf_puts(b, "various");
	else if (g->first_key)
		buf_key(b, g->first_key);
	else
		buf_puts(b, "private");
}

/* "www-data runs 6 (apache2)" */
static void put_resident(struct report *r, struct buf *b,
			 const struct rec *resident)
{
	const struct style *style = &r->req->style;
	uint32_t who = rec_num(resident, F_WHO, 0);
	const char *name;

	if (rec_is(resident, F_TYPE, "uid")) {
		prose_user(b, style, who);
	} else {
		name = names_group(who);
		buf_puts(b, "group ");
		if (name)
			prose_string(b, style, name);
		else
			buf_u64(b, who);
	}
	buf_puts(b, " runs ");
	prose_number(b, rec_num(resident, F_PROCS, 0));
	if (rec_str(resident, F_COMM)) {
		buf_puts(b, " (");
		prose_string(b, style, rec_str(resident, F_COMM));
		buf_putc(b, ')');
	}
}

/* The owner's own processes are asked first. */
static const struct rec *whom_to_ask(struct rec *const *v, size_t n,
				     const struct rec *rec)
{
	for (size_t i = 0; i < n; i++)
		if (rec_is(v[i], F_TYPE, "uid") &&
		    rec_num(v[i], F_WHO, 0) == rec_num(rec, F_UID, 1))
			return v[i];
	return v[0];
}

/* Who is to be asked about what somebody could use. */
static void put_who(struct report *r, struct buf *b, const struct rec *rec)
{
	struct rec **v;
	size_t n;

	if (access_open(rec)) {
		buf_puts(b, "open to all, ");
		return;
	}
	v = access_residents(r->snap, rec, &n);
	if (n) {
		put_resident(r, b, whom_to_ask(v, n, rec));
		if (n > 1)
			buf_printf(b, " and %zu more", n - 1);
		buf_puts(b, ", ");
	}
	free(v);
}

static void put_group(struct report *r, struct table *t, const struct group *g,
		      int section)
{
	const struct style *style = &r->req->style;
	struct buf *b = table_cell(t);
	size_t start;

	put_ids(b, g);
	table_next(t);
	put_mem(style, b, g->bytes);
	table_next(t);
	put_idle(style, b, g);
	table_next(t);
	prose_user(b, style, g->key.owner);
	table_next(t);
	put_key(b, g);
	table_next(t);
	start = b->len;
	if (section == FINDING_SUSPECT || section == FINDING_NOBODY_KNOWN)
		put_who(r, b, g->object);
	prose_string(b, style, *g->key.why ? g->key.why : NULL);
	if (b->len > start + 3 && !memcmp(b->data + b->len - 3, ", -", 3))
		b->len -= 3;
	table_next(t);
}

static void put_keeper(struct report *r, struct table *t, size_t i)
{
	const struct keepers *k = &r->facts->keepers;
	const struct held_row *row = &k->held.rows[i];
	const struct rec *rec = k->segments[row->segment];
	const struct style *style = &r->req->style;
	struct buf *b = table_cell(t);

	buf_printf(b, "shm:%" PRIu64, rec_num(rec, F_ID, 0));
	if (row->segments > 1)
		buf_puts(b, ",..");
	put_ns(b, rec);
	if (row->segments > 1) {
		buf_puts(b, " (");
		prose_number(b, row->segments);
		buf_putc(b, ')');
	}
	table_next(t);
	put_mem(style, b, row->bytes);
	table_next(t);
	table_next(t);
	prose_user(b, style, rec_num(rec, F_UID, 0));
	table_next(t);
	table_next(t);
	if (rec_known(k->processes[row->process], F_IPID))
		prose_process(b, style, k->processes[row->process], F_PID,
			      F_COMM);
	else
		buf_puts(b, "memory that is left of a process");
	if (row->others) {
		buf_puts(b, " and ");
		prose_count(b, row->others, "other");
	}
	table_next(t);
}

static void put_unseen(struct report *r, struct table *t)
{
	const struct keepers *k = &r->facts->keepers;
	struct buf *b = table_cell(t);

	prose_count(b, k->unseen, "segment");
	table_next(t);
	put_mem(&r->req->style, b, k->unseen_bytes);
	table_next(t);
	table_next(t);
	table_next(t);
	table_next(t);
	table_puts(t, "nobody was found who has them attached");
}

static void put_hoarder(struct report *r, struct table *t, size_t i)
{
	const struct hoarder *h = &r->facts->hoards.v[i];
	const struct rec *rec = r->facts->hoards.objects[h->object];
	const struct party *party = maker_alive(rec);
	const struct style *style = &r->req->style;
	struct buf *b = table_cell(t);

	buf_printf(b, "%s:%" PRIu64 ",..", kind_name(rec->kind),
		   rec_num(rec, F_ID, 0));
	put_ns(b, rec);
	buf_puts(b, " (");
	prose_number(b, h->objects);
	buf_putc(b, ')');
	table_next(t);
	put_mem(style, b, h->bytes);
	table_next(t);
	table_next(t);
	prose_user(b, style, rec_num(rec, F_UID, 0));
	table_next(t);
	table_next(t);
	prose_process(b, style, rec, party->pid, party->comm);
	buf_printf(b, " has %u%% of %s", h->percent, limit_info[h->limit].name);
	table_next(t);
}

static void put_row(struct report *r, struct table *t, int section, size_t i)
{
	const struct facts *f = r->facts;

	if (section == SECTION_HOARD)
		put_hoarder(r, t, i);
	else if (section != SECTION_HELD)
		put_group(r, t, &f->groups[section].v[i], section);
	else if (i < f->keepers.held.nrows)
		put_keeper(r, t, i);
	else
		put_unseen(r, t);
}

/* Objects that the rows from one on stand for. */
static size_t left_out(const struct facts *f, int section, size_t from)
{
	size_t n = 0;

	if (section == SECTION_HELD) {
		for (size_t i = from; i < f->keepers.held.nrows; i++)
			n += f->keepers.held.rows[i].segments;
		return n + f->keepers.unseen;
	}
	if (section == SECTION_HOARD) {
		for (size_t i = from; i < f->hoards.n; i++)
			n += f->hoards.v[i].objects;
		return n;
	}
	for (size_t i = from; i < f->groups[section].n; i++)
		n += f->groups[section].v[i].n;
	return n;
}

static void put_title(struct report *r, struct table *t, int section)
{
	const struct style *style = &r->req->style;
	struct buf b = { .len = 0 };
	size_t len = strlen(sections[section].title) + 2 +
		     strlen(sections[section].meaning);

	buf_puts(&b, sections[section].title);
	/* What does not fit is in the manual. */
	if (!style->width || len <= style->width)
		buf_printf(&b, "  %s", sections[section].meaning);
	table_line(t, sections[section].color, buf_string(&b));
	buf_free(&b);
}

static void put_section(struct report *r, struct table *t, int section,
			size_t rows)
{
	size_t all = wanted(r->facts, section);
	struct buf b = { .len = 0 };

	put_title(r, t, section);
	if (!t->heading_shown)
		table_heading(t);
	for (size_t i = 0; i < rows; i++)
		put_row(r, t, section, i);
	if (rows == all)
		return;
	buf_puts(&b, rows ? "  and " : "  ");
	prose_count(&b, left_out(r->facts, section, rows),
		    rows ? "more object" : "object");
	buf_printf(&b, ": %s", sections[section].more);
	table_line(t, COLOR_NONE, buf_string(&b));
	buf_free(&b);
}

/**
 * report_tables() - write what leaked, what is held, and who hoards
 * @r: report
 * @lines: most lines
 */
void report_tables(struct report *r, size_t lines)
{
	size_t want[SECTIONS], get[SECTIONS];
	struct table t;

	for (int i = 0; i < SECTIONS; i++)
		want[i] = wanted(r->facts, i);
	share(want, get, lines);
	table_init(&t, &r->req->style, columns,
		   sizeof(columns) / sizeof(columns[0]));
	t.indent = 2;
	for (int i = 0; i < SECTIONS; i++)
		if (want[i])
			put_section(r, &t, i, get[i]);
	table_print(&t, &r->out);
}
