// SPDX-License-Identifier: GPL-2.0
/*
 * Saving objects before they are removed.
 *
 * Nothing of an object is used up: messages are copied, not received, and a segment
 * is read through the file behind it, so that its holes take no memory. The copy is
 * on the disk before the object is removed.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "act/save.h"
#include "base/memory.h"
#include "base/say.h"

/* Zeros in between are left out. */
#define BLOCK 65536

/* Of these, several may be saved in a second. */
#define NAMES 100

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

/**
 * save_open() - see where objects are to be saved
 * @save: set to that
 * @name: the directory
 *
 * Return: false if there is none; a message was printed then.
 */
bool save_open(struct save *save, const char *name)
{
	save->name = name;
	save->dir = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (save->dir >= 0)
		return true;
	say("%s: %s: nothing is removed without being saved there", shown(name),
	    strerror(errno));
	return false;
}

/**
 * save_close() - nothing more is saved
 * @save: where
 */
void save_close(struct save *save)
{
	if (save->dir >= 0)
		close(save->dir);
	save->dir = -1;
}

static struct saved_head head_of(const struct plan_item *item)
{
	const uint64_t *num = item->looks.num;

	return (struct saved_head){
		.kind = item->kind,
		.id = item->id,
		.inum = rec_num(rec_ns(item->rec), F_INUM, 0),
		.key = num[LOOK_KEY],
		.uid = num[LOOK_UID],
		.gid = num[LOOK_GID],
		.cuid = num[LOOK_CUID],
		.cgid = num[LOOK_CGID],
		/* The quarantine took it away, and is not to be restored. */
		.mode = item->before ? item->before->mode : num[LOOK_MODE],
		.size = num[LOOK_SIZE],
		.pagesize = rec_num(item->rec, F_PAGESIZE, 0),
		.nsems = num[LOOK_NSEMS],
		.qbytes = num[LOOK_QBYTES],
		.qnum = num[LOOK_QNUM],
		.ctime = num[LOOK_CTIME],
		.time = time(NULL),
	};
}

/* A new file, whatever there is already; links are not followed. */
static int create(const struct save *save, struct plan_item *item,
		  const struct saved_head *h)
{
	int fd = -1;

	for (int i = 0; fd < 0 && i < NAMES; i++) {
		snprintf(item->saved, sizeof(item->saved),
			 "%s-%" PRIu64 "-%" PRIu64 "-%" PRIu64 ".%d",
			 kind_name(h->kind), h->id, h->inum, h->time, i);
		fd = openat(save->dir, item->saved,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
				    O_CLOEXEC,
			    0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0 || fchmod(fd, 0600)) {
		int error = errno;

		if (fd >= 0)
			close(fd);
		*item->saved = '\0';
		errno = error;
		return -1;
	}
	return fd;
}

/**
 * save_forget() - an object stays after all; what was saved of it is deleted
 * @save: where
 * @item: the object
 */
void save_forget(const struct save *save, struct plan_item *item)
{
	if (*item->saved)
		unlinkat(save->dir, item->saved, 0);
	*item->saved = '\0';
}

static void copy_messages(struct save_file *s, struct plan_item *item)
{
	size_t most = item->looks.num[LOOK_CBYTES];
	struct msgbuf *msg = xmalloc(sizeof(*msg) + most);

	for (uint64_t i = 0; !s->error && i < item->looks.num[LOOK_QNUM]; i++) {
		ssize_t n =
			msgrcv(item->id, msg, most, i, MSG_COPY | IPC_NOWAIT);

		if (n < 0) {
			s->error = errno;
			break;
		}
		save_data(s, SAVED_MESSAGE, msg->mtype, n);
		save_bytes(s, msg->mtext, n);
		save_part_end(s);
	}
	free(msg);
}

static void copy_values(struct save_file *s, struct plan_item *item)
{
	size_t n = item->looks.num[LOOK_NSEMS];
	union semun arg = { .array = xcalloc(n + 1, sizeof(*arg.array)) };

	if (semctl(item->id, 0, GETALL, arg) < 0)
		s->error = errno;
	for (size_t i = 0; i < n; i++)
		save_data(s, SAVED_VALUE, arg.array[i], 0);
	free(arg.array);
}

static bool is_zero(const char *s, size_t n)
{
	return !n || (!*s && !memcmp(s, s + 1, n - 1));
}

/* From one hole to the next. */
static void copy_extent(struct save_file *s, int fd, off_t at, off_t end)
{
	static char block[BLOCK];

	while (!s->error && at < end) {
		size_t want = end - at < BLOCK ? end - at : BLOCK;
		ssize_t n = pread(fd, block, want, at);

		if (n <= 0) {
			s->error = n ? errno : EIO;
			return;
		}
		if (!is_zero(block, n)) {
			save_data(s, SAVED_DATA, at, n);
			save_bytes(s, block, n);
			save_part_end(s);
		}
		at += n;
	}
}

/* The file behind huge pages may not tell its holes; these are read as zeros. */
static void copy_memory(struct save_file *s, int fd, off_t size)
{
	off_t at = 0;

	while (!s->error && at < size) {
		off_t data = lseek(fd, at, SEEK_DATA), hole;

		if (data < 0 && errno == ENXIO)
			break;
		if (data < 0)
			data = at;
		hole = data < size ? lseek(fd, data, SEEK_HOLE) : size;
		if (hole <= data || hole > size)
			hole = size;
		copy_extent(s, fd, data, hole);
		at = hole;
	}
}

static bool finish(const struct save *save, struct plan_item *item,
		   struct save_file *s)
{
	int error = save_end(s);

	if (!error && fsync(save->dir) && errno != EINVAL)
		error = errno;
	if (!error)
		return true;
	save_forget(save, item);
	plan_keep(item, "it cannot be saved: %s", strerror(error));
	return false;
}

/* Return: false after the object was kept. */
static bool begin(const struct save *save, struct plan_item *item,
		  struct save_file *s)
{
	struct saved_head head = head_of(item);
	int fd = create(save, item, &head);

	if (fd < 0) {
		plan_keep(item, "it cannot be saved: %s", strerror(errno));
		return false;
	}
	save_begin(s, fd, &head);
	return true;
}

/**
 * save_item() - save an array or a queue
 * @save: where
 * @item: the object; is kept if that fails
 *
 * It has to be compared with the plan once more afterwards.
 *
 * Return: false if it was kept.
 */
bool save_item(const struct save *save, struct plan_item *item)
{
	struct save_file s;

	if (!begin(save, item, &s))
		return false;
	if (item->kind == KIND_MSG)
		copy_messages(&s, item);
	else
		copy_values(&s, item);
	return finish(save, item, &s);
}

/**
 * save_attached() - save a segment
 * @save: where
 * @item: the object; is kept if that fails
 * @at: where it is attached
 *
 * Return: false if it was kept.
 */
bool save_attached(const struct save *save, struct plan_item *item,
		   const void *at)
{
	uint64_t size = item->looks.num[LOOK_SIZE];
	uint64_t page = rec_num(item->rec, F_PAGESIZE, 4096);
	uintptr_t start = (uintptr_t)at;
	struct save_file s;
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/self/map_files/%lx-%lx",
		 (unsigned long)start,
		 (unsigned long)(start + (size + page - 1) / page * page));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		plan_keep(item, "the file behind it cannot be read: %s",
			  strerror(errno));
		return false;
	}
	if (!begin(save, item, &s)) {
		close(fd);
		return false;
	}
	copy_memory(&s, fd, size);
	close(fd);
	return finish(save, item, &s);
}
