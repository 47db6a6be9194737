/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Like objects, put together.
 */
#ifndef IPCDIAG_FINDINGS_GROUPS_H
#define IPCDIAG_FINDINGS_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Identifiers that a group keeps, where they do not follow each other. */
#define GROUP_IDS 3

/**
 * struct group_key - what the objects of a group have in common
 * @kind: kind of object
 * @owner: user that owns them
 * @ns: namespace
 * @rank: where the group stands among the others, the lower the earlier
 * @verdict: verdict
 * @why: the reasons
 * @maker: program or container that made them, NULL if that is not known
 */
struct group_key {
	unsigned int kind;
	uint32_t owner;
	uint64_t ns;
	int rank;
	const char *verdict;
	const char *why;
	const char *maker;
};

/**
 * struct group_member - one object
 * @id: its identifier
 * @key: its key, 0 for a private one
 * @bytes: what removing it would give back
 * @touched: when it was touched last
 * @object: the object, for the caller
 * @from: cgroup that its maker was in, NULL if that is not known
 * @left: its maker has exited
 */
struct group_member {
	uint64_t id;
	uint32_t key;
	uint64_t bytes;
	int64_t touched;
	const void *object;
	const char *from;
	bool left;
};

/**
 * struct group - like objects
 * @key: what they have in common
 * @n: how many there are
 * @bytes: what removing them would give back
 * @oldest: when the one was touched that was not touched for longest
 * @newest: when the one was touched that was touched last
 * @ids: the first identifiers, in the order of the snapshot
 * @last: the last one
 * @first_key: the key of the first one
 * @in_a_row: each is one more than the one before
 * @same_key: all have the key of the first one
 * @object: the first object
 * @from: cgroup that all their makers were in, NULL if they differ
 * @left: all their makers have exited
 * @order: how many groups were made before
 * @hash: of the key
 * @next: index of the next group with the same place in the hash, SIZE_MAX for
 *	  none
 */
struct group {
	struct group_key key;
	size_t n;
	uint64_t bytes;
	int64_t oldest;
	int64_t newest;
	uint64_t ids[GROUP_IDS];
	uint64_t last;
	uint32_t first_key;
	bool in_a_row;
	bool same_key;
	const void *object;
	const char *from;
	bool left;
	size_t order;
	uint64_t hash;
	size_t next;
};

/**
 * struct groups - all of them
 * @v: the groups
 * @n: how many
 * @room: how many @v has room for
 * @recent: index of the one that the last object belonged to
 * @slots: indices by hash
 * @nslots: how many, a power of two
 */
struct groups {
	struct group *v;
	size_t n;
	size_t room;
	size_t recent;
	size_t *slots;
	size_t nslots;
};

void groups_add(struct groups *g, const struct group_key *key,
		const struct group_member *member);
void groups_merge(struct groups *to, const struct groups *from);
void groups_sort(struct groups *g);
void groups_free(struct groups *g);

#endif
