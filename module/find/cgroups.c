// SPDX-License-Identifier: GPL-2.0
/*
 * The cgroups that tasks belong to, in the unified hierarchy, and those that
 * memory is charged to, in the hierarchy of that controller. Their paths tell
 * containers and services apart.
 *
 * Locking: RCU. A task's css_set is freed after a grace period only, and so is
 * a cgroup that it refers to; kernfs guards the path by a lock of its own.
 */
#include <linux/cgroup.h>
#include <linux/kernfs.h>
#include <linux/minmax.h>
#include <linux/sched.h>

#include "base/seen.h"
#include "find/cgroups.h"

/* Levels of the hierarchy that can show in a path of our length. */
#define LEVELS_MAX	(IPCDIAG_CGROUP_LEN / 2)

/**
 * ipcdiag_cgroups_reserve() - make room for cgroups
 * @making: the report that is being made
 * @nr: how many may be added
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_cgroups_reserve(struct ipcdiag_making *making, unsigned long nr)
{
	int err;

	err = ipcdiag_table_reserve(&making->report->cgroups, nr);
	if (!err)
		err = ipcdiag_set_reserve(&making->seen, nr);

	return err;
}

#ifdef CONFIG_CGROUPS

/**
 * ipcdiag_cgroup_known() - is a cgroup in the report already?
 * @making: the report that is being made
 * @cgroup: the cgroup
 * @seen_as: what it is to the set of what was seen
 *
 * Context: any; the caller keeps @cgroup.
 *
 * Return: its index there, or IPCDIAG_NO_CGROUP.
 */
u32 ipcdiag_cgroup_known(const struct ipcdiag_making *making,
			 struct cgroup *cgroup, u64 seen_as)
{
	const struct ipcdiag_set_entry *entry =
		ipcdiag_set_find(&making->seen, cgroup_id(cgroup), seen_as);

	return entry ? entry->value : IPCDIAG_NO_CGROUP;
}

/**
 * ipcdiag_cgroup_add() - put a cgroup into the report, unless it is there
 * @making: the report that is being made; room is reserved
 * @cgroup: the cgroup
 * @seen_as: what it is to the set of what was seen
 *
 * Context: any; the caller keeps @cgroup.
 *
 * Return: its index there.
 */
u32 ipcdiag_cgroup_add(struct ipcdiag_making *making, struct cgroup *cgroup,
		       u64 seen_as)
{
	struct ipcdiag_report *report = making->report;
	u32 index = report->cgroups.nr;
	struct ipcdiag_cgroup *record;

	if (!ipcdiag_set_add(&making->seen, cgroup_id(cgroup), seen_as, index))
		return ipcdiag_cgroup_known(making, cgroup, seen_as);

	/*
	 * Every level takes two bytes at least, so that more would not fit; and
	 * the time that it takes grows with their square.
	 */
	record = ipcdiag_table_at(&report->cgroups, index);
	cgroup = cgroup_ancestor(cgroup, min(cgroup->level, LEVELS_MAX));
	making->pace.looked += cgroup->level * cgroup->level / 32;
	kernfs_path_from_node(cgroup->kn, NULL, record->path,
			      sizeof(record->path));
	report->cgroups.nr++;

	return index;
}

/* The path at a level; its length, 0 if it is too long. */
static int path_at(struct ipcdiag_making *making, struct cgroup *cgroup,
		   int level, char *path, int size)
{
	int len = kernfs_path_from_node(cgroup_ancestor(cgroup, level)->kn, NULL,
					path, size);

	making->pace.looked += 1 + level * level / 32;

	return len > 0 && len < size ? len : 0;
}

/**
 * ipcdiag_cgroup_longest_path() - the path of a cgroup, or of the nearest one above
 *				   it of which there is room for the path
 * @making: the report that is being made
 * @cgroup: the cgroup
 * @path: set to the path
 * @size: room there, no more than IPCDIAG_CGROUP_LEN
 *
 * Context: any; the caller keeps @cgroup.
 *
 * Return: its length; 0 if it cannot be had.
 */
int ipcdiag_cgroup_longest_path(struct ipcdiag_making *making,
				struct cgroup *cgroup, char *path, int size)
{
	int low = 0, high = min(cgroup->level, LEVELS_MAX), middle;
	int len = path_at(making, cgroup, high, path, size);

	if (len)
		return len;
	high--;
	while (low < high) {
		middle = (low + high + 1) / 2;
		if (path_at(making, cgroup, middle, path, size))
			low = middle;
		else
			high = middle - 1;
	}

	return path_at(making, cgroup, low, path, size);
}

/**
 * ipcdiag_cgroup_of() - the cgroup of a task
 * @making: the report that is being made; room is reserved
 * @task: the task
 *
 * Context: under RCU.
 *
 * Return: index of the cgroup in the report; that of one without a path if the
 * kernel has no cgroups.
 */
u32 ipcdiag_cgroup_of(struct ipcdiag_making *making, struct task_struct *task)
{
	return ipcdiag_cgroup_add(making, task_dfl_cgroup(task), SEEN_CGROUP);
}

#else /* !CONFIG_CGROUPS */

u32 ipcdiag_cgroup_of(struct ipcdiag_making *making, struct task_struct *task)
{
	if (ipcdiag_set_add(&making->seen, 0, SEEN_CGROUP,
			    making->report->cgroups.nr))
		making->report->cgroups.nr++;

	return 0;
}

#endif /* CONFIG_CGROUPS */
