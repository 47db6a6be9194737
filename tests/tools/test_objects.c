// SPDX-License-Identifier: GPL-2.0
/*
 * What is asked of objects: their names, their parts, whether they are in use.
 */
#include "unit.h"

#include "findings/access.h"
#include "base/names.h"
#include "findings/objects.h"
#include "records/parse.h"

static int load(void **state, const char *name)
{
	struct parser *p = parse_new("test");
	size_t len;
	char *text = read_data(name, &len);

	parse_feed(p, text, len);
	*state = parse_finish(p);
	parse_free(p);
	free(text);
	return !*state;
}

static int load_snapshot(void **state)
{
	return load(state, "uses.txt");
}

static int load_verdicts(void **state)
{
	return load(state, "verdicts.txt");
}

static int free_snapshot(void **state)
{
	snapshot_free(*state);
	names_free();
	return 0;
}

/* Every part of an object once, in the order of the snapshot. */
static void parts_are_in_order(void **state)
{
	const struct snapshot *snap = *state;
	const struct rec *sem = snap->list[KIND_SEM].v[0];
	const struct rec *msg = snap->list[KIND_MSG].v[0];
	const struct rec *held = snap->list[KIND_SHM].v[1];
	unsigned long line = 0;
	size_t n = 0;

	for (const struct rec *p = object_part(sem, KIND_SEMVAL); p;
	     p = object_next(p)) {
		assert_int_equal(p->kind, KIND_SEMVAL);
		assert_ptr_equal(rec_whole(p), sem);
		assert_int_equal(rec_num(p, F_NUM, -1), n++);
	}
	assert_int_equal(n, 4);
	for (const struct rec *p = object_part(sem, KIND_USER); p;
	     p = object_next(p)) {
		assert_true(p->line > line);
		line = p->line;
	}
	assert_int_equal(object_parts(sem, KIND_USER), 3);
	assert_int_equal(object_parts(sem, KIND_RUN), 0);
	assert_int_equal(object_parts(msg, KIND_RUN), 2);
	assert_int_equal(object_parts(msg, KIND_USER), 2);
	assert_int_equal(object_parts(held, KIND_USER), 2);
	assert_null(object_part(snap->list[KIND_SHM].v[0], KIND_USER));
}

static void nothing_used_is_safe(void **state)
{
	const struct snapshot *snap = *state;
	struct rec *const *shm = snap->list[KIND_SHM].v;
	struct rec *used = shm[2], *sem = snap->list[KIND_SEM].v[0];

	assert_true(object_is_safe(shm[0]));
	assert_true(object_is_safe(shm[3]));
	assert_false(object_is_leak(shm[4]) || object_is_safe(shm[4]));
	assert_int_equal(object_finding(shm[4]), FINDING_SUSPECT);
	assert_false(object_is_leak(shm[1]) || object_is_safe(shm[1]));

	/* Whatever the verdict, one thing that tells of a user is enough. */
	rec_set_str(used, F_VERDICT, "orphan");
	assert_false(object_is_safe(used));
	rec_set_num(used, F_NATTCH, 0);
	assert_false(object_is_safe(used));
	rec_set_num(used, F_MAPS, 0);
	assert_false(object_is_safe(used));
	used->side = NULL;
	assert_true(object_is_safe(used));
	/* So is a count that is not known. */
	rec_forget(used, F_NATTCH);
	assert_false(object_is_safe(used));

	rec_set_str(sem, F_VERDICT, "orphan");
	sem->side = NULL;
	assert_false(object_is_safe(sem));
	rec_set_num(sem, F_WAITERS, 0);
	assert_false(object_is_safe(sem));
	rec_set_num(sem, F_UNDO, 0);
	assert_true(object_is_safe(sem));
}

/* A word is one only as a whole. */
static void reasons_are_found(void **state)
{
	const struct snapshot *snap = *state;
	struct rec *shm = snap->list[KIND_SHM].v[0];

	assert_true(object_has_reason(shm, "nattch0"));
	assert_true(object_has_reason(shm, "owner-gone"));
	assert_false(object_has_reason(shm, "owner"));
	assert_false(object_has_reason(shm, "nattch"));
	assert_false(object_has_reason(shm, "attch0"));
	rec_set_str(shm, F_REASONS, ",,may-return");
	assert_true(object_has_reason(shm, "may-return"));
	rec_set_str(shm, F_REASONS, "may-returned,xmay-return");
	assert_false(object_has_reason(shm, "may-return"));
	rec_forget(shm, F_REASONS);
	assert_false(object_has_reason(shm, "may-return"));
}

static void findings_go_by_verdict_and_reasons(void **state)
{
	static const struct {
		const char *verdict, *reasons;
		enum finding finding;
		bool leak, strange, ask;
	} cases[] = {
		{ "in-use", "x", FINDING_NONE, false, false, false },
		{ "held", "x", FINDING_NONE, false, false, false },
		{ "idle", "nobody-known", FINDING_NONE, false, false, false },
		{ "young", "x", FINDING_NONE, false, false, false },
		{ "orphan", "x", FINDING_ORPHAN, true, false, false },
		{ "orphan", "may-return", FINDING_ORPHAN, true, false, false },
		{ "unclaimed", "x", FINDING_UNCLAIMED, true, false, true },
		{ "unclaimed", "x,may-return", FINDING_UNCLAIMED, false, false,
		  false },
		{ "suspect", "service-gone", FINDING_SUSPECT, false, false,
		  false },
		{ "unknown", "a,nobody-known", FINDING_NOBODY_KNOWN, false,
		  false, false },
		{ "unknown", "x", FINDING_UNJUDGED, false, false, false },
		{ "", "x", FINDING_UNJUDGED, false, true, false },
		{ "orphan2", "nobody-known", FINDING_UNJUDGED, false, true,
		  false },
		{ NULL, "x", FINDING_UNJUDGED, false, false, false },
	};
	const struct snapshot *snap = *state;
	struct rec *shm = snap->list[KIND_SHM].v[0];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (cases[i].verdict)
			rec_set_str(shm, F_VERDICT, cases[i].verdict);
		else
			rec_forget(shm, F_VERDICT);
		rec_set_str(shm, F_REASONS, cases[i].reasons);
		if (object_finding(shm) != cases[i].finding ||
		    object_is_leak(shm) != cases[i].leak ||
		    object_is_strange(shm) != cases[i].strange ||
		    object_is_to_be_asked_for(shm) != cases[i].ask)
			fail_msg("case %zu: %s %s", i,
				 cases[i].verdict ? cases[i].verdict : "-",
				 cases[i].reasons);
	}
}

static void what_nobody_can_reach_is_known(void **state)
{
	const struct snapshot *snap = *state;
	struct rec *shm = snap->list[KIND_SHM].v[0];

	assert_false(object_is_out_of_reach(shm));
	rec_set_str(shm, F_REASONS, "nattch0,namespace-empty");
	assert_true(object_is_out_of_reach(shm));
	rec_set_str(shm, F_REASONS, "nattch0,namespace-empty,pinned-by-file");
	assert_false(object_is_out_of_reach(shm));
}

static void who_may_use_it_is_found(void **state)
{
	static const struct {
		uint64_t uid, cuid, gid, cgid, mode;
		const char *want; /* the lines of residents that may */
		bool open;
	} cases[] = {
		{ 1000, 1000, 1000, 1000, 0600, "", false },
		{ 33, 1000, 1000, 1000, 0600, "1", false },
		{ 33, 1000, 1000, 1000, 0000, "1", false },
		{ 1000, 33, 1000, 1000, 0000, "1", false },
		{ 0, 33, 1000, 1000, 0600, "01", false },
		{ 1000, 1000, 33, 1000, 0600, "", false },
		{ 1000, 1000, 33, 1000, 0640, "3", false },
		{ 1000, 1000, 1000, 33, 0620, "3", false },
		{ 1000, 1000, 33, 0, 0660, "23", false },
		{ 33, 33, 33, 33, 0666, "13", true },
		{ 1000, 1000, 1000, 1000, 0602, "", true },
	};
	const struct snapshot *snap = *state;
	struct rec *shm = snap->list[KIND_SHM].v[0];
	struct rec **v;
	size_t n;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char have[8] = "";

		rec_set_num(shm, F_UID, cases[i].uid);
		rec_set_num(shm, F_CUID, cases[i].cuid);
		rec_set_num(shm, F_GID, cases[i].gid);
		rec_set_num(shm, F_CGID, cases[i].cgid);
		rec_set_num(shm, F_MODE, cases[i].mode);
		v = access_residents(snap, shm, &n);
		assert_non_null(v);
		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; k < 4; k++)
				if (v[j] == snap->list[KIND_RESIDENT].v[k])
					have[strlen(have)] = '0' + k;
		free(v);
		if (strcmp(have, cases[i].want))
			fail_msg("case %zu: \"%s\"", i, have);
		assert_int_equal(access_open(shm), cases[i].open);
	}
	/* Nobody of another namespace. */
	shm->up = snap->list[KIND_NS].v[1];
	rec_set_num(shm, F_UID, 33);
	v = access_residents(snap, shm, &n);
	assert_int_equal(n, 0);
	free(v);
}

static void who_holds_a_namespace_is_found(void **state)
{
	const struct snapshot *snap = *state;
	struct rec **v;
	size_t n;

	v = access_holders(snap, snap->list[KIND_NS].v[1], &n);
	assert_int_equal(n, 1);
	assert_int_equal(rec_num(v[0], F_PID, 0), 4300);
	free(v);
	/* Those that only sleep on an array or have an undo list do not. */
	v = access_holders(snap, snap->list[KIND_NS].v[0], &n);
	assert_int_equal(n, 1);
	assert_int_equal(rec_num(v[0], F_PID, 0), 812);
	free(v);
}

static void sums_do_not_wrap(void **state)
{
	(void)state;
	assert_int_equal(sum(1, 2), 3);
	assert_true(sum(UINT64_MAX, 1) == UINT64_MAX);
	assert_true(sum(UINT64_MAX - 1, 1) == UINT64_MAX);
}

#define with_snapshot(test) \
	cmocka_unit_test_setup_teardown(test, load_snapshot, free_snapshot)

#define with_verdicts(test) \
	cmocka_unit_test_setup_teardown(test, load_verdicts, free_snapshot)

int main(void)
{
	const struct CMUnitTest tests[] = {
		with_snapshot(parts_are_in_order),
		with_snapshot(nothing_used_is_safe),
		with_verdicts(reasons_are_found),
		with_verdicts(findings_go_by_verdict_and_reasons),
		with_verdicts(what_nobody_can_reach_is_known),
		with_verdicts(who_may_use_it_is_found),
		with_verdicts(who_holds_a_namespace_is_found),
		cmocka_unit_test(sums_do_not_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
