/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What stands in a cell, or in JSON as a value.
 */
#ifndef IPCDIAG_VIEW_CELLS_H
#define IPCDIAG_VIEW_CELLS_H

#include "base/buf.h"
#include "records/records.h"
#include "write/style.h"

/**
 * typedef cell_put - puts the value of a column
 * @b: where to
 * @style: what output shall look like
 * @rec: record, of the kind that the function was made for
 * @column: column
 *
 * What is put is fit for the format: in JSON it has its quotes, in CSV those that
 * it needs.
 */
typedef void (*cell_put)(struct buf *b, const struct style *style,
			 const struct rec *rec, int column);

cell_put cell_of(int column, enum kind kind);
void cell(struct buf *b, const struct style *style, const struct rec *rec,
	  int column);
enum color cell_color(const struct rec *rec, int column);

void put_unknown(struct buf *b, const struct style *style,
		 const struct rec *rec, int column);
void put_string(struct buf *b, const struct style *style, const char *s,
		size_t n);
void put_absent(struct buf *b, const struct style *style);
void put_size(struct buf *b, const struct style *style, uint64_t bytes);
void put_time(struct buf *b, const struct style *style, int64_t t);
void put_span(struct buf *b, const struct style *style, int64_t s);

#endif
