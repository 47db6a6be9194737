// SPDX-License-Identifier: GPL-2.0
/*
 * Paths of control groups: which container is that, is it the one that was named?
 */
#include <ctype.h>
#include <string.h>

#include "findings/cgroup.h"

static size_t hex_digits(const char *s)
{
	size_t n = 0;

	while (isxdigit((unsigned char)s[n]))
		n++;
	return n;
}

/* Where the next id of a container begins, NULL if there is none. */
static const char *next_container(const char *s)
{
	while (*s) {
		size_t n = hex_digits(s);

		if (n == CONTAINER_ID)
			return s;
		s += n ? n : 1;
	}
	return NULL;
}

/**
 * cgroup_container() - the container that a control group belongs to
 * @cgroup: path of the control group, or NULL
 *
 * Docker, Podman and the runtimes of Kubernetes put the 64 digits of the id into
 * the path; docker ps and crictl ps print the first CONTAINER_DIGITS of them.
 *
 * Return: where these begin, NULL if there are none.
 */
const char *cgroup_container(const char *cgroup)
{
	const char *next = cgroup ? next_container(cgroup) : NULL;
	const char *found = next;

	while (next) {
		found = next;
		next = next_container(next + CONTAINER_ID);
	}
	return found;
}

/* Is it in one of the containers whose id begins with these @n digits? */
static bool is_in_container(const char *digits, size_t n, const char *cgroup)
{
	const char *id = next_container(cgroup);

	while (id && strncmp(id, digits, n))
		id = next_container(id + CONTAINER_ID);
	return id;
}

/* Is it a unit of systemd, or a control group, of this name, or below one? */
static bool has_name(const char *name, const char *cgroup)
{
	static const char *const suffixes[] = { "", ".service", ".scope",
						".slice" };
	size_t len = strlen(name);

	for (const char *s = cgroup; (s = strchr(s, '/'));) {
		size_t n = strcspn(++s, "/");

		if (n < len || strncmp(s, name, len))
			continue;
		for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]);
		     i++)
			if (n - len == strlen(suffixes[i]) &&
			    !strncmp(s + len, suffixes[i], n - len))
				return true;
	}
	return false;
}

/* Is it this path, or below? The root is above all. */
static bool is_below(const char *path, const char *cgroup)
{
	size_t len = strlen(path);

	while (len && path[len - 1] == '/')
		len--;
	return !len || (!strncmp(cgroup, path, len) &&
			(!cgroup[len] || cgroup[len] == '/'));
}

/**
 * cgroup_is() - is a control group the one that was named, or below it?
 * @word: its path from the root, the first digits of a container's id, or the name of
 *	  a control group or of a unit of systemd
 * @cgroup: path of the control group, or NULL
 *
 * No part of a name is enough: what is chosen may be removed.
 *
 * Return: true if it is.
 */
bool cgroup_is(const char *word, const char *cgroup)
{
	size_t len = strlen(word);

	if (!cgroup)
		return false;
	if (strchr(word, '/'))
		return is_below(word, *word == '/' ? cgroup : cgroup + 1);
	return (len >= CONTAINER_DIGITS && hex_digits(word) == len &&
		is_in_container(word, len, cgroup)) ||
	       has_name(word, cgroup);
}
