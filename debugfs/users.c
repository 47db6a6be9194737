// SPDX-License-Identifier: GPL-2.0
/*
 * The file `users`: who attaches, sleeps, holds undo, for people. One line per
 * process and object; for sleepers, per thread.
 */
#include <linux/math64.h>

#include "base/escape.h"
#include "judge/verdict.h"
#include "views.h"

static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(line, report, "users");
	ipcdiag_line_printf(line,
			    "%-4s %-10s %10s %-7s %8s %8s %8s %-16s %-32s %s\n",
			    "KIND", "NAMESPACE", "ID", "USE", "PID", "TID",
			    "UID", "COMM", "DETAILS", "CGROUP");
}

static void show_number(struct ipcdiag_line *line, pid_t nr, bool known)
{
	if (nr)
		ipcdiag_line_printf(line, "%8d ", nr);
	else
		ipcdiag_line_printf(line, "%8s ", known ? "?" : "-");
}

/*
 * How the object is used; of sleep, milliseconds are enough for people. What a
 * task that was stopped waits for is not known.
 */
static void show_details(struct ipcdiag_line *line,
			 const struct ipcdiag_user *user)
{
	char text[160];
	int n = 0;

	if (user->stopped) {
		line_text(line, "stopped                          ");
		return;
	}
	if (user->slept)
		n = scnprintf(text, sizeof(text), "%llums,",
			      div_u64(user->slept, NSEC_PER_MSEC));

	switch (user->use) {
	case IPCDIAG_ATTACH:
		scnprintf(text, sizeof(text), "ro=%u,rw=%u", user->ro,
			  user->rw);
		break;
	case IPCDIAG_WAIT:
		scnprintf(text + n, sizeof(text) - n, "sem=%u,op=%d,nops=%u",
			  user->num, user->op, user->nops);
		break;
	case IPCDIAG_UNDO:
		n = scnprintf(text, sizeof(text),
			      "sharers=%u,adj=", user->sharers);
		if (user->adjustments_known)
			ipcdiag_write_adjustments(text + n, sizeof(text) - n,
						  user);
		else
			scnprintf(text + n, sizeof(text) - n, "?");
		break;
	case IPCDIAG_SEND:
		scnprintf(text + n, sizeof(text) - n, "size=%llu", user->size);
		break;
	case IPCDIAG_RECEIVE:
		scnprintf(text + n, sizeof(text) - n, "type=%s(%lld),max=%llu",
			  ipcdiag_wanted_name(user->wanted), user->type,
			  user->size);
		break;
	default:
		text[0] = '\0';
		break;
	}
	ipcdiag_line_printf(line, "%-32s ", text);
}

static void show_user(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);
	char comm[IPCDIAG_ESCAPED_SIZE(TASK_COMM_LEN)];
	const struct ipcdiag_cgroup *cgroup;

	ipcdiag_line_printf(line, "%-4s %-10u %10d %-7s ",
			    ipcdiag_kind_name(user->kind),
			    ipcdiag_ns_of(report, obj->ns)->inum, obj->id,
			    ipcdiag_use_name(user->use));
	show_number(line, user->who.nr, user->known);
	show_number(line, user->who.tid, user->known);
	if (!user->known) {
		line_text(line, "       - ");
		show_details(line, user);
		line_text(line, "no process has this address space any more\n");
		return;
	}

	ipcdiag_line_printf(line, "%8u ",
			    ipcdiag_show_uid(line, user->who.uid));
	ipcdiag_escape(user->who.comm, sizeof(user->who.comm), comm,
		       sizeof(comm));
	ipcdiag_line_printf(line, "%-16s ", comm[0] ? comm : "-");
	show_details(line, user);
	cgroup = ipcdiag_table_at(&report->cgroups, user->who.cgroup);
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	line_char(line, '\n');
}

static void show_totals(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	if (report->capped)
		line_text(line, "# capped: there are so many uses that not all are listed\n");
	ipcdiag_line_printf(line, "# total: %lu uses\n", report->users.nr);
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
