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
 * struct parse_only - which objects are wanted of a snapshot
 * @wants: is one wanted? By its kind, the number of its namespace, and its own
 * @arg: what that is given
 *
 * Lines about others are counted, and not looked at any further: the module is to
 * be believed in these.
 */
struct parse_only {
	bool (*wants)(const void *arg, enum kind kind, uint64_t ns,
		      uint64_t id);
	const void *arg;
};

/**
 * struct parser - a snapshot that is being read
 * @snap: the records so far
 * @name: name of the input, for messages
 * @max: most bytes to accept
 * @total: bytes seen
 * @line: number of the line at hand
 * @ended: the end line was seen
 * @failed: @msg says why
 * @only: the objects that are wanted, NULL for all
 * @skipped: lines of each kind that were about others
 * @general: the fast parser is not to be used; for tests
 * @msg: the message
 * @forms: what lines of each sort look like; see fast.c
 * @form: that of the line before
 * @draft: the record that the general parser puts together
 * @buf: input
 * @room: how many bytes @buf has room for
 * @from: where the line at hand begins
 * @to: where the input ends so far
 * @text: the line at hand, for the general parser to cut up
 */
struct parser {
	struct snapshot *snap;
	const char *name;
	size_t max;
	size_t total;
	unsigned long line;
	bool ended;
	bool failed;
	const struct parse_only *only;
	size_t skipped[KINDS];
	bool general;
	char msg[512];
	struct form **forms;
	struct form *form;
	struct draft draft;
	char *buf;
	size_t room;
	size_t from;
	size_t to;
	char text[PARSE_MAX_LINE + 1];
};

struct parser *parse_new(const char *name);
char *parse_room(struct parser *p, size_t *n);
bool parse_filled(struct parser *p, size_t n);
bool parse_feed(struct parser *p, const char *data, size_t len);
struct snapshot *parse_finish(struct parser *p);
void parse_free(struct parser *p);

#endif
