// SPDX-License-Identifier: GPL-2.0
/*
 * The files of rules: those that came with the program, and the machine's own. A
 * file of the same name in /etc takes the place of the one that came along.
 *
 * What a rule says may keep root from removing something, so that nobody but root
 * may write one.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/say.h"
#include "cmd/rule_files.h"

#ifndef IPCDIAG_DATADIR
#define IPCDIAG_DATADIR "/usr/share/ipcdiag"
#endif

#define RULES_OWN "/etc/ipcdiag"

/* A directory and a name in it. */
#define PATH_LEN (PATH_MAX + NAME_MAX + 32)

/* Only the tests have such files elsewhere, and not root's. */
static const char *root(void)
{
#ifdef IPCDIAG_TESTING
	const char *dir = getenv("IPCDIAG_TEST_ROOT");

	return dir ? dir : "/nonexistent";
#else
	return "";
#endif
}

/* What was to be read and was not. */
static size_t left_out;

static bool is_trusted(int fd, const char *path, mode_t type)
{
	struct stat st;
	uid_t owner = 0;

#ifdef IPCDIAG_TESTING
	owner = geteuid();
#endif
	if (fstat(fd, &st) || (st.st_mode & S_IFMT) != type) {
		left_out++;
		say("%s is ignored: it is no plain file", shown(path));
		return false;
	}
	if (st.st_uid == owner && !(st.st_mode & (S_IWGRP | S_IWOTH)))
		return true;
	left_out++;
	say("%s is ignored: it has to be root's, and writable by nobody else (chown root, chmod go-w)",
	    shown(path));
	return false;
}

static void read_lines(struct rules *rules, FILE *f, const char *path)
{
	char *line = NULL;
	size_t room = 0;

	for (unsigned int n = 1; getline(&line, &room, f) >= 0; n++) {
		char place[PATH_LEN + 16], why[FILTER_WHY];
		bool full = rules->n >= RULES_MAX;

		snprintf(place, sizeof(place), "%s:%u", path, n);
		if (rules_add(rules, line, place, RULES_MAX, why, sizeof(why)))
			continue;
		left_out++;
		say("%s: %s; %s", shown(place), why,
		    full ? "this file is ignored from there on" :
			   "the line is ignored");
		if (full)
			break;
	}
	if (ferror(f)) {
		left_out++;
		say("%s is not read to its end: %s", shown(path),
		    strerror(errno));
	}
	free(line);
}

/* Return: it was read, whatever is in it. */
static bool read_file(struct rules *rules, int dir, const char *directory,
		      const char *name)
{
	int fd = openat(dir, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char path[PATH_LEN];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	if (fd < 0) {
		left_out++;
		say("%s is ignored: %s", shown(path),
		    errno == ELOOP ?
			    "it is a symbolic link, which is not followed" :
			    strerror(errno));
		return false;
	}
	f = is_trusted(fd, path, S_IFREG) ? fdopen(fd, "r") : NULL;
	if (!f) {
		close(fd);
		return false;
	}
	read_lines(rules, f, path);
	fclose(f);
	return true;
}

static int is_rules(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 6 && entry->d_name[0] != '.' &&
	       !strcmp(entry->d_name + n - 6, ".rules");
}

/* Return: the directory, -1 if there is none that can be trusted. */
static int open_directory(int at, const char *name, const char *path)
{
	int dir = openat(at, name,
			 O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (dir < 0 && errno != ENOENT) {
		left_out++;
		say("%s is ignored: %s", shown(path),
		    errno == ENOTDIR ?
			    "it is no directory, or a symbolic link, which is not followed" :
			    strerror(errno));
	}
	if (dir < 0 || is_trusted(dir, path, S_IFDIR))
		return dir;
	close(dir);
	return -1;
}

/* Whoever may write in the directory above may put another one in its place. */
static int open_both(const char *above, const char *path)
{
	int outer = open_directory(AT_FDCWD, above, above), inner;

	if (outer < 0)
		return -1;
	inner = open_directory(outer, "rules.d", path);
	close(outer);
	return inner;
}

/**
 * struct file_names - names of files that were read
 * @v: the names
 * @n: how many
 */
struct file_names {
	char **v;
	size_t n;
};

static bool has_name(const struct file_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->v[i], name))
			return true;
	return false;
}

/*
 * Read all files but those whose names are there already. One that cannot be
 * trusted takes nothing's place.
 */
static void read_directory(struct rules *rules, const char *above,
			   struct file_names *names)
{
	struct dirent **entries;
	char path[PATH_MAX + 16];
	int dir, n;

	snprintf(path, sizeof(path), "%s/rules.d", above);
	dir = open_both(above, path);
	if (dir < 0)
		return;
	n = scandir(path, &entries, is_rules, alphasort);
	if (n < 0) {
		left_out++;
		say("%s is ignored: %s", shown(path), strerror(errno));
	}
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;

		if (!has_name(names, name) &&
		    read_file(rules, dir, path, name)) {
			names->v = xreallocarray(names->v, names->n + 1,
						 sizeof(*names->v));
			names->v[names->n++] = xstrdup(name);
		}
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	close(dir);
}

/*
 * What was found of single objects tells more of them than what came along, and less
 * than what root wrote: put the rules from @found on before those from @shipped on.
 */
static void put_before(struct rules *rules, size_t shipped, size_t found)
{
	size_t n = rules->n - found;
	struct rule *v = xcalloc(n + 1, sizeof(*v));

	if (n) {
		memcpy(v, rules->v + found, n * sizeof(*v));
		memmove(rules->v + shipped + n, rules->v + shipped,
			(found - shipped) * sizeof(*v));
		memcpy(rules->v + shipped, v, n * sizeof(*v));
	}
	free(v);
}

/**
 * rule_files_read() - read the rules of this machine
 * @rules: filled with them; rules_free() them
 * @live: they are asked about what there is now, on this machine
 *
 * What cannot be trusted or is wrong is told and left out. Root's own come first, so
 * that nothing that others write takes their place.
 *
 * Return: false if anything was left out that may have been a rule to keep objects.
 */
bool rule_files_read(struct rules *rules, bool live)
{
	struct file_names names = { .n = 0 };
	char above[PATH_MAX];
	size_t shipped, found;

	left_out = 0;
	snprintf(above, sizeof(above), "%s%s", root(), RULES_OWN);
	read_directory(rules, above, &names);
	shipped = rules->n;
	snprintf(above, sizeof(above), "%s%s", root(), IPCDIAG_DATADIR);
	read_directory(rules, above, &names);
	found = rules->n;
	for (size_t i = 0; i < names.n; i++)
		free(names.v[i]);
	free(names.v);
	if (live && !rules_look_up(rules))
		left_out++;
	if (live) {
		postmaster_rules(rules, root());
		put_before(rules, shipped, found);
	}
	return !left_out;
}
