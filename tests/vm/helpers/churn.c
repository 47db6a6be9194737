// SPDX-License-Identifier: GPL-2.0
/*
 * Makes and removes objects of all kinds without end, a few at a time, so that
 * the tables have other members, other holes and other sizes at every moment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#define AT_ONCE 16

static void make(int *ids, unsigned int i)
{
	struct {
		long type;
		char text[64];
	} message = { .type = 1 };
	struct sembuf op = { .sem_num = 0, .sem_op = 1 };
	void *p;

	ids[0] = shmget(IPC_PRIVATE, 4096 * (i % 5 + 1), IPC_CREAT | 0600);
	ids[1] = semget(IPC_PRIVATE, i % 200 + 1, IPC_CREAT | 0600);
	ids[2] = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	if (ids[0] < 0 || ids[1] < 0 || ids[2] < 0) {
		perror("churn");
		exit(1);
	}
	if (i % 4 == 0) {
		p = shmat(ids[0], NULL, 0);
		if (p == (void *)-1 || shmdt(p) || semop(ids[1], &op, 1) ||
		    msgsnd(ids[2], &message, i % 64, 0)) {
			perror("churn");
			exit(1);
		}
	}
}

static void drop(const int *ids)
{
	if (shmctl(ids[0], IPC_RMID, NULL) || semctl(ids[1], 0, IPC_RMID) ||
	    msgctl(ids[2], IPC_RMID, NULL)) {
		perror("churn");
		exit(1);
	}
}

int main(void)
{
	int ids[AT_ONCE][3];
	unsigned int i;

	for (i = 0;; i++) {
		if (i >= AT_ONCE)
			drop(ids[i % AT_ONCE]);
		make(ids[i % AT_ONCE], i);
	}
}
