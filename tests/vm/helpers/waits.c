// SPDX-License-Identifier: GPL-2.0
/*
 * How long users of a segment wait for each other, and for readers.
 *
 *	waits attach COUNT TIMES	make a segment that COUNT processes attach
 *					TIMES each, print its identifier when they
 *					have and stay until killed, with the
 *					process group
 *	waits measure ID		attach and detach it until told to terminate;
 *					print how often that was, and the longest
 *					time that it took, in milliseconds
 *	waits read FILE			read the file again and again
 *	waits spin			keep a processor busy
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void *attach(int id)
{
	void *at = shmat(id, NULL, 0);

	if (at == (void *)-1)
		die("shmat");
	return at;
}

static void attach_all(long count, long times)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
	int fd[2];
	char c;
	long i;

	if (id < 0 || pipe(fd))
		die("shmget, pipe");
	for (i = 0; i < count; i++) {
		pid_t pid = fork();

		if (pid < 0)
			die("fork");
		if (pid)
			continue;
		while (times--)
			attach(id);
		if (write(fd[1], "", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	for (i = 0; i < count; i++)
		if (read(fd[0], &c, 1) != 1)
			die("a process is missing");
	printf("%d\n", id);
	fflush(stdout);
	for (;;)
		pause();
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static volatile sig_atomic_t enough;

static void terminate(int signal)
{
	(void)signal;
	enough = 1;
}

static void measure(int id)
{
	double last, worst = 0, t;
	long n = 0;

	signal(SIGTERM, terminate);
	puts("ready");
	fflush(stdout);
	last = now();
	while (!enough) {
		if (shmdt(attach(id)))
			die("shmdt");
		t = now();
		if (t - last > worst)
			worst = t - last;
		last = t;
		n++;
	}
	printf("%ld %.3f\n", n, worst * 1e3);
}

static void read_again(const char *path)
{
	static char buf[1 << 16];
	ssize_t n;
	int fd;

	for (;;) {
		fd = open(path, O_RDONLY);
		if (fd < 0)
			die(path);
		while ((n = read(fd, buf, sizeof(buf))) > 0)
			;
		if (n < 0)
			die(path);
		close(fd);
	}
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (!strcmp(what, "attach") && argc == 4) {
		attach_all(atol(argv[2]), atol(argv[3]));
	} else if (!strcmp(what, "measure") && argc == 3) {
		measure(atoi(argv[2]));
	} else if (!strcmp(what, "read") && argc == 3) {
		read_again(argv[2]);
	} else if (!strcmp(what, "spin") && argc == 2) {
		for (;;)
			;
	} else {
		fprintf(stderr, "usage: see waits.c\n");
		return 2;
	}
	return 0;
}
