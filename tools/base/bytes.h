/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Several bytes at a time.
 */
#ifndef IPCDIAG_BASE_BYTES_H
#define IPCDIAG_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A word of eight times the same byte. */
#define BYTES_EVERY(byte) (0x0101010101010101ULL * (byte))

/* How far behind what it compares bytes_equal() may read. */
#define BYTES_SLACK 80

/**
 * bytes_word() - eight bytes
 * @s: the first of them
 *
 * Return: the word that they make in memory.
 */
static inline uint64_t bytes_word(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	return word;
}

/**
 * bytes_first() - the first byte, in memory, that is not zero
 * @word: a word that is not zero
 *
 * Return: its index.
 */
static inline unsigned int bytes_first(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return __builtin_ctzll(word) / 8;
#else
	return __builtin_clzll(word) / 8;
#endif
}

size_t bytes_equal_long(const char *a, const char *b, size_t n);

/**
 * bytes_equal() - how many bytes are equal, from the first on
 * @a: bytes; BYTES_SLACK behind them may be read
 * @b: bytes; the same
 * @n: how many are compared
 *
 * Made for text that often differs within the first few bytes.
 *
 * Return: how many.
 */
static inline size_t bytes_equal(const char *a, const char *b, size_t n)
{
	uint64_t word = bytes_word(a) ^ bytes_word(b);
	size_t i = 0;

	if (!word) {
		i = 8;
		word = bytes_word(a + 8) ^ bytes_word(b + 8);
	}
	if (word) {
		i += bytes_first(word);
		return i < n ? i : n;
	}
	return n <= 16 ? n : 16 + bytes_equal_long(a + 16, b + 16, n - 16);
}

#endif
