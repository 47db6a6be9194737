// SPDX-License-Identifier: GPL-2.0
/*
 * PostgreSQL says itself which segment is that of a data directory: line 7 of its
 * postmaster.pid has the key and the id. Of the file nothing else is used, and
 * that only as numbers: it is not root's. So it explains only what belongs to its
 * own owner, unless a rule of root's does, and keeps nothing.
 */
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.h"
#include "cmd/rule_files.h"

/* The line, and what may stand before it: a path, and a few short words. */
#define KEY_LINE  7
#define FILE_MOST 8192

/* Where distributions, and those who build it themselves, have it. */
static const char *const places[] = {
	"/var/lib/postgresql/*/*/postmaster.pid",
	"/var/lib/postgresql/data/postmaster.pid",
	"/var/lib/pgsql/data/postmaster.pid",
	"/var/lib/pgsql/*/data/postmaster.pid",
	"/var/lib/postgres/data/postmaster.pid",
	"/usr/local/pgsql/data/postmaster.pid",
};

/* Return: false if it is none of PostgreSQL's, or has no segment. */
static bool read_segment(const char *path, uint32_t *key, uint32_t *id,
			 uid_t *owner)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char text[FILE_MOST + 1], *line = text, *end;
	unsigned long long numbers[2];
	struct stat st = { .st_uid = 0 };
	ssize_t n = -1;

	if (fd < 0)
		return false;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		n = read(fd, text, FILE_MOST);
	*owner = st.st_uid;
	close(fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	for (int i = 1; i < KEY_LINE && line; i++) {
		line = strchr(line, '\n');
		line += !!line;
	}
	if (!line)
		return false;
	for (int i = 0; i < 2; i++, line = end) {
		numbers[i] = strtoull(line, &end, 10);
		if (end == line)
			return false;
	}
	/* The key is written as a long, with its sign. */
	*key = (uint32_t)numbers[0];
	*id = (uint32_t)numbers[1];
	return *key;
}

static void add_rule(struct rules *rules, const char *path)
{
	char line[PATH_MAX + 256], why[FILTER_WHY];
	uint32_t key, id;
	uid_t owner;

	if (!read_segment(path, &key, &id, &owner) || id > INT_MAX)
		return;
	snprintf(
		line, sizeof(line),
		"kind=shm ns=own user=%u key=0x%08" PRIx32 " id=%" PRIu32
		" : explain : PostgreSQL's postmaster.pid names it; the server removes it when it starts in that directory again.",
		(unsigned int)owner, key, id);
	if (!rules_add(rules, line, path, SIZE_MAX, why, sizeof(why)))
		say("%s: %s", shown(path), why);
}

/**
 * postmaster_rules() - add what PostgreSQL's data directories say of segments
 * @rules: the rules, with those of root's files
 * @root: what stands before each path
 *
 * Whoever owns such a directory may fill it with files, so that few are read. None
 * of them keeps an object; what is not read is told and does no harm.
 */
void postmaster_rules(struct rules *rules, const char *root)
{
	size_t left = RULES_FOUND_MAX;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		char pattern[PATH_MAX];
		glob_t found;
		size_t n = 0;

		snprintf(pattern, sizeof(pattern), "%s%s", root, places[i]);
		if (!glob(pattern, 0, NULL, &found))
			n = found.gl_pathc;
		for (size_t j = 0; j < n && j < left; j++)
			add_rule(rules, found.gl_pathv[j]);
		if (n > left)
			say("%s: there are more than %d such files; this and what follows is not read",
			    shown(found.gl_pathv[left]), RULES_FOUND_MAX);
		globfree(&found);
		if (n > left)
			break;
		left -= n;
	}
}
