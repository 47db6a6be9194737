/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The journal of what is in quarantine, in /var/lib/ipcdiag.
 */
#ifndef IPCDIAG_ACT_QUARANTINE_FILE_H
#define IPCDIAG_ACT_QUARANTINE_FILE_H

#include <stdbool.h>

#include "findings/plan.h"
#include "findings/quarantine.h"

/**
 * struct quarantine_file - the journal, locked for writing
 * @fd: the file, -1 if it is not open
 * @dir: its directory, which is locked
 * @boot: this time that the machine runs
 */
struct quarantine_file {
	int fd;
	int dir;
	char boot[QUARANTINE_BOOT];
};

bool quarantine_read(struct quarantine *q);
bool quarantine_open(struct quarantine_file *f, struct quarantine *q);
bool quarantine_append(struct quarantine_file *f, const struct quarantined *v,
		       size_t n);
void quarantine_of(struct quarantined *one, const struct quarantine_file *f,
		   const struct plan_item *item);
void quarantine_close(struct quarantine_file *f);

#endif
