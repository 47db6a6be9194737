// SPDX-License-Identifier: GPL-2.0
/*
 * The command who: what processes do with objects, and who uses an object.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "findings/objects.h"
#include "findings/uses.h"
#include "view/cells.h"
#include "view/document.h"
#include "view/prose.h"
#include "view/rows.h"
#include "view/show.h"
#include "view/views.h"
#include "write/color.h"

static const struct usual usual[] = {
	{ C_OBJECT, 0, 0 },   { C_USE, 0, 0 },	  { F_PID, 0, 0 },
	{ F_TID, 4, 0 },      { F_COMM, 0, 0 },	  { C_USER, 1, 0 },
	{ C_DETAILS, 2, 12 }, { F_CGROUP, 3, 0 }, { -1, 0, 0 },
};

/* A name that is longer than what the kernel keeps is found by its beginning. */
static void tell_cut(const char *process)
{
	if (strlen(process) > USES_NAME &&
	    process[strspn(process, "0123456789")])
		say("the kernel keeps %d bytes of a name: looking for %.*s",
		    USES_NAME, USES_NAME, shown(process));
}

static void put_process(const struct request *req, const struct rec *use,
			struct table *t)
{
	const struct style *style = &req->style;
	struct buf b = { .len = 0 };

	prose_process(&b, style, use, F_PID, F_COMM);
	if (rec_known(use, F_UID)) {
		buf_puts(&b, ", user ");
		prose_user(&b, style, rec_num(use, F_UID, 0));
	}
	if (rec_str(use, F_CGROUP)) {
		buf_puts(&b, ", in ");
		prose_cgroup(&b, style, rec_str(use, F_CGROUP));
	}
	table_line(t, COLOR_BOLD, buf_string(&b));
	buf_free(&b);
}

/* Is it told who made it or used it last, which has no details? */
static bool is_deed(const struct rec *use)
{
	return !use->line;
}

/* A use; what was done with the same object shares a row. */
static size_t put_use(const struct request *req, const struct rec *const *v,
		      size_t n, bool again, struct table *t)
{
	const struct rec *use = *v;
	size_t used = 1;

	const struct rec *object = rec_whole(use);
	const struct style *style = &req->style;
	struct buf *b = table_cell(t);
	char name[OBJECT_NAME];

	if (!again) {
		object_name(name, sizeof(name), object);
		buf_puts(b, name);
	}
	table_next(t);
	if (!again)
		cell(b, style, object, F_VERDICT);
	table_next_color(t, again ? COLOR_NONE : cell_color(object, F_VERDICT));
	if (!again)
		cell(b, style, object, C_MEM);
	table_next(t);
	cell(b, style, use, C_USE);
	for (; is_deed(use) && used < n && uses_same_process(use, v[used]) &&
	       uses_same_object(use, v[used]);
	     used++) {
		buf_puts(b, ", ");
		cell(b, style, v[used], C_USE);
	}
	table_next(t);
	if (!is_deed(use))
		cell(b, style, use, F_TID);
	table_next(t);
	if (!is_deed(use))
		cell(b, style, use, C_DETAILS);
	table_next(t);
	return used;
}

/* What each process does with which object. */
static void put_tree(const struct request *req, const struct uses *uses,
		     struct buf *out)
{
	static const struct table_column columns[] = {
		{ .heading = "OBJECT" },
		{ .heading = "VERDICT" },
		{ .heading = "MEM", .priority = 2, .right = true },
		{ .heading = "USE" },
		{ .heading = "TID", .priority = 3, .right = true },
		{ .heading = "DETAILS",
		  .priority = 1,
		  .cut = true,
		  .least = 12 },
	};
	struct table t;

	table_init(&t, &req->style, columns, 6);
	t.indent = 2;
	for (size_t i = 0; i < uses->n;) {
		const struct rec *last = i ? uses->v[i - 1] : NULL;
		bool other = !last || !uses_same_process(last, uses->v[i]);

		if (other)
			put_process(req, uses->v[i], &t);
		if (!last)
			table_heading(&t);
		i += put_use(req, uses->v + i, uses->n - i,
			     !other && uses_same_object(last, uses->v[i]), &t);
	}
	table_print(&t, out);
}

static void add_rows(struct rows *rows, const struct uses *uses, size_t from,
		     size_t n)
{
	rows_init(rows, 1U << KIND_USER);
	for (size_t i = 0; i < n; i++)
		rows_add(rows, uses->v[from + i]);
}

static void put_rows_json(const struct request *req, const struct rows *rows,
			  struct json *j, const char *name)
{
	struct column_list all, columns;

	rows_all(KIND_USER, &all);
	columns_choose(req->columns, 1U << KIND_USER, &all, &columns);
	rows_json(rows, &req->style, &columns, j, name);
}

static void put_number(struct json *j, const struct rec *rec, enum field field,
		       const char *name)
{
	if (rec_known(rec, field))
		json_number(j, name, rec_num(rec, field, 0));
	else
		json_null(j, name);
}

static void put_processes_json(const struct request *req,
			       const struct uses *uses, struct json *j)
{
	struct rows rows;

	for (size_t i = 0, n; i < uses->n; i += n) {
		for (n = 1; i + n < uses->n; n++)
			if (!uses_same_process(uses->v[i], uses->v[i + n]))
				break;
		json_object(j, NULL);
		put_number(j, uses->v[i], F_PID, "pid");
		put_number(j, uses->v[i], F_IPID, "ipid");
		json_string(j, "comm", rec_str(uses->v[i], F_COMM));
		add_rows(&rows, uses, i, n);
		put_rows_json(req, &rows, j, "uses");
		rows_free(&rows);
		json_close(j);
	}
}

/* Rows where the user wants columns, or exact values, or has named nobody. */
static void put_rows(const struct request *req, const struct uses *uses,
		     struct buf *out)
{
	struct column_list all, columns;
	struct rows rows;

	add_rows(&rows, uses, 0, uses->n);
	rows_sort(&rows, req->sort, &req->style);
	if (rows.n > req->limit)
		rows.n = req->limit;
	rows_usual(&rows, usual, false, &all);
	columns_choose(req->columns, 1U << KIND_USER, &all, &columns);
	rows_put(&rows, &req->style, &columns, usual, out);
	rows_free(&rows);
}

static bool wants_rows(const struct request *req)
{
	return req->style.format != FORMAT_TABLE || req->columns || req->sort ||
	       req->limit != SIZE_MAX;
}

static enum exit_code who_process(const struct request *req,
				  const struct snapshot *snap,
				  const char *process, struct buf *out,
				  struct json *j)
{
	const struct choice choice = { .kinds = req->kinds,
				       .filter = req->filter };
	enum exit_code code = EXIT_OK;
	struct uses uses;

	tell_cut(process);
	uses_find(&uses, snap, &choice, process);
	if (!uses.n) {
		say("no object is %s to be used by %s",
		    uses_capped(snap) ? "listed" : "known", shown(process));
		code = EXIT_ABSENT;
	} else if (j) {
		put_processes_json(req, &uses, j);
	} else if (wants_rows(req)) {
		put_rows(req, &uses, out);
	} else {
		put_tree(req, &uses, out);
	}
	uses_free(&uses);
	return code;
}

static void put_object(const struct request *req, const struct snapshot *snap,
		       const struct rec *rec, struct buf *out, struct json *j)
{
	struct page page = { req, snap, rec, out };
	struct uses uses = { .n = object_parts(rec, KIND_USER) };
	char name[OBJECT_NAME];
	struct rows rows;

	object_name(name, sizeof(name), rec);
	rows_init(&rows, 1U << KIND_USER);
	for (const struct rec *u = object_part(rec, KIND_USER); u;
	     u = object_next(u))
		rows_add(&rows, u);
	if (j) {
		json_object(j, NULL);
		json_string(j, "object", name);
		json_string(j, "verdict", rec_str(rec, F_VERDICT));
		put_rows_json(req, &rows, j, "user");
		json_close(j);
	} else if (wants_rows(req)) {
		uses.v = rows.v;
		put_rows(req, &uses, out);
	} else {
		color_puts(out, &req->style, COLOR_BOLD, name);
		if (rec_known(rec, F_VERDICT)) {
			buf_puts(out, ", ");
			prose_string(out, &req->style, rec_str(rec, F_VERDICT));
		}
		show_users(&page);
	}
	rows_free(&rows);
}

static enum exit_code who_object(const struct request *req,
				 const struct snapshot *snap,
				 const struct object_ref *ref, struct buf *out,
				 struct json *j)
{
	struct ref_objects objects = ref_find(ref, snap);
	char word[REF_TEXT];

	ref_text(word, sizeof(word), ref);
	if (!objects.n)
		say("there is no %s", word);
	for (size_t i = 0; i < objects.n; i++)
		put_object(req, snap, objects.v[i], out, j);
	free(objects.v);
	return objects.n ? EXIT_OK : EXIT_ABSENT;
}

/* Everybody who uses something now. */
/* Is none of them read on this kernel? Then it is not known who uses them. */
static bool kinds_are_refused(const struct snapshot *snap, unsigned int kinds)
{
	for (int k = 0; k < 3; k++)
		if (kinds & 1U << object_kinds[k] &&
		    !kind_is_refused(snap, object_kinds[k]))
			return false;
	return kinds;
}

static void who_all(const struct request *req, const struct snapshot *snap,
		    struct buf *out, struct json *j)
{
	const struct choice choice = { .kinds = req->kinds,
				       .filter = req->filter };
	struct uses uses;
	struct rows rows;

	uses_find(&uses, snap, &choice, NULL);
	if (j && kinds_are_refused(snap, req->kinds)) {
		json_null(j, kind_name(KIND_USER));
	} else if (j) {
		add_rows(&rows, &uses, 0, uses.n);
		put_rows_json(req, &rows, j, kind_name(KIND_USER));
		rows_free(&rows);
	} else {
		put_rows(req, &uses, out);
	}
	uses_free(&uses);
}

/* A blank line between what is told of each. */
static void next(const struct request *req, struct buf *out, bool *told)
{
	if (*told && !wants_rows(req))
		buf_putc(out, '\n');
	*told = true;
}

static enum exit_code who_named(const struct request *req,
				const struct snapshot *snap, struct buf *out,
				struct json *j)
{
	enum exit_code code = EXIT_OK, one;
	bool told = false;

	if (j && req->nprocesses)
		json_list(j, "processes");
	for (size_t i = 0; i < req->nprocesses; i++) {
		next(req, out, &told);
		one = who_process(req, snap, req->processes[i], out, j);
		if (one > code)
			code = one;
	}
	if (j && req->nprocesses)
		json_close(j);
	if (j && req->nrefs)
		json_list(j, "objects");
	for (size_t i = 0; i < req->nrefs; i++) {
		next(req, out, &told);
		one = who_object(req, snap, &req->refs[i], out, j);
		if (one > code)
			code = one;
	}
	if (j && req->nrefs)
		json_close(j);
	return code;
}

/**
 * view_who() - show what processes do with objects, or who uses an object
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_who(const struct request *req, const struct snapshot *snap)
{
	bool as_json = req->style.format == FORMAT_JSON;
	enum exit_code code = EXIT_OK;
	struct buf out = { .file = stdout };
	struct json j;

	if (snap->source != SOURCE_MODULE) {
		say("only the module knows who uses what: load it (modprobe ipcdiag) and run this as root");
		return EXIT_BAD;
	}
	if (as_json)
		document_begin(&j, &out, &req->style, snap);
	if (req->nprocesses || req->nrefs)
		code = who_named(req, snap, &out, as_json ? &j : NULL);
	else
		who_all(req, snap, &out, as_json ? &j : NULL);
	if (as_json)
		json_end(&j);
	buf_flush(&out);
	buf_free(&out);
	return code;
}
