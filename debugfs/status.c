// SPDX-License-Identifier: GPL-2.0
/*
 * The file `status`: the module itself, and how its last walk went. Opening it
 * walks nothing.
 */
#include <linux/utsname.h>

#include "base/escape.h"
#include "judge/verdict.h"
#include "report.h"
#include "views.h"

/* What the module is, and what can be found out on this kernel. */
static void show_module(struct seq_file *m)
{
	struct ipcdiag_means means;
	unsigned int kind;

	ipcdiag_report_means(&means);
	seq_printf(m, "ipcdiag: %s\n", IPCDIAG_VERSION);
	seq_printf(m, "kernel: %s\n", init_utsname()->release);
	seq_printf(m, "layout: %s\n", ipcdiag_layout_source());
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (ipcdiag_layout_usable(kind))
			seq_printf(m, "layout %s: %s\n",
				   ipcdiag_kind_name(kind),
				   ipcdiag_layout_source());
		else
			seq_printf(m, "layout %s: refused: %s\n",
				   ipcdiag_kind_name(kind),
				   ipcdiag_layout_refusal(kind));
	}
	seq_printf(m, "undo adjustments: %s\n",
		   means.undo_known ? "known" : "not known without BTF");
	seq_puts(m, "namespaces by tasks: yes\n");
	seq_puts(m, "namespaces by open files: yes\n");
	seq_printf(m, "namespaces by segments left by setns: %s\n",
		   means.segments_followed ? "yes" :
					     "no, not known without BTF");
	seq_printf(m, "namespaces by the kernel's list: %s\n",
		   means.namespaces_listed ? "yes, all are found" :
		   "no, before 6.18 one held by a bind mount or a mapping alone is not found");
	seq_printf(m, "stopped waiters: %s\n",
		   means.stopped_known ? "yes" :
		   "no, not known on this architecture");
	seq_printf(m, "grace: %u s\n", READ_ONCE(ipcdiag_grace));
	seq_printf(m, "memory limit: %u MiB per open file\n",
		   READ_ONCE(ipcdiag_memory_mb));
}

/* Who made and removed objects, as far as that is recorded. */
static void show_births(struct seq_file *m)
{
	char comm[IPCDIAG_ESCAPED_SIZE(TASK_COMM_LEN)];
	struct ipcdiag_births_state state;

	ipcdiag_report_births(&state);
	if (state.off) {
		seq_printf(m, "births: off: %s\n", state.off);
		return;
	}
	if (state.gaps + state.missed + state.odd + state.unwatched +
	    state.dropped[0])
		seq_printf(m, "births: gaps:%llu\n", state.gaps);
	else
		seq_puts(m, "births: complete\n");
	seq_printf(m, "births since: %lld\n", state.since);
	seq_printf(m, "births by: %s\n", state.by);
	seq_printf(m, "births seen: %llu\n", state.births);
	seq_printf(m, "deaths seen: %llu\n", state.deaths);
	seq_printf(m, "failures seen: shmmni %llu, semmni %llu, msgmni %llu\n",
		   state.failures[IPCDIAG_SHM], state.failures[IPCDIAG_SEM],
		   state.failures[IPCDIAG_MSG]);
	seq_printf(m, "births missed: %lu\n", state.missed);
	seq_printf(m, "births not understood: %llu\n", state.odd);
	seq_printf(m, "births unwatched: %llu\n", state.unwatched);
	seq_printf(m, "births dropped: %llu\n", state.dropped[0]);
	seq_printf(m, "deaths dropped: %llu\n", state.dropped[1]);
	seq_printf(m, "failures dropped: %llu\n", state.dropped[2]);
	seq_printf(m, "births without a path: %s%llu\n",
		   state.paths ? "" : "all, not known on this kernel, ",
		   state.no_paths);
	seq_printf(m, "births kept: %u of %u\n", state.live, state.live_limit);
	seq_printf(m, "deaths kept: %u of %u\n", state.dead, state.dead_limit);
	seq_printf(m, "failures kept: %u\n", state.failed);
	seq_printf(m, "births memory: %zu bytes, %lu records\n", state.bytes,
		   state.events);
	if (!state.pending) {
		seq_puts(m, "births unfinished: 0\n");
		return;
	}
	ipcdiag_escape(state.pending_comm, sizeof(state.pending_comm), comm,
		       sizeof(comm));
	seq_printf(m, "births unfinished: %lu, thread %d (%s) first\n",
		   state.pending, state.pending_pid, comm);
}

static void show_last(struct seq_file *m, const struct ipcdiag_stats *stats)
{
	seq_printf(m, "last walk: %lld\n", stats->time);
	seq_printf(m, "last duration: %llu ns\n", stats->duration);
	seq_printf(m, "last longest section: %llu ns\n", stats->longest);
	seq_printf(m, "last longest hold: %llu ns\n", stats->hold);
	seq_printf(m, "last memory: %zu bytes\n", stats->bytes);
	seq_printf(m, "last namespaces: %lu\n", stats->namespaces);
	seq_printf(m, "last shm: %lu\n", stats->objects[IPCDIAG_SHM]);
	seq_printf(m, "last sem: %lu\n", stats->objects[IPCDIAG_SEM]);
	seq_printf(m, "last msg: %lu\n", stats->objects[IPCDIAG_MSG]);
	seq_printf(m, "last vanished: %lu\n", stats->vanished);
	seq_printf(m, "last changed namespaces: %lu\n", stats->changed);
	seq_printf(m, "last tasks with more segments than looked at: %lu\n",
		   stats->segments_cut);
}

/**
 * ipcdiag_status_show() - write the whole file
 * @m: where to
 * @unused: not used
 *
 * Return: 0.
 */
int ipcdiag_status_show(struct seq_file *m, void *unused)
{
	struct ipcdiag_last last;

	show_module(m);
	show_births(m);
	ipcdiag_report_last(&last);
	seq_printf(m, "walks: %lu\n", last.walks);
	seq_printf(m, "walks without memory: %lu\n", last.no_memory);
	seq_printf(m, "walks interrupted: %lu\n", last.interrupted);
	seq_printf(m, "longest section: %llu ns\n", last.longest);
	seq_printf(m, "longest hold: %llu ns\n", last.hold);
	if (last.walks)
		show_last(m, &last.stats);

	return 0;
}
