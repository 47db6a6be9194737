// SPDX-License-Identifier: GPL-2.0
/*
 * The commands that show everything: list, users, namespaces, snapshot.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/views.h"
#include "findings/objects.h"
#include "base/memory.h"
#include "view/output.h"

#define END (-1)

/* The usual columns of a table. */
static const int usual[KINDS][20] = {
	[KIND_NS] = { F_INUM, F_INIT, F_SELF, F_PROCS, F_PID, F_COMM, F_SHM,
		      F_SHMPAGES, F_SEM, F_SEMS, F_MSG, F_MSGBYTES, F_CHANGED,
		      END },
	[KIND_SHM] = { F_NS, F_ID, F_KEY, C_USER, F_MODE, F_SIZE, F_NATTCH,
		       F_FLAGS, F_CPID, F_CSTATE, F_LPID, F_LSTATE, C_AGE,
		       F_VERDICT, END },
	[KIND_SEM] = { F_NS, F_ID, F_KEY, C_USER, F_MODE, F_NSEMS, F_WAITERS,
		       F_UNDO, F_LPID, F_LSTATE, C_AGE, F_VERDICT, END },
	[KIND_MSG] = { F_NS, F_ID, F_KEY, C_USER, F_MODE, F_CBYTES, F_QNUM,
		       F_LSPID, F_LSSTATE, F_LRPID, F_LRSTATE, C_AGE, F_VERDICT,
		       END },
	[KIND_USER] = { F_TYPE, F_ID, F_NS, C_USE, F_PID, F_TID, C_USER, F_COMM,
			C_DETAILS, F_CGROUP, END },
};

/* What JSON has beside the keys. */
static const int names[] = { C_OWN, C_USER, C_GROUP, C_CUSER, C_CGRP, C_AGE };

/* Calls add() for each name of a list; stops when it returns false. */
static bool each_column(const char *list, unsigned int kinds,
			bool (*add)(void *arg, int column), void *arg)
{
	while (*list) {
		size_t n = strcspn(list, ",");
		char name[32] = "";

		if (n < sizeof(name))
			memcpy(name, list, n);
		if (!add(arg, old_column_find(name, kinds)))
			return false;
		list += n + !!list[n];
	}
	return true;
}

struct choice {
	enum kind kind;
	size_t n;
	int columns[COLUMNS];
};

static bool choose_column(void *arg, int column)
{
	struct choice *choice = arg;

	if (column >= 0)
		choice->columns[choice->n++] = column;
	return true;
}

/* Without the module many of the usual columns would be empty. */
static bool worth_showing(const struct snapshot *snap, enum kind kind,
			  int column)
{
	const struct rec_list *list = &snap->list[kind];

	if (snap->source == SOURCE_MODULE || column >= FIELDS)
		return true;
	for (size_t i = 0; i < list->n; i++)
		if (rec_known(list->v[i], column))
			return true;
	return false;
}

/**
 * list_json_columns() - what JSON has of a record
 * @kind: its kind
 * @columns: room for COLUMNS of them; set to the columns
 *
 * Return: how many.
 */
size_t list_json_columns(enum kind kind, int *columns)
{
	size_t n, all = 0;
	const struct key *keys = kind_keys(kind, &n);

	for (size_t i = 0; i < n; i++)
		columns[all++] = keys[i].field;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (old_column_in(names[i], kind))
			columns[all++] = names[i];
	for (int c = C_USED; c < COLUMNS; c++)
		if (old_column_in(c, kind))
			columns[all++] = c;
	return all;
}

static void choose(struct choice *choice, const struct request *req,
		   const struct snapshot *snap, enum kind kind)
{
	choice->kind = kind;
	choice->n = 0;
	if (req->columns) {
		each_column(req->columns, 1U << kind, choose_column, choice);
		return;
	}
	if (req->style.format != FORMAT_JSON) {
		for (const int *c = usual[kind]; *c != END; c++)
			if (worth_showing(snap, kind, *c))
				choice->columns[choice->n++] = *c;
		return;
	}
	choice->n = list_json_columns(kind, choice->columns);
}

/**
 * view_users() - show who uses objects
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_users(const struct request *req,
			     const struct snapshot *snap)
{
	const struct rec_list *all = &snap->list[KIND_USER];
	bool json = req->style.format == FORMAT_JSON, ok;
	unsigned int known;
	struct choice choice;
	struct rec **v;
	size_t n = 0;

	v = reallocarray(NULL, all->n + 1, sizeof(struct rec *));
	if (!v) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return EXIT_BAD;
	}
	for (size_t i = 0; i < all->n; i++)
		for (int k = 0; k < 3; k++)
			if (req->kinds & 1U << object_kinds[k] &&
			    rec_is(all->v[i], F_TYPE,
				   kind_name(object_kinds[k])))
				v[n++] = all->v[i];

	choose(&choice, req, snap, KIND_USER);
	if (json)
		doc_begin(snap);
	/* Not an empty list: who uses what is not known. */
	known = req->kinds;
	for (int k = 0; k < 3; k++)
		if (kind_is_refused(snap, object_kinds[k]))
			known &= ~(1U << object_kinds[k]);
	if (json && (snap->source != SOURCE_MODULE || !known))
		ok = doc_null(kind_name(KIND_USER));
	else if (json)
		ok = json_records(&req->style, kind_name(KIND_USER), v, n,
				  choice.columns, choice.n);
	else
		ok = output_table(&req->style, v, n, choice.columns, choice.n);
	if (json)
		doc_end();
	free(v);
	if (!json && snap->source != SOURCE_MODULE) {
		fprintf(stderr,
			"ipcdiag: only the module knows who uses what\n");
		return EXIT_BAD;
	}
	return ok ? EXIT_OK : EXIT_BAD;
}

