// SPDX-License-Identifier: GPL-2.0
/*
 * Going into another IPC namespace, and back.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/enter.h"
#include "act/ways.h"
#include "base/say.h"

/**
 * enter_begin() - remember the own namespace
 * @e: set to that
 *
 * Return: false if it cannot be found out; a message was printed then.
 */
bool enter_begin(struct enter *e)
{
	struct stat st;

	e->nheld = 0;
	e->own = open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC);
	if (e->own >= 0 && !fstat(e->own, &st)) {
		e->own_inum = st.st_ino;
		e->now = st.st_ino;
		return true;
	}
	say("/proc/self/ns/ipc: %s: nothing is removed without knowing where",
	    strerror(errno));
	enter_end(e);
	return false;
}

static int held(const struct enter *e, uint64_t inum)
{
	for (size_t i = 0; i < e->nheld; i++)
		if (e->held[i].inum == inum)
			return e->held[i].fd;
	return -1;
}

static int hold(struct enter *e, const struct rec *ns, char *why, size_t size)
{
	uint64_t inum = rec_num(ns, F_INUM, 0);
	int fd = ways_open(rec_num(ns, F_PID, 0), inum, rec_num(ns, F_ID, 0));

	if (fd < 0) {
		snprintf(
			why, size,
			"no process, open file, mount or handle that can be had from here leads into its namespace");
		return -1;
	}
	if (e->nheld == ENTER_HELD)
		enter_drop(e);
	e->held[e->nheld++] = (struct enter_held){ .inum = inum, .fd = fd };
	return fd;
}

/**
 * enter_ns() - go into a namespace, which is held then until enter_drop()
 * @e: where we are
 * @ns: the namespace
 * @why: set to why it cannot be entered
 * @size: room in @why
 *
 * Return: true if we are in it.
 */
bool enter_ns(struct enter *e, const struct rec *ns, char *why, size_t size)
{
	uint64_t inum = rec_num(ns, F_INUM, 0);
	int fd;

	if (inum && inum == e->now)
		return true;
	if (inum && inum == e->own_inum) {
		enter_back(e);
		return true;
	}
	fd = held(e, inum);
	if (fd < 0)
		fd = hold(e, ns, why, size);
	if (fd < 0)
		return false;
	if (!setns(fd, CLONE_NEWIPC)) {
		e->now = inum;
		return true;
	}
	snprintf(why, size, "its namespace cannot be entered: %s",
		 strerror(errno));
	return false;
}

/**
 * enter_drop() - let go of the namespaces that are held
 * @e: where we are
 */
void enter_drop(struct enter *e)
{
	while (e->nheld)
		close(e->held[--e->nheld].fd);
}

/**
 * enter_back() - go back into the own namespace
 * @e: where we are
 *
 * Ends the program if that fails: all that followed would be done elsewhere. What
 * has the mode 0 gets its own back from the keeper then.
 */
void enter_back(struct enter *e)
{
	if (e->now == e->own_inum)
		return;
	if (setns(e->own, CLONE_NEWIPC)) {
		say("cannot go back into the own namespace: %s",
		    strerror(errno));
		say_waiting();
		_exit(3);
	}
	e->now = e->own_inum;
}

/**
 * enter_end() - forget the own namespace
 * @e: where we are
 */
void enter_end(struct enter *e)
{
	enter_drop(e);
	if (e->own >= 0)
		close(e->own);
	e->own = -1;
}
