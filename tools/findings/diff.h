/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What became of objects and limits between two snapshots.
 */
#ifndef IPCDIAG_FINDINGS_DIFF_H
#define IPCDIAG_FINDINGS_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/choice.h"
#include "findings/full.h"
#include "records/records.h"

/**
 * enum diff_what - what became of an object, one bit each
 * @DIFF_APPEARED: it is new
 * @DIFF_WENT: it is not there any more
 * @DIFF_GREW: it takes more memory than before
 * @DIFF_SHRANK: it takes less
 * @DIFF_VERDICT: it is judged by another word
 */
enum diff_what {
	DIFF_APPEARED = 1,
	DIFF_WENT = 2,
	DIFF_GREW = 4,
	DIFF_SHRANK = 8,
	DIFF_VERDICT = 16,
};

/**
 * struct diff_object - an object that is not as it was
 * @before: as it was, NULL if it is new
 * @now: as it is, NULL if it went
 * @what: bits of enum diff_what
 */
struct diff_object {
	const struct rec *before;
	const struct rec *now;
	unsigned int what;
};

/**
 * struct diff_limit - a limit that is near, and of which more is used than before
 * @use: how much is used
 * @before: how much was, if @known
 * @known: the namespace was there before, and told it
 * @crossed: it was not near then, or it was not full and is now
 */
struct diff_limit {
	struct limit_use use;
	uint64_t before;
	bool known;
	bool crossed;
};

/**
 * enum diff_total - what is counted of both snapshots
 * @DIFF_OBJECTS: objects
 * @DIFF_MEMORY: the bytes that they take
 * @DIFF_ORPHANS: orphans; those that follow come in pairs like these
 * @DIFF_ORPHAN_BYTES: what removing these would give back
 * @DIFF_UNCLAIMED: unclaimed objects
 * @DIFF_UNCLAIMED_BYTES: what removing these would give back
 * @DIFF_SUSPECTS: suspects
 * @DIFF_SUSPECT_BYTES: what removing these would give back
 * @DIFF_TOTALS: how many there are
 */
enum diff_total {
	DIFF_OBJECTS,
	DIFF_MEMORY,
	DIFF_ORPHANS,
	DIFF_ORPHAN_BYTES,
	DIFF_UNCLAIMED,
	DIFF_UNCLAIMED_BYTES,
	DIFF_SUSPECTS,
	DIFF_SUSPECT_BYTES,
	DIFF_TOTALS,
};

/**
 * struct diff - all that became of two snapshots
 * @seconds: the time between them
 * @v: objects that are not as they were, by kind, namespace and id
 * @n: how many
 * @count: how many there are of each bit of enum diff_what
 * @limits: limits that are near and used more than before
 * @nlimits: how many
 * @before: totals of the first
 * @now: totals of the second
 * @leaked: how many leaks are new, by finding: objects that were not there, or
 *	    were not judged so badly; of what a program may find again, none is
 * @left_out: kinds that one of them does not tell, and that are not compared
 */
struct diff {
	int64_t seconds;
	struct diff_object *v;
	size_t n;
	size_t count[5];
	struct diff_limit *limits;
	size_t nlimits;
	uint64_t before[DIFF_TOTALS];
	uint64_t now[DIFF_TOTALS];
	size_t leaked[3];
	unsigned int left_out;
};

void diff_find(struct diff *d, const struct snapshot *before,
	       const struct snapshot *now, const struct choice *choice);
void diff_free(struct diff *d);
const struct diff_object **diff_pick(const struct diff *d, enum diff_what what,
				     size_t *n);

size_t diff_count(const struct diff *d, enum diff_what what);
int64_t diff_change(uint64_t before, uint64_t now);
bool diff_rate(int64_t change, int64_t seconds, int64_t *hundredths);
bool diff_time_left(const struct diff_limit *limit, int64_t seconds,
		    uint64_t *left);

#endif
