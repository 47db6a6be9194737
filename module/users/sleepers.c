// SPDX-License-Identifier: GPL-2.0
/*
 * Who sleeps on an object. Sleepers are tasks, and become users at once.
 *
 * Locking and lifetime: a sleeper cannot go away while it is linked, which it is
 * under the object's lock only. Its struct pid is referenced under that lock, and
 * looked up under RCU afterwards.
 */
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "find/cgroups.h"
#include "find/who.h"
#include "users/finding.h"
#include "users/sleepers.h"

/**
 * ipcdiag_sleepers_note() - note a task that sleeps on an object
 * @making: the report that is being made
 * @task: the task, linked in one of the object's lists
 * @use: what it sleeps for
 *
 * Context: under the object's lock.
 *
 * Return: false if there is no more room.
 */
bool ipcdiag_sleepers_note(struct ipcdiag_making *making,
			   struct task_struct *task,
			   const struct ipcdiag_user *use)
{
	struct ipcdiag_finding *finding = making->finding;
	struct ipcdiag_sleeper *sleeper;

	if (finding->nr_sleepers == ARRAY_SIZE(finding->sleepers))
		return false;
	sleeper = &finding->sleepers[finding->nr_sleepers++];
	sleeper->use = *use;
	sleeper->pid = get_pid(task_pid(task));

	return true;
}

/* Make a user of a sleeper, unless it has exited since. */
static int add_sleeper(struct ipcdiag_making *making,
		       const struct ipcdiag_sleeper *sleeper,
		       enum ipcdiag_kind kind, u32 object)
{
	struct ipcdiag_table *users = &making->report->users;
	struct ipcdiag_user *user;
	struct task_struct *task;
	int err;

	err = ipcdiag_table_reserve(users, 1);
	if (!err)
		err = ipcdiag_cgroups_reserve(making, 1);
	if (err)
		return err;

	user = ipcdiag_table_at(users, users->nr);
	*user = sleeper->use;
	user->kind = kind;
	user->object = object;

	rcu_read_lock();
	task = pid_task(sleeper->pid, PIDTYPE_PID);
	if (task && !READ_ONCE(task->exit_state) &&
	    ipcdiag_who_fill(making, task, &user->who)) {
		user->slept = ipcdiag_who_slept(task);
		user->threads = ipcdiag_who_threads(task);
		user->known = true;
		users->nr++;
	}
	rcu_read_unlock();

	return 0;
}

/**
 * ipcdiag_sleepers_add() - make users of the sleepers that were noted
 * @making: the report that is being made
 * @kind: kind of their object
 * @object: its index
 * @keep: false to forget them
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; the sleepers are forgotten in any case.
 */
int ipcdiag_sleepers_add(struct ipcdiag_making *making, enum ipcdiag_kind kind,
			 u32 object, bool keep)
{
	struct ipcdiag_finding *finding = making->finding;
	unsigned int i;
	int err = 0;

	if (!finding)
		return 0;
	for (i = 0; i < finding->nr_sleepers; i++) {
		struct ipcdiag_sleeper *sleeper = &finding->sleepers[i];

		if (keep && !err)
			err = add_sleeper(making, sleeper, kind, object);
		put_pid(sleeper->pid);
		/* The path of a cgroup may have been made. */
		cond_resched();
	}
	finding->nr_sleepers = 0;

	return err;
}
