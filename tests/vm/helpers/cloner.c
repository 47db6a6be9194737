// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that fork() does not make. Attaches the segment ID, or several
 * joined by commas, prints the number of the other task, or of the last one, and
 * stays:
 *
 *	cloner vm ID [N]	N other processes have the same address space
 *	cloner leaderless ID	only a thread is left that is not the first
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <unistd.h>

/* For each; they do no more than wait. */
#define STACK 16384

static void *stay(void *unused)
{
	(void)unused;
	printf("%d\n", gettid());
	fflush(stdout);
	for (;;)
		pause();
	return NULL;
}

static int stay_too(void *unused)
{
	(void)unused;
	for (;;)
		pause();
	return 0;
}

int main(int argc, char **argv)
{
	pthread_t thread;
	char *id, *more;
	int n, pid = 0;

	if (argc < 3)
		return 2;
	for (id = strtok_r(argv[2], ",", &more); id;
	     id = strtok_r(NULL, ",", &more)) {
		if (shmat(atoi(id), NULL, 0) == (void *)-1) {
			perror("cloner");
			return 1;
		}
	}
	if (!strcmp(argv[1], "vm")) {
		for (n = argc > 3 ? atoi(argv[3]) : 1; n; n--) {
			char *stack = aligned_alloc(16, STACK);

			if (stack)
				pid = clone(stay_too, stack + STACK,
					    CLONE_VM | SIGCHLD, NULL);
			if (!stack || pid < 0) {
				perror("clone");
				return 1;
			}
		}
		printf("%d\n", pid);
		fflush(stdout);
		for (;;)
			pause();
	}
	if (pthread_create(&thread, NULL, stay, NULL))
		return 1;
	pthread_exit(NULL);
}
