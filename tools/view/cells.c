// SPDX-License-Identifier: GPL-2.0
/*
 * What stands in a cell, or in JSON as a value: the values of keys.
 *
 * Which function puts a column is found out once for all records of a kind.
 */
#include <string.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/derived.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/raw.h"

/**
 * put_absent() - what is not known
 * @b: where to
 * @style: what output shall look like
 */
void put_absent(struct buf *b, const struct style *style)
{
	if (style->format == FORMAT_JSON)
		buf_put(b, "null", 4);
	else if (style->format != FORMAT_CSV)
		buf_putc(b, '-');
}

/**
 * put_string() - a text
 * @b: where to
 * @style: what output shall look like
 * @s: any bytes
 * @n: how many
 */
void put_string(struct buf *b, const struct style *style, const char *s,
		size_t n)
{
	switch (style->format) {
	case FORMAT_JSON:
		json_put_string(b, s, n);
		break;
	case FORMAT_RAW:
		raw_string(b, s, n);
		break;
	case FORMAT_CSV:
		csv_string(b, s, n, style->escape);
		break;
	default:
		if (n)
			text_show(b, s, n, style->escape);
		else
			buf_puts(b, "\"\"");
		break;
	}
}

/**
 * put_size() - a number of bytes
 * @b: where to
 * @style: what output shall look like
 * @bytes: the number
 */
void put_size(struct buf *b, const struct style *style, uint64_t bytes)
{
	if (style->format == FORMAT_TABLE && !style->bytes)
		text_size(b, bytes, "");
	else
		buf_u64(b, bytes);
}

/**
 * put_span() - a span of time
 * @b: where to
 * @style: what output shall look like
 * @s: seconds
 */
void put_span(struct buf *b, const struct style *style, int64_t s)
{
	if (style->format == FORMAT_TABLE)
		text_age(b, s);
	else
		buf_i64(b, s);
}

static void put_age(struct buf *b, const struct style *style, int64_t t)
{
	int64_t age;

	if (!t || __builtin_sub_overflow(style->now, t, &age))
		put_absent(b, style);
	else
		put_span(b, style, age);
}

/**
 * put_time() - a point in time
 * @b: where to
 * @style: what output shall look like
 * @t: seconds since 1970; 0 is never
 */
void put_time(struct buf *b, const struct style *style, int64_t t)
{
	enum time_format format = style->time;
	bool table = style->format == FORMAT_TABLE;
	bool json = style->format == FORMAT_JSON;

	if (format == TIME_DEFAULT)
		format = table ? TIME_FULL : TIME_UNIX;
	if (format == TIME_UNIX) {
		buf_i64(b, t);
	} else if (!t && !table) {
		put_absent(b, style);
	} else if (format == TIME_AGE && t) {
		put_age(b, style, t);
	} else {
		if (format == TIME_FULL && style->format == FORMAT_RAW)
			format = TIME_ISO;
		if (json)
			buf_putc(b, '"');
		text_time(b, t, format, style->now);
		if (json)
			buf_putc(b, '"');
	}
}

/**
 * put_unknown() - a value that cannot be seen from here, or that there is none
 * @b: where to
 * @style: what output shall look like
 * @rec: record
 * @column: the key
 */
void put_unknown(struct buf *b, const struct style *style,
		 const struct rec *rec, int column)
{
	if (style->format != FORMAT_JSON && style->format != FORMAT_CSV &&
	    rec_hidden(rec, column))
		buf_putc(b, '?');
	else
		put_absent(b, style);
}

static void absent(struct buf *b, const struct style *style,
		   const struct rec *rec, int column)
{
	(void)rec;
	(void)column;
	put_absent(b, style);
}

static void number(struct buf *b, const struct style *style,
		   const struct rec *rec, int column)
{
	if (rec_known(rec, column))
		buf_u64(b, rec_num(rec, column, 0));
	else
		put_unknown(b, style, rec, column);
}

static void signed_number(struct buf *b, const struct style *style,
			  const struct rec *rec, int column)
{
	if (rec_known(rec, column))
		buf_i64(b, rec_num(rec, column, 0));
	else
		put_unknown(b, style, rec, column);
}

static void bytes(struct buf *b, const struct style *style,
		  const struct rec *rec, int column)
{
	if (rec_known(rec, column))
		put_size(b, style, rec_num(rec, column, 0));
	else
		put_unknown(b, style, rec, column);
}

static void yes_or_no(struct buf *b, const struct style *style,
		      const struct rec *rec, int column)
{
	bool yes = rec_num(rec, column, 0);

	if (!rec_known(rec, column))
		put_unknown(b, style, rec, column);
	else if (style->format == FORMAT_JSON)
		buf_puts(b, yes ? "true" : "false");
	else if (style->format == FORMAT_TABLE)
		buf_puts(b, yes ? "yes" : "no");
	else
		buf_putc(b, yes ? '1' : '0');
}

static void point_in_time(struct buf *b, const struct style *style,
			  const struct rec *rec, int column)
{
	if (rec_known(rec, column))
		put_time(b, style, rec_num(rec, column, 0));
	else
		put_unknown(b, style, rec, column);
}

static void key(struct buf *b, const struct style *style, const struct rec *rec,
		int column)
{
	bool json = style->format == FORMAT_JSON;

	if (!rec_known(rec, column)) {
		put_unknown(b, style, rec, column);
		return;
	}
	if (style->format == FORMAT_TABLE && !rec_num(rec, column, 0)) {
		buf_puts(b, "private");
		return;
	}
	if (json)
		buf_putc(b, '"');
	buf_key(b, rec_num(rec, column, 0));
	if (json)
		buf_putc(b, '"');
}

static void mode(struct buf *b, const struct style *style,
		 const struct rec *rec, int column)
{
	bool json = style->format == FORMAT_JSON;

	if (!rec_known(rec, column)) {
		put_unknown(b, style, rec, column);
		return;
	}
	if (json)
		buf_putc(b, '"');
	buf_mode(b, rec_num(rec, column, 0));
	if (json)
		buf_putc(b, '"');
}

static void string(struct buf *b, const struct style *style,
		   const struct rec *rec, int column)
{
	const char *s = rec_str(rec, column);

	if (s)
		put_string(b, style, s, strlen(s));
	else
		put_unknown(b, style, rec, column);
}

static void words(struct buf *b, const struct style *style,
		  const struct rec *rec, int column)
{
	const char *s = rec_str(rec, column);

	if (style->format != FORMAT_JSON)
		string(b, style, rec, column);
	else if (s)
		json_put_words(b, s);
	else
		/* The module's `-` is an empty list; a key that is missing is none. */
		buf_puts(b, rec_seen(rec, column) ? "[]" : "null");
}

/* JSON has the key as it is; people want the number that lsns(8) shows. */
static void namespace(struct buf *b, const struct style *style,
		      const struct rec *rec, int column)
{
	if (style->format == FORMAT_JSON || !rec_known(rec, column))
		number(b, style, rec, column);
	else
		buf_u64(b, object_ns(rec));
}

static const cell_put by_type[] = {
	[TYPE_NUMBER] = number,	     [TYPE_SIGNED] = signed_number,
	[TYPE_BYTES] = bytes,	     [TYPE_UINT] = number,
	[TYPE_PID] = number,	     [TYPE_BOOL] = yes_or_no,
	[TYPE_TIME] = point_in_time, [TYPE_KEY] = key,
	[TYPE_MODE] = mode,	     [TYPE_STRING] = string,
	[TYPE_WORDS] = words,
};

/**
 * cell_of() - the function that puts a column
 * @column: column
 * @kind: kind of record that it will be asked about
 *
 * Return: the function; for a kind that lacks the column, one that says so.
 */
cell_put cell_of(int column, enum kind kind)
{
	if (!column_in(column, kind))
		return absent;
	if (column >= FIELDS)
		return derived_cell(column);
	if (column == F_NS)
		return namespace;
	return by_type[kind_type(kind, column)];
}

/**
 * cell() - put the value of a column of a single record
 * @b: where to
 * @style: what output shall look like
 * @rec: record
 * @column: column
 */
void cell(struct buf *b, const struct style *style, const struct rec *rec,
	  int column)
{
	cell_of(column, rec->kind)(b, style, rec, column);
}

/**
 * cell_color() - the colour of a cell
 * @rec: record
 * @column: column
 *
 * Return: the colour of a verdict, COLOR_NONE for all else.
 */
enum color cell_color(const struct rec *rec, int column)
{
	if (column != F_VERDICT)
		return COLOR_NONE;
	switch (object_finding(rec)) {
	case FINDING_ORPHAN:
		return COLOR_RED;
	case FINDING_UNCLAIMED:
		return COLOR_MAGENTA;
	case FINDING_SUSPECT:
		return COLOR_YELLOW;
	case FINDING_NOBODY_KNOWN:
		return COLOR_CYAN;
	default:
		return COLOR_NONE;
	}
}
