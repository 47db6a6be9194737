// SPDX-License-Identifier: GPL-2.0
/*
 * Making an object again that was saved.
 *
 * The file is read through before anything is made. Until all is in the object, it
 * has the mode 0; if anything fails, it is removed again: nobody has seen it. So
 * nothing may end the program meanwhile, want of memory for itself neither.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/kernel.h"
#include "act/save.h"
#include "base/say.h"

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

/**
 * struct filling - an object that is being filled
 * @head: what it is to be
 * @id: its identifier
 * @memory: where a segment is attached
 * @values: of an array
 * @message: the message that is being read
 * @num: offset of the next byte, number of the next semaphore
 * @left: bytes that the message lacks
 * @len: its length
 */
struct filling {
	const struct saved_head *head;
	int id;
	char *memory;
	unsigned short *values;
	struct msgbuf *message;
	uint64_t num;
	size_t left;
	size_t len;
};

static int send(struct filling *f)
{
	return msgsnd(f->id, f->message, f->len, IPC_NOWAIT) ? errno : 0;
}

static int fill_part(void *arg, enum saved_part part, uint64_t num, size_t len)
{
	struct filling *f = arg;

	if (part == SAVED_VALUE) {
		if (f->num < f->head->nsems)
			f->values[f->num++] = num;
		return 0;
	}
	f->num = num;
	if (part == SAVED_DATA)
		return 0;
	free(f->message);
	f->message = malloc(sizeof(*f->message) + len);
	if (!f->message)
		return ENOMEM;
	f->message->mtype = num;
	f->left = f->len = len;
	return len ? 0 : send(f);
}

static int fill_bytes(void *arg, const void *bytes, size_t len)
{
	struct filling *f = arg;

	if (f->head->kind == KIND_SHM) {
		memcpy(f->memory + f->num, bytes, len);
		f->num += len;
		return 0;
	}
	memcpy(f->message->mtext + f->len - f->left, bytes, len);
	f->left -= len;
	return f->left ? 0 : send(f);
}

/* Ask the kernel to give the next object this identifier; -1 for no wish. */
static void wish(enum kind kind, int id)
{
	char path[64], text[16];
	int n = snprintf(text, sizeof(text), "%d", id), fd;

	snprintf(path, sizeof(path), "/proc/sys/kernel/%s_next_id",
		 kind_name(kind));
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	/* Without it, it gets another one, which is told. */
	(void)!write(fd, text, n);
	close(fd);
}

static int huge(const struct saved_head *h)
{
	if (!h->pagesize || h->pagesize == (uint64_t)sysconf(_SC_PAGESIZE))
		return 0;
	return SHM_HUGETLB | __builtin_ctzll(h->pagesize) << 26;
}

static int get(const struct saved_head *h, int flags)
{
	key_t key = h->key;

	return h->kind == KIND_SHM ? shmget(key, h->size, flags | huge(h)) :
	       h->kind == KIND_SEM ? semget(key, h->nsems, flags) :
				     msgget(key, flags);
}

static int make(const struct saved_head *h)
{
	int id, error;

	wish(h->kind, h->id);
	id = get(h, IPC_CREAT | IPC_EXCL);
	error = errno;
	if (id != (int)h->id)
		wish(h->kind, -1);
	errno = error;
	return id;
}

/* Owner, mode and limit, as they were; or only the limit, before all is in it. */
static int set(const struct saved_head *h, int id, bool all)
{
	struct looks l = { .known = 0 };

	looks_set(&l, LOOK_UID, all ? h->uid : geteuid());
	looks_set(&l, LOOK_GID, all ? h->gid : getegid());
	looks_set(&l, LOOK_QBYTES, h->qbytes);
	return kernel_set(h->kind, id, all ? h->mode : 0, &l);
}

static int fill(FILE *file, const struct saved_head *h, int id)
{
	struct filling f = { .head = h, .id = id };
	struct saved_sink sink = { fill_part, fill_bytes, &f, h };
	union semun arg;
	struct saved_head again;
	const char *wrong;
	int error = 0;

	f.values = calloc(h->nsems + 1, sizeof(*f.values));
	if (!f.values)
		error = ENOMEM;
	if (!error && h->kind == KIND_MSG)
		error = set(h, id, false);
	if (!error && h->kind == KIND_SHM) {
		f.memory = shmat(id, NULL, 0);
		error = (intptr_t)f.memory == -1 ? errno : 0;
	}
	rewind(file);
	wrong = error ? NULL : saved_read(file, &again, &sink, &error);
	arg.array = f.values;
	if (!error && h->kind == KIND_SEM && semctl(id, 0, SETALL, arg) < 0)
		error = errno;
	if (f.memory && (intptr_t)f.memory != -1)
		shmdt(f.memory);
	free(f.values);
	free(f.message);
	/* It was sound a moment ago. */
	if (!error && wrong)
		error = EIO;
	return error;
}

static bool make_all(FILE *f, const char *path, struct restored *r)
{
	const struct saved_head *h = &r->head;
	int error;

	r->id = make(h);
	if (r->id < 0 && errno == EEXIST) {
		say("%s: the key 0x%08" PRIx64
		    " is %s:%d's by now; nothing was made",
		    shown(path), h->key, kind_name(h->kind),
		    h->kind == KIND_SHM ? shmget(h->key, 0, 0) :
		    h->kind == KIND_SEM ? semget(h->key, 0, 0) :
					  msgget(h->key, 0));
		return false;
	}
	error = r->id < 0 ? errno : fill(f, h, r->id);
	if (!error)
		error = set(h, r->id, true);
	if (!error)
		return true;
	if (r->id >= 0)
		kernel_remove(h->kind, r->id);
	say("%s: it cannot be made again: %s; nothing is left of that",
	    shown(path), strerror(error));
	return false;
}

/**
 * restore() - make an object again
 * @path: the file that it was saved in
 * @r: set to what was made
 *
 * Return: false if nothing was; a message was printed then.
 */
bool restore(const char *path, struct restored *r)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), error;
	sigset_t all, old;
	const char *wrong;
	struct stat st;
	FILE *f;
	bool ok;

	if (fd < 0 || fstat(fd, &st)) {
		say("%s: %s", shown(path), strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	f = S_ISREG(st.st_mode) ? fdopen(fd, "r") : NULL;
	if (!f) {
		say("%s: it is no plain file", shown(path));
		close(fd);
		return false;
	}
	memset(r, 0, sizeof(*r));
	/* It says whose the object is, and root believes it. */
	if (st.st_uid != geteuid() || st.st_mode & (S_IWGRP | S_IWOTH)) {
		say("%s: it has to be your own and writable by nobody else, as clean --save leaves it; nothing was made",
		    shown(path));
		fclose(f);
		return false;
	}
	wrong = saved_read(f, &r->head, NULL, &error);
	if (wrong) {
		say("%s: %s; nothing was made", shown(path), wrong);
		fclose(f);
		return false;
	}
	/* Nothing is left half made. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	ok = make_all(f, path, r);
	sigprocmask(SIG_SETMASK, &old, NULL);
	fclose(f);
	return ok;
}
