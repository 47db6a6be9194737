// SPDX-License-Identifier: GPL-2.0
/*
 * What is recorded where an object is made, marked for destruction, or removed.
 *
 * The functions that are probed are called with the rwsem of the objects held for
 * writing, or, to mark one, with its own lock; preemption is off. There is noted
 * what can be had without sleeping; the rest is left to later.c.
 *
 * The address of an object is only compared; what is read of it is read while it
 * is handed to the probed function.
 *
 * Locking: ipcdiag_events_lock. An event belongs to whoever took it until it is
 * published.
 */
#include <linux/cred.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>

#include "births/gaps.h"
#include "births/later.h"
#include "births/person.h"
#include "births/place.h"
#include "births/pool.h"
#include "births/recorder.h"
#include "births/store.h"
#include "births/trace.h"
#include "compat/ns_references.h"
#include "layout/layout.h"
#include "layout/mirrors.h"

/*
 * Where the probe is a breakpoint, all is as in an NMI. Nobody who holds the lock
 * comes to a breakpoint of ours, which lockdep cannot know.
 */
#define lock_events(flags)						\
	raw_spin_lock_irqsave_nested(&ipcdiag_events_lock, flags,	\
				     in_nmi() ? SINGLE_DEPTH_NESTING : 0)

/* Bytes, semaphores, or limit of bytes; 0 if that is not known. */
static u64 size_of(const struct kern_ipc_perm *perm, unsigned int kind)
{
	if (kind >= IPCDIAG_KINDS || !ipcdiag_layout_usable(kind))
		return 0;
	switch (kind) {
	case IPCDIAG_SHM:
		return container_of(perm, struct ipcdiag_shmid_kernel,
				    shm_perm)->shm_segsz;
	case IPCDIAG_SEM:
		return container_of(perm, struct ipcdiag_sem_array,
				    sem_perm)->sem_nsems;
	default:
		return container_of(perm, struct ipcdiag_msg_queue,
				    q_perm)->q_qbytes;
	}
}

/*
 * What is known of an object, if it is of this one: a record may be left of one
 * of which it was missed that it went.
 */
static struct ipcdiag_event *find_locked(const struct ipc_ids *ids,
					 const struct kern_ipc_perm *perm)
{
	struct ipcdiag_event *known = ipcdiag_event_find_locked(perm);

	if (!known || (known->ids == ids &&
		       (!known->id_known || known->id == perm->id)))
		return known;
	ipcdiag_event_unlist_locked(known);
	ipcdiag_event_put_locked(known);

	return NULL;
}

/* At the address of an object that is being made, there was another one. */
static void forget_locked(const struct kern_ipc_perm *perm)
{
	struct ipcdiag_event *known = ipcdiag_event_find_locked(perm);

	if (!known)
		return;
	ipcdiag_event_unlist_locked(known);
	ipcdiag_event_put_locked(known);
}

static void describe(struct ipcdiag_event *event,
		     const struct ipcdiag_place *place,
		     const struct kern_ipc_perm *perm)
{
	event->kind = place->kind;
	event->ids = place->ids;
	event->ns = place->ns;
	event->perm = perm;
	event->key = perm->key;
	event->size = size_of(perm, place->kind);
	event->time = ktime_get_real_seconds();
}

/* Nobody is there to tell of it later, when its identifier is known. */
static void tell_birth_now(const struct ipcdiag_place *place,
			   const struct kern_ipc_perm *perm)
{
	if (trace_ipc_birth_enabled())
		trace_ipc_birth(place->kind, place->ns, -1, perm->key,
				size_of(perm, place->kind));
}

/**
 * ipcdiag_recorder_made() - an object is about to be made
 * @ids: what it is added to
 * @perm: the object
 * @limit: how many there may be
 *
 * Context: at the entry of ipc_addid(), preemption off.
 */
void ipcdiag_recorder_made(struct ipc_ids *ids, struct kern_ipc_perm *perm,
			   int limit)
{
	int in_use = ids->in_use;
	bool full = in_use >= limit;
	struct ipcdiag_event *event;
	struct ipcdiag_place place;
	unsigned long flags;
	u64 stamp;
	bool later;

	if (!ipcdiag_place_of(ids, &place)) {
		WRITE_ONCE(ipcdiag_recorded.odd, ipcdiag_recorded.odd + 1);
		return;
	}

	lock_events(flags);
	if (full) {
		ipcdiag_recorded.failures[place.kind]++;
	} else {
		ipcdiag_recorded.births++;
		forget_locked(perm);
	}
	event = ipcdiag_event_take_locked(full ? IPCDIAG_LEDGER_FAILED :
						 IPCDIAG_LEDGER_LIVE,
					  ipcdiag_place_account(&place));
	/* Without an event, nobody will tell whether it is really made. */
	stamp = ipcdiag_gaps_note_locked(&place, in_use, !full, !full && event);
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	if (full)
		trace_ipc_no_space(place.kind, place.ns, in_use, limit);
	if (!event) {
		if (!full)
			tell_birth_now(&place, perm);
		return;
	}

	event->type = full ? IPCDIAG_EVENT_FAILURE : IPCDIAG_EVENT_BIRTH;
	event->stamp = stamp;
	describe(event, &place, perm);
	event->uid = current_euid();
	if (full) {
		event->size = in_use;
		event->attached = limit;
	}
	ipcdiag_person_fill(&event->person, !full);
	later = ipcdiag_finish_later(event);

	lock_events(flags);
	if (!full) {
		ipcdiag_event_hash_locked(event);
		if (!later)
			ipcdiag_gaps_settle_locked(ids, stamp, false);
	}
	ipcdiag_publish_locked(event, later);
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	if (!full && !later)
		tell_birth_now(&place, perm);
}

/*
 * How does it go? @marked: it had been marked for destruction before.
 *
 * A namespace is ended by a thread of the kernel's, once nobody refers to it. Such a
 * thread may also be the last to detach a segment, of a process that has ended.
 */
static enum ipcdiag_end how(const struct ipcdiag_place *place, bool marked)
{
	const struct ipc_namespace *ns = ipcdiag_place_namespace(place);

	if (marked)
		return IPCDIAG_END_DETACH;
	if (current->flags & PF_KTHREAD)
		return ns && compat_ns_references(ns) ? IPCDIAG_END_FORCED :
							IPCDIAG_END_NAMESPACE;
	if (!ns)
		return IPCDIAG_END_UNKNOWN;
	if (current->flags & PF_EXITING)
		return IPCDIAG_END_EXIT;
	if (place->kind != IPCDIAG_SHM)
		return IPCDIAG_END_CALL;

	return READ_ONCE(ns->shm_rmid_forced) ? IPCDIAG_END_FORCED :
						IPCDIAG_END_CALL;
}

static void describe_death(struct ipcdiag_event *death,
			   const struct ipcdiag_place *place,
			   const struct kern_ipc_perm *perm)
{
	death->type = IPCDIAG_EVENT_DEATH;
	describe(death, place, perm);
	death->id = perm->id;
	death->id_known = true;
	death->uid = perm->uid;
}

/* What is known of the object goes with its death, or is given up. */
static void bury_locked(struct ipcdiag_event *known,
			struct ipcdiag_event *death)
{
	if (!known)
		return;
	if (!death) {
		ipcdiag_event_put_locked(known);
		return;
	}
	if (known->type == IPCDIAG_EVENT_MARK) {
		death->mark = known;
		return;
	}
	death->birth = known;
	death->mark = known->mark;
	known->mark = NULL;
	ipcdiag_store_spent_locked(known);
}

/* Where nobody removes an object, its birth becomes its death. */
static void end_birth_locked(struct ipcdiag_event *known,
			     const struct kern_ipc_perm *perm)
{
	hlist_del_init(&known->node);
	known->type = IPCDIAG_EVENT_DEATH;
	known->birth = known;
	known->how = IPCDIAG_END_NAMESPACE;
	known->id = perm->id;
	known->id_known = true;
	known->uid = perm->uid;
	known->attached = known->time;
	known->time = ktime_get_real_seconds();
	ipcdiag_event_move_locked(known, IPCDIAG_LEDGER_DEAD);
	ipcdiag_store_spent_locked(known);
}

/**
 * ipcdiag_recorder_gone() - an object is about to be removed
 * @ids: what it is removed from
 * @perm: the object
 *
 * Context: at the entry of ipc_rmid(), preemption off.
 */
void ipcdiag_recorder_gone(struct ipc_ids *ids, struct kern_ipc_perm *perm)
{
	struct ipcdiag_place place = { .ids = ids, .kind = IPCDIAG_KINDS };
	struct ipcdiag_event *known, *death;
	unsigned long flags;
	enum ipcdiag_end end;
	bool here, watched, marked, later;

	lock_events(flags);
	known = find_locked(ids, perm);
	here = ipcdiag_place_of(ids, &place);
	/* A namespace that ends, or one that its segments' users have left. */
	watched = here || known;
	if (!here && known) {
		place.kind = known->kind;
		place.ns = known->ns;
	} else if (!here) {
		watched = ipcdiag_place_noted_locked(ids, &place);
	}
	if (watched)
		ipcdiag_gaps_note_locked(&place, ids->in_use, -1, false);
	ipcdiag_recorded.deaths++;
	marked = place.kind == IPCDIAG_SHM && perm->mode & IPCDIAG_SHM_DEST;
	end = how(&place, marked);

	if (end == IPCDIAG_END_NAMESPACE && known) {
		end_birth_locked(known, perm);
		raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
		trace_ipc_death(place.kind, place.ns, perm->id, perm->key, end);
		return;
	}
	if (known)
		ipcdiag_event_unlist_locked(known);
	death = ipcdiag_event_take_locked(IPCDIAG_LEDGER_DEAD,
					  ipcdiag_place_account(&place));
	bury_locked(known, death);
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	trace_ipc_death(place.kind, place.ns, perm->id, perm->key, end);
	if (!death)
		return;

	describe_death(death, &place, perm);
	death->how = end;
	if (end != IPCDIAG_END_NAMESPACE)
		ipcdiag_person_fill(&death->person, false);
	later = ipcdiag_finish_later(death);

	lock_events(flags);
	ipcdiag_publish_locked(death, later);
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
}

/**
 * ipcdiag_recorder_marked() - a segment is marked for destruction
 * @ids: what it is in
 * @perm: the segment
 *
 * Whoever did so first is who removed it.
 *
 * Context: at the entry of ipc_set_key_private(), preemption off.
 */
void ipcdiag_recorder_marked(struct ipc_ids *ids, struct kern_ipc_perm *perm)
{
	struct ipcdiag_event *known, *mark = NULL;
	struct ipcdiag_place place;
	unsigned long flags;
	bool later;

	if (!ipcdiag_place_of(ids, &place) || place.kind != IPCDIAG_SHM) {
		WRITE_ONCE(ipcdiag_recorded.odd, ipcdiag_recorded.odd + 1);
		return;
	}
	lock_events(flags);
	known = find_locked(ids, perm);
	if (!known || (known->type == IPCDIAG_EVENT_BIRTH && !known->mark))
		mark = ipcdiag_event_take_locked(IPCDIAG_LEDGER_LIVE,
						 ipcdiag_place_account(&place));
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	if (!mark)
		return;

	mark->type = IPCDIAG_EVENT_MARK;
	describe(mark, &place, perm);
	mark->id = perm->id;
	mark->id_known = true;
	mark->uid = perm->uid;
	if (ipcdiag_layout_usable(IPCDIAG_SHM))
		mark->attached = container_of(perm, struct ipcdiag_shmid_kernel,
					      shm_perm)->shm_nattch;
	ipcdiag_person_fill(&mark->person, false);
	later = ipcdiag_finish_later(mark);

	lock_events(flags);
	ipcdiag_publish_locked(mark, later);
	/* Its birth may have had to make room meanwhile. */
	known = ipcdiag_event_find_locked(perm);
	if (known) {
		ipcdiag_event_unlist_locked(mark);
		known->mark = mark;
	} else {
		ipcdiag_event_hash_locked(mark);
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
}
