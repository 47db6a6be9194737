/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The columns of every output.
 */
#ifndef IPCDIAG_OLD_COLUMNS_H
#define IPCDIAG_OLD_COLUMNS_H

#include "records/records.h"
#include "write/style.h"

/* Limits of a namespace. */
#define C_USED_N 8

/**
 * enum column - a column; every key is one, these come after them
 * @C_KIND: kind of the object
 * @C_OWN: is it in the reader's own namespace?
 * @C_USER: name of the owner
 * @C_GROUP: name of the owner's group
 * @C_CUSER: name of the creator's user
 * @C_CGRP: name of the creator's group
 * @C_AGE: time since it was touched
 * @C_CREATOR: the process that made it, in words
 * @C_LAST: the last process that used it, in words
 * @C_SENDER: the last sender, in words
 * @C_RECEIVER: the last receiver, in words
 * @C_WHY: the reasons, in words
 * @C_USE: how an object is used; the key kind of a user by another name
 * @C_DETAILS: the rest of a use, in words
 * @C_USED: per cent used of a limit: the first of C_USED_N such columns
 * @COLUMNS: how many columns there are
 */
enum column {
	C_KIND = FIELDS,
	C_OWN,
	C_USER,
	C_GROUP,
	C_CUSER,
	C_CGRP,
	C_AGE,
	C_CREATOR,
	C_LAST,
	C_SENDER,
	C_RECEIVER,
	C_WHY,
	C_USE,
	C_DETAILS,
	C_USED,
	COLUMNS = C_USED + C_USED_N,
};

void old_column_name(int column, char *buf, size_t size);
const char *old_column_help(int column);
bool old_column_in(int column, enum kind kind);
int old_column_find(const char *name, unsigned int kinds);
bool old_column_is_json_string(int column, enum kind kind);
bool old_column_is_right(int column, enum kind kind);
char *column_text(const struct style *style, const struct rec *rec, int column);

const char *reason_text(const char *word, size_t len, bool full);

void age_text(char *buf, size_t size, int64_t s);
void time_text(char *buf, size_t size, int64_t t);
void size_text(char *buf, size_t size, uint64_t bytes, const char *unit);

#endif
