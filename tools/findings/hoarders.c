// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that keep many objects which nobody uses.
 *
 * None of these objects is a leak, because who made them lives and may use them.
 * But nobody keeps a hundred for later, or a tenth of what all have together:
 * such a process most likely forgets to remove them.
 *
 * Pure: knows nothing of records.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "findings/hoarders.h"

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_owner(const void *pa, const void *pb)
{
	const struct hoard_item *a = pa, *b = pb;
	int diff = compare(a->process, b->process);

	if (!diff)
		diff = compare(a->ns, b->ns);
	if (!diff)
		diff = compare(a->limit, b->limit);
	return diff ? diff : compare(a->object, b->object);
}

static int by_number(const void *pa, const void *pb)
{
	const struct hoarder *a = pa, *b = pb;
	int diff = compare(b->objects, a->objects);

	if (!diff)
		diff = compare(b->bytes, a->bytes);
	if (!diff)
		diff = compare(a->process, b->process);
	return diff ? diff : compare(a->object, b->object);
}

static struct hoarder sum(const struct hoard_item *items, size_t n)
{
	struct hoarder h = {
		.process = items->process,
		.ns = items->ns,
		.limit = items->limit,
		.percent = limit_percent(n, items->max),
		.objects = n,
		.object = items->object,
	};

	for (size_t i = 0; i < n; i++)
		h.bytes = h.bytes > UINT64_MAX - items[i].bytes ?
				  UINT64_MAX :
				  h.bytes + items[i].bytes;
	return h;
}

/* How many of them, which are sorted, belong to the first one's owner and limit. */
static size_t run_length(const struct hoard_item *items, size_t n)
{
	size_t len = 1;

	while (len < n && items[len].process == items->process &&
	       items[len].ns == items->ns && items[len].limit == items->limit)
		len++;
	return len;
}

/**
 * hoarders_find() - who keeps many objects that nobody uses?
 * @items: objects that nobody uses; sorted afterwards
 * @n: how many
 * @count: set to how many there are
 *
 * Return: a new list, who keeps most first.
 */
struct hoarder *hoarders_find(struct hoard_item *items, size_t n, size_t *count)
{
	struct hoarder *list = NULL;
	size_t room = 0, len;

	*count = 0;
	if (n)
		qsort(items, n, sizeof(*items), by_owner);
	for (size_t i = 0; i < n; i += len) {
		struct hoarder h;

		len = run_length(items + i, n - i);
		h = sum(items + i, len);
		if (len < HOARD_MANY &&
		    (len < HOARD_FEW || h.percent < HOARD_PERCENT))
			continue;
		if (*count == room) {
			room = room ? 2 * room : 16;
			list = xreallocarray(list, room, sizeof(*list));
		}
		list[(*count)++] = h;
	}
	if (list)
		qsort(list, *count, sizeof(*list), by_number);
	return list;
}
