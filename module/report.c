// SPDX-License-Identifier: GPL-2.0
/*
 * What there is of a report before and after it is made: its tables, its memory,
 * and the figures of the last walk.
 *
 * Locking: the figures are protected by last_lock. A report is read-only.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/spinlock.h>

#include "births/births.h"
#include "births/gaps.h"
#include "births/later.h"
#include "births/path.h"
#include "births/pool.h"
#include "find/namespaces.h"
#include "find/stopped.h"
#include "layout/layout.h"
#include "report.h"
#include "snapshot.h"

unsigned int ipcdiag_grace = 60;
unsigned int ipcdiag_memory_mb = 256;

static DEFINE_SPINLOCK(last_lock);
static struct ipcdiag_last last_walk;

/**
 * ipcdiag_report_init() - make the tables of a report, empty
 * @report: the report; its budget is set
 */
void ipcdiag_report_init(struct ipcdiag_report *report)
{
	static const size_t object_size[IPCDIAG_KINDS] = {
		[IPCDIAG_SHM] = sizeof(struct ipcdiag_shm),
		[IPCDIAG_SEM] = sizeof(struct ipcdiag_sem),
		[IPCDIAG_MSG] = sizeof(struct ipcdiag_msg),
	};
	struct ipcdiag_budget *budget = &report->budget;
	unsigned int kind;

	ipcdiag_table_init(&report->namespaces,
			   sizeof(struct ipcdiag_namespace), budget);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_init(&report->objects[kind], object_size[kind],
				   budget);
	ipcdiag_table_init(&report->semvals, sizeof(struct ipcdiag_semval),
			   budget);
	ipcdiag_table_init(&report->users, sizeof(struct ipcdiag_user), budget);
	ipcdiag_table_init(&report->residents, sizeof(struct ipcdiag_resident),
			   budget);
	ipcdiag_table_init(&report->runs, sizeof(struct ipcdiag_run), budget);
	ipcdiag_table_init(&report->cgroups, sizeof(struct ipcdiag_cgroup),
			   budget);
	ipcdiag_table_init(&report->births, sizeof(struct ipcdiag_birth),
			   budget);
	ipcdiag_table_init(&report->deaths, sizeof(struct ipcdiag_death),
			   budget);
	ipcdiag_table_init(&report->failures, sizeof(struct ipcdiag_failure),
			   budget);
	ipcdiag_table_init(&report->paths, sizeof(struct ipcdiag_text), budget);
}

/**
 * ipcdiag_report_note() - note how a walk went, for `status`
 * @making: the report that was made, or given up
 * @err: 0, or why it was given up
 */
void ipcdiag_report_note(const struct ipcdiag_making *making, int err)
{
	spin_lock(&last_lock);
	last_walk.longest = max(last_walk.longest, making->pace.longest);
	last_walk.hold = max(last_walk.hold, making->pace.hold);
	switch (err) {
	case 0:
		last_walk.stats = making->report->stats;
		last_walk.walks++;
		break;
	case -ENOMEM:
		last_walk.no_memory++;
		break;
	default:
		last_walk.interrupted++;
		break;
	}
	spin_unlock(&last_lock);
}

/**
 * ipcdiag_report_budget() - what an open file may take
 *
 * Return: memory_mb as it is now, nothing of it taken.
 */
struct ipcdiag_budget ipcdiag_report_budget(void)
{
	return (struct ipcdiag_budget) {
		.limit = min_t(u64, (u64)READ_ONCE(ipcdiag_memory_mb) << 20,
			       SIZE_MAX),
	};
}

/**
 * ipcdiag_report_free() - give back a report's memory
 * @report: the report
 *
 * Context: process context, may sleep.
 */
void ipcdiag_report_free(struct ipcdiag_report *report)
{
	struct ipcdiag_budget budget;
	unsigned int kind;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_free(&report->objects[kind]);
	ipcdiag_table_free(&report->semvals);
	ipcdiag_table_free(&report->users);
	ipcdiag_table_free(&report->residents);
	ipcdiag_table_free(&report->runs);
	ipcdiag_table_free(&report->cgroups);
	ipcdiag_table_free(&report->births);
	ipcdiag_table_free(&report->deaths);
	ipcdiag_table_free(&report->failures);
	ipcdiag_table_free(&report->paths);
	ipcdiag_table_free(&report->namespaces);
	budget = report->budget;
	ipcdiag_free(&budget, report, 1, sizeof(*report));
}

/**
 * ipcdiag_report_last() - how the last walk went
 * @last: the figures
 */
void ipcdiag_report_last(struct ipcdiag_last *last)
{
	spin_lock(&last_lock);
	*last = last_walk;
	spin_unlock(&last_lock);
}

/**
 * ipcdiag_report_means() - what can be found out on this kernel?
 * @means: the answer
 */
void ipcdiag_report_means(struct ipcdiag_means *means)
{
	means->namespaces_listed = ipcdiag_namespaces_listed();
	means->segments_followed = ipcdiag_layout_has_clist();
	means->undo_known = ipcdiag_layout_has_undo();
	means->stopped_known = ipcdiag_stopped_known();
}

/**
 * ipcdiag_report_births() - whether births and deaths are recorded
 * @state: the answer
 */
void ipcdiag_report_births(struct ipcdiag_births_state *state)
{
	struct ipcdiag_recorded recorder;
	struct ipcdiag_pool_figures pool;

	ipcdiag_recorded_read(&recorder);
	ipcdiag_pool_figures(&pool);
	*state = (struct ipcdiag_births_state) {
		.off = ipcdiag_births_off(),
		.by = ipcdiag_births_by(),
		.since = ipcdiag_births_since(),
		.gaps = ipcdiag_gaps(),
		.missed = ipcdiag_births_missed(),
		.births = recorder.births,
		.deaths = recorder.deaths,
		.unwatched = ipcdiag_gaps_unwatched(),
		.paths = ipcdiag_later_possible(),
		.no_paths = recorder.no_paths,
		.odd = recorder.odd,
		.live = pool.nr[IPCDIAG_LEDGER_LIVE],
		.live_limit = pool.limit[IPCDIAG_LEDGER_LIVE],
		.dead = pool.nr[IPCDIAG_LEDGER_DEAD],
		.dead_limit = pool.limit[IPCDIAG_LEDGER_DEAD],
		.failed = pool.nr[IPCDIAG_LEDGER_FAILED],
		.events = pool.events,
		.bytes = pool.bytes + ipcdiag_path_bytes(),
		.pending = recorder.pending,
		.pending_pid = recorder.pending_pid,
	};
	memcpy(state->failures, recorder.failures, sizeof(state->failures));
	memcpy(state->dropped, pool.dropped, sizeof(state->dropped));
	memcpy(state->pending_comm, recorder.pending_comm,
	       sizeof(state->pending_comm));
}

/**
 * ipcdiag_report_births_word() - whether births are recorded, in one word
 *
 * Return: the word, as docs/abi.md has it.
 */
const char *ipcdiag_report_births_word(void)
{
	struct ipcdiag_births_state state;

	ipcdiag_report_births(&state);
	if (state.off)
		return "off";
	if (state.gaps || state.missed || state.odd || state.unwatched ||
	    state.dropped[IPCDIAG_LEDGER_LIVE])
		return "gaps";

	return "complete";
}
