// SPDX-License-Identifier: GPL-2.0
/* The file `snapshot`: lines of users and of residents. */
#include <linux/uidgid.h>

#include "fields.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

/* The pid that the opener sees, and the one in the initial pid namespace. */
static void show_pids(struct ipcdiag_line *line, const struct ipcdiag_who *who)
{
	line_text(line, " pid=");
	field_pid(line, who->nr);
	field_number(line, " ipid=", who->init_nr);
}

static void show_name(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report,
		      const struct ipcdiag_who *who)
{
	line_text(line, " comm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	line_text(line, " cgroup=");
	ipcdiag_show_cgroup(line, report, who->cgroup);
}

static void show_who(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report,
		     const struct ipcdiag_user *user)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_WHO];
	const struct ipcdiag_who *who = &user->who;
	const char *from = line->at;

	if (!user->known) {
		line_text(line,
			  " pid=- ipid=- tid=- itid=- uid=- comm=- cgroup=-");
		return;
	}
	if (last->text && ipcdiag_same_who(last->of.record, who)) {
		line_repeat(line, last);
		return;
	}
	show_pids(line, who);
	line_text(line, " tid=");
	field_pid(line, who->tid);
	field_number(line, " itid=", who->init_tid);
	field_number(line, " uid=", ipcdiag_show_uid(line, who->uid));
	show_name(line, report, who);
	last->of.record = who;
	line_remember(line, last, from);
}

/**
 * ipcdiag_snapshot_resident() - the `resident` line of a user or group id in a namespace
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_resident
 *
 * The ids are as the opener of the file sees them.
 */
void ipcdiag_snapshot_resident(struct ipcdiag_line *line,
			       const struct ipcdiag_report *report,
			       const void *entry)
{
	const struct ipcdiag_resident *resident = entry;
	const struct ipcdiag_who *who = &resident->who;

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
	show_pids(line, who);
	show_name(line, report, who);
	line_char(line, '\n');
}

static void show_slept(struct ipcdiag_line *line,
		       const struct ipcdiag_user *user)
{
	if (user->slept)
		field_number(line, " slept=", user->slept);
	else
		line_text(line, " slept=-");
}

static void show_undo(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	field_number(line, " sharers=", user->sharers);
	line_text(line, " adjusted=");
	if (user->adjustments_known)
		ipcdiag_line_number(line, user->adjusted);
	else
		line_char(line, '-');
	line_text(line, " adj=");
	ipcdiag_show_adjustments(line, user);
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

/* What a sleeper waits for; of one that was stopped, it is not known. */
static void show_wait(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	show_slept(line, user);
	if (user->stopped)
		return;
	switch (user->use) {
	case IPCDIAG_WAIT:
		field_number(line, " num=", user->num);
		field_signed(line, " op=", user->op);
		field_number(line, " nops=", user->nops);
		break;
	case IPCDIAG_SEND:
		field_number(line, " size=", user->size);
		break;
	case IPCDIAG_RECEIVE:
		field_number(line, " size=", user->size);
		field_signed(line, " msgtype=", user->type);
		line_text(line, " wanted=");
		ipcdiag_line_word(line, ipcdiag_wanted_name(user->wanted));
		break;
	default:
		break;
	}
}

/**
 * ipcdiag_snapshot_user() - the `user` line of one use of one object
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_user
 *
 * Which keys it has depends on the use: docs/abi.md has a table for each.
 */
void ipcdiag_snapshot_user(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);

	line_text(line, "user ns=");
	ipcdiag_show_ns_id(line, report, obj->ns);
	line_text(line, " type=");
	line_ready(line, &ipcdiag_words.kinds[user->kind]);
	field_number(line, "id=", obj->id);
	line_text(line, " kind=");
	line_ready(line, &ipcdiag_words.uses[user->use]);
	/* What follows begins with the space that stands behind the word. */
	line->at--;
	show_who(line, report, user);

	switch (user->use) {
	case IPCDIAG_ATTACH:
		field_number(line, " ro=", user->ro);
		field_number(line, " rw=", user->rw);
		break;
	case IPCDIAG_UNDO:
		show_undo(line, user);
		break;
	default:
		show_wait(line, user);
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
