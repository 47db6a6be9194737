// SPDX-License-Identifier: GPL-2.0
/*
 * The report: the rows of its table.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "findings/access.h"
#include "view/report.h"

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

	buf_puts(b, kind_name(rec->kind));
	buf_putc(b, ':');
	buf_u64(b, g->ids[0]);
	if (g->n > 1 && g->in_a_row) {
		buf_putc(b, '-');
		buf_u64(b, g->last);
	} else if (g->n > GROUP_IDS) {
		buf_puts(b, ",..");
	} else {
		for (size_t i = 1; i < g->n && i < GROUP_IDS; i++) {
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

/* "2d03h", or in a range "2d" */
static void put_age(const struct style *style, struct buf *b, int64_t touched,
		    bool whole)
{
	size_t start = b->len;

	if (touched <= 0 || touched > style->now) {
		buf_putc(b, '-');
		return;
	}
	text_age(b, style->now - touched);
	while (!whole && start < b->len && b->data[start] <= '9')
		start++;
	if (start + 1 < b->len && !whole)
		b->len = start + 1;
}

/* "35s", or "35s-2d" from the one that was touched last to the first. */
static void put_idle(const struct style *style, struct buf *b,
		     const struct group *g)
{
	size_t start = b->len, middle, len;

	put_age(style, b, g->newest, g->oldest == g->newest);
	middle = b->len;
	len = middle - start;
	if (g->oldest == g->newest || g->oldest <= 0)
		return;
	buf_putc(b, '-');
	put_age(style, b, g->oldest, false);
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

/* "made by x11vnc (exited), session-4.scope: ", unless they are of several programs. */
static void put_maker(const struct style *style, struct buf *b,
		      const struct group *g)
{
	const char *name = maker_recorded(g->object);
	const char *last = g->from ? strrchr(g->from, '/') : NULL;

	if (!name || !g->key.maker || strcmp(name, g->key.maker) != 0)
		return;
	buf_puts(b, "made by ");
	prose_string(b, style, name);
	if (g->left)
		buf_puts(b, " (exited)");
	if (last && last[1]) {
		buf_puts(b, ", ");
		prose_string(b, style, last + 1);
	}
	buf_puts(b, ": ");
}

/**
 * report_group() - put the row of like objects
 * @r: report
 * @t: table, at the beginning of a row
 * @g: the objects
 * @section: what they are found to be
 */
void report_group(struct report *r, struct table *t, const struct group *g,
		  enum finding section)
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
	put_maker(style, b, g);
	start = b->len;
	if (section == FINDING_SUSPECT || section == FINDING_NOBODY_KNOWN)
		put_who(r, b, g->object);
	prose_string(b, style, *g->key.why ? g->key.why : NULL);
	if (b->len > start + 3 && !memcmp(b->data + b->len - 3, ", -", 3))
		b->len -= 3;
	table_next(t);
}

/* "shm:124,.. (40)" */
static void put_held(struct buf *b, const struct rec *first, size_t n)
{
	buf_printf(b, "shm:%" PRIu64, rec_num(first, F_ID, 0));
	if (n > 1)
		buf_puts(b, ",..");
	put_ns(b, first);
	if (n > 1) {
		buf_puts(b, " (");
		prose_number(b, n);
		buf_putc(b, ')');
	}
}

/**
 * report_keeper() - put the row of a process that keeps removed segments
 * @r: report
 * @t: table, at the beginning of a row
 * @i: index of the row among those of the facts
 */
void report_keeper(struct report *r, struct table *t, size_t i)
{
	const struct keepers *k = &r->facts->keepers;
	const struct held_row *row = &k->held.rows[i];
	const struct rec *rec = k->segments[row->segment];
	const struct style *style = &r->req->style;
	struct buf *b = table_cell(t);

	put_held(b, rec, row->segments);
	table_next(t);
	put_mem(style, b, row->bytes);
	table_next(t);
	table_next(t);
	prose_user(b, style, rec_num(rec, F_UID, UINT32_MAX));
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

/**
 * report_unseen() - put the row of segments that nobody was seen to keep
 * @r: report
 * @t: table, at the beginning of a row
 */
void report_unseen(struct report *r, struct table *t)
{
	const struct keepers *k = &r->facts->keepers;
	struct buf *b = table_cell(t);

	put_held(b, k->unseen_first, k->unseen);
	table_next(t);
	put_mem(&r->req->style, b, k->unseen_bytes);
	table_next(t);
	table_next(t);
	table_next(t);
	table_next(t);
	table_puts(t, k->unseen == 1 ?
			      "no process was found that has it attached" :
			      "no process was found that has them attached");
}

/**
 * report_hoarder() - put the row of a process that hoards
 * @r: report
 * @t: table, at the beginning of a row
 * @i: index of the hoarder
 */
void report_hoarder(struct report *r, struct table *t, size_t i)
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
	prose_user(b, style, rec_num(rec, F_UID, UINT32_MAX));
	table_next(t);
	table_next(t);
	prose_process(b, style, rec, party->pid, party->comm);
	buf_printf(b, " has %u%% of %s", h->percent, limit_info[h->limit].name);
	table_next(t);
}
