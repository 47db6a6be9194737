// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that is there, or the program ends.
 *
 * The reader serves nobody else, so that running out of memory is told once, here,
 * and no caller has to think of it. Whoever has something to undo says so by
 * memory_before_end().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* EXIT_BAD of the commands: the output is not complete. */
#define STATUS 3

static void (*before_end)(void);

/**
 * memory_before_end() - what is to be done before it is said that memory ran out
 * @what: does it; NULL for nothing
 */
void memory_before_end(void (*what)(void))
{
	before_end = what;
}

/**
 * memory_gone() - say that memory ran out, and end
 */
void memory_gone(void)
{
	if (before_end)
		before_end();
	fputs("ipcdiag: out of memory\n", stderr);
	exit(STATUS);
}

/**
 * xmalloc() - malloc(), or the end
 * @size: bytes
 *
 * Return: memory that is not initialized.
 */
void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		memory_gone();
	return p;
}

/**
 * xcalloc() - calloc(), or the end
 * @n: elements
 * @size: bytes of one
 *
 * Return: zeroed memory.
 */
void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		memory_gone();
	return p;
}

/**
 * xreallocarray() - reallocarray(), or the end
 * @old: memory or NULL
 * @n: elements
 * @size: bytes of one
 *
 * Return: the memory, moved if need be.
 */
void *xreallocarray(void *old, size_t n, size_t size)
{
	void *p = reallocarray(old, n ? n : 1, size ? size : 1);

	if (!p)
		memory_gone();
	return p;
}

/**
 * xstrdup() - strdup(), or the end
 * @s: string
 *
 * Return: a copy.
 */
char *xstrdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(xmalloc(size), s, size);
}
