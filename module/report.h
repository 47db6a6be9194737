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

/**
 * struct ipcdiag_births_state - whether births and deaths are recorded
 * @off: why not, or NULL if they are
 * @by: how the probes go in
 * @since: since when, seconds since 1970
 * @gaps: objects of which a birth or a death is known not to be recorded
 * @missed: calls in which a probe did not call us, as the kernel counts them
 * @births: objects that were made since
 * @deaths: objects that went
 * @failures: objects that could not be made since a limit was reached, by kind
 * @dropped: births, deaths and failures that there was no room for
 * @unwatched: kinds of object in namespaces that are not watched any more
 * @paths: executables and the like can be had on this kernel
 * @no_paths: executables, working directories and cgroups that are not known
 * @odd: calls of a probed function that were not understood
 * @live: objects whose makers are known
 * @live_limit: how many these may be
 * @dead: deaths that are kept
 * @dead_limit: how many these may be
 * @failed: failures that are kept
 * @events: events that there is memory for
 * @bytes: memory for all that
 * @pending: tasks that have not returned to user space since they made or
 *	     removed something
 * @pending_pid: one of them, in the initial pid namespace
 * @pending_comm: its name, not escaped
 */
struct ipcdiag_births_state {
	const char	*off;
	const char	*by;
	time64_t	since;
	u64		gaps;
	unsigned long	missed;
	u64		births;
	u64		deaths;
	u64		failures[IPCDIAG_KINDS];
	u64		dropped[3];
	u64		unwatched;
	bool		paths;
	u64		no_paths;
	u64		odd;
	unsigned int	live;
	unsigned int	live_limit;
	unsigned int	dead;
	unsigned int	dead_limit;
	unsigned int	failed;
	unsigned long	events;
	size_t		bytes;
	unsigned long	pending;
	pid_t		pending_pid;
	char		pending_comm[TASK_COMM_LEN];
};

/* Parameters, set in main.c. */
extern unsigned int ipcdiag_grace;
extern unsigned int ipcdiag_memory_mb;

struct ipcdiag_budget ipcdiag_report_budget(void);
struct ipcdiag_report *ipcdiag_report_create(unsigned int want,
					     struct ipcdiag_budget budget);
void ipcdiag_report_free(struct ipcdiag_report *report);
void ipcdiag_report_last(struct ipcdiag_last *last);
void ipcdiag_report_births(struct ipcdiag_births_state *state);
const char *ipcdiag_report_births_word(void);
void ipcdiag_report_means(struct ipcdiag_means *means);

#endif /* IPCDIAG_REPORT_H */
