// SPDX-License-Identifier: GPL-2.0
/*
 * From records to facts: what the verdict on an object depends on.
 *
 * Locking: none; records are plain values, and the namespaces of the report are
 * referenced while facts are made of them.
 */
#include <linux/ipc.h>
#include <linux/minmax.h>
#include <linux/uidgid.h>

#include "base/state.h"
#include "find/residents.h"
#include "judge/facts.h"
#include "judge/maker.h"

static void add_user(struct ipcdiag_facts *facts,
		     const struct ipcdiag_process *user)
{
	if (user->state == IPCDIAG_NONE || user->state == IPCDIAG_KERNEL)
		return;
	facts->recorded = true;
	facts->alive |= ipcdiag_state_lives(user->state);
	facts->families |= user->family;
	facts->reused |= user->state == IPCDIAG_REUSED;
	facts->unreaped |= user->unreaped;
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
	facts->waiters = msg->senders || msg->receivers;
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

/**
 * ipcdiag_object_capped() - was something of an object not looked at?
 * @obj: the object, within its record
 *
 * Return: true if so.
 */
bool ipcdiag_object_capped(const struct ipcdiag_object *obj)
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

/*
 * Of its age it matters only whether it is to come, within the grace period or
 * beyond; told as one age for each, objects that differ in nothing else have the
 * same facts.
 */
static s64 age_class(const struct ipcdiag_report *report,
		     const struct ipcdiag_object *obj)
{
	s64 age = ipcdiag_clock_age(&report->clock, obj->touched);

	if (age < 0)
		return -1;

	return age < report->grace ? 0 : report->grace;
}

/**
 * ipcdiag_facts_gather() - what the verdict on an object depends on
 * @making: the report that is being made
 * @obj: the object, within its record
 * @facts: where the facts go
 *
 * Whose uid or group the object asks for is marked to be shown, too
 * (ipcdiag_resident_ask()).
 *
 * Context: process context; the namespaces of the report are referenced.
 */
void ipcdiag_facts_gather(const struct ipcdiag_making *making,
			  const struct ipcdiag_object *obj,
			  struct ipcdiag_facts *facts)
{
	const struct ipcdiag_report *report = making->report;
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, obj->ns);

	*facts = (struct ipcdiag_facts) {
		.kind = obj->kind,
		.private_key = obj->key == IPC_PRIVATE,
		.owner_made = uid_eq(obj->uid, obj->cuid) &&
			      gid_eq(obj->gid, obj->cgid),
		.group_mode = obj->mode & 0070,
		.other_mode = obj->mode & 0007,
		.ns_empty = !ns->procs,
		.ns_pinned = ns->pinned,
		.capped = ipcdiag_object_capped(obj) ||
			  (obj->kind != IPCDIAG_SHM && making->stopped_capped),
		.changed = obj->changed,
		.age = age_class(report, obj),
		.grace = report->grace,
	};

	switch (facts->kind) {
	case IPCDIAG_SHM:
		add_shm(making, container_of(obj, struct ipcdiag_shm, obj),
			facts);
		break;
	case IPCDIAG_SEM:
		add_sem(container_of(obj, struct ipcdiag_sem, obj), facts);
		break;
	case IPCDIAG_MSG:
		add_msg(container_of(obj, struct ipcdiag_msg, obj), facts);
		break;
	default:
		break;
	}
	ipcdiag_maker_facts(report, obj, facts);
	add_residents(making, obj, facts);
}
