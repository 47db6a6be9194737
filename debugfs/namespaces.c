// SPDX-License-Identifier: GPL-2.0
/*
 * The file `namespaces`: one line per IPC namespace, for people: what is in
 * use, of which limit.
 */
#include "views.h"

static int show_head(struct seq_file *m, const struct ipcdiag_report *report,
		     const void *entry)
{
	ipcdiag_show_title(m, report, "namespaces");
	seq_printf(m, "%-10s %-5s %6s %-24s %16s %26s %16s %22s %16s %10s %12s\n",
		   "NAMESPACE", "FLAGS", "PROCS", "PROCESS", "SHM/SHMMNI",
		   "PAGES/SHMALL", "SEM/SEMMNI", "SEMS/SEMMNS", "MSG/MSGMNI",
		   "MESSAGES", "BYTES");

	return 0;
}

static void show_use(struct seq_file *m, u64 use, u64 limit, int width)
{
	char text[48];

	snprintf(text, sizeof(text), "%llu/%llu", use, limit);
	seq_printf(m, "%*s ", width, text);
}

static int show_namespace(struct seq_file *m,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_namespace *ns = entry;

	seq_printf(m, "%-10u %c%c%c   %6u ", ns->inum, ns->init ? 'i' : '-',
		   ns->self ? 's' : '-', ns->changed ? 'c' : '-', ns->procs);
	ipcdiag_show_process(m, &ns->sample, 24);
	show_use(m, ns->in_use[IPCDIAG_SHM], ns->shmmni, 16);
	show_use(m, ns->shmpages, ns->shmall, 26);
	show_use(m, ns->in_use[IPCDIAG_SEM], ns->semmni, 16);
	show_use(m, ns->sems, ns->semmns, 22);
	show_use(m, ns->in_use[IPCDIAG_MSG], ns->msgmni, 16);
	seq_printf(m, "%10llu %12llu\n", ns->msgs, ns->msgbytes);

	return 0;
}

static int show_legend(struct seq_file *m, const struct ipcdiag_report *report,
		       const void *entry)
{
	seq_puts(m, "# flags: i initial, s your own, c changed during the walk\n");

	return 0;
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
