// SPDX-License-Identifier: GPL-2.0
/*
 * Like objects, put together.
 *
 * A program that leaks does so again and again, so that thirty thousand leaks
 * are a handful of groups. An object is compared with the group of the one
 * before it first, which it mostly belongs to.
 *
 * Pure: knows nothing of records.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/groups.h"

#define FIRST_SLOTS 64

static uint64_t mix(uint64_t hash, uint64_t n)
{
	hash ^= n;
	hash *= 0x9e3779b97f4a7c15ULL;
	return hash ^ hash >> 29;
}

static uint64_t mix_string(uint64_t hash, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	uint64_t part;

	hash = mix(hash, s ? n : UINT64_MAX);
	for (; n >= sizeof(part); s += sizeof(part), n -= sizeof(part)) {
		memcpy(&part, s, sizeof(part));
		hash = mix(hash, part);
	}
	for (; n; s++, n--)
		hash = mix(hash, (unsigned char)*s);
	return hash;
}

static uint64_t hash_of(const struct group_key *key)
{
	uint64_t hash = mix(key->kind, key->owner);

	hash = mix(hash, key->ns);
	hash = mix(hash, (unsigned int)key->rank);
	hash = mix_string(hash, key->verdict);
	hash = mix_string(hash, key->why);
	return mix_string(hash, key->maker);
}

static bool same_string(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool same(const struct group_key *a, const struct group_key *b)
{
	return a->kind == b->kind && a->owner == b->owner && a->ns == b->ns &&
	       a->rank == b->rank && same_string(a->verdict, b->verdict) &&
	       same_string(a->why, b->why) && same_string(a->maker, b->maker);
}

static void rehash(struct groups *g)
{
	g->nslots = g->nslots ? 2 * g->nslots : FIRST_SLOTS;
	g->slots = xreallocarray(g->slots, g->nslots, sizeof(*g->slots));
	for (size_t i = 0; i < g->nslots; i++)
		g->slots[i] = SIZE_MAX;
	for (size_t i = 0; i < g->n; i++) {
		size_t *slot = &g->slots[g->v[i].hash & (g->nslots - 1)];

		g->v[i].next = *slot;
		*slot = i;
	}
}

/* The group of a key; a new one is empty. */
static struct group *find(struct groups *g, const struct group_key *key)
{
	uint64_t hash;
	size_t *slot, i;

	if (g->n && same(&g->v[g->recent].key, key))
		return &g->v[g->recent];
	if (g->n >= g->nslots)
		rehash(g);
	hash = hash_of(key);
	slot = &g->slots[hash & (g->nslots - 1)];
	for (i = *slot; i != SIZE_MAX; i = g->v[i].next)
		if (g->v[i].hash == hash && same(&g->v[i].key, key))
			break;
	if (i == SIZE_MAX) {
		if (g->n == g->room) {
			g->room = g->room ? 2 * g->room : FIRST_SLOTS;
			g->v = xreallocarray(g->v, g->room, sizeof(*g->v));
		}
		i = g->n++;
		g->v[i] = (struct group){
			.key = *key, .hash = hash, .next = *slot, .order = i
		};
		*slot = i;
	}
	g->recent = i;
	return &g->v[i];
}

/**
 * groups_add() - put an object into its group
 * @g: groups, at first zeroed
 * @key: what it has in common with others; its strings must live as long
 * @member: the object
 */
void groups_add(struct groups *g, const struct group_key *key,
		const struct group_member *member)
{
	struct group *group = find(g, key);

	if (!group->n) {
		group->first_key = member->key;
		group->in_a_row = true;
		group->same_key = true;
		group->oldest = member->touched;
		group->newest = member->touched;
		group->object = member->object;
		group->from = member->from;
		group->left = member->left;
	} else {
		if (!same_string(group->from, member->from))
			group->from = NULL;
		if (!member->left)
			group->left = false;
		if (member->id != group->last + 1)
			group->in_a_row = false;
		if (member->key != group->first_key)
			group->same_key = false;
		if (member->touched < group->oldest)
			group->oldest = member->touched;
		if (member->touched > group->newest)
			group->newest = member->touched;
	}
	if (group->n < GROUP_IDS)
		group->ids[group->n] = member->id;
	group->last = member->id;
	group->n++;
	group->bytes = group->bytes > UINT64_MAX - member->bytes ?
			       UINT64_MAX :
			       group->bytes + member->bytes;
}

/**
 * groups_merge() - put groups together that differ in their maker only
 * @to: groups, at first zeroed
 * @from: groups that are to be put together, in any order
 */
void groups_merge(struct groups *to, const struct groups *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct group *g = &from->v[i];
		struct group_member member = {
			.id = g->ids[0],
			.key = g->first_key,
			.bytes = g->bytes,
			.touched = g->oldest,
			.object = g->object,
			.from = g->from,
			.left = g->left,
		};
		struct group_key key = g->key;
		struct group *all;

		key.maker = NULL;
		groups_add(to, &key, &member);
		all = &to->v[to->recent];
		all->n += g->n - 1;
		all->in_a_row = all->n == g->n && g->in_a_row;
		all->last = g->last;
		if (all->n == g->n)
			memcpy(all->ids, g->ids, sizeof(all->ids));
		if (!g->same_key)
			all->same_key = false;
		if (g->newest > all->newest)
			all->newest = g->newest;
	}
}

static int by_size(const void *pa, const void *pb)
{
	const struct group *a = pa, *b = pb;

	if (a->key.rank != b->key.rank)
		return a->key.rank < b->key.rank ? -1 : 1;
	if (a->bytes != b->bytes)
		return a->bytes > b->bytes ? -1 : 1;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/**
 * groups_sort() - put the groups in order
 * @g: groups; nothing can be added any more
 *
 * By rank, and of the same rank the largest first.
 */
void groups_sort(struct groups *g)
{
	if (g->n)
		qsort(g->v, g->n, sizeof(*g->v), by_size);
	free(g->slots);
	g->slots = NULL;
	g->nslots = 0;
}

/**
 * groups_free() - free all groups
 * @g: groups; empty afterwards
 */
void groups_free(struct groups *g)
{
	free(g->v);
	free(g->slots);
	*g = (struct groups){ .n = 0 };
}
