// SPDX-License-Identifier: GPL-2.0
/*
 * One report: walk, judge, freeze.
 *
 * Locking: a report belongs to the thread that makes it until it is complete,
 * and is read-only from then on. The figures of the last walk are protected by
 * last_lock. Nothing of the kernel's is held or referenced once
 * ipcdiag_report_create() returns.
 */
#include <linux/ipc.h>
#include <linux/ktime.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>

#include "layout.h"
#include "namespaces.h"
#include "snapshot.h"
#include "users.h"
#include "verdict.h"
#include "walk.h"

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

	budget->limit = min_t(u64, (u64)READ_ONCE(ipcdiag_memory_mb) << 20,
			      SIZE_MAX);
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
	ipcdiag_table_init(&report->runs, sizeof(struct ipcdiag_run), budget);
	ipcdiag_table_init(&report->cgroups, sizeof(struct ipcdiag_cgroup),
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

static void add_user(struct ipcdiag_facts *facts,
		     const struct ipcdiag_process *user)
{
	facts->recorded += user->state != IPCDIAG_NONE;
	facts->alive += ipcdiag_state_lives(user->state);
	facts->families += user->family;
	facts->reused += user->state == IPCDIAG_REUSED;
}

/* What the verdict on an object depends on. */
static struct ipcdiag_facts facts_of(const struct ipcdiag_report *report,
				     const struct ipcdiag_object *obj,
				     time64_t now)
{
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, obj->ns);
	struct ipcdiag_facts facts = {
		.kind = obj->kind,
		.private_key = obj->key == IPC_PRIVATE,
		.open_mode = obj->mode & 0066,
		.owner_has_processes =
			ipcdiag_namespace_has_uid(report, obj->ns, obj->uid) ||
			(!uid_eq(obj->uid, obj->cuid) &&
			 ipcdiag_namespace_has_uid(report, obj->ns, obj->cuid)),
		.ns_empty = !ns->procs,
		.ns_pinned = ns->pinned,
		.age = now - obj->touched,
		.grace = report->grace,
	};

	switch (facts.kind) {
	case IPCDIAG_SHM: {
		const struct ipcdiag_shm *shm =
			container_of(obj, struct ipcdiag_shm, obj);

		facts.nattch = shm->nattch;
		facts.dest = shm->dest;
		facts.locked = shm->locked;
		facts.creator = shm->creator.state;
		facts.creator_family = shm->creator.family;
		facts.never_used = !shm->atime;
		add_user(&facts, &shm->last);
		break;
	}
	case IPCDIAG_SEM: {
		const struct ipcdiag_sem *sem =
			container_of(obj, struct ipcdiag_sem, obj);

		facts.recorded = sem->recorded;
		facts.alive = sem->alive;
		facts.families = sem->families;
		facts.reused = sem->reused;
		facts.never_used = !sem->otime;
		facts.waiters = sem->waiters;
		facts.undo = sem->undo;
		break;
	}
	case IPCDIAG_MSG: {
		const struct ipcdiag_msg *msg =
			container_of(obj, struct ipcdiag_msg, obj);

		facts.never_used = !msg->stime && !msg->rtime;
		facts.waiters = msg->senders + msg->receivers;
		facts.unread = msg->qnum;
		add_user(&facts, &msg->sender);
		add_user(&facts, &msg->receiver);
		break;
	}
	default:
		break;
	}

	return facts;
}

static void judge(const struct ipcdiag_report *report,
		  struct ipcdiag_object *obj, time64_t now)
{
	struct ipcdiag_facts facts = facts_of(report, obj, now);
	struct ipcdiag_judgement j = ipcdiag_judge(&facts);

	obj->verdict = j.verdict;
	obj->reasons = j.reasons;
}

static bool is_capped(const struct ipcdiag_object *obj)
{
	switch (obj->kind) {
	case IPCDIAG_SHM:
		return container_of(obj, struct ipcdiag_shm, obj)->capped;
	case IPCDIAG_SEM:
		return container_of(obj, struct ipcdiag_sem, obj)->capped;
	default:
		return container_of(obj, struct ipcdiag_msg, obj)->capped;
	}
}

/* What most objects of a healthy machine are needs no judgement. */
static bool in_use(const struct ipcdiag_object *obj)
{
	const struct ipcdiag_shm *shm;
	const struct ipcdiag_sem *sem;
	const struct ipcdiag_msg *msg;

	switch (obj->kind) {
	case IPCDIAG_SHM:
		shm = container_of(obj, struct ipcdiag_shm, obj);
		return shm->nattch || shm->dest;
	case IPCDIAG_SEM:
		sem = container_of(obj, struct ipcdiag_sem, obj);
		return sem->waiters || sem->undo;
	default:
		msg = container_of(obj, struct ipcdiag_msg, obj);
		return msg->senders || msg->receivers;
	}
}

/**
 * ipcdiag_report_keeps() - is an object to be in the report?
 * @report: the report that is being made
 * @obj: the object, its record complete but for the verdict
 *
 * Where only leaks are wanted, what is in use now is not kept. Who else is found
 * in the namespaces later can turn an orphan into a suspect, and nothing else.
 *
 * Return: true if it is.
 */
bool ipcdiag_report_keeps(const struct ipcdiag_report *report,
			  struct ipcdiag_object *obj)
{
	if (!(report->want & IPCDIAG_WANT_LEAKS))
		return true;
	if (in_use(obj))
		return false;
	judge(report, obj, ktime_get_real_seconds());

	return ipcdiag_object_leaks(obj);
}

static int judge_objects(struct ipcdiag_report *report)
{
	time64_t now = ktime_get_real_seconds();
	unsigned int kind;
	unsigned long i;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			judge(report, obj, now);
			report->capped |= is_capped(obj);
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
	ipcdiag_namespaces_unpin(report);
	if (!err)
		err = judge_objects(report);
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
	stats->bytes = report->budget.used;
	stats->duration = ktime_get_ns() - begin;
}

static void note_walk(const struct ipcdiag_report *report, int err)
{
	spin_lock(&last_lock);
	last_walk.longest = max(last_walk.longest, report->stats.longest);
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
 * ipcdiag_report_create() - walk everything and judge it
 * @want: IPCDIAG_WANT_* bits
 *
 * Context: process context, may sleep; killable.
 *
 * Return: the report, or an error pointer: -ENOMEM, or -EINTR if the caller is
 * being killed.
 */
struct ipcdiag_report *ipcdiag_report_create(unsigned int want)
{
	struct ipcdiag_report *report;
	u64 begin = ktime_get_ns();
	int err;

	report = kzalloc(sizeof(*report), GFP_KERNEL_ACCOUNT);
	if (!report)
		return ERR_PTR(-ENOMEM);

	init_tables(report);
	report->want = want;
	report->grace = READ_ONCE(ipcdiag_grace);
	report->identities.viewer = task_active_pid_ns(current);
	report->stats.time = ktime_get_real_seconds();

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
	unsigned int kind;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_free(&report->objects[kind]);
	ipcdiag_table_free(&report->semvals);
	ipcdiag_table_free(&report->users);
	ipcdiag_table_free(&report->runs);
	ipcdiag_table_free(&report->cgroups);
	ipcdiag_table_free(&report->namespaces);
	kfree(report);
}

/**
 * ipcdiag_object_plain() - does the object meet the plain rule?
 * @obj: the object, within its record
 *
 * Return: true for a segment that is neither attached nor marked for
 * destruction; the rule is about segments only.
 */
bool ipcdiag_object_plain(const struct ipcdiag_object *obj)
{
	const struct ipcdiag_shm *shm;

	if (obj->kind != IPCDIAG_SHM)
		return false;
	shm = container_of(obj, struct ipcdiag_shm, obj);

	return ipcdiag_plain_rule(shm->nattch, shm->dest);
}

/**
 * ipcdiag_object_leaks() - is the object one for the file `leaks`?
 * @obj: the object, judged, within its record
 *
 * Return: true if it looks leaked, or the plain rule says so.
 */
bool ipcdiag_object_leaks(const struct ipcdiag_object *obj)
{
	return obj->verdict == IPCDIAG_ORPHAN ||
	       obj->verdict == IPCDIAG_SUSPECT || ipcdiag_object_plain(obj);
}

/**
 * ipcdiag_report_totals() - count the verdicts of a report
 * @report: the report
 * @totals: the counts
 *
 * Context: process context, may sleep.
 */
void ipcdiag_report_totals(const struct ipcdiag_report *report,
			   struct ipcdiag_totals *totals)
{
	unsigned int kind;
	unsigned long i;

	memset(totals, 0, sizeof(*totals));
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		const struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			const struct ipcdiag_object *obj =
				ipcdiag_table_at(table, i);

			if (obj->verdict == IPCDIAG_ORPHAN) {
				totals->orphans++;
				totals->reclaim_orphans += obj->reclaim;
			} else if (obj->verdict == IPCDIAG_SUSPECT) {
				totals->suspects++;
				totals->reclaim_suspects += obj->reclaim;
			} else if (ipcdiag_object_plain(obj)) {
				totals->plain_only++;
			}
			if (!(i % 1024))
				cond_resched();
		}
	}
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
