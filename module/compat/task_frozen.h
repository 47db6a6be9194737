/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Is a task frozen by the freezer of cgroup v1, or for a suspend? From 6.1 that
 * is a state of its own (commit f5d39b020809); before, a flag. What asks the
 * kernel itself, frozen(), is not exported since.
 */
#ifndef IPCDIAG_COMPAT_TASK_FROZEN_H
#define IPCDIAG_COMPAT_TASK_FROZEN_H

#include <linux/sched.h>

static inline bool compat_task_frozen(const struct task_struct *task)
{
#ifdef IPCDIAG_HAVE_TASK_FROZEN
	return READ_ONCE(task->__state) & TASK_FROZEN;
#else
	return READ_ONCE(task->flags) & PF_FROZEN;
#endif
}

#endif /* IPCDIAG_COMPAT_TASK_FROZEN_H */
