/* SPDX-License-Identifier: GPL-2.0 */
/*
 * task_work_add() is exported by some distributions' kernels, as Debian's, and by
 * none of kernel.org. A weak reference is none where it is not there; it is taken
 * as data, which a call to nowhere could not be linked with.
 */
#ifndef IPCDIAG_COMPAT_TASK_WORK_H
#define IPCDIAG_COMPAT_TASK_WORK_H

#include <linux/compiler.h>
#include <linux/task_work.h>

typedef int (*compat_task_work_add_t)(struct task_struct *task,
				      struct callback_head *work,
				      enum task_work_notify_mode mode);

int __weak task_work_add(struct task_struct *task, struct callback_head *work,
			 enum task_work_notify_mode mode);

/* NULL where it is not exported. */
static inline compat_task_work_add_t compat_task_work_add(void)
{
	static const compat_task_work_add_t add = task_work_add;

	return READ_ONCE(add);
}

#endif /* IPCDIAG_COMPAT_TASK_WORK_H */
