// SPDX-License-Identifier: GPL-2.0
/*
 * Snapshots of any kind: the reader accepts or refuses, with a message, and
 * the same whether it gets the bytes at once or in pieces, and whether or not
 * it reads fast what looks like the line before.
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
			      bool general, char *msg, size_t room)
{
	struct parser *p = parse_new("fuzz");
	struct snapshot *snap;

	p->general = general;
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

/* A place in a list, if there is one. */
static size_t place(const struct rec *rec)
{
	return rec ? rec->line : 0;
}

static void compare_records(const struct rec *a, const struct rec *b)
{
	const struct key *keys;
	size_t n;

	require(a->kind == b->kind && a->line == b->line, "the same lines");
	require(place(rec_ns(a)) == place(rec_ns(b)), "the same namespace");
	require(place(a->up) == place(b->up), "the same object");
	require(place(a->side) == place(b->side), "the same parts");
	keys = kind_keys(a->kind, &n);
	for (size_t i = 0; i < n; i++) {
		enum field f = keys[i].field;

		require(rec_seen(a, f) == rec_seen(b, f) &&
				rec_known(a, f) == rec_known(b, f) &&
				rec_hidden(a, f) == rec_hidden(b, f),
			"the same values known");
		if (!rec_known(a, f))
			continue;
		if (keys[i].type == TYPE_STRING || keys[i].type == TYPE_WORDS)
			require(!strcmp(rec_str(a, f), rec_str(b, f)),
				"the same text");
		else
			require(rec_num(a, f, 0) == rec_num(b, f, 0),
				"the same number");
	}
}

static void compare_snapshots(const struct snapshot *a,
			      const struct snapshot *b)
{
	for (int k = 0; k < KINDS; k++) {
		require(a->list[k].n == b->list[k].n, "as many records");
		for (size_t i = 0; i < a->list[k].n; i++)
			compare_records(a->list[k].v[i], b->list[k].v[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	char whole[512], pieces[512];
	struct snapshot *snap, *again;

	if (!size)
		return 0;
	snap = parse(text, size, size, true, whole, sizeof(whole));
	again = parse(text, size, 1 + size % 61, false, pieces, sizeof(pieces));
	require(!snap == !again && !strcmp(whole, pieces),
		"the same in pieces");
	for (size_t i = 0; whole[i]; i++)
		require(whole[i] >= ' ' && whole[i] < 0x7f,
			"a control character in a message");
	if (snap)
		compare_snapshots(snap, again);
	snapshot_free(snap);
	snapshot_free(again);
	return 0;
}
