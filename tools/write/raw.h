/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cells separated by a space, for read(1) and awk(1).
 */
#ifndef IPCDIAG_WRITE_RAW_H
#define IPCDIAG_WRITE_RAW_H

#include "base/buf.h"

void raw_string(struct buf *b, const char *s, size_t n);
void raw_end_row(struct buf *b);

#endif
