// SPDX-License-Identifier: GPL-2.0
/*
 * Text that is no table: lines that are broken where a terminal is too narrow,
 * and the numbers and names in them.
 */
#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "findings/cgroup.h"
#include "view/cells.h"
#include "view/prose.h"
#include "write/color.h"

/* A blank at which no line is broken, until it is written. */
#define TIED '\001'

/* So much room is left for text whatever the indent. */
#define LEAST 20

/* The longest part of a text that fits, to the end of a word if there is one. */
static size_t fitting(const char *text, const char *breaks, size_t len,
		      size_t width)
{
	size_t used, n = text_fit(text, len, width, &used);
	size_t end = n;

	if (n == len)
		return n;
	while (end && breaks[end] != ' ')
		end--;
	/* A word that is longer than a line is broken. */
	return end ? end : n ? n : 1;
}

/* Lines of plain text; breaks is the same text, with the blanks that are tied. */
static void put_lines(struct buf *out, size_t width, size_t hang,
		      const char *text, const char *breaks)
{
	size_t len = strlen(text), n = strspn(text, " ");

	n += fitting(text + n, breaks + n, len - n,
		     width > n + LEAST ? width - n : LEAST);
	if (hang + LEAST > width)
		hang = width > LEAST ? width - LEAST : 0;
	for (;;) {
		size_t end = n;

		while (end && text[end - 1] == ' ')
			end--;
		buf_put(out, text, end);
		buf_putc(out, '\n');
		n += strspn(text + n, " ");
		text += n;
		breaks += n;
		len -= n;
		if (!len)
			return;
		n = fitting(text, breaks, len, width > hang ? width - hang : 1);
		buf_fill(out, ' ', hang);
	}
}

/**
 * prose_untie() - put text that is not to be broken into lines
 * @b: where to
 * @text: the text
 */
void prose_untie(struct buf *b, const char *text)
{
	size_t start = b->len;

	buf_puts(b, text);
	for (size_t i = start; i < b->len; i++)
		if (b->data[i] == TIED)
			b->data[i] = ' ';
}

/**
 * prose_wrap() - write a line, or several where the terminal is too narrow
 * @out: where to
 * @style: what output shall look like
 * @hang: blanks before each line but the first
 * @text: the text; the blanks that it begins with are kept
 */
void prose_wrap(struct buf *out, const struct style *style, size_t hang,
		const char *text)
{
	struct buf plain = { .len = 0 };

	prose_untie(&plain, text);
	if (style->width) {
		put_lines(out, style->width, hang, buf_string(&plain), text);
	} else {
		buf_put(out, plain.data, plain.len);
		buf_putc(out, '\n');
	}
	buf_free(&plain);
}

/**
 * prose_command() - write what a command is for, and the command
 * @out: where to
 * @style: what output shall look like
 * @hang: blanks before each line but the first
 * @text: what it is for
 * @command: the command; never broken, since it is to be copied, but it begins a
 *	     line of its own where it does not fit
 */
void prose_command(struct buf *out, const struct style *style, size_t hang,
		   const char *text, const char *command)
{
	size_t used = text_width(text, strlen(text)) + 1 +
		      text_width(command, strlen(command));

	if (!style->width || used <= style->width) {
		buf_printf(out, "%s %s\n", text, command);
		return;
	}
	prose_wrap(out, style, hang, text);
	buf_fill(out, ' ', hang);
	buf_puts(out, command);
	buf_putc(out, '\n');
}

/**
 * prose_title() - write the title of a section
 * @out: where to
 * @style: what output shall look like
 * @color: colour of the title
 * @title: the title
 * @rest: what it means; cut where the terminal is too narrow
 */
void prose_title(struct buf *out, const struct style *style, enum color color,
		 const char *title, const char *rest)
{
	size_t len = strlen(rest), used = strlen(title) + 2;

	color_puts(out, style, color, title);
	if (*rest && (!style->width || style->width >= used + len)) {
		buf_puts(out, "  ");
		buf_puts(out, rest);
	}
	buf_putc(out, '\n');
}

/**
 * prose_s() - the end of a plural
 * @n: number
 *
 * Return: "s", unless the number is 1.
 */
const char *prose_s(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/**
 * prose_number() - put a number with a comma after each three digits
 * @b: where to
 * @n: number
 */
void prose_number(struct buf *b, uint64_t n)
{
	if (n >= 1000) {
		prose_number(b, n / 1000);
		buf_putc(b, ',');
		buf_digits(b, n % 1000, 3);
		return;
	}
	buf_u64(b, n);
}

/**
 * prose_count() - put "3 segments"
 * @b: where to
 * @n: how many
 * @what: of what, in the singular
 */
void prose_count(struct buf *b, uint64_t n, const char *what)
{
	prose_number(b, n);
	buf_putc(b, ' ');
	buf_puts(b, what);
	buf_puts(b, prose_s(n));
}

/**
 * prose_tie() - let prose_wrap() break no line here
 * @b: what will be written by that
 * @start: from here on
 */
void prose_tie(struct buf *b, size_t start)
{
	for (size_t i = start; i < b->len; i++)
		if (b->data[i] == ' ')
			b->data[i] = TIED;
}

/**
 * prose_bytes() - put a size, for prose_wrap()
 * @b: where to
 * @style: what output shall look like
 * @bytes: size
 */
void prose_bytes(struct buf *b, const struct style *style, uint64_t bytes)
{
	size_t start = b->len;

	if (style->bytes)
		prose_count(b, bytes, "byte");
	else
		text_size(b, bytes, "iB");
	prose_tie(b, start);
}

/**
 * prose_time() - put a point in time, for prose_wrap()
 * @b: where to
 * @style: what output shall look like
 * @t: seconds since 1970; 0 is never
 */
void prose_time(struct buf *b, const struct style *style, int64_t t)
{
	size_t start = b->len;

	put_time(b, style, t);
	prose_tie(b, start);
}

/**
 * prose_string() - put foreign text as it may be shown
 * @b: where to
 * @style: what output shall look like
 * @s: text, NULL for none
 */
void prose_string(struct buf *b, const struct style *style, const char *s)
{
	if (!s)
		buf_putc(b, '-');
	else if (!*s)
		buf_puts(b, "\"\"");
	else
		text_show(b, s, strlen(s), style->escape);
}

/**
 * prose_cgroup() - put the path of a control group
 * @b: where to
 * @style: what output shall look like
 * @path: the path, NULL if it is not known
 *
 * On a terminal, of the id of a container as many digits as docker ps prints.
 */
void prose_cgroup(struct buf *b, const struct style *style, const char *path)
{
	const char *id = style->width ? cgroup_container(path) : NULL;

	if (!id) {
		prose_string(b, style, path);
		return;
	}
	text_show(b, path, id - path + CONTAINER_DIGITS, style->escape);
	buf_puts(b, style->escape == ESCAPE_ASCII ? ".." : "\342\200\246");
	id += CONTAINER_ID;
	text_show(b, id, strlen(id), style->escape);
}

/**
 * prose_user() - put the name of a user
 * @b: where to
 * @style: what output shall look like
 * @uid: user
 */
void prose_user(struct buf *b, const struct style *style, uint32_t uid)
{
	const char *name = uid == UINT32_MAX ? "?" : names_user(uid);

	if (name)
		prose_string(b, style, name);
	else
		buf_u64(b, uid);
}

/**
 * prose_process() - put "812 postgres"
 * @b: where to
 * @style: what output shall look like
 * @rec: record that names a process
 * @pid: the key of its number
 * @comm: the key of its name
 */
void prose_process(struct buf *b, const struct style *style,
		   const struct rec *rec, enum field pid, enum field comm)
{
	if (rec_known(rec, pid))
		buf_u64(b, rec_num(rec, pid, 0));
	else
		buf_putc(b, rec_hidden(rec, pid) ? '?' : '-');
	if (!rec_str(rec, comm))
		return;
	buf_putc(b, ' ');
	prose_string(b, style, rec_str(rec, comm));
}
