/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The plain records that everything after the walk works on.
 *
 * A record holds values only: no pointer to a kernel object, nothing to put.
 * Records are written by one thread while a report is made and are read-only
 * from then on, so they need no lock.
 */
#ifndef IPCDIAG_RECORDS_H
#define IPCDIAG_RECORDS_H

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
 */
enum ipcdiag_state {
	IPCDIAG_NONE,
	IPCDIAG_ALIVE,
	IPCDIAG_ZOMBIE,
	IPCDIAG_THREAD,
	IPCDIAG_DEAD,
	IPCDIAG_REUSED,
};

/**
 * struct ipcdiag_process - a struct pid that an object remembers, resolved
 * @nr: its number in the opener's pid namespace, 0 if not visible there
 * @init_nr: its number in the initial pid namespace
 * @state: enum ipcdiag_state
 * @family: live processes are left in the group or session that it led
 * @comm: name of the live task that has the number, empty if there is none;
 *	  not escaped, padded with zeros
 */
struct ipcdiag_process {
	pid_t	nr;
	pid_t	init_nr;
	u8	state;
	bool	family;
	char	comm[TASK_COMM_LEN];
};

/**
 * enum ipcdiag_kind - the three kinds of object, in the order of reports
 * @IPCDIAG_SHM: a segment
 * @IPCDIAG_SEM: a semaphore array
 * @IPCDIAG_MSG: a message queue
 * @IPCDIAG_KINDS: how many there are
 */
enum ipcdiag_kind {
	IPCDIAG_SHM,
	IPCDIAG_SEM,
	IPCDIAG_MSG,
	IPCDIAG_KINDS,
};

/**
 * struct ipcdiag_object - what all kinds have in common
 * @kind: enum ipcdiag_kind
 * @verdict: enum ipcdiag_verdict
 * @mode: permission bits, without the flags that segments keep beside them
 * @reasons: IPCDIAG_REASON_* bits
 * @ns: index of its namespace in the report
 * @index: index in the namespace's IDR; the identifier is made from it and a
 *	   sequence number
 * @id: identifier, as in ipcs(1)
 * @key: key, IPC_PRIVATE for none
 * @uid: owner
 * @gid: owner's group
 * @cuid: creator
 * @cgid: creator's group
 * @ctime: creation or last change, seconds since 1970
 * @touched: latest of all its times, seconds since 1970
 * @reclaim: bytes that removing it would give back
 */
struct ipcdiag_object {
	u8		kind;
	u8		verdict;
	umode_t		mode;
	u32		reasons;
	u32		ns;
	int		index;
	int		id;
	key_t		key;
	kuid_t		uid;
	kgid_t		gid;
	kuid_t		cuid;
	kgid_t		cgid;
	time64_t	ctime;
	time64_t	touched;
	u64		reclaim;
};

/**
 * struct ipcdiag_shm - a segment
 * @obj: common part
 * @dest: marked for destruction
 * @locked: locked in memory by SHM_LOCK
 * @hugetlb: backed by hugetlbfs
 * @size: bytes asked for
 * @nattch: attachments, counted in mappings
 * @rss: bytes resident
 * @swap: bytes swapped out
 * @atime: last attach, seconds since 1970, 0 for never
 * @dtime: last detach, likewise
 * @creator: who made it
 * @last: who attached or detached last
 */
struct ipcdiag_shm {
	struct ipcdiag_object	obj;
	bool			dest;
	bool			locked;
	bool			hugetlb;
	u64			size;
	unsigned long		nattch;
	u64			rss;
	u64			swap;
	time64_t		atime;
	time64_t		dtime;
	struct ipcdiag_process	creator;
	struct ipcdiag_process	last;
};

/**
 * struct ipcdiag_sem - a semaphore array
 * @obj: common part
 * @capped: counting stopped early: @waiters and @undo are lower bounds
 * @nsems: semaphores in the array
 * @waiters: tasks asleep in semop()
 * @undo: undo lists that name the array
 * @recorded: semaphores that have a last pid
 * @alive: those of them whose process lives
 * @families: those of them whose process's group or session lives
 * @live: those of them where either is so
 * @reused: those of them whose number another task has now
 * @otime: last operation, seconds since 1970, 0 for never
 * @last: a last user: a live one if there is any, else the first recorded
 */
struct ipcdiag_sem {
	struct ipcdiag_object	obj;
	bool			capped;
	u32			nsems;
	u32			waiters;
	u32			undo;
	u32			recorded;
	u32			alive;
	u32			families;
	u32			live;
	u32			reused;
	time64_t		otime;
	struct ipcdiag_process	last;
};

/**
 * struct ipcdiag_semval - one semaphore
 * @array: index of its array among the report's semaphore arrays
 * @num: its index in the array
 * @value: its value
 * @ncnt: tasks that wait for it to grow
 * @zcnt: tasks that wait for it to be zero
 * @last: who operated on it last
 */
struct ipcdiag_semval {
	u32			array;
	u32			num;
	int			value;
	u32			ncnt;
	u32			zcnt;
	struct ipcdiag_process	last;
};

/**
 * struct ipcdiag_msg - a message queue
 * @obj: common part
 * @capped: counting stopped early: @senders and @receivers are lower bounds
 * @senders: tasks asleep in msgsnd()
 * @receivers: tasks asleep in msgrcv()
 * @cbytes: bytes queued
 * @qnum: messages queued
 * @qbytes: limit: bytes
 * @stime: last send, seconds since 1970, 0 for never
 * @rtime: last receive, likewise
 * @sender: who sent last
 * @receiver: who received last
 */
struct ipcdiag_msg {
	struct ipcdiag_object	obj;
	bool			capped;
	u32			senders;
	u32			receivers;
	unsigned long		cbytes;
	unsigned long		qnum;
	unsigned long		qbytes;
	time64_t		stime;
	time64_t		rtime;
	struct ipcdiag_process	sender;
	struct ipcdiag_process	receiver;
};

/**
 * struct ipcdiag_namespace - an IPC namespace
 * @id: identity: the kernel's never recycled number where there is one
 *	(6.18), else @inum
 * @inum: inode number in nsfs
 * @init: the initial one
 * @self: the opener's
 * @changed: objects were made or removed while it was walked
 * @procs: processes with at least one thread in it, without kernel threads
 * @sample: one of them; state IPCDIAG_NONE if there was none
 * @in_use: objects of each kind, as the kernel counts them
 * @shmmni: limit: segments
 * @shmmax: limit: bytes in one segment
 * @shmall: limit: pages of all segments
 * @shmpages: pages of all segments
 * @semmsl: limit: semaphores in one array
 * @semmns: limit: semaphores
 * @semopm: limit: operations in one semop()
 * @semmni: limit: arrays
 * @sems: semaphores in use
 * @msgmax: limit: bytes in one message
 * @msgmnb: default limit: bytes in one queue
 * @msgmni: limit: queues
 * @msgs: messages queued
 * @msgbytes: bytes queued
 */
struct ipcdiag_namespace {
	u64			id;
	unsigned int		inum;
	bool			init;
	bool			self;
	bool			changed;
	unsigned int		procs;
	struct ipcdiag_process	sample;
	unsigned int		in_use[IPCDIAG_KINDS];
	unsigned int		shmmni;
	u64			shmmax;
	u64			shmall;
	u64			shmpages;
	unsigned int		semmsl;
	unsigned int		semmns;
	unsigned int		semopm;
	unsigned int		semmni;
	unsigned int		sems;
	unsigned int		msgmax;
	unsigned int		msgmnb;
	unsigned int		msgmni;
	u64			msgs;
	u64			msgbytes;
};

#endif /* IPCDIAG_RECORDS_H */
