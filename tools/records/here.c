// SPDX-License-Identifier: GPL-2.0
/*
 * Which machine a snapshot is of, and since when that runs.
 *
 * No object outlives the kernel that made it, but the numbers begin anew with each:
 * those of the initial namespace are the same on every machine.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/say.h"
#include "records/here.h"
#include "records/saved.h"

/* Only the tests look for the system's files elsewhere than below /. */
static const char *root(void)
{
#ifdef IPCDIAG_TESTING
	const char *dir = getenv("IPCDIAG_TEST_ROOT");

	return dir ? dir : "";
#else
	return "";
#endif
}

static FILE *open_file(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", root(), name);
	return fopen(path, "re");
}

/**
 * here_host() - the name of this machine
 * @host: set to it
 * @size: room in @host
 */
void here_host(char *host, size_t size)
{
	if (gethostname(host, size))
		snprintf(host, size, "localhost");
	host[size - 1] = '\0';
}

/**
 * here_boot() - by what the kernel tells one start of the machine from another
 * @boot: set to it; HERE_BOOT bytes are enough
 * @size: room in @boot
 *
 * Return: false if the kernel does not tell.
 */
bool here_boot(char *boot, size_t size)
{
	FILE *f = open_file("/proc/sys/kernel/random/boot_id");
	bool ok = f && fgets(boot, size, f);

	if (f)
		fclose(f);
	if (ok)
		boot[strcspn(boot, "\n")] = '\0';
	return ok && *boot;
}

/* When the machine was started, by the clock of now; 0 if the kernel does not tell. */
static int64_t started(void)
{
	FILE *f = open_file("/proc/stat");
	char *line = NULL;
	int64_t time = 0;
	size_t room = 0;

	while (f && getline(&line, &room, f) >= 0)
		if (!strncmp(line, "btime ", 6)) {
			time = strtoll(line + 6, NULL, 10);
			break;
		}
	free(line);
	if (f)
		fclose(f);
	return time;
}

static const char *boot_of(const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_HOST];

	return list->n ? rec_str(list->v[0], F_BOOT) : NULL;
}

/* Was it made before this machine was started? In doubt it was. */
static bool is_of_earlier_boot(const struct snapshot *snap)
{
	const char *boot = boot_of(snap);
	char here[HERE_BOOT];
	int64_t since;

	if (boot)
		return !here_boot(here, sizeof(here)) || strcmp(boot, here);
	since = started();
	return !since ||
	       rec_num(snapshot_header(snap), F_TIME, 0) <= (uint64_t)since;
}

/**
 * here_is_of() - is a saved snapshot of this machine, since it was started?
 * @snap: snapshot
 * @why: set to why it is not
 * @size: room in @why
 *
 * Return: true if so.
 */
bool here_is_of(const struct snapshot *snap, char *why, size_t size)
{
	const char *host = saved_host(snap);
	char here[HERE_HOST];

	here_host(here, sizeof(here));
	if (!host)
		snprintf(
			why, size,
			"it does not say of which machine it is; ipcdiag snapshot saves one that does");
	else if (strcmp(host, here) != 0)
		snprintf(why, size, "it is of the machine %s", shown(host));
	else if (is_of_earlier_boot(snap))
		snprintf(
			why, size,
			"this machine was started since it was made, so that nothing is left of what is in it");
	else if ((time_t)rec_num(snapshot_header(snap), F_TIME, 0) > time(NULL))
		snprintf(
			why, size,
			"it was made later than it is now, so that the clock was set, or it is of another machine");
	else
		return true;
	return false;
}

/**
 * here_rebooted() - are two snapshots of one machine of two starts of it?
 * @before: the first, a saved one
 * @now: the second
 * @live: that is of this machine and of now
 *
 * Return: true if that is known.
 */
bool here_rebooted(const struct snapshot *before, const struct snapshot *now,
		   bool live)
{
	const char *a = boot_of(before), *b = boot_of(now);
	const char *host = saved_host(before), *other = saved_host(now);
	char boot[HERE_BOOT], here[HERE_HOST];
	int64_t since;

	if (live) {
		here_host(here, sizeof(here));
		other = here;
		b = here_boot(boot, sizeof(boot)) ? boot : NULL;
	}
	if (host && other && strcmp(host, other) != 0)
		return false;
	if (a && b)
		return strcmp(a, b);
	since = live && host ? started() : 0;
	return since &&
	       (int64_t)rec_num(snapshot_header(before), F_TIME, 0) < since;
}
