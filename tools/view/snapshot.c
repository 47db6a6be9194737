// SPDX-License-Identifier: GPL-2.0
/*
 * The command snapshot: everything, to be saved, or as JSON.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/say.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "records/saved.h"
#include "view/document.h"
#include "view/rows.h"
#include "view/views.h"

/* Not an empty list where the kind is not read, or an older module lacks it. */
static bool is_missing(const struct snapshot *snap, enum kind kind)
{
	return kind_is_refused(snap, kind) ||
	       (kind == KIND_RESIDENT && !residents_known(snap)) ||
	       (kind >= KIND_BIRTH && kind <= KIND_FAILURE &&
		!births_known(snap)) ||
	       (kind == KIND_USER && snap->source != SOURCE_MODULE);
}

static void put_kind(const struct request *req, const struct snapshot *snap,
		     enum kind kind, struct json *j)
{
	const struct rec_list *list = &snap->list[kind];
	struct column_list columns;
	struct rows rows;

	if (is_missing(snap, kind)) {
		json_null(j, kind_name(kind));
		return;
	}
	rows_init(&rows, 1U << kind);
	for (size_t i = 0; i < list->n; i++)
		rows_add(&rows, list->v[i]);
	rows_keys(kind, &columns);
	rows_json(&rows, &req->style, &columns, j, kind_name(kind));
	rows_free(&rows);
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
	struct buf out = { .file = stdout };
	struct json j;

	if (req->style.format == FORMAT_JSON) {
		document_begin(&j, &out, &req->style, snap);
		for (enum kind k = KIND_NS; k < KIND_END; k++)
			put_kind(req, snap, k, &j);
		json_end(&j);
		buf_flush(&out);
		buf_free(&out);
		return EXIT_OK;
	}
	if (snap->source != SOURCE_MODULE) {
		say("only the module makes a snapshot; --json shows what there is");
		return EXIT_BAD;
	}
	return saved_write(snap, req->text, !req->from, stdout) ? EXIT_OK :
								  EXIT_BAD;
}
