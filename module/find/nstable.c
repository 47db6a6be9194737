// SPDX-License-Identifier: GPL-2.0
/*
 * The IPC namespaces that were found: a record for each, and a reference while
 * the report is made.
 *
 * Lifetime: the operations that /proc/PID/ns uses are the only way to reference
 * a namespace that is exported. Referenced namespaces cannot be freed, so their
 * addresses tell them apart. All references are dropped before open() returns: an
 * open file keeps no namespace alive.
 *
 * Locking: task_lock (alloc_lock) keeps task->nsproxy, and through it the IPC
 * namespace, for the moment that it takes to look. The references of all walks
 * are in one table, under held_lock.
 */
#include <linux/hashtable.h>
#include <linux/ipc_namespace.h>
#include <linux/nsproxy.h>
#include <linux/proc_ns.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <linux/user_namespace.h>

#include "base/seen.h"
#include "compat/ns_id.h"
#include "compat/ns_references.h"
#include "find/nstable.h"
#include "find/order.h"

/*
 * All references that walks hold, in this report or in others that are being
 * made at the same time, by the address of the namespace. Whatever has no other
 * reference left would be gone, were it not for us. A reference is given up
 * under @held_lock too, so that what is in the table is what is held.
 */
static DEFINE_SPINLOCK(held_lock);
static DEFINE_HASHTABLE(held, 12);

/**
 * ipcdiag_nstable_ops() - what /proc/PID/ns does with an IPC namespace
 *
 * Return: its operations; no other kind of namespace has the same.
 */
const struct proc_ns_operations *ipcdiag_nstable_ops(void)
{
	return init_task.nsproxy->ipc_ns->ns.ops;
}

/**
 * ipcdiag_nstable_peek() - the namespace of a task, for comparing only
 * @task: the task
 *
 * Context: under RCU, which keeps @task; takes task->alloc_lock.
 *
 * Return: the namespace, which may be gone by now; NULL once the task exits.
 */
struct ipc_namespace *ipcdiag_nstable_peek(struct task_struct *task)
{
	struct ipc_namespace *ns = NULL;

	task_lock(task);
	if (task->nsproxy)
		ns = task->nsproxy->ipc_ns;
	task_unlock(task);

	return ns;
}

static void copy_namespace(struct ipc_namespace *ns,
			   struct ipcdiag_namespace *record)
{
	BUILD_BUG_ON(ARRAY_SIZE(ns->sem_ctls) != 4);

	record->inum = ns->ns.inum;
	record->userns = ns->user_ns->ns.inum;
	record->owner = ns->user_ns->owner;
	record->id = compat_ns_id(&ns->ns);
	record->init = ns == init_task.nsproxy->ipc_ns;
	record->self = ns == current->nsproxy->ipc_ns;

	/* Limits are set through sysctl without any lock. */
	record->shmmni = READ_ONCE(ns->shm_ctlmni);
	record->shmmax = READ_ONCE(ns->shm_ctlmax);
	record->shmall = READ_ONCE(ns->shm_ctlall);
	record->shmpages = READ_ONCE(ns->shm_tot);
	record->rmid_forced = READ_ONCE(ns->shm_rmid_forced);
	record->semmsl = READ_ONCE(ns->sem_ctls[0]);
	record->semmns = READ_ONCE(ns->sem_ctls[1]);
	record->semopm = READ_ONCE(ns->sem_ctls[2]);
	record->semmni = READ_ONCE(ns->sem_ctls[3]);
	record->sems = READ_ONCE(ns->used_sems);
	record->msgmax = READ_ONCE(ns->msg_ctlmax);
	record->msgmnb = READ_ONCE(ns->msg_ctlmnb);
	record->msgmni = READ_ONCE(ns->msg_ctlmni);
}

/**
 * ipcdiag_nstable_reserve() - make room for namespaces
 * @making: the report that is being made
 * @nr: how many may be added
 *
 * Room in making->seen is the caller's.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_nstable_reserve(struct ipcdiag_making *making, unsigned long nr)
{
	int err;

	err = ipcdiag_table_reserve(&making->report->namespaces, nr);
	if (!err)
		err = ipcdiag_table_reserve(&making->held, nr);

	return err;
}

static struct ipcdiag_held_ns *held_at(const struct ipcdiag_making *making,
				       unsigned long slot)
{
	return ipcdiag_table_at(&making->held, slot);
}

/**
 * ipcdiag_nstable_known() - was a namespace found already?
 * @making: the report that is being made
 * @ns: its address
 *
 * Return: index of its record, or -1.
 */
int ipcdiag_nstable_known(const struct ipcdiag_making *making,
			  const struct ipc_namespace *ns)
{
	const struct ipcdiag_set_entry *entry =
		ipcdiag_set_find(&making->seen, (unsigned long)ns,
				 SEEN_NAMESPACE);

	return entry ? held_at(making, entry->value)->record : -1;
}

/**
 * ipcdiag_nstable_add() - add a namespace, unless it is there
 * @making: the report that is being made; room is reserved
 * @ns: the namespace; the reference to it is taken over
 *
 * Context: any.
 *
 * Return: index of its record.
 */
int ipcdiag_nstable_add(struct ipcdiag_making *making, struct ipc_namespace *ns)
{
	int index = ipcdiag_nstable_known(making, ns);
	struct ipcdiag_namespace *record;
	struct ipcdiag_held_ns *held_ns;

	if (index >= 0) {
		ipcdiag_nstable_ops()->put(&ns->ns);
		return index;
	}

	index = making->report->namespaces.nr++;
	record = ipcdiag_table_at(&making->report->namespaces, index);
	record->slot = making->held.nr++;
	copy_namespace(ns, record);
	held_ns = held_at(making, record->slot);
	held_ns->ns = ns;
	held_ns->record = index;
	spin_lock(&held_lock);
	hash_add(held, &held_ns->link, (unsigned long)ns);
	spin_unlock(&held_lock);
	ipcdiag_set_add(&making->seen, (unsigned long)ns, SEEN_NAMESPACE,
			record->slot);

	return index;
}

/**
 * ipcdiag_nstable_of() - the namespace of a task
 * @making: the report that is being made; room is reserved
 * @task: the task
 * @add: it is added if it is new
 *
 * Context: under RCU, which keeps @task.
 *
 * Return: index of its record; -1 if the task has no namespace any more, or has
 * one that is not known while none is to be added.
 */
int ipcdiag_nstable_of(struct ipcdiag_making *making, struct task_struct *task,
		       bool add)
{
	struct ipc_namespace *ns = ipcdiag_nstable_peek(task);
	struct ns_common *common;
	int index;

	if (!ns)
		return -1;
	index = ipcdiag_nstable_known(making, ns);
	if (index >= 0 || !add)
		return index;

	/* It may have moved on since: what is referenced is what counts. */
	common = ipcdiag_nstable_ops()->get(task);
	if (!common)
		return -1;

	return ipcdiag_nstable_add(making,
			     container_of(common, struct ipc_namespace, ns));
}

/**
 * ipcdiag_nstable_sort() - put the namespaces into the order of reports
 * @making: the report that is being made, all namespaces found; no index of a
 *	    namespace was kept so far but in making->held
 *
 * Context: process context, may sleep.
 */
void ipcdiag_nstable_sort(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i;

	ipcdiag_namespaces_sort(&report->namespaces);
	for (i = 0; i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *record =
			ipcdiag_table_at(&report->namespaces, i);

		held_at(making, record->slot)->record = i;
		cond_resched();
	}
}

/**
 * ipcdiag_nstable_unsettle() - verdicts in a namespace may not hold any more
 * @making: the report that is being made
 * @slot: slot of the namespace
 *
 * To be called for whatever is learnt of a namespace, once objects may have been
 * read, that a verdict depends on. Calling it for nothing costs time only.
 *
 * Context: any.
 */
void ipcdiag_nstable_unsettle(struct ipcdiag_making *making, u32 slot)
{
	held_at(making, slot)->unsettled = true;
	making->unsettled = true;
}

/**
 * ipcdiag_nstable_settled() - do verdicts in a namespace still hold?
 * @making: the report that is being made
 * @ns: index of the namespace
 *
 * Return: true if nothing has been learnt of it since its objects were read.
 */
bool ipcdiag_nstable_settled(const struct ipcdiag_making *making, u32 ns)
{
	const struct ipcdiag_namespace *record =
		ipcdiag_table_at(&making->report->namespaces, ns);

	return !held_at(making, record->slot)->unsettled;
}

/* References that are held by walks; @held_lock is held. */
static unsigned int held_by_walks(const struct ipc_namespace *ns)
{
	const struct ipcdiag_held_ns *held_ns;
	unsigned int n = 0;

	hash_for_each_possible(held, held_ns, link, (unsigned long)ns)
		n += held_ns->ns == ns;

	return n;
}

/**
 * ipcdiag_nstable_left() - is a namespace referenced by nothing but walks?
 * @making: the report that is being made
 * @ns: index of the namespace
 *
 * Context: any.
 *
 * Return: true if it would be gone, were it not for this walk and others.
 */
bool ipcdiag_nstable_left(const struct ipcdiag_making *making, u32 ns)
{
	const struct ipc_namespace *namespace = ipcdiag_nstable_at(making, ns);
	bool left;

	spin_lock(&held_lock);
	left = compat_ns_references(namespace) <= held_by_walks(namespace);
	spin_unlock(&held_lock);

	return left;
}

/**
 * ipcdiag_nstable_put() - drop the references to the namespaces
 * @making: the report that is being made; may be called again
 *
 * Context: process context, may sleep.
 */
void ipcdiag_nstable_put(struct ipcdiag_making *making)
{
	unsigned long i;

	for (i = 0; i < making->held.nr; i++) {
		struct ipcdiag_held_ns *held_ns = held_at(making, i);

		spin_lock(&held_lock);
		hash_del(&held_ns->link);
		/* It does not sleep: the last put leaves the rest to a worker. */
		ipcdiag_nstable_ops()->put(&held_ns->ns->ns);
		spin_unlock(&held_lock);
		cond_resched();
	}
	ipcdiag_table_free(&making->held);
}

/**
 * ipcdiag_nstable_at() - the namespace that belongs to a record
 * @making: the report that is being made
 * @ns: index of the record
 *
 * Return: the namespace, referenced until ipcdiag_nstable_put().
 */
struct ipc_namespace *ipcdiag_nstable_at(const struct ipcdiag_making *making,
					 u32 ns)
{
	const struct ipcdiag_namespace *record =
		ipcdiag_table_at(&making->report->namespaces, ns);

	return held_at(making, record->slot)->ns;
}

/**
 * ipcdiag_nstable_record() - the record that belongs to a slot
 * @making: the report that is being made
 * @slot: the slot
 *
 * Return: the record.
 */
const struct ipcdiag_namespace *
ipcdiag_nstable_record(const struct ipcdiag_making *making, u32 slot)
{
	return ipcdiag_table_at(&making->report->namespaces,
				held_at(making, slot)->record);
}
