// SPDX-License-Identifier: GPL-2.0
/*
 * Records as objects of JSON.
 */
#include <stdio.h>
#include <string.h>

#include "view/cells.h"
#include "view/lines.h"
#include "view/rows.h"

static bool is_null(const struct rows *rows, const struct style *style,
		    int column)
{
	struct buf b = { 0 };
	bool null = true;

	for (size_t i = 0; null && i < rows->n; i++) {
		b.len = 0;
		cell(&b, style, rows->v[i], column);
		null = b.len == 4 && !memcmp(b.data, "null", 4);
	}
	buf_free(&b);
	return null;
}

/* The columns that the kind has and that are wanted. */
static void find_members(struct column_list *members, const struct rows *rows,
			 const struct style *style,
			 const struct column_list *columns)
{
	members->n = 0;
	for (size_t i = 0; rows->n && i < columns->n; i++) {
		int column = columns->v[i];

		if (column_in(column, rows->v[0]->kind) &&
		    !(style->skip_null && is_null(rows, style, column)))
			members->v[members->n++] = column;
	}
}

static void put_pretty(const struct rows *rows, const struct style *style,
		       const struct column_list *members, struct json *j)
{
	for (size_t i = 0; i < rows->n; i++) {
		json_object(j, NULL);
		for (size_t k = 0; k < members->n; k++) {
			json_next(j, column_name(members->v[k]));
			cell(j->out, style, rows->v[i], members->v[k]);
		}
		json_close(j);
	}
}

static void put_lines(const struct rows *rows, const struct style *style,
		      const struct column_list *members, struct json *j)
{
	/* Where each object is a line, the name of the list comes first. */
	bool first = !json_in_lines(j);
	struct lines lines;

	lines_init(&lines, style, members, rows->kinds);
	for (size_t i = 0; i < members->n; i++) {
		char before[LINE_BEFORE];

		snprintf(before, sizeof(before), "%s\"%s\":", first ? "" : ",",
			 column_name(members->v[i]));
		lines_before(&lines, i, before);
		first = false;
	}
	for (size_t i = 0; i < rows->n; i++) {
		const struct buf *line = lines_make(&lines, rows->v[i]);

		json_object(j, NULL);
		buf_put(j->out, line->data, line->len);
		json_close(j);
	}
	lines_free(&lines);
}

/**
 * rows_json() - rows as a list of objects
 * @rows: records of one kind
 * @style: what output shall look like
 * @columns: the members of each object, as far as the kind has them
 * @j: document
 * @name: name of the list
 */
void rows_json(const struct rows *rows, const struct style *style,
	       const struct column_list *columns, struct json *j,
	       const char *name)
{
	struct column_list members;

	find_members(&members, rows, style, columns);
	json_list(j, name);
	if (j->layout == JSON_PRETTY)
		put_pretty(rows, style, &members, j);
	else
		put_lines(rows, style, &members, j);
	json_close(j);
}
