// SPDX-License-Identifier: GPL-2.0
/*
 * A process that gives objects their mode back if this one ends too early: killed,
 * out of memory, or by a fault of its own.
 *
 * It waits at a pipe. If that closes before a byte came, then whoever held the other
 * end is gone, and has left objects with the mode 0. It has been there since before
 * the first of them got it, holds their namespaces, and takes no memory. Who kills
 * it, too, leaves the journal, by which clean --release does the same.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

#include "act/keeper.h"
#include "base/memory.h"

static pid_t pid;
static int end = -1;

/* Who is killed for want of memory is to be the one that has more of it. */
static void survive(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	/* It takes a capability to be left out; without it we stay as we are. */
	if (fd >= 0 && write(fd, "-1000", 5) < 0)
		errno = 0;
	if (fd >= 0)
		close(fd);
}

static void give_all_back(struct batch *b)
{
	size_t failed = 0, n = 0;
	char why[128];

	for (size_t i = 0; i < b->n; i++) {
		if (!b->entry[i].time)
			continue;
		n++;
		if (!enter_ns(&b->at, rec_ns(b->v[i]->rec), why, sizeof(why)) ||
		    batch_give_back(b, i))
			failed++;
	}
	if (failed)
		syslog(LOG_ERR,
		       "clean: it ended too early; %zu of %zu objects may still have the mode 0: ipcdiag clean --release --yes gives it back",
		       failed, n);
	else
		syslog(LOG_WARNING,
		       "clean: it ended too early; all of its %zu objects have their mode again or are gone",
		       n);
}

static void keep(struct batch *b, int fd)
{
	ssize_t n;
	char c;

	survive();
	do {
		n = read(fd, &c, 1);
	} while (n < 0 && errno == EINTR);
	if (n <= 0)
		give_all_back(b);
	_exit(0);
}

/* It may have ended meanwhile, if somebody killed it. */
static void wait_for_it(void)
{
	close(end);
	end = -1;
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	memory_before_end(NULL);
}

/**
 * keeper_start() - have a process that gives modes back if this one ends
 * @b: the batch; what the journal has of it is about to get the mode 0
 *
 * Signals have to be blocked.
 *
 * Return: 0, or an error number: nothing may get the mode 0 then.
 */
int keeper_start(struct batch *b)
{
	int fd[2], error;

	if (pipe2(fd, O_CLOEXEC))
		return errno;
	pid = fork();
	error = errno;
	if (!pid) {
		close(fd[1]);
		keep(b, fd[0]);
	}
	close(fd[0]);
	if (pid < 0) {
		close(fd[1]);
		return error;
	}
	/* Whoever kills all that was begun together with us does not mean it. */
	setpgid(pid, 0);
	end = fd[1];
	memory_before_end(wait_for_it);
	return 0;
}

/**
 * keeper_end() - nothing has the mode 0 any more that is not to have it
 */
void keeper_end(void)
{
	ssize_t n;

	if (end < 0)
		return;
	do {
		n = write(end, "", 1);
	} while (n < 0 && errno == EINTR);
	wait_for_it();
}
