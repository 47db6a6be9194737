// SPDX-License-Identifier: GPL-2.0
/*
 * The columns of every output: their names, and which records have them.
 *
 * The name of a column is a key of JSON as well; in a table it stands in capital
 * letters unless there is a better heading, which names the column, too.
 */
#include <string.h>

#include "view/columns.h"

#define NS	(1U << KIND_NS)
#define SHM	(1U << KIND_SHM)
#define SEM	(1U << KIND_SEM)
#define MSG	(1U << KIND_MSG)
#define USER	(1U << KIND_USER)
#define DEATH	(1U << KIND_DEATH)
#define OBJECTS OBJECT_KINDS

struct derived {
	const char *name;
	const char *heading; /* NULL: the name in capital letters */
	const char *help;
	unsigned int kinds;
	bool right;
};

static const struct derived derived[COLUMNS - FIELDS] = {
#define COLUMN(c, ...) [(c)-FIELDS] = { __VA_ARGS__ }
	COLUMN(C_OBJECT, "object", NULL,
	       "kind and id, with @NAMESPACE if that is not the own one",
	       OBJECTS | USER | DEATH, false),
	COLUMN(C_KIND, "kind", NULL, "shm, sem or msg", OBJECTS, false),
	COLUMN(C_OWN, "own", NULL, "is it in the own namespace?",
	       OBJECTS | USER, false),
	COLUMN(C_USER, "user", "OWNER",
	       "name of the owner; of a use, of the user that the process runs as",
	       OBJECTS | USER | DEATH, false),
	COLUMN(C_GROUP, "group", NULL, "name of the owner's group", OBJECTS,
	       false),
	COLUMN(C_CUSER, "cuser", NULL, "name of the creator's user", OBJECTS,
	       false),
	COLUMN(C_CGRP, "cgrp", NULL, "name of the creator's group", OBJECTS,
	       false),
	COLUMN(C_IDLE, "idle", NULL,
	       "time since it was made, changed or used last", OBJECTS, true),
	COLUMN(C_MEM, "mem", NULL,
	       "memory that it takes: resident and swapped out, or queued",
	       OBJECTS, true),
	COLUMN(C_CREATOR, "creator", NULL, "process that made it", SHM | DEATH,
	       false),
	COLUMN(C_LAST, "last_user", NULL, "process that used it last", OBJECTS,
	       false),
	COLUMN(C_SENDER, "sender", NULL, "process that sent last", MSG, false),
	COLUMN(C_RECEIVER, "receiver", NULL, "process that received last", MSG,
	       false),
	COLUMN(C_PROGRAM, "program", NULL,
	       "program that made it, uses it, or used it last", OBJECTS,
	       false),
	COLUMN(C_CONTROL, "cgroup", NULL,
	       "control group that its memory, a user or its namespace is in",
	       OBJECTS, false),
	COLUMN(C_CONTAINER, "container", NULL,
	       "first 12 digits of the container's id, if that is in the cgroup",
	       OBJECTS | USER | NS, false),
	COLUMN(C_WHY, "why", NULL, "reasons for the verdict", OBJECTS, false),
	COLUMN(C_USE, "use", NULL,
	       "attach, wait, undo, send or receive (the key kind)", USER,
	       false),
	COLUMN(C_DETAILS, "details", NULL, "the rest of a use in words", USER,
	       false),
	COLUMN(C_REMOVER, "removed_by", "REMOVED BY",
	       "process that removed it, or detached it last", DEATH, false),
	COLUMN(C_USED, "shmmni_percent", "SHMMNI%",
	       "per cent used of SHMMNI (segments)", NS, true),
	COLUMN(C_USED + 1, "shmall_percent", "SHMALL%",
	       "per cent used of SHMALL (pages of all segments)", NS, true),
	COLUMN(C_USED + 2, "shmmax_percent", "SHMMAX%",
	       "largest segment in per cent of SHMMAX", NS, true),
	COLUMN(C_USED + 3, "semmni_percent", "SEMMNI%",
	       "per cent used of SEMMNI (semaphore arrays)", NS, true),
	COLUMN(C_USED + 4, "semmns_percent", "SEMMNS%",
	       "per cent used of SEMMNS (semaphores)", NS, true),
	COLUMN(C_USED + 5, "semmsl_percent", "SEMMSL%",
	       "largest array in per cent of SEMMSL", NS, true),
	COLUMN(C_USED + 6, "msgmni_percent", "MSGMNI%",
	       "per cent used of MSGMNI (queues)", NS, true),
	COLUMN(C_USED + 7, "msgmnb_percent", "MSGMNB%",
	       "fullest queue in per cent of its own limit", NS, true),
#undef COLUMN
};

/* What counts against each limit. */
static const struct {
	enum field limit, used;
} limits[C_USED_N] = {
	{ F_SHMMNI, F_SHM },	    { F_SHMALL, F_SHMPAGES },
	{ F_SHMMAX, F_SHMLARGEST }, { F_SEMMNI, F_SEM },
	{ F_SEMMNS, F_SEMS },	    { F_SEMMSL, F_SEMLARGEST },
	{ F_MSGMNI, F_MSG },	    { F_MSGMNB, F_MSGLARGEST },
};

/* In no language but C's: in Turkish an i has another capital letter. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

/**
 * column_name() - the name of a column
 * @column: column
 *
 * Return: the name, in small letters.
 */
const char *column_name(int column)
{
	return column < FIELDS ? field_name(column) :
				 derived[column - FIELDS].name;
}

/**
 * column_heading() - what stands above a column of a table
 * @column: column
 * @kinds: kinds of record that the table has, one bit each
 * @buf: where to
 * @size: its size; COLUMN_NAME is enough
 *
 * Who runs a process is not the owner of anything.
 */
void column_heading(int column, unsigned int kinds, char *buf, size_t size)
{
	const char *name = column_name(column);
	size_t i;

	if (column >= FIELDS && derived[column - FIELDS].heading &&
	    (column != C_USER || kinds != USER))
		name = derived[column - FIELDS].heading;
	for (i = 0; name[i] && i + 1 < size; i++)
		buf[i] = upper(name[i]);
	buf[i] = '\0';
}

/**
 * column_help() - what a column says
 * @column: column
 *
 * Return: a short text.
 */
const char *column_help(int column)
{
	return column < FIELDS ? field_help(column) :
				 derived[column - FIELDS].help;
}

/**
 * column_in() - does a kind of record have a column?
 * @column: column
 * @kind: kind of record
 *
 * Return: true if so.
 */
bool column_in(int column, enum kind kind)
{
	if (column < FIELDS)
		return rec_slot(kind, column) >= 0;
	return derived[column - FIELDS].kinds & 1U << kind;
}

/**
 * column_in_any() - does any of some kinds of record have a column?
 * @column: column
 * @kinds: the kinds, one bit each
 *
 * Return: true if so.
 */
bool column_in_any(int column, unsigned int kinds)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (kinds & 1U << k && column_in(column, k))
			return true;
	return false;
}

/* Capital and small letters are the same, and so are - and _. */
static bool same_name(const char *a, size_t len, const char *b)
{
	size_t i = 0;

	while (i < len && b[i] &&
	       (upper(a[i]) == upper(b[i]) || (a[i] == '-' && b[i] == '_')))
		i++;
	return i == len && !b[i];
}

static int find(const char *name, size_t len, unsigned int kinds)
{
	for (int c = 0; c < COLUMNS; c++)
		if (same_name(name, len, column_name(c)) &&
		    column_in_any(c, kinds))
			return c;
	for (int c = 0; c < COLUMNS; c++) {
		char heading[COLUMN_NAME];

		column_heading(c, OBJECT_KINDS, heading, sizeof(heading));
		if (same_name(name, len, heading) && column_in_any(c, kinds))
			return c;
	}
	return -1;
}

/**
 * column_find() - find a column by its name or heading
 * @name: name, in whatever case
 * @kinds: kinds of record, one bit each, any of which must have it
 *
 * Return: the column, -1 if there is none.
 */
int column_find(const char *name, unsigned int kinds)
{
	return find(name, strlen(name), kinds);
}

/**
 * column_is_right() - is a column aligned to the right?
 * @column: column
 * @kind: kind of record
 *
 * Return: true for numbers.
 */
bool column_is_right(int column, enum kind kind)
{
	if (column >= FIELDS)
		return derived[column - FIELDS].right;
	switch (kind_type(kind, column)) {
	case TYPE_NUMBER:
	case TYPE_SIGNED:
	case TYPE_BYTES:
	case TYPE_UINT:
	case TYPE_PID:
		return true;
	default:
		return false;
	}
}

/**
 * column_limit() - the keys of which a column is the quotient
 * @column: C_USED or one of those after it
 * @limit: set to the limit
 * @used: set to what counts against it
 */
void column_limit(int column, enum field *limit, enum field *used)
{
	*limit = limits[column - C_USED].limit;
	*used = limits[column - C_USED].used;
}

static bool has(const struct column_list *columns, int column)
{
	for (size_t i = 0; i < columns->n; i++)
		if (columns->v[i] == column)
			return true;
	return false;
}

/**
 * columns_choose() - the columns that are wanted
 * @list: of --output, all of them known; NULL for the usual ones
 * @kinds: kinds of record, one bit each, any of which must have a column
 * @usual: the usual ones, which come first if the list begins with `+`
 * @chosen: set to the columns, each of them once
 */
void columns_choose(const char *list, unsigned int kinds,
		    const struct column_list *usual, struct column_list *chosen)
{
	chosen->n = 0;
	if (!list || *list == '+')
		*chosen = *usual;
	while (list && *list) {
		size_t n;
		int column;

		list += *list == '+';
		n = strcspn(list, ",");
		column = find(list, n, kinds);
		if (column >= 0 && !has(chosen, column))
			chosen->v[chosen->n++] = column;
		list += n + !!list[n];
	}
}
