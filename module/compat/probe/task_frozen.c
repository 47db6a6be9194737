// SPDX-License-Identifier: GPL-2.0
/* 6.1 makes "frozen" a state of a task. */
#include <linux/sched.h>

unsigned int probe(const struct task_struct *task);

unsigned int probe(const struct task_struct *task)
{
	return task->__state & TASK_FROZEN;
}
