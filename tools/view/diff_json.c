// SPDX-License-Identifier: GPL-2.0
/*
 * The command diff as JSON; docs/json.md describes it.
 */
#include "findings/objects.h"
#include "view/diff.h"
#include "view/document.h"

static void put_change(struct diff_view *v, struct json *j, uint64_t before,
		       uint64_t now)
{
	int64_t change = diff_change(before, now), rate;

	json_number(j, "before", before);
	json_number(j, "now", now);
	json_signed(j, "change", change);
	if (diff_rate(change, v->diff->seconds, &rate)) {
		json_next(j, "per_hour");
		diff_put_rate(&v->out, rate, false);
	} else {
		json_null(j, "per_hour");
	}
}

static void put_totals(struct diff_view *v, struct json *j)
{
	static const char *const names[DIFF_TOTALS] = {
		[DIFF_OBJECTS] = "objects",
		[DIFF_MEMORY] = "memory",
		[DIFF_ORPHANS] = "orphans",
		[DIFF_ORPHAN_BYTES] = "orphan_bytes",
		[DIFF_UNCLAIMED] = "unclaimed",
		[DIFF_UNCLAIMED_BYTES] = "unclaimed_bytes",
		[DIFF_SUSPECTS] = "suspects",
		[DIFF_SUSPECT_BYTES] = "suspect_bytes",
	};

	json_list(j, "totals");
	for (int i = 0; i < DIFF_TOTALS; i++) {
		json_object(j, NULL);
		json_string(j, "total", names[i]);
		put_change(v, j, v->diff->before[i], v->diff->now[i]);
		json_close(j);
	}
	json_close(j);
}

static void put_limit(struct diff_view *v, struct json *j,
		      const struct diff_limit *limit)
{
	const struct limit_use *use = &limit->use;
	uint64_t left;

	json_object(j, NULL);
	json_string(j, "limit", limit_info[use->id].name);
	json_number(j, "ns", rec_num(use->ns, F_ID, 0));
	json_number(j, "inum", rec_num(use->ns, F_INUM, 0));
	json_bool(j, "own", rec_num(use->ns, F_SELF, 0));
	json_number(j, "max", use->max);
	json_number(j, "percent", limit_percent(use->used, use->max));
	json_bool(j, "filled", limit->crossed);
	put_change(v, j, limit->before, use->used);
	if (diff_time_left(limit, v->diff->seconds, &left))
		json_number(j, "full_in", left);
	else
		json_null(j, "full_in");
	json_close(j);
}

static void put_what(struct json *j, unsigned int what)
{
	static const char *const words[] = { "appeared", "went", "grew",
					     "shrank", "verdict" };

	json_list(j, "what");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (what >> i & 1)
			json_string(j, NULL, words[i]);
	json_close(j);
}

static void put_as_it_was(const struct style *style, struct json *j,
			  const char *name, const struct rec *rec)
{
	if (rec)
		document_record(j, style, name, rec);
	else
		json_null(j, name);
}

static void put_object(struct diff_view *v, struct json *j,
		       const struct diff_object *o)
{
	const struct style *style = &v->req->style;
	char name[OBJECT_NAME];

	object_name(name, sizeof(name), o->now ? o->now : o->before);
	json_object(j, NULL);
	json_string(j, "object", name);
	json_string(j, "kind", kind_name((o->now ? o->now : o->before)->kind));
	put_what(j, o->what);
	put_as_it_was(style, j, "before", o->before);
	put_as_it_was(style, j, "now", o->now);
	json_close(j);
}

/**
 * diff_json() - write all that became of a snapshot
 * @v: comparison
 */
void diff_json(struct diff_view *v)
{
	const struct diff *d = v->diff;
	struct json j;

	document_begin(&j, &v->out, &v->req->style, v->now);
	document_record(&j, &v->req->style, "before",
			snapshot_header(v->before));
	json_signed(&j, "seconds", d->seconds);
	json_object(&j, "leaked");
	json_number(&j, "orphans", d->leaked[FINDING_ORPHAN]);
	json_number(&j, "unclaimed", d->leaked[FINDING_UNCLAIMED]);
	json_number(&j, "suspects", d->leaked[FINDING_SUSPECT]);
	json_close(&j);
	put_totals(v, &j);
	json_list(&j, "limits");
	for (size_t i = 0; i < d->nlimits; i++)
		put_limit(v, &j, &d->limits[i]);
	json_close(&j);
	json_list(&j, "objects");
	for (size_t i = 0; i < d->n; i++)
		put_object(v, &j, &d->v[i]);
	json_close(&j);
	json_end(&j);
}
