/* SPDX-License-Identifier: GPL-2.0 */
/* Visiting every task. */
#ifndef IPCDIAG_TASKS_H
#define IPCDIAG_TASKS_H

#include "base/making.h"

struct task_struct;

/* Visits between two calls of reserve(). */
#define IPCDIAG_TASK_BATCH	64

/* Things of tasks that are looked at before such a batch is cut short. */
#define IPCDIAG_TASK_LOOKED	1024

/**
 * struct ipcdiag_task_visitor - what to do with every task
 * @reserve: make room for what IPCDIAG_TASK_BATCH visits can add; process
 *	     context, may sleep; 0 or an error
 * @visit: look at a task. Called under RCU; must not sleep. Returns true if
 *	   there is more to be seen of this task: it is visited again, if it
 *	   is still there, after a scheduling point.
 */
struct ipcdiag_task_visitor {
	int (*reserve)(struct ipcdiag_making *making);
	bool (*visit)(struct ipcdiag_making *making, struct task_struct *task);
};

int ipcdiag_visit_tasks(struct ipcdiag_making *making,
			const struct ipcdiag_task_visitor *visitor);

#endif /* IPCDIAG_TASKS_H */
