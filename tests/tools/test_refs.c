// SPDX-License-Identifier: GPL-2.0
/*
 * Objects and namespaces as the user writes them, and where they are found.
 */
#include "unit.h"

#include "base/names.h"
#include "findings/objects.h"
#include "findings/refs.h"
#include "records/parse.h"

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
	names_free();
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
		"shm:1@@",
		"shm:1@@@1",
		"shm:1@own1",
		"shm:0x",
		"shm:0x123456789",
		"shm:0xg",
		"shm:0x1-0x2",
		"shm:7-3",
		"shm:7-",
		"shm:7-8-9",
		"shm:2147483648",
		"shm:1-2147483648",
		"shm:1@18446744073709551616",
		"shm::1",
		"shm:99999999999999999999",
	};
	struct object_ref ref;

	(void)state;
	assert_true(ref_parse("shm:0", &ref));
	assert_true(ref.kind == KIND_SHM && !ref.first && !ref.last);
	assert_true(!ref.by_key && ref.ns.how == NS_ANY);
	assert_true(ref_parse("sem:2147483647", &ref));
	assert_true(ref.kind == KIND_SEM && ref.first == 2147483647);
	assert_true(ref_parse("msg:7@18446744073709551615", &ref));
	assert_true(ref.kind == KIND_MSG && ref.first == 7);
	assert_true(ref.ns.how == NS_NUMBER && ref.ns.num == UINT64_MAX);
	assert_true(ref_parse("shm:3-12@own", &ref));
	assert_true(ref.first == 3 && ref.last == 12 && ref.ns.how == NS_OWN);
	assert_true(ref_parse("sem:0xFFffFFff@@812", &ref));
	assert_true(ref.by_key && ref.first == UINT32_MAX);
	assert_true(ref.ns.how == NS_PROCESS && ref.ns.num == 812);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (ref_parse(bad[i], &ref))
			fail_msg("accepted: %s", bad[i]);
}

/* What is written can be read again. */
static void references_are_written(void **state)
{
	static const char *const words[] = {
		"shm:5",     "sem:3-12",  "msg:0x00004711", "shm:5@4026531839",
		"sem:1@own", "msg:7@@812"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct object_ref ref;
		char text[REF_TEXT];

		assert_true(ref_parse(words[i], &ref));
		ref_text(text, sizeof(text), &ref);
		assert_string_equal(text, words[i]);
		/* However short the room is. */
		for (size_t size = 1; size <= sizeof(text); size++)
			ref_text(text, size, &ref);
	}
}

/* The name of an object, read as a reference, leads to that object. */
static void names_lead_to_their_objects(void **state)
{
	const struct snapshot *snap = *state;

	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i];
			struct ref_objects found;
			struct object_ref ref;
			char name[OBJECT_NAME];

			object_name(name, sizeof(name), rec);
			assert_true(ref_parse(name, &ref));
			assert_int_equal(ref.ns.how == NS_ANY,
					 object_is_own(rec));
			found = ref_find(&ref, snap);
			assert_int_equal(found.found, REF_THERE);
			assert_int_equal(found.n, 1);
			assert_ptr_equal(found.v[0], rec);
			free(found.v);
		}
	}
}

static struct ref_objects find(const struct snapshot *snap, const char *word)
{
	struct object_ref ref;

	assert_true(ref_parse(word, &ref));
	return ref_find(&ref, snap);
}

static void objects_are_found_where_they_are(void **state)
{
	struct ref_objects found;

	found = find(*state, "shm:99");
	assert_int_equal(found.found, REF_NONE);
	assert_null(found.v);
	/* Only in the namespace 2, whose inode number is 4026532290. */
	found = find(*state, "shm:6@4026532290");
	free(found.v);
	found = find(*state, "shm:0-1000");
	assert_int_equal(found.found, REF_THERE);
	assert_true(found.n > 1 && found.namespaces == 1);
	for (size_t i = 0; i < found.n; i++)
		assert_true(object_is_own(found.v[i]));
	free(found.v);
}

static void namespaces_are_resolved(void **state)
{
	struct ns_ref ns;
	char why[256];

	assert_true(ns_ref_parse("@4242", &ns));
	if (ns_ref_resolve(&ns, *state, false, why, sizeof(why)))
		assert_int_equal(ns.how, NS_NUMBER);
	assert_true(ns_ref_parse("@2147483647", &ns));
	assert_false(ns_ref_resolve(&ns, *state, false, why, sizeof(why)));
	assert_non_null(strstr(why, "does not tell where"));
	assert_false(ns_ref_resolve(&ns, *state, true, why, sizeof(why)));
	assert_non_null(strstr(why, "no such process"));
	/* Ours is there, and can be looked at. */
	snprintf(why, sizeof(why), "@%d", getpid());
	assert_true(ns_ref_parse(why, &ns));
	assert_true(ns_ref_resolve(&ns, *state, true, why, sizeof(why)));
	assert_true(ns.how == NS_NUMBER && ns.num > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_are_read),
		cmocka_unit_test(references_are_written),
		cmocka_unit_test_setup_teardown(names_lead_to_their_objects,
						load_snapshot, free_snapshot),
		cmocka_unit_test_setup_teardown(objects_are_found_where_they_are,
						load_snapshot, free_snapshot),
		cmocka_unit_test_setup_teardown(namespaces_are_resolved,
						load_snapshot, free_snapshot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
