// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what rules say of what was found.
 */
#include "findings/objects.h"
#include "view/report.h"

/* Most rules that are told of, unless the user wants all. */
#define RULES_TOLD 5

/**
 * report_hit() - write what a rule says of objects
 * @out: where to
 * @style: what output shall look like
 * @hit: the rule, and the objects
 */
void report_hit(struct buf *out, const struct style *style,
		const struct rule_hit *hit)
{
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];

	object_name(name, sizeof(name), hit->first);
	buf_puts(&b, "  ");
	buf_puts(&b, name);
	if (hit->n > 1) {
		buf_puts(&b, " and ");
		prose_count(&b, hit->n - 1, "other");
	}
	buf_puts(&b, hit->rule->keep ? ", to be kept: " : ": ");
	prose_string(&b, style, hit->rule->sentence);
	prose_wrap(out, style, 4, buf_string(&b));
	buf_free(&b);
}

/**
 * report_rules() - write what rules say of what was found
 * @r: report
 */
void report_rules(struct report *r)
{
	bool missing = r->req->rules_missing;
	size_t n = 0;

	for (size_t i = 0; i < r->facts->nhits; i++) {
		if (!r->facts->hits[i].n || (n == RULES_TOLD && !r->req->all))
			continue;
		if (!n++)
			prose_title(&r->out, &r->req->style, COLOR_BOLD,
				    "KNOWN", "what rules say of these");
		report_hit(&r->out, &r->req->style, &r->facts->hits[i]);
	}
	if (missing && !n)
		prose_title(&r->out, &r->req->style, COLOR_BOLD, "KNOWN",
			    "what rules say of these");
	if (missing)
		prose_wrap(
			&r->out, &r->req->style, 4,
			"  Not all rules could be read: one of those may say to keep what else may go.");
	if (n || missing)
		report_blank(r);
}

/**
 * report_json_rule() - put the members that tell of a rule
 * @j: document
 * @rule: the rule
 */
void report_json_rule(struct json *j, const struct rule *rule)
{
	json_bool(j, "keep", rule->keep);
	json_string(j, "sentence", rule->sentence);
	json_string(j, "place", rule->place);
}

/**
 * report_json_rules() - put what rules say of what was found
 * @j: document
 * @hits: the rules, and the objects of each
 * @n: how many
 */
void report_json_rules(struct json *j, const struct rule_hit *hits, size_t n)
{
	json_list(j, "rules");
	for (size_t i = 0; i < n; i++) {
		const struct rule_hit *hit = &hits[i];
		char name[OBJECT_NAME];

		if (!hit->n)
			continue;
		object_name(name, sizeof(name), hit->first);
		json_object(j, NULL);
		report_json_rule(j, hit->rule);
		json_string(j, "first", name);
		json_number(j, "objects", hit->n);
		json_close(j);
	}
	json_close(j);
}
