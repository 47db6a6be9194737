/* SPDX-License-Identifier: GPL-2.0 */
/* What became of a process: pure, no locks, no kernel state. */
#ifndef IPCDIAG_STATE_H
#define IPCDIAG_STATE_H

#include "base/people.h"

/**
 * struct ipcdiag_traces - what is left of a process that was remembered
 * @recorded: one was remembered at all
 * @leader: it has a task that is a process's, not only a thread's
 * @exited: all threads of that process have exited
 * @kernel: that process is a thread of the kernel's own
 * @thread: it has a task, of whatever sort
 * @thread_exited: that task has exited
 * @successor: another task has its number
 */
struct ipcdiag_traces {
	bool	recorded;
	bool	leader;
	bool	exited;
	bool	kernel;
	bool	thread;
	bool	thread_exited;
	bool	successor;
};

enum ipcdiag_state ipcdiag_state_of(const struct ipcdiag_traces *traces);

/**
 * ipcdiag_state_lives() - can this process still use an object?
 * @state: its state
 *
 * A zombie cannot: its memory, undo lists and namespaces are gone.
 *
 * Return: true if it can.
 */
static inline bool ipcdiag_state_lives(enum ipcdiag_state state)
{
	return state == IPCDIAG_ALIVE || state == IPCDIAG_THREAD;
}

#endif /* IPCDIAG_STATE_H */
