/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables of records, and sets of what was seen, that grow without a large
 * allocation or a copy, and never under a lock: room is reserved first, taken
 * later. One writer; any number of readers once it is done.
 */
#ifndef IPCDIAG_TABLE_H
#define IPCDIAG_TABLE_H

#include <linux/types.h>
#include <linux/xarray.h>

/**
 * struct ipcdiag_budget - memory that one report may take
 * @used: bytes taken
 * @limit: bytes allowed
 */
struct ipcdiag_budget {
	size_t	used;
	size_t	limit;
};

/**
 * struct ipcdiag_table - an array in chunks
 * @chunks: the chunks by number
 * @budget: what the memory is charged to
 * @entry_size: bytes of one entry
 * @nr: entries in use
 * @room: entries that there is memory for
 */
struct ipcdiag_table {
	struct xarray		chunks;
	struct ipcdiag_budget	*budget;
	size_t			entry_size;
	unsigned long		nr;
	unsigned long		room;
};

void ipcdiag_table_init(struct ipcdiag_table *table, size_t entry_size,
			struct ipcdiag_budget *budget);
int ipcdiag_table_reserve(struct ipcdiag_table *table, unsigned long nr);
void *ipcdiag_table_at(const struct ipcdiag_table *table, unsigned long i);
void ipcdiag_table_free(struct ipcdiag_table *table);

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
 * @nr: members
 * @size: places, a power of two, or 0
 */
struct ipcdiag_set {
	struct ipcdiag_set_entry	*entries;
	struct ipcdiag_budget		*budget;
	unsigned long			nr;
	unsigned long			size;
};

void ipcdiag_set_init(struct ipcdiag_set *set, struct ipcdiag_budget *budget);
int ipcdiag_set_reserve(struct ipcdiag_set *set, unsigned long nr);
bool ipcdiag_set_add(struct ipcdiag_set *set, u64 a, u64 b, u32 value);
const struct ipcdiag_set_entry *
ipcdiag_set_find(const struct ipcdiag_set *set, u64 a, u64 b);
void ipcdiag_set_free(struct ipcdiag_set *set);

#endif /* IPCDIAG_TABLE_H */
