/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pace at which a report is made. The work is cut into sections, within
 * which nothing is allocated and nobody else is let to the processor of our own
 * accord. Each is bounded by the number of things that are looked at in it, and
 * measured, so that `status` can tell the longest.
 */
#ifndef IPCDIAG_PACE_H
#define IPCDIAG_PACE_H

#include <linux/ktime.h>
#include <linux/types.h>

/* Objects that are copied in one RCU section. */
#define IPCDIAG_WALK_BATCH	64

/* List entries that are counted in one lock section before it is ended. */
#define IPCDIAG_WALK_COUNT	1024

/**
 * struct ipcdiag_pace - sections of the report that is being made
 * @section: when the current section began
 * @looked: things that were looked at in it. Whoever goes through a list begins
 *	    with 0, and ends the section when there are too many; whoever looks at
 *	    something large on the way adds what that is worth
 * @longest: the longest section so far, nanoseconds
 * @hold: the longest time for which a segment's i_mmap_rwsem was held,
 *	  nanoseconds; no section goes on meanwhile
 */
struct ipcdiag_pace {
	ktime_t		section;
	unsigned int	looked;
	u64		longest;
	u64		hold;
};

void ipcdiag_section_begin(struct ipcdiag_pace *pace);
int ipcdiag_section_end(struct ipcdiag_pace *pace);

#endif /* IPCDIAG_PACE_H */
