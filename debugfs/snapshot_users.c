// SPDX-License-Identifier: GPL-2.0
/* The file `snapshot`: lines of users and of residents. */
#include <linux/uidgid.h>

#include "fields.h"
#include "judge/verdict.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

static void show_who(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report,
		     const struct ipcdiag_user *user)
{
	const struct ipcdiag_who *who = &user->who;
	const struct ipcdiag_cgroup *cgroup;

	if (!user->known) {
		line_text(line,
			  " pid=- ipid=- tid=- itid=- uid=- comm=- cgroup=-");
		return;
	}
	cgroup = ipcdiag_table_at(&report->cgroups, who->cgroup);
	line_text(line, " pid=");
	field_pid(line, who->nr);
	field_number(line, " ipid=", who->init_nr);
	line_text(line, " tid=");
	field_pid(line, who->tid);
	field_number(line, " itid=", who->init_tid);
	field_number(line, " uid=", ipcdiag_show_uid(line, who->uid));
	line_text(line, " comm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	line_text(line, " cgroup=");
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
}

/**
 * ipcdiag_snapshot_resident() - write the line of a resident
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_resident(struct ipcdiag_line *line,
			       const struct ipcdiag_report *report,
			       const void *entry)
{
	const struct ipcdiag_resident *resident = entry;
	const struct ipcdiag_who *who = &resident->who;
	const struct ipcdiag_cgroup *cgroup =
		ipcdiag_table_at(&report->cgroups, who->cgroup);

	field_number(line,
		     "resident ns=", ipcdiag_ns_of(report, resident->ns)->id);
	if (resident->type == IPCDIAG_RESIDENT_UID)
		field_number(line, " type=uid who=",
			     ipcdiag_show_uid(line, KUIDT_INIT(resident->id)));
	else
		field_number(line, " type=gid who=",
			     ipcdiag_show_gid(line, KGIDT_INIT(resident->id)));
	field_number(line, " procs=", resident->procs);
	field_signed(line, " start=",
		     ipcdiag_clock_real(&report->clock, resident->start));
	if (!who->init_nr) {
		line_text(line, " pid=- ipid=- comm=- cgroup=-\n");
		return;
	}
	line_text(line, " pid=");
	field_pid(line, who->nr);
	field_number(line, " ipid=", who->init_nr);
	line_text(line, " comm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	line_text(line, " cgroup=");
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	line_char(line, '\n');
}

static void show_slept(struct ipcdiag_line *line,
		       const struct ipcdiag_user *user)
{
	if (user->slept)
		ipcdiag_line_printf(line, " slept=%llu", user->slept);
	else
		line_text(line, " slept=-");
}

static void show_undo(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	char adj[IPCDIAG_ADJUSTMENTS_SIZE];

	ipcdiag_line_printf(line, " sharers=%u", user->sharers);
	if (user->adjustments_known)
		ipcdiag_line_printf(line, " adjusted=%u adj=", user->adjusted);
	else
		line_text(line, " adjusted=- adj=");
	ipcdiag_write_adjustments(adj, sizeof(adj), user);
	ipcdiag_line_word(line, adj);
}

/* Of those that wait, whether they sleep or were stopped. */
static void show_stopped(struct ipcdiag_line *line,
			 const struct ipcdiag_user *user)
{
	line_text(line, " stopped=");
	if (user->use == IPCDIAG_ATTACH || user->use == IPCDIAG_UNDO)
		line_char(line, '-');
	else
		line_char(line, user->stopped ? '1' : '0');
}

/**
 * ipcdiag_snapshot_user() - write the line of a user
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_user(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);

	field_number(line, "user ns=", ipcdiag_ns_of(report, obj->ns)->id);
	field_word(line, " type=", ipcdiag_kind_name(user->kind));
	field_number(line, " id=", obj->id);
	field_word(line, " kind=", ipcdiag_use_name(user->use));
	show_who(line, report, user);

	switch (user->use) {
	case IPCDIAG_ATTACH:
		field_number(line, " ro=", user->ro);
		field_number(line, " rw=", user->rw);
		break;
	case IPCDIAG_WAIT:
		show_slept(line, user);
		if (!user->stopped)
			ipcdiag_line_printf(line, " num=%u op=%d nops=%u",
					    user->num, user->op, user->nops);
		break;
	case IPCDIAG_UNDO:
		show_undo(line, user);
		break;
	case IPCDIAG_SEND:
		show_slept(line, user);
		if (!user->stopped)
			field_number(line, " size=", user->size);
		break;
	case IPCDIAG_RECEIVE:
		show_slept(line, user);
		if (!user->stopped)
			ipcdiag_line_printf(line,
					    " size=%llu msgtype=%lld wanted=%s",
					    user->size, user->type,
					    ipcdiag_wanted_name(user->wanted));
		break;
	}
	show_stopped(line, user);
	line_text(line, " threads=");
	if (user->known)
		ipcdiag_line_number(line, user->threads);
	else
		line_char(line, '-');
	line_char(line, '\n');
}
