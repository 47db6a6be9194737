// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for a report, tables of records and sets of what was seen.
 *
 * All that an open file needs is taken here, in its open(): on the account of
 * whoever opens it, within the budget of that file, and without waking the OOM
 * killer for it, neither the machine's nor that of a memory cgroup. What does
 * not fit into the budget is refused like what cannot be allocated.
 *
 * Locking: none. Both belong to one report, which one thread writes before
 * anybody else can see it. Reserving sleeps; everything else does not, and may
 * be called under any lock.
 */
#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "base/table.h"

/* Chunks that there are places for at first. */
#define SLOTS_MIN	8

/* What is larger is not asked for in one piece of physical memory. */
#define LINEAR_MAX	(4 * PAGE_SIZE)

#define TABLE_GFP	(GFP_KERNEL_ACCOUNT | __GFP_NOWARN)

/* In one place, so that its failures can be tested in one place. */
static noinline void *table_alloc(size_t bytes, gfp_t zero)
{
	/* The machine is not to be compacted for the sake of a diagnosis. */
	if (bytes <= LINEAR_MAX)
		return kmalloc(bytes, TABLE_GFP | __GFP_RETRY_MAYFAIL | zero);

	/*
	 * 6.19 warns of flags that __vmalloc() does not know, and did not know
	 * __GFP_RETRY_MAYFAIL at first. Single pages are easily had.
	 */
	return __vmalloc(bytes, TABLE_GFP | __GFP_NORETRY | zero);
}

/**
 * ipcdiag_alloc() - take memory
 * @budget: what it is charged to
 * @n: entries
 * @size: bytes of each
 * @zero: __GFP_ZERO, or 0
 *
 * Context: process context, may sleep.
 *
 * Return: the memory, for ipcdiag_free() or kvfree(), or NULL.
 */
void *ipcdiag_alloc(struct ipcdiag_budget *budget, size_t n, size_t size,
		    gfp_t zero)
{
	size_t bytes = array_size(n, size);
	void *p;

	if (bytes > budget->limit - budget->used)
		return NULL;
	p = table_alloc(bytes, zero);
	if (p) {
		budget->used += bytes;
		budget->peak = max(budget->peak, budget->used);
	}

	return p;
}

/**
 * ipcdiag_free() - give memory back
 * @budget: what it was charged to
 * @p: the memory, or NULL
 * @n: entries
 * @size: bytes of each
 *
 * Context: process context, may sleep.
 */
void ipcdiag_free(struct ipcdiag_budget *budget, void *p, size_t n,
		  size_t size)
{
	if (!p)
		return;
	kvfree(p);
	budget->used -= n * size;
}

/**
 * ipcdiag_table_init() - make an empty table
 * @table: the table
 * @entry_size: bytes of one entry
 * @budget: what its memory is charged to
 */
void ipcdiag_table_init(struct ipcdiag_table *table, size_t entry_size,
			struct ipcdiag_budget *budget)
{
	table->chunks = NULL;
	table->slots = 0;
	table->budget = budget;
	table->entry_size = entry_size;
	table->nr = 0;
	table->room = 0;
}

/* Make places for more chunks: one word for each. */
static int add_slots(struct ipcdiag_table *table)
{
	unsigned long slots = max_t(unsigned long, 2 * table->slots, SLOTS_MIN);
	char **chunks;

	chunks = ipcdiag_alloc(table->budget, slots, sizeof(*chunks), 0);
	if (!chunks)
		return -ENOMEM;
	if (table->slots)
		memcpy(chunks, table->chunks, table->slots * sizeof(*chunks));
	ipcdiag_free(table->budget, table->chunks, table->slots,
		     sizeof(*chunks));
	table->chunks = chunks;
	table->slots = slots;

	return 0;
}

/**
 * ipcdiag_table_grow() - make room, for ipcdiag_table_reserve()
 * @table: the table
 * @nr: entries that are to be added
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_table_grow(struct ipcdiag_table *table, unsigned long nr)
{
	while (ipcdiag_table_room(table) < nr) {
		unsigned long slot = table->room >> IPCDIAG_CHUNK_SHIFT;

		if (slot == table->slots && add_slots(table))
			return -ENOMEM;
		table->chunks[slot] = ipcdiag_alloc(table->budget,
						    IPCDIAG_CHUNK_ENTRIES,
						    table->entry_size,
						    __GFP_ZERO);
		if (!table->chunks[slot])
			return -ENOMEM;
		table->room += IPCDIAG_CHUNK_ENTRIES;
	}

	return 0;
}

/**
 * ipcdiag_table_free() - give back a table's memory
 * @table: the table
 *
 * Context: process context, may sleep.
 */
void ipcdiag_table_free(struct ipcdiag_table *table)
{
	unsigned long i;

	for (i = 0; i < table->room >> IPCDIAG_CHUNK_SHIFT; i++) {
		ipcdiag_free(table->budget, table->chunks[i],
			     IPCDIAG_CHUNK_ENTRIES, table->entry_size);
		cond_resched();
	}
	ipcdiag_free(table->budget, table->chunks, table->slots,
		     sizeof(*table->chunks));
	table->chunks = NULL;
	table->slots = 0;
	table->nr = 0;
	table->room = 0;
}

/**
 * ipcdiag_set_init() - make an empty set
 * @set: the set
 * @budget: what its memory is charged to
 */
void ipcdiag_set_init(struct ipcdiag_set *set, struct ipcdiag_budget *budget)
{
	set->entries = NULL;
	set->budget = budget;
	set->seed = get_random_u64();
	set->nr = 0;
	set->size = 0;
}

/* Where the member is, or where it would go. There is always a free place. */
static struct ipcdiag_set_entry *set_place(const struct ipcdiag_set *set,
					   u64 a, u64 b)
{
	unsigned long mask = set->size - 1;
	unsigned long i = hash_64((a ^ set->seed) + b * GOLDEN_RATIO_64,
				  ilog2(set->size));

	while (set->entries[i].used &&
	       (set->entries[i].key[0] != a || set->entries[i].key[1] != b))
		i = (i + 1) & mask;

	return &set->entries[i];
}

/**
 * ipcdiag_set_reserve() - make sure that there is room
 * @set: the set
 * @nr: members that are to be added
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_set_reserve(struct ipcdiag_set *set, unsigned long nr)
{
	struct ipcdiag_set old;
	unsigned long i;

	if (set->size && set->nr + nr <= set->size / 2)
		return 0;

	old = *set;
	set->size = roundup_pow_of_two(2 * (old.nr + nr) + IPCDIAG_CHUNK_ENTRIES);
	set->entries = ipcdiag_alloc(set->budget, set->size,
				     sizeof(*set->entries), __GFP_ZERO);
	if (!set->entries) {
		*set = old;
		return -ENOMEM;
	}
	for (i = 0; i < old.size; i++) {
		struct ipcdiag_set_entry *entry = &old.entries[i];

		if (entry->used)
			*set_place(set, entry->key[0], entry->key[1]) = *entry;
		if (!(i % 4096))
			cond_resched();
	}
	old.budget = set->budget;
	ipcdiag_set_free(&old);

	return 0;
}

/**
 * ipcdiag_set_get() - look for a member, and add it if it is not there yet
 * @set: the set; room was reserved
 * @a: first number of the member
 * @b: second number of the member
 * @value: the number that goes with it if it is new
 *
 * Context: any.
 *
 * Return: the member.
 */
const struct ipcdiag_set_entry *
ipcdiag_set_get(struct ipcdiag_set *set, u64 a, u64 b, u32 value)
{
	struct ipcdiag_set_entry *entry = set_place(set, a, b);

	if (!entry->used) {
		entry->key[0] = a;
		entry->key[1] = b;
		entry->value = value;
		entry->used = true;
		set->nr++;
	}

	return entry;
}

/**
 * ipcdiag_set_add() - add a member, if it is not there yet
 * @set: the set; room was reserved
 * @a: first number of the member
 * @b: second number of the member
 * @value: the number that goes with it
 *
 * Context: any.
 *
 * Return: true if it is new.
 */
bool ipcdiag_set_add(struct ipcdiag_set *set, u64 a, u64 b, u32 value)
{
	unsigned long before = set->nr;

	ipcdiag_set_get(set, a, b, value);

	return set->nr != before;
}

/**
 * ipcdiag_set_find() - look for a member
 * @set: the set
 * @a: first number of the member
 * @b: second number of the member
 *
 * Context: any.
 *
 * Return: the member, or NULL.
 */
const struct ipcdiag_set_entry *
ipcdiag_set_find(const struct ipcdiag_set *set, u64 a, u64 b)
{
	const struct ipcdiag_set_entry *entry;

	if (!set->size)
		return NULL;
	entry = set_place(set, a, b);

	return entry->used ? entry : NULL;
}

/**
 * ipcdiag_set_free() - give back a set's memory
 * @set: the set
 *
 * Context: process context, may sleep.
 */
void ipcdiag_set_free(struct ipcdiag_set *set)
{
	ipcdiag_free(set->budget, set->entries, set->size,
		     sizeof(*set->entries));
	set->entries = NULL;
	set->nr = 0;
	set->size = 0;
}
