// SPDX-License-Identifier: GPL-2.0
/*
 * Rows of which each is a line: JSON, CSV, raw output.
 *
 * A line is made of the line before: what did not change is copied, however many
 * cells that are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/lines.h"

/**
 * lines_init() - no line yet
 * @l: lines
 * @style: what output shall look like
 * @columns: the columns, which must live as long
 * @kinds: kinds of record that there may be, one bit each
 */
void lines_init(struct lines *l, const struct style *style,
		const struct column_list *columns, unsigned int kinds)
{
	*l = (struct lines){ .style = style, .n = columns->n };
	l->columns = xcalloc(l->n, sizeof(*l->columns));
	for (size_t i = 0; i < l->n; i++) {
		l->columns[i].column = columns->v[i];
		for (enum kind k = 0; k < KINDS; k++)
			if (kinds & 1U << k)
				l->columns[i].put[k] =
					cell_of(columns->v[i], k);
	}
	changes_init(&l->changes, columns, kinds);
}

/**
 * lines_before() - say what stands before a cell
 * @l: lines
 * @i: index of the column
 * @before: the text, shorter than LINE_BEFORE
 */
void lines_before(struct lines *l, size_t i, const char *before)
{
	l->columns[i].len = strlen(before);
	memcpy(l->columns[i].before, before, l->columns[i].len + 1);
}

static void put_column(struct lines *l, struct buf *b, size_t i,
		       const struct rec *rec)
{
	const struct line_column *c = &l->columns[i];

	/* A size that is constant is copied without a call. */
	memcpy(buf_need(b, LINE_BEFORE), c->before, LINE_BEFORE);
	b->len += c->len;
	c->put[rec->kind](b, l->style, rec, c->column);
}

/* Copies columns as they stand in the line before. */
static void copy(struct lines *l, struct buf *b, const struct buf *before,
		 size_t from, size_t to, size_t start)
{
	size_t shift, stop;

	if (from == to)
		return;
	stop = l->end[to - 1];
	shift = b->len - start;
	buf_put(b, before->data + start, stop - start);
	for (size_t i = from; shift && i < to; i++)
		l->end[i] += shift;
}

/**
 * lines_make() - the line of a record
 * @l: lines
 * @rec: record
 *
 * Return: the line without its end, good until the next one is made.
 */
const struct buf *lines_make(struct lines *l, const struct rec *rec)
{
	const struct buf *before = &l->text[l->now];
	struct buf *b = &l->text[l->now ^ 1];
	size_t start = 0, next = 0;

	changes_find(&l->changes, rec);
	l->now ^= 1;
	b->len = 0;
	for (size_t k = 0; k < l->changes.n; k++) {
		size_t i = l->changes.v[k], stop = l->end[i];

		copy(l, b, before, next, i, start);
		put_column(l, b, i, rec);
		l->end[i] = b->len;
		start = stop;
		next = i + 1;
	}
	copy(l, b, before, next, l->n, start);
	return b;
}

/**
 * lines_free() - free what lines hold
 * @l: lines
 */
void lines_free(struct lines *l)
{
	changes_free(&l->changes);
	buf_free(&l->text[0]);
	buf_free(&l->text[1]);
	free(l->columns);
}
