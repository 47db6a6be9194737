// SPDX-License-Identifier: GPL-2.0
/*
 * JSON, written as it comes.
 */
#include <assert.h>

#include "base/escape.h"
#include "base/text.h"
#include "write/json.h"

static void begin_line(struct json *j)
{
	if (j->layout != JSON_PRETTY)
		return;
	buf_putc(j->out, '\n');
	buf_fill(j->out, ' ', 2 * (size_t)j->depth);
}

static void open_bracket(struct json *j, char begin, char end)
{
	assert(j->depth < JSON_DEPTH);
	buf_putc(j->out, begin);
	j->open[j->depth++] = end;
	j->first = true;
}

static void close_bracket(struct json *j)
{
	bool empty = j->first;
	char end;

	assert(j->depth);
	end = j->open[--j->depth];
	if (!empty)
		begin_line(j);
	buf_putc(j->out, end);
	j->first = false;
}

static void put_name(struct json *j, const char *name)
{
	buf_putc(j->out, '"');
	buf_puts(j->out, name);
	buf_puts(j->out, j->layout == JSON_PRETTY ? "\": " : "\":");
}

/* Ends the line of members that stand alone in the document. */
static void end_gathering(struct json *j)
{
	if (!j->gathering)
		return;
	buf_puts(j->out, "}\n");
	j->gathering = false;
}

/* Begins a line that is a document of its own. */
static void begin_record(struct json *j, const char *name)
{
	end_gathering(j);
	buf_puts(j->out, "{\"record\":\"");
	buf_puts(j->out, name);
	buf_putc(j->out, '"');
	j->first = false;
}

/* With JSON_LINES, is what comes next directly in the document? */
static bool on_top(const struct json *j)
{
	return j->layout == JSON_LINES && j->depth == 1;
}

/**
 * json_next() - begin a member or an element, whose value the caller writes
 * @j: document
 * @name: its name, ASCII without anything to escape; NULL in a list
 */
void json_next(struct json *j, const char *name)
{
	if (on_top(j) && !j->gathering) {
		begin_record(j, "document");
		j->gathering = true;
	}
	if (!j->first)
		buf_putc(j->out, ',');
	if (!j->first && j->layout == JSON_COMPACT && j->depth == 2 && !name)
		buf_putc(j->out, '\n');
	j->first = false;
	begin_line(j);
	if (name)
		put_name(j, name);
}

/**
 * json_begin() - begin a document
 * @j: document
 * @out: where to
 * @style: the layout
 */
void json_begin(struct json *j, struct buf *out, const struct style *style)
{
	*j = (struct json){ .out = out, .layout = style->json, .first = true };
	if (j->layout == JSON_LINES)
		j->open[j->depth++] = '\0';
	else
		open_bracket(j, '{', '}');
}

/**
 * json_end() - end a document
 * @j: document; all objects and lists in it are closed
 */
void json_end(struct json *j)
{
	assert(j->depth == 1);
	if (j->layout == JSON_LINES) {
		end_gathering(j);
		return;
	}
	close_bracket(j);
	buf_putc(j->out, '\n');
}

/**
 * json_in_lines() - is a list open that is none, but a line for each element?
 * @j: document
 *
 * Return: true if so; the name of the list is then the first member of each.
 */
bool json_in_lines(const struct json *j)
{
	return j->layout == JSON_LINES && j->depth == 2 && j->list;
}

/**
 * json_object() - begin an object
 * @j: document
 * @name: its name, NULL in a list
 */
void json_object(struct json *j, const char *name)
{
	if (!on_top(j) && !json_in_lines(j)) {
		json_next(j, name);
		open_bracket(j, '{', '}');
		return;
	}
	begin_record(j, j->list ? j->list : name);
	j->open[j->depth++] = '}';
}

/**
 * json_list() - begin a list; of objects only, if it is in the document itself
 * @j: document
 * @name: its name, NULL in a list; it must live until the list is closed
 */
void json_list(struct json *j, const char *name)
{
	if (!on_top(j)) {
		json_next(j, name);
		open_bracket(j, '[', ']');
		return;
	}
	j->list = name;
	j->open[j->depth++] = '\0';
}

/**
 * json_close() - close the innermost object or list
 * @j: document
 */
void json_close(struct json *j)
{
	if (json_in_lines(j)) {
		j->list = NULL;
		j->depth--;
		return;
	}
	close_bracket(j);
	if (j->layout == JSON_LINES && j->depth == (j->list ? 2U : 1U))
		buf_putc(j->out, '\n');
}

/**
 * json_null() - what is not known
 * @j: document
 * @name: its name, NULL in a list
 */
void json_null(struct json *j, const char *name)
{
	json_next(j, name);
	buf_puts(j->out, "null");
}

/**
 * json_bool() - yes or no
 * @j: document
 * @name: its name, NULL in a list
 * @yes: which
 */
void json_bool(struct json *j, const char *name, bool yes)
{
	json_next(j, name);
	buf_puts(j->out, yes ? "true" : "false");
}

/**
 * json_number() - a number
 * @j: document
 * @name: its name, NULL in a list
 * @num: number
 */
void json_number(struct json *j, const char *name, uint64_t num)
{
	json_next(j, name);
	buf_u64(j->out, num);
}

/**
 * json_signed() - a number that may be negative
 * @j: document
 * @name: its name, NULL in a list
 * @num: number
 */
void json_signed(struct json *j, const char *name, int64_t num)
{
	json_next(j, name);
	buf_i64(j->out, num);
}

/**
 * json_string() - a string
 * @j: document
 * @name: its name, NULL in a list
 * @s: any bytes, NULL for null
 */
void json_string(struct json *j, const char *name, const char *s)
{
	if (!s) {
		json_null(j, name);
		return;
	}
	json_next(j, name);
	json_put_string(j->out, s, strlen(s));
}

/**
 * json_words() - a list of strings
 * @j: document
 * @name: its name, NULL in a list
 * @words: joined by commas, NULL for null
 */
void json_words(struct json *j, const char *name, const char *words)
{
	if (!words) {
		json_null(j, name);
		return;
	}
	json_next(j, name);
	json_put_words(j->out, words);
}

static void put_escaped(struct buf *b, char c)
{
	static const char names[] = "btnvfr";

	if (c == '"' || c == '\\') {
		buf_putc(b, '\\');
		buf_putc(b, c);
	} else if (c >= '\b' && c <= '\r' && c != '\v') {
		buf_putc(b, '\\');
		buf_putc(b, names[c - '\b']);
	} else {
		buf_printf(b, "\\u%04x", (unsigned int)(unsigned char)c);
	}
}

static bool is_plain(char c)
{
	return c >= ' ' && c != '"' && c != '\\' && c != 0x7f;
}

/* What is no text becomes `\xNN` first, then what JSON must escape is escaped. */
static void put_foreign(struct buf *b, const char *s, size_t n)
{
	struct buf safe = { 0 };

	text_show(&safe, s, n, ESCAPE_JSON);
	for (size_t i = 0; i < safe.len; i++) {
		if ((unsigned char)safe.data[i] >= 0x80 ||
		    is_plain(safe.data[i]))
			buf_putc(b, safe.data[i]);
		else
			put_escaped(b, safe.data[i]);
	}
	buf_free(&safe);
}

/**
 * json_put_string() - a string with its quotes
 * @b: where to
 * @s: any bytes
 * @n: how many
 */
void json_put_string(struct buf *b, const char *s, size_t n)
{
	size_t same = text_plain(s, n);

	buf_need(b, n + 2);
	buf_putc(b, '"');
	buf_put(b, s, same);
	if (same < n)
		put_foreign(b, s + same, n - same);
	buf_putc(b, '"');
}

/**
 * json_put_words() - a list of strings with its brackets
 * @b: where to
 * @words: joined by commas
 */
void json_put_words(struct buf *b, const char *words)
{
	buf_putc(b, '[');
	while (*words) {
		size_t n = strcspn(words, ",");

		json_put_string(b, words, n);
		words += n;
		words += !!*words;
		if (*words)
			buf_putc(b, ',');
	}
	buf_putc(b, ']');
}
