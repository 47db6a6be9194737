// SPDX-License-Identifier: GPL-2.0
/*
 * What is summed up over objects.
 */
#include "findings/objects.h"
#include "view/totals.h"

const struct total_info total_info[TOTALS] = {
	[T_OBJECTS] = { "objects", "OBJECTS", 0, false, false, "how many" },
	[T_SHM] = { "shm", "SHM", 6, false, false, "segments" },
	[T_SEM] = { "sem", "SEM", 6, false, false, "semaphore arrays" },
	[T_MSG] = { "msg", "MSG", 6, false, false, "queues" },
	[T_MEM] = { "mem", "MEM", 0, true, false, "memory that they take" },
	[T_RSS] = { "rss", NULL, 0, true, false, "bytes resident" },
	[T_SWAP] = { "swap", NULL, 0, true, false, "bytes swapped out" },
	[T_LOCKED] = { "locked", NULL, 0, true, false, "bytes locked" },
	[T_ORPHANS] = { "orphans", "ORPHANS", 0, false, true, "orphans" },
	[T_ORPHAN_BYTES] = { "orphan_bytes", NULL, 0, true, true,
			     "what removing these would give back" },
	[T_UNCLAIMED] = { "unclaimed", "UNCLAIMED", 3, false, true,
			  "unclaimed objects" },
	[T_UNCLAIMED_BYTES] = { "unclaimed_bytes", NULL, 0, true, true,
				"what removing these would give back" },
	[T_SUSPECTS] = { "suspects", "SUSPECTS", 2, false, true, "suspects" },
	[T_SUSPECT_BYTES] = { "suspect_bytes", NULL, 0, true, true,
			      "what removing these would give back" },
	[T_NOBODY_KNOWN] = { "nobody_known", NULL, 0, false, true,
			     "objects that nobody is known to have used" },
	[T_UNKNOWN] = { "unknown", "UNKNOWN", 4, false, true,
			"all others that were not judged" },
	[T_RECLAIM] = { "reclaim", "RECLAIM", 1, true, true,
			"what removing orphans, unclaimed objects and suspects would give back" },
	[T_HELD] = { "held", "HELD", 5, false, true,
		     "removed segments that are attached" },
	[T_HELD_BYTES] = { "held_bytes", NULL, 0, true, true,
			   "memory of these" },
};

/* Where what there is to tell is counted, and the bytes of it. */
static const struct {
	enum total objects;
	enum total bytes; /* TOTALS: none */
} found[FINDINGS] = {
	[FINDING_ORPHAN] = { T_ORPHANS, T_ORPHAN_BYTES },
	[FINDING_UNCLAIMED] = { T_UNCLAIMED, T_UNCLAIMED_BYTES },
	[FINDING_SUSPECT] = { T_SUSPECTS, T_SUSPECT_BYTES },
	[FINDING_NOBODY_KNOWN] = { T_NOBODY_KNOWN, TOTALS },
	[FINDING_UNJUDGED] = { T_UNKNOWN, TOTALS },
};

/* A bad snapshot may claim what goes beyond 64 bits. */
static void add(struct totals *t, enum total total, uint64_t num)
{
	if (total < TOTALS)
		t->v[total] = sum(t->v[total], num);
}

/**
 * totals_init() - nothing summed up yet
 * @t: totals
 */
void totals_init(struct totals *t)
{
	*t = (struct totals){ .locked_known = true };
}

/**
 * totals_add() - add an object
 * @t: totals
 * @rec: object
 */
void totals_add(struct totals *t, const struct rec *rec)
{
	enum finding finding = object_finding(rec);
	uint64_t reclaim = rec_num(rec, F_RECLAIM, 0);

	add(t, T_OBJECTS, 1);
	add(t,
	    rec->kind == KIND_SHM ? T_SHM :
	    rec->kind == KIND_SEM ? T_SEM :
				    T_MSG,
	    1);
	add(t, T_MEM, object_memory(rec));
	add(t, T_RSS, rec_num(rec, F_RSS, 0));
	add(t, T_SWAP, rec_num(rec, F_SWAP, 0));
	add(t, T_LOCKED, rec_num(rec, F_LOCKED, 0));
	if (rec->kind == KIND_SHM && !rec_known(rec, F_LOCKED))
		t->locked_known = false;
	if (finding < FINDINGS) {
		add(t, found[finding].objects, 1);
		add(t, found[finding].bytes, reclaim);
		if (found[finding].bytes < TOTALS)
			add(t, T_RECLAIM, reclaim);
	}
	if (rec_is(rec, F_VERDICT, "held")) {
		add(t, T_HELD, 1);
		add(t, T_HELD_BYTES, object_memory(rec));
	}
}

/**
 * totals_known() - can a total be told?
 * @t: totals
 * @total: which
 * @snap: snapshot of the objects
 *
 * Return: false if the snapshot does not say enough.
 */
bool totals_known(const struct totals *t, enum total total,
		  const struct snapshot *snap)
{
	if (total_info[total].judged && snap->source != SOURCE_MODULE)
		return false;
	return total != T_LOCKED || t->locked_known;
}
