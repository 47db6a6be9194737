/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The columns of every output: every key of a snapshot, and what is made of keys.
 */
#ifndef IPCDIAG_VIEW_COLUMNS_H
#define IPCDIAG_VIEW_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "records/records.h"

/* Limits of a namespace of which it is told how much is used. */
#define C_USED_N 8

/**
 * enum column - a column; every key is one, these come after them
 * @C_OBJECT: kind and id, as show(1) of ipcdiag takes it
 * @C_KIND: kind of the object
 * @C_OWN: is it in the reader's own namespace?
 * @C_USER: name of the owner
 * @C_GROUP: name of the owner's group
 * @C_CUSER: name of the creator's user
 * @C_CGRP: name of the creator's group
 * @C_IDLE: time since it was touched
 * @C_MEM: memory that it takes now
 * @C_CREATOR: the process that made it, in words
 * @C_LAST: the last process that used it, in words
 * @C_SENDER: the last sender, in words
 * @C_RECEIVER: the last receiver, in words
 * @C_PROGRAM: name of the program that made or uses it
 * @C_CONTROL: the control group that it belongs to
 * @C_CONTAINER: the container that this is
 * @C_WHY: the reasons, in words
 * @C_USE: how an object is used; the key kind of a user by another name
 * @C_DETAILS: the rest of a use, in words
 * @C_REMOVER: who removed an object that is gone, in words
 * @C_USED: per cent used of a limit: the first of C_USED_N such columns
 * @COLUMNS: how many columns there are
 */
enum column {
	C_OBJECT = FIELDS,
	C_KIND,
	C_OWN,
	C_USER,
	C_GROUP,
	C_CUSER,
	C_CGRP,
	C_IDLE,
	C_MEM,
	C_CREATOR,
	C_LAST,
	C_SENDER,
	C_RECEIVER,
	C_PROGRAM,
	C_CONTROL,
	C_CONTAINER,
	C_WHY,
	C_USE,
	C_DETAILS,
	C_REMOVER,
	C_USED,
	COLUMNS = C_USED + C_USED_N,
};

#define COLUMN_NAME 32

/**
 * struct column_list - columns in the order in which they are shown
 * @v: the columns
 * @n: how many
 */
struct column_list {
	int v[COLUMNS];
	size_t n;
};

const char *column_name(int column);
void column_heading(int column, unsigned int kinds, char *buf, size_t size);
const char *column_help(int column);
bool column_in(int column, enum kind kind);
bool column_in_any(int column, unsigned int kinds);
int column_find(const char *name, unsigned int kinds);
bool column_is_right(int column, enum kind kind);
void column_limit(int column, enum field *limit, enum field *used);

void columns_choose(const char *list, unsigned int kinds,
		    const struct column_list *usual,
		    struct column_list *chosen);

#endif
