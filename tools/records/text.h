/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text of a snapshot, to be written again.
 */
#ifndef IPCDIAG_RECORDS_TEXT_H
#define IPCDIAG_RECORDS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/**
 * struct text - the text of a snapshot, in a file and not in memory
 * @fd: the file
 * @own: @fd is to be closed
 * @spool: a file for what can be read only once, else NULL
 * @start: where in the file the snapshot begins
 * @end: bytes before its last line
 * @size: bytes of it
 */
struct text {
	int fd;
	bool own;
	FILE *spool;
	off_t start;
	uint64_t end;
	uint64_t size;
};

bool text_start(struct text *text, int fd);
bool text_keep(struct text *text, const char *data, size_t len);
bool text_copy(const struct text *text, uint64_t from, uint64_t to, FILE *out);
void text_free(struct text *text);

#endif
