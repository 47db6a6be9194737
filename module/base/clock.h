/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Comparing times of the clock with times since boot. What is asked for each
 * object is inline.
 */
#ifndef IPCDIAG_CLOCK_H
#define IPCDIAG_CLOCK_H

#include <linux/math64.h>
#include <linux/time64.h>
#include <linux/types.h>

/* Times are kept in whole seconds, and are a tick old at most. */
#define IPCDIAG_CLOCK_SLACK	2

/**
 * struct ipcdiag_clock - what the clock says now, and whether to believe it
 * @now: seconds since 1970
 * @boot: nanoseconds since boot
 * @stepped: the clock was seen to be set
 * @steps: how often it was; two readings between which it was not have the same
 * @before: no time up to this one can be compared with the clock, seconds since
 *	    1970; if @stepped
 * @since: seconds since the clock was last seen to be set; if @stepped
 */
struct ipcdiag_clock {
	time64_t	now;
	u64		boot;
	bool		stepped;
	unsigned int	steps;
	time64_t	before;
	s64		since;
};

/**
 * struct ipcdiag_clock_steps - what was noted of a clock over time
 * @known: it was read before
 * @ahead: nanoseconds that it was ahead of the time since boot when it was read
 *	   last, or when it was first seen to be set to that
 * @stepped: it was seen to be set
 * @steps: how often it was
 * @before: the latest time that it can have said before it was set last, seconds
 *	    since 1970
 * @boot: when it was last seen to be set, nanoseconds since boot
 */
struct ipcdiag_clock_steps {
	bool		known;
	s64		ahead;
	bool		stepped;
	unsigned int	steps;
	time64_t	before;
	u64		boot;
};

void ipcdiag_clock_note(struct ipcdiag_clock_steps *steps, u64 boot, s64 real,
			struct ipcdiag_clock *clock);
void ipcdiag_clock_read(struct ipcdiag_clock *clock);

/**
 * ipcdiag_clock_real() - from time since boot to time of the clock
 * @clock: what the clock says now
 * @boot: nanoseconds since boot
 *
 * Return: seconds since 1970, as the clock is set now.
 */
static inline time64_t ipcdiag_clock_real(const struct ipcdiag_clock *clock,
					  u64 boot)
{
	return clock->now - div_s64((s64)(clock->boot - boot), NSEC_PER_SEC);
}

/**
 * ipcdiag_clock_age() - how long ago was something touched, at least?
 * @clock: what the clock says now
 * @touched: when, seconds since 1970
 *
 * If the clock was set forward since, that time would count as well: no more is
 * certain than what has passed since the clock was seen to be set.
 *
 * Return: seconds; negative if that time is still to come.
 */
static inline s64 ipcdiag_clock_age(const struct ipcdiag_clock *clock,
				    time64_t touched)
{
	s64 age = clock->now - touched;

	if (clock->stepped && age > clock->since)
		return clock->since;

	return age;
}

/**
 * ipcdiag_clock_compares() - can a time be compared at all?
 * @clock: what the clock says now
 * @start: when the process began, nanoseconds since boot; 0 if not known
 * @made: when the other thing was made, seconds since 1970
 *
 * Return: true if it can.
 */
static inline bool ipcdiag_clock_compares(const struct ipcdiag_clock *clock,
					  u64 start, time64_t made)
{
	return start && !(clock->stepped && made <= clock->before);
}

/**
 * ipcdiag_clock_earlier() - may a process have begun before something was made?
 * @clock: what the clock says now
 * @start: when the process began, nanoseconds since boot; 0 if not known
 * @made: when the other thing was made, seconds since 1970
 *
 * Return: true unless it is certain that it did not.
 */
static inline bool ipcdiag_clock_earlier(const struct ipcdiag_clock *clock,
					 u64 start, time64_t made)
{
	return !ipcdiag_clock_compares(clock, start, made) ||
	       ipcdiag_clock_real(clock, start) <= made + IPCDIAG_CLOCK_SLACK;
}

/**
 * ipcdiag_clock_later() - may a process have begun after something was made?
 * @clock: what the clock says now
 * @start: when the process began, nanoseconds since boot; 0 if not known
 * @made: when the other thing was made, seconds since 1970
 *
 * Return: true unless it is certain that it did not.
 */
static inline bool ipcdiag_clock_later(const struct ipcdiag_clock *clock,
				       u64 start, time64_t made)
{
	return !ipcdiag_clock_compares(clock, start, made) ||
	       ipcdiag_clock_real(clock, start) >= made - IPCDIAG_CLOCK_SLACK;
}

#endif /* IPCDIAG_CLOCK_H */
