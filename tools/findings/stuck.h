/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The deadlocks of a snapshot.
 */
#ifndef IPCDIAG_FINDINGS_STUCK_H
#define IPCDIAG_FINDINGS_STUCK_H

#include "findings/deadlocks.h"
#include "findings/filter.h"
#include "records/records.h"

/* Who sleeps for less may just have been seen before it was let go. */
#define STUCK_SECONDS 2

/**
 * struct stuck_sem - a semaphore that somebody waits for
 * @array: its array
 * @num: its index there
 */
struct stuck_sem {
	const struct rec *array;
	uint64_t num;
};

/**
 * struct stuck - the deadlocks of a snapshot
 * @g: who waits for what, and who holds it
 * @processes: of each process of @g, a use that names it
 * @sems: of each semaphore of @g, which one it is
 * @waits: of each wait of @g, the use that tells of it
 * @order: the processes that are in a deadlock: those of one follow each other,
 *	   whoever waits before whom it waits for; g.nknot of them
 */
struct stuck {
	struct dl_graph g;
	const struct rec **processes;
	struct stuck_sem *sems;
	const struct rec **waits;
	size_t *order;
};

void stuck_find(struct stuck *s, const struct snapshot *snap,
		const struct filter *filter);
void stuck_free(struct stuck *s);

#endif
