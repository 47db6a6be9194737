// SPDX-License-Identifier: GPL-2.0
/*
 * From a task to the record that names it.
 *
 * Locking: RCU keeps the task, its struct pids and its credentials.
 */
#include <linux/cred.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/signal.h>

#include "find/cgroups.h"
#include "find/identity.h"
#include "find/who.h"

/**
 * ipcdiag_who_fill() - name a task
 * @making: the report that is being made; room for a cgroup is reserved
 * @task: the task
 * @who: where to
 *
 * Context: under RCU; takes task->alloc_lock up to 6.12.
 *
 * Return: false if the task was reaped just now; then nothing is filled in.
 */
bool ipcdiag_who_fill(struct ipcdiag_making *making, struct task_struct *task,
		      struct ipcdiag_who *who)
{
	struct pid *tgid = task_tgid(task);
	struct pid *tid = task_pid(task);

	if (!tgid || !tid)
		return false;

	who->nr = pid_nr_ns(tgid, making->identities->viewer);
	who->init_nr = pid_nr(tgid);
	who->tid = pid_nr_ns(tid, making->identities->viewer);
	who->init_tid = pid_nr(tid);
	who->uid = __task_cred(task)->euid;
	who->cgroup = ipcdiag_cgroup_of(making, task);
	get_task_comm(who->comm, task);

	return true;
}

/**
 * ipcdiag_who_threads() - how many threads the process of a task has
 * @task: the task
 *
 * Threads that have begun to exit do not count, so that a process whose first
 * thread has ended has only those that are left. A process that ends just now
 * has one all the same, since somebody was found there.
 *
 * Context: under RCU.
 *
 * Return: the number of threads, at least 1.
 */
u32 ipcdiag_who_threads(const struct task_struct *task)
{
	return max(atomic_read(&task->signal->live), 1);
}

/**
 * ipcdiag_who_slept() - how long ago a task last got the processor
 * @task: the task, which sleeps or is stopped, and has since then at most
 *
 * Context: under RCU.
 *
 * Return: nanoseconds, 0 if the kernel does not tell.
 */
u64 ipcdiag_who_slept(const struct task_struct *task)
{
#ifdef CONFIG_SCHED_INFO
	u64 last = READ_ONCE(task->sched_info.last_arrival);
	u64 now = local_clock();

	if (last && now > last)
		return now - last;
#endif
	return 0;
}
