// SPDX-License-Identifier: GPL-2.0
/*
 * Finding the objects of a plan in another snapshot.
 */
#include <stdlib.h>

#include "findings/plan.h"

static int by_place(const void *a, const void *b)
{
	const struct plan_item *x = *(const struct plan_item *const *)a;
	const struct plan_item *y = *(const struct plan_item *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->ns != y->ns)
		return x->ns < y->ns ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/**
 * plan_look_up() - find objects in another snapshot
 * @items: the objects; put in another order
 * @n: how many
 * @snap: the other snapshot
 * @found: set to each of them there, NULL for what is not there
 */
void plan_look_up(struct plan_item **items, size_t n,
		  const struct snapshot *snap, const struct rec **found)
{
	if (!n)
		return;
	qsort(items, n, sizeof(*items), by_place);
	for (size_t i = 0; i < n; i++)
		found[i] = NULL;
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			struct plan_item place = {
				.kind = list->v[i]->kind,
				.id = rec_num(list->v[i], F_ID, 0),
				.ns = rec_num(list->v[i], F_NS, 0),
			};
			struct plan_item *key = &place, **at;

			at = bsearch(&key, items, n, sizeof(*items), by_place);
			if (at)
				found[at - items] = list->v[i];
		}
	}
}
