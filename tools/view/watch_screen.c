// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: all parts of a screen, put together so that they fit it.
 */
#include <string.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/prose.h"
#include "view/show.h"
#include "view/watch_lines.h"
#include "write/color.h"

/* Rows of the table for which room is kept, if there is so much. */
#define ROWS_LEAST 6

/* Lines of messages that are shown. */
#define MESSAGE_LINES 3

/* Without a screen, of so many limits, deadlocks and hoarders is told. */
#define PROBLEMS_PLAIN 20

/**
 * watch_line_begin() - begin a line
 * @line: line
 * @out: where to
 * @style: whether there are colours, and how wide a line may be
 */
void watch_line_begin(struct watch_line *line, struct buf *out,
		      const struct style *style)
{
	*line = (struct watch_line){ out, style, 0, false };
}

/**
 * watch_line_put() - put a piece into a line, as far as it fits
 * @line: line
 * @color: colour of the piece
 * @text: the piece, without controls
 */
void watch_line_put(struct watch_line *line, enum color color, const char *text)
{
	const char *dots =
		line->style->escape == ESCAPE_ASCII ? ".." : "\342\200\246";
	size_t dots_width = line->style->escape == ESCAPE_ASCII ? 2 : 1;
	size_t len = strlen(text), width = line->style->width, used = 0, n;
	struct buf plain = { .len = 0 };

	if (line->cut || !len)
		return;
	prose_untie(&plain, text);
	text = buf_string(&plain);
	if (!line->style->color)
		color = COLOR_NONE;
	n = width ? text_fit(text, len, width - line->used, &used) : len;
	color_on(line->out, color);
	if (n == len) {
		buf_put(line->out, text, n);
	} else {
		line->cut = true;
		n = width - line->used > dots_width ?
			    width - line->used - dots_width :
			    0;
		n = text_fit(text, len, n, &used);
		buf_put(line->out, text, n);
		if (width - line->used >= dots_width)
			buf_puts(line->out, dots);
	}
	color_off(line->out, color);
	line->used += used;
	buf_free(&plain);
}

/**
 * watch_line_end() - end a line
 * @line: line
 */
void watch_line_end(struct watch_line *line)
{
	buf_putc(line->out, '\n');
}

static void put_line(struct watch *w, struct buf *out, enum color color,
		     const char *text)
{
	struct watch_line line;

	watch_line_begin(&line, out, &w->req->style);
	watch_line_put(&line, color, text);
	watch_line_end(&line);
}

static const char *const keys[] = {
	[WATCH_LIST] = "q quit  Enter show  / filter  s sort  a all  m seen  "
		       "Space pause  ? help",
	[WATCH_OBJECT] = "q quit  Esc back  arrows scroll  n next  p previous  "
			 "Space pause  ? help",
	[WATCH_HELP] = "q quit  Esc back  arrows scroll",
};

/* As many of the keys as fit whole. */
static void put_keys(struct watch *w, struct buf *out)
{
	const char *text = keys[w->page], *end = text, *next = text;
	struct buf b = { .len = 0 };

	while (next && *next) {
		const char *blanks = strstr(next, "  ");

		next = blanks ? blanks : next + strlen(next);
		if ((size_t)(next - text) > w->req->style.width)
			break;
		end = next;
		next = blanks ? blanks + 2 : NULL;
	}
	buf_printf(&b, "%.*s", (int)(end - text), text);
	put_line(w, out, COLOR_DIM, buf_string(&b));
	buf_free(&b);
}

static void put_prompt(struct watch *w, struct buf *out)
{
	size_t width = w->req->style.width, label = strlen(w->prompt) + 1;
	const char *at = w->typed;
	struct buf b = { .len = 0 }, shown = { .len = 0 };

	/* What is typed is seen at its end. */
	text_show(&shown, at, strlen(at), w->req->style.escape);
	at = buf_string(&shown);
	while (*at && width > label + 1 &&
	       text_width(at, strlen(at)) > width - label - 1) {
		at++;
		while ((*at & 0xc0) == 0x80)
			at++;
	}
	buf_printf(&b, "%s %s_", w->prompt, at);
	put_line(w, out, COLOR_BOLD, buf_string(&b));
	buf_free(&b);
	buf_free(&shown);
}

static size_t count_lines(const struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++)
		n += b->data[i] == '\n';
	return n;
}

/* The first lines of a buffer, without those before @from. */
static void put_lines(struct buf *out, struct buf *from, size_t skip,
		      size_t most)
{
	const char *at = buf_string(from);

	for (size_t i = 0; *at && i < skip + most; i++) {
		size_t n = strcspn(at, "\n");

		if (i >= skip) {
			buf_put(out, at, n);
			buf_putc(out, '\n');
		}
		at += n + !!at[n];
	}
}

/* What is to be said, what is done to refresh, and the keys or the question. */
static void make_bottom(struct watch *w, struct buf *out)
{
	const char *at = w->messages ? w->messages : "";
	struct buf said = { .len = 0 }, b = { .len = 0 };

	while (*at) {
		size_t n = strcspn(at, "\n");

		b.len = 0;
		buf_printf(&b, "%.*s", (int)n, at);
		prose_wrap(&said, &w->req->style, 2, buf_string(&b));
		at += n + !!at[n];
	}
	if (w->req->style.color && said.len)
		color_on(out, COLOR_YELLOW);
	put_lines(out, &said, 0, MESSAGE_LINES);
	if (w->req->style.color && said.len) {
		out->len--;
		color_off(out, COLOR_YELLOW);
		buf_putc(out, '\n');
	}
	if (w->prompt)
		put_prompt(w, out);
	else
		put_keys(w, out);
	buf_free(&said);
	buf_free(&b);
}

/* Which rows or lines are seen: the cursor stays among them. */
static void scroll(struct watch *w, size_t length, size_t room)
{
	size_t last = length > room ? length - room : 0;

	w->length = length;
	w->room = room;
	if (w->page == WATCH_LIST) {
		if (w->cursor >= length)
			w->cursor = length ? length - 1 : 0;
		if (w->cursor < w->top)
			w->top = w->cursor;
		if (w->cursor >= w->top + room)
			w->top = room ? w->cursor - room + 1 : w->cursor;
	}
	if (w->top > last)
		w->top = last;
}

static void make_list(struct watch *w, struct buf *out, size_t height)
{
	size_t fixed, problems = PROBLEMS_PLAIN;
	struct buf top = { .len = 0 };

	if (w->height) {
		watch_top(w, &top, 0);
		fixed = count_lines(&top) + 2 + ROWS_LEAST;
		problems = height > fixed ? (height - fixed + 1) / 2 : 0;
		top.len = 0;
	}
	watch_top(w, &top, problems);
	if (w->height) {
		/* A small screen is for the rows. */
		fixed = height > ROWS_LEAST + 2 ? height - ROWS_LEAST - 2 : 1;
		put_lines(out, &top, 0, fixed);
		fixed = count_lines(out);
		scroll(w, w->rows.n,
		       height > fixed + 2 ? height - fixed - 2 : 0);
	} else {
		put_lines(out, &top, 0, SIZE_MAX / 2);
		w->room = w->rows.n;
	}
	watch_about(w, out);
	watch_table(w, out);
	buf_free(&top);
}

static void make_page(struct watch *w, struct buf *out, size_t height)
{
	struct buf page = { .len = 0 };

	if (w->page == WATCH_HELP) {
		watch_help_page(w, &page);
	} else {
		watch_object_page(w, &page);
		if (w->snap && height) {
			watch_title(w, out);
			height--;
		}
	}
	scroll(w, count_lines(&page), height);
	put_lines(out, &page, w->top, height);
	buf_free(&page);
}

/**
 * watch_screen() - make the lines of the screen
 * @w: screen; what is seen of it is set to what fits
 * @out: set to the lines, as many as the screen has, or all without a screen
 */
void watch_screen(struct watch *w, struct buf *out)
{
	struct buf bottom = { .len = 0 }, body = { .len = 0 };
	size_t height = w->height, n;

	out->len = 0;
	if (w->height) {
		make_bottom(w, &bottom);
		n = count_lines(&bottom);
		height = height > n ? height - n : 0;
	}
	if (w->page == WATCH_LIST && w->snap)
		make_list(w, &body, height);
	else if (w->page != WATCH_LIST)
		make_page(w, &body, height);
	put_lines(out, &body, 0, w->height ? height : SIZE_MAX / 2);
	for (n = count_lines(out); w->height && n < height; n++)
		buf_putc(out, '\n');
	n = count_lines(&bottom);
	put_lines(out, &bottom, n > w->height ? n - w->height : 0, w->height);
	buf_free(&body);
	buf_free(&bottom);
}
