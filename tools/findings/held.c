// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of removed segments, and who keeps it.
 *
 * A program that removes its segment at once, so that it goes with the program,
 * does well. So a removed segment is told of only if whoever made it is gone, or
 * if one process keeps a lot.
 *
 * Pure: knows nothing of records.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "findings/held.h"

static uint64_t add(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* What is told of: everything of who keeps much, else what its maker left. */
static void choose(struct held *h)
{
	uint64_t *bytes = xcalloc(h->nprocesses, sizeof(*bytes));

	for (size_t i = 0; i < h->nuses; i++)
		bytes[h->uses[i].process] =
			add(bytes[h->uses[i].process],
			    h->segments[h->uses[i].segment].bytes);
	for (size_t i = 0; i < h->nsegments; i++)
		h->segments[i].told = h->segments[i].maker_gone;
	for (size_t i = 0; i < h->nuses; i++)
		if (bytes[h->uses[i].process] >= HELD_MUCH)
			h->segments[h->uses[i].segment].told = true;
	free(bytes);
	for (size_t i = 0; i < h->nsegments; i++) {
		if (!h->segments[i].told)
			continue;
		h->told++;
		h->told_bytes = add(h->told_bytes, h->segments[i].bytes);
	}
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_bytes(const void *pa, const void *pb)
{
	const struct held_row *a = pa, *b = pb;
	int diff = compare(b->bytes, a->bytes);

	if (!diff)
		diff = compare(b->segments, a->segments);
	return diff ? diff : compare(a->process, b->process);
}

/* One row for each process, with all that it keeps; the largest first. */
static void all_rows(struct held *h)
{
	h->nrows = h->nprocesses;
	h->rows = xcalloc(h->nrows, sizeof(*h->rows));
	for (size_t i = 0; i < h->nrows; i++)
		h->rows[i].process = i;
	for (size_t i = 0; i < h->nuses; i++) {
		const struct held_segment *s = &h->segments[h->uses[i].segment];
		struct held_row *row = &h->rows[h->uses[i].process];

		if (!s->told)
			continue;
		row->segments++;
		row->bytes = add(row->bytes, s->bytes);
	}
	if (h->nrows)
		qsort(h->rows, h->nrows, sizeof(*h->rows), by_bytes);
}

/* Each segment goes to the first row that has it; rows without one are dropped. */
static void share_out(struct held *h)
{
	size_t *row_of = xcalloc(h->nprocesses, sizeof(*row_of));
	size_t *keeper = xcalloc(h->nsegments, sizeof(*keeper));
	size_t *users = xcalloc(h->nsegments, sizeof(*users));
	size_t n = 0;

	for (size_t i = 0; i < h->nrows; i++) {
		row_of[h->rows[i].process] = i;
		h->rows[i].segments = 0;
		h->rows[i].bytes = 0;
	}
	for (size_t i = 0; i < h->nsegments; i++)
		keeper[i] = SIZE_MAX;
	for (size_t i = 0; i < h->nuses; i++) {
		size_t row = row_of[h->uses[i].process];

		users[h->uses[i].segment]++;
		if (row < keeper[h->uses[i].segment])
			keeper[h->uses[i].segment] = row;
	}
	for (size_t i = 0; i < h->nsegments; i++) {
		struct held_row *row;

		if (!h->segments[i].told || keeper[i] == SIZE_MAX)
			continue;
		row = &h->rows[keeper[i]];
		if (!row->segments++)
			row->segment = i;
		row->bytes = add(row->bytes, h->segments[i].bytes);
		if (users[i] - 1 > row->others)
			row->others = users[i] - 1;
	}
	for (size_t i = 0; i < h->nrows; i++)
		if (h->rows[i].segments)
			h->rows[n++] = h->rows[i];
	h->nrows = n;
	if (n)
		qsort(h->rows, n, sizeof(*h->rows), by_bytes);
	free(row_of);
	free(keeper);
	free(users);
}

/**
 * held_find() - who keeps removed segments?
 * @h: segments and who has them attached; the rest is set
 */
void held_find(struct held *h)
{
	h->told = 0;
	h->told_bytes = 0;
	choose(h);
	all_rows(h);
	share_out(h);
}
