// SPDX-License-Identifier: GPL-2.0
/*
 * How fast something changed between two snapshots, from plain numbers.
 */
#include "findings/diff.h"

/* A rate is told in hundredths, and an hour has 3600 seconds. */
#define HUNDREDTHS_OF_HOUR 360000

/**
 * diff_change() - how much more there is than before
 * @before: how much there was
 * @now: how much there is
 *
 * Return: the difference, within the bounds of its type.
 */
int64_t diff_change(uint64_t before, uint64_t now)
{
	uint64_t n = now > before ? now - before : before - now;
	int64_t most = n > INT64_MAX ? INT64_MAX : (int64_t)n;

	return now > before ? most : -most;
}

/**
 * diff_rate() - how much a change is in an hour
 * @change: the change
 * @seconds: the time that it took
 * @hundredths: set to hundredths of the change in an hour, rounded
 *
 * Return: false if no time went by, so that nobody can tell.
 */
bool diff_rate(int64_t change, int64_t seconds, int64_t *hundredths)
{
	__int128 n = (__int128)change * HUNDREDTHS_OF_HOUR;

	if (seconds <= 0)
		return false;
	n = (n + (n < 0 ? -(seconds / 2) : seconds / 2)) / seconds;
	*hundredths = n > INT64_MAX  ? INT64_MAX :
		      n < -INT64_MAX ? -INT64_MAX :
				       (int64_t)n;
	return true;
}

/**
 * diff_time_left() - when will a limit be full?
 * @limit: the limit
 * @seconds: the time between the snapshots
 * @left: set to the seconds until then if it goes on like this
 *
 * Return: false if it is full, or if nobody can tell.
 */
bool diff_time_left(const struct diff_limit *limit, int64_t seconds,
		    uint64_t *left)
{
	const struct limit_use *use = &limit->use;
	unsigned __int128 n;

	if (!limit->known || seconds <= 0 || use->used <= limit->before ||
	    limit_is_full(use->used, use->max))
		return false;
	n = (unsigned __int128)(use->max - use->used) * (uint64_t)seconds /
	    (use->used - limit->before);
	*left = n > INT64_MAX ? INT64_MAX : (uint64_t)n;
	return true;
}
