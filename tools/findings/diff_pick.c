// SPDX-License-Identifier: GPL-2.0
/*
 * What became of objects, in the order in which it is told.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "findings/diff.h"
#include "findings/objects.h"

/**
 * diff_count() - of how many objects something became
 * @d: what became of the snapshots
 * @what: one bit of enum diff_what
 *
 * Return: how many.
 */
size_t diff_count(const struct diff *d, enum diff_what what)
{
	size_t i = 0;

	while (what >> i > 1)
		i++;
	return d->count[i];
}

static uint64_t weight(const struct diff_object *o)
{
	if (o->what & (DIFF_GREW | DIFF_SHRANK))
		return llabs(diff_change(object_memory(o->before),
					 object_memory(o->now)));
	return object_memory(o->now ? o->now : o->before);
}

static int by_weight(const void *pa, const void *pb)
{
	const struct diff_object *a = *(const struct diff_object *const *)pa;
	const struct diff_object *b = *(const struct diff_object *const *)pb;
	int diff = (weight(b) > weight(a)) - (weight(b) < weight(a));

	/* They stand in one list, in its order. */
	return diff ? diff : (a > b) - (a < b);
}

static int by_rank(const void *pa, const void *pb)
{
	const struct diff_object *a = *(const struct diff_object *const *)pa;
	const struct diff_object *b = *(const struct diff_object *const *)pb;
	int diff = object_rank(a->now ? a->now : a->before) -
		   object_rank(b->now ? b->now : b->before);

	return diff ? diff : by_weight(pa, pb);
}

/**
 * diff_pick() - the objects of which something became
 * @d: what became of the snapshots
 * @what: bits of enum diff_what, of which one has to fit
 * @n: set to how many
 *
 * Return: a new list: what grew or shrank by most first, else the worst verdicts,
 * and among those the most memory.
 */
const struct diff_object **diff_pick(const struct diff *d, enum diff_what what,
				     size_t *n)
{
	const struct diff_object **v = xcalloc(d->n + 1, sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].what & what)
			v[(*n)++] = &d->v[i];
	if (*n)
		qsort(v, *n, sizeof(*v),
		      (what & (DIFF_GREW | DIFF_SHRANK)) ? by_weight : by_rank);
	return v;
}
