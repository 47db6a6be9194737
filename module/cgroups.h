/* SPDX-License-Identifier: GPL-2.0 */
/* The cgroups that tasks belong to. */
#ifndef IPCDIAG_CGROUPS_H
#define IPCDIAG_CGROUPS_H

#include "snapshot.h"

struct task_struct;

int ipcdiag_cgroups_reserve(struct ipcdiag_report *report, unsigned long nr);
u32 ipcdiag_cgroup_of(struct ipcdiag_report *report, struct task_struct *task);

#endif /* IPCDIAG_CGROUPS_H */
