/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which machine a snapshot is of, and since when that runs.
 */
#ifndef IPCDIAG_RECORDS_HERE_H
#define IPCDIAG_RECORDS_HERE_H

#include <stdbool.h>
#include <stddef.h>

#include "records/records.h"

#define HERE_BOOT 64
#define HERE_HOST 256

void here_host(char *host, size_t size);
bool here_boot(char *boot, size_t size);
bool here_is_of(const struct snapshot *snap, char *why, size_t size);
bool here_rebooted(const struct snapshot *before, const struct snapshot *now,
		   bool live);

#endif
