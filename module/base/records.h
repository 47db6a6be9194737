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
#include <linux/time64.h>
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
	char	comm[TASK_COMM_LEN];
};

/**
 * enum ipcdiag_service - is anybody left of the service that filled a segment?
 * @IPCDIAG_SERVICE_UNKNOWN: it cannot be told
 * @IPCDIAG_SERVICE_ALIVE: processes are left in a memory cgroup, other than the
 *			   root, that pays for some of its pages
 * @IPCDIAG_SERVICE_GONE: no process is left in any of the memory cgroups that
 *			  pay for its pages
 */
enum ipcdiag_service {
	IPCDIAG_SERVICE_UNKNOWN,
	IPCDIAG_SERVICE_ALIVE,
	IPCDIAG_SERVICE_GONE,
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
 * @changed: it was used or changed between the two looks at it
 * @gone: it was removed between the two looks at it
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
	bool		changed;
	bool		gone;
	umode_t		mode;
	u64		reasons;
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

/* Index of a cgroup where there is none, or none that is known. */
#define IPCDIAG_NO_CGROUP	((u32)-1)

/**
 * struct ipcdiag_charges - what the memory of a segment is charged to
 * @known: it was looked at; all else is of no meaning if not
 * @service: enum ipcdiag_service, of all looks that there were
 * @swapped: some of it is swapped out, and so cannot be looked at
 * @root: a page is charged to the root
 * @alive: processes are left in a memory cgroup, not the root, that was met, or
 *	   below it
 * @populated: the same, the root included
 * @looked: pages that were looked at; of a huge page one
 * @missed: pages that were on the move and could not be looked at; or one, if
 *	    they lie so far apart that not all were looked for
 * @nocgroup: pages that are charged to nobody
 * @memcgs: different memory cgroups that were met
 * @path: index of the first of them in the report, or IPCDIAG_NO_CGROUP
 */
struct ipcdiag_charges {
	bool	known;
	u8	service;
	bool	swapped;
	bool	root;
	bool	alive;
	bool	populated;
	u8	looked;
	u8	missed;
	u8	nocgroup;
	u8	memcgs;
	u32	path;
};

/**
 * struct ipcdiag_shm - a segment
 * @obj: common part
 * @dest: marked for destruction
 * @locked: locked in memory by SHM_LOCK
 * @hugetlb: backed by hugetlbfs
 * @capped: looking for mappings stopped early: @maps and @procs are lower bounds
 * @size: bytes asked for
 * @nattch: attachments, counted in mappings
 * @page_size: size of its pages
 * @maps: mappings that were found, if users were looked for
 * @procs: processes that have it mapped, likewise
 * @rss: bytes resident
 * @swap: bytes swapped out
 * @atime: last attach, seconds since 1970, 0 for never
 * @dtime: last detach, likewise
 * @former_key: the key that it had, IPC_PRIVATE if it still has it or had none
 * @made: when its file was made, seconds since 1970; where the kernel does not
 *	  keep that, a time that is not earlier
 * @charges: what its memory is charged to
 * @creator: who made it
 * @last: who attached or detached last
 */
struct ipcdiag_shm {
	struct ipcdiag_object	obj;
	bool			dest;
	bool			locked;
	bool			hugetlb;
	bool			capped;
	u64			size;
	unsigned long		nattch;
	u64			page_size;
	u32			maps;
	u32			procs;
	u64			rss;
	u64			swap;
	time64_t		atime;
	time64_t		dtime;
	key_t			former_key;
	time64_t		made;
	struct ipcdiag_charges	charges;
	struct ipcdiag_process	creator;
	struct ipcdiag_process	last;
};

/**
 * struct ipcdiag_sem - a semaphore array
 * @obj: common part
 * @capped: counting stopped early: @waiters and @undo are lower bounds
 * @nsems: semaphores in the array
 * @listed: those of them that are in the report one by one, if that was asked
 * @waiters: tasks asleep in semop()
 * @stopped: tasks that were stopped in it
 * @undo: undo lists that name the array
 * @undoing: one of them holds a value that is not zero, or may
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
	bool			undoing;
	u32			nsems;
	u32			listed;
	u32			waiters;
	u32			stopped;
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
 * @stopped: tasks that were stopped in either
 * @cbytes: bytes queued
 * @qnum: messages queued
 * @qbytes: limit: bytes
 * @listed: messages that runs were made of, if users were looked for
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
	u32			stopped;
	unsigned long		cbytes;
	unsigned long		qnum;
	unsigned long		qbytes;
	u32			listed;
	time64_t		stime;
	time64_t		rtime;
	struct ipcdiag_process	sender;
	struct ipcdiag_process	receiver;
};

/**
 * enum ipcdiag_use - how a process uses an object
 * @IPCDIAG_ATTACH: it has the segment mapped
 * @IPCDIAG_WAIT: it sleeps in semop(), or was stopped in it
 * @IPCDIAG_UNDO: its operations are undone at exit
 * @IPCDIAG_SEND: it sleeps in msgsnd(), or was stopped in it
 * @IPCDIAG_RECEIVE: it sleeps in msgrcv(), or was stopped in it
 */
enum ipcdiag_use {
	IPCDIAG_ATTACH,
	IPCDIAG_WAIT,
	IPCDIAG_UNDO,
	IPCDIAG_SEND,
	IPCDIAG_RECEIVE,
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

/* Bytes of a cgroup's path that are kept, with the final NUL. */
#define IPCDIAG_CGROUP_LEN	256

/**
 * struct ipcdiag_cgroup - where a process belongs in the unified hierarchy
 * @path: its path, not escaped; the beginning of it if it is too long
 */
struct ipcdiag_cgroup {
	char	path[IPCDIAG_CGROUP_LEN];
};

/* Adjustments that are kept of one undo list. */
#define IPCDIAG_ADJUSTMENTS	8

/**
 * struct ipcdiag_adjustment - what is to be undone on one semaphore
 * @num: the semaphore
 * @value: what is added to it at exit
 */
struct ipcdiag_adjustment {
	u16	num;
	s16	value;
};

/* How the type that a receiver wants is meant. */
enum ipcdiag_wanted {
	IPCDIAG_WANTS_ANY,
	IPCDIAG_WANTS_EQUAL,
	IPCDIAG_WANTS_NOT_EQUAL,
	IPCDIAG_WANTS_LESS_EQUAL,
	IPCDIAG_WANTS_NUMBER,
};

/**
 * struct ipcdiag_user - one use of one object
 * @use: enum ipcdiag_use
 * @kind: kind of the object
 * @known: @who is filled in; a mapping may be left without a process
 * @stopped: it does not sleep, but was stopped, frozen or is traced; what it
 *	     waits for is not known then
 * @object: index of the object among those of its kind
 * @who: the process, or for sleepers the thread
 * @slept: nanoseconds since a sleeper last ran, 0 if not known
 * @ro: mappings that cannot be written to
 * @rw: mappings that can
 * @num: semaphore that blocks a sleeper
 * @op: its operation on that
 * @nops: operations of its semop() call
 * @sharers: processes that share the undo list
 * @adjusted: semaphores with an adjustment
 * @adjustments: the first of them
 * @adjustments_known: the adjustments could be read
 * @size: size of a message to send, or the largest one to receive
 * @type: type that a receiver wants
 * @wanted: enum ipcdiag_wanted
 */
struct ipcdiag_user {
	u8			use;
	u8			kind;
	bool			known;
	bool			stopped;
	u32			object;
	struct ipcdiag_who	who;
	u64			slept;
	union {
		struct {
			u32	ro;
			u32	rw;
		};
		struct {
			u32	num;
			s16	op;
			u32	nops;
		};
		struct {
			u32	sharers;
			u32	adjusted;
			bool	adjustments_known;
			struct ipcdiag_adjustment
				adjustments[IPCDIAG_ADJUSTMENTS];
		};
		struct {
			u64	size;
			s64	type;
			u8	wanted;
		};
	};
};

/**
 * struct ipcdiag_run - messages of one type in a row, oldest first
 * @queue: index of their queue
 * @first: number of the first one, counted from the oldest
 * @count: how many
 * @type: their type
 * @bytes: their bytes
 */
struct ipcdiag_run {
	u32	queue;
	u32	first;
	u32	count;
	s64	type;
	u64	bytes;
};

/**
 * struct ipcdiag_namespace - an IPC namespace
 * @slot: its number in the order of finding, by which the walk knows it
 * @place: its index once those that are gone are left out
 * @id: identity: the kernel's never recycled number where there is one
 *	(6.18), else @inum
 * @inum: inode number in nsfs
 * @init: the initial one
 * @self: the opener's
 * @changed: objects were made or removed while it was walked
 * @pinned: a file refers to it, or may, so that a process may still enter
 * @gone: nothing refers to it any more but the walks that look at it
 * @userns: inode number of the user namespace that owns it
 * @owner: who made that one
 * @many_gids: a process in it has too many groups for all to be noted
 * @many_ids: it has too many users and groups for all to be noted
 * @residents: those that are noted
 * @procs: processes with at least one thread in it, without kernel threads
 * @capable: those of them that have a capability over its user namespace that
 *	     lets them use any object in it
 * @capable_who: one of those
 * @start: when the oldest process began, nanoseconds since boot
 * @cgroup: index of the cgroup of @sample
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
 * @largest: of segments the size of the largest; of arrays the semaphores of
 *	     the largest; of queues the bytes in the one that holds most
 * @held: segments that were removed and are still attached, whether they are in
 *	  the report or not
 * @held_bytes: memory that they keep
 * @queues: there is a queue, and so a fullest one
 * @fullest: bytes in the queue that the largest part of its own limit is used of
 * @fullest_limit: that limit
 */
struct ipcdiag_namespace {
	u32			slot;
	u32			place;
	u64			id;
	unsigned int		inum;
	bool			init;
	bool			self;
	bool			changed;
	bool			pinned;
	bool			gone;
	bool			many_gids;
	bool			many_ids;
	u32			residents;
	unsigned int		userns;
	kuid_t			owner;
	unsigned int		procs;
	unsigned int		capable;
	struct ipcdiag_who	capable_who;
	u64			start;
	u32			cgroup;
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
	u64			largest[IPCDIAG_KINDS];
	unsigned long		held;
	u64			held_bytes;
	bool			queues;
	u64			fullest;
	u64			fullest_limit;
};

#endif /* IPCDIAG_RECORDS_H */
