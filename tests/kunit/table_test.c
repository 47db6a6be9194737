// SPDX-License-Identifier: GPL-2.0
/* Tables and sets: growth, budgets, and keys that were chosen to collide. */
#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include "suites.h"
#include "base/table.h"

#define CHUNK	64

struct entry {
	u64	number;
	u64	unused;
};

/* Places for chunks that a table has at first; then twice as many. */
#define SLOTS (8 * sizeof(void *))

static void table_grows(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	struct ipcdiag_table table;
	unsigned long i;

	ipcdiag_table_init(&table, sizeof(struct entry), &budget);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
	KUNIT_EXPECT_EQ(test, table.nr, 0UL);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 0), 0);
	KUNIT_EXPECT_EQ(test, table.room, 0UL);

	for (i = 0; i < 10 * CHUNK + 1; i++) {
		struct entry *entry;

		KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, 1), 0);
		entry = ipcdiag_table_at(&table, table.nr);
		KUNIT_EXPECT_EQ(test, entry->number, (u64)0);
		KUNIT_EXPECT_EQ(test, entry->unused, (u64)0);
		entry->number = i + 1;
		table.nr++;
	}
	KUNIT_EXPECT_EQ(test, table.room, 11UL * CHUNK);
	KUNIT_EXPECT_EQ(test, budget.used,
			11 * CHUNK * sizeof(struct entry) + 2 * SLOTS);
	/* Places are moved from one piece of memory to a larger one. */
	KUNIT_EXPECT_EQ(test, budget.peak, budget.used);
	for (i = 0; i < table.nr; i++) {
		struct entry *entry = ipcdiag_table_at(&table, i);

		KUNIT_EXPECT_EQ(test, entry->number, (u64)i + 1);
	}
	ipcdiag_table_free(&table);
	KUNIT_EXPECT_EQ(test, table.nr, 0UL);
	KUNIT_EXPECT_EQ(test, table.room, 0UL);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
	/* Again: nothing is freed twice. */
	ipcdiag_table_free(&table);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

/* A batch is reserved at once, whatever is in use. */
static void table_reserves(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	struct ipcdiag_table table;
	struct entry *first;

	ipcdiag_table_init(&table, sizeof(struct entry), &budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, CHUNK + 1), 0);
	KUNIT_EXPECT_EQ(test, table.room, 2UL * CHUNK);
	KUNIT_EXPECT_EQ(test, table.nr, 0UL);
	first = ipcdiag_table_at(&table, 0);
	KUNIT_EXPECT_PTR_EQ(test, ipcdiag_table_at(&table, CHUNK - 1),
			    (void *)(first + CHUNK - 1));

	table.nr = CHUNK + 1;
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, CHUNK - 1), 0);
	KUNIT_EXPECT_EQ(test, table.room, 2UL * CHUNK);
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, CHUNK), 0);
	KUNIT_EXPECT_EQ(test, table.room, 3UL * CHUNK);
	/* What was there stays where it was. */
	KUNIT_EXPECT_PTR_EQ(test, ipcdiag_table_at(&table, 0), (void *)first);
	ipcdiag_table_free(&table);
}

/* The first and the last byte of each chunk: KASAN sees the rest. */
static void table_entry_sizes(struct kunit *test)
{
	static const size_t sizes[] = { 1, 7, 256, 257, 4096 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct ipcdiag_budget budget = { .limit = SZ_4M };
		struct ipcdiag_table table;
		unsigned long n;

		ipcdiag_table_init(&table, sizes[i], &budget);
		KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, 3 * CHUNK),
				0);
		for (n = 0; n < table.room; n++)
			memset(ipcdiag_table_at(&table, n), n, sizes[i]);
		for (n = 0; n < table.room; n++) {
			u8 *entry = ipcdiag_table_at(&table, n);

			KUNIT_EXPECT_EQ(test, (u8)n, entry[0]);
			KUNIT_EXPECT_EQ(test, (u8)n, entry[sizes[i] - 1]);
		}
		ipcdiag_table_free(&table);
	}
}

static void table_budget(struct kunit *test)
{
	const size_t chunk = CHUNK * sizeof(struct entry);
	struct ipcdiag_budget budget = { .limit = 3 * chunk + SLOTS - 1 };
	struct ipcdiag_table table;
	struct entry *entry;

	ipcdiag_table_init(&table, sizeof(struct entry), &budget);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 3 * CHUNK),
			-ENOMEM);
	KUNIT_EXPECT_EQ(test, table.room, 2UL * CHUNK);
	KUNIT_EXPECT_EQ(test, budget.used, 2 * chunk + SLOTS);

	/* What it has can be used all the same. */
	entry = ipcdiag_table_at(&table, 2 * CHUNK - 1);
	entry->number = 7;
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 2 * CHUNK), 0);
	table.nr = 2 * CHUNK;
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 1), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 0), 0);

	budget.limit++;
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 1), 0);
	KUNIT_EXPECT_EQ(test, budget.used, budget.limit);
	entry = ipcdiag_table_at(&table, 2 * CHUNK - 1);
	KUNIT_EXPECT_EQ(test, entry->number, (u64)7);
	ipcdiag_table_free(&table);
}

/* Two tables and a set on one account. */
static void budget_is_shared(struct kunit *test)
{
	const size_t chunk = CHUNK * sizeof(struct entry);
	struct ipcdiag_budget budget = { .limit = 2 * (chunk + SLOTS) };
	struct ipcdiag_table a, b;
	struct ipcdiag_set set;

	ipcdiag_table_init(&a, sizeof(struct entry), &budget);
	ipcdiag_table_init(&b, sizeof(struct entry), &budget);
	ipcdiag_set_init(&set, &budget);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&a, 1), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&b, 1), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&a, CHUNK + 1), -ENOMEM);
	KUNIT_EXPECT_EQ(test, ipcdiag_set_reserve(&set, 1), -ENOMEM);
	KUNIT_EXPECT_EQ(test, budget.used, budget.limit);
	ipcdiag_set_free(&set);
	ipcdiag_table_free(&b);
	ipcdiag_table_free(&a);
}

static void table_overflow(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SIZE_MAX - 1 };
	struct ipcdiag_table table;

	ipcdiag_table_init(&table, SIZE_MAX / 2, &budget);
	KUNIT_EXPECT_EQ(test, ipcdiag_table_reserve(&table, 1), -ENOMEM);
	KUNIT_EXPECT_EQ(test, budget.used, SLOTS);
	ipcdiag_table_free(&table);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

static void set_is_empty(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	struct ipcdiag_set set;

	ipcdiag_set_init(&set, &budget);
	KUNIT_EXPECT_TRUE(test, !ipcdiag_set_find(&set, 0, 0));
	KUNIT_ASSERT_EQ(test, ipcdiag_set_reserve(&set, 1), 0);
	KUNIT_EXPECT_TRUE(test, !ipcdiag_set_find(&set, 0, 0));
	KUNIT_EXPECT_TRUE(test, !ipcdiag_set_find(&set, U64_MAX, U64_MAX));
	ipcdiag_set_free(&set);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
	KUNIT_EXPECT_TRUE(test, !ipcdiag_set_find(&set, 0, 0));
	ipcdiag_set_free(&set);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

static void set_once(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	const struct ipcdiag_set_entry *entry;
	struct ipcdiag_set set;

	ipcdiag_set_init(&set, &budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_set_reserve(&set, 4), 0);
	KUNIT_EXPECT_TRUE(test, ipcdiag_set_add(&set, 0, 0, 10));
	KUNIT_EXPECT_TRUE(test, ipcdiag_set_add(&set, 1, 0, 11));
	KUNIT_EXPECT_TRUE(test, ipcdiag_set_add(&set, 0, 1, 12));
	KUNIT_EXPECT_FALSE(test, ipcdiag_set_add(&set, 0, 0, 13));
	KUNIT_EXPECT_EQ(test, set.nr, 3UL);
	entry = ipcdiag_set_find(&set, 0, 0);
	KUNIT_ASSERT_TRUE(test, entry);
	KUNIT_EXPECT_EQ(test, entry->value, (u32)10);
	entry = ipcdiag_set_find(&set, 0, 1);
	KUNIT_ASSERT_TRUE(test, entry);
	KUNIT_EXPECT_EQ(test, entry->value, (u32)12);
	KUNIT_EXPECT_TRUE(test, !ipcdiag_set_find(&set, 1, 1));
	ipcdiag_set_free(&set);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

static u64 no_pattern(u64 n, u64 *b)
{
	*b = n % 3;
	return n;
}

/* As addresses of objects in one slab are: the low bits say nothing. */
static u64 aligned(u64 n, u64 *b)
{
	*b = 1;
	return 0xffff888000000000 + (n << 12);
}

/* Only the highest bits differ. */
static u64 high_bits(u64 n, u64 *b)
{
	*b = n << 52;
	return n << 48;
}

/* All in one place of the hash, in whatever way that is made of a and b. */
static u64 colliding(u64 n, u64 *b)
{
	*b = n;
	return n * GOLDEN_RATIO_64;
}

static void grow_set(struct kunit *test, u64 (*key)(u64 n, u64 *b), u64 count)
{
	struct ipcdiag_budget budget = { .limit = SZ_16M };
	struct ipcdiag_set set;
	unsigned int wrong = 0;
	u64 n, a, b;

	ipcdiag_set_init(&set, &budget);
	for (n = 0; n < count; n++) {
		KUNIT_ASSERT_EQ(test, ipcdiag_set_reserve(&set, 1), 0);
		a = key(n, &b);
		if (!ipcdiag_set_add(&set, a, b, n))
			wrong++;
		/* At least half of it is free: a search comes to an end. */
		if (2 * set.nr > set.size)
			wrong++;
	}
	KUNIT_EXPECT_EQ(test, (u64)set.nr, count);
	for (n = 0; n < count; n++) {
		const struct ipcdiag_set_entry *entry;

		a = key(n, &b);
		entry = ipcdiag_set_find(&set, a, b);
		if (!entry || entry->value != n || entry->key[0] != a ||
		    entry->key[1] != b || ipcdiag_set_add(&set, a, b, 0))
			wrong++;
	}
	for (n = count; n < 2 * count; n++) {
		a = key(n, &b);
		if (ipcdiag_set_find(&set, a, b))
			wrong++;
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
	ipcdiag_set_free(&set);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

static void set_grows(struct kunit *test)
{
	grow_set(test, no_pattern, 20000);
}

static void set_of_addresses(struct kunit *test)
{
	grow_set(test, aligned, 20000);
}

static void set_of_high_bits(struct kunit *test)
{
	grow_set(test, high_bits, 4096);
}

static void set_of_colliding_keys(struct kunit *test)
{
	grow_set(test, colliding, 1000);
}

static void set_budget(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	const struct ipcdiag_set_entry *entry;
	struct ipcdiag_set set;
	unsigned long size;
	size_t used;
	u64 n;

	ipcdiag_set_init(&set, &budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_set_reserve(&set, 100), 0);
	for (n = 0; n < 100; n++)
		ipcdiag_set_add(&set, n, ~n, n);
	used = budget.used;
	size = set.size;
	budget.limit = used;
	KUNIT_EXPECT_EQ(test, ipcdiag_set_reserve(&set, 10000), -ENOMEM);
	KUNIT_EXPECT_EQ(test, budget.used, used);
	KUNIT_EXPECT_EQ(test, set.size, size);
	KUNIT_EXPECT_EQ(test, set.nr, 100UL);
	for (n = 0; n < 100; n++) {
		entry = ipcdiag_set_find(&set, n, ~n);
		KUNIT_ASSERT_TRUE(test, entry);
		KUNIT_EXPECT_EQ(test, (u64)entry->value, n);
	}

	budget.limit = SZ_4M;
	KUNIT_EXPECT_EQ(test, ipcdiag_set_reserve(&set, 10000), 0);
	KUNIT_EXPECT_EQ(test, budget.used, set.size * sizeof(*set.entries));
	ipcdiag_set_free(&set);
	KUNIT_EXPECT_EQ(test, budget.used, (size_t)0);
}

static struct kunit_case table_cases[] = {
	KUNIT_CASE(table_grows),
	KUNIT_CASE(table_reserves),
	KUNIT_CASE(table_entry_sizes),
	KUNIT_CASE(table_budget),
	KUNIT_CASE(budget_is_shared),
	KUNIT_CASE(table_overflow),
	KUNIT_CASE(set_is_empty),
	KUNIT_CASE(set_once),
	KUNIT_CASE(set_grows),
	KUNIT_CASE(set_of_addresses),
	KUNIT_CASE(set_of_high_bits),
	KUNIT_CASE(set_of_colliding_keys),
	KUNIT_CASE(set_budget),
	{}
};

struct kunit_suite ipcdiag_table_suite = {
	.name = "ipcdiag_table",
	.test_cases = table_cases,
};
