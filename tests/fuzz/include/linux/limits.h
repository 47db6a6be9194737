/* SPDX-License-Identifier: GPL-2.0 */
#ifndef IPCDIAG_FUZZ_LIMITS_H
#define IPCDIAG_FUZZ_LIMITS_H

#include_next <linux/limits.h>

#define U32_MAX (~0U)

#endif
