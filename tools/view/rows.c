// SPDX-License-Identifier: GPL-2.0
/*
 * Records as rows, in any format.
 *
 * Which function puts a cell is found out once for each column and kind; after
 * that a row is a loop over these.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/rows.h"
#include "write/csv.h"
#include "write/raw.h"

/* Of a column that the user asked for by name, so much is left at least. */
#define LEAST_ASKED 8

/* The functions for the columns of all kinds. */
struct puts {
	cell_put of[KINDS][COLUMNS];
};

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

static void find_puts(struct puts *puts, const struct rows *rows,
		      const struct column_list *columns)
{
	for (enum kind k = 0; k < KINDS; k++)
		for (size_t i = 0; rows->kinds & 1U << k && i < columns->n; i++)
			puts->of[k][i] = cell_of(columns->v[i], k);
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
		c->cut = last && usual->least;
		c->least = usual->least;
	} else {
		c->cut = last && !c->right && column != F_VERDICT;
		c->least = LEAST_ASKED;
	}
}

static void put_table(const struct rows *rows, const struct style *style,
		      const struct column_list *columns,
		      const struct usual *usual, const struct puts *puts,
		      struct buf *out)
{
	struct table_column table_columns[COLUMNS] = { 0 };
	char headings[COLUMNS][COLUMN_NAME];
	struct table t;

	for (size_t i = 0; i < columns->n; i++) {
		column_heading(columns->v[i], headings[i], COLUMN_NAME);
		table_columns[i].heading = headings[i];
		find_column(&table_columns[i], rows, columns->v[i], usual,
			    i + 1 == columns->n);
	}
	table_init(&t, style, table_columns, columns->n);
	for (size_t i = 0; i < rows->n; i++) {
		const struct rec *rec = rows->v[i];
		const cell_put *put = puts->of[rec->kind];

		for (size_t c = 0; c < columns->n; c++) {
			put[c](table_cell(&t), style, rec, columns->v[c]);
			table_next_color(&t, style->color ?
						     cell_color(rec,
								columns->v[c]) :
						     COLOR_NONE);
		}
	}
	table_print(&t, out);
}

static void put_headings(const struct style *style,
			 const struct column_list *columns, char separator,
			 struct buf *out)
{
	for (size_t i = 0; !style->noheadings && i < columns->n; i++) {
		char heading[COLUMN_NAME];

		if (style->format == FORMAT_CSV) {
			buf_puts(out, column_name(columns->v[i]));
		} else {
			column_heading(columns->v[i], heading, sizeof(heading));
			buf_puts(out, heading);
		}
		buf_putc(out, separator);
	}
}

static void put_lines(const struct rows *rows, const struct style *style,
		      const struct column_list *columns,
		      const struct puts *puts, struct buf *out)
{
	bool csv = style->format == FORMAT_CSV;
	char separator = csv ? ',' : ' ';
	void (*end)(struct buf * b) = csv ? csv_end_row : raw_end_row;

	put_headings(style, columns, separator, out);
	if (!style->noheadings)
		end(out);
	for (size_t i = 0; i < rows->n; i++) {
		const struct rec *rec = rows->v[i];
		const cell_put *put = puts->of[rec->kind];

		for (size_t c = 0; c < columns->n; c++) {
			put[c](out, style, rec, columns->v[c]);
			buf_putc(out, separator);
		}
		end(out);
	}
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
	struct puts *puts = xcalloc(1, sizeof(*puts));

	find_puts(puts, rows, columns);
	if (style->format == FORMAT_TABLE)
		put_table(rows, style, columns, usual, puts, out);
	else
		put_lines(rows, style, columns, puts, out);
	free(puts);
}
