/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel tells of an object to whoever asks, to see whether anything
 * happened to it meanwhile.
 */
#ifndef IPCDIAG_FINDINGS_LOOKS_H
#define IPCDIAG_FINDINGS_LOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

/**
 * enum look - what is compared, the most telling first
 * @LOOK_KEY: its key
 * @LOOK_UID: its owner
 * @LOOK_GID: the owner's group
 * @LOOK_CUID: its creator
 * @LOOK_CGID: the creator's group
 * @LOOK_SIZE: bytes of a segment
 * @LOOK_NSEMS: semaphores of an array
 * @LOOK_CPID: who made a segment
 * @LOOK_DEST: a segment is marked for destruction
 * @LOOK_NATTCH: attachments
 * @LOOK_WAITERS: tasks asleep in semop()
 * @LOOK_QNUM: messages
 * @LOOK_CBYTES: their bytes
 * @LOOK_QBYTES: how many there may be
 * @LOOK_LPID: last to attach or detach
 * @LOOK_LSPID: last sender
 * @LOOK_LRPID: last receiver
 * @LOOK_ATIME: last attach
 * @LOOK_DTIME: last detach
 * @LOOK_OTIME: last operation
 * @LOOK_STIME: last send
 * @LOOK_RTIME: last receive
 * @LOOK_CTIME: creation or last change
 * @LOOK_MODE: permissions
 * @LOOK_NUMBERS: how many numbers there are
 * @LOOK_SEMS: the values of semaphores, and who operated on them last
 * @LOOK_SAME: nothing is different
 */
enum look {
	LOOK_KEY,
	LOOK_UID,
	LOOK_GID,
	LOOK_CUID,
	LOOK_CGID,
	LOOK_SIZE,
	LOOK_NSEMS,
	LOOK_CPID,
	LOOK_DEST,
	LOOK_NATTCH,
	LOOK_WAITERS,
	LOOK_QNUM,
	LOOK_CBYTES,
	LOOK_QBYTES,
	LOOK_LPID,
	LOOK_LSPID,
	LOOK_LRPID,
	LOOK_ATIME,
	LOOK_DTIME,
	LOOK_OTIME,
	LOOK_STIME,
	LOOK_RTIME,
	LOOK_CTIME,
	LOOK_MODE,
	LOOK_NUMBERS,
	LOOK_SEMS = LOOK_NUMBERS,
	LOOK_SAME,
};

#define LOOK_BIT(look) (1U << (look))

/**
 * struct look_sem - a semaphore
 * @value: its value
 * @pid: last to operate on it
 */
struct look_sem {
	uint32_t value;
	uint32_t pid;
};

/**
 * struct looks - an object as it was at one moment
 * @known: bit per number: it is known
 * @num: the numbers; a pid is 0 where there is none, or none to be seen
 * @sems: the first semaphores of an array
 * @nsems: how many of them
 */
struct looks {
	uint32_t known;
	uint64_t num[LOOK_NUMBERS];
	struct look_sem *sems;
	size_t nsems;
};

void looks_set(struct looks *l, enum look look, uint64_t num);
void looks_of(struct looks *l, const struct rec *rec);
void looks_carry(struct looks *l, const struct looks *from);
void looks_free(struct looks *l);
uint32_t looks_needed(enum kind kind);
enum look looks_differ(const struct looks *before, const struct looks *after,
		       enum kind kind, uint32_t ignored);
const char *look_name(enum look look);

#endif
