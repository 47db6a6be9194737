// SPDX-License-Identifier: GPL-2.0
/* Parts of limits, against products of 128 bits. */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>

#include "base/part.h"
#include "suites.h"

/* Where something may go over, and what limits are like. */
static const u64 numbers[] = {
	0, 1, 2, 3, 7, 9, 10, 12, 49, 50, 51, 98, 99, 100, 101, 127, 128, 129,
	130, 199, 200, 201, 255, 256, 4096, 16384, 32000, 32768, 65535, 65536,
	1024000000, S32_MAX, U32_MAX - 1, U32_MAX, 1ULL << 32,
	(1ULL << 32) + 1, 99999999999ULL, 1ULL << 40, 1ULL << 53,
	U64_MAX / 101, U64_MAX / 100 - 1, U64_MAX / 100, U64_MAX / 100 + 1,
	U64_MAX / 99, U64_MAX / 10, U64_MAX / 3, U64_MAX / 2 - 1, U64_MAX / 2,
	U64_MAX / 2 + 1, U64_MAX / 2 + 2, 18446744073692774398ULL,
	/* The default of shmmax and shmall. */
	18446744073692774399ULL, 18446744073692774400ULL,
	U64_MAX - 100, U64_MAX - 2, U64_MAX - 1, U64_MAX,
};

/* xorshift64: all kinds of numbers, and the same every time. */
static u64 next_number(u64 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;

	return *state >> (*state % 64);
}

struct product {
	u64	high;
	u64	low;
};

/* By halves, unlike what is tested. */
static struct product multiply(u64 a, u64 b)
{
	u64 low = (a & U32_MAX) * (b & U32_MAX);
	u64 m = (a >> 32) * (b & U32_MAX);
	u64 n = (a & U32_MAX) * (b >> 32);
	u64 middle = (low >> 32) + (m & U32_MAX) + (n & U32_MAX);

	return (struct product) {
		.high = (a >> 32) * (b >> 32) + (m >> 32) + (n >> 32) +
			(middle >> 32),
		.low = middle << 32 | (low & U32_MAX),
	};
}

static int order(struct product a, struct product b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;

	return a.low < b.low ? -1 : a.low > b.low;
}

/* Is 100 use / limit in [percent, percent + 1)? */
static bool right_percent(u64 use, u64 limit)
{
	u64 percent = ipcdiag_percent(use, limit);
	struct product hundredfold = multiply(use, 100);

	if (!use)
		return percent == 0;
	if (!limit)
		return percent == U64_MAX;
	/* What does not fit, or is not far from that. */
	if (percent == U64_MAX)
		return div64_u64(use, limit) >= U64_MAX / 100 - 1;
	if (use < limit ? percent >= 100 : percent < 100)
		return false;

	return order(multiply(percent, limit), hundredfold) <= 0 &&
	       order(multiply(percent + 1, limit), hundredfold) > 0;
}

static void examples(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(130, 130), 100ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(129, 130), 99ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(101, 128), 78ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(1, 128), 0ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(2, 128), 1ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(3, 2), 150ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(1, 3), 33ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(2, 3), 66ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(U64_MAX, U64_MAX), 100ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(U64_MAX - 1, U64_MAX), 99ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(1, U64_MAX), 0ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(1ULL << 63, U64_MAX), 50ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent((1ULL << 63) - 1, U64_MAX), 49ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(U64_MAX, U64_MAX - 1), 100ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(U64_MAX, 1ULL << 63), 199ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(0, 0), 0ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(0, U64_MAX), 0ULL);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(1, 0), U64_MAX);
	KUNIT_EXPECT_EQ(test, ipcdiag_percent(U64_MAX, 1), U64_MAX);
}

/* Each use of each limit up to 300. */
static void small_percents(struct kunit *test)
{
	unsigned int use, limit, wrong = 0;

	for (limit = 1; limit <= 300; limit++) {
		for (use = 0; use <= 300; use++)
			wrong += ipcdiag_percent(use, limit) !=
				 use * 100 / limit;
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static void all_percents(struct kunit *test)
{
	unsigned int i, j, wrong = 0;
	u64 state = 1;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		for (j = 0; j < ARRAY_SIZE(numbers); j++) {
			if (right_percent(numbers[i], numbers[j]))
				continue;
			wrong++;
			kunit_info(test, "%llu of %llu\n", numbers[i],
				   numbers[j]);
		}
	}
	for (i = 0; i < 100000; i++) {
		u64 use = next_number(&state), limit = next_number(&state);

		wrong += !right_percent(use, limit) +
			 !right_percent(limit - 1, limit) +
			 !right_percent(limit, limit);
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static void order_examples(struct kunit *test)
{
	/* One queue is full with 100 bytes, one has a quarter of 16,384. */
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(100, 100, 4096, 16384), 1);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(1, 3, 2, 6), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(1, 3, 333333, 1000000), 1);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(0, 5, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(0, 0, 1, U64_MAX), -1);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(1, 0, U64_MAX, 1), 1);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(1, 0, 2, 0), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(U64_MAX - 1, U64_MAX,
						 U64_MAX - 2, U64_MAX - 1), 1);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(U64_MAX, U64_MAX, 1, 1), 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_part_order(U64_MAX, 3, U64_MAX, 2), -1);
}

static bool right_order(u64 a_use, u64 a_limit, u64 b_use, u64 b_limit)
{
	int found = ipcdiag_part_order(a_use, a_limit, b_use, b_limit);

	/* The other way round it is the opposite. */
	if (ipcdiag_part_order(b_use, b_limit, a_use, a_limit) != -found)
		return false;
	if (!a_use || !b_use)
		return found == !!a_use - !!b_use;

	return found == order(multiply(a_use, b_limit),
			      multiply(b_use, a_limit));
}

static void all_orders(struct kunit *test)
{
	unsigned int i, j, wrong = 0;
	u64 state = 2;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		for (j = 0; j < ARRAY_SIZE(numbers); j++) {
			u64 a = numbers[i], b = numbers[j];

			wrong += !right_order(a, b, a, b) +
				 !right_order(a, b, b, a) +
				 !right_order(a, b, a - 1, b) +
				 !right_order(a, b, a - 1, b - 1) +
				 !right_order(a, b, a, b + 1);
		}
	}
	for (i = 0; i < 100000; i++) {
		u64 a = next_number(&state), b = next_number(&state);
		u64 c = next_number(&state), d = next_number(&state);

		wrong += !right_order(a, b, c, d) + !right_order(a, b, a, c);
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static struct kunit_case part_cases[] = {
	KUNIT_CASE(examples),
	KUNIT_CASE(small_percents),
	KUNIT_CASE(all_percents),
	KUNIT_CASE(order_examples),
	KUNIT_CASE(all_orders),
	{}
};

struct kunit_suite ipcdiag_part_suite = {
	.name = "ipcdiag_part",
	.test_cases = part_cases,
};
