// SPDX-License-Identifier: GPL-2.0
/*
 * Escape strings that user space chose, as /proc/mounts does: a byte that
 * could end a field or a line, move a terminal's cursor or start another
 * character becomes a backslash and three octal digits.
 *
 * Pure: no locks, no kernel state; also linked into the KUnit tests.
 */
#include "base/escape.h"

static bool is_plain(unsigned char c)
{
	return c > ' ' && c < 0x7f && c != '\\';
}

/**
 * ipcdiag_escape() - write a string as a field's value
 * @src: bytes, up to @len of them or to the first NUL
 * @len: how many at most
 * @dst: where to; always terminated if @size is not 0
 * @size: space there; IPCDIAG_ESCAPED_SIZE(@len) is always enough
 *
 * A string that is just "-" is escaped too, since that stands for "not
 * available". An escape sequence is written whole or not at all.
 *
 * Return: bytes written, without the final NUL.
 */
size_t ipcdiag_escape(const char *src, size_t len, char *dst, size_t size)
{
	bool dash = len && src[0] == '-' && (len == 1 || !src[1]);
	size_t in, out = 0;

	if (!size)
		return 0;

	for (in = 0; in < len && src[in]; in++) {
		unsigned char c = src[in];

		if (is_plain(c) && !dash) {
			if (out + 1 >= size)
				break;
			dst[out++] = c;
		} else {
			if (out + 4 >= size)
				break;
			dst[out++] = '\\';
			dst[out++] = '0' + (c >> 6);
			dst[out++] = '0' + ((c >> 3) & 7);
			dst[out++] = '0' + (c & 7);
		}
	}
	dst[out] = '\0';

	return out;
}
