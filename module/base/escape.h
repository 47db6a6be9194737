/* SPDX-License-Identifier: GPL-2.0 */
/* Strings from user space, made safe for a line of fields. Pure. */
#ifndef IPCDIAG_ESCAPE_H
#define IPCDIAG_ESCAPE_H

#include <linux/types.h>

/* Space that the escaped form of @len bytes needs, with its final NUL. */
#define IPCDIAG_ESCAPED_SIZE(len)	(4 * (len) + 1)

size_t ipcdiag_escape(const char *src, size_t len, char *dst, size_t size);

#endif /* IPCDIAG_ESCAPE_H */
