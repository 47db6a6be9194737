/* SPDX-License-Identifier: GPL-2.0 */
/*
 * JSON, written as it comes.
 *
 * A document is an object. What is in it is put by a name, what is in a list
 * without one (NULL). With JSON_LINES each object that is directly in the
 * document, or in a list there, is a line of its own, whose first member
 * `record` is the name of the object or list; other members of the document are
 * put together in lines whose `record` is `document`.
 */
#ifndef IPCDIAG_WRITE_JSON_H
#define IPCDIAG_WRITE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "write/style.h"

#define JSON_DEPTH 16

/**
 * struct json - a document in the making
 * @out: where to
 * @layout: where line ends are
 * @depth: how many objects and lists are open
 * @open: the brackets that close them, outermost first
 * @first: nothing is in the innermost yet
 * @gathering: a line of other members of the document is open (JSON_LINES)
 * @list: name of the list directly in the document, if one is open
 */
struct json {
	struct buf *out;
	enum json_layout layout;
	unsigned int depth;
	char open[JSON_DEPTH];
	bool first;
	bool gathering;
	const char *list;
};

void json_begin(struct json *j, struct buf *out, const struct style *style);
void json_end(struct json *j);
void json_object(struct json *j, const char *name);
void json_list(struct json *j, const char *name);
void json_close(struct json *j);
bool json_in_lines(const struct json *j);

void json_next(struct json *j, const char *name);
void json_null(struct json *j, const char *name);
void json_bool(struct json *j, const char *name, bool yes);
void json_number(struct json *j, const char *name, uint64_t num);
void json_signed(struct json *j, const char *name, int64_t num);
void json_string(struct json *j, const char *name, const char *s);
void json_words(struct json *j, const char *name, const char *words);

void json_put_string(struct buf *b, const char *s, size_t n);
void json_put_words(struct buf *b, const char *words);

#endif
