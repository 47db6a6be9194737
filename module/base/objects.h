/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of segments, semaphore arrays and message queues. What all records
 * have in common is said in base/results.h.
 */
#ifndef IPCDIAG_OBJECTS_H
#define IPCDIAG_OBJECTS_H

#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>

#include "base/kind.h"
#include "base/people.h"

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
 * @address: where it is in the kernel, for comparing only
 * @birth: index of its birth in the report, plus one; 0 if it is not known
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
	unsigned long	address;
	u32		birth;
};

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
 * @several: the semaphores were not all operated on last by the same process
 * @last: a last user: a live one if there is any, else the first recorded
 */
struct ipcdiag_sem {
	struct ipcdiag_object	obj;
	bool			capped;
	bool			several;
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

#endif /* IPCDIAG_OBJECTS_H */
