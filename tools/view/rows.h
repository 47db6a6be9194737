/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records as rows, in any format.
 */
#ifndef IPCDIAG_VIEW_ROWS_H
#define IPCDIAG_VIEW_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "records/records.h"
#include "view/columns.h"
#include "write/json.h"
#include "write/style.h"
#include "write/table.h"

/**
 * struct rows - records to be shown
 * @v: the records
 * @n: how many
 * @kinds: the kinds that they may be of, one bit each
 */
struct rows {
	const struct rec **v;
	size_t n;
	unsigned int kinds;
};

/**
 * struct usual - a column that a table has unless the user says otherwise
 * @column: the column, -1 after the last one
 * @priority: as in struct table_column
 * @least: if not 0, the column may be cut to this width
 */
struct usual {
	int column;
	unsigned int priority;
	unsigned int least;
};

void rows_init(struct rows *rows, unsigned int kinds);
void rows_add(struct rows *rows, const struct rec *rec);
void rows_sort(struct rows *rows, const char *by, const struct style *style);
void rows_free(struct rows *rows);

void rows_put(const struct rows *rows, const struct style *style,
	      const struct column_list *columns, const struct usual *usual,
	      struct buf *out);
void rows_json(const struct rows *rows, const struct style *style,
	       const struct column_list *columns, struct json *j,
	       const char *name);
void rows_usual(const struct rows *rows, const struct usual *usual,
		bool known_only, struct column_list *columns);
void rows_keys(enum kind kind, struct column_list *columns);
void rows_all(enum kind kind, struct column_list *columns);

#endif
