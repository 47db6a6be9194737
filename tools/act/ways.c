// SPDX-License-Identifier: GPL-2.0
/*
 * Ways into an IPC namespace: a process that is in it, a file of it that a process
 * has open, or a mount of such a file.
 *
 * It is the file that is checked after it was opened, never a path or a number of a
 * process, which may be another by then.
 */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "act/ways.h"

#define NSFS 0x6e736673

/* Return: the file if it is the namespace, else -1. */
static int open_checked(int dir, const char *path, uint64_t inum)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct statfs fs;
	struct stat st;

	if (fd < 0)
		return -1;
	if (!fstat(fd, &st) && st.st_ino == inum && !fstatfs(fd, &fs) &&
	    fs.f_type == NSFS)
		return fd;
	close(fd);
	return -1;
}

/* Nothing is opened but what has the name of the namespace. */
static bool is_called(int dir, const char *path, const char *name)
{
	char target[64];
	ssize_t n = readlinkat(dir, path, target, sizeof(target));

	return n == (ssize_t)strlen(name) && !memcmp(target, name, n);
}

static int open_of_process(int dir, uint64_t inum, const char *name)
{
	return is_called(dir, "ns/ipc", name) ?
		       open_checked(dir, "ns/ipc", inum) :
		       -1;
}

static int open_of_files(int dir, uint64_t inum, const char *name)
{
	int list = openat(dir, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = list >= 0 ? fdopendir(list) : NULL;
	struct dirent *entry;
	int fd = -1;

	if (!d && list >= 0)
		close(list);
	while (d && fd < 0 && (entry = readdir(d)))
		if (is_called(list, entry->d_name, name))
			fd = open_checked(list, entry->d_name, inum);
	if (d)
		closedir(d);
	return fd;
}

static int any_process(int (*way)(int dir, uint64_t inum, const char *name),
		       uint64_t inum, const char *name)
{
	DIR *d = opendir("/proc");
	struct dirent *entry;
	int fd = -1;

	while (d && fd < 0 && (entry = readdir(d))) {
		int dir;

		if (*entry->d_name < '0' || *entry->d_name > '9')
			continue;
		dir = openat(dirfd(d), entry->d_name,
			     O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (dir < 0)
			continue;
		fd = way(dir, inum, name);
		close(dir);
	}
	if (d)
		closedir(d);
	return fd;
}

/* Spaces and the like are written as \040 in a list of mounts. */
static void unescape(char *path)
{
	char *to = path;

	for (const char *s = path; *s; s++) {
		if (*s == '\\' && strlen(s) > 3) {
			*to++ = (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 |
				       (s[3] - '0'));
			s += 3;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

static int any_mount(uint64_t inum, const char *name)
{
	FILE *f = fopen("/proc/self/mountinfo", "re");
	char *line = NULL;
	size_t room = 0;
	int fd = -1;

	while (f && fd < 0 && getline(&line, &room, f) > 0) {
		char root[64], path[4096];

		if (sscanf(line, "%*s %*s %*s %63s %4095s", root, path) != 2 ||
		    strcmp(root, name))
			continue;
		unescape(path);
		fd = open_checked(AT_FDCWD, path, inum);
	}
	free(line);
	if (f)
		fclose(f);
	return fd;
}

/**
 * ways_open() - open a namespace by any way that leads into it
 * @pid: a process that was in it, 0 for none
 * @inum: inode number of the namespace
 *
 * Return: a file of it, -1 if there is no way that can be seen from here.
 */
int ways_open(uint64_t pid, uint64_t inum)
{
	char path[64], name[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%" PRIu64 "/ns/ipc", pid);
	snprintf(name, sizeof(name), "ipc:[%" PRIu64 "]", inum);
	fd = pid ? open_checked(AT_FDCWD, path, inum) : -1;
	if (fd < 0)
		fd = any_process(open_of_process, inum, name);
	if (fd < 0)
		fd = any_process(open_of_files, inum, name);
	return fd < 0 ? any_mount(inum, name) : fd;
}
