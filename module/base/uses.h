/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of how processes use objects. What all records have in common is said
 * in base/results.h.
 */
#ifndef IPCDIAG_USES_H
#define IPCDIAG_USES_H

#include <linux/types.h>

#include "base/people.h"

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
 * @adjustments_known: the adjustments could be read
 * @object: index of the object among those of its kind
 * @threads: threads of the process that have not begun to exit, at least 1
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
 * @size: size of a message to send, or the largest one to receive
 * @type: type that a receiver wants
 * @wanted: enum ipcdiag_wanted
 */
struct ipcdiag_user {
	u8			use;
	u8			kind;
	bool			known : 1;
	bool			stopped : 1;
	bool			adjustments_known : 1;
	u32			object;
	u32			threads;
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

#endif /* IPCDIAG_USES_H */
