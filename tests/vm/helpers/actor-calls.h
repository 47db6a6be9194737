/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of System V IPC that actor.c makes: each takes the numbers of its
 * line and returns the result or a negative errno.
 */
#ifndef ACTOR_CALLS_H
#define ACTOR_CALLS_H

#include <errno.h>
#include <stdint.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#define MAPS 64
#define PAGE 4096

union semun {
	int val;
	struct semid_ds *buf;
};

/* Any of the structures that IPC_STAT and IPC_SET take. */
union status {
	struct ipc_perm perm;
	struct shmid_ds shm;
	struct semid_ds sem;
	struct msqid_ds msg;
};

static struct {
	int id;
	void *at;
} maps[MAPS];

static long result(long value)
{
	return value < 0 ? -errno : value;
}

/* --- segments --- */

static long do_shmat(const long *a)
{
	void *at = shmat(a[0], NULL, a[1]);
	int i;

	if (at == (void *)-1)
		return -errno;
	for (i = 0; i < MAPS; i++)
		if (!maps[i].at) {
			maps[i].id = a[0];
			maps[i].at = at;
			return 0;
		}
	return -ENOSPC;
}

static void *attached(int id)
{
	int i;

	for (i = 0; i < MAPS; i++)
		if (maps[i].at && maps[i].id == id)
			return maps[i].at;
	return NULL;
}

static long do_shmdt(const long *a)
{
	void *at = attached(a[0]);
	int i;

	for (i = 0; i < MAPS; i++)
		if (at && maps[i].at == at) {
			maps[i].at = NULL;
			return result(shmdt(at));
		}
	return -ENOENT;
}

/* fill ID FIRST COUNT: write to these pages. peek: read them. */
static long do_fill(const long *a)
{
	char *at = attached(a[0]);
	long i;

	for (i = 0; at && i < a[2]; i++)
		at[(a[1] + i) * PAGE] = 1 + i;
	return at ? 0 : -ENOENT;
}

static long do_peek(const long *a)
{
	const volatile char *at = attached(a[0]);
	long i, sum = 0;

	for (i = 0; at && i < a[2]; i++)
		sum |= at[(a[1] + i) * PAGE];
	return at ? sum : -ENOENT;
}

/* where ID PAGE: the number of that page in our address space. */
static long do_where(const long *a)
{
	char *at = attached(a[0]);

	return at ? (long)((uintptr_t)at / PAGE) + a[1] : -ENOENT;
}

static long do_pageout(const long *a)
{
	char *at = attached(a[0]);

	if (!at)
		return -ENOENT;
	return result(madvise(at + a[1] * PAGE, a[2] * PAGE, MADV_PAGEOUT));
}

/* --- arrays and queues --- */

/* semop ID NUM OP FLAGS: again if a signal, or a stop, came in between. */
static long do_semop(const long *a)
{
	struct sembuf op = { a[1], a[2], a[3] };
	int r;

	do {
		r = semop(a[0], &op, 1);
	} while (r < 0 && errno == EINTR);
	return result(r);
}

static long do_setval(const long *a)
{
	union semun un = { .val = a[2] };

	return result(semctl(a[0], a[1], SETVAL, un));
}

static long do_msgsnd(const long *a)
{
	struct {
		long type;
		char text[8192];
	} m = { .type = a[1] };

	return result(msgsnd(a[0], &m, a[2], a[3]));
}

static long do_msgrcv(const long *a)
{
	struct {
		long type;
		char text[8192];
	} m;

	return result(msgrcv(a[0], &m, sizeof(m.text), a[1], a[2]));
}

/* --- every kind: 0 segment, 1 array, 2 queue --- */

static long control(int kind, int id, int command, void *buf)
{
	union semun un = { .buf = buf };

	switch (kind) {
	case 0:
		return result(shmctl(id, command, buf));
	case 1:
		return result(semctl(id, 0, command, un));
	}
	return result(msgctl(id, command, buf));
}

/* give KIND ID UID GID MODE QBYTES: what is -1 stays. */
static long do_give(const long *a)
{
	union status u;
	long r = control(a[0], a[1], IPC_STAT, &u);

	if (r)
		return r;
	if (a[2] != -1)
		u.perm.uid = a[2];
	if (a[3] != -1)
		u.perm.gid = a[3];
	if (a[4] != -1)
		u.perm.mode = a[4];
	if (a[5] != -1)
		u.msg.msg_qbytes = a[5];
	return control(a[0], a[1], IPC_SET, &u);
}

static long do_stat(const long *a)
{
	char buf[512];

	return control(a[0], a[1], IPC_STAT, buf);
}

static long do_rmid(const long *a)
{
	return control(a[0], a[1], IPC_RMID, NULL);
}

/* remove KIND ID KEY CTIME: if it is still the one that is meant. */
static long do_remove(const long *a)
{
	union status u;
	long r = control(a[0], a[1], IPC_STAT, &u), ctime;

	if (r)
		return r;
	ctime = a[0] == 0 ? u.shm.shm_ctime :
		a[0] == 1 ? u.sem.sem_ctime :
			    u.msg.msg_ctime;
	if ((uint32_t)u.perm.__key != (uint32_t)a[2] || ctime != a[3])
		return -ESTALE;
	return do_rmid(a);
}

static long do_shmget(const long *a)
{
	return result(shmget(a[0], a[1], a[2]));
}

static long do_semget(const long *a)
{
	return result(semget(a[0], a[1], a[2]));
}

static long do_msgget(const long *a)
{
	return result(msgget(a[0], a[2]));
}

#endif /* ACTOR_CALLS_H */
