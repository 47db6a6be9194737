// SPDX-License-Identifier: GPL-2.0
/*
 * What every JSON document begins with; docs/json.md describes all of it.
 */
#include "view/cells.h"
#include "view/columns.h"
#include "view/document.h"
#include "view/rows.h"

/**
 * document_record() - a record with its keys, and what is made of them
 * @j: document
 * @style: what output shall look like
 * @name: its name, NULL in a list
 * @rec: record
 */
void document_record(struct json *j, const struct style *style,
		     const char *name, const struct rec *rec)
{
	struct column_list columns;

	rows_all(rec->kind, &columns);
	json_object(j, name);
	for (size_t i = 0; i < columns.n; i++) {
		json_next(j, column_name(columns.v[i]));
		cell(j->out, style, rec, columns.v[i]);
	}
	json_close(j);
}

/**
 * document_begin() - begin a document with what it is made from
 * @j: document
 * @out: where to
 * @style: what output shall look like
 * @snap: the snapshot
 */
void document_begin(struct json *j, struct buf *out, const struct style *style,
		    const struct snapshot *snap)
{
	const struct rec_list *host = &snap->list[KIND_HOST];

	json_begin(j, out, style);
	json_number(j, "version", DOCUMENT_VERSION);
	json_string(j, "source",
		    snap->source == SOURCE_MODULE ? "module" : "proc");
	json_string(j, "host", host->n ? rec_str(host->v[0], F_NAME) : NULL);
	document_record(j, style, "snapshot", snapshot_header(snap));
}
