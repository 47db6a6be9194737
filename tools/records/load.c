// SPDX-License-Identifier: GPL-2.0
/*
 * Getting a snapshot from where it is: the module, a file, or, in a reduced
 * form, /proc/sysvipc.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/memory.h"
#include "base/say.h"
#include "records/here.h"
#include "records/load.h"
#include "records/parse.h"
#include "records/saved.h"
#include "records/sysvipc.h"
#include "records/userns.h"

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

/* A name of a machine is in it. */
#define LOAD_WHY 512

/* Bytes before the last line of a text that ends in the parser's buffer. */
static uint64_t before_end(const struct parser *p)
{
	const char *last = p->buf + p->to - 1;

	while (last > p->buf && last[-1] != '\n')
		last--;
	return p->total - (p->buf + p->to - last);
}

static bool read_on(int fd, struct parser *p, struct text *text)
{
	for (;;) {
		size_t room;
		char *at = parse_room(p, &room);
		ssize_t n = read(fd, at, room);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return !n;
		if (text && !text_keep(text, at, n))
			return false;
		if (!parse_filled(p, n))
			return true;
	}
}

static struct snapshot *read_all(int fd, const char *name, struct text *text,
				 const struct parse_only *only)
{
	struct parser *p = parse_new(name);
	struct snapshot *snap = NULL;

	p->only = only;
	if ((text && !text_start(text, fd)) || !read_on(fd, p, text))
		say("%s: %s", name, strerror(errno));
	else if (!(snap = parse_finish(p)))
		say("%s", p->msg);
	else if (text)
		text->end = before_end(p);
	parse_free(p);
	if (text)
		text->own = fd != STDIN_FILENO;
	if (text && !snap)
		text_free(text);
	else if (fd != STDIN_FILENO && (!text || text->spool))
		close(fd);
	return snap;
}

static struct snapshot *load_file(const char *from, struct text *text)
{
	bool is_stdin = !strcmp(from, "-");
	char *name =
		escape_dup(is_stdin ? "standard input" : from, escape_locale());
	struct snapshot *snap = NULL;
	int fd;

	if (!name)
		memory_gone();
	fd = is_stdin ? STDIN_FILENO : open(from, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		say("%s: %s", name, strerror(errno));
	else
		snap = read_all(fd, name, text, NULL);
	free(name);
	if (snap)
		saved_names(snap);
	return snap;
}

/*
 * What is in a plan is acted on by root, so that nobody else may have written it. The
 * file is checked, not its path, and not who may put another one of root's there.
 */
static bool is_trusted(int fd, const char *name)
{
	struct stat st;

	if (fstat(fd, &st)) {
		say("%s: %s", name, strerror(errno));
		return false;
	}
	if (!S_ISREG(st.st_mode)) {
		say("%s is no plan: it is no plain file", name);
		return false;
	}
	if ((!st.st_uid || st.st_uid == geteuid()) &&
	    !(st.st_mode & (S_IWGRP | S_IWOTH)))
		return true;
	say("%s is no plan: it has to be root's or your own, and writable by nobody else (chown root, chmod go-w)",
	    name);
	return false;
}

/**
 * load_plan() - get a saved snapshot of this machine that is to be acted on
 * @from: the file
 *
 * The names of users and groups in it are not used: what they stand for is known
 * here.
 *
 * Return: the snapshot, NULL if there is none or it is none to be acted on; a message
 * was printed then.
 */
struct snapshot *load_plan(const char *from)
{
	int fd = strcmp(from, "-") ?
			 open(from,
			      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) :
			 STDIN_FILENO;
	char *name = escape_dup(from, escape_locale());
	struct snapshot *snap = NULL;
	char why[LOAD_WHY];

	if (!name)
		memory_gone();
	if (fd == STDIN_FILENO)
		say("a plan has to be a file; whose it is cannot be told of standard input");
	else if (fd < 0)
		say("%s: %s", name,
		    errno == ELOOP ? "a plan may not be a symbolic link" :
				     strerror(errno));
	else if (!is_trusted(fd, name))
		close(fd);
	else
		snap = read_all(fd, name, NULL, NULL);
	if (snap && !here_is_of(snap, why, sizeof(why))) {
		say("%s is no plan: %s (--from shows what is in it)", name,
		    why);
		snapshot_free(snap);
		snap = NULL;
	}
	free(name);
	return snap;
}

static const char *advice(int error)
{
	switch (error) {
	case EPERM:
		return geteuid() ? " (run as root)" :
				   " (kernel lockdown closes debugfs)";
	case ENOMEM:
		return " (the kernel has no memory for a snapshot now; nothing is shown rather than a part)";
	default:
		return "";
	}
}

static bool is_loaded(void)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", root(), LOAD_MODULE);
	return !access(path, F_OK) || errno != ENOENT;
}

/* Why the module cannot be asked, and what helps. */
static const char *obstacle(int error)
{
	if (!is_loaded())
		return userns_is_other(root()) ?
			       "the module is not loaded (modprobe ipcdiag on the host)" :
		       geteuid() ?
			       "the module is not loaded (as root: modprobe ipcdiag)" :
			       "the module is not loaded (modprobe ipcdiag)";
	if (userns_is_other(root()))
		return "the module cannot be asked in a user namespace (run ipcdiag on the host)";
	if (error == EACCES)
		return geteuid() ?
			       "the module answers root only (sudo ipcdiag)" :
			       "root may not read " LOAD_DIRECTORY
			       " here (run ipcdiag on the host)";
	return geteuid() ?
		       "debugfs is not mounted (as root: mount -t debugfs none /sys/kernel/debug)" :
		       "debugfs is not mounted (mount -t debugfs none /sys/kernel/debug)";
}

static const char *const files[] = {
	[LOAD_ALL] = LOAD_SNAPSHOT,
	[LOAD_OBJECTS] = LOAD_SNAPSHOT "-objects",
	[LOAD_LEAKS] = LOAD_SNAPSHOT "-leaks",
};

static int open_part(enum load_part part)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", root(), files[part]);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* Only the tests have names in it. */
static struct snapshot *read_live(int fd, const char *name, struct text *text,
				  const struct parse_only *only)
{
	struct snapshot *snap = read_all(fd, name, text, only);

	if (snap)
		saved_names(snap);
	return snap;
}

static struct snapshot *load_live(enum load_part part, struct text *text,
				  const struct parse_only *only)
{
	int fd = open_part(part), error;

	/* The first release had no parts. */
	if (fd < 0 && errno == ENOENT && part != LOAD_ALL) {
		part = LOAD_ALL;
		fd = open_part(part);
	}
	if (fd >= 0)
		return read_live(fd, files[part], text, only);
	error = errno;
	if (error != ENOENT && error != EACCES) {
		say("%s: %s%s", files[part], strerror(error), advice(error));
		return NULL;
	}
	say("%s; only what /proc/sysvipc tells about this namespace is shown: no verdicts, and not who uses what",
	    obstacle(error));
	return sysvipc_read(root());
}

/**
 * load() - get a snapshot
 * @from: a file that has one, `-` for standard input, NULL for the module or
 *	  what there is without it
 * @part: how much of the module's is needed
 * @text: set to the text of the snapshot, if not NULL and there is one
 *
 * Return: the snapshot, NULL if there is none; a message was printed then.
 */
struct snapshot *load(const char *from, enum load_part part, struct text *text)
{
	return from ? load_file(from, text) : load_live(part, text, NULL);
}

/**
 * load_only() - get a snapshot of some objects
 * @part: how much of the module's is needed
 * @only: which objects
 *
 * All namespaces are in it, and all of what is not about an object.
 *
 * Return: the snapshot, NULL if there is none; a message was printed then.
 */
struct snapshot *load_only(enum load_part part, const struct parse_only *only)
{
	return load_live(part, NULL, only);
}

/**
 * load_is_part() - is a snapshot only a part?
 * @snap: snapshot
 *
 * Return: true if the module has more than is in it.
 */
bool load_is_part(const struct snapshot *snap)
{
	return rec_known(snapshot_header(snap), F_PART);
}
