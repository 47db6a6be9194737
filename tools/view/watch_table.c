// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: the table of objects. Only the rows that are seen are made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/prose.h"
#include "view/watch_lines.h"
#include "write/color.h"
#include "write/table.h"

#define REVERSE	    "\033[7m"
#define REVERSE_OFF "\033[0m"

static const struct usual usual[] = {
	{ C_OBJECT, 0, 0 }, { C_MEM, 1, 0 },	 { C_IDLE, 2, 0 },
	{ C_USER, 0, 0 },   { F_VERDICT, 0, 0 }, { C_PROGRAM, 5, 0 },
	{ C_WHY, 3, 20 },   { -1, 0, 0 },
};

/* So narrow a screen has no room for all that is not hidden: no verdict is cut. */
#define NARROW	     48
#define OBJECT_LEAST 16
#define OWNER_LEAST  8

/* The columns of the table: that of marks, those of @chosen, that of changes. */
#define MARKS	1
#define CHANGES 1

/*
 * struct watch_columns - the columns of the table
 * @chosen: those that are columns of an object
 * @v: all of them: the mark first, then @chosen, and after the second the change
 * @headings: of @chosen
 */
struct watch_columns {
	struct column_list chosen;
	struct table_column v[COLUMNS + MARKS + CHANGES];
	char headings[COLUMNS][COLUMN_NAME];
};

/* Behind so many of the chosen columns stands the change of memory. */
static size_t change_at(const struct watch_columns *c)
{
	return c->chosen.n < 2 ? c->chosen.n : 2;
}

static void choose(struct watch *w, struct watch_columns *c)
{
	unsigned int width = w->req->style.width;
	bool narrow = width && width <= NARROW;
	struct column_list all;
	size_t n = 0;

	memset(c, 0, sizeof(*c));
	rows_usual(&w->rows, usual, w->snap->source != SOURCE_MODULE, &all);
	columns_choose(w->req->columns, w->req->kinds, &all, &c->chosen);
	c->v[n++] = (struct table_column){ .heading = "" };
	for (size_t i = 0; i < c->chosen.n; i++) {
		int column = c->chosen.v[i];
		const struct usual *u = usual;

		if (i == change_at(c))
			c->v[n++] = (struct table_column){
				.heading = "CHANGE",
				.priority = 4,
				.right = true,
			};
		while (u->column >= 0 && u->column != column)
			u++;
		column_heading(column, OBJECT_KINDS, c->headings[i],
			       COLUMN_NAME);
		c->v[n] = (struct table_column){ .heading = c->headings[i] };
		for (enum kind k = 0; k < KINDS; k++)
			c->v[n].right |= w->req->kinds & 1U << k &&
					 column_in(column, k) &&
					 column_is_right(column, k);
		if (u->column >= 0) {
			c->v[n].priority = u->priority;
			c->v[n].cut = u->least;
			c->v[n].least = u->least;
		}
		if (narrow && (column == C_OBJECT || column == C_USER)) {
			c->v[n].cut = true;
			c->v[n].least =
				column == C_OBJECT ? OBJECT_LEAST : OWNER_LEAST;
		}
		n++;
	}
	if (c->chosen.n == change_at(c))
		c->v[n++] = (struct table_column){ .heading = "CHANGE",
						   .right = true };
}

/* What became of an object in one character: see the help page. */
static char mark_of(const struct diff_object *o)
{
	if (!o)
		return ' ';
	if (o->what & DIFF_APPEARED)
		return '+';
	if (o->what & DIFF_VERDICT)
		return '!';
	return o->what & DIFF_GREW ? '^' : 'v';
}

static void put_change(struct watch *w, struct table *t,
		       const struct diff_object *o, enum color color)
{
	struct buf *b = table_cell(t);
	uint64_t before, now;

	if (o && o->before && o->what & (DIFF_GREW | DIFF_SHRANK)) {
		before = object_memory(o->before);
		now = object_memory(o->now);
		buf_putc(b, now > before ? '+' : '-');
		now = now > before ? now - before : before - now;
		if (w->req->style.bytes)
			buf_u64(b, now);
		else
			text_size(b, now, "");
	} else {
		buf_puts(b, o && o->what & DIFF_APPEARED ? "new" : "-");
	}
	table_next_color(t, color);
}

static void put_row(struct watch *w, struct table *t,
		    const struct watch_columns *c, size_t row)
{
	const struct rec *rec = w->rows.v[row];
	const struct diff_object *o = watch_became(w, rec);
	const struct style *style = &w->req->style;
	bool chosen = w->height && row == w->cursor;
	bool plain = !style->color || chosen;
	enum color color = o && !plain ? COLOR_BOLD : COLOR_NONE;

	buf_putc(table_cell(t), chosen ? '>' : ' ');
	buf_putc(table_cell(t), mark_of(o));
	table_next_color(t, color);
	for (size_t i = 0; i < c->chosen.n; i++) {
		if (i == change_at(c))
			put_change(w, t, o, color);
		cell(table_cell(t), style, rec, c->chosen.v[i]);
		table_next_color(t, plain ? COLOR_NONE :
					    cell_color(rec, c->chosen.v[i]));
	}
	if (c->chosen.n == change_at(c))
		put_change(w, t, o, color);
}

/* The row that is chosen, in reverse up to the edge. */
static void put_reverse(struct buf *out, const char *text, size_t n,
			size_t width)
{
	size_t used = text_width(text, n);

	buf_puts(out, REVERSE);
	buf_put(out, text, n);
	buf_fill(out, ' ', width > used ? width - used : 0);
	buf_puts(out, REVERSE_OFF);
}

/* How much of a line with colours fits into a screen. */
static size_t fit(const char *text, size_t n, size_t width)
{
	size_t done = 0;

	while (done < n) {
		const char *escape = memchr(text + done, '\033', n - done);
		size_t len = (escape ? escape : text + n) - (text + done);
		size_t used, part = text_fit(text + done, len, width, &used);

		done += part;
		width -= used;
		if (part < len || !escape)
			break;
		while (done < n && text[done++] != 'm')
			;
	}
	return done;
}

/* A table is never narrower than what may not be cut; a screen is. */
static void put_clipped(struct watch *w, struct buf *out, const char *text)
{
	size_t width = w->req->style.width;
	bool color = w->req->style.color;

	for (size_t line = 0; *text; line++) {
		size_t n = strcspn(text, "\n"), end = n;
		bool chosen =
			line && w->height && w->top + line - 1 == w->cursor;

		if (w->height)
			end = fit(text, n, width);
		if (!line && color) {
			color_on(out, COLOR_BOLD);
			buf_put(out, text, end);
			color_off(out, COLOR_BOLD);
		} else if (chosen && color) {
			put_reverse(out, text, end, width);
		} else {
			buf_put(out, text, end);
			if (end < n && color)
				color_off(out, COLOR_BOLD);
		}
		buf_putc(out, '\n');
		text += n + 1;
	}
}

static const char *order_of(const struct watch *w)
{
	return w->order == WATCH_WORST	? "worst first" :
	       w->order == WATCH_GROWTH ? "what grew most first" :
					  w->req->sort;
}

/**
 * watch_about() - write what is listed, in which order, and what of it is seen
 * @w: screen
 * @out: where to
 */
void watch_about(const struct watch *w, struct buf *out)
{
	const struct style *style = &w->req->style;
	struct watch_line line;
	struct buf b = { .len = 0 };
	size_t end = w->top + w->room;

	prose_count(&b, w->rows.n, "object");
	if (*w->words) {
		buf_puts(&b, " of ");
		text_show(&b, w->words, strlen(w->words), style->escape);
	}
	if (w->leaks_only)
		buf_puts(&b, " left over or held");
	buf_puts(&b, w->order == WATCH_COLUMNS ? ", sorted by " : ", ");
	buf_puts(&b, order_of(w));
	if (w->height && w->rows.n > w->room) {
		buf_puts(&b, "; these are ");
		prose_number(&b, w->top + 1);
		buf_puts(&b, " to ");
		prose_number(&b, end < w->rows.n ? end : w->rows.n);
	}
	watch_line_begin(&line, out, style);
	watch_line_put(&line, COLOR_CYAN, buf_string(&b));
	watch_line_end(&line);
	buf_free(&b);
}

/**
 * watch_table() - write the rows that are seen
 * @w: screen, with a snapshot
 * @out: where to
 */
void watch_table(struct watch *w, struct buf *out)
{
	size_t end =
		w->rows.n - w->top < w->room ? w->rows.n : w->top + w->room;
	struct style style = w->req->style;
	struct buf text = { .len = 0 };
	struct watch_columns c;
	struct table t;

	if (!w->rows.n)
		return;
	choose(w, &c);
	table_init(&t, &style, c.v, c.chosen.n + MARKS + CHANGES);
	for (size_t i = w->top; i < end; i++)
		put_row(w, &t, &c, i);
	table_print(&t, &text);
	put_clipped(w, out, buf_string(&text));
	buf_free(&text);
}
