// SPDX-License-Identifier: GPL-2.0
/*
 * Limits: how much of each is used, and who fills it.
 *
 * Pure: knows nothing of records, so that it can be tested with numbers.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "findings/limits.h"

/* Nothing that the kernel counts by an index can have more. */
#define INDEX_MAX 32768

const struct limit_info limit_info[LIMITS] = {
	[LIMIT_SHMMNI] = { "SHMMNI", "segments", "shmget() gives ENOSPC",
			   "kernel.shmmni", 0, false },
	[LIMIT_SHMALL] = { "SHMALL", "pages of segments",
			   "shmget() gives ENOSPC", "kernel.shmall", 0, false },
	[LIMIT_SEMMNI] = { "SEMMNI", "semaphore arrays",
			   "semget() gives ENOSPC", "kernel.sem", 4, false },
	[LIMIT_SEMMNS] = { "SEMMNS", "semaphores", "semget() gives ENOSPC",
			   "kernel.sem", 2, false },
	[LIMIT_MSGMNI] = { "MSGMNI", "queues", "msgget() gives ENOSPC",
			   "kernel.msgmni", 0, false },
	[LIMIT_MSGMNB] = { "MSGMNB", "bytes per queue",
			   "msgsnd() blocks (or EAGAIN)", "kernel.msgmnb", 0,
			   true },
	[LIMIT_SHMMAX] = { "SHMMAX", "bytes per segment",
			   "shmget() gives EINVAL", "kernel.shmmax", 0, true },
	[LIMIT_SEMMSL] = { "SEMMSL", "semaphores per array",
			   "semget() gives EINVAL", "kernel.sem", 1, false },
	[LIMIT_SEMOPM] = { "SEMOPM", "operations per call",
			   "semop() gives E2BIG", "kernel.sem", 3, false },
	[LIMIT_MSGMAX] = { "MSGMAX", "bytes per message",
			   "msgsnd() gives EINVAL", "kernel.msgmax", 0, true },
};

/**
 * limit_percent() - how much of a limit is used
 * @used: what counts against it
 * @max: the limit
 *
 * Return: per cent, rounded down; of a limit of 0 all is used.
 */
unsigned int limit_percent(uint64_t used, uint64_t max)
{
	unsigned __int128 part = (unsigned __int128)used * 100;

	if (!max)
		return 100;
	part /= max;
	return part > UINT32_MAX ? UINT32_MAX : (unsigned int)part;
}

/**
 * limit_is_near() - is so much used that it is to be told of?
 * @used: what counts against it
 * @max: the limit
 *
 * Return: true if so.
 */
bool limit_is_near(uint64_t used, uint64_t max)
{
	return limit_percent(used, max) >= LIMIT_NEAR;
}

/**
 * limit_is_full() - is there no room for one more?
 * @used: what counts against it
 * @max: the limit
 *
 * Return: true if so.
 */
bool limit_is_full(uint64_t used, uint64_t max)
{
	return used >= max;
}

/**
 * limit_suggest() - what to raise a limit to
 * @id: the limit
 * @max: what it is now
 *
 * Return: at least twice as much, a round number; of objects no more than the
 * kernel has numbers for; @max if it cannot be raised by that much.
 */
uint64_t limit_suggest(enum limit_id id, uint64_t max)
{
	bool counted =
		id == LIMIT_SHMMNI || id == LIMIT_SEMMNI || id == LIMIT_MSGMNI;
	uint64_t more = 16;

	if (max > UINT64_MAX / 4 || (counted && max >= INDEX_MAX))
		return max;
	while (more < 2 * max)
		more *= 2;
	return counted && more > INDEX_MAX ? INDEX_MAX : more;
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_key(const void *pa, const void *pb)
{
	const struct tally_item *a = pa, *b = pb;

	return compare(a->key, b->key);
}

static int by_amount(const void *pa, const void *pb)
{
	const struct tally *a = pa, *b = pb;
	int diff = compare(b->amount, a->amount);

	return diff ? diff : compare(a->key, b->key);
}

static uint64_t add(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/**
 * tally_sum() - who fills a limit
 * @items: what counts against it; sorted afterwards
 * @n: how many
 * @count: set to how many keys there are
 *
 * Return: a new list, who fills most of it first.
 */
struct tally *tally_sum(struct tally_item *items, size_t n, size_t *count)
{
	struct tally *list = NULL;
	size_t room = 0;

	*count = 0;
	if (n)
		qsort(items, n, sizeof(*items), by_key);
	for (size_t i = 0; i < n; i++) {
		unsigned int class = items[i].class;
		struct tally *t;

		if (!*count || list[*count - 1].key != items[i].key) {
			if (*count == room) {
				room = room ? 2 * room : 16;
				list = xreallocarray(list, room, sizeof(*list));
			}
			list[(*count)++] =
				(struct tally){ .key = items[i].key };
		}
		t = &list[*count - 1];
		if (class >= TALLY_CLASSES)
			class = TALLY_CLASSES - 1;
		t->amount = add(t->amount, items[i].amount);
		t->by[class] = add(t->by[class], items[i].amount);
	}
	if (list)
		qsort(list, *count, sizeof(*list), by_amount);
	return list;
}
