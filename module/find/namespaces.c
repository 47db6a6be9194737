// SPDX-License-Identifier: GPL-2.0
/*
 * Finding every IPC namespace, and who lives in it: through the tasks, through
 * segments that a task left behind when it moved, through open files of
 * /proc/PID/ns, and from 6.18 through the kernel's own list. Before that, one
 * that is held by a bind mount alone, or by a mapping alone, is not found; and
 * one that only an old segment of a task with very many leads to may be missed,
 * which is counted.
 *
 * Locking: tasks are visited under RCU. task_lock (alloc_lock) keeps the list of
 * a task's segments; what that leads to is referenced unless it is on its way
 * out already.
 */
#include <linux/cred.h>
#include <linux/ipc_namespace.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/user_namespace.h>

#include "base/seen.h"
#include "compat/ns_list.h"
#include "find/cgroups.h"
#include "find/identity.h"
#include "find/namespaces.h"
#include "find/nsfiles.h"
#include "find/nstable.h"
#include "find/residents.h"
#include "find/stopped.h"
#include "find/tasks.h"
#include "find/who.h"
#include "layout/layout.h"
#include "layout/mirrors.h"

/*
 * Segments of one task that are looked at in one go: as many as a namespace has
 * by default, a cache line each.
 */
#define CLIST_MAX	4096

/* Namespaces that are looked at in one RCU section of the kernel's list. */
#define NS_BATCH	64

/*
 * Namespaces on their way out that are passed over in one such section. They
 * cannot be referenced, so that the next section begins before them again: a
 * worker unlinks them soon.
 */
#define DYING_MAX	4096

/*
 * Segments stay on the list of the thread that made them when it moves to
 * another namespace by setns(). Returns true if one led to a namespace that
 * was not known: there may be more.
 *
 * The list can change as soon as the lock is released, and nothing marks a place
 * in it: it cannot be gone on with later. Where there is more than CLIST_MAX, a
 * namespace may be missed, unless the kernel lists all of them.
 */
static bool look_at_segments(struct ipcdiag_making *making,
			     struct task_struct *task)
{
	const struct ipc_namespace *last = NULL;
	const struct ipcdiag_shmid_kernel *shp;
	struct ipc_namespace *ns = NULL;
	unsigned int n = 0;

	if (!ipcdiag_layout_has_clist())
		return false;

	/* While it is on the list, its namespace has not been freed. */
	task_lock(task);
	list_for_each_entry(shp, &task->sysvshm.shm_clist, shm_clist) {
		if (++n > CLIST_MAX) {
			making->report->stats.segments_cut +=
				!ipcdiag_namespaces_listed();
			break;
		}
		/* As a rule they are all in the same one. */
		if (shp->ns == last)
			continue;
		last = shp->ns;
		if (ipcdiag_nstable_known(making, last) >= 0)
			continue;
		ns = get_ipc_ns_not_zero(shp->ns);
		if (ns)
			break;
	}
	task_unlock(task);
	/* A file takes about as long as four of them. */
	making->pace.looked += n / 4;
	if (!ns)
		return false;
	ipcdiag_nstable_add(making, ns);

	return true;
}

/*
 * Note who the task is, and count its process. The first thread stands for the
 * process; another thread counts only where it is alone in a namespace, and is
 * noted where it runs as somebody else. What is new at the second look is added,
 * and not counted once more. Returns true if there is too little room.
 */
static bool note_task(struct ipcdiag_making *making, struct task_struct *task,
		      bool first)
{
	struct task_struct *leader = task->group_leader;
	struct ipcdiag_namespace *record;
	struct ipc_namespace *home;
	bool with_leader;
	int ns;

	ns = ipcdiag_nstable_of(making, task, first);
	if (ns < 0)
		return false;
	record = ipcdiag_table_at(&making->report->namespaces, ns);
	ipcdiag_stopped_note(making, task, record->slot);
	home = ipcdiag_nstable_at(making, ns);
	with_leader = task != leader && ipcdiag_nstable_peek(leader) == home;
	if (with_leader && __task_cred(task) == __task_cred(leader))
		return false;
	if (!ipcdiag_residents_note(making, task, ns, first))
		return true;

	if (with_leader || (record->procs && !first))
		return false;
	if (!ipcdiag_set_add(&making->seen, task->tgid,
			     SEEN_PROCESS(record->slot), 0))
		return false;

	if (!record->procs++) {
		if (!first)
			ipcdiag_nstable_unsettle(making, record->slot);
		ipcdiag_identify(task_pid(leader), making->identities->viewer,
				 &record->sample);
		record->cgroup = ipcdiag_cgroup_of(making, task);
	}
	if (first && ipcdiag_is_capable(task, home->user_ns) &&
	    (record->capable ||
	     ipcdiag_who_fill(making, leader, &record->capable_who)))
		record->capable++;

	return false;
}

static int reserve_namespaces(struct ipcdiag_making *making)
{
	int err;

	err = ipcdiag_cgroups_reserve(making, 4 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_stopped_reserve(making, IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_residents_reserve(making);
	if (!err)
		err = ipcdiag_nstable_reserve(making, 2 * IPCDIAG_TASK_BATCH);

	return err;
}

/* Kernel threads live in the initial namespace and use no IPC. */
static bool is_kernel_thread(const struct task_struct *task)
{
	return READ_ONCE(task->flags) & PF_KTHREAD;
}

static bool find_visit(struct ipcdiag_making *making, struct task_struct *task)
{
	if (is_kernel_thread(task))
		return false;
	if (note_task(making, task, true))
		return true;

	if (!ipcdiag_nsfiles_goes_on(making, task) &&
	    look_at_segments(making, task))
		return true;

	return ipcdiag_nsfiles_look(making, task);
}

static bool recheck_visit(struct ipcdiag_making *making,
			  struct task_struct *task)
{
	return !is_kernel_thread(task) && note_task(making, task, false);
}

static const struct ipcdiag_task_visitor find_visitor = {
	.reserve = reserve_namespaces,
	.visit = find_visit,
};

static const struct ipcdiag_task_visitor recheck_visitor = {
	.reserve = reserve_namespaces,
	.visit = recheck_visit,
};

/*
 * Where the kernel keeps a list of all namespaces, it has those too that no
 * process uses and no file refers to.
 */
static int look_at_list(struct ipcdiag_making *making)
{
	struct ipc_namespace *first = init_task.nsproxy->ipc_ns;
	struct ipc_namespace *last = first;
	struct ipc_namespace *ns = first;
	bool more = compat_ns_list_exists(first);

	while (more) {
		unsigned int n, dying = 0;
		int err;

		err = reserve_namespaces(making);
		if (err)
			return err;

		/* The section ends at one that is referenced by us. */
		ipcdiag_section_begin(&making->pace);
		rcu_read_lock();
		for (n = 0; n < NS_BATCH;) {
			ns = compat_ns_list_next(first, ns);
			if (!ns) {
				more = false;
				break;
			}
			if (ipcdiag_nstable_known(making, ns) < 0) {
				if (!get_ipc_ns_not_zero(ns)) {
					if (++dying == DYING_MAX)
						break;
					continue;
				}
				ipcdiag_nstable_add(making, ns);
			}
			last = ns;
			n++;
		}
		rcu_read_unlock();
		ns = last;
		err = ipcdiag_section_end(&making->pace);
		if (err)
			return err;
	}

	return 0;
}

/**
 * ipcdiag_namespaces_listed() - does the kernel keep a list of all namespaces?
 *
 * Return: true if it does and it can be walked, so that none is missed.
 */
bool ipcdiag_namespaces_listed(void)
{
	return compat_ns_list_exists(init_task.nsproxy->ipc_ns);
}

/**
 * ipcdiag_namespaces_find() - find and reference every IPC namespace in use
 * @making: where to put them
 *
 * They are in the order of order.c, and so is what is found in them later.
 * Whatever is returned, the caller calls ipcdiag_nstable_put().
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_find(struct ipcdiag_making *making)
{
	int err;

	/* The initial namespace exists whether a process is left in it or not. */
	err = reserve_namespaces(making);
	if (err)
		return err;
	ipcdiag_nstable_of(making, &init_task, true);

	err = ipcdiag_visit_tasks(making, &find_visitor);
	if (!err)
		err = look_at_list(making);
	if (!err)
		ipcdiag_nstable_sort(making);

	return err;
}

/**
 * ipcdiag_namespaces_recheck() - note who has come since the first look
 * @making: the report that is being made, its namespaces still referenced
 *
 * A process can be missed by one look: if it is forked onto a number that was
 * passed already by one that exits before its own number is reached, or executes
 * a program then (tasks.c). Verdicts rest on a uid having no process, so it is
 * looked for before the objects are read and after.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_recheck(struct ipcdiag_making *making)
{
	return ipcdiag_visit_tasks(making, &recheck_visitor);
}
