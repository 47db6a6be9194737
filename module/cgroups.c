// SPDX-License-Identifier: GPL-2.0
/*
 * The cgroups that tasks belong to, in the unified hierarchy. Their paths tell
 * containers and services apart.
 *
 * Locking: RCU. A task's css_set is freed after a grace period only, and so is
 * a cgroup that it refers to; kernfs guards the path by a lock of its own.
 */
#include <linux/cgroup.h>
#include <linux/kernfs.h>
#include <linux/minmax.h>
#include <linux/sched.h>

#include "cgroups.h"
#include "seen.h"

/* Levels of the hierarchy that can show in a path of our length. */
#define LEVELS_MAX	(IPCDIAG_CGROUP_LEN / 2)

/**
 * ipcdiag_cgroups_reserve() - make room for cgroups
 * @report: the report that is being made
 * @nr: how many may be added
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_cgroups_reserve(struct ipcdiag_report *report, unsigned long nr)
{
	int err;

	err = ipcdiag_table_reserve(&report->cgroups, nr);
	if (!err)
		err = ipcdiag_set_reserve(&report->seen, nr);

	return err;
}

/**
 * ipcdiag_cgroup_of() - the cgroup of a task
 * @report: the report that is being made; room is reserved
 * @task: the task
 *
 * Context: under RCU.
 *
 * Return: index of the cgroup in the report; that of one without a path if the
 * kernel has no cgroups.
 */
u32 ipcdiag_cgroup_of(struct ipcdiag_report *report, struct task_struct *task)
{
	u32 index = report->cgroups.nr;
#ifdef CONFIG_CGROUPS
	struct cgroup *cgroup = task_dfl_cgroup(task);
	u64 id = cgroup_id(cgroup);
#else
	u64 id = 0;
#endif

	if (!ipcdiag_set_add(&report->seen, id, SEEN_CGROUP, index))
		return ipcdiag_set_find(&report->seen, id, SEEN_CGROUP)->value;
#ifdef CONFIG_CGROUPS
	{
		struct ipcdiag_cgroup *record =
			ipcdiag_table_at(&report->cgroups, index);

		/*
		 * Every level takes two bytes at least, so that more would not
		 * fit; and the time that it takes grows with their square.
		 */
		cgroup = cgroup_ancestor(cgroup, min(cgroup->level, LEVELS_MAX));
		report->looked += cgroup->level * cgroup->level / 32;
		kernfs_path_from_node(cgroup->kn, NULL, record->path,
				      sizeof(record->path));
	}
#endif
	report->cgroups.nr++;

	return index;
}
