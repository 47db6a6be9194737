/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables for people.
 *
 * The text of a cell is put into table_cell(), and table_next() ends it; after
 * the last cell of a row the next row begins. Nothing is written before
 * table_print(), since the widths must be known first.
 */
#ifndef IPCDIAG_WRITE_TABLE_H
#define IPCDIAG_WRITE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "write/style.h"

/**
 * struct table_column - a column of a table
 * @heading: its name, above it
 * @priority: 0: always shown; where a terminal is too narrow, the column with
 *	      the greatest number is hidden first, and with it those that have
 *	      the same
 * @right: aligned to the right
 * @cut: cut where a terminal is too narrow, down to @least columns, before
 *	 anything is hidden; the last of several gets the room that there is
 * @least: what is left of a column that is cut, at least
 */
struct table_column {
	const char *heading;
	unsigned int priority;
	bool right;
	bool cut;
	unsigned int least;
};

/**
 * struct table - a table in the making
 * @style: what output shall look like
 * @columns: its columns
 * @n: how many
 * @indent: blanks before each row; set it before table_print()
 * @heading_shown: the names of columns are printed, or are not to be
 * @cells: all cells, each with a head; see table.c
 * @start: where in @cells the text of the current cell begins
 * @column: of the current cell
 * @widths: of columns, as far as known
 * @filled: columns in which something else than `-` was seen
 */
struct table {
	const struct style *style;
	const struct table_column *columns;
	size_t n;
	unsigned int indent;
	bool heading_shown;
	struct buf cells;
	size_t start;
	size_t column;
	size_t *widths;
	bool *filled;
};

void table_init(struct table *t, const struct style *style,
		const struct table_column *columns, size_t n);
void table_next_color(struct table *t, enum color color);
void table_repeat(struct table *t, size_t n);
void table_line(struct table *t, enum color color, const char *text);
void table_heading(struct table *t);
void table_print(struct table *t, struct buf *out);

/**
 * table_cell() - where the text of the current cell is put
 * @t: table
 *
 * Return: the buffer; only to append to, without controls.
 */
static inline struct buf *table_cell(struct table *t)
{
	return &t->cells;
}

/**
 * table_next() - end the current cell
 * @t: table
 */
static inline void table_next(struct table *t)
{
	table_next_color(t, COLOR_NONE);
}

/**
 * table_puts() - a whole cell
 * @t: table
 * @s: its text
 */
static inline void table_puts(struct table *t, const char *s)
{
	buf_puts(&t->cells, s);
	table_next(t);
}

#endif
