// SPDX-License-Identifier: GPL-2.0
/*
 * A program that makes a private segment, uses it and forgets it.
 * Prints the segment's identifier. Usage: forgetful [BYTES]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>

int main(int argc, char **argv)
{
	size_t size = argc > 1 ? strtoul(argv[1], NULL, 0) : 1 << 20;
	char *p;
	int id;

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
	printf("%d\n", id);
	return 0;
}
