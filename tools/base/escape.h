/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between the bytes of a snapshot and what may be shown.
 */
#ifndef IPCDIAG_ESCAPE_H
#define IPCDIAG_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * enum escape - what may be left as it is
 * @ESCAPE_ASCII: printable ASCII
 * @ESCAPE_UTF8: printable UTF-8
 * @ESCAPE_JSON: the same, and the controls that JSON has its own escapes for
 */
enum escape {
	ESCAPE_ASCII,
	ESCAPE_UTF8,
	ESCAPE_JSON,
};

bool escape_undo(char *s);
size_t escape_show(char *buf, size_t size, const char *s, size_t len,
		   enum escape how);
char *escape_dup(const char *s, enum escape how);
enum escape escape_locale(void);

#endif
