// SPDX-License-Identifier: GPL-2.0
/*
 * Visiting every task, by pid number.
 *
 * Every thread has a number in the initial pid namespace, and a walk through
 * its IDR can stop after any number and go on later, whatever was forked or
 * reaped meanwhile. (A walk along the list of tasks cannot: the task it stopped
 * at may be gone.) A task that keeps its number all the time is visited; one
 * that is forked meanwhile may be.
 *
 * A thread that executes a program does not keep it: it takes over the number of
 * its process, whose other threads end. If that number was passed already and
 * its own was not, it is visited under neither. Its process was, by the first
 * thread. What the thread had of its own may be missed: a namespace, files, uids
 * or an undo list that it shared with no thread. A namespace that is missed
 * altogether is not in the report, and so none of its objects is judged; uids
 * and processes are looked for once more when the objects have been read, and
 * then the thread has a number that is not given up again but by its exit. An
 * undo list or address space whose owner is missed still counts as a use: that
 * is told by the object, not by tasks.
 *
 * Locking: RCU, for a batch of tasks at a time.
 */
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "base/idr.h"
#include "find/tasks.h"

/**
 * ipcdiag_visit_tasks() - visit every task
 * @making: the report that is being made
 * @visitor: what to do with them
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -EINTR if the caller is being killed, or what reserve() returned.
 */
int ipcdiag_visit_tasks(struct ipcdiag_making *making,
			const struct ipcdiag_task_visitor *visitor)
{
	bool more = true;
	int nr = 0;

	while (more) {
		struct ipcdiag_idr_walk walk;
		bool again = false;
		unsigned int n;
		int err;

		err = visitor->reserve(making);
		if (err)
			return err;

		making->pace.looked = 0;
		ipcdiag_section_begin(&making->pace);
		rcu_read_lock();
		ipcdiag_idr_begin(&walk, &init_pid_ns.idr, nr);
		for (n = 0; n < IPCDIAG_TASK_BATCH && !again &&
		     making->pace.looked < IPCDIAG_TASK_LOOKED; n++) {
			struct pid *pid = ipcdiag_idr_next(&walk);
			struct task_struct *task;

			if (!pid) {
				more = false;
				break;
			}
			task = pid_task(pid, PIDTYPE_PID);
			if (task)
				again = visitor->visit(making, task);
			/* Where there is more to be seen, it is met again. */
			nr = ipcdiag_idr_number(&walk) + !again;
		}
		rcu_read_unlock();
		err = ipcdiag_section_end(&making->pace);
		if (err)
			return err;
	}

	return 0;
}
