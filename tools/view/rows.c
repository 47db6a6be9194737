// SPDX-License-Identifier: GPL-2.0
/*
 * Records as rows, in any format.
 *
 * Which function puts a cell is found out once for each column and kind, and only
 * what differs from the row before is put at all.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/lines.h"
#include "view/rows.h"

/* Of a column that the user asked for by name, so much is left at least. */
#define LEAST_ASKED 24

/**
 * rows_init() - no rows
 * @rows: rows
 * @kinds: the kinds that they may be of, one bit each
 */
void rows_init(struct rows *rows, unsigned int kinds)
{
	*rows = (struct rows){ .kinds = kinds };
}

/**
 * rows_add() - add a row
 * @rows: rows
 * @rec: record
 */
void rows_add(struct rows *rows, const struct rec *rec)
{
	size_t n = rows->n;

	/* There is room for as many as the power of two that n has reached. */
	if (!(n & (n - 1)))
		rows->v =
			xreallocarray(rows->v, n ? 2 * n : 1, sizeof(*rows->v));
	rows->v[rows->n++] = rec;
}

/**
 * rows_free() - free what rows hold, not the records
 * @rows: rows
 */
void rows_free(struct rows *rows)
{
	free(rows->v);
	rows->v = NULL;
	rows->n = 0;
}

/**
 * rows_keys() - every key of a kind
 * @kind: kind of record
 * @columns: set to the columns
 */
void rows_keys(enum kind kind, struct column_list *columns)
{
	size_t n;
	const struct key *keys = kind_keys(kind, &n);

	columns->n = 0;
	for (size_t i = 0; i < n; i++)
		columns->v[columns->n++] = keys[i].field;
}

/**
 * rows_all() - every key of a kind, and what is made of them for JSON
 * @kind: kind of record
 * @columns: set to the columns
 */
void rows_all(enum kind kind, struct column_list *columns)
{
	static const int more[] = { C_OWN,  C_USER, C_GROUP, C_CUSER,
				    C_CGRP, C_IDLE, C_MEM };

	rows_keys(kind, columns);
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (column_in(more[i], kind))
			columns->v[columns->n++] = more[i];
	for (int c = C_USED; c < COLUMNS; c++)
		if (column_in(c, kind))
			columns->v[columns->n++] = c;
}

/* Is anything known of a column in any row? */
static bool known_at_all(const struct rows *rows, int column)
{
	static const struct style csv = { .format = FORMAT_CSV };
	struct buf b = { 0 };
	bool known = false;

	for (size_t i = 0; !known && i < rows->n; i++) {
		cell(&b, &csv, rows->v[i], column);
		known = b.len;
	}
	buf_free(&b);
	return known;
}

/**
 * rows_usual() - the usual columns
 * @rows: what is to be shown
 * @usual: the columns that there might be
 * @known_only: leave out those of which nothing is known in any row
 * @columns: set to the columns
 */
void rows_usual(const struct rows *rows, const struct usual *usual,
		bool known_only, struct column_list *columns)
{
	columns->n = 0;
	for (; usual->column >= 0; usual++)
		if (!known_only || known_at_all(rows, usual->column))
			columns->v[columns->n++] = usual->column;
}

/* With several kinds, a column that is a number in one of them is right. */
static bool is_right(const struct rows *rows, int column)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (rows->kinds & 1U << k && column_in(column, k) &&
		    column_is_right(column, k))
			return true;
	return false;
}

static void find_column(struct table_column *c, const struct rows *rows,
			int column, const struct usual *usual, bool last)
{
	while (usual->column >= 0 && usual->column != column)
		usual++;
	c->right = is_right(rows, column);
	if (usual->column >= 0) {
		c->priority = usual->priority;
		c->cut = usual->least;
		c->least = usual->least;
	} else {
		c->cut = last && !c->right && column != F_VERDICT;
		c->least = LEAST_ASKED;
	}
}

static void put_row(struct table *t, const struct style *style,
		    const struct rec *rec, int column, cell_put put)
{
	put(table_cell(t), style, rec, column);
	table_next_color(t,
			 style->color ? cell_color(rec, column) : COLOR_NONE);
}

/* Of a row, only what differs from the row before is put anew. */
static void put_cells(struct table *t, const struct rows *rows,
		      const struct style *style,
		      const struct column_list *columns)
{
	cell_put(*puts)[COLUMNS] = xcalloc(KINDS, sizeof(*puts));
	struct changes changes;

	for (enum kind k = 0; k < KINDS; k++)
		for (size_t i = 0; rows->kinds & 1U << k && i < columns->n; i++)
			puts[k][i] = cell_of(columns->v[i], k);
	changes_init(&changes, columns, rows->kinds);
	for (size_t i = 0; i < rows->n; i++) {
		const struct rec *rec = rows->v[i];
		size_t next = 0;

		changes_find(&changes, rec);
		for (size_t k = 0; k < changes.n; k++) {
			size_t c = changes.v[k];

			table_repeat(t, c - next);
			put_row(t, style, rec, columns->v[c],
				puts[rec->kind][c]);
			next = c + 1;
		}
		table_repeat(t, columns->n - next);
	}
	changes_free(&changes);
	free(puts);
}

static void put_table(const struct rows *rows, const struct style *style,
		      const struct column_list *columns,
		      const struct usual *usual, struct buf *out)
{
	struct table_column table_columns[COLUMNS] = { 0 };
	char headings[COLUMNS][COLUMN_NAME];
	struct table t;

	for (size_t i = 0; i < columns->n; i++) {
		column_heading(columns->v[i], rows->kinds, headings[i],
			       COLUMN_NAME);
		table_columns[i].heading = headings[i];
		find_column(&table_columns[i], rows, columns->v[i], usual,
			    i + 1 == columns->n);
	}
	table_init(&t, style, table_columns, columns->n);
	put_cells(&t, rows, style, columns);
	table_print(&t, out);
}

static void put_headings(const struct style *style,
			 const struct column_list *columns, unsigned int kinds,
			 char separator, const char *end, struct buf *out)
{
	if (style->noheadings)
		return;
	for (size_t i = 0; i < columns->n; i++) {
		char heading[COLUMN_NAME];

		if (i)
			buf_putc(out, separator);
		if (style->format == FORMAT_CSV) {
			buf_puts(out, column_name(columns->v[i]));
		} else {
			column_heading(columns->v[i], kinds, heading,
				       sizeof(heading));
			buf_puts(out, heading);
		}
	}
	buf_puts(out, end);
}

static void put_lines(const struct rows *rows, const struct style *style,
		      const struct column_list *columns, struct buf *out)
{
	bool csv = style->format == FORMAT_CSV;
	char separator[2] = { csv ? ',' : ' ', '\0' };
	const char *end = csv ? "\r\n" : "\n";
	struct lines lines;

	put_headings(style, columns, rows->kinds, separator[0], end, out);
	lines_init(&lines, style, columns, rows->kinds);
	for (size_t i = 1; i < columns->n; i++)
		lines_before(&lines, i, separator);
	for (size_t i = 0; i < rows->n; i++) {
		const struct buf *line = lines_make(&lines, rows->v[i]);

		buf_put(out, line->data, line->len);
		buf_puts(out, end);
	}
	lines_free(&lines);
}

/**
 * rows_put() - show rows, not as JSON
 * @rows: what is to be shown
 * @style: what output shall look like
 * @columns: the columns, at least one
 * @usual: what is known of the usual ones
 * @out: where to
 */
void rows_put(const struct rows *rows, const struct style *style,
	      const struct column_list *columns, const struct usual *usual,
	      struct buf *out)
{
	if (style->format == FORMAT_TABLE)
		put_table(rows, style, columns, usual, out);
	else
		put_lines(rows, style, columns, out);
}
