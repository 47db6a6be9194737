/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CSV as in RFC 4180.
 */
#ifndef IPCDIAG_WRITE_CSV_H
#define IPCDIAG_WRITE_CSV_H

#include "base/buf.h"
#include "base/escape.h"

void csv_string(struct buf *b, const char *s, size_t n, enum escape how);
void csv_end_row(struct buf *b);

#endif
