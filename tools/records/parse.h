/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From the text of a snapshot to records.
 */
#ifndef IPCDIAG_PARSE_H
#define IPCDIAG_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "records/records.h"

#define PARSE_VERSION	"1"
#define PARSE_MAX_LINE	4096
#define PARSE_MAX_TOTAL (1UL << 30)

/**
 * struct parser - a snapshot that is being read
 * @snap: the records so far
 * @name: name of the input, for messages
 * @max: most bytes to accept
 * @total: bytes seen
 * @line: number of the line at hand
 * @len: bytes of it in @buf
 * @ended: the end line was seen
 * @failed: @msg says why
 * @msg: the message
 * @buf: the line at hand
 */
struct parser {
	struct snapshot *snap;
	const char *name;
	size_t max;
	size_t total;
	unsigned long line;
	size_t len;
	bool ended;
	bool failed;
	char msg[512];
	char buf[PARSE_MAX_LINE + 1];
};

struct parser *parse_new(const char *name);
bool parse_feed(struct parser *p, const char *data, size_t len);
struct snapshot *parse_finish(struct parser *p);
void parse_free(struct parser *p);

#endif
