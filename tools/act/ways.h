/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ways into an IPC namespace.
 */
#ifndef IPCDIAG_ACT_WAYS_H
#define IPCDIAG_ACT_WAYS_H

#include <stdint.h>

int ways_open(uint64_t pid, uint64_t inum, uint64_t id);

#endif
