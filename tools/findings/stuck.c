// SPDX-License-Identifier: GPL-2.0
/*
 * The deadlocks of a snapshot: from its records to a graph.
 *
 * Whatever is not known counts as what lets a process go on: a thread that may
 * not sleep, an undo list that others share, a semaphore whose value is not
 * listed. A process in msgsnd() or msgrcv() may go on, too, since anybody may
 * read or write the queue; nobody holds one. Only whether semtimedop() was called
 * with a timeout cannot be known, so the report says that one could end the wait.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "findings/stuck.h"

#define NSEC 1000000000ULL

/*
 * struct uses - the lines of users that matter
 * @waits: threads that sleep in semop()
 * @nwaits: how many
 * @undos: undo lists
 * @nundos: how many
 */
struct uses {
	const struct rec **waits;
	size_t nwaits;
	const struct rec **undos;
	size_t nundos;
};

static uint64_t process_of(const struct rec *use)
{
	return rec_num(use, F_IPID, 0);
}

/* Is it told what it waits for, and has it slept for longer than a look takes? */
static bool is_asleep(const struct rec *use)
{
	return rec_is(use, F_KIND, "wait") && !rec_num(use, F_STOPPED, 0) &&
	       rec_known(use, F_NUM) && rec_known(use, F_OP) &&
	       rec_known(use, F_IPID) &&
	       rec_num(use, F_SLEPT, 0) >= STUCK_SECONDS * NSEC;
}

static void collect(struct uses *u, const struct snapshot *snap,
		    const struct filter *filter)
{
	const struct rec_list *list = &snap->list[KIND_USER];

	u->waits = xcalloc(list->n, sizeof(*u->waits));
	u->undos = xcalloc(list->n, sizeof(*u->undos));
	for (size_t i = 0; i < list->n; i++) {
		const struct rec *use = list->v[i];
		const struct rec *array = rec_whole(use);

		if (!array || array->kind != KIND_SEM ||
		    !filter_match_ns(filter, rec_ns(array)))
			continue;
		if (is_asleep(use))
			u->waits[u->nwaits++] = use;
		else if (rec_is(use, F_KIND, "undo") && rec_known(use, F_IPID))
			u->undos[u->nundos++] = use;
	}
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_process(const void *pa, const void *pb)
{
	return compare(process_of(*(const struct rec *const *)pa),
		       process_of(*(const struct rec *const *)pb));
}

static int by_sem(const void *pa, const void *pb)
{
	const struct stuck_sem *a = pa, *b = pb;
	int diff =
		compare(rec_num(a->array, F_NS, 0), rec_num(b->array, F_NS, 0));

	if (!diff)
		diff = compare(rec_num(a->array, F_ID, 0),
			       rec_num(b->array, F_ID, 0));
	return diff ? diff : compare(a->num, b->num);
}

/* Everybody who waits or could undo something, once. */
static void number_processes(struct stuck *s, const struct uses *u)
{
	size_t n = u->nwaits + u->nundos, m = 0;

	s->processes = xcalloc(n, sizeof(*s->processes));
	memcpy(s->processes, u->waits, u->nwaits * sizeof(*u->waits));
	memcpy(s->processes + u->nwaits, u->undos,
	       u->nundos * sizeof(*u->undos));
	qsort(s->processes, n, sizeof(*s->processes), by_process);
	for (size_t i = 0; i < n; i++)
		if (!m || by_process(&s->processes[m - 1], &s->processes[i]))
			s->processes[m++] = s->processes[i];
	s->g.nprocesses = m;
	s->g.processes = xcalloc(m, sizeof(*s->g.processes));
}

static size_t process_index(const struct stuck *s, const struct rec *use)
{
	const struct rec **found = bsearch(&use, s->processes, s->g.nprocesses,
					   sizeof(*s->processes), by_process);

	return found - s->processes;
}

/* Only what somebody waits for. */
static void number_sems(struct stuck *s, const struct uses *u)
{
	size_t m = 0;

	s->sems = xcalloc(u->nwaits, sizeof(*s->sems));
	for (size_t i = 0; i < u->nwaits; i++)
		s->sems[i] =
			(struct stuck_sem){ rec_whole(u->waits[i]),
					    rec_num(u->waits[i], F_NUM, 0) };
	qsort(s->sems, u->nwaits, sizeof(*s->sems), by_sem);
	for (size_t i = 0; i < u->nwaits; i++)
		if (!m || by_sem(&s->sems[m - 1], &s->sems[i]))
			s->sems[m++] = s->sems[i];
	s->g.nsems = m;
	s->g.sems = xcalloc(m, sizeof(*s->g.sems));
}

static struct stuck_sem *find_sem(const struct stuck *s,
				  const struct rec *array, uint64_t num)
{
	struct stuck_sem key = { array, num };

	return bsearch(&key, s->sems, s->g.nsems, sizeof(*s->sems), by_sem);
}

static void add_waits(struct stuck *s, const struct uses *u)
{
	struct dl_graph *g = &s->g;

	g->waits = xcalloc(u->nwaits, sizeof(*g->waits));
	s->waits = xcalloc(u->nwaits, sizeof(*s->waits));
	for (size_t i = 0; i < u->nwaits; i++) {
		const struct rec *use = u->waits[i];
		struct stuck_sem *sem =
			find_sem(s, rec_whole(use), rec_num(use, F_NUM, 0));

		s->waits[i] = use;
		g->waits[g->nwaits++] =
			(struct dl_wait){ process_index(s, use), sem - s->sems,
					  (int64_t)rec_num(use, F_OP, 0) };
	}
}

/* "0:1,3:-1": the first eight of what an undo list would add. */
static void add_holds_of(struct stuck *s, const struct rec *use, size_t *room)
{
	const char *adj = rec_str(use, F_ADJ);
	struct dl_graph *g = &s->g;

	while (adj && *adj) {
		char *end;
		uint64_t num = strtoull(adj, &end, 10);
		int64_t value = *end == ':' ? strtoll(end + 1, &end, 10) : 0;
		struct stuck_sem *sem = find_sem(s, rec_whole(use), num);

		if (sem && value) {
			if (g->nholds == *room) {
				*room = *room ? 2 * *room : 64;
				g->holds = xreallocarray(g->holds, *room,
							 sizeof(*g->holds));
			}
			g->holds[g->nholds++] =
				(struct dl_hold){ process_index(s, use),
						  sem - s->sems, value };
		}
		adj = end + strcspn(end, ",");
		adj += !!*adj;
	}
}

/*
 * Who has a thread that does not sleep in semop(), or may have, can run. What
 * others share an undo list with it might undo, they may release, too.
 */
static void find_runners(struct stuck *s, const struct uses *u)
{
	uint64_t *asleep = xcalloc(s->g.nprocesses, sizeof(*asleep));

	for (size_t i = 0; i < s->g.nwaits; i++)
		asleep[s->g.waits[i].process]++;
	for (size_t i = 0; i < s->g.nprocesses; i++)
		s->g.processes[i].may_run = rec_num(s->processes[i], F_THREADS,
						    UINT64_MAX) > asleep[i];
	for (size_t i = 0; i < u->nundos; i++)
		if (rec_num(u->undos[i], F_SHARERS, 2) > 1)
			s->g.processes[process_index(s, u->undos[i])].may_run =
				true;
	free(asleep);
}

static bool is_alive(const struct rec *semval)
{
	return rec_is(semval, F_STATE, "alive") ||
	       rec_is(semval, F_STATE, "thread");
}

/*
 * Whoever operated on it last and is alive, but would not undo anything, changes
 * it without SEM_UNDO. Then its holders are not all who may.
 */
static void open_to_others(struct stuck *s, const uint64_t *last)
{
	bool *held = xcalloc(s->g.nsems, sizeof(*held));

	for (size_t i = 0; i < s->g.nholds; i++) {
		const struct dl_hold *h = &s->g.holds[i];

		if (process_of(s->processes[h->process]) == last[h->sem])
			held[h->sem] = true;
	}
	for (size_t i = 0; i < s->g.nsems; i++)
		if (last[i] && !held[i])
			s->g.sems[i].open = true;
	free(held);
}

/* The parts of an array, and what is waited for of it, go by number. */
static void find_values(struct stuck *s)
{
	uint64_t *last = xcalloc(s->g.nsems, sizeof(*last));
	const struct rec *array = NULL, *part = NULL;

	for (size_t i = 0; i < s->g.nsems; i++) {
		struct dl_sem *sem = &s->g.sems[i];

		if (s->sems[i].array != array) {
			array = s->sems[i].array;
			part = object_part(array, KIND_SEMVAL);
		}
		while (part && rec_num(part, F_NUM, 0) < s->sems[i].num)
			part = object_next(part);
		if (!part || rec_num(part, F_NUM, 0) != s->sems[i].num ||
		    rec_num(array, F_CAPPED, 1)) {
			sem->open = true;
			continue;
		}
		sem->value = rec_num(part, F_VALUE, 0);
		if (is_alive(part))
			last[i] = process_of(part);
	}
	open_to_others(s, last);
	free(last);
}

static int by_rank(const void *pa, const void *pb, void *arg)
{
	const struct dl_graph *g = arg;
	const struct dl_process *a = &g->processes[*(const size_t *)pa];
	const struct dl_process *b = &g->processes[*(const size_t *)pb];

	if (a->knot != b->knot)
		return compare(a->knot, b->knot);
	return compare(a->rank, b->rank);
}

static void put_in_order(struct stuck *s)
{
	size_t n = 0;

	s->order = xcalloc(s->g.nknot, sizeof(*s->order));
	for (size_t i = 0; i < s->g.nprocesses; i++)
		if (s->g.processes[i].state == DL_KNOT)
			s->order[n++] = i;
	if (n)
		qsort_r(s->order, n, sizeof(*s->order), by_rank, &s->g);
}

/**
 * stuck_find() - find the deadlocks of a snapshot
 * @s: set to them
 * @snap: snapshot; of a part of one, or of one by a module that does not count
 *	  threads, none can be told
 * @filter: in which namespaces; NULL for all. Nobody holds a semaphore of one
 *	    namespace while he waits in another: setns() undoes what is to be undone
 */
void stuck_find(struct stuck *s, const struct snapshot *snap,
		const struct filter *filter)
{
	struct uses u = { .nwaits = 0 };
	size_t room = 0;

	memset(s, 0, sizeof(*s));
	collect(&u, snap, filter);
	if (u.nwaits && u.nundos) {
		number_processes(s, &u);
		number_sems(s, &u);
		add_waits(s, &u);
		for (size_t i = 0; i < u.nundos; i++)
			add_holds_of(s, u.undos[i], &room);
		find_runners(s, &u);
		find_values(s);
		deadlocks_find(&s->g);
		put_in_order(s);
	}
	free(u.waits);
	free(u.undos);
}

/**
 * stuck_free() - free what stuck_find() found
 * @s: deadlocks
 */
void stuck_free(struct stuck *s)
{
	free(s->g.processes);
	free(s->g.sems);
	free(s->g.waits);
	free(s->g.holds);
	free(s->processes);
	free(s->sems);
	free(s->waits);
	free(s->order);
	memset(s, 0, sizeof(*s));
}
