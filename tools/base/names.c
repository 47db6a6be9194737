// SPDX-License-Identifier: GPL-2.0
/*
 * Names of users and groups, each looked up once.
 *
 * getpwuid() reads the whole of /etc/passwd for every user that it is asked for,
 * so that file is read here once; it is asked only if the system knows users
 * from elsewhere, too.
 *
 * The ids may come from a snapshot that somebody else made, so the hash is
 * seeded: no list of ids makes every one of them collide.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/memory.h"
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
	bool elsewhere;
	const char *database;
	void (*read)(struct cache *c);
	const char *(*lookup)(uint32_t id);
};

/* Those of this machine mean nothing. */
static bool only_added;

static struct name *find(const struct cache *c, uint32_t id)
{
	size_t mask = ((size_t)1 << c->bits) - 1;
	size_t i = (id * c->seed) >> (64 - c->bits);

	while (c->slots[i].name && c->slots[i].id != id)
		i = (i + 1) & mask;
	return &c->slots[i];
}

static void grow(struct cache *c)
{
	size_t n = (size_t)1 << c->bits;
	struct name *old = c->slots;

	c->slots = xcalloc(2 * n, sizeof(*c->slots));
	c->bits++;
	for (size_t i = 0; i < n; i++)
		if (old[i].name)
			*find(c, old[i].id) = old[i];
	free(old);
}

/* The first name of an id stays. */
static void add(struct cache *c, uint32_t id, const char *name)
{
	struct name *slot;

	if (c->n * 2 >= (size_t)1 << c->bits)
		grow(c);
	slot = find(c, id);
	if (slot->name)
		return;
	slot->name = xstrdup(name);
	slot->id = id;
	c->n++;
}

static void read_users(struct cache *c)
{
	FILE *f = fopen("/etc/passwd", "re");
	struct passwd *pw;

	while (f && (pw = fgetpwent(f)))
		add(c, pw->pw_uid, pw->pw_name);
	if (f)
		fclose(f);
}

static void read_groups(struct cache *c)
{
	FILE *f = fopen("/etc/group", "re");
	struct group *gr;

	while (f && (gr = fgetgrent(f)))
		add(c, gr->gr_gid, gr->gr_name);
	if (f)
		fclose(f);
}

static const char *user_lookup(uint32_t uid)
{
	struct passwd *pw = getpwuid(uid);

	return pw ? pw->pw_name : "";
}

static const char *group_lookup(uint32_t gid)
{
	struct group *gr = getgrgid(gid);

	return gr ? gr->gr_name : "";
}

static struct cache users = {
	.database = "passwd:",
	.read = read_users,
	.lookup = user_lookup,
};
static struct cache groups = {
	.database = "group:",
	.read = read_groups,
	.lookup = group_lookup,
};

/* Does nsswitch.conf(5) name another source than the file? */
static bool other_sources(const char *database)
{
	FILE *f = fopen("/etc/nsswitch.conf", "re");
	bool other = false;
	char *line = NULL, *save;
	size_t room = 0;

	while (f && getline(&line, &room, f) >= 0) {
		char *word = strtok_r(line, " \t\n", &save);

		if (!word || strcmp(word, database))
			continue;
		while ((word = strtok_r(NULL, " \t\n", &save)) && *word != '#')
			other |= strcmp(word, "files");
	}
	free(line);
	if (f)
		fclose(f);
	return other;
}

static void prepare(struct cache *c)
{
	c->bits = 6;
	c->slots = xcalloc((size_t)1 << c->bits, sizeof(*c->slots));
	if (getrandom(&c->seed, sizeof(c->seed), GRND_NONBLOCK) < 0)
		c->seed = 0x9e3779b97f4a7c15;
	c->seed |= 1;
	if (only_added)
		return;
	c->elsewhere = other_sources(c->database);
	c->read(c);
}

static const char *get(struct cache *c, uint32_t id)
{
	const char *name;

	if (!c->slots)
		prepare(c);
	name = find(c, id)->name;
	if (!name && c->elsewhere) {
		add(c, id, c->lookup(id));
		name = find(c, id)->name;
	}
	return name && *name ? name : NULL;
}

static void drop(struct cache *c)
{
	size_t n = c->slots ? (size_t)1 << c->bits : 0;

	for (size_t i = 0; i < n; i++)
		free(c->slots[i].name);
	free(c->slots);
	c->slots = NULL;
	c->n = 0;
	c->elsewhere = false;
}

/**
 * names_user() - the name of a user
 * @uid: user id
 *
 * Return: the name, valid until names_free(); NULL if there is none.
 */
const char *names_user(uint32_t uid)
{
	return get(&users, uid);
}

/**
 * names_group() - the name of a group
 * @gid: group id
 *
 * Return: the name, valid until names_free(); NULL if there is none.
 */
const char *names_group(uint32_t gid)
{
	return get(&groups, gid);
}

/* The least room that is asked for; more if what is known of one needs it. */
#define ENTRY_ROOM 4096

/**
 * names_user_id() - who has this name on this machine, whatever names were added
 * @name: name of a user
 * @uid: set to the user's id
 *
 * Return: 0; -1 if there is no such user; else an errno, as it cannot be told.
 */
int names_user_id(const char *name, uint32_t *uid)
{
	struct passwd entry, *found = NULL;
	char *buf = NULL;
	int error = ERANGE;

	for (size_t n = ENTRY_ROOM; error == ERANGE; n *= 2) {
		buf = xreallocarray(buf, n, 1);
		error = getpwnam_r(name, &entry, buf, n, &found);
	}
	if (found)
		*uid = found->pw_uid;
	free(buf);
	return found ? 0 : error ? error : -1;
}

/**
 * names_group_id() - which group has this name on this machine
 * @name: name of a group
 * @gid: set to the group's id
 *
 * Return: 0; -1 if there is no such group; else an errno, as it cannot be told.
 */
int names_group_id(const char *name, uint32_t *gid)
{
	struct group entry, *found = NULL;
	char *buf = NULL;
	int error = ERANGE;

	for (size_t n = ENTRY_ROOM; error == ERANGE; n *= 2) {
		buf = xreallocarray(buf, n, 1);
		error = getgrnam_r(name, &entry, buf, n, &found);
	}
	if (found)
		*gid = found->gr_gid;
	free(buf);
	return found ? 0 : error ? error : -1;
}

/**
 * names_only_added() - know no names but those that are added from now on
 *
 * For what comes from another machine, where ids stand for others.
 */
void names_only_added(void)
{
	names_free();
	only_added = true;
}

/**
 * names_add_user() - add the name of a user
 * @uid: user id, which may have a name already: that stays then
 * @name: the name
 */
void names_add_user(uint32_t uid, const char *name)
{
	if (!users.slots)
		prepare(&users);
	add(&users, uid, name);
}

/**
 * names_add_group() - add the name of a group
 * @gid: group id, which may have a name already: that stays then
 * @name: the name
 */
void names_add_group(uint32_t gid, const char *name)
{
	if (!groups.slots)
		prepare(&groups);
	add(&groups, gid, name);
}

/**
 * names_free() - forget all names
 */
void names_free(void)
{
	drop(&users);
	drop(&groups);
	only_added = false;
}
