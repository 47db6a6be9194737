// SPDX-License-Identifier: GPL-2.0
/*
 * What is asked of objects: their names, their parts, whether they are in use.
 */
#include "unit.h"

#include "objects.h"
#include "parse.h"

static int load_snapshot(void **state)
{
	struct parser *p = parse_new("test");
	size_t len;
	char *text = read_data("uses.txt", &len);

	parse_feed(p, text, len);
	*state = parse_finish(p);
	parse_free(p);
	free(text);
	return !*state;
}

static int free_snapshot(void **state)
{
	snapshot_free(*state);
	return 0;
}

static void references_are_read(void **state)
{
	static const char *const bad[] = {
		"",
		"shm",
		"shm:",
		"shm:x",
		"shm:-1",
		"shm: 1",
		"shm:+1",
		"shm:1@",
		"shm:1@x",
		"shm:1x",
		"sh:1",
		"shmx:1",
		"user:1",
		":1",
		"shm:1@-1",
		"SHM:1",
		"shm:1@1@1",
		"shm:0x1",
		"shm:2147483648",
		"shm:1@18446744073709551616",
		"shm::1",
		"shm:99999999999999999999",
	};
	struct object_ref ref;

	(void)state;
	assert_true(object_ref_parse("shm:0", &ref));
	assert_true(ref.kind == KIND_SHM && ref.id == 0 && ref.any_ns);
	assert_true(object_ref_parse("sem:2147483647", &ref));
	assert_true(ref.kind == KIND_SEM && ref.id == 2147483647);
	assert_true(object_ref_parse("msg:7@18446744073709551615", &ref));
	assert_true(ref.kind == KIND_MSG && ref.id == 7 && !ref.any_ns);
	assert_true(ref.ns == UINT64_MAX);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (object_ref_parse(bad[i], &ref))
			fail_msg("accepted: %s", bad[i]);
}

static void names_can_be_read_again(void **state)
{
	const struct snapshot *snap = *state;

	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i];
			struct object_ref ref;
			char name[OBJECT_NAME];

			object_name(name, sizeof(name), rec);
			assert_true(object_ref_parse(name, &ref));
			assert_int_equal(ref.kind, rec->kind);
			assert_int_equal(ref.id, rec_num(rec, F_ID, -1));
			assert_int_equal(ref.any_ns, object_is_own(rec));
			if (!ref.any_ns)
				assert_int_equal(ref.ns,
						 rec_num(rec, F_NS, -1));
		}
	}
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
		assert_ptr_equal(p->whole, sem);
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
	assert_true(object_is_leak(shm[4]) && !object_is_safe(shm[4]));
	assert_false(object_is_leak(shm[1]) || object_is_safe(shm[1]));

	/* Whatever the verdict, one thing that tells of a user is enough. */
	rec_set_str(used, F_VERDICT, "orphan");
	assert_false(object_is_safe(used));
	rec_set_num(used, F_NATTCH, 0);
	assert_false(object_is_safe(used));
	rec_set_num(used, F_MAPS, 0);
	assert_false(object_is_safe(used));
	used->parts = NULL;
	assert_true(object_is_safe(used));
	/* So is a count that is not known. */
	used->known &= ~(1ULL << rec_slot(KIND_SHM, F_NATTCH));
	assert_false(object_is_safe(used));

	rec_set_str(sem, F_VERDICT, "orphan");
	sem->parts = NULL;
	assert_false(object_is_safe(sem));
	rec_set_num(sem, F_WAITERS, 0);
	assert_false(object_is_safe(sem));
	rec_set_num(sem, F_UNDO, 0);
	assert_true(object_is_safe(sem));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_are_read),
		with_snapshot(names_can_be_read_again),
		with_snapshot(parts_are_in_order),
		with_snapshot(nothing_used_is_safe),
		cmocka_unit_test(sums_do_not_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
