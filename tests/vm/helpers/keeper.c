// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps a private segment attached for good. With -d the segment is marked for
 * destruction, as a careful program does, so that it goes with its last user.
 * Prints the segment's identifier. Usage: keeper [-d] [BYTES]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int dest = argc > 1 && !strcmp(argv[1], "-d");
	size_t size = 1 << 20;
	char *p;
	int id;

	if (argc > 1 + dest)
		size = strtoul(argv[1 + dest], NULL, 0);
	id = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
	if (id < 0) {
		perror("shmget");
		return 1;
	}
	p = shmat(id, NULL, 0);
	if (p == (void *)-1) {
		perror("shmat");
		return 1;
	}
	memset(p, 1, size);
	if (dest && shmctl(id, IPC_RMID, NULL)) {
		perror("shmctl");
		return 1;
	}
	printf("%d\n", id);
	fflush(stdout);
	for (;;)
		pause();
}
