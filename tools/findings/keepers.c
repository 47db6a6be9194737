// SPDX-License-Identifier: GPL-2.0
/*
 * Who keeps removed segments, and who hoards, in a snapshot.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/keepers.h"
#include "findings/objects.h"

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* What is left of a process without one counts as one that has no number. */
static int by_process(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;

	return compare(rec_num(a, F_IPID, UINT64_MAX),
		       rec_num(b, F_IPID, UINT64_MAX));
}

static bool is_held(const struct rec *rec, const struct choice *choice)
{
	return rec_is(rec, F_VERDICT, "held") && choice_has(choice, rec);
}

static size_t uses_of(const struct snapshot *snap, const struct choice *choice)
{
	const struct rec_list *shm = &snap->list[KIND_SHM];
	size_t n = 0;

	for (size_t i = 0; i < shm->n; i++)
		if (is_held(shm->v[i], choice))
			n += object_parts(shm->v[i], KIND_USER);
	return n;
}

static void add_segments(struct keepers *k, const struct snapshot *snap,
			 const struct choice *choice)
{
	const struct rec_list *shm = &snap->list[KIND_SHM];
	struct held *h = &k->held;

	for (size_t i = 0; i < shm->n; i++) {
		const struct rec *rec = shm->v[i];

		if (!is_held(rec, choice))
			continue;
		k->segments[h->nsegments] = rec;
		h->segments[h->nsegments++] = (struct held_segment){
			.bytes = sum(rec_num(rec, F_RSS, 0),
				     rec_num(rec, F_SWAP, 0)),
			.maker_gone = !state_is_alive(rec, F_CSTATE) &&
				      !rec_num(rec, F_CFAMILY, 0),
		};
		for (const struct rec *u = object_part(rec, KIND_USER); u;
		     u = object_next(u))
			k->processes[h->nuses++] = u;
	}
}

static void number_processes(struct keepers *k)
{
	struct held *h = &k->held;

	if (h->nuses)
		qsort(k->processes, h->nuses, sizeof(*k->processes),
		      by_process);
	for (size_t i = 0; i < h->nuses; i++)
		if (!h->nprocesses ||
		    by_process(&k->processes[h->nprocesses - 1],
			       &k->processes[i]))
			k->processes[h->nprocesses++] = k->processes[i];
}

static void add_uses(struct keepers *k)
{
	struct held *h = &k->held;
	size_t n = 0;

	for (size_t i = 0; i < h->nsegments; i++) {
		const struct rec *u = object_part(k->segments[i], KIND_USER);

		for (; u; u = object_next(u)) {
			const struct rec **found =
				bsearch(&u, k->processes, h->nprocesses,
					sizeof(*k->processes), by_process);

			h->uses[n++] =
				(struct held_use){ found - k->processes, i };
		}
		if (object_part(k->segments[i], KIND_USER))
			continue;
		if (h->segments[i].maker_gone) {
			if (!k->unseen++)
				k->unseen_first = k->segments[i];
			k->unseen_bytes =
				sum(k->unseen_bytes, h->segments[i].bytes);
		}
	}
}

/**
 * keepers_find() - who keeps removed segments?
 * @k: set to them
 * @snap: snapshot
 * @choice: which segments matter
 */
void keepers_find(struct keepers *k, const struct snapshot *snap,
		  const struct choice *choice)
{
	size_t nuses = uses_of(snap, choice), nshm = snap->list[KIND_SHM].n;

	memset(k, 0, sizeof(*k));
	k->segments = xcalloc(nshm, sizeof(*k->segments));
	k->held.segments = xcalloc(nshm, sizeof(*k->held.segments));
	k->processes = xcalloc(nuses, sizeof(*k->processes));
	k->held.uses = xcalloc(nuses, sizeof(*k->held.uses));
	add_segments(k, snap, choice);
	number_processes(k);
	add_uses(k);
	held_find(&k->held);
}

/**
 * keepers_free() - free what keepers_find() found
 * @k: it
 */
void keepers_free(struct keepers *k)
{
	free(k->segments);
	free(k->processes);
	free(k->held.segments);
	free(k->held.uses);
	free(k->held.rows);
	memset(k, 0, sizeof(*k));
}

/* Of each kind of object, what it counts against. */
static const struct {
	enum kind kind;
	enum limit_id limit;
	enum field max;
} kinds[] = {
	{ KIND_SHM, LIMIT_SHMMNI, F_SHMMNI },
	{ KIND_SEM, LIMIT_SEMMNI, F_SEMMNI },
	{ KIND_MSG, LIMIT_MSGMNI, F_MSGMNI },
};

/**
 * hoards_find() - who keeps many objects that nobody uses?
 * @h: set to them
 * @snap: snapshot; of a part of one, few can be told
 * @choice: which objects matter
 */
void hoards_find(struct hoards *h, const struct snapshot *snap,
		 const struct choice *choice)
{
	struct hoard_item *items;
	size_t n = 0, all = 0;

	for (int k = 0; k < 3; k++)
		all += snap->list[kinds[k].kind].n;
	memset(h, 0, sizeof(*h));
	items = xcalloc(all, sizeof(*items));
	h->objects = xcalloc(all, sizeof(*h->objects));
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[kinds[k].kind];

		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i], *ns = rec_ns(rec);
			const struct party *party;

			if (!rec_is(rec, F_VERDICT, "idle") ||
			    !choice_has(choice, rec))
				continue;
			party = maker_alive(rec);
			if (!party || !rec_known(rec, party->ipid))
				continue;
			h->objects[n] = rec;
			items[n] = (struct hoard_item){
				.process = rec_num(rec, party->ipid, 0),
				.ns = rec_num(ns, F_ID, 0),
				.limit = kinds[k].limit,
				.max = rec_num(ns, kinds[k].max, UINT64_MAX),
				.bytes = object_memory(rec),
				.object = n,
			};
			n++;
		}
	}
	h->v = hoarders_find(items, n, &h->n);
	free(items);
}

/**
 * hoards_free() - free what hoards_find() found
 * @h: it
 */
void hoards_free(struct hoards *h)
{
	free(h->v);
	free(h->objects);
	memset(h, 0, sizeof(*h));
}
