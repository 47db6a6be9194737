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

static const char *const titles[KINDS] = {
	[KIND_SHM] = "Segments",
	[KIND_SEM] = "Semaphore arrays",
	[KIND_MSG] = "Queues",
};

/* Calls add() for each name of a list; stops when it returns false. */
static bool each_column(const char *list, unsigned int kinds,
			bool (*add)(void *arg, int column), void *arg)
{
	while (*list) {
		size_t n = strcspn(list, ",");
		char name[32] = "";

		if (n < sizeof(name))
			memcpy(name, list, n);
		if (!add(arg, column_find(name, kinds)))
			return false;
		list += n + !!list[n];
	}
	return true;
}

static bool count_column(void *arg, int column)
{
	int *n = arg;

	return column >= 0 && ++*n <= COLUMNS;
}

/**
 * list_columns_ok() - are the columns that the user wants known?
 * @req: what the user wants
 * @kinds: kinds of record, one bit each, any of which may have a column
 *
 * Return: true if so.
 */
bool list_columns_ok(const struct request *req, unsigned int kinds)
{
	int n = 0;

	return each_column(req->columns, kinds, count_column, &n) && n;
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
		if (column_in(names[i], kind))
			columns[all++] = names[i];
	for (int c = C_USED; c < COLUMNS; c++)
		if (column_in(c, kind))
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

static bool show_kind(const struct request *req, const struct snapshot *snap,
		      enum kind kind)
{
	const struct rec_list *list = &snap->list[kind];
	struct choice choice;
	struct rec **v;
	size_t n = 0;
	bool ok;

	choose(&choice, req, snap, kind);
	if (req->style.format == FORMAT_JSON && kind_is_refused(snap, kind))
		return doc_null(kind_name(kind));
	if (!choice.n)
		return true;
	v = xreallocarray(NULL, list->n + 1, sizeof(*v));
	for (size_t i = 0; i < list->n; i++)
		if (kind == KIND_NS ? filter_match_ns(req->filter, list->v[i]) :
				      filter_match(req->filter, list->v[i]))
			v[n++] = list->v[i];
	ok = req->style.format == FORMAT_JSON ?
		     json_records(&req->style, kind_name(kind), v, n,
				  choice.columns, choice.n) :
		     output_table(&req->style, v, n, choice.columns, choice.n);
	free(v);
	return ok;
}

/**
 * view_list() - show objects
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_list(const struct request *req,
			    const struct snapshot *snap)
{
	static const enum kind kinds[] = { KIND_SHM, KIND_SEM, KIND_MSG };
	bool json = req->style.format == FORMAT_JSON;
	bool first = true;

	if (json)
		doc_begin(snap);
	for (size_t i = 0; i < 3; i++) {
		enum kind k = kinds[i];

		if (!(req->kinds & 1U << k))
			continue;
		if (req->kinds & (req->kinds - 1) && req->style.format == FORMAT_TABLE) {
			printf("%s%s ", first ? "" : "\n", titles[k]);
			if (kind_is_refused(snap, k))
				printf("(not read)\n");
			else
				printf("(%zu)\n", snap->list[k].n);
			first = false;
		}
		if (!show_kind(req, snap, k))
			return EXIT_BAD;
	}
	if (json)
		doc_end();
	return EXIT_OK;
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

static bool show_limits(const struct request *req, const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_NS];
	int columns[1 + C_USED_N] = { F_INUM };

	for (int i = 0; i < C_USED_N; i++)
		columns[1 + i] = C_USED + i;
	printf("\nUsed of the limits:\n");
	return output_table(&req->style, list->v, list->n, columns,
			    1 + C_USED_N);
}

/* Not an empty list: an older module does not tell. */
static bool show_residents(const struct request *req,
			   const struct snapshot *snap)
{
	if (!residents_known(snap))
		return doc_null(kind_name(KIND_RESIDENT));
	return show_kind(req, snap, KIND_RESIDENT);
}

/**
 * view_namespaces() - show namespaces
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_namespaces(const struct request *req,
				  const struct snapshot *snap)
{
	bool json = req->style.format == FORMAT_JSON;

	if (json)
		doc_begin(snap);
	if (!show_kind(req, snap, KIND_NS))
		return EXIT_BAD;
	if (json && !req->columns && !show_residents(req, snap))
		return EXIT_BAD;
	if (req->style.format == FORMAT_TABLE && !req->columns &&
	    !show_limits(req, snap))
		return EXIT_BAD;
	if (json)
		doc_end();
	return EXIT_OK;
}

/**
 * view_snapshot() - pass on a snapshot that was checked
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_snapshot(const struct request *req,
			     const struct snapshot *snap)
{
	if (req->style.format != FORMAT_JSON) {
		if (snap->source != SOURCE_MODULE) {
			fprintf(stderr,
				"ipcdiag: only the module makes a snapshot; --json shows what there is\n");
			return EXIT_BAD;
		}
		fwrite(req->text->data, 1, req->text->len, stdout);
		return EXIT_OK;
	}

	doc_begin(snap);
	if (!json_record(&req->style, "snapshot", snapshot_header(snap)))
		return EXIT_BAD;
	for (enum kind k = KIND_NS; k < KIND_END; k++) {
		const struct rec_list *list = &snap->list[k];
		int columns[FIELDS];
		size_t n;
		const struct key *keys = kind_keys(k, &n);

		for (size_t i = 0; i < n; i++)
			columns[i] = keys[i].field;
		if (kind_is_refused(snap, k) || (k == KIND_RESIDENT &&
						 !residents_known(snap)) ?
			    !doc_null(kind_name(k)) :
			    !json_records(&req->style, kind_name(k), list->v,
					  list->n, columns, n))
			return EXIT_BAD;
	}
	doc_end();
	return EXIT_OK;
}
