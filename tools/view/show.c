// SPDX-License-Identifier: GPL-2.0
/*
 * The command show: everything about objects.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/say.h"
#include "findings/access.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "findings/removal.h"
#include "view/document.h"
#include "view/report.h"
#include "view/rows.h"
#include "view/show.h"
#include "view/views.h"

/**
 * show_object() - write everything about an object
 * @req: what the user wants
 * @snap: snapshot
 * @rec: the object
 * @out: where to
 */
void show_object(const struct request *req, const struct snapshot *snap,
		 const struct rec *rec, struct buf *out)
{
	struct page page = { req, snap, rec, out };

	show_properties(&page);
	if (rec->kind == KIND_SEM)
		show_semaphores(&page);
	if (rec->kind == KIND_MSG)
		show_messages(&page);
	show_users(&page);
}

/* What is known of it, null if no rule tells of it. */
static void put_rule(struct json *j, const struct rule *rule)
{
	if (!rule) {
		json_null(j, "rule");
		return;
	}
	json_object(j, "rule");
	report_json_rule(j, rule);
	json_close(j);
}

/* What the journal has of it, null if it is not in quarantine. */
static void put_quarantine(struct json *j, const struct quarantined *one)
{
	char mode[8];

	if (!one) {
		json_null(j, "quarantine");
		return;
	}
	snprintf(mode, sizeof(mode), "%04o", one->mode);
	json_object(j, "quarantine");
	json_number(j, "since", one->time);
	json_string(j, "mode", mode);
	json_string(j, "verdict", one->verdict);
	json_close(j);
}

static void put_removal(struct json *j, const struct rec *rec,
			const struct rule *rule)
{
	struct removal r;
	struct buf b = { .len = 0 };

	removal_find(&r, rec, rule);
	removal_effect(&b, rec);
	json_object(j, "removal");
	if (r.safe >= 0)
		json_bool(j, "safe", r.safe);
	else
		json_null(j, "safe");
	json_string(j, "command", *r.command ? r.command : NULL);
	json_string(j, "after_asking", *r.asked ? r.asked : NULL);
	json_string(j, "text", r.text);
	json_string(j, "effect", b.len ? buf_string(&b) : NULL);
	json_close(j);
	buf_free(&b);
}

static void put_rows(struct json *j, const struct request *req, enum kind kind,
		     const struct rows *rows)
{
	struct column_list columns;

	rows_all(kind, &columns);
	rows_json(rows, &req->style, &columns, j, kind_name(kind));
}

static void put_parts(struct json *j, const struct request *req,
		      const struct rec *rec, enum kind kind)
{
	struct rows rows;

	rows_init(&rows, 1U << kind);
	for (const struct rec *p = object_part(rec, kind); p;
	     p = object_next(p))
		rows_add(&rows, p);
	put_rows(j, req, kind, &rows);
	rows_free(&rows);
}

/* Those who may use it, whatever the verdict; an older module does not tell. */
static void put_residents(struct json *j, const struct request *req,
			  const struct snapshot *snap, const struct rec *rec)
{
	struct rows rows;
	struct rec **v;
	size_t n;

	if (!residents_known(snap)) {
		json_null(j, kind_name(KIND_RESIDENT));
		return;
	}
	v = access_residents(snap, rec, &n);
	rows_init(&rows, 1U << KIND_RESIDENT);
	for (size_t i = 0; i < n; i++)
		rows_add(&rows, v[i]);
	put_rows(j, req, KIND_RESIDENT, &rows);
	rows_free(&rows);
	free(v);
}

static void put_json(const struct request *req, const struct snapshot *snap,
		     const struct rec *rec, struct json *j)
{
	static const enum kind parts[] = { KIND_SEMVAL, KIND_RUN, KIND_USER,
					   KIND_BIRTH };

	const struct rule *rule = rules_find(req->rules, rec);

	json_object(j, NULL);
	document_record(j, &req->style, "object", rec);
	document_record(j, &req->style, "ns", rec_ns(rec));
	put_removal(j, rec, rule);
	put_rule(j, rule);
	put_quarantine(j, quarantine_find(req->quarantine, rec));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		/* Without the module no empty lists: they are not known. */
		if (snap->source != SOURCE_MODULE ||
		    (parts[i] == KIND_BIRTH && !births_known(snap)))
			json_null(j, kind_name(parts[i]));
		else
			put_parts(j, req, rec, parts[i]);
	}
	put_residents(j, req, snap, rec);
	json_close(j);
}

/* Without a namespace the own one is meant; elsewhere may be what is not there. */
static enum exit_code find(const struct object_ref *ref,
			   const struct snapshot *snap,
			   struct ref_objects *objects)
{
	enum exit_code code = EXIT_ABSENT;
	char word[REF_TEXT];

	*objects = (struct ref_objects){ .n = 0 };
	if (kind_is_refused(snap, ref->kind))
		return EXIT_REDUCED;
	*objects = ref_find(ref, snap);
	ref_text(word, sizeof(word), ref);
	if (objects->found == REF_NONE)
		say("there is no %s", word);
	else if (objects->found == REF_AMBIGUOUS)
		say("%s is not in the own namespace, but in %zu others: say in which, as in %s@%" PRIu64,
		    word, objects->namespaces, word, object_ns(objects->v[0]));
	else
		code = EXIT_OK;
	if (objects->found == REF_ELSEWHERE)
		say("%s is not in the own namespace, but in %" PRIu64, word,
		    object_ns(objects->v[0]));
	return code;
}

/**
 * view_show() - show everything about objects
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_show(const struct request *req, const struct snapshot *snap)
{
	bool as_json = req->style.format == FORMAT_JSON, first = true;
	enum exit_code code = EXIT_OK;
	struct buf out = { .file = stdout };
	struct json j;

	if (as_json) {
		document_begin(&j, &out, &req->style, snap);
		json_list(&j, "objects");
	}
	for (size_t i = 0; i < req->nrefs; i++) {
		struct ref_objects objects;
		enum exit_code found = find(&req->refs[i], snap, &objects);

		for (size_t k = 0; found == EXIT_OK && k < objects.n; k++) {
			if (!as_json && !first)
				buf_putc(&out, '\n');
			if (as_json)
				put_json(req, snap, objects.v[k], &j);
			else
				show_object(req, snap, objects.v[k], &out);
			first = false;
			if (object_is_strange(objects.v[k]))
				code = EXIT_REDUCED;
		}
		if (found > code)
			code = found;
		free(objects.v);
	}
	if (as_json) {
		json_close(&j);
		json_end(&j);
	}
	buf_flush(&out);
	buf_free(&out);
	return code;
}
