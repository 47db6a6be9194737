/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All that there is to tell of a snapshot.
 */
#ifndef IPCDIAG_FINDINGS_FACTS_H
#define IPCDIAG_FINDINGS_FACTS_H

#include "findings/choice.h"
#include "findings/full.h"
#include "findings/groups.h"
#include "findings/keepers.h"
#include "findings/objects.h"
#include "findings/stuck.h"
#include "findings/why.h"
#include "records/records.h"

/* So many orphans are named in a command. */
#define FACTS_REMOVE 12

/* So many groups are told apart by container, too, unless all are wanted. */
#define FACTS_FINE 12

/**
 * struct facts - all that there is to tell of a snapshot
 * @objects: objects in all namespaces, also those that are not in the snapshot
 * @memory: what they take in memory, swap and queues
 * @of: how many objects each finding is about
 * @bytes: what removing them would give back
 * @leaks: objects that are left over for sure
 * @may_return: unclaimed objects that a program may find again
 * @strange: objects judged by a word that is not known here
 * @changed: namespaces that changed while the snapshot was taken
 * @removable: orphans of the own namespace that the reader may remove, of each
 *	       kind in the order of object_kinds
 * @remove: the first of them
 * @hits: rules that tell of what was found, in their order; some of none
 * @nhits: how many
 * @kept: orphans that a rule says to keep
 * @groups: the objects of each finding, like ones put together; if there are
 *	    many, whichever container made them
 * @full: limits that are full, or nearly so
 * @nfull: how many
 * @stuck: deadlocks
 * @keepers: who keeps removed segments
 * @hoards: who keeps objects that nobody uses
 * @why: the words that @groups use
 */
struct facts {
	size_t objects;
	uint64_t memory;
	size_t of[FINDINGS];
	uint64_t bytes[FINDINGS];
	size_t leaks;
	size_t may_return;
	size_t strange;
	size_t changed;
	size_t removable[3];
	const struct rec *remove[FACTS_REMOVE];
	struct rule_hit *hits;
	size_t nhits;
	size_t kept;
	struct groups groups[FINDINGS];
	struct limit_use *full;
	size_t nfull;
	struct stuck stuck;
	struct keepers keepers;
	struct hoards hoards;
	struct why why;
};

void facts_find(struct facts *f, const struct snapshot *snap,
		const struct choice *choice);
void facts_free(struct facts *f);

#endif
