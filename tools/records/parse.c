// SPDX-License-Identifier: GPL-2.0
/*
 * From the text of a snapshot to records.
 *
 * The text may come from anybody: it may be cut off, altered, endless. Nothing
 * is believed before it was checked, nothing is returned before the whole was
 * read, and memory stays within a fixed multiple of the input.
 *
 * Pure: reads and prints nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/memory.h"
#include "records/check.h"
#include "records/fast.h"
#include "records/line.h"
#include "records/parse.h"
#include "records/skip.h"

/* Read at a time, at least. */
#define BLOCK ((size_t)64 * 1024)

/**
 * parse_new() - begin to read a snapshot
 * @name: name of the input for messages, fit to be shown; it must live as long
 *	  as the parser
 *
 * Return: the parser.
 */
struct parser *parse_new(const char *name)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->name = name;
	p->max = PARSE_MAX_TOTAL;
	p->line = 1;
	p->snap = snapshot_new(SOURCE_MODULE);
	p->room = 4 * BLOCK;
	p->buf = xmalloc(p->room + BYTES_SLACK);
	fast_init(p);
	return p;
}

static bool parse_line(struct parser *p, const char *line, size_t len)
{
	if (p->only && skip_line(p, line, len))
		return true;
	if (!p->general && fast_parse(p, line, len))
		return true;
	if (!line_parse(p, line, len))
		return false;
	if (p->draft.kind == KINDS)
		return true;
	p->ended = p->draft.kind == KIND_END;
	fast_learn(p, line, len);
	return true;
}

/**
 * parse_room() - where the next bytes of the snapshot are to be put
 * @p: parser
 * @n: set to how many there is room for
 *
 * Return: the place.
 */
char *parse_room(struct parser *p, size_t *n)
{
	if (p->room - p->to < BLOCK) {
		memmove(p->buf, p->buf + p->from, p->to - p->from);
		p->to -= p->from;
		p->from = 0;
	}
	*n = p->room - p->to;
	return p->buf + p->to;
}

/**
 * parse_filled() - read on
 * @p: parser
 * @n: how many bytes were put where parse_room() said
 *
 * Return: false if the snapshot is bad; @p->msg says why.
 */
bool parse_filled(struct parser *p, size_t n)
{
	const char *end = p->buf + p->to;

	if (p->failed)
		return false;
	if (n > p->max - p->total)
		return parse_fail(p, 0, "larger than %zu bytes", p->max);
	p->total += n;
	p->to += n;
	memset(p->buf + p->to, 0, BYTES_SLACK);

	/* Before that, there is no end of a line. */
	while ((end = memchr(end, '\n', p->buf + p->to - end))) {
		const char *line = p->buf + p->from;

		if (end - line > PARSE_MAX_LINE)
			break;
		if (!parse_line(p, line, end - line))
			return false;
		p->line++;
		end++;
		p->from = end - p->buf;
	}
	if (end || p->to - p->from > PARSE_MAX_LINE)
		return parse_fail(p, p->line, "line longer than %d bytes",
				  PARSE_MAX_LINE);
	return true;
}

/**
 * parse_feed() - read on, from elsewhere
 * @p: parser
 * @data: the next bytes of the snapshot
 * @len: how many
 *
 * Return: false if the snapshot is bad; @p->msg says why.
 */
bool parse_feed(struct parser *p, const char *data, size_t len)
{
	while (len) {
		size_t n;
		char *room = parse_room(p, &n);

		if (n > len)
			n = len;
		memcpy(room, data, n);
		if (!parse_filled(p, n))
			return false;
		data += n;
		len -= n;
	}
	return !p->failed;
}

/**
 * parse_finish() - end of the input
 * @p: parser, which is of no more use afterwards
 *
 * Return: the snapshot, NULL if it is bad; @p->msg says why.
 */
struct snapshot *parse_finish(struct parser *p)
{
	struct snapshot *snap;

	if (p->failed)
		return NULL;
	if (!p->total)
		parse_fail(p, 0, "empty, not a snapshot of ipcdiag");
	else if (p->to > p->from && p->line == 1)
		parse_fail(p, 1, "not a snapshot of ipcdiag, or cut off");
	else if (p->to > p->from)
		parse_fail(p, p->line, "cut off in the middle of this line");
	else if (!p->ended)
		parse_fail(p, p->line, "cut off: the end line is missing");
	else
		check_snapshot(p);
	if (p->failed)
		return NULL;

	snap = p->snap;
	p->snap = NULL;
	return snap;
}

/**
 * parse_free() - free a parser
 * @p: parser or NULL
 */
void parse_free(struct parser *p)
{
	if (!p)
		return;
	snapshot_free(p->snap);
	fast_free(p);
	free(p->buf);
	free(p);
}
