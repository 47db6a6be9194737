/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Strings that are kept once each.
 */
#ifndef IPCDIAG_BASE_INTERN_H
#define IPCDIAG_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define INTERN_CHUNK_BITS 18
#define INTERN_CHUNK	  ((size_t)1 << INTERN_CHUNK_BITS)
#define INTERN_MAX_LENGTH 65535

/**
 * struct intern - a set of strings; all zero is an empty one
 * @chunks: the strings, each after its length in two bytes
 * @n_chunks: how many
 * @used: bytes taken of the last chunk
 * @slots: hash table, open addressing, at most three quarters full
 * @bits: there are 2^bits slots
 * @n: how many strings there are
 * @seed: of the hash function
 */
struct intern {
	char **chunks;
	size_t n_chunks;
	size_t used;
	struct intern_slot *slots;
	unsigned int bits;
	size_t n;
	uint64_t seed;
};

uint32_t intern(struct intern *in, const char *s, size_t len);
void intern_free(struct intern *in);

/**
 * intern_string() - the string of a number
 * @in: the set
 * @id: what intern() returned
 *
 * Return: the string, which lives as long as the set.
 */
static inline const char *intern_string(const struct intern *in, uint32_t id)
{
	return in->chunks[id >> INTERN_CHUNK_BITS] + (id & (INTERN_CHUNK - 1));
}

/**
 * intern_length() - the length of such a string
 * @s: what intern_string() returned
 *
 * Return: bytes before the zero byte.
 */
static inline size_t intern_length(const char *s)
{
	uint16_t len;

	memcpy(&len, s - sizeof(len), sizeof(len));
	return len;
}

#endif
