// SPDX-License-Identifier: GPL-2.0
/*
 * CSV as in RFC 4180: cells with a comma or a quote in them are quoted, lines end
 * with CR and LF. A cell that is not known is empty, an empty text is "".
 */
#include <stdbool.h>

#include "base/text.h"
#include "write/csv.h"

static bool is_bare(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == ',' || s[i] == '"' || s[i] == '\r' || s[i] == '\n')
			return false;
	return n && s[0] != ' ' && s[n - 1] != ' ';
}

/**
 * csv_string() - a cell that is a text
 * @b: where to
 * @s: any bytes
 * @n: how many
 * @how: what is left as it is; all else is written as `\xNN`
 */
void csv_string(struct buf *b, const char *s, size_t n, enum escape how)
{
	size_t start;

	if (is_bare(s, n)) {
		text_show(b, s, n, how);
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0; i < n; i = start) {
		start = i;
		while (start < n && s[start] != '"')
			start++;
		text_show(b, s + i, start - i, how);
		if (start < n) {
			buf_puts(b, "\"\"");
			start++;
		}
	}
	buf_putc(b, '"');
}

/**
 * csv_end_row() - end a line
 * @b: where to; the comma after its last cell is overwritten
 */
void csv_end_row(struct buf *b)
{
	b->data[b->len - 1] = '\r';
	buf_putc(b, '\n');
}
