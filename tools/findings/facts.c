// SPDX-License-Identifier: GPL-2.0
/*
 * All that there is to tell of a snapshot.
 */
#include <stdlib.h>
#include <string.h>

#include "findings/facts.h"

#define JUDGED 64

/*
 * struct judged - what a verdict and its reasons come to, which is asked for
 * again and again
 * @verdict: the verdict
 * @reasons: the reasons
 * @why: the reasons in a few words
 * @finding: what there is to tell
 * @rank: where it stands
 * @leak: it is left over for sure
 * @strange: the verdict is not known here
 * @reachable: its namespace has processes
 * @held: it is removed, but attached
 * @idle: nobody uses it, but who made or used it is alive
 */
struct judged {
	const char *verdict;
	const char *reasons;
	const char *why;
	enum finding finding;
	int rank;
	bool leak;
	bool strange;
	bool reachable;
	bool held;
	bool idle;
};

/*
 * struct collector - facts in the making
 * @f: the facts
 * @choice: which objects matter
 * @judged: verdicts and reasons that were seen, by where their texts are
 * @held: segments that are removed, but attached
 * @idle: objects that nobody uses, but somebody may
 */
struct collector {
	struct facts *f;
	const struct choice *choice;
	struct judged judged[JUDGED];
	size_t held;
	size_t idle;
};

static const struct judged *judge(struct collector *c, const struct rec *rec)
{
	const char *verdict = rec_str(rec, F_VERDICT);
	const char *reasons = rec_str(rec, F_REASONS);
	uintptr_t at = (uintptr_t)verdict * 31 + (uintptr_t)reasons;
	struct judged *j = &c->judged[(at ^ at >> 6 ^ at >> 12) % JUDGED];

	if (j->why && verdict == j->verdict && reasons == j->reasons)
		return j;
	*j = (struct judged){
		.verdict = verdict,
		.reasons = reasons,
		.why = why_text(&c->f->why, reasons),
		.finding = object_finding(rec),
		.rank = object_rank(rec),
		.leak = object_is_leak(rec),
		.strange = object_is_strange(rec),
		.reachable = !object_has_reason(rec, "namespace-empty"),
		.held = rec_is(rec, F_VERDICT, "held"),
		.idle = rec_is(rec, F_VERDICT, "idle"),
	};
	return j;
}

static void add_to_group(struct facts *f, const struct judged *j,
			 const struct rec *rec)
{
	const struct rec *birth = object_part(rec, KIND_BIRTH);
	const char *maker = maker_recorded(rec);
	struct group_key key = {
		.kind = rec->kind,
		.owner = rec_num(rec, F_UID, UINT32_MAX),
		.ns = rec_num(rec, F_NS, 0),
		.rank = j->rank,
		.verdict = j->verdict,
		.why = j->why,
		.maker = maker ? maker : maker_cgroup(rec),
	};
	struct group_member member = {
		.id = rec_num(rec, F_ID, 0),
		.key = rec_num(rec, F_KEY, 0),
		.bytes = rec_num(rec, F_RECLAIM, object_memory(rec)),
		.touched = rec_num(rec, F_TOUCHED, 0),
		.object = rec,
		.from = birth ? rec_str(birth, F_CGROUP) : NULL,
		.left = birth && (rec_is(birth, F_STATE, "dead") ||
				  rec_is(birth, F_STATE, "reused")),
	};

	groups_add(&f->groups[j->finding], &key, &member);
}

/* Only what may be removed from here, as ipcrm knows no other namespace. */
static void add_removable(struct collector *c, const struct judged *j,
			  const struct rec *rec, int kind)
{
	const struct choice *choice = c->choice;
	struct facts *f = c->f;
	size_t n;

	if (j->finding != FINDING_ORPHAN || !j->reachable ||
	    !object_is_own(rec) || object_is_used(rec))
		return;
	if (choice->by_owner &&
	    rec_num(rec, F_UID, UINT64_MAX) != choice->remover &&
	    rec_num(rec, F_CUID, UINT64_MAX) != choice->remover)
		return;
	n = f->removable[0] + f->removable[1] + f->removable[2];
	if (n < FACTS_REMOVE)
		f->remove[n] = rec;
	f->removable[kind]++;
}

/* Is an object to be kept, whatever it looks like? */
static bool ask_rules(struct collector *c, const struct rec *rec)
{
	const struct rules *rules = c->choice->rules;
	const struct rule *rule = rules ? rules_find(rules, rec) : NULL;

	if (!rule)
		return false;
	rules_hit(c->f->hits, rules, rule, rec);
	return rule->keep;
}

static void examine(struct collector *c, const struct rec *rec, int kind)
{
	const struct judged *j = judge(c, rec);
	struct facts *f = c->f;

	c->held += j->held;
	c->idle += j->idle;
	if (j->finding >= FINDINGS)
		return;
	f->of[j->finding]++;
	f->bytes[j->finding] =
		sum(f->bytes[j->finding], rec_num(rec, F_RECLAIM, 0));
	f->leaks += j->leak;
	f->may_return += j->finding == FINDING_UNCLAIMED && !j->leak;
	f->strange += j->strange;
	add_to_group(f, j, rec);
	if (!ask_rules(c, rec))
		add_removable(c, j, rec, kind);
	else if (j->finding == FINDING_ORPHAN)
		f->kept++;
}

/* A part of a snapshot lacks objects, but the namespaces count all. */
static void count(struct facts *f, const struct snapshot *snap)
{
	const struct rec_list *ns = &snap->list[KIND_NS];
	bool whole = !rec_known(snapshot_header(snap), F_PART);

	for (size_t i = 0; i < ns->n; i++) {
		const struct rec *rec = ns->v[i];

		f->changed += !!rec_num(rec, F_CHANGED, 0);
		f->objects += rec_num(rec, F_SHM, 0) + rec_num(rec, F_SEM, 0) +
			      rec_num(rec, F_MSG, 0);
		f->memory = sum(f->memory, rec_num(rec, F_SHMRSS, 0));
		f->memory = sum(f->memory, rec_num(rec, F_SHMSWAP, 0));
		f->memory = sum(f->memory, rec_num(rec, F_MSGBYTES, 0));
	}
	if (!whole)
		return;
	f->objects = 0;
	f->memory = 0;
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		f->objects += list->n;
		for (size_t i = 0; i < list->n; i++)
			f->memory = sum(f->memory, object_memory(list->v[i]));
	}
}

/* Where there are many groups, it matters less which container made them. */
static void finish_groups(struct groups *g, const struct choice *choice)
{
	struct groups coarse = { .n = 0 };

	if (g->n > FACTS_FINE && !choice->fine) {
		groups_merge(&coarse, g);
		groups_free(g);
		*g = coarse;
	}
	groups_sort(g);
}

/* Without the module nothing is judged: only the plain rule can be told of. */
static void find_plain(struct facts *f, const struct snapshot *snap,
		       const struct choice *choice)
{
	static const struct judged plain = {
		.why = "not attached, and not removed",
		.finding = FINDING_UNJUDGED,
	};
	const struct rec_list *shm = &snap->list[KIND_SHM];

	for (size_t i = 0; i < shm->n; i++) {
		if (!rec_num(shm->v[i], F_PLAIN, 0) ||
		    !choice_has(choice, shm->v[i]))
			continue;
		f->of[FINDING_UNJUDGED]++;
		add_to_group(f, &plain, shm->v[i]);
	}
	finish_groups(&f->groups[FINDING_UNJUDGED], choice);
}

/**
 * facts_find() - find all that there is to tell
 * @f: set to it
 * @snap: snapshot
 * @choice: which objects matter
 */
void facts_find(struct facts *f, const struct snapshot *snap,
		const struct choice *choice)
{
	struct collector c = { .f = f, .choice = choice };

	memset(f, 0, sizeof(*f));
	count(f, snap);
	f->hits = rules_hits(choice->rules, &f->nhits);
	f->full = full_find(snap, choice, &f->nfull);
	if (snap->source != SOURCE_MODULE) {
		find_plain(f, snap, choice);
		return;
	}
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			if (choice_has(choice, list->v[i]))
				examine(&c, list->v[i], k);
	}
	for (int i = 0; i < FINDINGS; i++)
		finish_groups(&f->groups[i], choice);
	if (choice->kinds & 1U << KIND_SEM)
		stuck_find(&f->stuck, snap, choice->filter);
	if (c.held)
		keepers_find(&f->keepers, snap, choice);
	if (c.idle)
		hoards_find(&f->hoards, snap, choice);
}

/**
 * facts_free() - free what facts_find() found
 * @f: it
 */
void facts_free(struct facts *f)
{
	for (int i = 0; i < FINDINGS; i++)
		groups_free(&f->groups[i]);
	free(f->full);
	free(f->hits);
	stuck_free(&f->stuck);
	keepers_free(&f->keepers);
	hoards_free(&f->hoards);
	why_free(&f->why);
	memset(f, 0, sizeof(*f));
}
