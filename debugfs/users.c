// SPDX-License-Identifier: GPL-2.0
/*
 * The file `users`: who attaches, sleeps, holds undo, for people. One line per
 * process and object; for sleepers, per thread.
 */
#include <linux/math64.h>

#include "fields.h"
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
		ipcdiag_line_right(line, nr, 8);
	else if (known)
		line_text(line, "       ? ");
	else
		line_text(line, "       - ");
}

/* How long it has slept; milliseconds are enough for people. */
static void show_slept(struct ipcdiag_line *line,
		       const struct ipcdiag_user *user)
{
	if (!user->slept)
		return;
	ipcdiag_line_number(line, div_u64(user->slept, NSEC_PER_MSEC));
	line_text(line, "ms,");
}

static void show_wait(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	show_slept(line, user);
	switch (user->use) {
	case IPCDIAG_WAIT:
		field_number(line, "sem=", user->num);
		field_signed(line, ",op=", user->op);
		field_number(line, ",nops=", user->nops);
		break;
	case IPCDIAG_SEND:
		field_number(line, "size=", user->size);
		break;
	case IPCDIAG_RECEIVE:
		line_text(line, "type=");
		ipcdiag_line_word(line, ipcdiag_wanted_name(user->wanted));
		field_signed(line, "(", user->type);
		field_number(line, "),max=", user->size);
		break;
	default:
		break;
	}
}

static void show_undo(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	field_number(line, "sharers=", user->sharers);
	line_text(line, ",adj=");
	if (user->adjustments_known)
		ipcdiag_show_adjustments(line, user);
	else
		line_char(line, '?');
}

/* How the object is used. What a stopped task waits for is not known. */
static void show_details(struct ipcdiag_line *line,
			 const struct ipcdiag_user *user)
{
	const char *from = line->at;

	if (user->stopped) {
		line_text(line, "stopped");
	} else if (user->use == IPCDIAG_ATTACH) {
		field_number(line, "ro=", user->ro);
		field_number(line, ",rw=", user->rw);
	} else if (user->use == IPCDIAG_UNDO) {
		show_undo(line, user);
	} else {
		show_wait(line, user);
	}
	ipcdiag_line_pad(line, from, 32);
}

/* Which process, or thread; it often has a hundred objects in a row. */
static void show_who(struct ipcdiag_line *line, const struct ipcdiag_who *who)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_WHO];
	const char *from = line->at;
	const char *comm;

	if (last->text && ipcdiag_same_who(last->of.record, who)) {
		line_repeat(line, last);
		return;
	}
	show_number(line, who->nr, true);
	show_number(line, who->tid, true);
	ipcdiag_line_right(line, ipcdiag_show_uid(line, who->uid), 8);
	comm = line->at;
	if (who->comm[0])
		ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	else
		line_char(line, '-');
	ipcdiag_line_pad(line, comm, 16);
	last->of.record = who;
	line_remember(line, last, from);
}

static void show_user(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);
	const char *from;

	line_ready(line, &ipcdiag_words.kind_columns[user->kind]);
	from = line->at;
	ipcdiag_line_number(line, ipcdiag_ns_of(report, obj->ns)->inum);
	ipcdiag_line_pad(line, from, 10);
	ipcdiag_line_right(line, obj->id, 10);
	line_ready(line, &ipcdiag_words.use_columns[user->use]);
	if (!user->known) {
		line_text(line, "       -        -        - ");
		line_text(line, "-                ");
		show_details(line, user);
		line_text(line, "no process has this address space any more\n");
		return;
	}

	show_who(line, &user->who);
	show_details(line, user);
	ipcdiag_show_cgroup(line, report, user->who.cgroup);
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
