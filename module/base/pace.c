// SPDX-License-Identifier: GPL-2.0
/*
 * The pace at which a report is made: sections, and how long they take.
 *
 * Locking: none; a report that is being made belongs to one thread.
 */
#include <linux/errno.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "base/pace.h"

/**
 * ipcdiag_section_begin() - a stretch without a scheduling point begins
 * @pace: that of the report that is being made
 */
void ipcdiag_section_begin(struct ipcdiag_pace *pace)
{
	pace->section = ktime_get();
}

/**
 * ipcdiag_section_end() - a stretch without a scheduling point ends
 * @pace: that of the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_section_end(struct ipcdiag_pace *pace)
{
	u64 length = ktime_to_ns(ktime_sub(ktime_get(), pace->section));

	pace->longest = max(pace->longest, length);
	cond_resched();

	return fatal_signal_pending(current) ? -EINTR : 0;
}
