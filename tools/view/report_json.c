// SPDX-License-Identifier: GPL-2.0
/*
 * The report as JSON; docs/json.md describes it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "findings/words.h"
#include "view/document.h"
#include "view/report.h"
#include "view/rows.h"

static const char *const finding_names[FINDINGS] = {
	[FINDING_ORPHAN] = "orphan",
	[FINDING_UNCLAIMED] = "unclaimed",
	[FINDING_SUSPECT] = "suspect",
	[FINDING_NOBODY_KNOWN] = "nobody_known",
	[FINDING_UNJUDGED] = "not_judged",
};

static void put_object_name(struct json *j, const char *name,
			    const struct rec *rec)
{
	char text[OBJECT_NAME];

	object_name(text, sizeof(text), rec);
	json_string(j, name, text);
}

/* What is counted; without the module nothing is judged. */
static void put_totals(struct json *j, const struct report *r)
{
	const struct facts *f = r->facts;
	bool judged = r->snap->source == SOURCE_MODULE;

	json_object(j, "totals");
	json_number(j, "objects", f->objects);
	json_number(j, "memory", f->memory);
	json_number(j, "namespaces", r->snap->list[KIND_NS].n);
	json_number(j, "changed", f->changed);
	json_number(j, "limits", f->nfull);
	for (int i = 0; i < FINDINGS; i++) {
		json_object(j, finding_names[i]);
		if (judged) {
			json_number(j, "objects", f->of[i]);
			json_number(j, "bytes", f->bytes[i]);
		} else {
			json_null(j, "objects");
			json_null(j, "bytes");
		}
		json_close(j);
	}
	if (judged) {
		json_number(j, "may_return", f->may_return);
		json_number(j, "deadlocks", f->stuck.g.nknots);
		json_number(j, "held", f->keepers.held.told);
		json_number(j, "held_bytes", f->keepers.held.told_bytes);
		json_number(j, "hoarders", f->hoards.n);
	} else {
		json_null(j, "may_return");
		json_null(j, "deadlocks");
		json_null(j, "held");
		json_null(j, "held_bytes");
		json_null(j, "hoarders");
	}
	json_close(j);
}

/* By verdict; a name of JSON has no dash. */
static void put_classes(struct json *j, const struct tally *t)
{
	for (size_t i = 0; i < verdict_words_n; i++) {
		char name[32] = "";

		if (!t->by[i])
			continue;
		strncpy(name, verdict_words[i].word, sizeof(name) - 1);
		for (char *c = name; *c; c++)
			if (*c == '-')
				*c = '_';
		json_number(j, name, t->by[i]);
	}
}

static void put_fillers(struct json *j, const struct report *r,
			const struct limit_use *use, enum filler_by by,
			const char *name)
{
	size_t n;
	struct filler *v = full_fillers(use, r->snap, by, &n);

	json_list(j, name);
	for (size_t i = 0; i < n; i++) {
		const struct tally *t = &v[i].tally;

		if (by != FILLER_USER && !v[i].name)
			continue;
		json_object(j, NULL);
		if (by == FILLER_USER) {
			json_number(j, "uid", v[i].uid);
			json_string(j, "user", names_user(v[i].uid));
		} else {
			json_string(j, "name", v[i].name);
		}
		json_number(j, "used", t->amount);
		put_classes(j, t);
		json_close(j);
	}
	json_close(j);
	free(v);
}

/**
 * report_json_limit() - put how much of a limit is used
 * @j: document
 * @use: the limit
 */
void report_json_limit(struct json *j, const struct limit_use *use)
{
	const struct limit_info *info = &limit_info[use->id];

	json_string(j, "limit", info->name);
	json_number(j, "ns", rec_num(use->ns, F_ID, 0));
	json_number(j, "inum",
		    rec_num(use->ns, F_INUM, rec_num(use->ns, F_ID, 0)));
	json_bool(j, "own", rec_num(use->ns, F_SELF, 0));
	if (use->queue)
		put_object_name(j, "object", use->queue);
	else
		json_null(j, "object");
	if (use->used_known) {
		json_number(j, "used", use->used);
		json_number(j, "percent", limit_percent(use->used, use->max));
	} else {
		json_null(j, "used");
		json_null(j, "percent");
	}
	json_number(j, "max", use->max);
	json_string(j, "counts", info->counts);
	json_string(j, "fails", info->fails);
	json_string(j, "sysctl", info->sysctl);
}

static void put_limits(struct json *j, const struct report *r)
{
	json_list(j, "limits");
	for (size_t i = 0; i < r->facts->nfull; i++) {
		const struct limit_use *use = &r->facts->full[i];

		json_object(j, NULL);
		report_json_limit(j, use);
		put_fillers(j, r, use, FILLER_USER, "users");
		put_fillers(j, r, use, FILLER_PROGRAM, "programs");
		put_fillers(j, r, use, FILLER_CGROUP, "cgroups");
		json_close(j);
	}
	json_close(j);
}

static void put_process(struct json *j, const struct rec *rec, enum field pid,
			enum field ipid, enum field comm)
{
	if (rec_known(rec, pid))
		json_number(j, "pid", rec_num(rec, pid, 0));
	else
		json_null(j, "pid");
	if (rec_known(rec, ipid))
		json_number(j, "ipid", rec_num(rec, ipid, 0));
	else
		json_null(j, "ipid");
	json_string(j, "comm", rec_str(rec, comm));
}

/* Who is stuck, who of them is in the deadlock itself, who waits for what. */
static void put_deadlocks(struct json *j, const struct report *r)
{
	const struct stuck *s = &r->facts->stuck;

	json_list(j, "deadlocked");
	for (size_t i = 0; i < s->g.nknot; i++) {
		size_t p = s->order[i];

		json_object(j, NULL);
		json_number(j, "deadlock", s->g.processes[p].knot);
		put_process(j, s->processes[p], F_PID, F_IPID, F_COMM);
		json_close(j);
	}
	json_close(j);
	json_list(j, "waits");
	for (size_t i = 0; i < s->g.nwaits; i++) {
		const struct dl_wait *w = &s->g.waits[i];

		if (s->g.processes[w->process].state == DL_FREE)
			continue;
		json_object(j, NULL);
		put_process(j, s->processes[w->process], F_PID, F_IPID, F_COMM);
		put_object_name(j, "object", s->sems[w->sem].array);
		json_number(j, "num", s->sems[w->sem].num);
		json_signed(j, "op", w->op);
		json_bool(j, "behind",
			  s->g.processes[w->process].state == DL_BEHIND);
		json_close(j);
	}
	json_close(j);
	json_list(j, "holds");
	for (size_t i = 0; i < s->g.nholds; i++) {
		const struct dl_hold *h = &s->g.holds[i];

		if (s->g.processes[h->process].state == DL_FREE)
			continue;
		json_object(j, NULL);
		put_process(j, s->processes[h->process], F_PID, F_IPID, F_COMM);
		put_object_name(j, "object", s->sems[h->sem].array);
		json_number(j, "num", s->sems[h->sem].num);
		json_signed(j, "adj", h->adj);
		json_close(j);
	}
	json_close(j);
}

static void put_groups(struct json *j, const struct report *r)
{
	json_list(j, "groups");
	for (int i = 0; i < FINDINGS; i++)
		for (size_t k = 0; k < r->facts->groups[i].n; k++) {
			const struct group *g = &r->facts->groups[i].v[k];

			json_object(j, NULL);
			json_string(j, "finding", finding_names[i]);
			json_string(j, "kind", kind_name(g->key.kind));
			json_number(j, "ns", g->key.ns);
			put_object_name(j, "first", g->object);
			json_number(j, "objects", g->n);
			json_number(j, "bytes", g->bytes);
			if (g->key.owner == UINT32_MAX)
				json_null(j, "uid");
			else
				json_number(j, "uid", g->key.owner);
			json_string(j, "user", names_user(g->key.owner));
			json_string(j, "verdict", g->key.verdict);
			json_string(j, "why", g->key.why);
			json_string(j, "cgroup", g->key.maker);
			json_signed(j, "oldest", g->oldest);
			json_signed(j, "newest", g->newest);
			json_close(j);
		}
	json_close(j);
}

static void put_keepers(struct json *j, const struct report *r)
{
	const struct keepers *k = &r->facts->keepers;
	const struct hoards *h = &r->facts->hoards;

	json_list(j, "keepers");
	for (size_t i = 0; i < k->held.nrows; i++) {
		const struct held_row *row = &k->held.rows[i];

		json_object(j, NULL);
		put_process(j, k->processes[row->process], F_PID, F_IPID,
			    F_COMM);
		json_number(j, "segments", row->segments);
		json_number(j, "bytes", row->bytes);
		json_number(j, "others", row->others);
		put_object_name(j, "first", k->segments[row->segment]);
		json_close(j);
	}
	json_close(j);
	json_list(j, "hoarders");
	for (size_t i = 0; i < h->n; i++) {
		const struct rec *rec = h->objects[h->v[i].object];
		const struct party *party = maker_alive(rec);

		json_object(j, NULL);
		put_process(j, rec, party->pid, party->ipid, party->comm);
		json_string(j, "kind", kind_name(rec->kind));
		json_number(j, "ns", h->v[i].ns);
		json_number(j, "objects", h->v[i].objects);
		json_number(j, "bytes", h->v[i].bytes);
		json_number(j, "percent", h->v[i].percent);
		put_object_name(j, "first", rec);
		json_close(j);
	}
	json_close(j);
}

/* What the findings are about, and what is held, each with all its columns. */
static void put_objects(struct json *j, const struct report *r)
{
	const struct choice choice = { .kinds = r->req->kinds,
				       .filter = r->req->filter };

	for (int k = 0; k < 3; k++) {
		enum kind kind = object_kinds[k];
		const struct rec_list *list = &r->snap->list[kind];
		struct column_list columns;
		struct rows rows;

		if (r->snap->source != SOURCE_MODULE ||
		    kind_is_refused(r->snap, kind)) {
			json_null(j, kind_name(kind));
			continue;
		}
		rows_all(kind, &columns);
		rows_init(&rows, 1U << kind);
		for (size_t i = 0; i < list->n; i++)
			if ((object_finding(list->v[i]) != FINDING_NONE ||
			     rec_is(list->v[i], F_VERDICT, "held")) &&
			    choice_has(&choice, list->v[i]))
				rows_add(&rows, list->v[i]);
		rows_json(&rows, &r->req->style, &columns, j, kind_name(kind));
		rows_free(&rows);
	}
}

/**
 * report_json() - write the report as JSON
 * @r: report
 */
void report_json(struct report *r)
{
	struct json j;

	document_begin(&j, &r->out, &r->req->style, r->snap);
	put_totals(&j, r);
	put_limits(&j, r);
	put_deadlocks(&j, r);
	put_groups(&j, r);
	report_json_rules(&j, r->facts->hits, r->facts->nhits);
	put_keepers(&j, r);
	put_objects(&j, r);
	json_end(&j);
}
