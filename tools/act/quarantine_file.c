// SPDX-License-Identifier: GPL-2.0
/*
 * The journal of what is in quarantine, in /var/lib/ipcdiag.
 *
 * Lines are added only, and are on the disk before an object is touched: whoever
 * kills us leaves a journal by which the modes can be given back. What is over is
 * left out when the journal is opened for writing the next time, or is closed after
 * many lines, in a new file that takes the place of the old one.
 *
 * By the journal modes are set, so that nobody but root may write it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/quarantine_file.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/say.h"

#define DIRECTORY "/var/lib/ipcdiag"
#define NAME	  "quarantine"
#define NEW	  "quarantine.new"
#define WHERE	  DIRECTORY "/" NAME

/* A journal that is no longer than this is read in no time. */
#define SHORT 65536

static const char *directory(void)
{
#ifdef IPCDIAG_TESTING
	static char path[4096];
	const char *root = getenv("IPCDIAG_TEST_ROOT");

	snprintf(path, sizeof(path), "%s" DIRECTORY,
		 root ? root : "/nonexistent");
	return path;
#else
	return DIRECTORY;
#endif
}

static bool fails(const char *what)
{
	say("%s: %s: %s", WHERE, what, strerror(errno));
	return false;
}

static bool is_trusted(int fd, mode_t type)
{
	struct stat st;

	if (!fstat(fd, &st) && (st.st_mode & S_IFMT) == type &&
	    st.st_uid == geteuid() && !(st.st_mode & (S_IWGRP | S_IWOTH)))
		return true;
	say("%s: it and its directory have to be root's, and writable by nobody else (chown root, chmod go-w)",
	    WHERE);
	return false;
}

static bool boot_now(char *boot)
{
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
	bool ok = f && fgets(boot, QUARANTINE_BOOT, f);

	if (f)
		fclose(f);
	if (ok)
		boot[strcspn(boot, "\n")] = '\0';
	return ok || fails("the machine does not say when it was booted");
}

/* Return: the directory, -1 if there is none or after a message. */
static int open_directory(bool *ok)
{
	int dir = open(directory(),
		       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	*ok = true;
	if (dir < 0)
		*ok = errno == ENOENT || fails("it cannot be opened");
	else
		*ok = is_trusted(dir, S_IFDIR);
	if (dir < 0 || *ok)
		return dir;
	close(dir);
	return -1;
}

/* A last line without its end was being written when the machine stopped. */
static bool read_lines(FILE *f, struct quarantine *q)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	for (unsigned int at = 1; (n = getline(&line, &room, f)) > 0; at++) {
		if (line[n - 1] != '\n')
			break;
		if (quarantine_add(q, line))
			continue;
		say("%s: line %u is damaged; mend or delete it: until then nothing is removed",
		    WHERE, at);
		free(line);
		return false;
	}
	free(line);
	return !ferror(f) || fails("it cannot be read");
}

static bool read_from(int dir, struct quarantine *q)
{
	int fd = openat(dir, NAME,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char boot[QUARANTINE_BOOT];
	FILE *f;
	bool ok;

	if (fd < 0)
		return errno == ENOENT || fails("it cannot be opened");
	f = is_trusted(fd, S_IFREG) ? fdopen(fd, "r") : NULL;
	if (!f) {
		close(fd);
		return false;
	}
	ok = read_lines(f, q) && boot_now(boot);
	fclose(f);
	if (ok)
		quarantine_settle(q, boot);
	return ok;
}

/**
 * quarantine_read() - what is in quarantine?
 * @q: set to that; quarantine_free() it
 *
 * Return: false if that cannot be told; a message was printed then.
 */
bool quarantine_read(struct quarantine *q)
{
	int dir;
	bool ok;

	*q = (struct quarantine){ .n = 0 };
	dir = open_directory(&ok);
	if (dir < 0)
		return ok;
	ok = read_from(dir, q);
	close(dir);
	if (!ok)
		quarantine_free(q);
	return ok;
}

/* All or nothing: what was written of it is cut off again. */
static bool put(int fd, const char *s, size_t n)
{
	off_t before = lseek(fd, 0, SEEK_END);

	while (before >= 0 && n) {
		ssize_t written = write(fd, s, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			break;
		s += written;
		n -= written;
	}
	if (before >= 0 && !n && !fsync(fd))
		return true;
	fails("it cannot be written");
	if (before >= 0 && ftruncate(fd, before))
		fails("what was written of it stays");
	return false;
}

static bool put_all(int fd, const struct quarantined *v, size_t n)
{
	struct buf b = { .len = 0 };
	bool ok;

	for (size_t i = 0; i < n; i++) {
		char line[QUARANTINE_LINE];

		quarantine_line(line, sizeof(line), &v[i]);
		buf_puts(&b, line);
	}
	ok = put(fd, buf_string(&b), b.len);
	buf_free(&b);
	return ok;
}

/* A new file with what is not over takes the place of the old one. */
static int replace(int dir, const struct quarantine *q)
{
	int fd;

	unlinkat(dir, NEW, 0);
	fd = openat(dir, NEW,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		fails("it cannot be written");
		return -1;
	}
	if (put_all(fd, q->v, q->n)) {
		if (!renameat(dir, NEW, dir, NAME) && !fsync(dir))
			return fd;
		fails("it cannot be written");
	}
	unlinkat(dir, NEW, 0);
	close(fd);
	return -1;
}

/**
 * quarantine_open() - open the journal for writing; nobody else does so meanwhile
 * @f: set to the journal
 * @q: set to what is in it; quarantine_free() it
 *
 * Return: false if that fails; a message was printed then.
 */
bool quarantine_open(struct quarantine_file *f, struct quarantine *q)
{
	bool ok;

	*f = (struct quarantine_file){ .fd = -1, .dir = -1 };
	*q = (struct quarantine){ .n = 0 };
	if (mkdir(directory(), 0700) && errno != EEXIST)
		return fails("its directory cannot be made");
	f->dir = open_directory(&ok);
	if (f->dir < 0)
		return ok ? fails("it cannot be opened") : false;
	/* Not the file, since that is replaced. */
	if (flock(f->dir, LOCK_EX | LOCK_NB))
		say("%s: another ipcdiag writes it just now; nothing was changed: try again when that has ended",
		    WHERE);
	else if (boot_now(f->boot) && read_from(f->dir, q))
		f->fd = replace(f->dir, q);
	if (f->fd >= 0)
		return true;
	quarantine_free(q);
	quarantine_close(f);
	return false;
}

/**
 * quarantine_append() - write what happens to objects
 * @f: the journal
 * @v: the objects
 * @n: how many
 *
 * Return: false if it is not on the disk; a message was printed then.
 */
bool quarantine_append(struct quarantine_file *f, const struct quarantined *v,
		       size_t n)
{
	return !n || put_all(f->fd, v, n);
}

/**
 * quarantine_of() - what the journal is to have of an object
 * @one: set to that
 * @f: the journal
 * @item: the object, that is about to get the mode 0
 */
void quarantine_of(struct quarantined *one, const struct quarantine_file *f,
		   const struct plan_item *item)
{
	const char *verdict = rec_str(item->rec, F_VERDICT);

	*one = (struct quarantined){
		.state = QUARANTINE_BEGUN,
		.kind = item->kind,
		.inum = rec_num(rec_ns(item->rec), F_INUM, 0),
		.id = item->id,
		.key = item->looks.num[LOOK_KEY],
		.cuid = item->looks.num[LOOK_CUID],
		.cgid = item->looks.num[LOOK_CGID],
		.mode = item->looks.num[LOOK_MODE],
		.time = time(NULL),
	};
	snprintf(one->boot, sizeof(one->boot), "%s", f->boot);
	snprintf(one->verdict, sizeof(one->verdict), "%s",
		 verdict ? verdict : "suspect");
}

/* Each ipcdiag reads it: what is over is not to keep all of them waiting. */
static void shorten(const struct quarantine_file *f)
{
	struct quarantine q = { .n = 0 };
	int fd = -1;

	if (lseek(f->fd, 0, SEEK_END) > SHORT && read_from(f->dir, &q))
		fd = replace(f->dir, &q);
	if (fd >= 0)
		close(fd);
	quarantine_free(&q);
}

/**
 * quarantine_close() - close the journal
 * @f: the journal
 */
void quarantine_close(struct quarantine_file *f)
{
	if (f->fd >= 0) {
		shorten(f);
		close(f->fd);
	}
	if (f->dir >= 0)
		close(f->dir);
	f->fd = -1;
	f->dir = -1;
}
