/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Limits: how much of each is used, and who fills it.
 */
#ifndef IPCDIAG_FINDINGS_LIMITS_H
#define IPCDIAG_FINDINGS_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From here on a limit is told of in the report. */
#define LIMIT_NEAR 80

/**
 * enum limit_id - a limit of an IPC namespace
 * @LIMIT_SHMMNI: segments
 * @LIMIT_SHMALL: pages of all segments
 * @LIMIT_SEMMNI: semaphore arrays
 * @LIMIT_SEMMNS: semaphores
 * @LIMIT_MSGMNI: queues
 * @LIMIT_MSGMNB: bytes in one queue, each of which has a limit of its own
 * @LIMITS_FILLED: how many there are that fill up; those that follow bound what
 *		   one call may ask for, and nothing can use them up
 * @LIMIT_SHMMAX: bytes in one segment
 * @LIMIT_SEMMSL: semaphores in one array
 * @LIMIT_SEMOPM: operations in one semop()
 * @LIMIT_MSGMAX: bytes in one message
 * @LIMITS: how many there are
 */
enum limit_id {
	LIMIT_SHMMNI,
	LIMIT_SHMALL,
	LIMIT_SEMMNI,
	LIMIT_SEMMNS,
	LIMIT_MSGMNI,
	LIMIT_MSGMNB,
	LIMITS_FILLED,
	LIMIT_SHMMAX = LIMITS_FILLED,
	LIMIT_SEMMSL,
	LIMIT_SEMOPM,
	LIMIT_MSGMAX,
	LIMITS,
};

/**
 * struct limit_info - what is to be known of a limit
 * @name: its name, as in the manual pages
 * @counts: what it counts
 * @fails: what happens when it is reached
 * @sysctl: where it is set
 * @word: which number of that sysctl, from 1; 0 if it has one number only
 * @bytes: it counts bytes
 */
struct limit_info {
	const char *name;
	const char *counts;
	const char *fails;
	const char *sysctl;
	unsigned int word;
	bool bytes;
};

extern const struct limit_info limit_info[LIMITS];

unsigned int limit_percent(uint64_t used, uint64_t max);
bool limit_is_near(uint64_t used, uint64_t max);
bool limit_is_full(uint64_t used, uint64_t max);
uint64_t limit_suggest(enum limit_id id, uint64_t max);

/* One for each word of verdict_words, and one for what is none of them. */
#define TALLY_CLASSES 9

/**
 * struct tally_item - something that counts against a limit
 * @key: whose it is: a user, or a program or container as the caller numbers it
 * @amount: how much it counts
 * @class: what is thought of it, an index into verdict_words
 */
struct tally_item {
	uint64_t key;
	uint64_t amount;
	unsigned int class;
};

/**
 * struct tally - all that counts against a limit for one key
 * @key: whose it is
 * @amount: how much it counts
 * @by: the same for each class
 */
struct tally {
	uint64_t key;
	uint64_t amount;
	uint64_t by[TALLY_CLASSES];
};

struct tally *tally_sum(struct tally_item *items, size_t n, size_t *count);

#endif
