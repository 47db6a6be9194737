/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A report that is being made, and what is needed only meanwhile. It belongs to
 * the thread that makes it and needs no lock. The finished report knows nothing
 * of it.
 */
#ifndef IPCDIAG_MAKING_H
#define IPCDIAG_MAKING_H

#include <linux/types.h>

#include "base/pace.h"
#include "base/results.h"
#include "base/table.h"

struct ipcdiag_asked;
struct ipcdiag_fd_scan;
struct ipcdiag_finding;
struct ipcdiag_identities;
struct ipcdiag_precedent;

/**
 * struct ipcdiag_making - a report that is being made
 * @report: what there is of it
 * @pace: its sections
 * @seen: what was met already, as base/seen.h tells it apart
 * @held: struct ipcdiag_held_ns (find/nstable.h): the namespaces, referenced, in
 *	  the order of finding
 * @stopped: struct ipcdiag_stopped (find/stopped.h)
 * @stopped_capped: some of those that are stopped are not in @stopped, or what
 *		    they were in could not be read
 * @clock_steps: how often the clock had been set before anything was read
 * @unsettled: a namespace is (find/nstable.h)
 * @vanished: an object was removed meanwhile, or turned out to be none for the
 *	      report
 * @precedent: the last judgement (judge/judge.h)
 * @identities: what became of processes, as the opener sees them
 *		(find/identity.h)
 * @asked: which residents were asked for last (find/residents.h)
 * @fd_scan: where the search of open files goes on (find/nsfiles.h)
 * @finding: what is needed to find users (users/finding.h); NULL if they are not
 *	     looked for, or no longer
 */
struct ipcdiag_making {
	struct ipcdiag_report		*report;
	struct ipcdiag_pace		pace;
	struct ipcdiag_set		seen;
	struct ipcdiag_table		held;
	struct ipcdiag_table		stopped;
	bool				stopped_capped;
	unsigned int			clock_steps;
	bool				unsettled;
	bool				vanished;
	struct ipcdiag_precedent	*precedent;
	struct ipcdiag_identities	*identities;
	struct ipcdiag_asked		*asked;
	struct ipcdiag_fd_scan		*fd_scan;
	struct ipcdiag_finding		*finding;
};

/* Are users looked for of all objects, not only of those that are held? */
static inline bool ipcdiag_finds_all_users(const struct ipcdiag_making *making)
{
	return making->finding && !(making->report->want & IPCDIAG_WANT_LEAKS);
}

#endif /* IPCDIAG_MAKING_H */
