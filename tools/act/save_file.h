/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that have an object with all that is in it.
 *
 * The first line says what it was. Parts follow: "data OFFSET LENGTH" of a segment
 * and "message TYPE LENGTH" of a queue, each with so many bytes and an end of line
 * after it, or "value NUMBER" of an array. The last line is "end CHECKSUM", of all
 * that is before it.
 */
#ifndef IPCDIAG_ACT_SAVE_FILE_H
#define IPCDIAG_ACT_SAVE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "records/schema.h"

/**
 * struct saved_head - what an object was
 * @kind: its kind
 * @id: its identifier
 * @inum: inode number of its namespace
 * @key: its key
 * @uid: its owner
 * @gid: the owner's group
 * @cuid: its creator
 * @cgid: the creator's group
 * @mode: permissions
 * @size: bytes of a segment
 * @pagesize: size of its pages
 * @nsems: semaphores of an array
 * @qbytes: how many bytes may be in a queue
 * @qnum: messages in it
 * @ctime: creation or last change
 * @time: when it was saved
 */
struct saved_head {
	enum kind kind;
	uint64_t id;
	uint64_t inum;
	uint64_t key;
	uint64_t uid;
	uint64_t gid;
	uint64_t cuid;
	uint64_t cgid;
	unsigned int mode;
	uint64_t size;
	uint64_t pagesize;
	uint64_t nsems;
	uint64_t qbytes;
	uint64_t qnum;
	uint64_t ctime;
	uint64_t time;
};

/**
 * struct save_file - a file that is being written
 * @f: the file
 * @crc: checksum so far
 * @error: the first error, 0 for none
 */
struct save_file {
	FILE *f;
	uint32_t crc;
	int error;
};

/**
 * enum saved_part - what follows in a file
 * @SAVED_DATA: a part of a segment
 * @SAVED_MESSAGE: a message
 * @SAVED_VALUE: the value of the next semaphore
 */
enum saved_part {
	SAVED_DATA,
	SAVED_MESSAGE,
	SAVED_VALUE,
};

/**
 * struct saved_sink - who wants what is in a file
 * @part: called at the beginning of each part, with its offset, type or value and
 *	  its length; returns 0 or an error number
 * @bytes: called with the bytes of it, piece by piece; returns the same
 * @arg: passed to these
 * @expected: what the file said before; it may be another one by now
 */
struct saved_sink {
	int (*part)(void *arg, enum saved_part part, uint64_t num, size_t len);
	int (*bytes)(void *arg, const void *bytes, size_t len);
	void *arg;
	const struct saved_head *expected;
};

void save_begin(struct save_file *s, int fd, const struct saved_head *head);
void save_data(struct save_file *s, enum saved_part part, uint64_t num,
	       size_t len);
void save_bytes(struct save_file *s, const void *bytes, size_t len);
void save_part_end(struct save_file *s);
int save_end(struct save_file *s);

const char *saved_read(FILE *f, struct saved_head *head,
		       const struct saved_sink *sink, int *error);

#endif
