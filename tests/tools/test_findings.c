// SPDX-License-Identifier: GPL-2.0
/*
 * Full limits, removed segments, hoarders and groups, from plain numbers.
 */
#include "findings/groups.h"
#include "findings/held.h"
#include "findings/hoarders.h"
#include "findings/limits.h"
#include "unit.h"

#define MIB (1ULL << 20)

static void test_percent(void **state)
{
	(void)state;
	assert_int_equal(limit_percent(0, 10), 0);
	assert_int_equal(limit_percent(79, 100), 79);
	assert_int_equal(limit_percent(799, 1000), 79);
	assert_int_equal(limit_percent(14, 14), 100);
	assert_int_equal(limit_percent(15, 14), 107);
	assert_int_equal(limit_percent(0, 0), 100);
	assert_int_equal(limit_percent(UINT64_MAX, UINT64_MAX), 100);
	assert_int_equal(limit_percent(UINT64_MAX, 1), UINT32_MAX);
	assert_false(limit_is_near(79, 100));
	assert_true(limit_is_near(80, 100));
	assert_false(limit_is_full(99, 100));
	assert_true(limit_is_full(100, 100));
	assert_true(limit_is_full(0, 0));
}

static void test_suggest(void **state)
{
	(void)state;
	assert_int_equal(limit_suggest(LIMIT_SEMMNI, 0), 16);
	assert_int_equal(limit_suggest(LIMIT_SEMMNI, 14), 32);
	assert_int_equal(limit_suggest(LIMIT_SHMMNI, 128), 256);
	assert_int_equal(limit_suggest(LIMIT_MSGMNI, 20000), 32768);
	assert_int_equal(limit_suggest(LIMIT_SEMMNI, 32768), 32768);
	assert_int_equal(limit_suggest(LIMIT_SEMMNS, 32768), 65536);
	assert_int_equal(limit_suggest(LIMIT_SHMALL, UINT64_MAX), UINT64_MAX);
}

static void test_tally(void **state)
{
	struct tally_item items[] = {
		{ 33, 1, 2 }, { 0, 1, 6 },	{ 33, 1, 2 },
		{ 33, 1, 0 }, { 1000, 1, 999 }, { 0, UINT64_MAX, 6 },
	};
	struct tally *t;
	size_t n;

	(void)state;
	t = tally_sum(items, 6, &n);
	assert_int_equal(n, 3);
	assert_int_equal(t[0].key, 0);
	assert_int_equal(t[0].amount, UINT64_MAX);
	assert_int_equal(t[1].key, 33);
	assert_int_equal(t[1].amount, 3);
	assert_int_equal(t[1].by[0], 1);
	assert_int_equal(t[1].by[2], 2);
	assert_int_equal(t[2].by[TALLY_CLASSES - 1], 1);
	free(t);
	assert_null(tally_sum(NULL, 0, &n));
	assert_int_equal(n, 0);
}

static void test_held(void **state)
{
	/* 0 and 1 keep a lot; 2 keeps little, half of it left by others. */
	struct held_segment segments[] = {
		{ 40 * MIB, false, false }, { 40 * MIB, false, false },
		{ MIB, true, false },	    { MIB, false, false },
		{ 2 * MIB, true, false },
	};
	struct held_use uses[] = {
		{ 0, 0 }, { 0, 1 }, { 1, 1 }, { 1, 0 },
		{ 1, 2 }, { 2, 3 }, { 2, 2 }, { 3, 0 },
	};
	struct held h = { segments, 5, uses, 8, 4, NULL, 0, 0, 0 };

	(void)state;
	held_find(&h);
	/* What nobody was seen to have is told of, but belongs to no row. */
	assert_int_equal(h.told, 4);
	assert_int_equal(h.told_bytes, 83 * MIB);
	assert_int_equal(h.nrows, 1);
	assert_int_equal(h.rows[0].process, 1);
	assert_int_equal(h.rows[0].segments, 3);
	assert_int_equal(h.rows[0].bytes, 81 * MIB);
	assert_int_equal(h.rows[0].others, 2);
	assert_false(segments[3].told);
	free(h.rows);
}

static void test_held_healthy(void **state)
{
	struct held_segment segments[] = { { 63 * MIB, false, false } };
	struct held_use uses[] = { { 0, 0 } };
	struct held h = { segments, 1, uses, 1, 1, NULL, 0, 0, 0 };
	struct held none = { .nsegments = 0 };

	(void)state;
	held_find(&h);
	assert_int_equal(h.told, 0);
	assert_int_equal(h.nrows, 0);
	free(h.rows);
	held_find(&none);
	assert_int_equal(none.nrows, 0);
	free(none.rows);
}

static void put(struct hoard_item *items, size_t *n, size_t count,
		size_t process, enum limit_id limit, uint64_t max)
{
	for (size_t i = 0; i < count; i++, (*n)++)
		items[*n] =
			(struct hoard_item){ process, 0, limit, max, 10, *n };
}

static void test_hoarders(void **state)
{
	static struct hoard_item items[1000];
	struct hoarder *h;
	size_t n = 0, count;

	(void)state;
	put(items, &n, 99, 1, LIMIT_SHMMNI, 4096);
	put(items, &n, 100, 2, LIMIT_SHMMNI, 4096);
	/* A tenth of a limit, if that is not just a few. */
	put(items, &n, 13, 3, LIMIT_SEMMNI, 128);
	put(items, &n, 12, 4, LIMIT_SEMMNI, 128);
	put(items, &n, 9, 5, LIMIT_SEMMNI, 10);
	/* Kinds are not added up. */
	put(items, &n, 60, 6, LIMIT_SHMMNI, 4096);
	put(items, &n, 60, 6, LIMIT_MSGMNI, 32000);
	h = hoarders_find(items, n, &count);
	assert_int_equal(count, 2);
	assert_int_equal(h[0].process, 2);
	assert_int_equal(h[0].objects, 100);
	assert_int_equal(h[0].bytes, 1000);
	assert_int_equal(h[0].object, 99);
	assert_int_equal(h[1].process, 3);
	assert_int_equal(h[1].percent, 10);
	free(h);
	assert_null(hoarders_find(NULL, 0, &count));
	assert_int_equal(count, 0);
}

static void test_groups(void **state)
{
	char copy[] = "last user exited", copied[] = "/a.scope";
	struct group_key key = { 4,   33, 1, 1, "suspect", "last user exited",
				 NULL };
	struct groups g = { .n = 0 };

	(void)state;
	for (uint64_t i = 0; i < 10; i++) {
		struct group_member m = { .id = 3 + i,
					  .bytes = 100,
					  .touched = 1000 - i };

		/* What matters is what a string says, not where it is. */
		key.why = i % 2 ? copy : "last user exited";
		groups_add(&g, &key, &m);
	}
	key.rank = 0;
	groups_add(&g, &key,
		   &(struct group_member){ 7, 5, 1, 5, &g, NULL, false });
	key.rank = 1;
	key.maker = "apache2";
	groups_add(&g, &key,
		   &(struct group_member){ 20, 1, 5000, 5, &g, "/a.scope",
					   true });
	groups_add(&g, &key,
		   &(struct group_member){ 22, 2, 5000, 6, &g, copied, true });
	assert_string_equal(g.v[2].from, "/a.scope");
	assert_true(g.v[2].left);
	groups_add(&g, &key,
		   &(struct group_member){ 24, 2, 0, 6, &g, "/b.scope",
					   false });
	assert_null(g.v[2].from);
	assert_false(g.v[2].left);
	groups_sort(&g);
	assert_int_equal(g.n, 3);
	assert_int_equal(g.v[0].ids[0], 7);
	assert_int_equal(g.v[0].first_key, 5);
	assert_ptr_equal(g.v[0].object, &g);
	assert_int_equal(g.v[1].bytes, 10000);
	assert_false(g.v[1].in_a_row);
	assert_false(g.v[1].same_key);
	assert_int_equal(g.v[2].n, 10);
	assert_int_equal(g.v[2].ids[0], 3);
	assert_int_equal(g.v[2].last, 12);
	assert_true(g.v[2].in_a_row);
	assert_true(g.v[2].same_key);
	assert_int_equal(g.v[2].oldest, 991);
	assert_int_equal(g.v[2].newest, 1000);
	groups_free(&g);
}

/* All differ, or come in turn: each is found again. */
static void test_many_groups(void **state)
{
	struct group_key key = { .verdict = "orphan", .why = "" };
	struct groups g = { .n = 0 };

	(void)state;
	for (int round = 0; round < 3; round++)
		for (uint32_t i = 0; i < 5000; i++) {
			struct group_member m = { .id = i,
						  .bytes = UINT64_MAX / 2 };

			key.owner = i;
			groups_add(&g, &key, &m);
		}
	groups_sort(&g);
	assert_int_equal(g.n, 5000);
	for (size_t i = 0; i < g.n; i++) {
		assert_int_equal(g.v[i].n, 3);
		assert_int_equal(g.v[i].bytes, UINT64_MAX);
		assert_int_equal(g.v[i].key.owner, i);
	}
	groups_free(&g);
	groups_sort(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_suggest),
		cmocka_unit_test(test_tally),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_held_healthy),
		cmocka_unit_test(test_hoarders),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_many_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
