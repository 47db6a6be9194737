/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lines of a snapshot that look like the one before.
 */
#ifndef IPCDIAG_RECORDS_FAST_H
#define IPCDIAG_RECORDS_FAST_H

#include <stdbool.h>
#include <stddef.h>

#include "records/parse.h"

void fast_init(struct parser *p);
bool fast_parse(struct parser *p, const char *line, size_t len);
void fast_learn(struct parser *p, const char *line, size_t len);
void fast_free(struct parser *p);

#endif
