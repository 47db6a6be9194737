// SPDX-License-Identifier: GPL-2.0
/*
 * The command diff: the objects that are not as they were, in sections.
 */
#include <stdlib.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/diff.h"
#include "view/prose.h"
#include "view/report.h"
#include "write/table.h"

/* Rows that every section gets before any gets more, and the lines around them. */
#define ROWS_LEAST 3
#define ROWS_ROUND 4

/* Columns that are not those of a record. */
enum {
	THE_CHANGE = COLUMNS,
	THE_RATE,
	WAS_MEM,
	WAS_VERDICT,
	NONE,
};

#define SECTION_COLUMNS 7

/* A section: what it is about, and its columns. */
static const struct section {
	const char *title;
	const char *meaning;
	enum diff_what what;
	int columns[SECTION_COLUMNS];
} sections[] = {
	{ "CHANGED VERDICT",
	  "other than before",
	  DIFF_VERDICT,
	  { C_OBJECT, C_MEM, WAS_VERDICT, F_VERDICT, C_USER, F_KEY, C_WHY } },
	{ "APPEARED",
	  "not there before",
	  DIFF_APPEARED,
	  { C_OBJECT, C_MEM, F_VERDICT, C_USER, F_KEY, C_PROGRAM, C_WHY } },
	{ "GREW",
	  "by most first",
	  DIFF_GREW,
	  { C_OBJECT, WAS_MEM, C_MEM, THE_CHANGE, THE_RATE, F_VERDICT,
	    C_USER } },
	{ "SHRANK",
	  "by most first",
	  DIFF_SHRANK,
	  { C_OBJECT, WAS_MEM, C_MEM, THE_CHANGE, THE_RATE, F_VERDICT,
	    C_USER } },
	{ "WENT",
	  "not there any more",
	  DIFF_WENT,
	  { C_OBJECT, C_MEM, F_VERDICT, C_USER, F_KEY, C_PROGRAM, NONE } },
};

#define SECTIONS (sizeof(sections) / sizeof(sections[0]))

static struct table_column table_column(int column)
{
	switch (column) {
	case C_OBJECT:
		return (struct table_column){ .heading = "OBJECT" };
	case C_MEM:
		return (struct table_column){ .heading = "MEM", .right = true };
	case WAS_MEM:
		return (struct table_column){ .heading = "BEFORE",
					      .right = true,
					      .priority = 3 };
	case THE_CHANGE:
		return (struct table_column){ .heading = "CHANGE",
					      .right = true };
	case THE_RATE:
		return (struct table_column){ .heading = "PER HOUR",
					      .right = true,
					      .priority = 2 };
	case WAS_VERDICT:
		return (struct table_column){ .heading = "BEFORE" };
	case F_VERDICT:
		return (struct table_column){ .heading = "VERDICT" };
	case C_USER:
		return (struct table_column){ .heading = "OWNER",
					      .cut = true,
					      .least = 8 };
	case F_KEY:
		return (struct table_column){ .heading = "KEY", .priority = 2 };
	case C_PROGRAM:
		return (struct table_column){ .heading = "PROGRAM",
					      .priority = 1 };
	default:
		return (struct table_column){ .heading = "WHY",
					      .priority = 3,
					      .cut = true,
					      .least = 12 };
	}
}

/* By how much it grew or shrank, or in an hour. */
static void put_growth(struct buf *b, const struct diff_view *v,
		       const struct diff_object *o, bool hourly)
{
	int64_t change =
		diff_change(object_memory(o->before), object_memory(o->now));
	int64_t rate;

	if (hourly) {
		if (!diff_rate(change, v->diff->seconds, &rate)) {
			buf_putc(b, '-');
			return;
		}
		change = rate / 100;
	}
	buf_putc(b, change < 0 ? '-' : '+');
	put_size(b, &v->req->style, llabs(change));
}

static void put_cell(struct table *t, const struct diff_view *v,
		     const struct diff_object *o, int column)
{
	const struct style *style = &v->req->style;
	const struct rec *rec = o->now ? o->now : o->before;
	struct buf *b = table_cell(t);
	enum color color = COLOR_NONE;

	if (column == THE_CHANGE || column == THE_RATE) {
		put_growth(b, v, o, column == THE_RATE);
	} else if (column == WAS_MEM) {
		cell(b, style, o->before, C_MEM);
	} else if (column == WAS_VERDICT) {
		cell(b, style, o->before, F_VERDICT);
	} else {
		cell(b, style, rec, column);
		color = style->color ? cell_color(rec, column) : COLOR_NONE;
	}
	table_next_color(t, color);
}

static size_t put_section(struct diff_view *v, const struct section *s,
			  size_t most)
{
	struct table_column columns[SECTION_COLUMNS];
	const struct diff_object **list;
	struct buf b = { .len = 0 };
	size_t n, ncolumns = 0;
	struct table t;

	list = diff_pick(v->diff, s->what, &n);
	if (most > n)
		most = n;
	while (ncolumns < SECTION_COLUMNS && s->columns[ncolumns] != NONE) {
		columns[ncolumns] = table_column(s->columns[ncolumns]);
		ncolumns++;
	}
	table_init(&t, &v->req->style, columns, ncolumns);
	table_heading(&t);
	for (size_t i = 0; i < most; i++)
		for (size_t c = 0; c < ncolumns; c++)
			put_cell(&t, v, list[i], s->columns[c]);
	t.indent = 2;
	buf_putc(&v->out, '\n');
	prose_title(&v->out, &v->req->style, COLOR_BOLD, s->title, s->meaning);
	table_print(&t, &v->out);
	if (n > most) {
		buf_puts(&b, "  and ");
		prose_number(&b, n - most);
		buf_puts(&b, " more; --all shows them");
		prose_wrap(&v->out, &v->req->style, 4, buf_string(&b));
		buf_free(&b);
	}
	free(list);
	return most;
}

/**
 * diff_rows() - write the objects that are not as they were
 * @v: comparison
 * @lines: how many lines there are for it, SIZE_MAX for any number
 */
void diff_rows(struct diff_view *v, size_t lines)
{
	size_t left = 0;

	for (size_t i = 0; i < SECTIONS; i++)
		left += !!diff_count(v->diff, sections[i].what);
	for (size_t i = 0; i < SECTIONS; i++) {
		size_t n = diff_count(v->diff, sections[i].what);
		size_t share, used;

		if (!n)
			continue;
		/* What a section does not need is left to those after it. */
		share = lines / left--;
		share = share > ROWS_ROUND + ROWS_LEAST ? share - ROWS_ROUND :
							  ROWS_LEAST;
		used = put_section(v, &sections[i],
				   lines == SIZE_MAX ? SIZE_MAX : share) +
		       ROWS_ROUND;
		if (lines != SIZE_MAX)
			lines -= used < lines ? used : lines;
	}
}
