// SPDX-License-Identifier: GPL-2.0
/*
 * What may be removed of what the user asked for.
 *
 * Whatever the filters say, that is an orphan, or what is unclaimed or suspect
 * and was asked for by that word; and nothing that anything in the snapshot shows
 * to be in use. Objects in other namespaces than the own one have to be asked for
 * by ns=. What a rule says to keep stays. In doubt an object stays.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"
#include "findings/plan.h"

static const char *const removable[] = {
	[FINDING_ORPHAN] = "orphan",
	[FINDING_UNCLAIMED] = "unclaimed",
	[FINDING_SUSPECT] = "suspect",
};

#define REMOVABLE (sizeof(removable) / sizeof(removable[0]))

/* What changes an object's mode changes the time of its last change. */
#define BY_MUTING (LOOK_BIT(LOOK_MODE) | LOOK_BIT(LOOK_CTIME))

static bool names_verdict(const struct filter *filter, const char *verdict)
{
	for (size_t i = 0; filter && i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];

		for (size_t j = 0; j < test->n; j++)
			if (test->name->type == FILTER_VERDICT &&
			    !strcmp(test->v[j].text, verdict))
				return true;
	}
	return false;
}

static bool names_namespace(const struct filter *filter)
{
	for (size_t i = 0; filter && i < filter->n; i++)
		if (filter->tests[i].name->type == FILTER_NS)
			return true;
	return false;
}

/**
 * plan_refuses() - is a verdict asked for of which nothing is ever removed?
 * @filter: what is asked for
 *
 * Return: the verdict, NULL if there is none.
 */
const char *plan_refuses(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];

		for (size_t j = 0; j < test->n; j++) {
			bool known = test->name->type != FILTER_VERDICT;

			for (size_t k = 0; k < REMOVABLE; k++)
				known |= !known &&
					 !strcmp(test->v[j].text, removable[k]);
			if (!known)
				return test->v[j].text;
		}
	}
	return NULL;
}

/**
 * plan_obstacle() - what speaks against removing an object, whatever its verdict?
 * @rec: object
 *
 * Return: a clause about it, NULL if nothing does.
 */
const char *plan_obstacle(const struct rec *rec)
{
	struct looks l;
	bool marked, whole;

	looks_of(&l, rec);
	marked = l.num[LOOK_DEST];
	/* Who is stopped may come back to an array or a queue. */
	whole = !(looks_needed(rec->kind) & ~l.known) &&
		(rec->kind == KIND_SHM || rec_known(rec, F_STOPPED));
	looks_free(&l);
	if (!whole)
		return "not all is known of it";
	if (marked)
		return "it is removed already";
	/* Where counting stopped early, there may be more users than it says. */
	if (object_is_used(rec) || rec_num(rec, F_CAPPED, 0))
		return "it is in use";
	return NULL;
}

static void add(struct plan *plan, const struct rec *rec, enum finding finding)
{
	struct plan_item *item;

	/* Room is doubled at each power of two. */
	if (!(plan->n & (plan->n - 1)))
		plan->v = xreallocarray(plan->v, plan->n ? 2 * plan->n : 1,
					sizeof(*plan->v));
	item = &plan->v[plan->n++];
	*item = (struct plan_item){ .rec = rec,
				    .kind = rec->kind,
				    .id = rec_num(rec, F_ID, 0),
				    .ns = rec_num(rec, F_NS, 0),
				    .finding = finding,
				    .reclaim = rec_num(rec, F_RECLAIM, 0) };
	object_name(item->name, sizeof(item->name), rec);
	looks_of(&item->looks, rec);
}

/* Return: the rule that says to keep an object, NULL if there is none. */
static const struct rule *kept_by(const struct rules *rules,
				  const struct rec *rec, int64_t now)
{
	const struct rule *rule = rules_find_at(rules, rec, now);

	return rule && rule->keep ? rule : NULL;
}

static void keep_by(struct plan *plan, const struct rules *rules,
		    const struct rule *rule, const struct rec *rec)
{
	rules_hit(plan->hits, rules, rule, rec);
	plan->ruled++;
}

static void consider(struct plan *plan, const struct rec *rec,
		     const struct choice *choice, size_t limit)
{
	enum finding finding = object_finding(rec);
	const struct rule *rule;

	if (finding >= REMOVABLE || !choice_has(choice, rec) ||
	    plan_obstacle(rec))
		return;
	if (!object_is_own(rec) && !names_namespace(choice->filter))
		plan->elsewhere++;
	else if (finding != FINDING_ORPHAN &&
		 !names_verdict(choice->filter, removable[finding]))
		plan->unnamed[finding]++;
	else if ((rule = kept_by(choice->rules, rec,
				 choice->rules ? choice->rules->now : 0)))
		keep_by(plan, choice->rules, rule, rec);
	else if (plan->n >= limit)
		plan->over++;
	else
		add(plan, rec, finding);
}

/**
 * plan_make() - find what may be removed
 * @plan: set to that
 * @snap: snapshot that the module made
 * @choice: what the user asked for
 * @limit: most objects
 */
void plan_make(struct plan *plan, const struct snapshot *snap,
	       const struct choice *choice, size_t limit)
{
	*plan = (struct plan){ .n = 0 };
	plan->hits = rules_hits(choice->rules, &plan->nhits);
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			consider(plan, list->v[i], choice, limit);
	}
}

/**
 * plan_release() - find what may have its mode back
 * @plan: set to that
 * @snap: snapshot
 * @choice: what the user asked for
 * @q: what is in quarantine; has to live as long as the plan
 * @limit: most objects
 */
void plan_release(struct plan *plan, const struct snapshot *snap,
		  const struct choice *choice, const struct quarantine *q,
		  size_t limit)
{
	*plan = (struct plan){ .n = 0 };
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i];
			const struct quarantined *before =
				quarantine_find(q, rec);

			if (!before || !choice_has(choice, rec))
				continue;
			if (!object_is_own(rec) &&
			    !names_namespace(choice->filter)) {
				plan->elsewhere++;
			} else if (plan->n >= limit) {
				plan->over++;
			} else {
				add(plan, rec, object_finding(rec));
				plan->v[plan->n - 1].before = before;
			}
		}
	}
}

/**
 * plan_free() - give the memory back
 * @plan: plan
 */
void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		looks_free(&plan->v[i].looks);
	free(plan->v);
	free(plan->hits);
}

/**
 * plan_keep() - an object is left alone
 * @item: the object
 * @fmt: why
 */
void plan_keep(struct plan_item *item, const char *fmt, ...)
{
	va_list ap;

	item->outcome = OUTCOME_KEPT;
	va_start(ap, fmt);
	vsnprintf(item->why, sizeof(item->why), fmt, ap);
	va_end(ap);
}

static bool compare(struct plan_item *item, const struct rec *rec,
		    uint32_t ignored)
{
	const char *obstacle = rec ? plan_obstacle(rec) : NULL;
	enum look look;
	struct looks l;

	if (!rec) {
		plan_keep(item, "it is gone, or not judged so any more");
		return false;
	}
	if (obstacle) {
		plan_keep(item, "%s", obstacle);
		return false;
	}
	/* A plan may have been saved elsewhere, or before a reboot. */
	if (rec_num(rec_ns(rec), F_INUM, 0) !=
		    rec_num(rec_ns(item->rec), F_INUM, 0) ||
	    object_is_own(rec) != object_is_own(item->rec)) {
		plan_keep(item, "its namespace is another one now");
		return false;
	}
	looks_of(&l, rec);
	look = looks_differ(&item->looks, &l, item->kind, ignored);
	looks_free(&l);
	if (look == LOOK_SAME)
		return true;
	plan_keep(item, "%s changed", look_name(look));
	return false;
}

/* The plan may have words of somebody else's, and more than a line of them. */
static void set_verdict(struct plan_item *item, const struct rec *rec)
{
	const char *verdict = rec_str(rec, F_VERDICT);
	const char *reasons = rec_str(rec, F_REASONS);

	verdict = verdict ? verdict : "-";
	reasons = reasons ? reasons : "-";
	escape_show(item->verdict, sizeof(item->verdict), verdict,
		    strlen(verdict), ESCAPE_ASCII);
	escape_show(item->reasons, sizeof(item->reasons), reasons,
		    strlen(reasons), ESCAPE_ASCII);
}

/**
 * plan_still() - may an object still be removed, as a later snapshot has it?
 * @item: the object; is kept if not
 * @rec: the same in the later snapshot, NULL if it is not in that
 * @choice: what the user asked for
 * @now: when the later snapshot was taken
 *
 * Return: true if nothing changed, the user still asks for it, no rule keeps it, and
 * it is judged as it was, or to be an orphan.
 */
bool plan_still(struct plan_item *item, const struct rec *rec,
		const struct choice *choice, int64_t now)
{
	const struct rule *rule;
	char sentence[200];

	if (!compare(item, rec, 0))
		return false;
	set_verdict(item, rec);
	item->reclaim = rec_num(rec, F_RECLAIM, 0);
	rule = kept_by(choice->rules, rec, now);
	if (rule) {
		escape_show(sentence, sizeof(sentence), rule->sentence,
			    strlen(rule->sentence), escape_locale());
		plan_keep(item, "a rule says to keep it: %s", sentence);
		return false;
	}
	if (object_finding(rec) != item->finding &&
	    object_finding(rec) != FINDING_ORPHAN) {
		plan_keep(item, "it is judged %s now",
			  rec_known(rec, F_VERDICT) ? item->verdict :
						      "not at all");
		return false;
	}
	if (choice_has_at(choice, rec, now))
		return true;
	plan_keep(item, "it does not fit the filters any more");
	return false;
}

/**
 * plan_muted_still() - did nobody come to an object whose mode was set to 0?
 * @item: the object; is kept if somebody did
 * @rec: the same in a snapshot that was made after that
 *
 * Its verdict does not count any more: it was changed just now, by us.
 *
 * Return: true if it may be removed.
 */
bool plan_muted_still(struct plan_item *item, const struct rec *rec)
{
	return compare(item, rec, BY_MUTING);
}

/**
 * plan_count() - count what became of the objects of a plan
 * @plan: plan
 * @outcome: what is counted
 * @bytes: set to what removing these gives back
 *
 * Return: how many.
 */
size_t plan_count(const struct plan *plan, enum outcome outcome,
		  uint64_t *bytes)
{
	size_t n = 0;

	*bytes = 0;
	for (size_t i = 0; i < plan->n; i++) {
		if (plan->v[i].outcome != outcome)
			continue;
		if (!plan->v[i].lingers)
			*bytes = sum(*bytes, plan->v[i].reclaim);
		n++;
	}
	return n;
}
