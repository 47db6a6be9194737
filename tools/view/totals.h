/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is summed up over objects.
 */
#ifndef IPCDIAG_VIEW_TOTALS_H
#define IPCDIAG_VIEW_TOTALS_H

#include <stdbool.h>
#include <stdint.h>

#include "records/records.h"

/**
 * enum total - what is summed up
 * @TOTALS: how many there are
 */
enum total {
	T_OBJECTS,
	T_SHM,
	T_SEM,
	T_MSG,
	T_MEM,
	T_RSS,
	T_SWAP,
	T_LOCKED,
	T_ORPHANS,
	T_ORPHAN_BYTES,
	T_UNCLAIMED,
	T_UNCLAIMED_BYTES,
	T_SUSPECTS,
	T_SUSPECT_BYTES,
	T_NOBODY_KNOWN,
	T_UNKNOWN,
	T_RECLAIM,
	T_HELD,
	T_HELD_BYTES,
	TOTALS,
};

/**
 * struct total_info - what is to be known of a total
 * @name: its name in JSON and CSV
 * @heading: above it in a table, NULL if tables do not have it
 * @priority: as in struct table_column
 * @bytes: it is a size
 * @judged: only the module knows
 * @help: what it says
 */
struct total_info {
	const char *name;
	const char *heading;
	unsigned int priority;
	bool bytes;
	bool judged;
	const char *help;
};

/**
 * struct totals - the sums
 * @v: each
 * @locked_known: of every segment it was said how much is locked
 */
struct totals {
	uint64_t v[TOTALS];
	bool locked_known;
};

extern const struct total_info total_info[TOTALS];

void totals_init(struct totals *t);
void totals_add(struct totals *t, const struct rec *rec);
bool totals_known(const struct totals *t, enum total total,
		  const struct snapshot *snap);

#endif
