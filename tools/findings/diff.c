// SPDX-License-Identifier: GPL-2.0
/*
 * What became of objects and limits between two snapshots.
 *
 * A number may be given to another object: a namespace that is made anew begins
 * with the first, and a restored object may ask for one. So an object is taken for
 * the same only if nothing in it says otherwise.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/diff.h"
#include "findings/objects.h"

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_id(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	int diff = compare(rec_num(a, F_NS, 0), rec_num(b, F_NS, 0));

	return diff ? diff : compare(rec_num(a, F_ID, 0), rec_num(b, F_ID, 0));
}

/* The objects of a kind, by namespace and id. */
static const struct rec **sorted(const struct rec_list *list, size_t *n)
{
	const struct rec **v = xcalloc(list->n + 1, sizeof(*v));

	*n = list->n;
	for (size_t i = 0; i < list->n; i++)
		v[i] = list->v[i];
	if (*n)
		qsort(v, *n, sizeof(*v), by_id);
	return v;
}

/* Two records of one id: is what never changes the same in both? */
static bool is_alike(const struct rec *a, const struct rec *b)
{
	static const enum field fixed[] = { F_CUID, F_CGID, F_SIZE, F_NSEMS,
					    F_CIPID };

	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (rec_known(a, fixed[i]) && rec_known(b, fixed[i]) &&
		    rec_num(a, fixed[i], 0) != rec_num(b, fixed[i], 0))
			return false;
	return true;
}

/*
 * Is the second one of two segments younger than the first snapshot? Where the
 * kernel does not keep when a segment was made, the time may move on.
 */
static bool is_made_later(const struct rec *before, const struct rec *now,
			  int64_t time)
{
	return rec_known(now, F_MADE) &&
	       rec_num(now, F_MADE, 0) != rec_num(before, F_MADE, 0) &&
	       (int64_t)rec_num(now, F_MADE, 0) > time &&
	       (int64_t)rec_num(now, F_CTIME, 0) > time;
}

/* What was used once cannot be unused any more. */
static bool is_fresh(const struct rec *before, const struct rec *now)
{
	static const enum field uses[] = { F_ATIME, F_DTIME, F_OTIME, F_STIME,
					   F_RTIME };

	for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++)
		if (rec_num(before, uses[i], 0) && rec_known(now, uses[i]) &&
		    !rec_num(now, uses[i], 0))
			return true;
	return false;
}

static void count(uint64_t *totals, const struct rec *rec)
{
	enum finding finding = object_finding(rec);
	uint64_t reclaim = rec_num(rec, F_RECLAIM, 0);
	uint64_t *pair;

	totals[DIFF_OBJECTS]++;
	totals[DIFF_MEMORY] = sum(totals[DIFF_MEMORY], object_memory(rec));
	if (finding > FINDING_SUSPECT)
		return;
	pair = &totals[DIFF_ORPHANS + 2 * finding];
	pair[0]++;
	pair[1] = sum(pair[1], reclaim);
}

static unsigned int what_became(const struct rec *before, const struct rec *now)
{
	const char *verdict, *verdict_before;
	unsigned int what = 0;
	uint64_t a, b;

	if (!before)
		return DIFF_APPEARED;
	if (!now)
		return DIFF_WENT;
	verdict_before = rec_str(before, F_VERDICT);
	verdict = rec_str(now, F_VERDICT);
	a = object_memory(before);
	b = object_memory(now);
	if (a != b)
		what |= b > a ? DIFF_GREW : DIFF_SHRANK;
	if (verdict_before && verdict && strcmp(verdict_before, verdict) != 0)
		what |= DIFF_VERDICT;
	return what;
}

/* A leak that was none, or not so clearly one, or that takes more than it did. */
static void count_leaked(struct diff *d, const struct rec *before,
			 const struct rec *now)
{
	enum finding finding = object_finding(now);

	if (finding > FINDING_SUSPECT ||
	    (finding == FINDING_UNCLAIMED && !object_is_leak(now)))
		return;
	if (!before || object_finding(before) > finding ||
	    object_is_leak(before) < object_is_leak(now) ||
	    rec_num(before, F_RECLAIM, 0) < rec_num(now, F_RECLAIM, 0))
		d->leaked[finding]++;
}

static void add(struct diff *d, size_t *room, const struct rec *before,
		const struct rec *now)
{
	unsigned int what = what_became(before, now);

	if (now)
		count_leaked(d, before, now);
	if (!what)
		return;
	if (d->n == *room) {
		*room = *room ? 2 * *room : 64;
		d->v = xreallocarray(d->v, *room, sizeof(*d->v));
	}
	d->v[d->n++] = (struct diff_object){ before, now, what };
	for (size_t i = 0; i < sizeof(d->count) / sizeof(d->count[0]); i++)
		d->count[i] += what >> i & 1;
}

/* Whatever of a pair is wanted; both, if it is one object. */
static void add_wanted(struct diff *d, size_t *room,
		       const struct choice *choice, const struct rec *before,
		       const struct rec *now)
{
	bool was = before && choice_has(choice, before);
	bool is = now && choice_has(choice, now);

	if (was)
		count(d->before, before);
	if (is)
		count(d->now, now);
	if (was || is)
		add(d, room, before, now);
}

static void compare_kind(struct diff *d, size_t *room,
			 const struct snapshot *before,
			 const struct snapshot *now, enum kind kind,
			 const struct choice *choice)
{
	int64_t time = rec_num(snapshot_header(before), F_TIME, 0);
	size_t na, nb, i = 0, j = 0;
	const struct rec **a = sorted(&before->list[kind], &na);
	const struct rec **b = sorted(&now->list[kind], &nb);

	while (i < na || j < nb) {
		int diff = i == na ? 1 : j == nb ? -1 : by_id(&a[i], &b[j]);

		if (!diff && is_alike(a[i], b[j]) && !is_fresh(a[i], b[j]) &&
		    !is_made_later(a[i], b[j], time)) {
			add_wanted(d, room, choice, a[i++], b[j++]);
			continue;
		}
		if (diff <= 0)
			add_wanted(d, room, choice, a[i++], NULL);
		if (diff >= 0)
			add_wanted(d, room, choice, NULL, b[j++]);
	}
	free(a);
	free(b);
}

static const struct rec *find_ns(const struct snapshot *snap, uint64_t id)
{
	const struct rec_list *list = &snap->list[KIND_NS];

	for (size_t i = 0; i < list->n; i++)
		if (rec_num(list->v[i], F_ID, 0) == id)
			return list->v[i];
	return NULL;
}

static void compare_limit(struct diff *d, const struct rec *before,
			  const struct limit_use *use)
{
	struct diff_limit limit = { .use = *use, .crossed = true };
	struct limit_use was;

	if (before && limit_use_get(&was, use->id, before) && was.used_known) {
		limit.known = true;
		limit.before = was.used;
		limit.crossed = !limit_is_near(was.used, was.max) ||
				(limit_is_full(use->used, use->max) &&
				 !limit_is_full(was.used, was.max));
	}
	if (!limit.crossed && limit.before >= use->used)
		return;
	d->limits =
		xreallocarray(d->limits, d->nlimits + 1, sizeof(*d->limits));
	d->limits[d->nlimits++] = limit;
}

static void compare_limits(struct diff *d, const struct snapshot *before,
			   const struct snapshot *now,
			   const struct choice *choice)
{
	const struct rec_list *list = &now->list[KIND_NS];

	for (size_t i = 0; i < list->n; i++) {
		const struct rec *ns = list->v[i];
		const struct rec *was = NULL;

		if (choice->filter && !filter_match_ns(choice->filter, ns))
			continue;
		for (enum limit_id id = 0; id < LIMITS_FILLED; id++) {
			struct limit_use use;

			if (!(choice->kinds & 1U << limit_kind(id)) ||
			    !limit_use_get(&use, id, ns) || !use.used_known ||
			    !limit_is_near(use.used, use.max))
				continue;
			if (!was)
				was = find_ns(before, rec_num(ns, F_ID, 0));
			compare_limit(d, was, &use);
		}
	}
}

/**
 * diff_find() - compare two snapshots
 * @d: filled with what became of the first; diff_free() it
 * @before: the first
 * @now: the second, of the same machine
 * @choice: which objects and limits matter; an object that is chosen as it was, or
 *	    as it is, does
 */
void diff_find(struct diff *d, const struct snapshot *before,
	       const struct snapshot *now, const struct choice *choice)
{
	struct choice both = *choice;
	size_t room = 0;

	*d = (struct diff){
		.seconds = rec_num(snapshot_header(now), F_TIME, 0) -
			   rec_num(snapshot_header(before), F_TIME, 0)
	};
	for (int i = 0; i < 3; i++) {
		enum kind kind = object_kinds[i];

		if (!(choice->kinds & 1U << kind))
			continue;
		if (kind_is_refused(before, kind) ||
		    kind_is_refused(now, kind)) {
			d->left_out |= 1U << kind;
			continue;
		}
		compare_kind(d, &room, before, now, kind, choice);
	}
	both.kinds &= ~d->left_out;
	compare_limits(d, before, now, &both);
}

/**
 * diff_free() - give back what diff_find() made
 * @d: what became of the snapshots
 */
void diff_free(struct diff *d)
{
	free(d->v);
	free(d->limits);
}
