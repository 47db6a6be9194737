// SPDX-License-Identifier: GPL-2.0
/*
 * Makes and removes objects as fast as it can, and keeps a record of its own.
 *
 * Usage: storm FILE COUNT [keep|keep-msg|namespace|forked|exec|fault|pairs]. For each
 * object a line "kind id" is appended to FILE, once it is removed; with "keep", once
 * it is made, and it is left there; with "keep-msg" all are queues. With "namespace",
 * all is in a namespace of its own, and the last ones go with that. With "forked",
 * each is made by a child that exits or is killed at once; with "exec", by one that
 * executes another program at once. With "fault", another thread waits for a page
 * that nobody gives it, with what it holds of the address space meanwhile. COUNT 0 is without end. With "pairs", nothing is noted but, on
 * standard output, the nanoseconds that it takes to make and remove an object of
 * each kind.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef UFFD_USER_MODE_ONLY
#define UFFD_USER_MODE_ONLY 1
#endif

static int record;

static void give_up(const char *what)
{
	perror(what);
	exit(1);
}

static int make(unsigned int kind)
{
	int id;

	switch (kind) {
	case 0:
		id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
		break;
	case 1:
		id = semget(IPC_PRIVATE, 2, IPC_CREAT | 0600);
		break;
	default:
		id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
		break;
	}
	if (id < 0)
		give_up("storm: make");
	return id;
}

static void drop(unsigned int kind, int id)
{
	int bad;

	switch (kind) {
	case 0:
		bad = shmctl(id, IPC_RMID, NULL);
		break;
	case 1:
		bad = semctl(id, 0, IPC_RMID);
		break;
	default:
		bad = msgctl(id, IPC_RMID, NULL);
		break;
	}
	if (bad)
		give_up("storm: remove");
}

static void note(unsigned int kind, int id)
{
	static const char *const names[] = { "shm", "sem", "msg" };
	char line[32];
	int n = snprintf(line, sizeof(line), "%s %d\n", names[kind], id);

	if (write(record, line, n) != n)
		give_up("storm: write");
}

/* A child that is gone before anybody can look at it. */
static int make_forked(unsigned int kind, unsigned int i, int executes)
{
	int ends[2], id = -1;
	pid_t pid;

	if (pipe(ends))
		give_up("storm: pipe");
	pid = fork();
	if (pid < 0)
		give_up("storm: fork");
	if (!pid) {
		id = make(kind);
		if (write(ends[1], &id, sizeof(id)) != sizeof(id))
			_exit(1);
		if (executes) {
			execl("/bin/true", "true", NULL);
			_exit(1);
		}
		if (i % 2)
			raise(SIGKILL);
		_exit(0);
	}
	if (read(ends[0], &id, sizeof(id)) != sizeof(id))
		give_up("storm: child");
	waitpid(pid, NULL, 0);
	close(ends[0]);
	close(ends[1]);
	return id;
}

static void *touch(void *page)
{
	return (void *)(long)*(volatile char *)page;
}

/* A thread waits for a page for as long as the program runs. */
static void fault(void)
{
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY);
	void *page =
		mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = {
		.range = { .start = (unsigned long)page, .len = 4096 },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct uffd_msg message;
	pthread_t thread;

	/* Older kernels know no flag for it. */
	if (fd < 0)
		fd = syscall(SYS_userfaultfd, O_CLOEXEC);
	if (fd < 0 || page == MAP_FAILED || ioctl(fd, UFFDIO_API, &api) ||
	    ioctl(fd, UFFDIO_REGISTER, &range) ||
	    pthread_create(&thread, NULL, touch, page))
		give_up("storm: userfaultfd");
	if (read(fd, &message, sizeof(message)) != sizeof(message))
		give_up("storm: no fault");
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static void time_pairs(unsigned int count)
{
	static const char *const names[] = { "shm", "sem", "msg" };
	unsigned int kind, i;
	double start;

	for (kind = 0; kind < 3; kind++) {
		/* What is done for the first time takes longer. */
		for (i = 0; i < count / 10; i++)
			drop(kind, make(kind));
		start = now();
		for (i = 0; i < count; i++)
			drop(kind, make(kind));
		printf("%s %.0f\n", names[kind], (now() - start) / count);
	}
}

int main(int argc, char **argv)
{
	const char *mode = argc > 3 ? argv[3] : "";
	unsigned int i, count;
	int forks;

	if (argc < 3)
		return 2;
	record = open(argv[1], O_WRONLY | O_CREAT | O_APPEND, 0666);
	if (record < 0)
		give_up(argv[1]);
	count = strtoul(argv[2], NULL, 10);
	if (!strcmp(mode, "pairs")) {
		time_pairs(count);
		return 0;
	}
	if (!strcmp(mode, "namespace") && unshare(CLONE_NEWIPC))
		give_up("storm: unshare");
	if (!strcmp(mode, "fault"))
		fault();
	forks = !strcmp(mode, "forked") || !strcmp(mode, "exec");
	for (i = 0; !count || i < count; i++) {
		unsigned int kind = strcmp(mode, "keep-msg") ? i % 3 : 2;
		int id = forks ? make_forked(kind, i, !strcmp(mode, "exec")) :
				 make(kind);

		/* The last ones of a namespace end with it. */
		if (strncmp(mode, "keep", 4) &&
		    (strcmp(mode, "namespace") || !count || i + 9 < count))
			drop(kind, id);
		note(kind, id);
	}
	return 0;
}
