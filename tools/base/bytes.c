// SPDX-License-Identifier: GPL-2.0
/*
 * Several bytes at a time.
 */
#include "base/bytes.h"

/**
 * bytes_equal_long() - as bytes_equal(), for text that is mostly equal
 * @a: bytes; 31 behind them may be read
 * @b: bytes; the same
 * @n: how many are compared
 *
 * Return: how many are equal, from the first on.
 */
size_t bytes_equal_long(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i += 32) {
		uint64_t w0 = bytes_word(a + i) ^ bytes_word(b + i);
		uint64_t w1 = bytes_word(a + i + 8) ^ bytes_word(b + i + 8);
		uint64_t w2 = bytes_word(a + i + 16) ^ bytes_word(b + i + 16);
		uint64_t w3 = bytes_word(a + i + 24) ^ bytes_word(b + i + 24);

		if (!(w0 | w1 | w2 | w3))
			continue;
		if (w0)
			i += bytes_first(w0);
		else if (w1)
			i += 8 + bytes_first(w1);
		else if (w2)
			i += 16 + bytes_first(w2);
		else
			i += 24 + bytes_first(w3);
		return i < n ? i : n;
	}
	return n;
}
