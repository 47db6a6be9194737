// SPDX-License-Identifier: GPL-2.0
/*
 * The command deaths: objects that are gone, and who removed them.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/say.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "records/load.h"
#include "view/document.h"
#include "view/rows.h"
#include "view/views.h"

static const struct usual usual[] = {
	{ F_TIME, 0, 0 },     { C_OBJECT, 0, 0 },  { F_KEY, 5, 0 },
	{ C_USER, 1, 0 },     { F_HOW, 2, 0 },	   { C_REMOVER, 0, 16 },
	{ C_CREATOR, 3, 12 }, { F_CGROUP, 4, 16 }, { -1, 0, 0 },
};

static bool is_wanted(const struct request *req, const struct rec *death)
{
	int64_t age = req->style.now - (int64_t)rec_num(death, F_TIME, 0);

	return (!req->since || age <= (int64_t)req->since) &&
	       filter_match(req->filter, death);
}

/* The newest first. */
static void find_rows(struct rows *rows, const struct request *req,
		      const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_DEATH];

	rows_init(rows, 1U << KIND_DEATH);
	for (size_t i = 0; i < list->n; i++)
		if (is_wanted(req, list->v[i]))
			rows_add(rows, list->v[i]);
	rows_sort(rows, req->sort ? req->sort : "-seq", &req->style);
	if (rows->n > req->limit)
		rows->n = req->limit;
}

static void put_rows(const struct request *req, const struct rows *rows,
		     struct buf *out)
{
	struct column_list all, columns;

	rows_usual(rows, usual, false, &all);
	columns_choose(req->columns, 1U << KIND_DEATH, &all, &columns);
	if (!rows->n && req->style.width)
		say("no object %s",
		    req->since || (req->filter && req->filter->n) ?
			    "that is gone fits" :
			    "is recorded as gone");
	else
		rows_put(rows, &req->style, &columns, usual, out);
}

/* Nothing is recorded, which the user can change in one case only. */
static void tell_why(const struct request *req, const struct snapshot *snap)
{
	if (snap->source != SOURCE_MODULE)
		say("only the module records who removes objects: load it (modprobe ipcdiag) and run this as root");
	else if (req->from)
		say("this snapshot has no record of removed objects: the module that made it recorded none (births=0 or deaths=0), or is older than that");
	else
		say("it is not recorded who removes objects; " LOAD_DIRECTORY
		    "/status says why");
}

/**
 * view_deaths() - show which objects are gone, and who removed them
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_deaths(const struct request *req,
			   const struct snapshot *snap)
{
	struct buf out = { .file = stdout };
	struct column_list all, columns;
	struct rows rows;
	struct json j;

	if (!births_known(snap)) {
		tell_why(req, snap);
		return EXIT_BAD;
	}
	if (rec_is(snapshot_header(snap), F_BIRTHS, "gaps"))
		say("not all that was made and removed is recorded%s",
		    req->from ? " in this snapshot" :
				"; " LOAD_DIRECTORY
				"/status says what is missing");
	find_rows(&rows, req, snap);
	if (req->style.format == FORMAT_JSON) {
		rows_all(KIND_DEATH, &all);
		columns_choose(req->columns, 1U << KIND_DEATH, &all, &columns);
		document_begin(&j, &out, &req->style, snap);
		rows_json(&rows, &req->style, &columns, &j, "death");
		json_end(&j);
	} else {
		put_rows(req, &rows, &out);
	}
	rows_free(&rows);
	buf_flush(&out);
	buf_free(&out);
	return EXIT_OK;
}
