/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rows of which each is a line: JSON, CSV, raw output.
 */
#ifndef IPCDIAG_VIEW_LINES_H
#define IPCDIAG_VIEW_LINES_H

#include "base/buf.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/needs.h"
#include "write/style.h"

/* What may stand before a cell: its name as JSON has it. */
#define LINE_BEFORE (COLUMN_NAME + 4)

/**
 * struct line_column - a column of lines
 * @column: the column
 * @before: what stands before each cell
 * @len: its length
 * @put: puts the cell, for each kind of record
 */
struct line_column {
	int column;
	char before[LINE_BEFORE];
	size_t len;
	cell_put put[KINDS];
};

/**
 * struct lines - rows in the making
 * @style: what output shall look like
 * @columns: the columns
 * @n: how many
 * @changes: finds what can be copied from the line before
 * @text: the line before and this one, in turn
 * @now: which of them is this one
 * @end: where in a line the cell of each column ends
 */
struct lines {
	const struct style *style;
	struct line_column *columns;
	size_t n;
	struct changes changes;
	struct buf text[2];
	unsigned int now;
	size_t end[COLUMNS];
};

void lines_init(struct lines *l, const struct style *style,
		const struct column_list *columns, unsigned int kinds);
void lines_before(struct lines *l, size_t i, const char *before);
const struct buf *lines_make(struct lines *l, const struct rec *rec);
void lines_free(struct lines *l);

#endif
