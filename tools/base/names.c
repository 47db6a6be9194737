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

#include "base/names.h"

/* One id; its name is empty if it has none, NULL if the slot is free. */
struct name {
	uint32_t id;
	char *name;
};

/* Open addressing, at most half full; there are 2^bits slots. */
struct cache {
	struct name *slots;
	unsigned int bits;
	size_t n;
	uint64_t seed;
	char *(*lookup)(uint32_t id);
};

static char *user_lookup(uint32_t uid)
{
	struct passwd *pw = getpwuid(uid);

	return strdup(pw ? pw->pw_name : "");
}

static char *group_lookup(uint32_t gid)
{
	struct group *gr = getgrgid(gid);

	return strdup(gr ? gr->gr_name : "");
}

static struct cache users = { .lookup = user_lookup };
static struct cache groups = { .lookup = group_lookup };

static struct name *find(const struct cache *c, uint32_t id)
{
	size_t mask = ((size_t)1 << c->bits) - 1;
	size_t i = (id * c->seed) >> (64 - c->bits);

	while (c->slots[i].name && c->slots[i].id != id)
		i = (i + 1) & mask;
	return &c->slots[i];
}

static bool start(struct cache *c)
{
	c->bits = 6;
	c->slots = calloc((size_t)1 << c->bits, sizeof(*c->slots));
	if (getrandom(&c->seed, sizeof(c->seed), GRND_NONBLOCK) < 0)
		c->seed = 0x9e3779b97f4a7c15;
	c->seed |= 1;
	return c->slots;
}

static bool grow(struct cache *c)
{
	size_t n = (size_t)1 << c->bits;
	struct name *old = c->slots;
	struct name *slots = calloc(2 * n, sizeof(*slots));

	if (!slots)
		return false;
	c->slots = slots;
	c->bits++;
	for (size_t i = 0; i < n; i++)
		if (old[i].name)
			*find(c, old[i].id) = old[i];
	free(old);
	return true;
}

static const char *get(struct cache *c, uint32_t id)
{
	struct name *slot;

	if (!c->slots && !start(c))
		return NULL;
	if (c->n * 2 >= (size_t)1 << c->bits && !grow(c))
		return NULL;
	slot = find(c, id);
	if (!slot->name) {
		char *name = c->lookup(id);

		if (!name)
			return NULL;
		slot->name = name;
		slot->id = id;
		c->n++;
	}
	return *slot->name ? slot->name : NULL;
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
