// SPDX-License-Identifier: GPL-2.0
/*
 * A buffer that grows, with numbers and text put straight in.
 *
 * One that has a file is emptied into it now and then, so that what streams
 * through it takes no memory. What could not be written is noticed when the file
 * is closed, as with any other output.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"

#define FIRST	   256
#define FILE_FIRST 65536

static const char pairs[] = "00010203040506070809"
			    "10111213141516171819"
			    "20212223242526272829"
			    "30313233343536373839"
			    "40414243444546474849"
			    "50515253545556575859"
			    "60616263646566676869"
			    "70717273747576777879"
			    "80818283848586878889"
			    "90919293949596979899";

/**
 * buf_flush() - write what is in a buffer to its file
 * @b: buffer; one without a file is left as it is
 */
void buf_flush(struct buf *b)
{
	if (!b->file || !b->len)
		return;
	fwrite(b->data, 1, b->len, b->file);
	b->len = 0;
}

/**
 * buf_grow() - make room; called by buf_need()
 * @b: buffer
 * @n: bytes
 */
void buf_grow(struct buf *b, size_t n)
{
	size_t room = b->room ? b->room : b->file ? FILE_FIRST : FIRST;

	buf_flush(b);
	if (b->room - b->len >= n)
		return;
	while (room - b->len < n)
		if (__builtin_mul_overflow(room, 2, &room))
			memory_gone();
	b->data = xreallocarray(b->data, room, 1);
	b->room = room;
}

/**
 * buf_free() - free what a buffer holds
 * @b: buffer; empty afterwards, and usable
 */
void buf_free(struct buf *b)
{
	free(b->data);
	b->data = NULL;
	b->len = 0;
	b->room = 0;
}

/**
 * buf_string() - what is in a buffer as a string
 * @b: buffer without a file
 *
 * Return: the string, good until the buffer is changed.
 */
char *buf_string(struct buf *b)
{
	*buf_need(b, 1) = '\0';
	return b->data;
}

/**
 * buf_u64() - append a decimal number
 * @b: buffer
 * @num: number
 */
void buf_u64(struct buf *b, uint64_t num)
{
	char digits[20], *p = digits + sizeof(digits);
	size_t n;

	/* Most numbers are small: sizes, counts, what is 0. */
	if (num < 10) {
		buf_putc(b, '0' + num);
		return;
	}
	while (num >= 100) {
		p -= 2;
		memcpy(p, pairs + num % 100 * 2, 2);
		num /= 100;
	}
	if (num >= 10) {
		p -= 2;
		memcpy(p, pairs + num * 2, 2);
	} else {
		*--p = '0' + num;
	}
	n = digits + sizeof(digits) - p;
	/* A constant size is copied without a call. */
	memcpy(buf_need(b, sizeof(digits)), p, n);
	b->len += n;
}

/**
 * buf_i64() - append a decimal number that may be negative
 * @b: buffer
 * @num: number
 */
void buf_i64(struct buf *b, int64_t num)
{
	if (num < 0)
		buf_putc(b, '-');
	buf_u64(b, num < 0 ? -(uint64_t)num : (uint64_t)num);
}

/**
 * buf_digits() - append a number with leading zeros
 * @b: buffer
 * @num: number; what has more digits loses the first ones
 * @digits: how many, up to 10
 */
void buf_digits(struct buf *b, unsigned int num, unsigned int digits)
{
	char *p = buf_need(b, digits);

	b->len += digits;
	while (digits) {
		p[--digits] = '0' + num % 10;
		num /= 10;
	}
}

/**
 * buf_key() - append a key as ipcs(1) writes it
 * @b: buffer
 * @key: key
 */
void buf_key(struct buf *b, uint32_t key)
{
	static const char hex[] = "0123456789abcdef";
	char *p = buf_need(b, 10);

	p[0] = '0';
	p[1] = 'x';
	for (int i = 9; i > 1; i--) {
		p[i] = hex[key & 15];
		key >>= 4;
	}
	b->len += 10;
}

/**
 * buf_mode() - append a mode in octal
 * @b: buffer
 * @mode: mode; only its lowest twelve bits are taken
 */
void buf_mode(struct buf *b, unsigned int mode)
{
	char *p = buf_need(b, 4);

	for (int i = 3; i >= 0; i--) {
		p[i] = '0' + (mode & 7);
		mode >>= 3;
	}
	b->len += 4;
}

/**
 * buf_printf() - append what printf() would print
 * @b: buffer
 * @fmt: format
 */
void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf_need(b, 128), 128, fmt, ap);
	va_end(ap);
	if (n >= 128) {
		va_start(ap, fmt);
		vsnprintf(buf_need(b, n + 1), n + 1, fmt, ap);
		va_end(ap);
	}
	if (n > 0)
		b->len += n;
}
