/* SPDX-License-Identifier: GPL-2.0 */
/* Comparing times of the clock with times since boot. */
#ifndef IPCDIAG_CLOCK_H
#define IPCDIAG_CLOCK_H

#include <linux/time64.h>
#include <linux/types.h>

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
time64_t ipcdiag_clock_real(const struct ipcdiag_clock *clock, u64 boot);
s64 ipcdiag_clock_age(const struct ipcdiag_clock *clock, time64_t touched);
bool ipcdiag_clock_earlier(const struct ipcdiag_clock *clock, u64 start,
			   time64_t made);
bool ipcdiag_clock_later(const struct ipcdiag_clock *clock, u64 start,
			 time64_t made);

#endif /* IPCDIAG_CLOCK_H */
