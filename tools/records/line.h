/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lines of a snapshot, whatever they look like.
 */
#ifndef IPCDIAG_RECORDS_LINE_H
#define IPCDIAG_RECORDS_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "records/parse.h"

bool parse_fail(struct parser *p, unsigned long line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
bool line_needs_value(const struct key *key);
uint64_t line_largest(enum kind kind, const struct key *key);
bool line_parse(struct parser *p, const char *line, size_t len);

#endif
