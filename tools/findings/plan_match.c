// SPDX-License-Identifier: GPL-2.0
/*
 * Finding the objects of a plan in another snapshot.
 *
 * It may have as many objects as there are, again and again: all but those of the
 * plan are passed over as fast as can be.
 */
#include <stdlib.h>

#include "findings/plan.h"

static int compare(const struct plan_item *item, enum kind kind, uint64_t ns,
		   uint64_t id)
{
	if (item->kind != kind)
		return item->kind < kind ? -1 : 1;
	if (item->ns != ns)
		return item->ns < ns ? -1 : 1;
	return (item->id > id) - (item->id < id);
}

static int by_place(const void *a, const void *b)
{
	const struct plan_item *x = *(const struct plan_item *const *)a;
	const struct plan_item *y = *(const struct plan_item *const *)b;

	return compare(x, y->kind, y->ns, y->id);
}

/* Return: the place in @some, as many as there are if it is not there. */
static size_t find(const struct plan_some *some, enum kind kind, uint64_t ns,
		   uint64_t id)
{
	size_t low = 0, high = some->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(some->v[middle], kind, ns, id);

		if (!order)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return some->n;
}

/**
 * plan_sort() - bring objects into the order in which they are looked for
 * @some: the objects
 */
void plan_sort(const struct plan_some *some)
{
	if (some->n)
		qsort(some->v, some->n, sizeof(*some->v), by_place);
}

/**
 * plan_wants() - is an object one of these?
 * @arg: struct plan_some, after plan_sort()
 * @kind: kind of the object
 * @ns: number of its namespace
 * @id: its own
 *
 * Return: true if so.
 */
bool plan_wants(const void *arg, enum kind kind, uint64_t ns, uint64_t id)
{
	const struct plan_some *some = arg;

	return find(some, kind, ns, id) < some->n;
}

/**
 * plan_look_up() - find objects in another snapshot
 * @some: the objects, after plan_sort()
 * @snap: the other snapshot
 * @found: set to each of them there, NULL for what is not there
 */
void plan_look_up(const struct plan_some *some, const struct snapshot *snap,
		  const struct rec **found)
{
	for (size_t i = 0; i < some->n; i++)
		found[i] = NULL;
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i];
			size_t at = find(some, rec->kind, rec_num(rec, F_NS, 0),
					 rec_num(rec, F_ID, 0));

			if (at < some->n)
				found[at] = rec;
		}
	}
}
