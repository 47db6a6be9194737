// SPDX-License-Identifier: GPL-2.0
/*
 * Snapshots of any kind: the reader accepts or refuses, with a message, and
 * the same whether it gets the bytes at once or in pieces.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "records/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	abort();
}

static struct snapshot *parse(const char *text, size_t len, size_t piece,
			      char *msg, size_t room)
{
	struct parser *p = parse_new("fuzz");
	struct snapshot *snap;

	require(p, "memory");
	for (size_t at = 0; at < len; at += piece) {
		size_t n = len - at < piece ? len - at : piece;
		/* Of exact size. */
		char *part = malloc(n);
		bool good;

		require(part, "memory");
		memcpy(part, text + at, n);
		good = parse_feed(p, part, n);
		free(part);
		if (!good)
			break;
	}
	snap = parse_finish(p);
	require(!snap == p->failed, "either a snapshot or a message");
	snprintf(msg, room, "%s", p->msg);
	parse_free(p);
	return snap;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char whole[512], pieces[512];
	struct snapshot *snap, *again;

	if (!size)
		return 0;
	snap = parse((const char *)data, size, size, whole, sizeof(whole));
	again = parse((const char *)data, size, 1 + size % 61, pieces,
		      sizeof(pieces));
	require(!snap == !again && !strcmp(whole, pieces),
		"the same in pieces");
	for (size_t i = 0; whole[i]; i++)
		require(whole[i] >= ' ' && whole[i] < 0x7f,
			"a control character in a message");
	snapshot_free(snap);
	snapshot_free(again);
	return 0;
}
