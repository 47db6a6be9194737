/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that wait for each other for ever, unless a wait has a timeout.
 */
#ifndef IPCDIAG_FINDINGS_DEADLOCKS_H
#define IPCDIAG_FINDINGS_DEADLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * enum dl_state - what becomes of a process
 * @DL_FREE: it may go on, as far as can be told
 * @DL_BEHIND: it waits for those in a deadlock, but nobody in it waits for this one
 * @DL_KNOT: it is part of a deadlock
 */
enum dl_state {
	DL_FREE,
	DL_BEHIND,
	DL_KNOT,
};

/**
 * struct dl_process - a process that waits or holds
 * @may_run: it has a thread that does not sleep in semop(), or may have one, or
 *	     not all is known of it
 * @state: set to what becomes of it
 * @knot: if it is part of a deadlock, set to the number of that one, from 0
 * @rank: and set to where it stands in the order of who waits for whom
 */
struct dl_process {
	bool may_run;
	enum dl_state state;
	size_t knot;
	size_t rank;
};

/**
 * struct dl_sem - a semaphore
 * @value: its value; afterwards, what it would be if all who may go on let go
 * @open: others than its known holders may change it, or not all is known of it
 */
struct dl_sem {
	int64_t value;
	bool open;
};

/**
 * struct dl_wait - a thread that sleeps in semop()
 * @process: index of its process
 * @sem: index of the semaphore that it waits for
 * @op: its operation on that one
 */
struct dl_wait {
	size_t process;
	size_t sem;
	int64_t op;
};

/**
 * struct dl_hold - what a process would undo at its exit
 * @process: index of the process
 * @sem: index of the semaphore
 * @adj: what would be added to its value
 */
struct dl_hold {
	size_t process;
	size_t sem;
	int64_t adj;
};

/**
 * struct dl_graph - who waits for what, and who holds it
 * @processes: processes
 * @nprocesses: how many
 * @sems: semaphores
 * @nsems: how many
 * @waits: threads that sleep
 * @nwaits: how many
 * @holds: what is held
 * @nholds: how many
 * @nstuck: set to how many processes cannot go on
 * @nknot: set to how many of them are part of a deadlock
 * @nknots: set to how many deadlocks there are
 */
struct dl_graph {
	struct dl_process *processes;
	size_t nprocesses;
	struct dl_sem *sems;
	size_t nsems;
	struct dl_wait *waits;
	size_t nwaits;
	struct dl_hold *holds;
	size_t nholds;
	size_t nstuck;
	size_t nknot;
	size_t nknots;
};

void deadlocks_find(struct dl_graph *g);

#endif
