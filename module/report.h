/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finished reports, and what is known of the module: with base/escape.h and
 * judge/verdict.h all that debugfs/ has of module/. How a report is made is
 * nobody's business there.
 */
#ifndef IPCDIAG_REPORT_H
#define IPCDIAG_REPORT_H

#include <linux/types.h>

#include "base/part.h"
#include "base/results.h"
#include "judge/leaks.h"
#include "layout/layout.h"

/**
 * struct ipcdiag_last - the last walk, and what went wrong since loading
 * @stats: the last complete walk
 * @longest: longest stretch without a scheduling point of any walk, nanoseconds
 * @hold: longest time that any walk held an i_mmap_rwsem, nanoseconds
 * @walks: complete walks
 * @no_memory: walks given up for want of memory
 * @interrupted: walks given up because the reader was killed
 */
struct ipcdiag_last {
	struct ipcdiag_stats	stats;
	u64			longest;
	u64			hold;
	unsigned long		walks;
	unsigned long		no_memory;
	unsigned long		interrupted;
};

/**
 * struct ipcdiag_means - what can be found out on this kernel
 * @namespaces_listed: the kernel has a list of all namespaces, so that none is
 *		       missed
 * @segments_followed: segments that a task left behind when it moved to another
 *		       namespace lead to theirs
 * @undo_known: it is known where undo adjustments are
 * @stopped_known: it is known what a stopped task was in
 */
struct ipcdiag_means {
	bool	namespaces_listed;
	bool	segments_followed;
	bool	undo_known;
	bool	stopped_known;
};

/* Parameters, set in main.c. */
extern unsigned int ipcdiag_grace;
extern unsigned int ipcdiag_memory_mb;

struct ipcdiag_budget ipcdiag_report_budget(void);
struct ipcdiag_report *ipcdiag_report_create(unsigned int want,
					     struct ipcdiag_budget budget);
void ipcdiag_report_free(struct ipcdiag_report *report);
void ipcdiag_report_last(struct ipcdiag_last *last);
void ipcdiag_report_means(struct ipcdiag_means *means);

#endif /* IPCDIAG_REPORT_H */
