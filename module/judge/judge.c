// SPDX-License-Identifier: GPL-2.0
/*
 * From records to facts, and from those to verdicts.
 *
 * Locking: none; records are plain values, and the namespaces of the report are
 * referenced while facts are made of them.
 */
#include <linux/errno.h>
#include <linux/ipc.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uidgid.h>

#include "base/state.h"
#include "find/residents.h"
#include "find/stopped.h"
#include "judge/judge.h"
#include "judge/leaks.h"
#include "judge/verdict.h"

static void add_user(struct ipcdiag_facts *facts,
		     const struct ipcdiag_process *user)
{
	if (user->state == IPCDIAG_NONE || user->state == IPCDIAG_KERNEL)
		return;
	facts->recorded++;
	facts->alive += ipcdiag_state_lives(user->state);
	facts->families += user->family;
	facts->reused += user->state == IPCDIAG_REUSED;
	facts->unreaped += user->unreaped;
}

static void add_shm(const struct ipcdiag_making *making,
		    const struct ipcdiag_shm *shm, struct ipcdiag_facts *facts)
{
	const struct ipcdiag_process *last = &shm->last;

	facts->nattch = shm->nattch;
	facts->dest = shm->dest;
	facts->locked = shm->locked;
	facts->creator = shm->creator.state;
	facts->creator_family = shm->creator.family;
	facts->creator_unreaped = shm->creator.unreaped;
	facts->never_used = !shm->atime;
	facts->service = shm->charges.service;
	add_user(facts, last);
	/* If only its family lives, nothing is known of that one's age. */
	facts->user_younger = !ipcdiag_state_lives(last->state) ||
			      ipcdiag_clock_later(&making->report->clock,
						  last->start, shm->made);
}

static void add_sem(const struct ipcdiag_sem *sem, struct ipcdiag_facts *facts)
{
	facts->recorded = sem->recorded;
	facts->alive = sem->alive;
	facts->families = sem->families;
	facts->reused = sem->reused;
	facts->never_used = !sem->otime;
	facts->waiters = sem->waiters;
	facts->stopped = sem->stopped;
	facts->undo = sem->undo;
	facts->undoing = sem->undoing;
}

static void add_msg(const struct ipcdiag_msg *msg, struct ipcdiag_facts *facts)
{
	facts->never_used = !msg->stime && !msg->rtime;
	facts->waiters = msg->senders + msg->receivers;
	facts->stopped = msg->stopped;
	facts->unread = msg->qnum;
	add_user(facts, &msg->sender);
	add_user(facts, &msg->receiver);
}

/*
 * When it was made. Of arrays and queues that is not kept: their last change by
 * IPC_SET or the like may be later.
 */
static time64_t made(const struct ipcdiag_object *obj)
{
	if (obj->kind == IPCDIAG_SHM)
		return container_of(obj, struct ipcdiag_shm, obj)->made;

	return obj->ctime;
}

/*
 * Who may use it by its mode, as ipcperms() (ipc/util.c) decides, and since when
 * the oldest of them runs. A capability is not asked for. A process that may
 * change to the owner's id counts as the owner, who may change the mode.
 */
static void add_residents(const struct ipcdiag_making *making,
			  const struct ipcdiag_object *obj,
			  struct ipcdiag_facts *facts)
{
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&making->report->namespaces, obj->ns);
	u64 start = U64_MAX;

	facts->owner_runs =
		ipcdiag_resident_ask(making, obj->ns, IPCDIAG_RESIDENT_UID,
				     __kuid_val(obj->uid), &start);
	if (!uid_eq(obj->uid, obj->cuid))
		facts->owner_runs |=
			ipcdiag_resident_ask(making, obj->ns,
					     IPCDIAG_RESIDENT_UID,
					     __kuid_val(obj->cuid), &start);
	if (facts->group_mode) {
		facts->group_runs =
			ipcdiag_resident_ask(making, obj->ns,
					     IPCDIAG_RESIDENT_GID,
					     __kgid_val(obj->gid), &start);
		if (!gid_eq(obj->gid, obj->cgid))
			facts->group_runs |=
				ipcdiag_resident_ask(making, obj->ns,
						     IPCDIAG_RESIDENT_GID,
						     __kgid_val(obj->cgid),
						     &start);
	}
	if (facts->other_mode && ns->procs)
		start = min(start, ns->start);
	facts->older =
		start != U64_MAX &&
		ipcdiag_clock_earlier(&making->report->clock, start, made(obj));
}

/* Was something of an object not looked at? */
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

/* What the verdict on an object depends on. */
static struct ipcdiag_facts facts_of(const struct ipcdiag_making *making,
				     const struct ipcdiag_object *obj)
{
	const struct ipcdiag_report *report = making->report;
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, obj->ns);
	struct ipcdiag_facts facts = {
		.kind = obj->kind,
		.private_key = obj->key == IPC_PRIVATE,
		.owner_made = uid_eq(obj->uid, obj->cuid) &&
			      gid_eq(obj->gid, obj->cgid),
		.group_mode = obj->mode & 0070,
		.other_mode = obj->mode & 0007,
		.ns_empty = !ns->procs,
		.ns_pinned = ns->pinned,
		.capped = is_capped(obj) ||
			  (obj->kind != IPCDIAG_SHM && making->stopped_capped),
		.changed = obj->changed,
		.age = ipcdiag_clock_age(&report->clock, obj->touched),
		.grace = report->grace,
	};

	switch (facts.kind) {
	case IPCDIAG_SHM:
		add_shm(making, container_of(obj, struct ipcdiag_shm, obj),
			&facts);
		break;
	case IPCDIAG_SEM:
		add_sem(container_of(obj, struct ipcdiag_sem, obj), &facts);
		break;
	case IPCDIAG_MSG:
		add_msg(container_of(obj, struct ipcdiag_msg, obj), &facts);
		break;
	default:
		break;
	}
	add_residents(making, obj, &facts);

	return facts;
}

/* Somebody may have been found, by a look at the tasks, since it was read. */
static void count_stopped(const struct ipcdiag_making *making,
			  struct ipcdiag_object *obj)
{
	u32 stopped = ipcdiag_stopped_on(making, obj);

	if (obj->kind == IPCDIAG_SEM)
		container_of(obj, struct ipcdiag_sem, obj)->stopped = stopped;
	else if (obj->kind == IPCDIAG_MSG)
		container_of(obj, struct ipcdiag_msg, obj)->stopped = stopped;
}

/**
 * ipcdiag_judge_object() - make facts of a record, and a verdict of those
 * @making: the report that is being made
 * @obj: the object, within its record
 */
void ipcdiag_judge_object(const struct ipcdiag_making *making,
			  struct ipcdiag_object *obj)
{
	struct ipcdiag_judgement j;
	struct ipcdiag_facts facts;

	count_stopped(making, obj);
	facts = facts_of(making, obj);
	j = ipcdiag_judge(&facts);
	obj->verdict = j.verdict;
	obj->reasons = j.reasons;
}

/* What most objects of a healthy machine are needs no judgement. */
static bool used_now(const struct ipcdiag_object *obj)
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
		return sem->waiters || sem->undoing;
	default:
		msg = container_of(obj, struct ipcdiag_msg, obj);
		return msg->senders || msg->receivers;
	}
}

static bool is_held(const struct ipcdiag_object *obj)
{
	return obj->kind == IPCDIAG_SHM &&
	       container_of(obj, struct ipcdiag_shm, obj)->dest;
}

/**
 * ipcdiag_judge_keeps() - is an object to be in the report?
 * @making: the report that is being made
 * @obj: the object, its record complete but for the verdict
 *
 * Where only leaks are wanted, no other object is kept, but for those that are
 * held where these are wanted. It is judged here
 * before all is known: what comes to be known later, that somebody else runs or
 * that the object was used meanwhile, can only make its verdict milder. So an
 * object that is no leak by now will not become one; one whose grace period ends
 * while the walk goes on counts as young until the next.
 *
 * Return: true if it is.
 */
bool ipcdiag_judge_keeps(const struct ipcdiag_making *making,
			 struct ipcdiag_object *obj)
{
	unsigned int want = making->report->want;

	if (!(want & IPCDIAG_WANT_LEAKS))
		return true;
	if (used_now(obj) && !((want & IPCDIAG_WANT_HELD) && is_held(obj)))
		return false;
	ipcdiag_judge_object(making, obj);

	return ipcdiag_object_listed(want, obj);
}

/**
 * ipcdiag_judge_all() - judge every object
 * @making: the report that is being made, all looks at tasks done
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_judge_all(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned int kind;
	unsigned long i;

	ipcdiag_clock_read(&report->clock);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			ipcdiag_judge_object(making, obj);
			report->capped |= is_capped(obj);
			if (!(i % 1024))
				cond_resched();
		}
		if (fatal_signal_pending(current))
			return -EINTR;
	}

	return 0;
}

/**
 * ipcdiag_judge_ask_again() - find out whose residents are to be shown
 * @making: the report that is being made, its objects judged for good
 *
 * Who is asked for is shown. Where only some objects are wanted, others were
 * judged too, so as to find that out: what was asked for them does not count.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_judge_ask_again(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned int kind;
	unsigned long i;

	if (!(report->want & IPCDIAG_WANT_HELD))
		return 0;
	for (i = 0; i < report->residents.nr; i++) {
		struct ipcdiag_resident *resident =
			ipcdiag_table_at(&report->residents, i);

		resident->asked = false;
		if (!(i % 1024))
			cond_resched();
	}
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		const struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			const struct ipcdiag_object *obj =
				ipcdiag_table_at(table, i);

			if (!obj->gone &&
			    ipcdiag_object_listed(report->want, obj))
				facts_of(making, obj);
			if (!(i % 1024))
				cond_resched();
		}
	}

	return fatal_signal_pending(current) ? -EINTR : 0;
}
