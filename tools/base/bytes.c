// SPDX-License-Identifier: GPL-2.0
/*
 * Several bytes at a time.
 */
#include "base/bytes.h"

/* Sixteen bytes at once where the processor can do that, which gcc knows. */
typedef uint64_t pair __attribute__((vector_size(16)));

static inline pair difference(const char *a, const char *b)
{
	pair x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return x ^ y;
}

/**
 * bytes_equal_long() - as bytes_equal(), for text that is mostly equal
 * @a: bytes; BYTES_SLACK behind them may be read
 * @b: bytes; the same
 * @n: how many are compared
 *
 * Return: how many are equal, from the first on.
 */
size_t bytes_equal_long(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	for (; i < n; i += 64) {
		pair p = difference(a + i, b + i) |
			 difference(a + i + 16, b + i + 16) |
			 difference(a + i + 32, b + i + 32) |
			 difference(a + i + 48, b + i + 48);

		if (p[0] | p[1])
			break;
	}
	for (; i < n; i += 8) {
		uint64_t word = bytes_word(a + i) ^ bytes_word(b + i);

		if (word) {
			i += bytes_first(word);
			break;
		}
	}
	return i < n ? i : n;
}
