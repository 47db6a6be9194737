// SPDX-License-Identifier: GPL-2.0
/*
 * The user namespace that the reader runs in.
 *
 * There, ids are others than outside. Whoever has none there is shown by the
 * kernel as the overflow id, 65534, which outside is that of the user nobody.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "records/userns.h"

/* Unless a file says otherwise. */
#define OVERFLOW 65534

/**
 * userns_is_other() - does root here mean nothing outside, as in most containers?
 * @root: where / is, for tests
 *
 * Return: true if this is not the first user namespace, in which everybody is as
 * they are.
 */
bool userns_is_other(const char *root)
{
	static const unsigned long all[] = { 0, 0, UINT_MAX };
	char path[PATH_MAX], line[128] = "";
	char *at = line, *end;
	bool other = false;
	FILE *f;

	snprintf(path, sizeof(path), "%s/proc/self/uid_map", root);
	f = fopen(path, "re");
	if (!f)
		return false;
	if (!fgets(line, sizeof(line), f))
		other = true;
	fclose(f);
	for (int i = 0; i < 3 && !other; i++, at = end)
		other = strtoul(at, &end, 10) != all[i] || end == at;
	return other;
}

/**
 * userns_overflow() - the id that stands for all who have none here
 * @root: where / is, for tests
 * @name: overflowuid or overflowgid
 *
 * Return: the id; USERNS_NOBODY where everybody has one.
 */
uint64_t userns_overflow(const char *root, const char *name)
{
	char path[PATH_MAX], line[32], *end = line;
	unsigned long id = 0;
	FILE *f;

	if (!userns_is_other(root))
		return USERNS_NOBODY;
	snprintf(path, sizeof(path), "%s/proc/sys/kernel/%s", root, name);
	f = fopen(path, "re");
	if (f && fgets(line, sizeof(line), f))
		id = strtoul(line, &end, 10);
	if (f)
		fclose(f);
	return end > line ? id : OVERFLOW;
}
