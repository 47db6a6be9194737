/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that is taken piece by piece and given back all at once.
 */
#ifndef IPCDIAG_BASE_ARENA_H
#define IPCDIAG_BASE_ARENA_H

#include <stddef.h>

/**
 * struct arena - such memory; all zero is an empty one
 * @chunks: what it consists of, the one in use first
 */
struct arena {
	struct arena_chunk *chunks;
};

void *arena_take(struct arena *arena, size_t size)
	__attribute__((returns_nonnull));
void arena_free(struct arena *arena);

#endif
