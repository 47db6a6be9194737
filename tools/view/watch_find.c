// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: what there is to be shown of a snapshot, and in which order.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "view/watch.h"

/* What a row is sorted by where no columns say it. */
struct weight {
	const struct rec *rec;
	int rank;
	uint64_t bytes;
	size_t place; /* where it was, which decides in the end */
};

static int heavier(const void *pa, const void *pb)
{
	const struct weight *a = pa, *b = pb;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->bytes != b->bytes)
		return a->bytes > b->bytes ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* How much more it takes than before; what is new is more by all that it takes. */
static uint64_t growth(const struct watch *w, const struct rec *rec)
{
	const struct diff_object *o = watch_became(w, rec);
	uint64_t now = object_memory(rec), before;

	if (!o)
		return 0;
	before = o->before ? object_memory(o->before) : 0;
	return now > before ? now - before : 0;
}

static void put_in_order(struct watch *w)
{
	struct weight *v;

	if (w->order == WATCH_COLUMNS) {
		rows_sort(&w->rows, w->req->sort, &w->req->style);
		return;
	}
	v = xcalloc(w->rows.n, sizeof(*v));
	for (size_t i = 0; i < w->rows.n; i++) {
		const struct rec *rec = w->rows.v[i];

		v[i].rec = rec;
		v[i].place = i;
		v[i].rank = object_rank(rec);
		v[i].bytes = object_memory(rec);
		if (w->order == WATCH_GROWTH) {
			v[i].bytes = growth(w, rec);
			v[i].rank = !watch_became(w, rec);
		}
	}
	if (w->rows.n)
		qsort(v, w->rows.n, sizeof(*v), heavier);
	for (size_t i = 0; i < w->rows.n; i++)
		w->rows.v[i] = v[i].rec;
	free(v);
}

static int by_address(const void *pa, const void *pb)
{
	const struct diff_object *a = *(const struct diff_object *const *)pa;
	const struct diff_object *b = *(const struct diff_object *const *)pb;

	return (a->now > b->now) - (a->now < b->now);
}

static void find_changes(struct watch *w)
{
	struct choice shown = { .kinds = w->req->kinds, .filter = w->filter };

	if (!watch_is_compared(w))
		return;
	diff_find(&w->diff, w->before, w->snap, &shown);
	w->changed = xcalloc(w->diff.n + 1, sizeof(struct diff_object *));
	for (size_t i = 0; i < w->diff.n; i++)
		if (w->diff.v[i].now)
			w->changed[w->nchanged++] = &w->diff.v[i];
	if (w->nchanged)
		qsort(w->changed, w->nchanged, sizeof(struct diff_object *),
		      by_address);
}

/**
 * watch_is_compared() - are changes known?
 * @w: screen
 *
 * Return: true if there is another snapshot to compare with.
 */
bool watch_is_compared(const struct watch *w)
{
	return w->before && w->before != w->snap;
}

/**
 * watch_find() - find what there is to be shown
 * @w: screen, with a snapshot; watch_drop() what is found
 * @choice: which objects the lines at the top are about
 */
void watch_find(struct watch *w, const struct choice *choice)
{
	facts_find(&w->facts, w->snap, choice);
	find_changes(w);
	rows_init(&w->rows, w->req->kinds);
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &w->snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			if (w->req->kinds & 1U << object_kinds[k] &&
			    filter_match(w->filter, list->v[i]))
				rows_add(&w->rows, list->v[i]);
	}
	put_in_order(w);
	if (w->rows.n > w->req->limit)
		w->rows.n = w->req->limit;
}

/**
 * watch_drop() - free what watch_find() found
 * @w: screen
 */
void watch_drop(struct watch *w)
{
	facts_free(&w->facts);
	diff_free(&w->diff);
	free(w->changed);
	rows_free(&w->rows);
	w->diff = (struct diff){ .n = 0 };
	w->changed = NULL;
	w->nchanged = 0;
}

/**
 * watch_became() - what became of an object
 * @w: screen
 * @rec: an object of its snapshot
 *
 * Return: that, NULL if it is as it was, or if nothing is known of before.
 */
const struct diff_object *watch_became(const struct watch *w,
				       const struct rec *rec)
{
	const struct diff_object key = { .now = rec }, *at = &key;
	const struct diff_object **found = NULL;

	if (w->nchanged)
		found = bsearch(&at, w->changed, w->nchanged,
				sizeof(struct diff_object *), by_address);
	return found ? *found : NULL;
}

/**
 * watch_id_of() - which object a record is about
 * @rec: record of an object
 *
 * Return: that.
 */
struct watch_id watch_id_of(const struct rec *rec)
{
	return (struct watch_id){ rec->kind, rec_num(rec, F_NS, 0),
				  rec_num(rec, F_ID, 0) };
}

static bool is_it(const struct rec *rec, const struct watch_id *id)
{
	return rec->kind == id->kind && rec_num(rec, F_ID, 0) == id->id &&
	       rec_num(rec, F_NS, 0) == id->ns;
}

/**
 * watch_row_of() - where an object stands
 * @w: screen
 * @id: the object
 *
 * Return: the index of its row, or how many there are if it has none.
 */
size_t watch_row_of(const struct watch *w, const struct watch_id *id)
{
	size_t i = 0;

	while (i < w->rows.n && !is_it(w->rows.v[i], id))
		i++;
	return i;
}

/**
 * watch_object() - the object that a page is about
 * @w: screen
 *
 * Return: its record, NULL if it is not there any more.
 */
const struct rec *watch_object(const struct watch *w)
{
	const struct rec_list *list;

	if (!w->snap || w->object.kind == KINDS)
		return NULL;
	list = &w->snap->list[w->object.kind];
	for (size_t i = 0; i < list->n; i++)
		if (is_it(list->v[i], &w->object))
			return list->v[i];
	return NULL;
}

/* Of each namespace, the objects of a kind that leaked or are held. */
static size_t *count_leaks(const struct snapshot *snap, enum kind kind)
{
	const struct rec_list *spaces = &snap->list[KIND_NS];
	const struct rec_list *list = &snap->list[kind];
	size_t *counts = xcalloc(spaces->n, sizeof(*counts));
	size_t at = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct rec *rec = list->v[i], *ns = rec_ns(rec);

		if (object_finding(rec) == FINDING_NONE &&
		    !rec_is(rec, F_VERDICT, "held"))
			continue;
		/* Objects of one namespace follow each other. */
		for (size_t n = 0; n < spaces->n && spaces->v[at] != ns; n++)
			at = (at + 1) % spaces->n;
		if (at < spaces->n)
			counts[at]++;
	}
	return counts;
}

/* May somebody hoard? All that did not leak may be his. */
static bool may_be_hoarded(const struct snapshot *snap)
{
	static const enum field limits[] = { F_SHMMNI, F_SEMMNI, F_MSGMNI };
	static const enum field used[] = { F_SHM, F_SEM, F_MSG };
	const struct rec_list *spaces = &snap->list[KIND_NS];
	bool may = false;

	for (int k = 0; k < 3 && !may; k++) {
		size_t *leaks = count_leaks(snap, object_kinds[k]);

		for (size_t i = 0; i < spaces->n; i++) {
			const struct rec *ns = spaces->v[i];
			uint64_t n = rec_num(ns, used[k], 0);
			uint64_t max = rec_num(ns, limits[k], UINT64_MAX);

			n -= leaks[i] < n ? leaks[i] : n;
			may |= n >= HOARD_MANY ||
			       (n >= HOARD_FEW &&
				limit_percent(n, max) >= HOARD_PERCENT);
		}
		free(leaks);
	}
	return may;
}

static bool anybody_waits(const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_NS];

	for (size_t i = 0; i < list->n; i++)
		if (rec_num(list->v[i], F_SEMWAITERS, 0))
			return true;
	return false;
}

/**
 * watch_part() - how much of a snapshot has to be read
 * @w: screen; its snapshot says what there may be to tell
 *
 * Users of objects are read only if somebody waits, so that there may be a
 * deadlock, or if they are shown; objects in use only if these are shown, or if
 * somebody may hoard or fill a limit.
 *
 * Return: the smallest part that has what is shown.
 */
enum load_part watch_part(const struct watch *w)
{
	if (w->page == WATCH_OBJECT ||
	    filter_flags(w->filter) & FILTER_BY_USERS)
		return LOAD_ALL;
	if (w->snap && anybody_waits(w->snap))
		return LOAD_ALL;
	if (!w->leaks_only ||
	    (w->snap && (full_is_near(w->snap) || may_be_hoarded(w->snap))))
		return LOAD_OBJECTS;
	return LOAD_LEAKS;
}
