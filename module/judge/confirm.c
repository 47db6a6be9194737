// SPDX-License-Identifier: GPL-2.0
/*
 * Orphans for their maker's sake (row 9 of docs/verdicts.md) have to stand two
 * tests more. Nobody has come while the objects were looked at again. And it was so
 * for the grace period, whenever somebody looked, and nobody used it in between: a
 * service that is started again is not there for a while, and comes back with what it
 * knew.
 *
 * Locking: none of its own; what has to be remembered is in the record of the birth.
 */
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/time64.h>

#include "births/read.h"
#include "judge/confirm.h"
#include "judge/judge.h"
#include "judge/verdict.h"
#include "users/kin.h"

static struct ipcdiag_object *object_of(const struct ipcdiag_report *report,
					const struct ipcdiag_birth *birth)
{
	return ipcdiag_table_at(&report->objects[birth->kind], birth->object);
}

static bool seems_orphan(const struct ipcdiag_report *report,
			 const struct ipcdiag_birth *birth)
{
	const struct ipcdiag_object *obj = object_of(report, birth);

	return birth->left == IPCDIAG_LEFT_NOBODY && !obj->gone &&
	       obj->verdict == IPCDIAG_ORPHAN;
}

static bool any_seems_orphan(const struct ipcdiag_report *report)
{
	unsigned long i;

	for (i = 0; i < report->births.nr; i++) {
		if (seems_orphan(report, ipcdiag_table_at(&report->births, i)))
			return true;
		if (!(i % 1024))
			cond_resched();
	}

	return false;
}

/* Has it been so for the grace period? Begins to wait if it was not so before. */
static bool for_long(const struct ipcdiag_report *report,
		     struct ipcdiag_birth *birth)
{
	/* While the machine sleeps, nothing is started again. */
	u64 now = ktime_get_ns();
	u64 since = ipcdiag_event_gone(birth->place, birth->seq, now,
				       object_of(report, birth)->touched);

	/* Another report may have begun to wait after this one read the clock. */
	return since && since <= now &&
	       now - since >= (u64)report->grace * NSEC_PER_SEC;
}

static void confirm(const struct ipcdiag_making *making,
		    struct ipcdiag_birth *birth)
{
	const struct ipcdiag_report *report = making->report;
	struct ipcdiag_object *obj = object_of(report, birth);
	bool was = obj->verdict == IPCDIAG_ORPHAN;

	if (was)
		ipcdiag_judge_object(making, obj);
	if (!seems_orphan(report, birth)) {
		ipcdiag_event_gone(birth->place, birth->seq, 0, 0);
		return;
	}
	if (for_long(report, birth))
		return;
	birth->left = IPCDIAG_LEFT_UNKNOWN;
	ipcdiag_judge_object(making, obj);
}

/**
 * ipcdiag_confirm_orphans() - wait before an object is called an orphan
 * @making: the report that is being made, its objects looked at again
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_confirm_orphans(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i;
	int err;

	if (any_seems_orphan(report)) {
		err = ipcdiag_kin_look_again(making);
		if (err)
			return err;
	}
	for (i = 0; i < report->births.nr; i++) {
		confirm(making, ipcdiag_table_at(&report->births, i));
		if (!(i % 1024))
			cond_resched();
	}

	return fatal_signal_pending(current) ? -EINTR : 0;
}
