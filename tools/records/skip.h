/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lines about objects that nobody asks for.
 */
#ifndef IPCDIAG_RECORDS_SKIP_H
#define IPCDIAG_RECORDS_SKIP_H

#include "records/parse.h"

bool skip_line(struct parser *p, const char *line, size_t len);

#endif
