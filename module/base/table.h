/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory for a report: tables of records, and sets of what was seen. They never
 * grow under a lock: room is reserved first, and taken later. The entries of a
 * table stay where they are, so that a pointer to one may be kept. There is one
 * writer, and any number of readers once it is done.
 */
#ifndef IPCDIAG_TABLE_H
#define IPCDIAG_TABLE_H

#include <linux/bits.h>
#include <linux/types.h>

/* Entries of a table that are allocated together, as a power of two. */
#define IPCDIAG_CHUNK_SHIFT	6
#define IPCDIAG_CHUNK_ENTRIES	BIT(IPCDIAG_CHUNK_SHIFT)

/**
 * struct ipcdiag_budget - memory that one open file may take
 * @used: bytes taken
 * @peak: the most that was taken at a time
 * @limit: bytes allowed
 */
struct ipcdiag_budget {
	size_t	used;
	size_t	peak;
	size_t	limit;
};

void *ipcdiag_alloc(struct ipcdiag_budget *budget, size_t n, size_t size,
		    gfp_t zero);
void ipcdiag_free(struct ipcdiag_budget *budget, void *p, size_t n,
		  size_t size);

/**
 * struct ipcdiag_table - an array in chunks
 * @chunks: the chunks by number
 * @slots: places in @chunks
 * @budget: what the memory of the chunks is charged to
 * @entry_size: bytes of one entry
 * @nr: entries in use
 * @room: entries that there is memory for
 */
struct ipcdiag_table {
	char			**chunks;
	unsigned long		slots;
	struct ipcdiag_budget	*budget;
	size_t			entry_size;
	unsigned long		nr;
	unsigned long		room;
};

void ipcdiag_table_init(struct ipcdiag_table *table, size_t entry_size,
			struct ipcdiag_budget *budget);
int ipcdiag_table_grow(struct ipcdiag_table *table, unsigned long nr);
void ipcdiag_table_free(struct ipcdiag_table *table);

/**
 * ipcdiag_table_at() - find an entry
 * @table: the table
 * @i: its index, below the room that was reserved
 *
 * Context: any.
 *
 * Return: the entry.
 */
static inline void *ipcdiag_table_at(const struct ipcdiag_table *table,
				     unsigned long i)
{
	return table->chunks[i >> IPCDIAG_CHUNK_SHIFT] +
	       (i & (IPCDIAG_CHUNK_ENTRIES - 1)) * table->entry_size;
}

/* Entries that can be added before room has to be reserved again. */
static inline unsigned long ipcdiag_table_room(const struct ipcdiag_table *table)
{
	return table->room - table->nr;
}

/**
 * ipcdiag_table_reserve() - make sure that there is room
 * @table: the table
 * @nr: entries that are to be added
 *
 * New entries are zeroed. Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
static inline int ipcdiag_table_reserve(struct ipcdiag_table *table,
					unsigned long nr)
{
	return ipcdiag_table_room(table) < nr ? ipcdiag_table_grow(table, nr) :
						0;
}

/**
 * struct ipcdiag_set_entry - a member of a set, with a number that goes with it
 * @key: the member
 * @value: the number
 * @used: whether this place is taken
 */
struct ipcdiag_set_entry {
	u64	key[2];
	u32	value;
	bool	used;
};

/**
 * struct ipcdiag_set - pairs of numbers, found by hashing
 * @entries: open addressing; at least half of it is free
 * @budget: what the memory is charged to
 * @seed: so that nobody can choose members that collide
 * @nr: members
 * @size: places, a power of two, or 0
 */
struct ipcdiag_set {
	struct ipcdiag_set_entry	*entries;
	struct ipcdiag_budget		*budget;
	u64				seed;
	unsigned long			nr;
	unsigned long			size;
};

/* Members that can be added before room has to be reserved again. */
static inline unsigned long ipcdiag_set_room(const struct ipcdiag_set *set)
{
	return set->size / 2 - set->nr;
}

void ipcdiag_set_init(struct ipcdiag_set *set, struct ipcdiag_budget *budget);
int ipcdiag_set_reserve(struct ipcdiag_set *set, unsigned long nr);
const struct ipcdiag_set_entry *
ipcdiag_set_get(struct ipcdiag_set *set, u64 a, u64 b, u32 value);
bool ipcdiag_set_add(struct ipcdiag_set *set, u64 a, u64 b, u32 value);
const struct ipcdiag_set_entry *
ipcdiag_set_find(const struct ipcdiag_set *set, u64 a, u64 b);
void ipcdiag_set_free(struct ipcdiag_set *set);

#endif /* IPCDIAG_TABLE_H */
