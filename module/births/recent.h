/* SPDX-License-Identifier: GPL-2.0 */
/* Paths of a task that were found a moment ago. */
#ifndef IPCDIAG_RECENT_H
#define IPCDIAG_RECENT_H

#include "births/event.h"

/**
 * struct ipcdiag_moment - what the paths of a task depend on
 * @task: the task, for comparing only, like all that follow
 * @start_time: when it was started
 * @exec_id: how many programs it has executed
 * @exe: the file of that
 * @cgroup_id: its cgroup
 * @pwd_mnt: mount of its working directory
 * @pwd: the directory
 * @pwd_parent: the directory that this is in
 * @pwd_name: hash of its name
 * @root_mnt: mount of its root directory
 * @root: that directory
 * @renames: how often something was renamed since the machine was started
 * @pwd_gone: the working directory was removed
 */
struct ipcdiag_moment {
	const void	*task;
	u64		start_time;
	u64		exec_id;
	const void	*exe;
	u64		cgroup_id;
	const void	*pwd_mnt;
	const void	*pwd;
	const void	*pwd_parent;
	u64		pwd_name;
	const void	*root_mnt;
	const void	*root;
	unsigned int	renames;
	bool		pwd_gone;
};

bool ipcdiag_moment_now(struct ipcdiag_moment *moment, u64 cgroup_id);
bool ipcdiag_recent_find(const struct ipcdiag_moment *moment,
			 struct ipcdiag_person *found, bool with_cwd);
void ipcdiag_recent_note(const struct ipcdiag_moment *moment,
			 const struct ipcdiag_person *found);
void ipcdiag_recent_forget(void);

#endif /* IPCDIAG_RECENT_H */
