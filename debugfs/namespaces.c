// SPDX-License-Identifier: GPL-2.0
/*
 * The file `namespaces`: one line per IPC namespace, for people: what is in
 * use, of which limit.
 */
#include <linux/log2.h>
#include <linux/math64.h>

#include "views.h"

static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(line, report, "namespaces");
	ipcdiag_line_printf(line, "%-10s %-5s %6s %-24s %15s %28s %28s ",
			    "NAMESPACE", "FLAGS", "PROCS", "PROCESS", "SHMMNI",
			    "SHMALL(pages)", "SHMMAX(largest)");
	ipcdiag_line_printf(line, "%15s %20s %15s %15s %15s  %s\n", "SEMMNI",
			    "SEMMNS", "SEMMSL(largest)", "MSGMNI",
			    "MSGMNB(fullest)", "CGROUP");
}

/* Use, limit, and what part of the limit that is. */
static void show_use(struct ipcdiag_line *line, u64 use, u64 limit, int width)
{
	char text[64];
	u64 percent = 0;

	/* Limits may be so large that a multiplication would overflow. */
	if (limit >= 100)
		percent = div64_u64(use, div64_u64(limit, 100));
	else if (limit)
		percent = div64_u64(use * 100, limit);
	if (limit > U32_MAX)
		snprintf(text, sizeof(text), "%llu/2^%u %llu%%", use,
			 ilog2(limit), percent);
	else
		snprintf(text, sizeof(text), "%llu/%llu %llu%%", use, limit,
			 percent);
	ipcdiag_line_printf(line, "%*s ", width, text);
}

static void show_namespace(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry)
{
	const struct ipcdiag_namespace *ns = entry;

	ipcdiag_line_printf(line, "%-10u %c%c%c%c  %6u ", ns->inum,
			    ns->init ? 'i' : '-', ns->self ? 's' : '-',
			    ns->pinned ? 'f' : '-', ns->changed ? 'c' : '-',
			    ns->procs);
	ipcdiag_show_process(line, &ns->sample, 24);
	show_use(line, ns->in_use[IPCDIAG_SHM], ns->shmmni, 15);
	show_use(line, ns->shmpages, ns->shmall, 28);
	show_use(line, ns->largest[IPCDIAG_SHM], ns->shmmax, 28);
	show_use(line, ns->in_use[IPCDIAG_SEM], ns->semmni, 15);
	show_use(line, ns->sems, ns->semmns, 20);
	show_use(line, ns->largest[IPCDIAG_SEM], ns->semmsl, 15);
	show_use(line, ns->in_use[IPCDIAG_MSG], ns->msgmni, 15);
	show_use(line, ns->largest[IPCDIAG_MSG], ns->msgmnb, 15);
	line_char(line, ' ');
	if (ns->procs) {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, ns->cgroup);

		ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
		line_char(line, '\n');
	} else {
		line_text(line, "-\n");
	}
}

static void show_legend(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	line_text(line, "# flags: i initial, s your own, ");
	line_text(line, "f a file refers to it, or may, c changed during the walk\n");
}

static const struct ipcdiag_section namespaces_sections[] = {
	{ IPCDIAG_ONCE, show_head },
	{ IPCDIAG_OVER_NAMESPACES, show_namespace },
	{ IPCDIAG_ONCE, show_legend },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_namespaces_view = {
	.name = "namespaces",
	.want = IPCDIAG_WANT_OBJECTS,
	.sections = namespaces_sections,
};
