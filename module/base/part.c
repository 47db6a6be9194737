// SPDX-License-Identifier: GPL-2.0
/*
 * What part of a limit is in use: per cent, and which of two parts is larger.
 *
 * Limits go up to the largest number of 64 bits, so that neither a hundred
 * times the use nor one use times the other's limit fits into another one.
 * mul_u64_u64_div_u64() cannot be used: modules may not call it on 5.10.
 *
 * Pure: no locks, no kernel state; also linked into the KUnit tests.
 */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>

#include "base/part.h"

/* 100 in binary, the highest digit first. */
static const bool hundred[] = { 1, 1, 0, 0, 1, 0, 0 };

/* Add @b to the rest @a, both below @limit; returns what is carried over. */
static unsigned int add_rest(u64 *a, u64 b, u64 limit)
{
	/* The sum itself may not fit. */
	if (*a < limit - b) {
		*a += b;
		return 0;
	}
	*a -= limit - b;

	return 1;
}

/**
 * ipcdiag_percent() - what part of a limit is used
 * @use: how much is used; more than the limit if that was lowered since
 * @limit: the limit
 *
 * Context: any.
 *
 * Return: per cent, rounded down, so that it is 100 only if nothing is left;
 * 0 if nothing is used, U64_MAX if it is no number that fits: as any use of a
 * limit of 0.
 */
u64 ipcdiag_percent(u64 use, u64 limit)
{
	u64 whole, rest, sum = 0;
	unsigned int percent = 0;
	unsigned int i;

	if (!use)
		return 0;
	if (!limit)
		return U64_MAX;
	whole = div64_u64_rem(use, limit, &rest);
	if (whole > (U64_MAX - 100) / 100)
		return U64_MAX;

	/* A hundred times the rest, and how often the limit goes into that. */
	for (i = 0; i < ARRAY_SIZE(hundred); i++) {
		percent = 2 * percent + add_rest(&sum, sum, limit);
		if (hundred[i])
			percent += add_rest(&sum, rest, limit);
	}

	return whole * 100 + percent;
}

/**
 * ipcdiag_part_order() - compare what parts of two limits are used
 * @a_use: how much is used of one
 * @a_limit: that limit
 * @b_use: how much is used of the other
 * @b_limit: that limit
 *
 * Nothing is the smallest part, of a limit of 0 as well; anything of a limit of
 * 0 is the largest.
 *
 * Context: any.
 *
 * Return: negative, 0 or positive as the first part is smaller than the second,
 * the same or larger.
 */
int ipcdiag_part_order(u64 a_use, u64 a_limit, u64 b_use, u64 b_limit)
{
	u64 high[2], low[2];

	if (!a_use || !b_use)
		return !!a_use - !!b_use;

	/* a/b < c/d if ad < cb: 128 bits in two halves. */
	high[0] = mul_u64_u64_shr(a_use, b_limit, 64);
	high[1] = mul_u64_u64_shr(b_use, a_limit, 64);
	if (high[0] != high[1])
		return high[0] < high[1] ? -1 : 1;
	low[0] = a_use * b_limit;
	low[1] = b_use * a_limit;

	return low[0] < low[1] ? -1 : low[0] > low[1];
}
