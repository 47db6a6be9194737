/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The user namespace that the reader runs in.
 */
#ifndef IPCDIAG_RECORDS_USERNS_H
#define IPCDIAG_RECORDS_USERNS_H

#include <stdbool.h>
#include <stdint.h>

/* No id of a user or group. */
#define USERNS_NOBODY UINT64_MAX

bool userns_is_other(const char *root);
uint64_t userns_overflow(const char *root, const char *name);

#endif
