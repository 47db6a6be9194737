// SPDX-License-Identifier: GPL-2.0
/*
 * Comparing times of the clock with times since boot.
 *
 * Objects remember times of the clock, which anybody with the right to do so can
 * set; tasks remember when they began in time since boot, which nobody can. The
 * difference between the two changes only when the clock is set. It is noted
 * when the module is loaded and compared whenever a report is made, so that a
 * clock that was set in between is noticed, though not exactly when. One that
 * was set before the module was loaded is not.
 *
 * Locking: what was noted is protected by clock_lock. The rest takes plain
 * values, and is also linked into the KUnit tests.
 */
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/spinlock.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>

#include "base/clock.h"

static DEFINE_SPINLOCK(clock_lock);
static struct ipcdiag_clock_steps clock_steps;

/**
 * ipcdiag_clock_note() - add a reading, and notice whether the clock was set
 * @steps: what was noted so far; zeros at first
 * @boot: nanoseconds since boot
 * @real: what the clock says at the same time, nanoseconds since 1970
 * @clock: the answer
 */
void ipcdiag_clock_note(struct ipcdiag_clock_steps *steps, u64 boot, s64 real,
			struct ipcdiag_clock *clock)
{
	s64 ahead = real - (s64)boot;
	time64_t said;

	if (!steps->known) {
		steps->known = true;
		steps->ahead = ahead;
	}
	if (abs(ahead - steps->ahead) >= IPCDIAG_CLOCK_SLACK * NSEC_PER_SEC) {
		steps->stepped = true;
		steps->steps++;
		steps->boot = boot;
		/* What it said until now, however it was set. */
		said = div_s64((s64)boot + max(ahead, steps->ahead),
			       NSEC_PER_SEC) + IPCDIAG_CLOCK_SLACK;
		steps->before = max(steps->before, said);
		steps->ahead = ahead;
	}
	clock->now = div_s64(real, NSEC_PER_SEC);
	clock->boot = boot;
	clock->stepped = steps->stepped;
	clock->steps = steps->steps;
	clock->before = steps->before;
	clock->since = div_u64(boot - steps->boot, NSEC_PER_SEC);
}

/**
 * ipcdiag_clock_read() - read the clock, and notice whether it was set
 * @clock: the answer
 *
 * Both times are made of one reading: what passes between two, on a machine that
 * stands still for seconds, would look like a clock that was set.
 */
void ipcdiag_clock_read(struct ipcdiag_clock *clock)
{
	ktime_t now, boot;

	spin_lock(&clock_lock);
	now = ktime_get();
	boot = ktime_mono_to_any(now, TK_OFFS_BOOT);
	ipcdiag_clock_note(&clock_steps, ktime_to_ns(boot),
			   ktime_to_ns(ktime_mono_to_real(now)), clock);
	spin_unlock(&clock_lock);
}
