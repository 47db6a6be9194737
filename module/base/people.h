/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of processes, of what became of them, and of who lives in a namespace.
 * What all records have in common is said in base/results.h.
 */
#ifndef IPCDIAG_PEOPLE_H
#define IPCDIAG_PEOPLE_H

#include <linux/sched.h>
#include <linux/types.h>
#include <linux/uidgid.h>

/**
 * enum ipcdiag_state - what became of a recorded process
 * @IPCDIAG_NONE: no process was ever recorded
 * @IPCDIAG_ALIVE: it lives
 * @IPCDIAG_ZOMBIE: it exited and was not yet reaped
 * @IPCDIAG_THREAD: the number is that of a live thread, not of a process
 * @IPCDIAG_DEAD: it is gone
 * @IPCDIAG_REUSED: it is gone and another task has its number
 * @IPCDIAG_KERNEL: it is a thread of the kernel's own, which uses no IPC
 */
enum ipcdiag_state {
	IPCDIAG_NONE,
	IPCDIAG_ALIVE,
	IPCDIAG_ZOMBIE,
	IPCDIAG_THREAD,
	IPCDIAG_DEAD,
	IPCDIAG_REUSED,
	IPCDIAG_KERNEL,
};

/**
 * struct ipcdiag_process - a struct pid that an object remembers, resolved
 * @nr: its number in the opener's pid namespace, 0 if not visible there
 * @init_nr: its number in the initial pid namespace
 * @state: enum ipcdiag_state
 * @family: live processes are left in the group or session that it led
 * @unreaped: it is a zombie; its parent lives and is not the init of a pid
 *	      namespace
 * @start: when it began to run, nanoseconds since boot; 0 if not known
 * @identity: what only it has of all that are recorded of one object, or 0
 * @comm: name of the live task that has the number, empty if there is none;
 *	  not escaped, padded with zeros
 */
struct ipcdiag_process {
	pid_t	nr;
	pid_t	init_nr;
	u8	state;
	bool	family;
	bool	unreaped;
	u64	start;
	u64	identity;
	char	comm[TASK_COMM_LEN];
};

/**
 * struct ipcdiag_who - a live task
 * @nr: number of its process in the opener's pid namespace, 0 if not visible
 * @init_nr: the same in the initial pid namespace
 * @tid: its own number in the opener's pid namespace, 0 if not visible
 * @init_tid: the same in the initial pid namespace
 * @uid: its effective uid
 * @cgroup: index of its cgroup in the report
 * @comm: its name, not escaped
 */
struct ipcdiag_who {
	pid_t	nr;
	pid_t	init_nr;
	pid_t	tid;
	pid_t	init_tid;
	kuid_t	uid;
	u32	cgroup;
	char	comm[TASK_COMM_LEN];
};

/**
 * enum ipcdiag_resident_type - what residents have in common
 * @IPCDIAG_RESIDENT_UID: a real, effective or saved uid
 * @IPCDIAG_RESIDENT_GID: a real, effective or saved gid, or a supplementary one
 *
 * The numbers tell them apart in the set of what was seen (seen.h).
 */
enum ipcdiag_resident_type {
	IPCDIAG_RESIDENT_UID = 4,
	IPCDIAG_RESIDENT_GID = 5,
};

/**
 * struct ipcdiag_resident - who runs in a namespace under one uid or gid
 * @slot: the namespace's slot
 * @ns: index of the namespace, once all is known
 * @type: enum ipcdiag_resident_type
 * @asked: an object names that uid or gid
 * @id: the kernel's own number of that uid or gid
 * @procs: processes, counted when namespaces were looked for
 * @counted: the one that was counted last
 * @start: when the oldest of them began, nanoseconds since boot
 * @who: one of them
 */
struct ipcdiag_resident {
	u32			slot;
	u32			ns;
	u8			type;
	bool			asked;
	u32			id;
	u32			procs;
	pid_t			counted;
	u64			start;
	struct ipcdiag_who	who;
};

/* Index of a cgroup where there is none, or none that is known. */
#define IPCDIAG_NO_CGROUP	((u32)-1)

/* Bytes of a cgroup's path that are kept, with the final NUL. */
#define IPCDIAG_CGROUP_LEN	256

/**
 * struct ipcdiag_cgroup - where a process belongs in the unified hierarchy
 * @path: its path, not escaped; the beginning of it if it is too long
 */
struct ipcdiag_cgroup {
	char	path[IPCDIAG_CGROUP_LEN];
};

#endif /* IPCDIAG_PEOPLE_H */
