/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A buffer that grows, with numbers and text put straight in.
 */
#ifndef IPCDIAG_BASE_BUF_H
#define IPCDIAG_BASE_BUF_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/**
 * struct buf - a buffer
 * @data: its bytes
 * @len: how many
 * @room: how many there is room for
 * @file: where bytes go when there are many of them, and at buf_flush(); NULL
 *	  for a buffer that only grows
 */
struct buf {
	char *data;
	size_t len;
	size_t room;
	FILE *file;
};

void buf_grow(struct buf *b, size_t n);
void buf_flush(struct buf *b);
void buf_free(struct buf *b);
char *buf_string(struct buf *b);

void buf_u64(struct buf *b, uint64_t num);
void buf_i64(struct buf *b, int64_t num);
void buf_digits(struct buf *b, unsigned int num, unsigned int digits);
void buf_key(struct buf *b, uint32_t key);
void buf_mode(struct buf *b, unsigned int mode);
void buf_printf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * buf_need() - make room
 * @b: buffer
 * @n: bytes
 *
 * Return: where @n bytes may be written; the caller adds to @len what was.
 */
static inline char *buf_need(struct buf *b, size_t n)
{
	if (b->room - b->len < n)
		buf_grow(b, n);
	return b->data + b->len;
}

/**
 * buf_put() - append bytes
 * @b: buffer
 * @s: bytes
 * @n: how many
 */
static inline void buf_put(struct buf *b, const char *s, size_t n)
{
	if (!n)
		return;
	memcpy(buf_need(b, n), s, n);
	b->len += n;
}

/**
 * buf_puts() - append a string
 * @b: buffer
 * @s: string
 */
static inline void buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

/**
 * buf_putc() - append a byte
 * @b: buffer
 * @c: byte
 */
static inline void buf_putc(struct buf *b, char c)
{
	*buf_need(b, 1) = c;
	b->len++;
}

/**
 * buf_fill() - append the same byte several times
 * @b: buffer
 * @c: byte
 * @n: how often
 */
static inline void buf_fill(struct buf *b, char c, size_t n)
{
	if (!n)
		return;
	memset(buf_need(b, n), c, n);
	b->len += n;
}

#endif
