/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What may be removed of what the user asked for.
 */
#ifndef IPCDIAG_FINDINGS_PLAN_H
#define IPCDIAG_FINDINGS_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/choice.h"
#include "findings/looks.h"
#include "findings/objects.h"
#include "findings/quarantine.h"
#include "records/records.h"

/**
 * enum outcome - what became of an object of a plan
 * @OUTCOME_PLANNED: nothing yet
 * @OUTCOME_DONE: what was planned was done to it
 * @OUTCOME_KEPT: it was left alone
 * @OUTCOME_STUCK: it has the mode 0 now, and could not be given its own back
 */
enum outcome {
	OUTCOME_PLANNED,
	OUTCOME_DONE,
	OUTCOME_KEPT,
	OUTCOME_STUCK,
};

/**
 * struct plan_item - an object that may be removed
 * @rec: the object, which lives as long as the snapshot of the plan
 * @name: its name
 * @kind: its kind
 * @id: its identifier
 * @ns: identity of its namespace
 * @finding: what it was found to be
 * @looks: how it was then
 * @reclaim: what removing it gives back, as it was looked at last
 * @lingers: a segment that was removed, but that somebody had attached just before
 * @verdict: how the module judged it when it was looked at last; what may be in a log
 * @reasons: and why
 * @before: in quarantine, if it was there when the plan was made or compared
 * @saved: the name of the file that it was saved in, empty if it was not
 * @outcome: what became of it
 * @looked: when the kernel was asked last, in nanoseconds of CLOCK_MONOTONIC; 0 if
 *	    it never was
 * @ctime: the time of its last change, by that look
 * @why: and why it was kept
 */
struct plan_item {
	const struct rec *rec;
	char name[OBJECT_NAME];
	enum kind kind;
	uint64_t id;
	uint64_t ns;
	enum finding finding;
	struct looks looks;
	uint64_t reclaim;
	bool lingers;
	char verdict[32];
	char reasons[128];
	const struct quarantined *before;
	char saved[96];
	enum outcome outcome;
	uint64_t looked;
	uint64_t ctime;
	char why[256];
};

/**
 * struct plan - what may be removed
 * @v: the objects, in the order of the snapshot
 * @n: how many
 * @unnamed: objects that fit, too, but whose verdict has to be named, by finding
 * @elsewhere: objects in other namespaces, which have to be named
 * @over: objects that the limit left out
 * @hits: rules that keep objects which would be in the plan otherwise
 * @nhits: how many rules there are
 * @ruled: objects that rules keep
 */
struct plan {
	struct plan_item *v;
	size_t n;
	size_t unnamed[FINDINGS];
	size_t elsewhere;
	size_t over;
	struct rule_hit *hits;
	size_t nhits;
	size_t ruled;
};

/**
 * struct plan_some - some objects of a plan
 * @v: the objects
 * @n: how many
 */
struct plan_some {
	struct plan_item **v;
	size_t n;
};

const char *plan_refuses(const struct filter *filter);
const char *plan_obstacle(const struct rec *rec);
void plan_make(struct plan *plan, const struct snapshot *snap,
	       const struct choice *choice, size_t limit);
void plan_release(struct plan *plan, const struct snapshot *snap,
		  const struct choice *choice, const struct quarantine *q,
		  size_t limit);
void plan_free(struct plan *plan);
void plan_keep(struct plan_item *item, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
bool plan_still(struct plan_item *item, const struct rec *rec,
		const struct choice *choice, int64_t now);
bool plan_muted_still(struct plan_item *item, const struct rec *rec);
void plan_sort(const struct plan_some *some);
bool plan_wants(const void *arg, enum kind kind, uint64_t ns, uint64_t id);
void plan_look_up(const struct plan_some *some, const struct snapshot *snap,
		  const struct rec **found);
size_t plan_count(const struct plan *plan, enum outcome outcome,
		  uint64_t *bytes);

#endif
