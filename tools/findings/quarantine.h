/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects that were given the mode 0 instead of being removed, as the journal has
 * them.
 */
#ifndef IPCDIAG_FINDINGS_QUARANTINE_H
#define IPCDIAG_FINDINGS_QUARANTINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

/* Of the text that the kernel has for each time that it is booted. */
#define QUARANTINE_BOOT 40

/* More than a line of the journal takes. */
#define QUARANTINE_LINE 512

/**
 * enum quarantine_state - how far it is with an object
 * @QUARANTINE_BEGUN: it is about to get the mode 0, or has it
 * @QUARANTINE_HELD: it has the mode 0
 * @QUARANTINE_OVER: it has its old mode again, or is gone
 */
enum quarantine_state {
	QUARANTINE_BEGUN,
	QUARANTINE_HELD,
	QUARANTINE_OVER,
};

/**
 * struct quarantined - such an object
 * @state: how far it is with it
 * @boot: when the machine ran that it is of
 * @kind: its kind
 * @inum: inode number of its namespace
 * @id: its identifier
 * @key: its key
 * @cuid: its creator
 * @cgid: the creator's group
 * @mode: the mode that it had
 * @ctime: time of its last change, which was that of its mode; 0 if not known
 * @time: when it was given the mode 0
 * @verdict: how it was judged before
 */
struct quarantined {
	enum quarantine_state state;
	char boot[QUARANTINE_BOOT];
	enum kind kind;
	uint64_t inum;
	uint64_t id;
	uint64_t key;
	uint64_t cuid;
	uint64_t cgid;
	unsigned int mode;
	uint64_t ctime;
	uint64_t time;
	char verdict[16];
};

/**
 * struct quarantine - all of them
 * @v: the objects, each once, sorted by place
 * @n: how many
 */
struct quarantine {
	struct quarantined *v;
	size_t n;
};

bool quarantine_add(struct quarantine *q, const char *line);
void quarantine_settle(struct quarantine *q, const char *boot);
void quarantine_line(char *line, size_t size, const struct quarantined *one);
const struct quarantined *quarantine_find(const struct quarantine *q,
					  const struct rec *rec);
void quarantine_judge(const struct quarantine *q, struct snapshot *snap);
void quarantine_free(struct quarantine *q);

#endif
