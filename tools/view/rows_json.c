// SPDX-License-Identifier: GPL-2.0
/*
 * Records as objects of JSON.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/cells.h"
#include "view/rows.h"

/* A member of each object: its name, quoted, with what stands around it. */
struct member {
	char name[COLUMN_NAME + 4];
	size_t len;
	int column;
	cell_put put;
};

static bool is_null(const struct rows *rows, const struct style *style,
		    const struct member *m)
{
	struct buf b = { 0 };
	bool null = true;

	for (size_t i = 0; null && i < rows->n; i++) {
		b.len = 0;
		m->put(&b, style, rows->v[i], m->column);
		null = b.len == 4 && !memcmp(b.data, "null", 4);
	}
	buf_free(&b);
	return null;
}

static size_t find_members(struct member *members, const struct rows *rows,
			   const struct style *style,
			   const struct column_list *columns)
{
	enum kind kind = rows->n ? rows->v[0]->kind : KIND_HEADER;
	size_t n = 0;

	for (size_t i = 0; rows->n && i < columns->n; i++) {
		struct member *m = &members[n];

		m->column = columns->v[i];
		if (!column_in(m->column, kind))
			continue;
		m->put = cell_of(m->column, kind);
		m->len = snprintf(m->name, sizeof(m->name),
				  ",\"%s\":", column_name(m->column));
		if (!style->skip_null || !is_null(rows, style, m))
			n++;
	}
	return n;
}

static void put_pretty(const struct rec *rec, const struct style *style,
		       const struct member *members, size_t n, struct json *j)
{
	for (size_t i = 0; i < n; i++) {
		json_next(j, column_name(members[i].column));
		members[i].put(j->out, style, rec, members[i].column);
	}
}

static void put_compact(const struct rec *rec, const struct style *style,
			const struct member *members, size_t n, struct json *j)
{
	struct buf *out = j->out;
	size_t skip = j->first;

	for (size_t i = 0; i < n; i++) {
		/* A size that is constant is copied without a call. */
		memcpy(buf_need(out, sizeof(members[i].name)),
		       members[i].name + skip, sizeof(members[i].name) - 1);
		out->len += members[i].len - skip;
		skip = 0;
		members[i].put(out, style, rec, members[i].column);
	}
	j->first = j->first && !n;
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
	struct member *members = xcalloc(columns->n, sizeof(*members));
	size_t n = find_members(members, rows, style, columns);

	json_list(j, name);
	for (size_t i = 0; i < rows->n; i++) {
		json_object(j, NULL);
		if (j->layout == JSON_PRETTY)
			put_pretty(rows->v[i], style, members, n, j);
		else
			put_compact(rows->v[i], style, members, n, j);
		json_close(j);
	}
	json_close(j);
	free(members);
}
