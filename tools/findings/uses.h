/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Every object that a process touches.
 */
#ifndef IPCDIAG_FINDINGS_USES_H
#define IPCDIAG_FINDINGS_USES_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/choice.h"
#include "records/records.h"

/* So many bytes of a name does the kernel keep. */
#define USES_NAME 15

/**
 * struct uses - what processes do with objects, and what they did
 * @own: the records that were made for it
 * @v: uses, records of KIND_USER: each process's together, and of each object
 * @n: how many
 * @room: how many @v has room for
 */
struct uses {
	struct snapshot *own;
	const struct rec **v;
	size_t n;
	size_t room;
};

void uses_find(struct uses *uses, const struct snapshot *snap,
	       const struct choice *choice, const char *process);
void uses_free(struct uses *uses);
bool uses_same_process(const struct rec *a, const struct rec *b);
int uses_by_process(const void *pa, const void *pb);
bool uses_same_object(const struct rec *a, const struct rec *b);

#endif
