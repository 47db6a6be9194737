// SPDX-License-Identifier: GPL-2.0
/*
 * Writing a line of a file: numbers, words, columns.
 *
 * Pure: no locks, no kernel state; also linked into the KUnit tests.
 */
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include "base/escape.h"
#include "line.h"

/* "18446744073709551615" */
#define DIGITS_MAX	20

/* Bytes of a string that are escaped in one go. */
#define PIECE		32

/* Write digits backwards, ending before @at; returns where they begin. */
static char *write_digits(char *at, u64 number)
{
	u32 rest, digit;

	/* On 32 bits, a division of 64 bits is slow. */
	while (number > U32_MAX) {
		number = div_u64_rem(number, 10, &digit);
		*--at = '0' + digit;
	}
	rest = number;
	do {
		*--at = '0' + rest % 10;
		rest /= 10;
	} while (rest);

	return at;
}

/* Write what is short: a loop is faster than a call then. */
static void write_short(struct ipcdiag_line *line, const char *at,
			const char *end)
{
	char *to = line->at;

	if (!line_has_room(line, end - at))
		return;
	while (at < end)
		*to++ = *at++;
	line->at = to;
}

static void write_spaces(struct ipcdiag_line *line, size_t n)
{
	if (!line_has_room(line, n))
		return;
	memset(line->at, ' ', n);
	line->at += n;
}

/**
 * ipcdiag_line_printf() - write as printk() formats, where there is no hurry
 * @line: the line
 * @format: the format
 */
void ipcdiag_line_printf(struct ipcdiag_line *line, const char *format, ...)
{
	size_t room = line->end - line->at;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(line->at, room, format, args);
	va_end(args);
	/* The final NUL takes room, too. */
	if (n < room)
		line->at += n;
	else
		line->full = true;
}

/**
 * ipcdiag_line_word() - write a word
 * @line: the line
 * @word: the word
 */
void ipcdiag_line_word(struct ipcdiag_line *line, const char *word)
{
	char *at = line->at;

	while (*word && at < line->end)
		*at++ = *word++;
	if (*word)
		line->full = true;
	line->at = at;
}

/**
 * ipcdiag_line_number() - write a number
 * @line: the line
 * @number: the number
 */
void ipcdiag_line_number(struct ipcdiag_line *line, u64 number)
{
	char digits[DIGITS_MAX];
	char *end = digits + sizeof(digits);

	if (number < 10)
		line_char(line, '0' + number);
	else
		write_short(line, write_digits(end, number), end);
}

/**
 * ipcdiag_line_signed() - write a number that may be negative
 * @line: the line
 * @number: the number
 */
void ipcdiag_line_signed(struct ipcdiag_line *line, s64 number)
{
	u64 value = number;

	if (number < 0) {
		line_char(line, '-');
		value = -value;
	}
	ipcdiag_line_number(line, value);
}

/**
 * ipcdiag_line_right() - write a number at the right of a column, and a space
 * @line: the line
 * @number: the number
 * @width: of the column; more if the number needs it
 */
void ipcdiag_line_right(struct ipcdiag_line *line, u64 number,
			unsigned int width)
{
	char digits[DIGITS_MAX];
	char *end = digits + sizeof(digits);
	char *at = write_digits(end, number);
	size_t n = end - at;

	if (n < width)
		write_spaces(line, width - n);
	write_short(line, at, end);
	line_char(line, ' ');
}

/**
 * ipcdiag_line_left() - write a word at the left of a column
 * @line: the line
 * @word: the word
 * @width: of the column; a space follows in any case
 */
void ipcdiag_line_left(struct ipcdiag_line *line, const char *word,
		       unsigned int width)
{
	unsigned long from = line_column(line);

	ipcdiag_line_word(line, word);
	ipcdiag_line_pad(line, from, width);
}

/**
 * ipcdiag_line_pad() - end a column
 * @line: the line
 * @from: where the column began
 * @width: of the column; a space follows in any case
 */
void ipcdiag_line_pad(struct ipcdiag_line *line, unsigned long from,
		      unsigned int width)
{
	unsigned long n = line_column(line) - from;

	write_spaces(line, n < width ? width - n + 1 : 1);
}

/**
 * ipcdiag_line_key() - write an object's key as ipcs(1) does
 * @line: the line
 * @key: the key
 */
void ipcdiag_line_key(struct ipcdiag_line *line, u32 key)
{
	int shift;

	line_text(line, "0x");
	for (shift = 28; shift >= 0; shift -= 4)
		line_char(line, "0123456789abcdef"[key >> shift & 15]);
}

/**
 * ipcdiag_line_mode() - write permissions as four octal digits
 * @line: the line
 * @mode: the permissions
 */
void ipcdiag_line_mode(struct ipcdiag_line *line, umode_t mode)
{
	int shift;

	for (shift = 9; shift >= 0; shift -= 3)
		line_char(line, '0' + (mode >> shift & 7));
}

/**
 * ipcdiag_line_string() - write a string from user space as a field's value
 * @line: the line
 * @s: the string
 * @len: its length at most
 */
void ipcdiag_line_string(struct ipcdiag_line *line, const char *s, size_t len)
{
	char escaped[IPCDIAG_ESCAPED_SIZE(PIECE)];
	size_t n;

	/* In pieces: a path is too long to be escaped on the stack. */
	len = strnlen(s, len);
	do {
		size_t piece = min_t(size_t, len, PIECE);

		n = ipcdiag_escape(s, piece, escaped, sizeof(escaped));
		write_short(line, escaped, escaped + n);
		s += piece;
		len -= piece;
	} while (len);
}
