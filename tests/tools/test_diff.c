// SPDX-License-Identifier: GPL-2.0
/*
 * What became of objects and limits between two snapshots that are made here.
 */
#include "findings/diff.h"
#include "findings/objects.h"
#include "unit.h"

#define ALL ((struct choice){ .kinds = OBJECT_KINDS })

static struct snapshot *make(int64_t time)
{
	struct snapshot *snap = snapshot_new(SOURCE_MODULE);
	struct rec *ns;

	rec_set_num(snapshot_add(snap, KIND_HEADER), F_TIME, time);
	ns = snapshot_add(snap, KIND_NS);
	rec_set_num(ns, F_ID, 1);
	rec_set_num(ns, F_SELF, 1);
	return snap;
}

static struct rec *add(struct snapshot *snap, enum kind kind, uint64_t id,
		       uint64_t bytes, const char *verdict)
{
	struct rec *rec = snapshot_add(snap, kind);

	rec->up = snap->list[KIND_NS].v[0];
	rec_set_num(rec, F_NS, 1);
	rec_set_num(rec, F_ID, id);
	rec_set_num(rec, F_CUID, 33);
	rec_set_str(rec, F_VERDICT, verdict);
	rec_set_str(rec, F_REASONS, "");
	rec_set_num(rec, F_RECLAIM, strcmp(verdict, "in-use") ? bytes : 0);
	if (kind == KIND_SHM) {
		rec_set_num(rec, F_SIZE, 1 << 20);
		rec_set_num(rec, F_RSS, bytes);
	}
	return rec;
}

static struct diff compare(struct snapshot *a, struct snapshot *b)
{
	const struct choice all = ALL;
	struct diff d;

	diff_find(&d, a, b, &all);
	return d;
}

static void end(struct diff *d, struct snapshot *a, struct snapshot *b)
{
	diff_free(d);
	snapshot_free(a);
	snapshot_free(b);
}

static void test_rates(void **state)
{
	int64_t rate = 0;

	(void)state;
	assert_int_equal(diff_change(3, 5), 2);
	assert_int_equal(diff_change(5, 3), -2);
	assert_int_equal(diff_change(0, UINT64_MAX), INT64_MAX);
	assert_int_equal(diff_change(UINT64_MAX, 0), -INT64_MAX);
	assert_false(diff_rate(1, 0, &rate));
	assert_false(diff_rate(1, -5, &rate));
	assert_true(diff_rate(1, 7200, &rate));
	assert_int_equal(rate, 50);
	assert_true(diff_rate(-1, 3 * 3600, &rate));
	assert_int_equal(rate, -33);
	assert_true(diff_rate(2, 3 * 3600, &rate));
	assert_int_equal(rate, 67);
	assert_true(diff_rate(INT64_MAX, 1, &rate));
	assert_int_equal(rate, INT64_MAX);
	assert_true(diff_rate(-INT64_MAX, 1, &rate));
	assert_int_equal(rate, -INT64_MAX);
}

static void test_time_left(void **state)
{
	struct diff_limit l = { .use = { .used = 90, .max = 100 },
				.before = 85,
				.known = true };
	uint64_t left = 0;

	(void)state;
	assert_true(diff_time_left(&l, 3600, &left));
	assert_int_equal(left, 7200);
	assert_false(diff_time_left(&l, 0, &left));
	l.known = false;
	assert_false(diff_time_left(&l, 3600, &left));
	l.known = true;
	l.before = 90;
	assert_false(diff_time_left(&l, 3600, &left));
	l.before = 85;
	l.use.used = 100;
	assert_false(diff_time_left(&l, 3600, &left));
	l.use.used = 86;
	l.use.max = UINT64_MAX;
	assert_true(diff_time_left(&l, INT64_MAX, &left));
	assert_int_equal(left, INT64_MAX);
}

static void test_objects(void **state)
{
	struct snapshot *a = make(1000), *b = make(4600);
	struct diff d;

	(void)state;
	/* Neither in the order of their ids nor in the same one. */
	add(a, KIND_SHM, 7, 4096, "in-use");
	add(a, KIND_SHM, 3, 4096, "in-use");
	add(a, KIND_SHM, 5, 4096, "in-use");
	add(a, KIND_SEM, 3, 320, "suspect");
	add(b, KIND_SHM, 9, 8192, "orphan");
	add(b, KIND_SHM, 5, 6144, "orphan");
	add(b, KIND_SHM, 7, 1024, "in-use");
	add(b, KIND_SEM, 3, 320, "suspect");
	d = compare(a, b);
	assert_int_equal(d.seconds, 3600);
	assert_int_equal(d.n, 4);
	assert_int_equal(diff_count(&d, DIFF_APPEARED), 1);
	assert_int_equal(diff_count(&d, DIFF_WENT), 1);
	assert_int_equal(diff_count(&d, DIFF_GREW), 1);
	assert_int_equal(diff_count(&d, DIFF_SHRANK), 1);
	assert_int_equal(diff_count(&d, DIFF_VERDICT), 1);
	assert_int_equal(d.v[0].what, DIFF_WENT);
	assert_int_equal(rec_num(d.v[0].before, F_ID, 0), 3);
	assert_null(d.v[0].now);
	assert_int_equal(d.v[1].what, DIFF_GREW | DIFF_VERDICT);
	assert_int_equal(d.v[2].what, DIFF_SHRANK);
	assert_int_equal(d.v[3].what, DIFF_APPEARED);
	assert_null(d.v[3].before);
	assert_int_equal(d.leaked[FINDING_ORPHAN], 2);
	assert_int_equal(d.leaked[FINDING_SUSPECT], 0);
	assert_int_equal(d.before[DIFF_OBJECTS], 4);
	assert_int_equal(d.now[DIFF_OBJECTS], 4);
	assert_int_equal(d.before[DIFF_MEMORY], 3 * 4096 + 320);
	assert_int_equal(d.now[DIFF_ORPHANS], 2);
	assert_int_equal(d.now[DIFF_ORPHAN_BYTES], 8192 + 6144);
	assert_int_equal(d.now[DIFF_SUSPECTS], 1);
	end(&d, a, b);
}

/* The same id, but another object. */
static void test_reused(void **state)
{
	struct snapshot *a = make(1000), *b = make(4600);
	struct rec *rec;
	struct diff d;

	(void)state;
	/* 1: another maker. 2: made since. 3: of another size. */
	rec_set_num(add(a, KIND_SHM, 1, 0, "in-use"), F_CIPID, 10);
	rec_set_num(add(b, KIND_SHM, 1, 0, "in-use"), F_CIPID, 11);
	rec_set_num(add(a, KIND_SHM, 2, 0, "in-use"), F_MADE, 900);
	rec = add(b, KIND_SHM, 2, 0, "in-use");
	rec_set_num(rec, F_MADE, 1001);
	rec_set_num(rec, F_CTIME, 1001);
	add(a, KIND_SHM, 3, 0, "in-use");
	rec_set_num(add(b, KIND_SHM, 3, 0, "in-use"), F_SIZE, 1);
	/* 4: used before, never used now. 5: another creator. */
	rec_set_num(add(a, KIND_SEM, 4, 0, "in-use"), F_OTIME, 950);
	rec_set_num(add(b, KIND_SEM, 4, 0, "in-use"), F_OTIME, 0);
	add(a, KIND_MSG, 5, 0, "in-use");
	rec_set_num(add(b, KIND_MSG, 5, 0, "in-use"), F_CUID, 0);
	/* 6: the same, though its mode was changed. */
	rec_set_num(add(a, KIND_SHM, 6, 0, "in-use"), F_MADE, 900);
	rec = add(b, KIND_SHM, 6, 0, "in-use");
	rec_set_num(rec, F_MADE, 900);
	rec_set_num(rec, F_CTIME, 1001);
	d = compare(a, b);
	assert_int_equal(d.n, 10);
	assert_int_equal(diff_count(&d, DIFF_APPEARED), 5);
	assert_int_equal(diff_count(&d, DIFF_WENT), 5);
	end(&d, a, b);
}

static void test_leaked(void **state)
{
	struct snapshot *a = make(0), *b = make(0);
	struct diff d;

	(void)state;
	/* What was an orphan, and what was more of a leak, is not new. */
	add(a, KIND_SHM, 1, 1, "orphan");
	add(b, KIND_SHM, 1, 1, "orphan");
	add(a, KIND_SHM, 2, 1, "orphan");
	add(b, KIND_SHM, 2, 1, "suspect");
	/* A program may find it again; then none does. */
	rec_set_str(add(b, KIND_SEM, 3, 1, "unclaimed"), F_REASONS,
		    "last-dead,may-return");
	rec_set_str(add(a, KIND_SEM, 4, 1, "unclaimed"), F_REASONS,
		    "may-return");
	add(b, KIND_SEM, 4, 1, "unclaimed");
	add(a, KIND_MSG, 5, 1, "idle");
	add(b, KIND_MSG, 5, 1, "suspect");
	/* An orphan that takes more. */
	add(a, KIND_SHM, 6, 1, "orphan");
	add(b, KIND_SHM, 6, 2, "orphan");
	d = compare(a, b);
	assert_int_equal(d.leaked[FINDING_ORPHAN], 1);
	assert_int_equal(d.leaked[FINDING_UNCLAIMED], 1);
	assert_int_equal(d.leaked[FINDING_SUSPECT], 1);
	end(&d, a, b);
}

static void test_order(void **state)
{
	struct snapshot *a = make(0), *b = make(0);
	const struct diff_object **v;
	struct diff d;
	size_t n;

	(void)state;
	add(b, KIND_SHM, 1, 9000, "in-use");
	add(b, KIND_SHM, 2, 10, "orphan");
	add(b, KIND_SHM, 3, 20, "orphan");
	add(a, KIND_SHM, 4, 1000, "in-use");
	add(b, KIND_SHM, 4, 1500, "in-use");
	add(a, KIND_SHM, 5, 1, "in-use");
	add(b, KIND_SHM, 5, 600, "in-use");
	d = compare(a, b);
	v = diff_pick(&d, DIFF_APPEARED, &n);
	assert_int_equal(n, 3);
	assert_int_equal(rec_num(v[0]->now, F_ID, 0), 3);
	assert_int_equal(rec_num(v[1]->now, F_ID, 0), 2);
	assert_int_equal(rec_num(v[2]->now, F_ID, 0), 1);
	free(v);
	v = diff_pick(&d, DIFF_GREW, &n);
	assert_int_equal(n, 2);
	assert_int_equal(rec_num(v[0]->now, F_ID, 0), 5);
	free(v);
	end(&d, a, b);
}

static void set_arrays(struct snapshot *snap, uint64_t used, uint64_t max)
{
	rec_set_num(snap->list[KIND_NS].v[0], F_SEM, used);
	rec_set_num(snap->list[KIND_NS].v[0], F_SEMMNI, max);
}

static void check_limit(uint64_t before, uint64_t now, size_t n, bool crossed)
{
	struct snapshot *a = make(0), *b = make(10);
	struct diff d;

	set_arrays(a, before, 10);
	set_arrays(b, now, 10);
	d = compare(a, b);
	assert_int_equal(d.nlimits, n);
	if (n)
		assert_int_equal(d.limits[0].crossed, crossed);
	end(&d, a, b);
}

static void test_limits(void **state)
{
	struct snapshot *a = make(0), *b = make(10);
	struct diff d;

	(void)state;
	check_limit(5, 7, 0, false);
	check_limit(7, 8, 1, true);
	check_limit(8, 9, 1, false);
	check_limit(9, 10, 1, true);
	check_limit(9, 9, 0, false);
	check_limit(10, 9, 0, false);
	check_limit(10, 10, 0, false);
	/* A namespace that is new, or did not tell. */
	set_arrays(b, 9, 10);
	d = compare(a, b);
	assert_int_equal(d.nlimits, 1);
	assert_true(d.limits[0].crossed);
	assert_false(d.limits[0].known);
	end(&d, a, b);
}

/* What one of them does not tell did neither appear nor go. */
static void test_refused(void **state)
{
	struct snapshot *a = make(0), *b = make(10);
	const struct choice some = { .kinds = 1U << KIND_MSG };
	struct diff d;

	(void)state;
	rec_set_str(a->list[KIND_HEADER].v[0], F_REFUSED, "sem");
	add(b, KIND_SEM, 1, 0, "orphan");
	add(b, KIND_SHM, 1, 0, "orphan");
	set_arrays(b, 10, 10);
	d = compare(a, b);
	assert_int_equal(d.n, 1);
	assert_int_equal(d.left_out, 1U << KIND_SEM);
	assert_int_equal(d.nlimits, 0);
	diff_free(&d);
	diff_find(&d, a, b, &some);
	assert_int_equal(d.n, 0);
	assert_int_equal(d.left_out, 0);
	end(&d, a, b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_time_left),
		cmocka_unit_test(test_objects),
		cmocka_unit_test(test_reused),
		cmocka_unit_test(test_leaked),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
