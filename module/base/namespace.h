/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The record of an IPC namespace. What all records have in common is said in
 * base/results.h.
 */
#ifndef IPCDIAG_NAMESPACE_H
#define IPCDIAG_NAMESPACE_H

#include <linux/types.h>
#include <linux/uidgid.h>

#include "base/kind.h"
#include "base/people.h"

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
 * @rss: bytes resident of all segments
 * @swap: bytes swapped out of all segments
 * @sem_waiters: tasks asleep in semop()
 * @msg_waiters: tasks asleep in msgsnd() and msgrcv()
 * @rmid_forced: kernel.shm_rmid_forced: a segment that nobody has attached any
 *		 more is removed
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
	u64			rss;
	u64			swap;
	u64			sem_waiters;
	u64			msg_waiters;
	bool			rmid_forced;
	bool			queues;
	u64			fullest;
	u64			fullest_limit;
};

#endif /* IPCDIAG_NAMESPACE_H */
