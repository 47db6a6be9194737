// SPDX-License-Identifier: GPL-2.0
/*
 * Deadlocks: known graphs, and any number of generated ones, compared with a
 * plain reduction that knows no index.
 */
#include "findings/deadlocks.h"
#include "unit.h"

#define MAX 64

/*
 * struct world - a graph in the making
 * @g: the graph
 */
struct world {
	struct dl_graph g;
	struct dl_process processes[MAX];
	struct dl_sem sems[MAX];
	struct dl_wait waits[MAX];
	struct dl_hold holds[MAX];
};

static struct world *world(size_t processes, size_t sems)
{
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	w->g.processes = w->processes;
	w->g.nprocesses = processes;
	w->g.sems = w->sems;
	w->g.nsems = sems;
	w->g.waits = w->waits;
	w->g.holds = w->holds;
	return w;
}

static void waits(struct world *w, size_t process, size_t sem, int64_t op)
{
	w->waits[w->g.nwaits++] = (struct dl_wait){ process, sem, op };
}

static void holds(struct world *w, size_t process, size_t sem, int64_t adj)
{
	w->holds[w->g.nholds++] = (struct dl_hold){ process, sem, adj };
}

/* Two mutexes, each held by one of two. */
static struct world *two(void)
{
	struct world *w = world(2, 2);

	holds(w, 0, 0, 1);
	holds(w, 1, 1, 1);
	waits(w, 0, 1, -1);
	waits(w, 1, 0, -1);
	return w;
}

static void check(struct world *w, size_t stuck, size_t knot, size_t knots)
{
	deadlocks_find(&w->g);
	assert_int_equal(w->g.nstuck, stuck);
	assert_int_equal(w->g.nknot, knot);
	assert_int_equal(w->g.nknots, knots);
	free(w);
}

static void test_nothing(void **state)
{
	(void)state;
	check(world(0, 0), 0, 0, 0);
	check(world(3, 2), 0, 0, 0);
}

static void test_two(void **state)
{
	struct world *w;

	(void)state;
	check(two(), 2, 2, 1);

	/* A second thread may release it. */
	w = two();
	w->processes[0].may_run = true;
	check(w, 0, 0, 0);

	/* Others may raise it. */
	w = two();
	w->sems[0].open = true;
	check(w, 0, 0, 0);

	/* There is one left, so that the wait is just ending. */
	w = two();
	w->sems[1].value = 1;
	check(w, 0, 0, 0);

	/* What is wanted is more than the holder has: somebody else has it. */
	w = two();
	w->waits[0].op = -2;
	check(w, 0, 0, 0);

	/* Nobody holds it with SEM_UNDO. */
	w = two();
	w->g.nholds = 1;
	check(w, 0, 0, 0);
}

static void test_itself(void **state)
{
	struct world *w = world(1, 1);

	(void)state;
	holds(w, 0, 0, 1);
	waits(w, 0, 0, -1);
	check(w, 1, 1, 1);
}

static void test_behind(void **state)
{
	struct world *w = two();

	(void)state;
	w->g.nprocesses = 5;
	/* 2 waits for what is in the knot; 3 waits for 2; 4 for both. */
	w->g.nsems = 3;
	waits(w, 2, 0, -1);
	holds(w, 2, 2, 1);
	waits(w, 3, 2, -1);
	waits(w, 4, 2, -1);
	waits(w, 4, 1, -1);
	deadlocks_find(&w->g);
	assert_int_equal(w->processes[0].state, DL_KNOT);
	assert_int_equal(w->processes[1].state, DL_KNOT);
	assert_int_equal(w->processes[2].state, DL_BEHIND);
	assert_int_equal(w->processes[3].state, DL_BEHIND);
	assert_int_equal(w->processes[4].state, DL_BEHIND);
	assert_int_equal(w->processes[0].rank, 1);
	assert_int_equal(w->processes[1].rank, 2);
	free(w);
}

static void test_counting(void **state)
{
	struct world *w = two();

	(void)state;
	/* A third one has a unit of the first, and runs: it releases it. */
	w->g.nprocesses = 3;
	holds(w, 2, 0, 1);
	check(w, 0, 0, 0);

	/* It waits for the second: all are stuck. */
	w = two();
	w->g.nprocesses = 3;
	holds(w, 2, 0, 1);
	waits(w, 2, 1, -1);
	check(w, 3, 3, 1);

	/* Whoever needs one gets the unit that is released, who needs two waits. */
	w = two();
	w->g.nprocesses = 5;
	w->g.nsems = 3;
	w->waits[1].op = -2;
	holds(w, 2, 0, 1);
	waits(w, 4, 0, -1);
	holds(w, 4, 0, 1);
	waits(w, 2, 2, -1);
	holds(w, 3, 2, 1);
	check(w, 0, 0, 0);
}

static void test_zero(void **state)
{
	struct world *w = world(2, 2);

	(void)state;
	/* A lock that is taken by waiting for zero and adding one. */
	w->sems[0].value = 1;
	w->sems[1].value = 1;
	holds(w, 0, 0, -1);
	holds(w, 1, 1, -1);
	waits(w, 0, 1, 0);
	waits(w, 1, 0, 0);
	check(w, 2, 2, 1);

	/* A barrier: whoever comes takes one, and holds nothing. */
	w = world(2, 1);
	w->sems[0].value = 3;
	waits(w, 0, 0, 0);
	waits(w, 1, 0, 0);
	check(w, 0, 0, 0);

	/* One pulls it up and one down: who goes first is not known. */
	w = world(3, 1);
	w->sems[0].value = 1;
	holds(w, 0, 0, -1);
	holds(w, 1, 0, 1);
	waits(w, 0, 0, 0);
	waits(w, 1, 0, -2);
	check(w, 0, 0, 0);
}

static void test_extremes(void **state)
{
	struct world *w = world(2, 1);

	(void)state;
	w->sems[0].value = INT64_MAX;
	holds(w, 0, 0, INT64_MAX);
	holds(w, 1, 0, INT64_MAX);
	waits(w, 0, 0, INT64_MIN);
	waits(w, 1, 0, INT64_MAX);
	check(w, 0, 0, 0);
}

/* Two deadlocks that have nothing to do with each other, in mixed order. */
static void test_knots(void **state)
{
	struct world *w = world(4, 4);

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		holds(w, i, i, 1);
		waits(w, i, (i + 2) % 4, -1);
	}
	deadlocks_find(&w->g);
	assert_int_equal(w->g.nknots, 2);
	assert_int_equal(w->processes[0].knot, w->processes[2].knot);
	assert_int_equal(w->processes[1].knot, w->processes[3].knot);
	assert_int_not_equal(w->processes[0].knot, w->processes[1].knot);
	assert_int_equal(w->processes[2].rank, w->processes[0].rank + 1);
	free(w);
}

/* --- any graph --- */

static uint64_t seed;

static unsigned int below(unsigned int n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (seed >> 33) % n;
}

static bool goes_on(const int64_t *value, const bool *open,
		    const struct dl_wait *w)
{
	if (open[w->sem] || w->op > 0)
		return true;
	return w->op ? value[w->sem] >= -w->op : !value[w->sem];
}

static void plain_open(const struct dl_graph *g, bool *open)
{
	for (size_t s = 0; s < g->nsems; s++) {
		int64_t all = g->sems[s].value;
		bool up = false, down = false;

		open[s] = g->sems[s].open;
		for (size_t i = 0; i < g->nholds; i++) {
			if (g->holds[i].sem != s)
				continue;
			all += g->holds[i].adj;
			up |= g->holds[i].adj > 0;
			down |= g->holds[i].adj < 0;
		}
		for (size_t i = 0; i < g->nwaits; i++) {
			const struct dl_wait *w = &g->waits[i];

			if (w->sem != s)
				continue;
			if ((up && down) || w->op > 0 ||
			    (w->op ? all < -w->op : all))
				open[s] = true;
		}
	}
}

static void plain_reduction(const struct dl_graph *g, bool *stuck)
{
	int64_t value[MAX];
	bool open[MAX], changed = true;

	plain_open(g, open);
	for (size_t s = 0; s < g->nsems; s++)
		value[s] = g->sems[s].value;
	for (size_t p = 0; p < g->nprocesses; p++)
		stuck[p] = true;
	while (changed) {
		changed = false;
		for (size_t p = 0; p < g->nprocesses; p++) {
			bool runs = true;

			if (!stuck[p])
				continue;
			for (size_t i = 0; i < g->nwaits; i++)
				if (g->waits[i].process == p)
					runs = false;
			for (size_t i = 0; i < g->nwaits; i++)
				if (g->waits[i].process == p &&
				    goes_on(value, open, &g->waits[i]))
					runs = true;
			if (!runs && !g->processes[p].may_run)
				continue;
			stuck[p] = false;
			changed = true;
			for (size_t i = 0; i < g->nholds; i++)
				if (g->holds[i].process == p)
					value[g->holds[i].sem] +=
						g->holds[i].adj;
		}
	}
}

static void plain_knot(const struct dl_graph *g, const bool *stuck, bool *knot)
{
	bool changed = true;

	memcpy(knot, stuck, MAX * sizeof(*knot));
	while (changed) {
		changed = false;
		for (size_t p = 0; p < g->nprocesses; p++) {
			bool wanted = false;

			for (size_t i = 0; i < g->nholds; i++)
				for (size_t j = 0; j < g->nwaits; j++)
					if (g->holds[i].process == p &&
					    g->holds[i].sem ==
						    g->waits[j].sem &&
					    knot[g->waits[j].process])
						wanted = true;
			if (knot[p] && !wanted) {
				knot[p] = false;
				changed = true;
			}
		}
	}
}

static struct world *any_world(void)
{
	struct world *w = world(1 + below(8), 1 + below(6));
	size_t n = below(12), m = below(12);
	bool simple = below(2);

	for (size_t i = 0; i < w->g.nprocesses; i++)
		w->processes[i].may_run = !below(8);
	for (size_t i = 0; i < w->g.nsems; i++) {
		w->sems[i].value = simple ? 0 : below(3);
		w->sems[i].open = !below(10);
	}
	for (size_t i = 0; i < n; i++)
		waits(w, below(w->g.nprocesses), below(w->g.nsems),
		      simple ? -1 : (int)below(4) - 3);
	for (size_t i = 0; i < m; i++)
		holds(w, below(w->g.nprocesses), below(w->g.nsems),
		      simple || below(4) ? 1 : -1);
	return w;
}

static void test_generated(void **state)
{
	size_t found = 0, behind = 0;

	(void)state;
	for (uint64_t round = 1; round < 100000; round++) {
		bool stuck[MAX] = { false }, knot[MAX] = { false };
		uint64_t at = seed = round * 7919;
		struct world *w = any_world();
		size_t nstuck = 0, nknot = 0;

		plain_reduction(&w->g, stuck);
		plain_knot(&w->g, stuck, knot);
		deadlocks_find(&w->g);
		for (size_t p = 0; p < w->g.nprocesses; p++) {
			enum dl_state expected = knot[p]  ? DL_KNOT :
						 stuck[p] ? DL_BEHIND :
							    DL_FREE;

			nstuck += stuck[p];
			nknot += knot[p];
			if (w->processes[p].state != expected)
				fail_msg("seed %llu: process %zu",
					 (unsigned long long)at, p);
			if (knot[p])
				assert_true(w->processes[p].knot < w->g.nknots);
		}
		assert_int_equal(w->g.nstuck, nstuck);
		assert_int_equal(w->g.nknot, nknot);
		found += nknot > 0;
		behind += nstuck > nknot;
		free(w);
	}
	/* The generator makes what is looked for. */
	assert_true(found > 1000);
	assert_true(behind > 100);
}

/* A long chain, and one semaphore that all want: no more than a sort takes. */
static void test_large(void **state)
{
	size_t n = 200000;
	struct dl_graph g = { .nprocesses = n, .nsems = n };

	(void)state;
	g.processes = calloc(n, sizeof(*g.processes));
	g.sems = calloc(n, sizeof(*g.sems));
	g.waits = calloc(2 * n, sizeof(*g.waits));
	g.holds = calloc(n, sizeof(*g.holds));
	for (size_t i = 0; i < n; i++) {
		g.holds[g.nholds++] = (struct dl_hold){ i, i, 1 };
		g.waits[g.nwaits++] =
			(struct dl_wait){ i, (i + 1) % (n / 2), -1 };
		g.waits[g.nwaits++] = (struct dl_wait){ i, 0, -1 };
	}
	deadlocks_find(&g);
	assert_int_equal(g.nstuck, n);
	assert_int_equal(g.nknot, n / 2);
	free(g.processes);
	free(g.sems);
	free(g.waits);
	free(g.holds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),	  cmocka_unit_test(test_two),
		cmocka_unit_test(test_itself),	  cmocka_unit_test(test_behind),
		cmocka_unit_test(test_counting),  cmocka_unit_test(test_zero),
		cmocka_unit_test(test_extremes),  cmocka_unit_test(test_knots),
		cmocka_unit_test(test_generated), cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
