// SPDX-License-Identifier: GPL-2.0
/*
 * Where events come from.
 *
 * The functions that are probed run with preemption off and locks held, so that
 * nothing can be allocated or freed there. Events are in memory that a worker
 * adds to before all is taken, up to a bound. What nobody refers to any more is
 * garbage until what it refers to is put: by the next task that returns to user
 * space after it made or removed something, or by the worker.
 *
 * Locking: all is protected by ipcdiag_events_lock, a raw one, since it is taken
 * where nobody may sleep.
 */
#include <linux/gfp.h>
#include <linux/irq_work.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "births/person.h"
#include "births/store.h"

/* Events that are allocated together. */
#define CHUNK		256

/* Events that are made ahead of use, at the most. */
#define AHEAD_MAX	(4 * IPCDIAG_STORE_LOW)

/* What is put by one task that returns to user space. */
#define TEND		8

/* What is put by the worker in one go. */
#define WORK_MAX	1024

raw_spinlock_t ipcdiag_events_lock =
	__RAW_SPIN_LOCK_UNLOCKED(ipcdiag_events_lock);

/**
 * struct store - all events
 * @chunks: their memory
 * @nr_chunks: how many there are
 * @max_chunks: how many there may be
 * @free: those that can be taken
 * @nr_free: how many
 * @ahead: how many of them there are to be
 * @garbage: those whose references are to be put
 * @nr_garbage: how many
 * @spent: those of which not all is needed any more
 * @workers: where the worker runs
 * @stopping: nothing is to be queued any more
 */
static struct store {
	struct ipcdiag_event	**chunks;
	unsigned long		nr_chunks;
	unsigned long		max_chunks;
	struct list_head	free;
	unsigned long		nr_free;
	unsigned long		ahead;
	struct list_head	garbage;
	unsigned long		nr_garbage;
	struct list_head	spent;
	struct workqueue_struct	*workers;
	bool			stopping;
} store;

static void tend_all(struct work_struct *work);
static DECLARE_WORK(tend_work, tend_all);

static void wake_worker(struct irq_work *work)
{
	queue_work(store.workers, &tend_work);
}

static struct irq_work wake;

/* Another chunk, if there may be one; process context. */
static bool grow(void)
{
	struct ipcdiag_event *chunk;
	unsigned long flags;
	unsigned int i;

	if (store.nr_chunks == store.max_chunks)
		return false;
	chunk = vzalloc(array_size(CHUNK, sizeof(*chunk)));
	if (!chunk)
		return false;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	store.chunks[store.nr_chunks++] = chunk;
	for (i = 0; i < CHUNK; i++)
		list_add_tail(&chunk[i].list, &store.free);
	store.nr_free += CHUNK;
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return true;
}

/* Put the references of @max that are garbage; how many there were. */
static unsigned int recycle(unsigned int max)
{
	struct ipcdiag_event *event;
	unsigned long flags;
	unsigned int n = 0;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	while (n < max && !list_empty(&store.garbage)) {
		event = list_first_entry(&store.garbage, struct ipcdiag_event,
					 list);
		list_del(&event->list);
		store.nr_garbage--;
		raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

		ipcdiag_person_put(&event->person);
		memset(event, 0, sizeof(*event));
		n++;

		raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
		list_add(&event->list, &store.free);
		store.nr_free++;
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	return n;
}

/* Put what is not needed any more of one whose object is gone. */
static bool strip_one(void)
{
	struct ipcdiag_person rest;
	struct ipcdiag_event *event;
	unsigned long flags;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	event = list_first_entry_or_null(&store.spent, struct ipcdiag_event,
					 spent);
	if (event) {
		list_del_init(&event->spent);
		ipcdiag_person_strip_locked(&event->person, &rest);
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	if (event)
		ipcdiag_person_put(&rest);

	return event;
}

/* Room comes first: who makes and removes objects does not wait for it. */
static void tend_all(struct work_struct *work)
{
	unsigned int n = 0;

	/* In a storm more may be taken before this gets to run. */
	if (READ_ONCE(store.nr_free) < store.ahead / 2 &&
	    store.ahead < AHEAD_MAX)
		WRITE_ONCE(store.ahead, store.ahead * 2);
	while (READ_ONCE(store.nr_free) < store.ahead && grow())
		cond_resched();
	while (n < WORK_MAX && (recycle(1) || strip_one())) {
		n++;
		cond_resched();
	}
	if (n == WORK_MAX && !READ_ONCE(store.stopping))
		queue_work(store.workers, &tend_work);
}

/**
 * ipcdiag_store_tend() - put what is garbage, a little of it
 *
 * Context: process context.
 */
void ipcdiag_store_tend(void)
{
	unsigned int i;

	if (READ_ONCE(store.nr_garbage))
		recycle(TEND);
	for (i = 0; i < TEND && !list_empty(&store.spent) && strip_one(); i++)
		;
}

/**
 * ipcdiag_store_discard_locked() - an event is not referred to any more
 * @event: the event
 *
 * Context: any.
 */
void ipcdiag_store_discard_locked(struct ipcdiag_event *event)
{
	list_del_init(&event->spent);
	list_add_tail(&event->list, &store.garbage);
	/* Nobody who returns to user space may come by for long. */
	if (++store.nr_garbage >= 4 * TEND && !store.stopping)
		irq_work_queue(&wake);
}

/**
 * ipcdiag_store_spent_locked() - of an event, not all is needed any more
 * @event: the event; its object is gone
 *
 * Context: any.
 */
void ipcdiag_store_spent_locked(struct ipcdiag_event *event)
{
	list_add_tail(&event->spent, &store.spent);
	/* Nobody who returns to user space may come by. */
	if (current->flags & PF_KTHREAD && !store.stopping)
		irq_work_queue(&wake);
}

/**
 * ipcdiag_store_room_locked() - how many events can be taken
 *
 * Return: their number.
 */
unsigned long ipcdiag_store_room_locked(void)
{
	return store.nr_free;
}

/**
 * ipcdiag_store_take_locked() - take an event; there is one
 *
 * Context: any.
 *
 * Return: the event, all zeros but for its list heads.
 */
struct ipcdiag_event *ipcdiag_store_take_locked(void)
{
	struct ipcdiag_event *event =
		list_first_entry(&store.free, struct ipcdiag_event, list);

	list_del_init(&event->list);
	INIT_HLIST_NODE(&event->node);
	INIT_LIST_HEAD(&event->pending);
	INIT_LIST_HEAD(&event->spent);
	if (--store.nr_free < READ_ONCE(store.ahead) &&
	    store.nr_chunks < store.max_chunks && !store.stopping)
		irq_work_queue(&wake);

	return event;
}

/**
 * ipcdiag_events_locked() - how many events there are, whatever they are
 *
 * Return: their number.
 */
unsigned long ipcdiag_events_locked(void)
{
	return store.nr_chunks * CHUNK;
}

/**
 * ipcdiag_event_at_locked() - an event by its place
 * @i: number of the place
 *
 * Context: any.
 *
 * Return: the event, which stays there until its object goes and longer; NULL if
 * there is none that is complete.
 */
struct ipcdiag_event *ipcdiag_event_at_locked(unsigned long i)
{
	struct ipcdiag_event *event = &store.chunks[i / CHUNK][i % CHUNK];

	/* Free ones have no number; others may be about to be published. */
	if (!event->seq || !event->refs || list_empty(&event->list))
		return NULL;

	return event;
}

/**
 * ipcdiag_store_create() - make room for the first events
 * @max: how many there may be
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; then ipcdiag_store_destroy() is called all the same.
 */
int ipcdiag_store_create(unsigned long max)
{
	init_irq_work(&wake, wake_worker);
	INIT_LIST_HEAD(&store.free);
	INIT_LIST_HEAD(&store.garbage);
	INIT_LIST_HEAD(&store.spent);
	store.max_chunks = DIV_ROUND_UP(max, CHUNK);
	store.chunks = vzalloc(array_size(store.max_chunks,
					  sizeof(*store.chunks)));
	if (!store.chunks)
		return -ENOMEM;
	/* Busy processors are when it has to keep pace. */
	store.workers = alloc_workqueue("ipcdiag", WQ_UNBOUND | WQ_HIGHPRI, 1);
	if (!store.workers)
		return -ENOMEM;
	store.ahead = IPCDIAG_STORE_LOW;
	while (store.nr_free < store.ahead) {
		if (!grow())
			return -ENOMEM;
	}

	return 0;
}

/**
 * ipcdiag_store_stop() - let the worker end
 *
 * No event is taken any more.
 *
 * Context: process context, may sleep.
 */
void ipcdiag_store_stop(void)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	store.stopping = true;
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
	irq_work_sync(&wake);
	cancel_work_sync(&tend_work);
}

/**
 * ipcdiag_store_destroy() - free all events
 *
 * Nobody uses them any more.
 *
 * Context: process context, may sleep.
 */
void ipcdiag_store_destroy(void)
{
	unsigned long i, chunk;

	for (chunk = 0; chunk < store.nr_chunks; chunk++) {
		for (i = 0; i < CHUNK; i++)
			ipcdiag_person_put(&store.chunks[chunk][i].person);
		vfree(store.chunks[chunk]);
		cond_resched();
	}
	vfree(store.chunks);
	if (store.workers)
		destroy_workqueue(store.workers);
	memset(&store, 0, sizeof(store));
}
