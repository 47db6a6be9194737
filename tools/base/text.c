// SPDX-License-Identifier: GPL-2.0
/*
 * Sizes, spans, points in time and foreign text, as people read them.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <wchar.h>

#include "base/text.h"

#define MINUTE 60L
#define HOUR   3600L
#define DAY    86400L

/* The years 1 to 9999, which all formats can write. */
#define FIRST_SECOND (-62135596800)
#define LAST_SECOND  253402300799

/**
 * text_size() - a size
 * @b: where to
 * @bytes: the size
 * @unit: what follows the letter of the unit, such as "iB"; may be empty
 *
 * One decimal place; never rounded up to what is not there.
 */
void text_size(struct buf *b, uint64_t bytes, const char *unit)
{
	static const char letters[] = "KMGTPE";
	uint64_t whole = bytes, rest = 0;
	int i = -1;

	while (whole >= 1024) {
		rest = whole % 1024;
		whole /= 1024;
		i++;
	}
	rest = rest * 10 / 1024;
	buf_u64(b, whole);
	if (i >= 0 && rest && whole < 1000) {
		buf_putc(b, '.');
		buf_putc(b, '0' + rest);
	}
	if (*unit)
		buf_putc(b, ' ');
	buf_putc(b, i < 0 ? 'B' : letters[i]);
	if (i >= 0)
		buf_puts(b, unit);
}

/**
 * text_age() - a span of time
 * @b: where to
 * @s: seconds; negative if it lies ahead
 */
void text_age(struct buf *b, int64_t s)
{
	uint64_t n = s < 0 ? -(uint64_t)s : (uint64_t)s;

	if (s < 0)
		buf_putc(b, '-');
	if (n < MINUTE) {
		buf_u64(b, n);
		buf_putc(b, 's');
	} else if (n < HOUR) {
		buf_u64(b, n / MINUTE);
		buf_putc(b, 'm');
	} else if (n < DAY) {
		buf_u64(b, n / HOUR);
		buf_putc(b, 'h');
		buf_digits(b, n / MINUTE % 60, 2);
		buf_putc(b, 'm');
	} else {
		buf_u64(b, n / DAY);
		buf_putc(b, 'd');
		buf_digits(b, n / HOUR % 24, 2);
		buf_putc(b, 'h');
	}
}

/* A point in time on the wall's calendar and clock. */
struct wall {
	int64_t day; /* days since 1970 */
	int32_t second; /* of that day */
	int32_t offset; /* of the zone, in seconds east of UTC */
};

/* Days from 1970 to a date: years of the Gregorian calendar begin in March. */
static int64_t days(int64_t y, int m, int d)
{
	int64_t era, of_era, of_year;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	of_era = y - era * 400;
	of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/*
 * What localtime_r() says holds for the rest of its quarter of an hour, since
 * zones change their offset at the ends of those; so most calls are spared.
 */
static bool on_the_wall(int64_t t, struct wall *w)
{
	static int64_t quarter = INT64_MIN, shift;
	static int32_t offset;
	int64_t now = t / 900, second;

	if (now != quarter) {
		time_t tt = t;
		struct tm tm;

		if (!localtime_r(&tt, &tm))
			return false;
		second = days(tm.tm_year + 1900LL, tm.tm_mon + 1, tm.tm_mday) *
				 DAY +
			 tm.tm_hour * HOUR + tm.tm_min * MINUTE + tm.tm_sec;
		shift = second - t;
		offset = tm.tm_gmtoff;
		quarter = now;
	}
	second = t + shift;
	w->day = second / DAY - (second % DAY < 0);
	w->second = second - w->day * DAY;
	w->offset = offset;
	return true;
}

static void put_date(struct buf *b, int64_t day)
{
	int64_t era, of_era, year, of_year, month;

	day += 719468;
	era = (day >= 0 ? day : day - 146096) / 146097;
	of_era = day - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	       365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	year += era * 400 + (month >= 10);

	buf_digits(b, year, 4);
	buf_putc(b, '-');
	buf_digits(b, month < 10 ? month + 3 : month - 9, 2);
	buf_putc(b, '-');
	buf_digits(b, of_year - (153 * month + 2) / 5 + 1, 2);
}

static void put_clock(struct buf *b, int32_t second)
{
	buf_digits(b, second / HOUR, 2);
	buf_putc(b, ':');
	buf_digits(b, second / MINUTE % 60, 2);
	buf_putc(b, ':');
	buf_digits(b, second % 60, 2);
}

static void put_wall(struct buf *b, int64_t t, enum time_format format,
		     int64_t now)
{
	struct wall w, today;

	if (t <= FIRST_SECOND + DAY || t >= LAST_SECOND - DAY ||
	    !on_the_wall(t, &w)) {
		buf_i64(b, t);
		return;
	}
	if (format == TIME_SHORT) {
		if (now > FIRST_SECOND && now < LAST_SECOND &&
		    on_the_wall(now, &today) && today.day == w.day)
			put_clock(b, w.second);
		else
			put_date(b, w.day);
		return;
	}
	put_date(b, w.day);
	buf_putc(b, format == TIME_ISO ? 'T' : ' ');
	put_clock(b, w.second);
	if (format != TIME_ISO)
		buf_putc(b, ' ');
	buf_putc(b, w.offset < 0 ? '-' : '+');
	buf_digits(b, abs(w.offset) / HOUR, 2);
	buf_putc(b, ':');
	buf_digits(b, abs(w.offset) / MINUTE % 60, 2);
}

/**
 * text_time() - a point in time
 * @b: where to
 * @t: seconds since 1970; 0 is never
 * @format: how; TIME_DEFAULT is TIME_FULL here
 * @now: when the snapshot was taken
 */
void text_time(struct buf *b, int64_t t, enum time_format format, int64_t now)
{
	int64_t age;

	if (format == TIME_UNIX)
		buf_i64(b, t);
	else if (!t)
		buf_puts(b, "never");
	else if (format != TIME_AGE)
		put_wall(b, t, format, now);
	else if (__builtin_sub_overflow(now, t, &age))
		buf_putc(b, '-');
	else
		text_age(b, age);
}

#define EACH_BYTE(byte) (0x0101010101010101 * (uint64_t)(byte))

/* Is any of eight bytes a control, DEL, a quote, a backslash or not ASCII? */
static bool any_special(uint64_t w)
{
	const uint64_t quote = w ^ EACH_BYTE('"'), slash = w ^ EACH_BYTE('\\');
	const uint64_t ones = EACH_BYTE(1), high = EACH_BYTE(0x80);

	return ((w - EACH_BYTE(' ')) | (w + ones) | w | (quote - ones) |
		(slash - ones)) &
	       high;
}

/**
 * text_plain() - how much of a text needs no attention
 * @s: bytes
 * @n: how many
 *
 * Return: the bytes up to the first that is a control, not ASCII, a quote or a
 * backslash; maybe fewer.
 */
size_t text_plain(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t w;

	for (; n - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, s + i, sizeof(w));
		if (any_special(w))
			break;
	}
	while (i < n && s[i] >= ' ' && s[i] <= '~' && s[i] != '"' &&
	       s[i] != '\\')
		i++;
	return i;
}

/**
 * text_show() - foreign text, made fit to be shown
 * @b: where to
 * @s: bytes
 * @n: how many
 * @how: what is left as it is; all else is written as `\xNN`
 */
void text_show(struct buf *b, const char *s, size_t n, enum escape how)
{
	size_t same = text_plain(s, n);

	buf_put(b, s, same);
	if (same == n)
		return;
	s += same;
	n -= same;
	b->len += escape_show(buf_need(b, 4 * n + 1), 4 * n + 1, s, n, how);
}

static bool is_ascii(const char *s, size_t n)
{
	const uint64_t high = 0x8080808080808080;
	uint64_t word;

	for (; n >= sizeof(word); s += sizeof(word), n -= sizeof(word)) {
		memcpy(&word, s, sizeof(word));
		if (word & high)
			return false;
	}
	for (; n; s++, n--)
		if (*s & 0x80)
			return false;
	return true;
}

/**
 * text_fit() - how much of a text fits into some columns of a terminal
 * @s: text without controls, in the encoding of the locale
 * @n: its bytes
 * @width: columns
 * @used: set to the columns that the part takes
 *
 * Return: the bytes of the part that fits.
 */
size_t text_fit(const char *s, size_t n, size_t width, size_t *used)
{
	mbstate_t state = { 0 };
	size_t done = 0, columns = 0;

	if (is_ascii(s, n)) {
		*used = n < width ? n : width;
		return *used;
	}
	while (done < n) {
		wchar_t wc;
		size_t len = mbrtowc(&wc, s + done, n - done, &state);
		int w = 1;

		if (len == (size_t)-1 || len == (size_t)-2 || !len) {
			/* Not of this locale: it is taken byte by byte. */
			memset(&state, 0, sizeof(state));
			len = 1;
		} else {
			w = wcwidth(wc);
			w = w < 0 ? 1 : w;
		}
		if (columns + w > width)
			break;
		columns += w;
		done += len;
	}
	*used = columns;
	return done;
}

/**
 * text_width() - the columns that a text takes on a terminal
 * @s: text without controls, in the encoding of the locale
 * @n: its bytes
 *
 * Return: how many.
 */
size_t text_width(const char *s, size_t n)
{
	size_t used;

	if (is_ascii(s, n))
		return n;
	text_fit(s, n, SIZE_MAX / 2, &used);
	return used;
}
