/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is left to be done when a task returns to user space. Whatever says
 * "locked" is called with ipcdiag_events_lock held.
 */
#ifndef IPCDIAG_LATER_H
#define IPCDIAG_LATER_H

#include "births/event.h"

/**
 * struct ipcdiag_recorded - what was recorded, and what was not
 * @births: objects that were made
 * @deaths: objects that went
 * @failures: objects that could not be made since a limit was reached, by kind
 * @pending: tasks that have not returned to user space since they made or
 *	     removed something
 * @pending_pid: one of them, in the initial pid namespace
 * @pending_comm: its name
 * @no_paths: executables, working directories and cgroups that are not known
 * @odd: calls of a probed function that were not understood
 */
struct ipcdiag_recorded {
	u64		births;
	u64		deaths;
	u64		failures[IPCDIAG_KINDS];
	unsigned long	pending;
	pid_t		pending_pid;
	char		pending_comm[TASK_COMM_LEN];
	u64		no_paths;
	u64		odd;
};

/* Protected by ipcdiag_events_lock. */
extern struct ipcdiag_recorded ipcdiag_recorded;

bool ipcdiag_later_possible(void);
bool ipcdiag_finish_later(struct ipcdiag_event *event);
void ipcdiag_publish_locked(struct ipcdiag_event *event, bool later);
void ipcdiag_recorded_read(struct ipcdiag_recorded *answer);

#endif /* IPCDIAG_LATER_H */
