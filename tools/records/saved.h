/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a saved snapshot tells of the machine that it is from.
 */
#ifndef IPCDIAG_RECORDS_SAVED_H
#define IPCDIAG_RECORDS_SAVED_H

#include <stdbool.h>
#include <stdio.h>

#include "records/records.h"
#include "records/text.h"

const char *saved_host(const struct snapshot *snap);
void saved_add_names(const struct snapshot *snap);
void saved_names(const struct snapshot *snap);
bool saved_write(const struct snapshot *snap, const struct text *text,
		 bool names, FILE *out);

#endif
