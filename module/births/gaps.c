// SPDX-License-Identifier: GPL-2.0
/*
 * Whether anything was missed.
 *
 * The kernel counts the objects of a kind in a namespace, exactly whenever one of
 * the probed functions is called, since its caller holds the rwsem for writing.
 * From call to call the count has to change by what was recorded. Where it does
 * not, something was not recorded: probes were switched off, or one was missed.
 * Whether an object was really made is known only when its call returns, so that
 * a difference counts once all calls that it may come from have returned.
 *
 * As many objects made as removed without a record are not noticed by this. Then
 * there may be records of objects that are gone: an object has to agree with its
 * record, or it is unknown who made it.
 *
 * Locking: ipcdiag_events_lock.
 */
#include <linux/compiler.h>
#include <linux/hash.h>
#include <linux/ipc_namespace.h>
#include <linux/preempt.h>
#include <linux/rwsem.h>
#include <linux/string.h>

#include "births/gaps.h"
#include "births/store.h"

/* Kinds of object in namespaces that are watched; places where one may be. */
#define WATCHED		1024
#define TRIES		8

/**
 * struct watch - a kind of object in a namespace that is watched
 * @place: which; no address if this one is free
 * @expected: objects that there have to be
 * @open: calls that have not returned
 * @excuse: one call may have failed since the count was compared last
 * @drift: how far the kernel's count went away from what was expected
 * @used: when it was used last, to find the one that was not for longest
 */
struct watch {
	struct ipcdiag_place	place;
	int			expected;
	unsigned int		open;
	bool			excuse;
	long			drift;
	u64			used;
};

static struct watch watches[WATCHED];
static u64 uses;
static u64 gaps;
static u64 unwatched;

static struct watch *at(const struct ipc_ids *ids, unsigned int try)
{
	return &watches[(hash_ptr(ids, 10) + try) % WATCHED];
}

static struct watch *find(const struct ipc_ids *ids)
{
	unsigned int try;

	for (try = 0; try < TRIES; try++) {
		if (at(ids, try)->place.ids == ids)
			return at(ids, try);
	}

	return NULL;
}

/* The one that was used least lately makes room; nothing is noticed there then. */
static struct watch *find_or_add(const struct ipcdiag_place *place, int in_use)
{
	struct watch *watch = find(place->ids);
	unsigned int try;

	if (!watch) {
		watch = at(place->ids, 0);
		for (try = 1; try < TRIES; try++) {
			if (at(place->ids, try)->used < watch->used)
				watch = at(place->ids, try);
		}
	}
	/* The address may be that of another namespace by now. */
	if (watch->place.ids != place->ids || watch->place.ns != place->ns) {
		/* What is missed there from now on is not noticed. */
		if (watch->place.ids && watch->place.ids != place->ids &&
		    watch->expected)
			unwatched++;
		memset(watch, 0, sizeof(*watch));
		watch->place = *place;
		watch->expected = in_use;
	}
	watch->used = ++uses;

	return watch;
}

static void count(struct watch *watch)
{
	if (watch->open || !watch->drift)
		return;
	gaps += abs(watch->drift);
	watch->drift = 0;
}

/**
 * ipcdiag_gaps_note_locked() - note that an object is made or removed
 * @place: what it is
 * @in_use: objects that there are before it is
 * @change: what that will change by: 1, -1, or 0 for an attempt that will fail
 * @open: whether it really does is told later, by ipcdiag_gaps_settle_locked()
 *
 * Context: the caller of the probed function holds the rwsem for writing.
 *
 * Return: a stamp for ipcdiag_gaps_settle_locked().
 */
u64 ipcdiag_gaps_note_locked(const struct ipcdiag_place *place, int in_use,
			     int change, bool open)
{
	struct watch *watch = find_or_add(place, in_use);

	watch->drift += in_use - watch->expected;
	if (watch->excuse && watch->drift < 0)
		watch->drift++;
	watch->excuse = false;
	watch->expected = in_use + change;
	count(watch);
	watch->open += open;

	return watch->used;
}

/**
 * ipcdiag_gaps_settle_locked() - note how a call that was open has ended
 * @ids: address of the objects
 * @stamp: what ipcdiag_gaps_note_locked() returned
 * @failed: it says that no object was made, or a tracer made it say so
 */
void ipcdiag_gaps_settle_locked(const struct ipc_ids *ids, u64 stamp,
				bool failed)
{
	struct watch *watch = find(ids);

	/* It may have made room for another, and have come back since. */
	if (!watch || !watch->open)
		return;
	watch->open--;
	/* The kernel's count is not compared yet, or was and tells. */
	if (failed && watch->used == stamp)
		watch->excuse = true;
	else if (failed && watch->drift < 0)
		watch->drift++;
	count(watch);
}

/**
 * ipcdiag_gaps_place_locked() - what was there at an address?
 * @ids: the address
 * @place: the answer
 *
 * Return: false if it is not known.
 */
bool ipcdiag_gaps_place_locked(const struct ipc_ids *ids,
			       struct ipcdiag_place *place)
{
	const struct watch *watch = find(ids);

	if (!watch)
		return false;
	*place = watch->place;

	return true;
}

/**
 * ipcdiag_gaps_compare() - compare the kernel's count, while nothing happens
 * @place: what is to be compared
 * @ids: the objects; the caller keeps them
 *
 * The rwsem is taken only if that takes no waiting, and is not held for longer
 * than this takes.
 *
 * Context: process context.
 */
void ipcdiag_gaps_compare(const struct ipcdiag_place *place,
			  struct ipc_ids *ids)
{
	unsigned long flags;

	preempt_disable();
	if (down_read_trylock(&ids->rwsem)) {
		raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
		/* So many may be there that others would make room. */
		if (find(place->ids))
			ipcdiag_gaps_note_locked(place, READ_ONCE(ids->in_use),
						 0, false);
		raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
		up_read(&ids->rwsem);
	}
	preempt_enable();
}

/**
 * ipcdiag_gaps() - how much was missed
 *
 * Return: objects of which at least one birth or death was not recorded.
 */
u64 ipcdiag_gaps(void)
{
	unsigned long flags;
	unsigned int i;
	u64 n;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	n = gaps;
	/* What more went away than those that are open can account for. */
	for (i = 0; i < WATCHED; i++) {
		unsigned long drift = abs(watches[i].drift);

		if (drift > watches[i].open)
			n += drift - watches[i].open;
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return n;
}

/**
 * ipcdiag_gaps_unwatched() - how often what is watched had to make room
 *
 * Return: namespaces and kinds in which objects were there.
 */
u64 ipcdiag_gaps_unwatched(void)
{
	unsigned long flags;
	u64 n;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	n = unwatched;
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return n;
}
