/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The limits of a snapshot, and who fills those that are full.
 */
#ifndef IPCDIAG_FINDINGS_FULL_H
#define IPCDIAG_FINDINGS_FULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/choice.h"
#include "findings/limits.h"
#include "records/records.h"

/**
 * struct limit_use - how much of a limit is used
 * @id: the limit
 * @ns: its namespace
 * @queue: the queue that it is of, for LIMIT_MSGMNB
 * @used: what counts against it; of those that bound a call, the largest that
 *	  there is
 * @max: the limit
 * @used_known: @used is known
 */
struct limit_use {
	enum limit_id id;
	const struct rec *ns;
	const struct rec *queue;
	uint64_t used;
	uint64_t max;
	bool used_known;
};

/**
 * enum filler_by - how those who fill a limit are told apart
 * @FILLER_USER: by the owner of the objects
 * @FILLER_PROGRAM: by the name of a process that made or uses them
 * @FILLER_CGROUP: by the cgroup that they are charged to, or used from
 */
enum filler_by {
	FILLER_USER,
	FILLER_PROGRAM,
	FILLER_CGROUP,
};

/**
 * struct filler - who fills a limit, and how much of it
 * @uid: the user, for FILLER_USER
 * @name: program or cgroup for the others; NULL where that is not known
 * @tally: how much
 */
struct filler {
	uint32_t uid;
	const char *name;
	struct tally tally;
};

enum kind limit_kind(enum limit_id id);
bool limit_use_get(struct limit_use *use, enum limit_id id,
		   const struct rec *ns);
struct limit_use *full_find(const struct snapshot *snap,
			    const struct choice *choice, size_t *n);
bool full_is_near(const struct snapshot *snap);
struct filler *full_fillers(const struct limit_use *use,
			    const struct snapshot *snap, enum filler_by by,
			    size_t *n);

#endif
