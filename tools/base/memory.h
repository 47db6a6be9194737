/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that is there, or the program ends.
 */
#ifndef IPCDIAG_BASE_MEMORY_H
#define IPCDIAG_BASE_MEMORY_H

#include <stddef.h>

void memory_before_end(void (*what)(void));
void memory_gone(void) __attribute__((noreturn));
void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t n, size_t size) __attribute__((malloc, returns_nonnull));
void *xreallocarray(void *old, size_t n, size_t size)
	__attribute__((returns_nonnull));
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));

#endif
