// SPDX-License-Identifier: GPL-2.0
/*
 * Tables for people, printed: which columns, how wide, then rows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "write/color.h"
#include "write/table.h"
#include "write/table_cells.h"

/* A cell as it is read back. */
struct cell {
	const char *text;
	size_t len;
	size_t width;
	enum color color;
};

/* How a table is printed. */
struct layout {
	struct buf *out;
	size_t width; /* of the terminal, 0 if it does not matter */
	size_t *widths;
	bool *hidden;
	size_t last; /* the last column that is shown */
	size_t row; /* what a row takes at most, with its end */
	const char *dots;
	size_t dots_width;
};

/* What a row takes with all that is not hidden, and nothing cut needlessly. */
static size_t needed(const struct table *t, const struct layout *l)
{
	size_t sum = t->indent;
	bool first = true;

	for (size_t i = 0; i < t->n; i++) {
		const struct table_column *c = &t->columns[i];
		size_t width = l->widths[i];

		if (l->hidden[i])
			continue;
		if (c->cut && width > c->least)
			width = c->least;
		sum += width + !first;
		first = false;
	}
	return sum;
}

/*
 * What says nothing goes first, then what is least important; what is equally
 * important goes together, since the rest of it would look as if it were all.
 */
static bool hide_one(const struct table *t, struct layout *l)
{
	size_t worst = t->n;

	for (size_t i = 0; i < t->n; i++) {
		if (l->hidden[i] || !t->columns[i].priority)
			continue;
		if (worst == t->n || t->filled[worst] > t->filled[i] ||
		    (t->filled[worst] == t->filled[i] &&
		     t->columns[worst].priority <= t->columns[i].priority))
			worst = i;
	}
	if (worst == t->n)
		return false;
	for (size_t i = 0; i < t->n; i++)
		if (t->filled[i] == t->filled[worst] &&
		    t->columns[i].priority == t->columns[worst].priority)
			l->hidden[i] = true;
	return true;
}

static void lay_out(const struct table *t, struct layout *l)
{
	size_t room;

	l->widths = t->widths;
	l->hidden = xcalloc(t->n, sizeof(*l->hidden));
	l->width = t->style->width;
	l->dots = t->style->escape == ESCAPE_ASCII ? ".." : "\342\200\246";
	l->dots_width = t->style->escape == ESCAPE_ASCII ? 2 : 1;
	while (l->width && needed(t, l) > l->width && hide_one(t, l))
		;
	room = l->width > needed(t, l) ? l->width - needed(t, l) : 0;
	l->row = t->indent + 1;
	l->last = t->n;
	for (size_t i = t->n; i--;) {
		const struct table_column *c = &t->columns[i];

		if (l->hidden[i])
			continue;
		if (l->last == t->n)
			l->last = i;
		if (l->width && c->cut && l->widths[i] > c->least) {
			size_t more = l->widths[i] - c->least;

			more = more < room ? more : room;
			l->widths[i] = c->least + more;
			room -= more;
		}
		l->row += l->widths[i] + 1;
	}
}

static void put_cut(struct layout *l, const struct cell *cell, size_t width)
{
	size_t used, bytes;

	if (cell->width <= width) {
		buf_put(l->out, cell->text, cell->len);
		return;
	}
	bytes = text_fit(cell->text, cell->len,
			 width > l->dots_width ? width - l->dots_width : 0,
			 &used);
	buf_put(l->out, cell->text, bytes);
	if (width >= l->dots_width)
		buf_puts(l->out, l->dots);
}

static void put_cell(const struct table *t, struct layout *l, size_t i,
		     const struct cell *cell)
{
	size_t width = l->widths[i];
	size_t pad = width > cell->width ? width - cell->width : 0;

	if (t->columns[i].right)
		buf_fill(l->out, ' ', pad);
	color_on(l->out, cell->color);
	put_cut(l, cell, width);
	color_off(l->out, cell->color);
	if (i == l->last && !cell->len)
		while (l->out->len && l->out->data[l->out->len - 1] == ' ')
			l->out->len--;
	if (i == l->last)
		buf_putc(l->out, '\n');
	else
		buf_fill(l->out, ' ', t->columns[i].right ? 1 : pad + 1);
}

static const char *read_more(const char *p, struct cell *cell)
{
	struct more more;

	memcpy(&more, p, sizeof(more));
	cell->len = more.len;
	cell->width = more.width;
	cell->color = more.color;
	cell->text = p + sizeof(more);
	return cell->text + more.len;
}

static void print_heading(const struct table *t, struct layout *l)
{
	buf_fill(l->out, ' ', t->indent);
	for (size_t i = 0; i < t->n; i++) {
		const char *heading = t->columns[i].heading;
		size_t len = strlen(heading);
		struct cell cell = { heading, len, len, COLOR_NONE };

		if (!l->hidden[i])
			put_cell(t, l, i, &cell);
	}
}

static const char *print_row(const struct table *t, struct layout *l,
			     const char *p)
{
	buf_fill(l->out, ' ', t->indent);
	for (size_t i = 0; i < t->n; i++) {
		unsigned char head = *p++;
		struct cell cell = { p, head, head, COLOR_NONE };

		p = head < SHORT ? p + head : read_more(p, &cell);
		if (!l->hidden[i])
			put_cell(t, l, i, &cell);
	}
	return p;
}

/* Without the call that a size that is not constant takes; n is less than 128. */
static inline void copy_short(char *to, const char *from, size_t n)
{
	if (n >= 32) {
		memcpy(to, from, n);
	} else if (n >= 16) {
		memcpy(to, from, 16);
		memcpy(to + n - 16, from + n - 16, 16);
	} else if (n >= 8) {
		memcpy(to, from, 8);
		memcpy(to + n - 8, from + n - 8, 8);
	} else {
		for (size_t i = 0; i < n; i++)
			to[i] = from[i];
	}
}

/*
 * A row of which all cells are short and none is cut, which most rows are: blanks
 * first, then what stands in their place. Returns NULL if it is none.
 */
static const char *print_plain_row(const struct table *t, struct layout *l,
				   const char *p)
{
	char *start = buf_need(l->out, l->row), *to = start + t->indent;

	memset(start, ' ', l->row);
	for (size_t i = 0; i < t->n; i++) {
		size_t len = (unsigned char)*p++, width = l->widths[i];

		if (len >= SHORT)
			return NULL;
		if (!l->hidden[i]) {
			if (len > width)
				return NULL;
			copy_short(t->columns[i].right ? to + width - len : to,
				   p, len);
			if (i == l->last && !t->columns[i].right)
				width = len;
			to += width + 1;
		}
		p += len;
	}
	while (to - start > 1 && to[-2] == ' ')
		to--;
	to[-1] = '\n';
	l->out->len += to - start;
	return p;
}

static const char *print_line(struct layout *l, const char *p)
{
	struct cell cell;

	p = read_more(p, &cell);
	color_on(l->out, cell.color);
	put_cut(l, &cell, l->width ? l->width : cell.width);
	color_off(l->out, cell.color);
	buf_putc(l->out, '\n');
	return p;
}

/**
 * table_print() - print a table
 * @t: table, complete to the last cell of a row; empty afterwards
 * @out: where to
 *
 * A table without any row prints nothing.
 */
void table_print(struct table *t, struct buf *out)
{
	struct layout l = { .out = out };
	const char *p = t->cells.data;
	const char *end = t->cells.data + t->start - 1;

	lay_out(t, &l);
	if (!t->heading_shown && p < end)
		print_heading(t, &l);
	while (p < end) {
		unsigned char head = *p;

		if (head == HEAD_LINE) {
			p = print_line(&l, p + 1);
		} else if (head == HEAD_HEADING) {
			print_heading(t, &l);
			p++;
		} else {
			const char *next = print_plain_row(t, &l, p);

			p = next ? next : print_row(t, &l, p);
		}
	}
	free(l.hidden);
	free(t->widths);
	free(t->filled);
	free(t->begins[0]);
	free(t->begins[1]);
	buf_free(&t->cells);
}
