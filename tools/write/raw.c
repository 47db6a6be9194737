// SPDX-License-Identifier: GPL-2.0
/*
 * Cells separated by a space, for read(1) and awk(1).
 *
 * A cell that is not known is `-`, one that is hidden from here is `?`. So that
 * no text looks like these or like two cells, whatever is no printable ASCII, and
 * blanks and backslashes, become `\xNN`, and an empty text is "".
 */
#include "write/raw.h"

static void put_hex(struct buf *b, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	char *p = buf_need(b, 4);

	p[0] = '\\';
	p[1] = 'x';
	p[2] = hex[c >> 4];
	p[3] = hex[c & 15];
	b->len += 4;
}

/**
 * raw_string() - a cell that is a text
 * @b: where to
 * @s: any bytes
 * @n: how many
 */
void raw_string(struct buf *b, const char *s, size_t n)
{
	if (!n) {
		buf_puts(b, "\"\"");
		return;
	}
	if (n == 1 && (*s == '-' || *s == '?')) {
		put_hex(b, *s);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (s[i] > ' ' && s[i] <= '~' && s[i] != '\\')
			buf_putc(b, s[i]);
		else
			put_hex(b, s[i]);
	}
}

/**
 * raw_end_row() - end a line
 * @b: where to; the space after its last cell is overwritten
 */
void raw_end_row(struct buf *b)
{
	b->data[b->len - 1] = '\n';
}
