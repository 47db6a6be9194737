// SPDX-License-Identifier: GPL-2.0
/*
 * The file `users`: who attaches, sleeps, holds undo, for people. One line per
 * process and object; for sleepers, per thread.
 */
#include "views.h"
#include "verdict.h"

static int show_head(struct seq_file *m, const struct ipcdiag_report *report,
		     const void *entry)
{
	ipcdiag_show_title(m, report, "users");
	seq_printf(m, "%-4s %-10s %10s %-7s %8s %8s %8s %-16s %-32s %s\n",
		   "KIND", "NAMESPACE", "ID", "USE", "PID", "TID", "UID",
		   "COMM", "DETAILS", "CGROUP");

	return 0;
}

static void show_number(struct seq_file *m, pid_t nr, bool known)
{
	if (nr)
		seq_printf(m, "%8d ", nr);
	else
		seq_printf(m, "%8s ", known ? "?" : "-");
}

/* What a sleeper waits for; milliseconds are enough for people. */
static void show_details(struct seq_file *m, const struct ipcdiag_user *user)
{
	if (user->slept)
		seq_printf(m, "%llums,", div_u64(user->slept, NSEC_PER_MSEC));

	switch (user->use) {
	case IPCDIAG_ATTACH:
		seq_printf(m, "ro=%u,rw=%u ", user->ro, user->rw);
		break;
	case IPCDIAG_WAIT:
		seq_printf(m, "sem=%u,op=%d,nops=%u ", user->num, user->op,
			   user->nops);
		break;
	case IPCDIAG_UNDO:
		seq_puts(m, "undo=");
		if (user->adjustments_known)
			ipcdiag_show_adjustments(m, user);
		else
			seq_putc(m, '?');
		seq_printf(m, ",sharers=%u ", user->sharers);
		break;
	case IPCDIAG_SEND:
		seq_printf(m, "size=%llu ", user->size);
		break;
	case IPCDIAG_RECEIVE:
		seq_printf(m, "type=%s(%lld),max=%llu ",
			   ipcdiag_wanted_name(user->wanted), user->type,
			   user->size);
		break;
	}
}

static int show_user(struct seq_file *m, const struct ipcdiag_report *report,
		     const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);
	const struct ipcdiag_cgroup *cgroup;

	seq_printf(m, "%-4s %-10u %10d %-7s ", ipcdiag_kind_name(user->kind),
		   ipcdiag_ns_of(report, obj->ns)->inum, obj->id,
		   ipcdiag_use_name(user->use));
	show_number(m, user->who.nr, user->known);
	show_number(m, user->who.tid, user->known);
	if (!user->known) {
		seq_puts(m, "       - ");
		show_details(m, user);
		seq_puts(m, "no process has this address space any more\n");
		return 0;
	}

	seq_printf(m, "%8u ", ipcdiag_show_uid(m, user->who.uid));
	ipcdiag_show_string(m, user->who.comm, sizeof(user->who.comm));
	seq_putc(m, ' ');
	show_details(m, user);
	cgroup = ipcdiag_table_at(&report->cgroups, user->who.cgroup);
	ipcdiag_show_string(m, cgroup->path, sizeof(cgroup->path));
	seq_putc(m, '\n');

	return 0;
}

static int show_totals(struct seq_file *m, const struct ipcdiag_report *report,
		       const void *entry)
{
	seq_printf(m, "# total: %lu uses\n", report->users.nr);

	return 0;
}

static const struct ipcdiag_section users_sections[] = {
	{ IPCDIAG_ONCE, show_head },
	{ IPCDIAG_OVER_USERS, show_user },
	{ IPCDIAG_ONCE, show_totals },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_users_view = {
	.name = "users",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_USERS,
	.sections = users_sections,
};
