/* SPDX-License-Identifier: GPL-2.0 */
/* IPC namespaces that open files of /proc/PID/ns refer to. */
#ifndef IPCDIAG_NSFILES_H
#define IPCDIAG_NSFILES_H

#include <linux/types.h>

#include "base/making.h"

struct task_struct;

/**
 * struct ipcdiag_fd_scan - where the search of a task's open files goes on
 * @task: the task, by its number
 * @since: when it was made, as its number may be another one's by now
 * @files: the table of files that it had; only its address is used
 * @next: the place in that table where to go on; 0 if there is nothing left
 * @changes: how often the task came with another table than before
 */
struct ipcdiag_fd_scan {
	pid_t		task;
	u64		since;
	const void	*files;
	unsigned int	next;
	unsigned int	changes;
};

bool ipcdiag_nsfiles_goes_on(const struct ipcdiag_making *making,
			     const struct task_struct *task);
bool ipcdiag_nsfiles_look(struct ipcdiag_making *making,
			  struct task_struct *task);

#endif /* IPCDIAG_NSFILES_H */
