// SPDX-License-Identifier: GPL-2.0
/*
 * Rows in the order that the user wants.
 *
 * What each row is sorted by is found out once, not at each comparison.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/cells.h"
#include "view/derived.h"
#include "view/rows.h"

/* What a row is sorted by; @num counts if @text is NULL. */
struct by {
	bool known;
	uint64_t num;
	const char *text;
};

/* A row that is to be sorted. */
struct item {
	const struct rec *rec;
	struct by by;
	size_t place; /* where it was, which decides in the end */
};

static bool falling;

static bool is_signed(enum type type)
{
	return type == TYPE_SIGNED || type == TYPE_TIME;
}

static bool is_text(enum type type)
{
	return type == TYPE_STRING || type == TYPE_WORDS;
}

/* Texts are put one after the other into a buffer; first as offsets. */
static void find_by(struct by *by, const struct rec *rec, int column,
		    const struct style *style, struct buf *texts)
{
	static const struct style exact = { .format = FORMAT_CSV,
					    .escape = ESCAPE_ASCII };
	size_t start = texts->len;

	if (!column_in(column, rec->kind))
		return;
	if (column < FIELDS && !is_text(kind_type(rec->kind, column))) {
		by->known = rec_known(rec, column);
		by->num = rec_num(rec, column, 0);
		/* So that negative ones come first among unsigned ones. */
		if (is_signed(kind_type(rec->kind, column)))
			by->num ^= 1ULL << 63;
		return;
	}
	by->known = derived_number(rec, column, style->now, &by->num);
	if (by->known || column_is_right(column, rec->kind))
		return;
	cell(texts, &exact, rec, column);
	by->known = texts->len > start;
	buf_putc(texts, '\0');
	by->num = start;
	by->text = "";
}

static int compare(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;
	int order = 0;

	/* What is not known comes last, whatever the direction. */
	if (a->by.known != b->by.known)
		return a->by.known ? -1 : 1;
	if (a->by.known && a->by.text && b->by.text)
		order = strcmp(a->by.text, b->by.text);
	else if (a->by.known && a->by.num != b->by.num)
		order = a->by.num < b->by.num ? -1 : 1;
	if (order)
		return falling ? -order : order;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void sort_by(struct rows *rows, int column, const struct style *style)
{
	struct item *items = xcalloc(rows->n, sizeof(*items));
	struct buf texts = { 0 };

	for (size_t i = 0; i < rows->n; i++) {
		items[i].rec = rows->v[i];
		items[i].place = i;
		find_by(&items[i].by, rows->v[i], column, style, &texts);
	}
	for (size_t i = 0; i < rows->n; i++)
		if (items[i].by.text)
			items[i].by.text = texts.data + items[i].by.num;
	qsort(items, rows->n, sizeof(*items), compare);
	for (size_t i = 0; i < rows->n; i++)
		rows->v[i] = items[i].rec;
	buf_free(&texts);
	free(items);
}

/* The last name comes first: the one before it may then change the order. */
static void sort_backwards(struct rows *rows, const char *by,
			   const struct style *style)
{
	size_t n = strcspn(by, ",");
	char name[COLUMN_NAME] = "";
	bool down = *by == '-';
	int column;

	if (by[n])
		sort_backwards(rows, by + n + 1, style);
	by += down;
	n -= down;
	if (n < sizeof(name))
		memcpy(name, by, n);
	column = column_find(name, rows->kinds);
	falling = down;
	if (column >= 0)
		sort_by(rows, column, style);
}

/**
 * rows_sort() - put rows into an order
 * @rows: rows
 * @by: of --sort: names of columns joined by commas, each with a `-` if the
 *	largest is to come first; NULL for the order that there is
 * @style: what output shall look like, for the time of the snapshot
 */
void rows_sort(struct rows *rows, const char *by, const struct style *style)
{
	if (by && rows->n > 1)
		sort_backwards(rows, by, style);
}
