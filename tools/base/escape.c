// SPDX-License-Identifier: GPL-2.0
/*
 * Between the bytes of a snapshot and what may be shown.
 *
 * A process chooses its name freely. What a snapshot says as `\ooo` becomes the
 * byte itself when it is read; before anything reaches a terminal, whatever a
 * terminal could take for a command, or is no valid text, becomes `\xNN`.
 */
#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"

static int octal(char c)
{
	return c >= '0' && c <= '7' ? c - '0' : -1;
}

/**
 * escape_undo() - turn the kernel's `\ooo` into the bytes they stand for
 * @s: a value of a snapshot line, changed in place
 *
 * A zero byte is refused, because the result is a C string.
 *
 * Return: false if @s is no well-formed value.
 */
bool escape_undo(char *s)
{
	char *to = s;

	while (*s) {
		int a, b, c, byte;

		if (*s != '\\') {
			if (*s < '!' || *s > '~')
				return false;
			*to++ = *s++;
			continue;
		}
		a = octal(s[1]);
		b = a < 0 ? -1 : octal(s[2]);
		c = b < 0 ? -1 : octal(s[3]);
		if (c < 0)
			return false;
		byte = a << 6 | b << 3 | c;
		if (!byte || byte > 0xff)
			return false;
		*to++ = byte;
		s += 4;
	}
	*to = '\0';
	return true;
}

/* Length of the valid UTF-8 sequence at s, and its code point; 0 if none. */
static size_t utf8_decode(const unsigned char *s, size_t len, uint32_t *code)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t c = s[0];
	size_t n, i;

	if (c < 0x80)
		n = 1;
	else if (c >= 0xc2 && c <= 0xdf)
		n = 2;
	else if (c >= 0xe0 && c <= 0xef)
		n = 3;
	else if (c >= 0xf0 && c <= 0xf4)
		n = 4;
	else
		return 0;
	if (n > len)
		return 0;

	if (n > 1)
		c &= 0xff >> (n + 1);
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < smallest[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;

	*code = c;
	return n;
}

/*
 * Controls of either set, marks that turn the direction of the text or take no
 * room, line and paragraph separators, private use, noncharacters.
 */
static bool harmless(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c)
		return false;
	if (c >= 0x200b && c <= 0x200f)
		return false;
	if ((c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f))
		return false;
	if ((c >= 0xe000 && c <= 0xf8ff) || c == 0xfeff)
		return false;
	if ((c >= 0xfff0 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe)
		return false;
	return c < 0xe0000;
}

static bool may_stay(uint32_t c, enum escape how)
{
	switch (how) {
	case ESCAPE_ASCII:
		return c < 0x80 && harmless(c);
	case ESCAPE_JSON:
		return c < 0x20 || harmless(c);
	default:
		return harmless(c);
	}
}

/**
 * escape_show() - make bytes fit to be shown
 * @buf: where to
 * @size: its size; a result that does not fit is cut, never in the middle of
 *	  a character
 * @s: bytes
 * @len: how many
 * @how: what is left as it is; all else is written as `\xNN`
 *
 * Return: length of the result.
 */
size_t escape_show(char *buf, size_t size, const char *s, size_t len,
		   enum escape how)
{
	const unsigned char *from = (const unsigned char *)s;
	size_t out = 0, n;
	uint32_t code;

	if (!size)
		return 0;

	for (; len; from += n, len -= n) {
		if (*from >= ' ' && *from <= '~' && size - out > 1) {
			buf[out++] = *from;
			n = 1;
			continue;
		}
		n = utf8_decode(from, len, &code);
		if (n && may_stay(code, how)) {
			if (size - out <= n)
				break;
			memcpy(buf + out, from, n);
			out += n;
			continue;
		}
		if (size - out <= 4)
			break;
		snprintf(buf + out, size - out, "\\x%02x", *from);
		out += 4;
		n = 1;
	}
	buf[out] = '\0';
	return out;
}

/**
 * escape_dup() - make a string fit to be shown
 * @s: string
 * @how: as for escape_show()
 *
 * Return: a new string, NULL if memory ran out.
 */
char *escape_dup(const char *s, enum escape how)
{
	size_t len = strlen(s);
	char *buf = malloc(len * 4 + 1);

	if (buf)
		escape_show(buf, len * 4 + 1, s, len, how);
	return buf;
}

/**
 * escape_locale() - what the terminal can show, as the locale says
 *
 * Return: ESCAPE_UTF8 or ESCAPE_ASCII.
 */
enum escape escape_locale(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") ? ESCAPE_ASCII :
						       ESCAPE_UTF8;
}
