/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that keep many objects which nobody uses.
 */
#ifndef IPCDIAG_FINDINGS_HOARDERS_H
#define IPCDIAG_FINDINGS_HOARDERS_H

#include <stddef.h>
#include <stdint.h>

#include "findings/limits.h"

/* So many objects that nobody uses make a hoarder. */
#define HOARD_MANY    100
/* Or so many per cent of a limit, if they are at least a few. */
#define HOARD_PERCENT 10
#define HOARD_FEW     10

/**
 * struct hoard_item - an object that nobody uses, and whose maker is alive
 * @process: who made it, or used it last, as the caller numbers processes
 * @ns: its namespace, as the caller numbers namespaces
 * @limit: the limit that its kind counts against: LIMIT_SHMMNI, LIMIT_SEMMNI or
 *	   LIMIT_MSGMNI
 * @max: that limit
 * @bytes: what removing it would give back
 * @object: which object it is, for the caller
 */
struct hoard_item {
	size_t process;
	size_t ns;
	enum limit_id limit;
	uint64_t max;
	uint64_t bytes;
	size_t object;
};

/**
 * struct hoarder - what one process keeps of one kind in one namespace
 * @process: the process
 * @ns: the namespace
 * @limit: what it counts against
 * @percent: how much of that limit it takes
 * @objects: how many objects
 * @bytes: what removing them would give back
 * @object: one of them
 */
struct hoarder {
	size_t process;
	size_t ns;
	enum limit_id limit;
	unsigned int percent;
	size_t objects;
	uint64_t bytes;
	size_t object;
};

struct hoarder *hoarders_find(struct hoard_item *items, size_t n,
			      size_t *count);

#endif
