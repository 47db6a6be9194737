/* SPDX-License-Identifier: GPL-2.0 */
/* The cgroups that tasks belong to, and those that memory is charged to. */
#ifndef IPCDIAG_CGROUPS_H
#define IPCDIAG_CGROUPS_H

#include "base/making.h"

struct cgroup;
struct task_struct;

int ipcdiag_cgroups_reserve(struct ipcdiag_making *making, unsigned long nr);
u32 ipcdiag_cgroup_known(const struct ipcdiag_making *making,
			 struct cgroup *cgroup, u64 seen_as);
u32 ipcdiag_cgroup_add(struct ipcdiag_making *making, struct cgroup *cgroup,
		       u64 seen_as);
int ipcdiag_cgroup_longest_path(struct ipcdiag_making *making,
				struct cgroup *cgroup, char *path, int size);
u32 ipcdiag_cgroup_of(struct ipcdiag_making *making, struct task_struct *task);

#endif /* IPCDIAG_CGROUPS_H */
