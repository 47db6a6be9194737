// SPDX-License-Identifier: GPL-2.0
/*
 * Strings that are kept once each.
 *
 * Of a hundred thousand objects, most have the same few names, control groups
 * and reasons. A record holds the number of a string, 32 bits, which is also
 * where the string lies, so that a string costs no more than its own bytes and
 * its slot in the hash table.
 *
 * The strings may come from anybody, so the hash is seeded: no list of strings
 * makes every one of them collide.
 */
#include <assert.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/intern.h"
#include "base/memory.h"

/* A number of 0 is a free slot: the first string begins behind its length. */
struct intern_slot {
	uint32_t id;
	uint32_t hash;
};

#define FACTOR 0x9e3779b97f4a7c15ULL

static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t bytes(const char *s, size_t n)
{
	uint64_t word = 0;

	memcpy(&word, s, n);
	return word;
}

static uint32_t hash_of(uint64_t seed, const char *s, size_t len)
{
	uint64_t h = seed ^ len;

	for (; len > 8; s += 8, len -= 8)
		h = mix(h ^ bytes(s, 8), FACTOR ^ seed);
	h = mix(h ^ bytes(s, len), FACTOR ^ seed);
	return h ^ h >> 32;
}

static void start(struct intern *in)
{
	in->bits = 8;
	in->slots = xcalloc((size_t)1 << in->bits, sizeof(*in->slots));
	if (getrandom(&in->seed, sizeof(in->seed), GRND_NONBLOCK) < 0)
		in->seed = FACTOR;
}

static void grow(struct intern *in)
{
	size_t n = (size_t)1 << in->bits;
	size_t mask = 2 * n - 1;
	struct intern_slot *slots = xcalloc(2 * n, sizeof(*slots));

	for (size_t i = 0; i < n; i++) {
		size_t at = in->slots[i].hash & mask;

		if (!in->slots[i].id)
			continue;
		while (slots[at].id)
			at = (at + 1) & mask;
		slots[at] = in->slots[i];
	}
	free(in->slots);
	in->slots = slots;
	in->bits++;
}

static uint32_t store(struct intern *in, const char *s, size_t len)
{
	uint16_t length = len;
	size_t size = sizeof(length) + len + 1;
	char *to;

	if (!in->n_chunks || INTERN_CHUNK - in->used < size) {
		in->chunks = xreallocarray(in->chunks, in->n_chunks + 1,
					   sizeof(*in->chunks));
		in->chunks[in->n_chunks++] = xmalloc(INTERN_CHUNK);
		in->used = 0;
		/* The numbers are full: of the largest input, half would be. */
		if (in->n_chunks > UINT32_MAX >> INTERN_CHUNK_BITS)
			memory_gone();
	}
	to = in->chunks[in->n_chunks - 1] + in->used;
	memcpy(to, &length, sizeof(length));
	memcpy(to + sizeof(length), s, len);
	to[sizeof(length) + len] = '\0';
	in->used += size;
	return (in->n_chunks - 1) << INTERN_CHUNK_BITS | (in->used - len - 1);
}

/**
 * intern() - the number of a string
 * @in: the set
 * @s: the string, without a zero byte
 * @len: its length, at most INTERN_MAX_LENGTH
 *
 * Return: the number, the same for the same string; never 0.
 */
uint32_t intern(struct intern *in, const char *s, size_t len)
{
	size_t mask, at;
	uint32_t hash;

	assert(len <= INTERN_MAX_LENGTH);
	if (!in->slots)
		start(in);
	else if (in->n * 4 >= (size_t)3 << in->bits)
		grow(in);
	hash = hash_of(in->seed, s, len);
	mask = ((size_t)1 << in->bits) - 1;
	for (at = hash & mask; in->slots[at].id; at = (at + 1) & mask) {
		const char *have = intern_string(in, in->slots[at].id);

		if (in->slots[at].hash == hash && intern_length(have) == len &&
		    !memcmp(have, s, len))
			return in->slots[at].id;
	}
	in->slots[at].id = store(in, s, len);
	in->slots[at].hash = hash;
	in->n++;
	return in->slots[at].id;
}

/**
 * intern_free() - forget all strings
 * @in: the set, which is empty afterwards
 */
void intern_free(struct intern *in)
{
	for (size_t i = 0; i < in->n_chunks; i++)
		free(in->chunks[i]);
	free(in->chunks);
	free(in->slots);
	memset(in, 0, sizeof(*in));
}
