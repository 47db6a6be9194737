// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that fork() does not make. Attaches the segment ID, prints the
 * number of the other task and stays:
 *
 *	cloner vm ID		another process has the same address space
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

static char stack[65536] __attribute__((aligned(16)));

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
	int pid;

	if (argc != 3 || shmat(atoi(argv[2]), NULL, 0) == (void *)-1) {
		perror("cloner");
		return 1;
	}
	if (!strcmp(argv[1], "vm")) {
		pid = clone(stay_too, stack + sizeof(stack), CLONE_VM | SIGCHLD,
			    NULL);
		if (pid < 0) {
			perror("clone");
			return 1;
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
