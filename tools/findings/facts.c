// SPDX-License-Identifier: GPL-2.0
/*
 * All that there is to tell of a snapshot.
 */
#include <stdlib.h>
#include <string.h>

#include "findings/facts.h"

/*
 * struct judged - what the verdict and reasons of an object come to; those of the
 * object before are mostly the same
 * @verdict: the verdict
 * @reasons: the reasons
 * @finding: what there is to tell
 * @rank: where it stands
 * @leak: it is left over for sure
 * @strange: the verdict is not known here
 */
struct judged {
	const char *verdict;
	const char *reasons;
	enum finding finding;
	int rank;
	bool leak;
	bool strange;
};

static void judge(struct judged *j, const struct rec *rec)
{
	const char *verdict = rec_str(rec, F_VERDICT);
	const char *reasons = rec_str(rec, F_REASONS);

	if (j->verdict && verdict == j->verdict && reasons == j->reasons)
		return;
	j->verdict = verdict;
	j->reasons = reasons;
	j->finding = object_finding(rec);
	j->rank = object_rank(rec);
	j->leak = object_is_leak(rec);
	j->strange = object_is_strange(rec);
}

static void add_to_group(struct facts *f, const struct judged *j,
			 const struct rec *rec)
{
	struct group_key key = {
		.kind = rec->kind,
		.owner = rec_num(rec, F_UID, UINT32_MAX),
		.ns = rec_num(rec, F_NS, 0),
		.rank = j->rank,
		.verdict = j->verdict,
		.why = why_text(&f->why, j->reasons),
		.maker = maker_cgroup(rec),
	};
	struct group_member member = {
		.id = rec_num(rec, F_ID, 0),
		.key = rec_num(rec, F_KEY, 0),
		.bytes = rec_num(rec, F_RECLAIM, 0),
		.touched = rec_num(rec, F_TOUCHED, 0),
		.object = rec,
	};

	groups_add(&f->groups[j->finding], &key, &member);
}

static void examine(struct facts *f, struct judged *j, const struct rec *rec)
{
	judge(j, rec);
	if (j->finding >= FINDINGS)
		return;
	f->of[j->finding]++;
	f->bytes[j->finding] =
		sum(f->bytes[j->finding], rec_num(rec, F_RECLAIM, 0));
	f->leaks += j->leak;
	f->may_return += j->finding == FINDING_UNCLAIMED && !j->leak;
	f->strange += j->strange;
	add_to_group(f, j, rec);
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

/**
 * facts_find() - find all that there is to tell
 * @f: set to it
 * @snap: snapshot
 * @choice: which objects matter
 */
void facts_find(struct facts *f, const struct snapshot *snap,
		const struct choice *choice)
{
	struct judged j = { .verdict = NULL };

	memset(f, 0, sizeof(*f));
	count(f, snap);
	f->full = full_find(snap, choice, &f->nfull);
	if (snap->source != SOURCE_MODULE)
		return;
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			if (choice_has(choice, list->v[i]))
				examine(f, &j, list->v[i]);
	}
	for (int i = 0; i < FINDINGS; i++)
		groups_sort(&f->groups[i]);
	if (choice->kinds & 1U << KIND_SEM)
		stuck_find(&f->stuck, snap);
	keepers_find(&f->keepers, snap, choice);
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
	stuck_free(&f->stuck);
	keepers_free(&f->keepers);
	hoards_free(&f->hoards);
	why_free(&f->why);
	memset(f, 0, sizeof(*f));
}
