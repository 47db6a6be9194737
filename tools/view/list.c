// SPDX-License-Identifier: GPL-2.0
/*
 * The command list: objects, one in a row.
 *
 * Several kinds stand in one table, with the columns that say something of all of
 * them; a single kind has its own.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/say.h"
#include "findings/objects.h"
#include "view/document.h"
#include "view/group_by.h"
#include "view/rows.h"
#include "view/views.h"

static const struct usual usual_mixed[] = {
	{ C_OBJECT, 0, 0 },  { F_KEY, 3, 0 },	  { C_USER, 0, 0 },
	{ F_MODE, 5, 0 },    { C_MEM, 0, 0 },	  { C_IDLE, 1, 0 },
	{ F_VERDICT, 0, 0 }, { C_PROGRAM, 4, 0 }, { C_WHY, 2, 20 },
	{ -1, 0, 0 },
};

static const struct usual usual_shm[] = {
	{ C_OBJECT, 0, 0 },  { F_KEY, 5, 0 },	  { C_USER, 0, 0 },
	{ F_MODE, 6, 0 },    { F_SIZE, 0, 0 },	  { C_MEM, 2, 0 },
	{ F_NATTCH, 3, 0 },  { F_FLAGS, 4, 0 },	  { C_IDLE, 1, 0 },
	{ F_VERDICT, 0, 0 }, { C_CREATOR, 8, 0 }, { C_LAST, 9, 0 },
	{ C_WHY, 7, 20 },    { -1, 0, 0 },
};

static const struct usual usual_sem[] = {
	{ C_OBJECT, 0, 0 }, { F_KEY, 4, 0 },   { C_USER, 0, 0 },
	{ F_MODE, 6, 0 },   { F_NSEMS, 0, 0 }, { F_WAITERS, 2, 0 },
	{ F_UNDO, 3, 0 },   { C_IDLE, 1, 0 },  { F_VERDICT, 0, 0 },
	{ C_LAST, 7, 0 },   { C_WHY, 5, 20 },  { -1, 0, 0 },
};

static const struct usual usual_msg[] = {
	{ C_OBJECT, 0, 0 },  { F_KEY, 3, 0 },	    { C_USER, 0, 0 },
	{ F_MODE, 7, 0 },    { F_CBYTES, 0, 0 },    { F_QNUM, 0, 0 },
	{ F_SENDERS, 5, 0 }, { F_RECEIVERS, 5, 0 }, { C_IDLE, 1, 0 },
	{ F_VERDICT, 0, 0 }, { C_SENDER, 8, 0 },    { C_RECEIVER, 9, 0 },
	{ C_WHY, 4, 20 },    { -1, 0, 0 },
};

static const struct usual *usual_of(unsigned int kinds)
{
	switch (kinds) {
	case 1U << KIND_SHM:
		return usual_shm;
	case 1U << KIND_SEM:
		return usual_sem;
	case 1U << KIND_MSG:
		return usual_msg;
	default:
		return usual_mixed;
	}
}

static void find_rows(struct rows *rows, const struct request *req,
		      const struct snapshot *snap, unsigned int kinds)
{
	rows_init(rows, kinds);
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		if (!(kinds & 1U << object_kinds[k]))
			continue;
		for (size_t i = 0; i < list->n; i++)
			if (filter_match(req->filter, list->v[i]))
				rows_add(rows, list->v[i]);
	}
	rows_sort(rows, req->sort, &req->style);
	if (rows->n > req->limit)
		rows->n = req->limit;
}

/* With a limit, the kinds come one after the other. */
static void put_json(const struct request *req, const struct snapshot *snap,
		     struct buf *out)
{
	struct column_list all, columns;
	struct rows rows;
	struct json j;

	document_begin(&j, out, &req->style, snap);
	for (int i = 0; i < 3; i++) {
		enum kind k = object_kinds[i];

		if (!(req->kinds & 1U << k))
			continue;
		if (kind_is_refused(snap, k)) {
			json_null(&j, kind_name(k));
			continue;
		}
		rows_all(k, &all);
		columns_choose(req->columns, 1U << k, &all, &columns);
		if (!columns.n)
			continue;
		find_rows(&rows, req, snap, 1U << k);
		rows_json(&rows, &req->style, &columns, &j, kind_name(k));
		rows_free(&rows);
	}
	json_end(&j);
}

static void put_rows(const struct request *req, const struct snapshot *snap,
		     struct buf *out)
{
	const struct usual *usual = usual_of(req->kinds);
	bool known_only = snap->source != SOURCE_MODULE;
	struct column_list all, columns;
	struct rows rows;

	find_rows(&rows, req, snap, req->kinds);
	rows_usual(&rows, usual, known_only, &all);
	columns_choose(req->columns, req->kinds, &all, &columns);
	if (!rows.n && req->style.width)
		say("no object %s", req->filter && req->filter->n ?
					    "fits the filters" :
					    "is there");
	else
		rows_put(&rows, &req->style, &columns, usual, out);
	rows_free(&rows);
}

/**
 * view_list() - show objects
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_list(const struct request *req, const struct snapshot *snap)
{
	struct buf out = { .file = stdout };

	if (req->group_by != GROUP_NOTHING)
		group_by(req, snap, &out);
	else if (req->style.format == FORMAT_JSON)
		put_json(req, snap, &out);
	else
		put_rows(req, snap, &out);
	buf_flush(&out);
	buf_free(&out);
	return EXIT_OK;
}
