// SPDX-License-Identifier: GPL-2.0
/*
 * The file `namespaces`: one line per IPC namespace, for people: what is in
 * use, of which limit.
 */
#include <linux/kernel.h>
#include <linux/limits.h>

#include "report.h"
#include "views.h"

static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(line, report, "namespaces");
	ipcdiag_line_printf(line, "%-10s %-5s %6s %-24s %15s %32s %32s ",
			    "NAMESPACE", "FLAGS", "PROCS", "PROCESS", "SHMMNI",
			    "SHMALL(pages)", "SHMMAX(largest)");
	ipcdiag_line_printf(line, "%15s %20s %15s %15s %15s  %s\n", "SEMMNI",
			    "SEMMNS", "SEMMSL(largest)", "MSGMNI",
			    "MSGMNB(fullest)", "CGROUP");
}

/* Use, limit, and what part of the limit that is: two words. */
static void show_use(struct ipcdiag_line *line, u64 use, u64 limit, int width)
{
	u64 percent = ipcdiag_percent(use, limit);
	char text[64];

	if (percent == U64_MAX)
		snprintf(text, sizeof(text), "%llu/%llu over", use, limit);
	else
		snprintf(text, sizeof(text), "%llu/%llu %llu%%", use, limit,
			 percent);
	ipcdiag_line_printf(line, "%*s ", width, text);
}

/* The same for what only the objects tell: nothing, if they are not read. */
static void show_found(struct ipcdiag_line *line, enum ipcdiag_kind kind,
		       u64 use, u64 limit, int width)
{
	char text[32];

	if (ipcdiag_layout_usable(kind)) {
		show_use(line, use, limit, width);
		return;
	}
	snprintf(text, sizeof(text), "-/%llu -", limit);
	ipcdiag_line_printf(line, "%*s ", width, text);
}

static void show_limits(struct ipcdiag_line *line,
			const struct ipcdiag_namespace *ns)
{
	show_found(line, IPCDIAG_SHM, ns->in_use[IPCDIAG_SHM], ns->shmmni, 15);
	show_use(line, ns->shmpages, ns->shmall, 32);
	show_found(line, IPCDIAG_SHM, ns->largest[IPCDIAG_SHM], ns->shmmax, 32);
	show_found(line, IPCDIAG_SEM, ns->in_use[IPCDIAG_SEM], ns->semmni, 15);
	show_use(line, ns->sems, ns->semmns, 20);
	show_found(line, IPCDIAG_SEM, ns->largest[IPCDIAG_SEM], ns->semmsl, 15);
	show_found(line, IPCDIAG_MSG, ns->in_use[IPCDIAG_MSG], ns->msgmni, 15);
	/* A queue has a limit of its own, which only begins as the default. */
	show_found(line, IPCDIAG_MSG, ns->fullest,
		   ns->queues ? ns->fullest_limit : ns->msgmnb, 15);
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
	ipcdiag_show_process(line, IPCDIAG_MEMO_LAST, &ns->sample, 24);
	show_limits(line, ns);
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
	line_text(line, "# each use: of which limit, and what part of it that is, rounded down; ");
	line_text(line, "MSGMNB is that of the fullest queue, of its own limit\n");
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
