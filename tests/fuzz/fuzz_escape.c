// SPDX-License-Identifier: GPL-2.0
/*
 * Names of any kind: what the module writes, the reader turns back into the
 * same bytes; what the reader shows is harmless. Spaces of all sizes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/types.h>

/* Of the module; the reader's header has the same name. */
size_t ipcdiag_escape(const char *src, size_t len, char *dst, size_t size);

#include "../../tools/base/escape.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void require(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	abort();
}

static void show(const char *src, size_t len, size_t room, enum escape how)
{
	char *shown = malloc(room);
	size_t n;

	require(shown, "memory");
	n = escape_show(shown, room, src, len, how);
	require(n < room && strlen(shown) == n, "the length of what is shown");
	for (size_t i = 0; i < n; i++) {
		unsigned char c = shown[i];

		require(c >= ' ' && c != 0x7f, "a control character");
		require(how != ESCAPE_ASCII || c < 0x80, "not ASCII");
	}
	free(shown);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	size_t room, len, n, used;
	char *src, *dst;

	if (size < 2 || size > 4096)
		return 0;
	room = data[0] | (data[1] & 3) << 8;
	data += 2;
	len = size - 2;

	/* Both in memory of their exact size. */
	src = malloc(len ? len : 1);
	dst = malloc(room ? room : 1);
	require(src && dst, "memory");
	memcpy(src, data, len);
	used = strnlen(src, len);
	n = ipcdiag_escape(src, len, dst, room);
	require(room ? n < room && strlen(dst) == n : !n, "the length");
	if (room > 4 * len)
		require(n >= used && n <= 4 * used, "nothing is left out");
	/* What is cut off may begin with one. */
	require(room <= 4 * used || strcmp(dst, "-"), "a lone dash");
	if (room) {
		size_t undone;

		for (size_t i = 0; i < n; i++)
			require(dst[i] > ' ' && dst[i] < 0x7f, "a plain byte");
		require(escape_undo(dst), "the reader understands");
		undone = strlen(dst);
		require(undone <= used && !memcmp(dst, src, undone),
			"the same bytes");
		require(room <= 4 * len || undone == used, "all bytes");
		show(src, used, room, ESCAPE_ASCII);
		show(src, used, room, ESCAPE_UTF8);
	}
	free(dst);

	/* The reader, with a value of its own kind: anything. */
	dst = malloc(len + 1);
	require(dst, "memory");
	memcpy(dst, data, len);
	dst[len] = '\0';
	(void)escape_undo(dst);
	free(dst);
	free(src);
	return 0;
}
