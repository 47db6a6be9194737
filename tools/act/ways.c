// SPDX-License-Identifier: GPL-2.0
/*
 * Ways into an IPC namespace: a process that is in it, a file of it that a process
 * has open, a mount of such a file, or, from Linux 6.18 on, a handle, which leads also
 * into one that only a file on its way through a socket refers to.
 *
 * It is the file that is checked after it was opened, never a path or a number of a
 * process, which may be another by then.
 */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "act/ways.h"

#define NSFS 0x6e736673

/* Return: the file if it is the namespace, else -1, and it is closed. */
static int checked(int fd, uint64_t inum)
{
	struct statfs fs;
	struct stat st;

	if (!fstat(fd, &st) && st.st_ino == inum && !fstatfs(fd, &fs) &&
	    fs.f_type == NSFS)
		return fd;
	close(fd);
	return -1;
}

static int open_checked(int dir, const char *path, uint64_t inum)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	return fd < 0 ? -1 : checked(fd, inum);
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

/* As include/uapi/linux/nsfs.h and fcntl.h of 6.18 have it. */
#define HANDLE_OF_NSFS 0xf1
#define ROOT_OF_NSFS   (-10003)

struct nsfs_handle {
	struct file_handle head;
	uint64_t id;
	uint32_t type;
	uint32_t inum;
};

/* Older kernels know no such root, and say so. */
static int open_handle(uint64_t id, uint64_t inum)
{
	struct nsfs_handle handle = {
		.head = { .handle_bytes = sizeof(handle) - sizeof(handle.head),
			  .handle_type = HANDLE_OF_NSFS },
		.id = id,
		.type = CLONE_NEWIPC,
		.inum = (uint32_t)inum,
	};
	int fd = open_by_handle_at(ROOT_OF_NSFS, &handle.head,
				   O_RDONLY | O_CLOEXEC);

	return fd < 0 ? -1 : checked(fd, inum);
}

/**
 * ways_open() - open a namespace by any way that leads into it
 * @pid: a process that was in it, 0 for none
 * @inum: inode number of the namespace
 * @id: what the kernel or the module tells it from others by
 *
 * Return: a file of it, -1 if there is no way that can be seen from here.
 */
int ways_open(uint64_t pid, uint64_t inum, uint64_t id)
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
	if (fd < 0)
		fd = any_mount(inum, name);
	return fd < 0 ? open_handle(id, inum) : fd;
}
