// SPDX-License-Identifier: GPL-2.0
/*
 * Tables for people, in the making: all cells lie in one buffer.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "write/table.h"
#include "write/table_cells.h"

static void begin_cell(struct table *t)
{
	buf_putc(&t->cells, 0);
	t->start = t->cells.len;
}

/**
 * table_init() - an empty table
 * @t: table
 * @style: what output shall look like
 * @columns: columns, which must live as long as the table
 * @n: how many
 */
void table_init(struct table *t, const struct style *style,
		const struct table_column *columns, size_t n)
{
	*t = (struct table){ .style = style, .columns = columns, .n = n };
	t->heading_shown = style->noheadings;
	t->widths = xcalloc(n, sizeof(*t->widths));
	t->filled = xcalloc(n, sizeof(*t->filled));
	for (size_t i = 0; !style->noheadings && i < n; i++)
		t->widths[i] = strlen(columns[i].heading);
	begin_cell(t);
}

/* Puts a struct more between the head and the text of the current cell. */
static void more_head(struct table *t, int head, size_t width, enum color color)
{
	size_t len = t->cells.len - t->start;
	struct more more = { len, width, color };
	char *text;

	buf_need(&t->cells, sizeof(more));
	text = t->cells.data + t->start;
	memmove(text + sizeof(more), text, len);
	memcpy(text, &more, sizeof(more));
	text[-1] = head;
	t->cells.len += sizeof(more);
}

/* Goes on with another column, or with the first one of the next row. */
static void next_column(struct table *t, size_t c)
{
	t->column = c < t->n ? c : 0;
}

/**
 * table_next_color() - end the current cell
 * @t: table
 * @color: its colour
 */
void table_next_color(struct table *t, enum color color)
{
	char *text = t->cells.data + t->start;
	size_t len = t->cells.len - t->start, c = t->column;
	size_t width = text_width(text, len);

	if (width > t->widths[c])
		t->widths[c] = width;
	if (len != 1 || *text != '-')
		t->filled[c] = true;
	if (!t->style->color)
		color = COLOR_NONE;
	if (len < SHORT && width == len && !color)
		text[-1] = len;
	else
		more_head(t, HEAD_MORE, width, color);
	next_column(t, c + 1);
	begin_cell(t);
}

/**
 * table_repeat() - the same cells as in the row before
 * @t: table in which there is one
 * @n: how many, from the current one on
 */
void table_repeat(struct table *t, size_t n)
{
	assert(n <= REPEAT_MAX);
	if (!n)
		return;
	t->cells.data[t->start - 1] = (char)HEAD_REPEAT;
	buf_putc(&t->cells, (char)n);
	next_column(t, t->column + n);
	begin_cell(t);
}

/**
 * table_line() - a line that is not divided into columns
 * @t: table, between two rows
 * @color: colour of the line
 * @text: its text, cut if a terminal is too narrow
 */
void table_line(struct table *t, enum color color, const char *text)
{
	buf_puts(&t->cells, text);
	more_head(t, HEAD_LINE, text_width(text, strlen(text)),
		  t->style->color ? color : COLOR_NONE);
	begin_cell(t);
}

/**
 * table_heading() - put the names of columns here, not above all
 * @t: table, between two rows
 */
void table_heading(struct table *t)
{
	if (t->style->noheadings)
		return;
	t->heading_shown = true;
	t->cells.data[t->start - 1] = (char)HEAD_HEADING;
	begin_cell(t);
}
