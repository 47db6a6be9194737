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

/*
 * struct cell - a cell as it is read back
 * @text: its text
 * @len: bytes of that
 * @width: columns that it takes
 * @color: its colour
 * @odd: it is shown, but not simply copied: it is long, coloured, cut
 */
struct cell {
	const char *text;
	size_t len;
	size_t width;
	enum color color;
	bool odd;
};

/*
 * struct layout - how a table is printed
 * @out: where to
 * @width: of the terminal, 0 if it does not matter
 * @widths: of the columns
 * @hidden: columns that are not shown
 * @at: where in a row each column begins
 * @last: the last column that is shown
 * @row: what a row takes at most, with its end
 * @dots: what stands where a text was cut
 * @dots_width: columns that this takes
 * @cells: those of the current row
 * @n_odd: how many of them are odd
 * @plain: the current row, if none of its cells is
 * @drawn: the row that is in @plain is the current one
 */
struct layout {
	struct buf *out;
	size_t width;
	size_t *widths;
	bool *hidden;
	size_t *at;
	size_t last;
	size_t row;
	const char *dots;
	size_t dots_width;
	struct cell *cells;
	size_t n_odd;
	char *plain;
	bool drawn;
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
	}
	l->at = xcalloc(t->n, sizeof(*l->at));
	l->cells = xcalloc(t->n, sizeof(*l->cells));
	l->row = t->indent;
	for (size_t i = 0; i < t->n; i++) {
		l->at[i] = l->row;
		if (!l->hidden[i])
			l->row += l->widths[i] + 1;
	}
	l->plain = xmalloc(l->row + 1);
	memset(l->plain, ' ', l->row);
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
		struct cell cell = { heading, len, len, COLOR_NONE, false };

		if (!l->hidden[i])
			put_cell(t, l, i, &cell);
	}
}

/* Without the call that a size that is not constant takes; n is less than SHORT. */
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
	} else if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(to + n - 4, from + n - 4, 4);
	} else if (n) {
		to[0] = from[0];
		to[n / 2] = from[n / 2];
		to[n - 1] = from[n - 1];
	}
}

/* Puts a cell that is not odd where it stands in a row. */
static void draw_cell(const struct table *t, struct layout *l, size_t i)
{
	const struct cell *cell = &l->cells[i];
	char *to = l->plain + l->at[i];
	size_t width = l->widths[i];

	memset(to, ' ', width);
	copy_short(t->columns[i].right ? to + width - cell->len : to,
		   cell->text, cell->len);
}

/* Reads the cells in which a row differs from the one before. */
static const char *read_row(const struct table *t, struct layout *l,
			    const char *p)
{
	for (size_t i = 0; i < t->n; i++) {
		unsigned char head = *p++;
		struct cell *cell = &l->cells[i];

		if (head == HEAD_REPEAT) {
			i += (unsigned char)*p++ - 1;
			continue;
		}
		l->n_odd -= cell->odd;
		if (head < SHORT) {
			*cell = (struct cell){ p, head, head, COLOR_NONE,
					       head > l->widths[i] };
			p += head;
		} else {
			p = read_more(p, cell);
			cell->odd = true;
		}
		cell->odd &= !l->hidden[i];
		l->n_odd += cell->odd;
		if (l->drawn && !cell->odd && !l->hidden[i])
			draw_cell(t, l, i);
	}
	return p;
}

static void print_row(const struct table *t, struct layout *l)
{
	buf_fill(l->out, ' ', t->indent);
	for (size_t i = 0; i < t->n; i++)
		if (!l->hidden[i])
			put_cell(t, l, i, &l->cells[i]);
}

/* A row of which no cell is odd, which most rows are. */
static void print_plain_row(const struct table *t, struct layout *l)
{
	size_t n = l->row;
	char *to;

	for (size_t i = 0; !l->drawn && i < t->n; i++)
		if (!l->hidden[i])
			draw_cell(t, l, i);
	l->drawn = true;
	if (l->last < t->n && !t->columns[l->last].right)
		n = l->at[l->last] + l->cells[l->last].len + 1;
	to = buf_need(l->out, n + 1);
	memcpy(to, l->plain, n);
	while (n > 1 && to[n - 2] == ' ')
		n--;
	to[n - 1] = '\n';
	l->out->len += n;
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
			p = read_row(t, &l, p);
			l.drawn &= !l.n_odd;
			if (l.n_odd)
				print_row(t, &l);
			else
				print_plain_row(t, &l);
		}
	}
	free(l.hidden);
	free(l.at);
	free(l.cells);
	free(l.plain);
	free(t->widths);
	free(t->filled);
	buf_free(&t->cells);
}
