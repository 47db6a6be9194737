// SPDX-License-Identifier: GPL-2.0
/*
 * Names of users and groups, each looked up once.
 *
 * The ids may come from a snapshot that somebody else made, so the hash is
 * seeded: no list of ids makes every one of them collide.
 */
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "names.h"

/* One id; its name is NULL if it has none. */
struct name {
	uint32_t id;
	bool used;
	char *name;
};

/* Open addressing, at most half full; there are 2^bits slots. */
struct cache {
	struct name *slots;
	unsigned int bits;
	size_t n;
	uint64_t seed;
	const char *(*lookup)(uint32_t id);
};

static const char *user_lookup(uint32_t uid)
{
	struct passwd *pw = getpwuid(uid);

	return pw ? pw->pw_name : NULL;
}

static const char *group_lookup(uint32_t gid)
{
	struct group *gr = getgrgid(gid);

	return gr ? gr->gr_name : NULL;
}

static struct cache users = { .lookup = user_lookup };
static struct cache groups = { .lookup = group_lookup };

static struct name *find(const struct cache *c, uint32_t id)
{
	size_t mask = ((size_t)1 << c->bits) - 1;
	size_t i = (id * c->seed) >> (64 - c->bits);

	while (c->slots[i].used && c->slots[i].id != id)
		i = (i + 1) & mask;
	return &c->slots[i];
}

static bool grow(struct cache *c)
{
	struct cache bigger = *c;
	size_t old = c->slots ? (size_t)1 << c->bits : 0;

	bigger.bits = c->slots ? c->bits + 1 : 6;
	if (!c->slots &&
	    getrandom(&bigger.seed, sizeof(bigger.seed), GRND_NONBLOCK) < 0)
		bigger.seed = 0x9e3779b97f4a7c15;
	bigger.seed |= 1;
	bigger.slots = calloc((size_t)1 << bigger.bits, sizeof(*bigger.slots));
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < old; i++)
		if (c->slots[i].used)
			*find(&bigger, c->slots[i].id) = c->slots[i];
	free(c->slots);
	*c = bigger;
	return true;
}

static const char *get(struct cache *c, uint32_t id)
{
	const char *name;
	struct name *slot;

	if ((!c->slots || c->n * 2 >= (size_t)1 << c->bits) && !grow(c))
		return NULL;
	slot = find(c, id);
	if (!slot->used) {
		name = c->lookup(id);
		slot->id = id;
		slot->used = true;
		slot->name = name ? strdup(name) : NULL;
		c->n++;
	}
	return slot->name;
}

static void drop(struct cache *c)
{
	size_t n = c->slots ? (size_t)1 << c->bits : 0;

	for (size_t i = 0; i < n; i++)
		free(c->slots[i].name);
	free(c->slots);
	c->slots = NULL;
	c->n = 0;
}

/**
 * names_user() - the name of a user of this machine
 * @uid: user id
 *
 * Return: the name, valid until names_free(); NULL if there is none.
 */
const char *names_user(uint32_t uid)
{
	return get(&users, uid);
}

/**
 * names_group() - the name of a group of this machine
 * @gid: group id
 *
 * Return: the name, valid until names_free(); NULL if there is none.
 */
const char *names_group(uint32_t gid)
{
	return get(&groups, gid);
}

/**
 * names_free() - forget all names
 */
void names_free(void)
{
	drop(&users);
	drop(&groups);
}
