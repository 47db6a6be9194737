// SPDX-License-Identifier: GPL-2.0
/*
 * One report: walk, judge, freeze.
 *
 * Locking: a report belongs to the thread that makes it until it is complete,
 * and is read-only from then on. The figures of the last walk are protected by
 * last_lock. Nothing of the kernel's is held or referenced once
 * ipcdiag_report_create() returns.
 */
#include <linux/ktime.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>

#include "walk/drop.h"
#include "judge/judge.h"
#include "layout/layout.h"
#include "find/namespaces.h"
#include "snapshot.h"
#include "find/stopped.h"
#include "users/users.h"
#include "walk/walk.h"

static DEFINE_SPINLOCK(last_lock);
static struct ipcdiag_last last_walk;

/**
 * ipcdiag_section_begin() - a stretch without a scheduling point begins
 * @report: the report that is being made
 */
void ipcdiag_section_begin(struct ipcdiag_report *report)
{
	report->section = ktime_get();
}

/**
 * ipcdiag_section_end() - a stretch without a scheduling point ends
 * @report: the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_section_end(struct ipcdiag_report *report)
{
	u64 length = ktime_to_ns(ktime_sub(ktime_get(), report->section));

	report->stats.longest = max(report->stats.longest, length);
	cond_resched();

	return fatal_signal_pending(current) ? -EINTR : 0;
}

static void init_tables(struct ipcdiag_report *report)
{
	static const size_t object_size[IPCDIAG_KINDS] = {
		[IPCDIAG_SHM] = sizeof(struct ipcdiag_shm),
		[IPCDIAG_SEM] = sizeof(struct ipcdiag_sem),
		[IPCDIAG_MSG] = sizeof(struct ipcdiag_msg),
	};
	struct ipcdiag_budget *budget = &report->budget;
	unsigned int kind;

	ipcdiag_table_init(&report->namespaces,
			   sizeof(struct ipcdiag_namespace), budget);
	ipcdiag_table_init(&report->pinned, sizeof(struct ipcdiag_pinned),
			   budget);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_init(&report->objects[kind], object_size[kind],
				   budget);
	ipcdiag_table_init(&report->semvals, sizeof(struct ipcdiag_semval),
			   budget);
	ipcdiag_table_init(&report->users, sizeof(struct ipcdiag_user), budget);
	ipcdiag_table_init(&report->residents, sizeof(struct ipcdiag_resident),
			   budget);
	ipcdiag_table_init(&report->runs, sizeof(struct ipcdiag_run), budget);
	ipcdiag_table_init(&report->cgroups, sizeof(struct ipcdiag_cgroup),
			   budget);
	ipcdiag_table_init(&report->stopped, sizeof(struct ipcdiag_stopped),
			   budget);
	ipcdiag_set_init(&report->seen, budget);
}

static int walk_objects(struct ipcdiag_report *report)
{
	unsigned int kind;
	unsigned long ns;
	int err;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (!(report->want & BIT(kind)) ||
		    !ipcdiag_layout_usable(kind))
			continue;
		for (ns = 0; ns < report->namespaces.nr; ns++) {
			err = ipcdiag_walk(report, ns, kind);
			if (err)
				return err;
		}
	}

	return 0;
}

static int judge_objects(struct ipcdiag_report *report)
{
	unsigned int kind;
	unsigned long i;

	ipcdiag_clock_read(&report->clock);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			ipcdiag_judge_object(report, obj);
			report->capped |= ipcdiag_is_capped(obj);
			if (!(i % 1024))
				cond_resched();
		}
		if (fatal_signal_pending(current))
			return -EINTR;
	}

	return 0;
}

static int make_report(struct ipcdiag_report *report)
{
	int err = 0;

	if (report->want & IPCDIAG_WANT_USERS)
		err = ipcdiag_users_init(report);
	if (!err)
		err = ipcdiag_namespaces_find(report);
	if (!err)
		err = walk_objects(report);
	if (!err && report->finding)
		err = ipcdiag_users_resolve(report);
	ipcdiag_users_cleanup(report);
	if (!err && (report->want & IPCDIAG_WANT_OBJECTS))
		err = ipcdiag_namespaces_recheck(report);
	if (!err && (report->want & IPCDIAG_WANT_USERS))
		err = ipcdiag_stopped_list(report);
	if (!err)
		err = judge_objects(report);
	if (!err)
		err = ipcdiag_walk_leaks_again(report);
	if (!err)
		err = ipcdiag_drop_gone(report);
	ipcdiag_namespaces_unpin(report);
	ipcdiag_table_free(&report->stopped);
	ipcdiag_set_free(&report->seen);

	return err;
}

static void count_report(struct ipcdiag_report *report, u64 begin)
{
	struct ipcdiag_stats *stats = &report->stats;
	unsigned long i;

	stats->namespaces = report->namespaces.nr;
	for (i = 0; i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, i);

		stats->changed += ns->changed;
	}
	stats->bytes = report->budget.peak;
	stats->duration = ktime_get_ns() - begin;
}

static void note_walk(const struct ipcdiag_report *report, int err)
{
	spin_lock(&last_lock);
	last_walk.longest = max(last_walk.longest, report->stats.longest);
	last_walk.hold = max(last_walk.hold, report->stats.hold);
	switch (err) {
	case 0:
		last_walk.stats = report->stats;
		last_walk.walks++;
		break;
	case -ENOMEM:
		last_walk.no_memory++;
		break;
	default:
		last_walk.interrupted++;
		break;
	}
	spin_unlock(&last_lock);
}

/**
 * ipcdiag_report_budget() - what an open file may take
 *
 * Return: memory_mb as it is now, nothing of it taken.
 */
struct ipcdiag_budget ipcdiag_report_budget(void)
{
	return (struct ipcdiag_budget) {
		.limit = min_t(u64, (u64)READ_ONCE(ipcdiag_memory_mb) << 20,
			       SIZE_MAX),
	};
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
	u64 begin = ktime_get_ns();
	int err;

	report = ipcdiag_alloc(&budget, 1, sizeof(*report), __GFP_ZERO);
	if (!report)
		return ERR_PTR(-ENOMEM);

	report->budget = budget;
	init_tables(report);
	report->want = want;
	report->grace = READ_ONCE(ipcdiag_grace);
	report->identities.viewer = task_active_pid_ns(current);
	ipcdiag_clock_read(&report->clock);
	report->stats.time = report->clock.now;

	err = make_report(report);
	ipcdiag_identities_put(&report->identities);
	report->identities.viewer = NULL;
	if (!err)
		count_report(report, begin);
	note_walk(report, err);
	if (err) {
		ipcdiag_report_free(report);
		return ERR_PTR(err);
	}

	return report;
}

/**
 * ipcdiag_report_free() - give back a report's memory
 * @report: the report
 *
 * Context: process context, may sleep.
 */
void ipcdiag_report_free(struct ipcdiag_report *report)
{
	struct ipcdiag_budget budget;
	unsigned int kind;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_free(&report->objects[kind]);
	ipcdiag_table_free(&report->semvals);
	ipcdiag_table_free(&report->users);
	ipcdiag_table_free(&report->residents);
	ipcdiag_table_free(&report->runs);
	ipcdiag_table_free(&report->cgroups);
	ipcdiag_table_free(&report->namespaces);
	budget = report->budget;
	ipcdiag_free(&budget, report, 1, sizeof(*report));
}

/**
 * ipcdiag_last_walk() - how the last walk went
 * @last: the figures
 */
void ipcdiag_last_walk(struct ipcdiag_last *last)
{
	spin_lock(&last_lock);
	*last = last_walk;
	spin_unlock(&last_lock);
}
