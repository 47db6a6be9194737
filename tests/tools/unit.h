/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What all unit tests need.
 */
#ifndef IPCDIAG_TEST_UNIT_H
#define IPCDIAG_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The whole of a file below data/. */
static inline char *read_data(const char *name, size_t *len)
{
	char path[256];
	char *text;
	FILE *f;
	long n;

	snprintf(path, sizeof(path), "data/%s", name);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	n = ftell(f);
	assert_true(n > 0);
	rewind(f);
	text = calloc(1, n + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, n, f), n);
	fclose(f);
	*len = n;
	return text;
}

#endif
