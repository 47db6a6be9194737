/* SPDX-License-Identifier: GPL-2.0 */
/* From a task to the record that names it. */
#ifndef IPCDIAG_WHO_H
#define IPCDIAG_WHO_H

#include "base/making.h"

struct task_struct;

bool ipcdiag_who_fill(struct ipcdiag_making *making, struct task_struct *task,
		      struct ipcdiag_who *who);
u32 ipcdiag_who_threads(const struct task_struct *task);
u64 ipcdiag_who_slept(const struct task_struct *task);

#endif /* IPCDIAG_WHO_H */
