// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that wait for each other for ever.
 *
 * A cycle of waiting proves nothing: of a counting semaphore somebody else may
 * release a unit, and a second thread may do so while the first one sleeps. So
 * the graph is reduced. Whoever can run is taken to release everything that it
 * holds, which may let others run; what is left when nothing changes any more
 * cannot be set free by anybody in the picture.
 *
 * What a process holds is what the kernel would undo at its exit. A semaphore
 * that this does not explain, because its holders together could not satisfy
 * the one who waits, is one that others raise or lower, and whoever waits for it
 * may go on.
 *
 * Pure: knows nothing of records, so that it can be tested with any graph. The
 * time that it takes grows with the graph, and at most as a sort does.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/deadlocks.h"

/*
 * struct index - what belongs to each process, or to each semaphore
 * @first: where its part of @item begins; that of the next one is its end
 * @item: indices of waits, or of holds
 */
struct index {
	size_t *first;
	size_t *item;
};

/*
 * struct state - the reduction at hand
 * @g: the graph
 * @sem_waits: of each semaphore, those who wait for it, who takes least first
 * @sem_holds: of each semaphore, what is held of it
 * @waits_of: of each process, what it waits for
 * @holds_of: of each process, what it holds
 * @woken: of each semaphore, the first who waits for it and was not set free;
 *	   in the end, who holds it
 * @queue: processes that are to be looked at
 * @head: the first of these
 * @tail: where the next one goes
 */
struct state {
	struct dl_graph *g;
	struct index sem_waits;
	struct index sem_holds;
	struct index waits_of;
	struct index holds_of;
	size_t *woken;
	size_t *queue;
	size_t head;
	size_t tail;
};

/*
 * Sorts things into the parts of an index: each says at an offset to what it
 * belongs.
 */
static struct index index_by(size_t owners, const void *things, size_t offset,
			     size_t stride, size_t n)
{
	const char *p = things;
	struct index x;
	size_t owner;

	x.first = xcalloc(owners + 2, sizeof(*x.first));
	x.item = xcalloc(n, sizeof(*x.item));
	for (size_t i = 0; i < n; i++) {
		memcpy(&owner, p + i * stride + offset, sizeof(owner));
		x.first[owner + 2]++;
	}
	for (size_t i = 2; i < owners + 2; i++)
		x.first[i] += x.first[i - 1];
	for (size_t i = 0; i < n; i++) {
		memcpy(&owner, p + i * stride + offset, sizeof(owner));
		x.item[x.first[owner + 1]++] = i;
	}
	return x;
}

static void index_free(struct index *x)
{
	free(x->first);
	free(x->item);
}

/* Who waits for zero comes first, then who takes least. */
static int by_need(const void *pa, const void *pb, void *arg)
{
	const struct dl_graph *g = arg;
	const struct dl_wait *a = &g->waits[*(const size_t *)pa];
	const struct dl_wait *b = &g->waits[*(const size_t *)pb];

	return a->op > b->op ? -1 : a->op < b->op;
}

static void index_all(struct state *s)
{
	struct dl_graph *g = s->g;

	s->sem_waits =
		index_by(g->nsems, g->waits, offsetof(struct dl_wait, sem),
			 sizeof(struct dl_wait), g->nwaits);
	s->waits_of = index_by(g->nprocesses, g->waits,
			       offsetof(struct dl_wait, process),
			       sizeof(struct dl_wait), g->nwaits);
	s->sem_holds =
		index_by(g->nsems, g->holds, offsetof(struct dl_hold, sem),
			 sizeof(struct dl_hold), g->nholds);
	s->holds_of = index_by(g->nprocesses, g->holds,
			       offsetof(struct dl_hold, process),
			       sizeof(struct dl_hold), g->nholds);
	s->woken = xcalloc(g->nsems, sizeof(*s->woken));
	s->queue = xcalloc(g->nprocesses, sizeof(*s->queue));
	for (size_t i = 0; i < g->nsems; i++) {
		size_t first = s->sem_waits.first[i];
		size_t n = s->sem_waits.first[i + 1] - first;

		s->woken[i] = first;
		if (n > 1)
			qsort_r(s->sem_waits.item + first, n, sizeof(size_t),
				by_need, g);
	}
}

/*
 * The holders explain a semaphore if all of them pull its value in one
 * direction, and would satisfy each who waits for it by letting go. A semaphore
 * that they do not explain is open.
 */
static void explain(struct dl_graph *g)
{
	int64_t *up = xcalloc(g->nsems, sizeof(*up));
	int64_t *down = xcalloc(g->nsems, sizeof(*down));

	for (size_t i = 0; i < g->nholds; i++) {
		const struct dl_hold *h = &g->holds[i];
		int64_t *side = h->adj > 0 ? up : down;

		if (__builtin_add_overflow(side[h->sem], h->adj, &side[h->sem]))
			g->sems[h->sem].open = true;
	}
	for (size_t i = 0; i < g->nwaits; i++) {
		const struct dl_wait *w = &g->waits[i];
		struct dl_sem *sem = &g->sems[w->sem];
		int64_t all, need;

		if ((up[w->sem] && down[w->sem]) || w->op > 0 ||
		    __builtin_sub_overflow(0, w->op, &need) ||
		    __builtin_add_overflow(sem->value,
					   up[w->sem] + down[w->sem], &all) ||
		    (w->op ? all < need : all != 0))
			sem->open = true;
	}
	free(up);
	free(down);
}

static void set_free(struct state *s, size_t process)
{
	struct dl_process *p = &s->g->processes[process];

	if (p->state == DL_FREE)
		return;
	p->state = DL_FREE;
	s->queue[s->tail++] = process;
}

static bool satisfied(const struct dl_graph *g, const struct dl_wait *w)
{
	const struct dl_sem *sem = &g->sems[w->sem];

	if (sem->open)
		return true;
	return w->op ? sem->value >= -w->op : !sem->value;
}

/*
 * Sets free whom the value of a semaphore satisfies. Of one that its holders
 * explain, either all wait for zero or all take, and these in order.
 */
static void wake(struct state *s, size_t sem)
{
	while (s->woken[sem] < s->sem_waits.first[sem + 1]) {
		const struct dl_wait *w =
			&s->g->waits[s->sem_waits.item[s->woken[sem]]];

		if (!satisfied(s->g, w))
			break;
		set_free(s, w->process);
		s->woken[sem]++;
	}
}

/* Whoever can run releases all; what is left, waits. */
static void reduce(struct state *s)
{
	struct dl_graph *g = s->g;

	for (size_t i = 0; i < g->nprocesses; i++)
		g->processes[i].state = DL_KNOT;
	for (size_t i = 0; i < g->nprocesses; i++)
		if (g->processes[i].may_run ||
		    s->waits_of.first[i] == s->waits_of.first[i + 1])
			set_free(s, i);
	for (size_t i = 0; i < g->nsems; i++)
		wake(s, i);
	while (s->head < s->tail) {
		size_t p = s->queue[s->head++];

		for (size_t i = s->holds_of.first[p];
		     i < s->holds_of.first[p + 1]; i++) {
			const struct dl_hold *h =
				&g->holds[s->holds_of.item[i]];

			if (__builtin_add_overflow(g->sems[h->sem].value,
						   h->adj,
						   &g->sems[h->sem].value))
				g->sems[h->sem].open = true;
			wake(s, h->sem);
		}
	}
	g->nstuck = g->nprocesses - s->tail;
}

/* Of what a process holds, something less is wanted; perhaps nothing any more. */
static void want_less(struct state *s, size_t *needed, size_t sem)
{
	for (size_t i = s->sem_holds.first[sem];
	     i < s->sem_holds.first[sem + 1]; i++) {
		size_t p = s->g->holds[s->sem_holds.item[i]].process;

		if (s->g->processes[p].state == DL_KNOT && !--needed[p])
			s->queue[s->tail++] = p;
	}
}

/*
 * Of those that are left, whoever holds nothing that another one waits for only
 * waits behind the deadlock. Without that one the same may hold for others.
 */
static void peel(struct state *s)
{
	struct dl_graph *g = s->g;
	size_t *wanted = xcalloc(g->nsems, sizeof(*wanted));
	size_t *needed = xcalloc(g->nprocesses, sizeof(*needed));

	s->head = 0;
	s->tail = 0;
	for (size_t i = 0; i < g->nwaits; i++)
		if (g->processes[g->waits[i].process].state == DL_KNOT)
			wanted[g->waits[i].sem]++;
	for (size_t i = 0; i < g->nholds; i++)
		needed[g->holds[i].process] += !!wanted[g->holds[i].sem];
	for (size_t i = 0; i < g->nprocesses; i++)
		if (g->processes[i].state == DL_KNOT && !needed[i])
			s->queue[s->tail++] = i;
	while (s->head < s->tail) {
		size_t p = s->queue[s->head++];

		g->processes[p].state = DL_BEHIND;
		for (size_t i = s->waits_of.first[p];
		     i < s->waits_of.first[p + 1]; i++) {
			size_t sem = g->waits[s->waits_of.item[i]].sem;

			if (!--wanted[sem])
				want_less(s, needed, sem);
		}
	}
	g->nknot = g->nstuck - s->tail;
	free(needed);
	free(wanted);
}

/* Of each semaphore, the first one in a knot that holds it. */
static void find_holders(struct state *s)
{
	struct dl_graph *g = s->g;

	for (size_t i = 0; i < g->nsems; i++)
		s->woken[i] = SIZE_MAX;
	for (size_t i = g->nholds; i--;)
		if (g->processes[g->holds[i].process].state == DL_KNOT)
			s->woken[g->holds[i].sem] = g->holds[i].process;
}

/* Whoever is in a knot waits for another one in it, or for itself. */
static size_t next_in_knot(const struct state *s, size_t p)
{
	size_t first = s->waits_of.item[s->waits_of.first[p]];
	size_t holder = s->woken[s->g->waits[first].sem];

	return holder == SIZE_MAX ? p : holder;
}

/*
 * Numbers the knots, and their processes, by following who waits for whom. Who
 * leads to a process of an earlier knot belongs to that one.
 */
static void number(struct state *s)
{
	struct dl_graph *g = s->g;
	size_t rank = 0;

	g->nknots = 0;
	find_holders(s);
	for (size_t i = 0; i < g->nprocesses; i++) {
		g->processes[i].knot = SIZE_MAX;
		g->processes[i].rank = 0;
	}
	for (size_t i = 0; i < g->nprocesses; i++) {
		size_t p = i, knot;

		if (g->processes[i].state != DL_KNOT ||
		    g->processes[i].knot != SIZE_MAX)
			continue;
		for (; g->processes[p].knot == SIZE_MAX; p = next_in_knot(s, p))
			g->processes[p].knot = g->nknots;
		knot = g->processes[p].knot;
		g->nknots += knot == g->nknots;
		for (p = i; g->processes[p].rank == 0; p = next_in_knot(s, p)) {
			g->processes[p].knot = knot;
			g->processes[p].rank = ++rank;
		}
	}
}

/**
 * deadlocks_find() - who waits for each other for ever?
 * @g: graph; the states of its processes are set
 */
void deadlocks_find(struct dl_graph *g)
{
	struct state s = { .g = g };

	explain(g);
	index_all(&s);
	reduce(&s);
	peel(&s);
	number(&s);
	index_free(&s.sem_waits);
	index_free(&s.sem_holds);
	index_free(&s.waits_of);
	index_free(&s.holds_of);
	free(s.woken);
	free(s.queue);
}
