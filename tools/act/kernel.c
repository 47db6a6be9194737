// SPDX-License-Identifier: GPL-2.0
/*
 * Asking the kernel about an object, and changing it.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "act/kernel.h"
#include "act/point.h"
#include "base/memory.h"

/* semctl() has its caller declare this. */
union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static void look_perm(struct looks *l, const struct ipc_perm *perm)
{
	looks_set(l, LOOK_KEY, (uint32_t)perm->__key);
	looks_set(l, LOOK_UID, perm->uid);
	looks_set(l, LOOK_GID, perm->gid);
	looks_set(l, LOOK_CUID, perm->cuid);
	looks_set(l, LOOK_CGID, perm->cgid);
	looks_set(l, LOOK_MODE, perm->mode & 0777);
}

static int look_shm(struct looks *l, int id)
{
	struct shmid_ds ds = { .shm_nattch = 0 };

	if (shmctl(id, IPC_STAT, &ds) < 0)
		return errno;
	look_perm(l, &ds.shm_perm);
	looks_set(l, LOOK_DEST, !!(ds.shm_perm.mode & SHM_DEST));
	looks_set(l, LOOK_SIZE, ds.shm_segsz);
	looks_set(l, LOOK_CPID, ds.shm_cpid);
	looks_set(l, LOOK_LPID, ds.shm_lpid);
	looks_set(l, LOOK_NATTCH, ds.shm_nattch);
	looks_set(l, LOOK_ATIME, ds.shm_atime);
	looks_set(l, LOOK_DTIME, ds.shm_dtime);
	looks_set(l, LOOK_CTIME, ds.shm_ctime);
	return 0;
}

static int look_msg(struct looks *l, int id)
{
	struct msqid_ds ds = { .msg_qnum = 0 };

	if (msgctl(id, IPC_STAT, &ds) < 0)
		return errno;
	look_perm(l, &ds.msg_perm);
	looks_set(l, LOOK_QNUM, ds.msg_qnum);
	looks_set(l, LOOK_CBYTES, ds.__msg_cbytes);
	looks_set(l, LOOK_QBYTES, ds.msg_qbytes);
	looks_set(l, LOOK_LSPID, ds.msg_lspid);
	looks_set(l, LOOK_LRPID, ds.msg_lrpid);
	looks_set(l, LOOK_STIME, ds.msg_stime);
	looks_set(l, LOOK_RTIME, ds.msg_rtime);
	looks_set(l, LOOK_CTIME, ds.msg_ctime);
	return 0;
}

static int stat_sem(struct looks *l, int id)
{
	struct semid_ds ds = { .sem_nsems = 0 };
	union semun arg = { .buf = &ds };

	if (semctl(id, 0, IPC_STAT, arg) < 0)
		return errno;
	look_perm(l, &ds.sem_perm);
	looks_set(l, LOOK_NSEMS, ds.sem_nsems);
	looks_set(l, LOOK_OTIME, ds.sem_otime);
	looks_set(l, LOOK_CTIME, ds.sem_ctime);
	return 0;
}

/* Who waits is counted at all semaphores, who operated last is asked of the first. */
static int look_each(struct looks *l, int id, size_t pids)
{
	uint64_t waiters = 0;

	for (size_t i = 0; i < l->nsems; i++) {
		int up = semctl(id, i, GETNCNT);
		int zero = up < 0 ? -1 : semctl(id, i, GETZCNT);
		int pid = zero >= 0 && i < pids ? semctl(id, i, GETPID) : 0;

		if (zero < 0 || pid < 0)
			return errno;
		l->sems[i].pid = pid;
		waiters += up + zero;
	}
	looks_set(l, LOOK_WAITERS, waiters);
	return 0;
}

static int look_values(struct looks *l, int id)
{
	union semun arg;
	int error = 0;

	arg.array = xcalloc(l->nsems + 1, sizeof(*arg.array));
	if (semctl(id, 0, GETALL, arg) < 0)
		error = errno;
	for (size_t i = 0; !error && i < l->nsems; i++)
		l->sems[i].value = arg.array[i];
	free(arg.array);
	return error;
}

static void make_sems(struct looks *l)
{
	l->nsems = l->num[LOOK_NSEMS];
	l->sems = xcalloc(l->nsems + 1, sizeof(*l->sems));
}

/*
 * Two or three calls for each semaphore take milliseconds where there are thousands.
 * What was used meanwhile changed a value or the time of the last operation: these
 * are asked for last.
 */
static int look_sem(struct looks *l, int id, size_t pids)
{
	int error = stat_sem(l, id);

	if (error)
		return error;
	make_sems(l);
	error = look_each(l, id, pids);
	point("counted");
	if (!error)
		error = look_values(l, id);
	return error ? error : stat_sem(l, id);
}

/**
 * kernel_stat() - the numbers of an object as they are now
 * @l: set to them; not to who waits for an array
 * @kind: its kind
 * @id: its identifier
 *
 * Takes no memory.
 *
 * Return: 0, or an error number.
 */
int kernel_stat(struct looks *l, enum kind kind, int id)
{
	*l = (struct looks){ .known = 0 };
	switch (kind) {
	case KIND_SHM:
		return look_shm(l, id);
	case KIND_SEM:
		return stat_sem(l, id);
	case KIND_MSG:
		return look_msg(l, id);
	default:
		return EINVAL;
	}
}

/**
 * kernel_glance() - what can be told of an object with few calls
 * @l: set to that; looks_free() gives the memory back, also after an error
 * @kind: its kind
 * @id: its identifier
 *
 * Return: 0, or an error number.
 */
int kernel_glance(struct looks *l, enum kind kind, int id)
{
	int error = kernel_stat(l, kind, id);

	if (error || kind != KIND_SEM)
		return error;
	make_sems(l);
	error = look_values(l, id);
	return error ? error : stat_sem(l, id);
}

/**
 * kernel_look() - an object as it is now
 * @l: set to that; looks_free() gives the memory back, also after an error
 * @kind: its kind
 * @id: its identifier
 * @pids: at so many semaphores of an array it is asked who operated last
 *
 * Return: 0, or an error number.
 */
int kernel_look(struct looks *l, enum kind kind, int id, size_t pids)
{
	if (kind != KIND_SEM)
		return kernel_stat(l, kind, id);
	*l = (struct looks){ .known = 0 };
	return look_sem(l, id, pids);
}

static void set_perm(struct ipc_perm *perm, const struct looks *l)
{
	perm->uid = l->num[LOOK_UID];
	perm->gid = l->num[LOOK_GID];
}

/**
 * kernel_set() - change what can be changed of an object
 * @kind: its kind
 * @id: its identifier
 * @mode: the permissions
 * @to: has the owner, his group, and the limit of a queue
 *
 * Return: 0, or an error number.
 */
int kernel_set(enum kind kind, int id, unsigned int mode,
	       const struct looks *to)
{
	struct semid_ds sem = { .sem_nsems = 0 };
	struct msqid_ds msg = { .msg_qbytes = to->num[LOOK_QBYTES] };
	struct shmid_ds shm = { .shm_nattch = 0 };
	union semun arg = { .buf = &sem };
	int result;

	set_perm(&sem.sem_perm, to);
	set_perm(&msg.msg_perm, to);
	set_perm(&shm.shm_perm, to);
	sem.sem_perm.mode = mode;
	msg.msg_perm.mode = mode;
	shm.shm_perm.mode = mode;
	result = kind == KIND_SEM ? semctl(id, 0, IPC_SET, arg) :
		 kind == KIND_SHM ? shmctl(id, IPC_SET, &shm) :
				    msgctl(id, IPC_SET, &msg);
	return result < 0 ? errno : 0;
}

/**
 * kernel_set_mode() - change the permissions of an object
 * @kind: its kind
 * @id: its identifier
 * @mode: the permissions
 * @before: the object as it was, for an owner without capabilities, whom the mode 0
 *	    keeps from looking at it
 *
 * IPC_SET sets the owner, and the limit of a queue, too: whoever changes these
 * between our two calls loses the change.
 *
 * Return: 0, or an error number.
 */
int kernel_set_mode(enum kind kind, int id, unsigned int mode,
		    const struct looks *before)
{
	struct looks now;
	int error = kernel_stat(&now, kind, id);

	if (error && error != EACCES)
		return error;
	return kernel_set(kind, id, mode, error ? before : &now);
}

/**
 * kernel_remove() - remove an object
 * @kind: its kind
 * @id: its identifier
 *
 * Return: 0, or an error number.
 */
int kernel_remove(enum kind kind, int id)
{
	int result = kind == KIND_SHM ? shmctl(id, IPC_RMID, NULL) :
		     kind == KIND_SEM ? semctl(id, 0, IPC_RMID) :
					msgctl(id, IPC_RMID, NULL);

	return result < 0 ? errno : 0;
}

/**
 * kernel_lingers() - is a segment that was removed attached all the same?
 * @kind: its kind; others do not linger
 * @id: its identifier
 *
 * Return: true if somebody attached it before it was removed.
 */
bool kernel_lingers(enum kind kind, int id)
{
	struct looks l;

	return kind == KIND_SHM && !kernel_stat(&l, kind, id) &&
	       l.num[LOOK_DEST];
}
