/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who keeps removed segments, and who hoards, in a snapshot.
 */
#ifndef IPCDIAG_FINDINGS_KEEPERS_H
#define IPCDIAG_FINDINGS_KEEPERS_H

#include "findings/choice.h"
#include "findings/held.h"
#include "findings/hoarders.h"
#include "findings/makers.h"
#include "records/records.h"

/**
 * struct keepers - who keeps removed segments
 * @held: the segments, and whom to tell of
 * @segments: the record of each segment of @held
 * @processes: a use of each process of @held
 * @unseen: how many segments are told of that nobody was seen to have attached
 * @unseen_bytes: what these take
 * @unseen_first: the first of them
 */
struct keepers {
	struct held held;
	const struct rec **segments;
	const struct rec **processes;
	size_t unseen;
	uint64_t unseen_bytes;
	const struct rec *unseen_first;
};

/**
 * struct hoards - who keeps many objects that nobody uses
 * @v: the hoarders
 * @n: how many
 * @objects: the records that hoarders name by index
 */
struct hoards {
	struct hoarder *v;
	size_t n;
	const struct rec **objects;
};

void keepers_find(struct keepers *k, const struct snapshot *snap,
		  const struct choice *choice);
void keepers_free(struct keepers *k);
void hoards_find(struct hoards *h, const struct snapshot *snap,
		 const struct choice *choice);
void hoards_free(struct hoards *h);

#endif
