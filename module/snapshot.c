// SPDX-License-Identifier: GPL-2.0
/*
 * Making a report: the order of steps, and nothing else.
 *
 * Locking: a report belongs to the thread that makes it until it is complete,
 * and is read-only from then on. Nothing of the kernel's is held or referenced
 * once ipcdiag_report_create() returns.
 */
#include <linux/err.h>
#include <linux/ktime.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>

#include "base/making.h"
#include "find/identity.h"
#include "find/namespaces.h"
#include "find/nsfiles.h"
#include "find/nstable.h"
#include "find/residents.h"
#include "find/stopped.h"
#include "judge/confirm.h"
#include "judge/judge.h"
#include "report.h"
#include "snapshot.h"
#include "users/claims.h"
#include "users/lives.h"
#include "users/newest.h"
#include "users/resolve.h"
#include "walk/drop.h"
#include "walk/empty.h"
#include "walk/walk.h"

/**
 * struct workshop - all that is needed only while a report is made, in one piece
 * @making: the report that is being made; refers to the others
 * @precedent: the last judgement
 * @identities: what became of processes
 * @asked: which residents were asked for last
 * @fd_scan: where the search of open files goes on
 */
struct workshop {
	struct ipcdiag_making		making;
	struct ipcdiag_precedent	precedent;
	struct ipcdiag_identities	identities;
	struct ipcdiag_asked		asked[IPCDIAG_ASKED];
	struct ipcdiag_fd_scan		fd_scan;
};

static struct ipcdiag_making *enter(struct workshop *workshop,
				    struct ipcdiag_report *report)
{
	struct ipcdiag_making *making = &workshop->making;

	making->report = report;
	making->clock_steps = report->clock.steps;
	making->precedent = &workshop->precedent;
	making->identities = &workshop->identities;
	ipcdiag_identities_init(making->identities, task_active_pid_ns(current),
				&report->budget);
	making->asked = workshop->asked;
	making->fd_scan = &workshop->fd_scan;
	ipcdiag_table_init(&making->held, sizeof(struct ipcdiag_held_ns),
			   &report->budget);
	ipcdiag_table_init(&making->stopped, sizeof(struct ipcdiag_stopped),
			   &report->budget);
	ipcdiag_set_init(&making->seen, &report->budget);

	return making;
}

/* Whatever was taken is given back, however far the report got. */
static void leave(struct ipcdiag_making *making)
{
	ipcdiag_claims_free(making);
	ipcdiag_nstable_put(making);
	ipcdiag_identities_put(making->identities);
	ipcdiag_table_free(&making->stopped);
	ipcdiag_set_free(&making->seen);
}

/* What is known of the users of objects, before anything is judged. */
static int find_users(struct ipcdiag_making *making)
{
	unsigned int want = making->report->want;
	int err = 0;

	if (making->finding)
		err = ipcdiag_users_resolve(making);
	ipcdiag_claims_free(making);
	if (!err && (want & IPCDIAG_WANT_OBJECTS)) {
		err = ipcdiag_namespaces_recheck(making);
		if (!err)
			ipcdiag_empty_namespaces(making);
	}
	/* Who is stopped uses arrays and queues, which are never held. */
	if (!err && (want & IPCDIAG_WANT_USERS) && !(want & IPCDIAG_WANT_LEAKS))
		err = ipcdiag_stopped_list(making);

	return err;
}

static int make_report(struct ipcdiag_making *making)
{
	int err = 0;

	if (making->report->want & IPCDIAG_WANT_USERS)
		err = ipcdiag_claims_init(making);
	if (!err)
		err = ipcdiag_namespaces_find(making);
	if (!err)
		err = ipcdiag_walk_objects(making);
	if (!err)
		err = find_users(making);
	if (!err)
		err = ipcdiag_lives_find(making);
	if (!err)
		err = ipcdiag_judge_all(making);
	if (!err)
		err = ipcdiag_walk_leaks_again(making);
	if (!err)
		err = ipcdiag_confirm_orphans(making);
	if (!err)
		err = ipcdiag_judge_ask_again(making);
	if (!err)
		err = ipcdiag_drop_gone(making);
	if (!err && making->report->want & IPCDIAG_WANT_NEWEST)
		err = ipcdiag_lives_sort(making->report);

	return err;
}

static void count_report(struct ipcdiag_making *making, u64 begin)
{
	struct ipcdiag_report *report = making->report;
	struct ipcdiag_stats *stats = &report->stats;
	unsigned long i;

	stats->namespaces = report->namespaces.nr;
	for (i = 0; i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, i);

		stats->changed += ns->changed;
	}
	stats->longest = making->pace.longest;
	stats->hold = making->pace.hold;
	stats->bytes = report->budget.peak;
	stats->duration = ktime_get_ns() - begin;
}

/**
 * ipcdiag_report_create() - walk everything and judge it
 * @want: IPCDIAG_WANT_* bits
 * @budget: what the file may take, and what the caller took of it already; the
 *	    report goes on with a copy
 *
 * Context: process context, may sleep; killable.
 *
 * Return: the report, or an error pointer: -ENOMEM, or -EINTR if the caller is
 * being killed.
 */
struct ipcdiag_report *ipcdiag_report_create(unsigned int want,
					     struct ipcdiag_budget budget)
{
	struct ipcdiag_report *report;
	struct ipcdiag_making *making;
	struct workshop *workshop;
	u64 begin = ktime_get_ns();
	int err;

	report = ipcdiag_alloc(&budget, 1, sizeof(*report), __GFP_ZERO);
	if (!report)
		return ERR_PTR(-ENOMEM);
	report->budget = budget;
	report->want = want;
	report->grace = READ_ONCE(ipcdiag_grace);
	ipcdiag_report_init(report);
	ipcdiag_clock_read(&report->clock);
	report->stats.time = report->clock.now;

	workshop = ipcdiag_alloc(&report->budget, 1, sizeof(*workshop),
				 __GFP_ZERO);
	if (!workshop) {
		ipcdiag_report_free(report);
		return ERR_PTR(-ENOMEM);
	}
	making = enter(workshop, report);
	err = make_report(making);
	leave(making);
	if (!err)
		count_report(making, begin);
	ipcdiag_report_note(making, err);
	ipcdiag_free(&report->budget, workshop, 1, sizeof(*workshop));
	if (err) {
		ipcdiag_report_free(report);
		return ERR_PTR(err);
	}

	return report;
}
