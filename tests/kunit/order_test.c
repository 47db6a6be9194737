// SPDX-License-Identifier: GPL-2.0
/* The order of namespaces, and sorting a table of them by it. */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sizes.h>

#include "find/order.h"
#include "suites.h"

static int order(u64 a, bool a_init, u64 b, bool b_init)
{
	const struct ipcdiag_namespace x = { .id = a, .init = a_init };
	const struct ipcdiag_namespace y = { .id = b, .init = b_init };
	int result = ipcdiag_namespace_order(&x, &y);

	/* The other way round it is the opposite. */
	return ipcdiag_namespace_order(&y, &x) == -result ? result : INT_MAX;
}

static void by_id(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, order(1, false, 2, false), -1);
	KUNIT_EXPECT_EQ(test, order(2, false, 1, false), 1);
	KUNIT_EXPECT_EQ(test, order(0, false, U64_MAX, false), -1);
	KUNIT_EXPECT_EQ(test, order(7, false, 7, false), 0);
	/* More than an int, and than its difference. */
	KUNIT_EXPECT_EQ(test, order(1, false, 1ULL << 32, false), -1);
	KUNIT_EXPECT_EQ(test, order(U32_MAX, false, 1ULL << 32, false), -1);
	KUNIT_EXPECT_EQ(test, order(1ULL << 63, false, 1, false), 1);
}

static void initial_first(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, order(9, true, 1, false), -1);
	KUNIT_EXPECT_EQ(test, order(1, false, 9, true), 1);
	KUNIT_EXPECT_EQ(test, order(U64_MAX, true, 0, false), -1);
	KUNIT_EXPECT_EQ(test, order(1, true, 9, false), -1);
	KUNIT_EXPECT_EQ(test, order(9, true, 9, true), 0);
}

/* Record @i of @nr, which are in order by @i. */
static struct ipcdiag_namespace numbered(unsigned long i, unsigned long nr)
{
	return (struct ipcdiag_namespace) {
		.slot = nr - i,
		.init = !i,
		.id = i ? 1000 + 3 * i : 2000,
		.inum = i,
		.largest[IPCDIAG_MSG] = i * i,
	};
}

/* All of the record is in its place. */
static bool is_numbered(const struct ipcdiag_namespace *record, unsigned long i,
			unsigned long nr)
{
	const struct ipcdiag_namespace n = numbered(i, nr);

	return record->slot == n.slot && record->init == n.init &&
	       record->id == n.id && record->inum == n.inum &&
	       record->largest[IPCDIAG_MSG] == n.largest[IPCDIAG_MSG];
}

/*
 * Sort @nr records: the one that belongs to place i is at first in place
 * @from(i), which is another for each.
 */
static void sorts(struct kunit *test, unsigned long nr,
		  unsigned long (*from)(unsigned long i, unsigned long nr))
{
	struct ipcdiag_budget budget = { .limit = SZ_16M };
	struct ipcdiag_table table;
	unsigned long i;
	unsigned int wrong = 0;
	size_t used;

	ipcdiag_table_init(&table, sizeof(struct ipcdiag_namespace), &budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, nr), 0);
	for (i = 0; i < nr; i++) {
		struct ipcdiag_namespace *record =
			ipcdiag_table_at(&table, from(i, nr));

		/* Each place once. */
		if (record->slot)
			wrong++;
		*record = numbered(i, nr);
	}
	table.nr = nr;
	used = budget.used;

	ipcdiag_namespaces_sort(&table);
	KUNIT_EXPECT_EQ(test, table.nr, nr);
	KUNIT_EXPECT_EQ(test, budget.used, used);
	for (i = 0; i < nr; i++) {
		if (!is_numbered(ipcdiag_table_at(&table, i), i, nr))
			wrong++;
	}
	KUNIT_EXPECT_EQ_MSG(test, wrong, 0U, "%lu namespaces", nr);
	ipcdiag_table_free(&table);
}

static unsigned long ascending(unsigned long i, unsigned long nr)
{
	return i;
}

static unsigned long descending(unsigned long i, unsigned long nr)
{
	return nr - 1 - i;
}

/* A prime that divides none of the numbers that are sorted. */
static unsigned long scattered(unsigned long i, unsigned long nr)
{
	return i * 7919 % nr;
}

static void any_number(struct kunit *test)
{
	unsigned long nr;

	for (nr = 0; nr < 140; nr++) {
		sorts(test, nr, ascending);
		sorts(test, nr, descending);
		sorts(test, nr, scattered);
	}
}

static void many(struct kunit *test)
{
	sorts(test, 5000, ascending);
	sorts(test, 5000, descending);
	sorts(test, 5000, scattered);
}

/* Every order that six can be found in. */
static void every_order(struct kunit *test)
{
	struct ipcdiag_budget budget = { .limit = SZ_4M };
	struct ipcdiag_table table;
	unsigned int wrong = 0, n, i, j;

	ipcdiag_table_init(&table, sizeof(struct ipcdiag_namespace), &budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(&table, 6), 0);
	table.nr = 6;
	for (n = 0; n < 720; n++) {
		unsigned int left[] = { 0, 1, 2, 3, 4, 5 };
		unsigned int rest = n;

		for (i = 0; i < 6; i++) {
			struct ipcdiag_namespace *record =
				ipcdiag_table_at(&table, i);
			unsigned int pick = rest % (6 - i);

			rest /= 6 - i;
			*record = numbered(left[pick], 6);
			for (j = pick; j < 5; j++)
				left[j] = left[j + 1];
		}
		ipcdiag_namespaces_sort(&table);
		for (i = 0; i < 6; i++) {
			if (!is_numbered(ipcdiag_table_at(&table, i), i, 6))
				wrong++;
		}
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
	ipcdiag_table_free(&table);
}

static struct kunit_case order_cases[] = {
	KUNIT_CASE(by_id),
	KUNIT_CASE(initial_first),
	KUNIT_CASE(any_number),
	KUNIT_CASE(every_order),
	KUNIT_CASE(many),
	{}
};

struct kunit_suite ipcdiag_order_suite = {
	.name = "ipcdiag_order",
	.test_cases = order_cases,
};
