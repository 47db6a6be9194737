// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that is taken piece by piece and given back all at once.
 *
 * Records are many and small, and live as long as their snapshot: malloc()
 * would add its own 16 bytes to each, and free() would visit each.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"

#define CHUNK_SIZE (256UL * 1024)

/**
 * struct arena_chunk - a part of an arena
 * @next: the part that was filled before
 * @used: bytes of @mem that are taken
 * @size: bytes of @mem
 * @mem: the memory
 */
struct arena_chunk {
	struct arena_chunk *next;
	size_t used;
	size_t size;
	uint64_t mem[];
};

/**
 * arena_take() - take memory
 * @arena: arena
 * @size: bytes
 *
 * Return: memory that is not initialized, aligned for 64-bit numbers.
 */
void *arena_take(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;
	void *mem;

	size = (size + sizeof(uint64_t) - 1) & ~(sizeof(uint64_t) - 1);
	if (!chunk || chunk->size - chunk->used < size) {
		size_t room = CHUNK_SIZE - sizeof(*chunk);

		if (room < size)
			room = size;
		chunk = xmalloc(sizeof(*chunk) + room);
		chunk->next = arena->chunks;
		chunk->used = 0;
		chunk->size = room;
		arena->chunks = chunk;
	}
	mem = (char *)chunk->mem + chunk->used;
	chunk->used += size;
	return mem;
}

/**
 * arena_free() - give all of it back
 * @arena: arena, which is empty afterwards
 */
void arena_free(struct arena *arena)
{
	struct arena_chunk *chunk;

	while ((chunk = arena->chunks)) {
		arena->chunks = chunk->next;
		free(chunk);
	}
}
