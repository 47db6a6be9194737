/* SPDX-License-Identifier: GPL-2.0 */
/* What part of a limit is in use, exactly, whatever the numbers. Pure. */
#ifndef IPCDIAG_PART_H
#define IPCDIAG_PART_H

#include <linux/types.h>

u64 ipcdiag_percent(u64 use, u64 limit);
int ipcdiag_part_order(u64 a_use, u64 a_limit, u64 b_use, u64 b_limit);

#endif /* IPCDIAG_PART_H */
