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

/* All numbers of two digits, so that a division makes two digits at a time. */
static const char pairs[] = {
	'0', '0', '0', '1', '0', '2', '0', '3', '0', '4',
	'0', '5', '0', '6', '0', '7', '0', '8', '0', '9',
	'1', '0', '1', '1', '1', '2', '1', '3', '1', '4',
	'1', '5', '1', '6', '1', '7', '1', '8', '1', '9',
	'2', '0', '2', '1', '2', '2', '2', '3', '2', '4',
	'2', '5', '2', '6', '2', '7', '2', '8', '2', '9',
	'3', '0', '3', '1', '3', '2', '3', '3', '3', '4',
	'3', '5', '3', '6', '3', '7', '3', '8', '3', '9',
	'4', '0', '4', '1', '4', '2', '4', '3', '4', '4',
	'4', '5', '4', '6', '4', '7', '4', '8', '4', '9',
	'5', '0', '5', '1', '5', '2', '5', '3', '5', '4',
	'5', '5', '5', '6', '5', '7', '5', '8', '5', '9',
	'6', '0', '6', '1', '6', '2', '6', '3', '6', '4',
	'6', '5', '6', '6', '6', '7', '6', '8', '6', '9',
	'7', '0', '7', '1', '7', '2', '7', '3', '7', '4',
	'7', '5', '7', '6', '7', '7', '7', '8', '7', '9',
	'8', '0', '8', '1', '8', '2', '8', '3', '8', '4',
	'8', '5', '8', '6', '8', '7', '8', '8', '8', '9',
	'9', '0', '9', '1', '9', '2', '9', '3', '9', '4',
	'9', '5', '9', '6', '9', '7', '9', '8', '9', '9',
};

static __always_inline void write_pair(char *at, u32 number)
{
	memcpy(at, pairs + 2 * number, 2);
}

/* Four digits, with zeros in front. */
static __always_inline void write_four(char *at, u32 number)
{
	write_pair(at, number / 100);
	write_pair(at + 2, number % 100);
}

static __always_inline void write_eight(char *at, u32 number)
{
	write_four(at, number / 10000);
	write_four(at + 4, number % 10000);
}

/* A number below 10,000, without zeros in front. */
static char *write_small(char *at, u32 number)
{
	if (number < 10) {
		*at = '0' + number;
		return at + 1;
	}
	if (number < 100) {
		write_pair(at, number);
		return at + 2;
	}
	if (number < 1000) {
		*at = '0' + number / 100;
		write_pair(at + 1, number % 100);
		return at + 3;
	}
	write_four(at, number);

	return at + 4;
}

/* A number of 32 bits, without zeros in front. */
static char *write_word(char *at, u32 number)
{
	if (number < 10000)
		return write_small(at, number);
	if (number < 100000000) {
		at = write_small(at, number / 10000);
		write_four(at, number % 10000);
		return at + 4;
	}
	at = write_small(at, number / 100000000);
	write_eight(at, number % 100000000);

	return at + 8;
}

/**
 * ipcdiag_write_number() - write the digits of a number
 * @at: where to; there is room for twenty of them
 * @number: the number
 *
 * seq_put_decimal_ull() would do the same, but asks for room, measures its
 * prefix and goes through a buffer of its own each time: with a key of seven
 * bytes it takes 105 instructions for two digits and 208 for ten, where this
 * takes 37 and 74.
 *
 * Return: the end of the digits.
 */
char *ipcdiag_write_number(char *at, u64 number)
{
	u32 low, middle;

	if (number <= U32_MAX)
		return write_word(at, number);
	/* On 32 bits, a division of 64 bits is slow: there are two at most. */
	number = div_u64_rem(number, 100000000, &low);
	if (number > U32_MAX) {
		number = div_u64_rem(number, 100000000, &middle);
		at = write_word(at, number);
		write_eight(at, middle);
		at += 8;
	} else {
		at = write_word(at, number);
	}
	write_eight(at, low);

	return at + 8;
}

/**
 * ipcdiag_line_printf() - write as printk() formats, where there is no hurry
 * @line: the line
 * @format: the format
 *
 * What it writes may be longer than a line: if it does not fit, seq_file is told
 * to make more room.
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
 * ipcdiag_line_word() - write a string that needs no escaping
 * @line: the line
 * @word: the string
 */
void ipcdiag_line_word(struct ipcdiag_line *line, const char *word)
{
	char *at = line->at;

	while (*word)
		*at++ = *word++;
	line->at = at;
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
 * ipcdiag_line_repeated() - write a number that the line before may have, too
 * @line: the line
 * @memo: which of the parts that are remembered it is
 * @number: the number
 */
void ipcdiag_line_repeated(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			   s64 number)
{
	struct ipcdiag_memo *last = &line->memos[memo];
	const char *from = line->at;

	if (line_again(line, last, number))
		return;
	ipcdiag_line_signed(line, number);
	line_remember(line, last, from);
}

/**
 * ipcdiag_line_right() - write a number at the right of a column, and a space
 * @line: the line
 * @number: the number
 * @width: of the column, at most 32; more if the number needs it
 */
void ipcdiag_line_right(struct ipcdiag_line *line, u64 number,
			unsigned int width)
{
	char digits[DIGITS_MAX + 12];
	size_t n = ipcdiag_write_number(digits, number) - digits;
	char *at = line->at;

	/* The spaces are more than are needed: the number goes over the rest. */
	memset(at, ' ', 32);
	if (n < width)
		at += width - n;
	memcpy(at, digits, 16);
	if (n > 16)
		memcpy(at + 16, digits + 16, 4);
	at[n] = ' ';
	line->at = at + n + 1;
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
	const char *from = line->at;

	ipcdiag_line_word(line, word);
	ipcdiag_line_pad(line, from, width);
}

/**
 * ipcdiag_line_pad() - end a column
 * @line: the line
 * @from: where the column began
 * @width: of the column; a space follows in any case
 */
void ipcdiag_line_pad(struct ipcdiag_line *line, const char *from,
		      unsigned int width)
{
	size_t n = line->at - from;

	n = n < width ? width - n + 1 : 1;
	memset(line->at, ' ', n);
	line->at += n;
}

/**
 * ipcdiag_line_key() - write an object's key as ipcs(1) does
 * @line: the line
 * @key: the key
 */
void ipcdiag_line_key(struct ipcdiag_line *line, u32 key)
{
	u64 digits = key;
	__be64 text;

	/* Each digit into a byte of its own, the first one into the highest. */
	digits = (digits << 16 | digits) & 0x0000ffff0000ffffULL;
	digits = (digits << 8 | digits) & 0x00ff00ff00ff00ffULL;
	digits = (digits << 4 | digits) & 0x0f0f0f0f0f0f0f0fULL;
	/* From ten on, letters: 'a' is so much behind what '0' + 10 is. */
	digits += 0x3030303030303030ULL +
		  ((digits + 0x0606060606060606ULL) >> 4 &
		   0x0101010101010101ULL) * ('a' - '0' - 10);
	line_text(line, "0x");
	text = cpu_to_be64(digits);
	memcpy(line->at, &text, sizeof(text));
	line->at += sizeof(text);
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

/* Does it stand in a line as it is? Most names and paths do. */
static bool is_plain(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = s[i];

		if (c <= ' ' || c >= 0x7f || c == '\\')
			return false;
	}

	return len != 1 || s[0] != '-';
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

	len = strnlen(s, len);
	if (is_plain(s, len)) {
		memcpy(line->at, s, len);
		line->at += len;
		return;
	}
	/* In pieces: a path is too long to be escaped on the stack. */
	while (len) {
		size_t piece = min_t(size_t, len, PIECE);

		n = ipcdiag_escape(s, piece, escaped, sizeof(escaped));
		memcpy(line->at, escaped, n);
		line->at += n;
		s += piece;
		len -= piece;
	}
}

/**
 * ipcdiag_word_make() - make a word ready to be copied
 * @word: where to
 * @text: the word; at most IPCDIAG_WORD_SIZE - 1 bytes are taken of it
 * @width: of the column that it is padded to, 0 for none
 * @separator: what follows the word or its padding
 */
void ipcdiag_word_make(struct ipcdiag_word *word, const char *text,
		       unsigned int width, char separator)
{
	size_t n = strnlen(text, IPCDIAG_WORD_SIZE - 1);

	width = min_t(unsigned int, width, IPCDIAG_WORD_SIZE - 1);
	memset(word->text, ' ', IPCDIAG_WORD_SIZE);
	memcpy(word->text, text, n);
	if (n < width)
		n = width;
	word->text[n] = separator;
	word->len = n + 1;
}
