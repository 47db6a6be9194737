// SPDX-License-Identifier: GPL-2.0
/*
 * All about one object: its semaphores or messages, and who uses it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "findings/uses.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/prose.h"
#include "view/show.h"
#include "write/color.h"
#include "write/table.h"

/* Most semaphores that the adjustments of one user may name. */
#define ADJUSTED_MAX 8

/* Rows of a part, unless the user wants all. */
#define ROWS_MAX 200

/* A line above a part, if there is one; the buffer is empty afterwards. */
static void put_title(struct page *p, struct buf *b)
{
	if (b->len) {
		buf_putc(p->out, '\n');
		prose_wrap(p->out, &p->req->style, 2, buf_string(b));
	}
	buf_free(b);
}

static void more(struct page *p, size_t all, const char *what)
{
	if (all > ROWS_MAX)
		buf_printf(p->out, "  and %zu more %s: --json has all\n",
			   all - ROWS_MAX, what);
}

static int by_number(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

/* The semaphores that undo lists would change, as far as they are listed. */
static uint64_t *adjusted(const struct rec *rec, size_t *n)
{
	uint64_t *nums = xcalloc(
		object_parts(rec, KIND_USER) * ADJUSTED_MAX + 1, sizeof(*nums));

	*n = 0;
	for (const struct rec *u = object_part(rec, KIND_USER); u;
	     u = object_next(u)) {
		const char *adj = rec_str(u, F_ADJ);

		for (int i = 0; adj && *adj && i < ADJUSTED_MAX; i++) {
			nums[(*n)++] = strtoull(adj, NULL, 10);
			adj += strcspn(adj, ",");
			adj += !!*adj;
		}
	}
	if (*n)
		qsort(nums, *n, sizeof(*nums), by_number);
	return nums;
}

/* "812 postgres", "812 (exited)" */
static void put_last(struct table *t, const struct style *style,
		     const struct rec *semval)
{
	struct buf *b = table_cell(t);

	if (rec_is(semval, F_STATE, "none") || !rec_known(semval, F_STATE)) {
		buf_putc(b, '-');
	} else if (rec_is(semval, F_STATE, "dead") ||
		   rec_is(semval, F_STATE, "reused")) {
		if (rec_known(semval, F_PID))
			buf_u64(b, rec_num(semval, F_PID, 0));
		else
			buf_putc(b, '?');
		buf_puts(b, " (exited)");
	} else {
		prose_process(b, style, semval, F_PID, F_COMM);
	}
	table_next(t);
}

static void put_semval(struct table *t, const struct style *style,
		       const struct rec *s)
{
	static const enum field numbers[] = { F_NUM, F_VALUE, F_NCNT, F_ZCNT };

	for (size_t i = 0; i < 4; i++) {
		cell(table_cell(t), style, s, numbers[i]);
		table_next(t);
	}
	put_last(t, style, s);
}

/*
 * A fact, no alarm: whoever exits without SEM_UNDO gives back nothing, and
 * others may.
 */
static void put_abandoned(struct page *p)
{
	const struct rec *s = object_part(p->rec, KIND_SEMVAL);
	struct buf b = { .len = 0 };

	for (; s; s = object_next(s)) {
		if (!rec_num(s, F_NCNT, 0) || rec_num(s, F_VALUE, 1) ||
		    !(rec_is(s, F_STATE, "dead") ||
		      rec_is(s, F_STATE, "reused")))
			continue;
		buf_printf(&b, "Semaphore %" PRIu64 " is waited for; ",
			   rec_num(s, F_NUM, 0));
		buf_printf(&b,
			   "it was last operated on by %" PRIu64
			   ", which has exited.",
			   rec_num(s, F_PID, 0));
		prose_wrap(p->out, &p->req->style, 2, buf_string(&b));
		break;
	}
	buf_free(&b);
}

/**
 * show_semaphores() - write the semaphores of an array that are worth it
 * @p: page
 */
void show_semaphores(struct page *p)
{
	static const struct table_column columns[] = {
		{ .heading = "NUM", .right = true },
		{ .heading = "VALUE", .right = true },
		{ .heading = "NCNT", .right = true },
		{ .heading = "ZCNT", .right = true },
		{ .heading = "LAST USED BY", .cut = true, .least = 8 },
	};
	size_t all = object_parts(p->rec, KIND_SEMVAL), n = 0, nadjusted;
	const struct rec *s = object_part(p->rec, KIND_SEMVAL);
	uint64_t *nums = adjusted(p->rec, &nadjusted);
	struct buf b = { .len = 0 };
	struct table t;

	table_init(&t, &p->req->style, columns, 5);
	t.indent = 2;
	for (; s; s = object_next(s)) {
		uint64_t num = rec_num(s, F_NUM, 0);

		if (!rec_num(s, F_VALUE, 0) && !rec_num(s, F_NCNT, 0) &&
		    !rec_num(s, F_ZCNT, 0) &&
		    !bsearch(&num, nums, nadjusted, sizeof(num), by_number))
			continue;
		if (n++ < ROWS_MAX)
			put_semval(&t, &p->req->style, s);
	}
	free(nums);
	if (n)
		buf_printf(
			&b,
			"Semaphores that are not 0, waited for, or to be undone (%zu of %zu):",
			n, all);
	else if (all)
		buf_printf(&b,
			   "All %zu semaphores listed are 0, and nobody waits.",
			   all);
	put_title(p, &b);
	table_print(&t, p->out);
	more(p, n, "semaphores");
	if (all && all < rec_num(p->rec, F_NSEMS, all))
		buf_printf(p->out,
			   "Only the first %zu of its %" PRIu64
			   " semaphores are listed.\n",
			   all, rec_num(p->rec, F_NSEMS, 0));
	put_abandoned(p);
}

/* A fact, no alarm: a reader may come. */
static void put_unread(struct page *p)
{
	const struct rec *rec = p->rec;

	if (rec_num(rec, F_SENDERS, 0) && !rec_num(rec, F_RECEIVERS, 0))
		prose_wrap(p->out, &p->req->style, 2,
			   "Senders are blocked, and nobody waits to read.");
}

/**
 * show_messages() - write the messages of a queue
 * @p: page
 */
void show_messages(struct page *p)
{
	static const struct table_column columns[] = {
		{ .heading = "FIRST", .right = true },
		{ .heading = "COUNT", .right = true },
		{ .heading = "TYPE", .right = true },
		{ .heading = "BYTES", .right = true },
	};
	static const enum field fields[] = { F_FIRST, F_COUNT, F_TYPE,
					     F_BYTES };
	const struct rec *run = object_part(p->rec, KIND_RUN);
	uint64_t listed = rec_num(p->rec, F_LISTED, 0);
	uint64_t qnum = rec_num(p->rec, F_QNUM, 0);
	struct buf b = { .len = 0 };
	size_t n = 0;
	struct table t;

	put_unread(p);
	/* Unless the snapshot tells nothing of messages. */
	if (!run && rec_known(p->rec, F_LISTED) && qnum)
		buf_printf(
			&b,
			"None of its %" PRIu64
			" messages are listed, since there are so many in other queues.",
			qnum);
	else if (run && listed < qnum)
		buf_printf(&b,
			   "Messages, the oldest first (only %" PRIu64
			   " of %" PRIu64 " are listed):",
			   listed, qnum);
	else if (run)
		buf_puts(&b, "Messages, the oldest first:");
	put_title(p, &b);
	if (!run)
		return;
	table_init(&t, &p->req->style, columns, 4);
	t.indent = 2;
	for (; run; run = object_next(run)) {
		if (n++ >= ROWS_MAX)
			continue;
		for (size_t i = 0; i < 4; i++) {
			cell(table_cell(&t), &p->req->style, run, fields[i]);
			table_next(&t);
		}
	}
	table_print(&t, p->out);
	more(p, n, "runs of messages");
}

/* The users of an object, each process's together. */
static const struct rec **users_of(const struct rec *rec, size_t *n)
{
	const struct rec **v =
		xcalloc(object_parts(rec, KIND_USER), sizeof(*v));

	*n = 0;
	for (const struct rec *u = object_part(rec, KIND_USER); u;
	     u = object_next(u))
		v[(*n)++] = u;
	if (*n)
		qsort(v, *n, sizeof(*v), uses_by_process);
	return v;
}

static bool same_process(const struct rec *a, const struct rec *b)
{
	return rec_num(a, F_IPID, UINT64_MAX) == rec_num(b, F_IPID, UINT64_MAX);
}

static size_t processes(const struct rec *const *users, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (rec_known(users[i], F_IPID))
			count += !i || !same_process(users[i - 1], users[i]);
	return count;
}

static void put_user(struct table *t, const struct style *style,
		     const struct rec *u, bool again)
{
	static const int columns[] = { F_TID, C_USE, C_DETAILS };
	struct buf *b = table_cell(t);

	if (!again && rec_known(u, F_IPID))
		prose_process(b, style, u, F_PID, F_COMM);
	else if (!again)
		buf_puts(b, "(no process is left)");
	table_next(t);
	if (!again)
		cell(b, style, u, C_USER);
	table_next(t);
	for (size_t i = 0; i < 3; i++) {
		cell(b, style, u, columns[i]);
		table_next(t);
	}
	if (!again)
		prose_cgroup(b, style, rec_str(u, F_CGROUP));
	table_next(t);
}

static void put_users(struct page *p, const struct rec *const *users, size_t n)
{
	static const struct table_column columns[] = {
		{ .heading = "PROCESS" },
		{ .heading = "USER", .priority = 2 },
		{ .heading = "TID", .priority = 3, .right = true },
		{ .heading = "USE" },
		{ .heading = "DETAILS", .cut = true, .least = 12 },
		{ .heading = "CGROUP", .priority = 1 },
	};
	struct table t;

	table_init(&t, &p->req->style, columns, 6);
	t.indent = 2;
	for (size_t i = 0; i < n && i < ROWS_MAX; i++)
		put_user(&t, &p->req->style, users[i],
			 i && same_process(users[i - 1], users[i]));
	table_print(&t, p->out);
	more(p, n, "uses");
}

static void put_users_title(struct page *p, size_t n, size_t count)
{
	bool held = rec_is(p->rec, F_VERDICT, "held");
	struct buf b = { .len = 0 };

	if (p->snap->source != SOURCE_MODULE)
		buf_puts(&b, "Only the module knows who uses it.");
	else if (!n && object_is_used(p->rec))
		buf_puts(&b, "It is in use, but by whom was not found.");
	else if (!n)
		buf_puts(&b, "Nobody uses it now.");
	else if (!count)
		buf_puts(&b, "Kept by memory that is left of a process:");
	else
		buf_printf(&b,
			   "%s by %zu process%s:", held ? "Kept alive" : "Used",
			   count, count == 1 ? "" : "es");
	put_title(p, &b);
}

/**
 * show_users() - write who uses an object
 * @p: page
 */
void show_users(struct page *p)
{
	const struct rec *rec = p->rec;
	size_t n;
	const struct rec **users = users_of(rec, &n);

	put_users_title(p, n, processes(users, n));
	if (n)
		put_users(p, users, n);
	free(users);
	if (rec_known(rec, F_MAPS) &&
	    rec_num(rec, F_MAPS, 0) != rec_num(rec, F_NATTCH, 0))
		buf_printf(p->out,
			   "%" PRIu64 " of %" PRIu64
			   " attachments were found as mappings.\n",
			   rec_num(rec, F_MAPS, 0), rec_num(rec, F_NATTCH, 0));
	if (rec_num(rec, F_CAPPED, 0))
		buf_puts(p->out,
			 "Counting stopped early: there may be more.\n");
}
