// SPDX-License-Identifier: GPL-2.0
/*
 * The command namespaces.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/say.h"
#include "findings/objects.h"
#include "view/document.h"
#include "view/rows.h"
#include "view/views.h"

static const struct usual usual[] = {
	{ F_INUM, 0, 0 },      { F_SELF, 1, 0 },    { F_PROCS, 3, 0 },
	{ F_PID, 4, 0 },       { F_COMM, 2, 0 },    { F_SHM, 0, 0 },
	{ F_SHMRSS, 5, 0 },    { F_SHMSWAP, 7, 0 }, { F_SEM, 0, 0 },
	{ F_SEMS, 6, 0 },      { F_MSG, 0, 0 },	    { F_MSGBYTES, 6, 0 },
	{ C_CONTAINER, 5, 0 }, { -1, 0, 0 },
};

static void find_rows(struct rows *rows, const struct request *req,
		      const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_NS];

	rows_init(rows, 1U << KIND_NS);
	for (size_t i = 0; i < list->n; i++)
		if (filter_match_ns(req->filter, list->v[i]))
			rows_add(rows, list->v[i]);
	rows_sort(rows, req->sort, &req->style);
	if (rows->n > req->limit)
		rows->n = req->limit;
}

/* Who lives there: not an empty list where an older module does not tell. */
static void put_residents(const struct request *req,
			  const struct snapshot *snap, struct json *j)
{
	const struct rec_list *list = &snap->list[KIND_RESIDENT];
	struct column_list columns;
	struct rows rows;

	if (!residents_known(snap)) {
		json_null(j, kind_name(KIND_RESIDENT));
		return;
	}
	rows_init(&rows, 1U << KIND_RESIDENT);
	for (size_t i = 0; i < list->n; i++)
		if (filter_match_ns(req->filter, rec_ns(list->v[i])))
			rows_add(&rows, list->v[i]);
	rows_all(KIND_RESIDENT, &columns);
	rows_json(&rows, &req->style, &columns, j, kind_name(KIND_RESIDENT));
	rows_free(&rows);
}

/* Is a namespace there, or has a snapshot without it been looked through? */
static bool tell_absent(const struct snapshot *snap, const struct ns_ref *ns)
{
	const struct rec_list *list = &snap->list[KIND_NS];

	for (size_t i = 0; i < list->n; i++)
		if (ns_ref_matches(ns, list->v[i]))
			return false;
	if (ns->how == NS_OWN)
		say("the snapshot does not tell which namespace was the own one");
	else if (snap->source != SOURCE_MODULE)
		say("namespace %" PRIu64
		    " is not known: without the module only the own one is",
		    ns->num);
	else
		say("there is no namespace %" PRIu64
		    "; ipcdiag namespaces lists them",
		    ns->num);
	return true;
}

/**
 * namespaces_are_there() - tell which of those that the user named are not
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: EXIT_ABSENT if any is not there; a message was printed then.
 */
enum exit_code namespaces_are_there(const struct request *req,
				    const struct snapshot *snap)
{
	const struct filter *filter = req->filter;
	enum exit_code code = EXIT_OK;

	for (size_t i = 0; filter && i < filter->n; i++)
		for (size_t j = 0; j < filter->tests[i].n; j++)
			if (filter->tests[i].name->type == FILTER_NS &&
			    tell_absent(snap, &filter->tests[i].v[j].ns))
				code = EXIT_ABSENT;
	return code;
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
	enum exit_code code = namespaces_are_there(req, snap);
	bool json = req->style.format == FORMAT_JSON;
	struct buf out = { .file = stdout };
	struct column_list all, columns;
	struct rows rows;
	struct json j;

	find_rows(&rows, req, snap);
	if (json)
		rows_all(KIND_NS, &all);
	else
		rows_usual(&rows, usual, true, &all);
	columns_choose(req->columns, 1U << KIND_NS, &all, &columns);
	if (json) {
		document_begin(&j, &out, &req->style, snap);
		rows_json(&rows, &req->style, &columns, &j, "ns");
		if (!req->columns)
			put_residents(req, snap, &j);
		json_end(&j);
	} else if (rows.n || code == EXIT_OK) {
		rows_put(&rows, &req->style, &columns, usual, &out);
	}
	rows_free(&rows);
	buf_flush(&out);
	buf_free(&out);
	return code;
}
