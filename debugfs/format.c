// SPDX-License-Identifier: GPL-2.0
/*
 * What several views print in the same way.
 *
 * Locking: none; reports are read-only. User and group ids are shown as the
 * user namespace of whoever opened the file sees them.
 */
#include <linux/bitops.h>
#include <linux/ipc.h>
#include <linux/minmax.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>

#include "report.h"
#include "views.h"

/**
 * ipcdiag_show_title() - the first line of a file for people
 * @line: where to write it
 * @report: what the file shows
 * @name: name of the file
 *
 * It names version, kernel, time and grace period. A line follows for each kind
 * of object that was asked for and cannot be read, since the table below would
 * look as if there were none.
 */
void ipcdiag_show_title(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const char *name)
{
	unsigned int kind;

	ipcdiag_line_printf(line, "# ipcdiag %s %s: kernel %s, time %lld, grace %u s\n",
			    IPCDIAG_VERSION, name, init_utsname()->release,
			    report->stats.time, report->grace);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if ((report->want & BIT(kind)) && !ipcdiag_layout_usable(kind))
			ipcdiag_line_printf(line, "# %s refused: %s\n",
					    ipcdiag_kind_name(kind),
					    ipcdiag_layout_refusal(kind));
	}
}

/**
 * ipcdiag_same_process() - do two processes look the same?
 * @a: a process
 * @b: another one
 *
 * Return: true if each of their fields would be written alike.
 */
bool ipcdiag_same_process(const struct ipcdiag_process *a,
			  const struct ipcdiag_process *b)
{
	return a->nr == b->nr && a->init_nr == b->init_nr &&
	       a->state == b->state && a->family == b->family &&
	       !memcmp(a->comm, b->comm, sizeof(a->comm));
}

/**
 * ipcdiag_same_who() - do two tasks look the same?
 * @a: a task
 * @b: another one
 *
 * Return: true if each of their fields would be written alike.
 */
bool ipcdiag_same_who(const struct ipcdiag_who *a, const struct ipcdiag_who *b)
{
	return a->nr == b->nr && a->init_nr == b->init_nr &&
	       a->tid == b->tid && a->init_tid == b->init_tid &&
	       uid_eq(a->uid, b->uid) && a->cgroup == b->cgroup &&
	       !memcmp(a->comm, b->comm, sizeof(a->comm));
}

static void write_process(struct ipcdiag_line *line,
			  const struct ipcdiag_process *process, int width)
{
	const char *from = line->at;

	if (process->nr)
		ipcdiag_line_number(line, process->nr);
	else
		line_char(line, '?');
	line_char(line, '=');
	if (process->state != IPCDIAG_ALIVE)
		ipcdiag_line_word(line, ipcdiag_state_name(process->state));
	if (process->state == IPCDIAG_REUSED)
		line_char(line, '(');
	if (process->state == IPCDIAG_ALIVE || process->state == IPCDIAG_REUSED)
		ipcdiag_line_string(line, process->comm, sizeof(process->comm));
	if (process->state == IPCDIAG_REUSED)
		line_char(line, ')');
	ipcdiag_line_pad(line, from, width);
}

/**
 * ipcdiag_show_process() - write a process for people
 * @line: the line
 * @memo: where it is remembered for the next line
 * @process: the process
 * @width: of the column
 *
 * As "812=postgres", "812=dead", "812=reused(sleep)"; the name comes last and is
 * escaped.
 */
void ipcdiag_show_process(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			  const struct ipcdiag_process *process, int width)
{
	struct ipcdiag_memo *last = &line->memos[memo];
	const char *from = line->at;

	if (last->text && ipcdiag_same_process(last->of.record, process)) {
		line_repeat(line, last);
		return;
	}
	if (process->state == IPCDIAG_NONE)
		ipcdiag_line_left(line, "-", width);
	else
		write_process(line, process, width);
	last->of.record = process;
	line_remember(line, last, from);
}

/**
 * ipcdiag_show_reasons() - write reasons as words joined by commas
 * @line: the line
 * @reasons: bits, numbered by enum ipcdiag_reason
 */
void ipcdiag_show_reasons(struct ipcdiag_line *line, u64 reasons)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_REASONS];
	const char *from = line->at;

	if (!reasons || line_again(line, last, reasons))
		return;
	for (; reasons; reasons &= reasons - 1)
		line_ready(line, &ipcdiag_words.reasons[__ffs64(reasons)]);
	/* None follows the last comma. */
	line->at--;
	line_remember(line, last, from);
}

/**
 * ipcdiag_show_cgroup() - write the path of a cgroup
 * @line: the line
 * @report: the report
 * @index: index of the cgroup
 */
void ipcdiag_show_cgroup(struct ipcdiag_line *line,
			 const struct ipcdiag_report *report, u32 index)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_CGROUP];
	const struct ipcdiag_cgroup *cgroup;
	const char *from = line->at;

	if (line_again(line, last, index))
		return;
	cgroup = ipcdiag_table_at(&report->cgroups, index);
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	line_remember(line, last, from);
}

/**
 * ipcdiag_show_adjustments() - write what an undo list holds
 * @line: the line
 * @user: a user by undo
 *
 * As "0:-1,7:2", or "-" if nothing is to be undone or it is not known.
 */
void ipcdiag_show_adjustments(struct ipcdiag_line *line,
			      const struct ipcdiag_user *user)
{
	unsigned int nr =
		min_t(unsigned int, user->adjusted, IPCDIAG_ADJUSTMENTS);
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (i)
			line_char(line, ',');
		ipcdiag_line_number(line, user->adjustments[i].num);
		line_char(line, ':');
		ipcdiag_line_signed(line, user->adjustments[i].value);
	}
	if (!nr)
		line_char(line, '-');
}

/**
 * ipcdiag_object_of() - the object that somebody uses
 * @report: the report
 * @user: a use in this report, which has the object's index
 *
 * Return: the common part of the object's record.
 */
const struct ipcdiag_object *
ipcdiag_object_of(const struct ipcdiag_report *report,
		  const struct ipcdiag_user *user)
{
	return ipcdiag_table_at(&report->objects[user->kind], user->object);
}

/**
 * ipcdiag_show_uid() - a uid as the opener sees it
 * @line: the line
 * @uid: the uid
 *
 * Return: its number in the opener's user namespace, the overflow uid if it has
 * none.
 */
uid_t ipcdiag_show_uid(struct ipcdiag_line *line, kuid_t uid)
{
	return from_kuid_munged(seq_user_ns(line->m), uid);
}

/**
 * ipcdiag_show_gid() - a gid as the opener sees it
 * @line: the line
 * @gid: the gid
 *
 * Return: its number in the opener's user namespace, the overflow gid if it has
 * none.
 */
gid_t ipcdiag_show_gid(struct ipcdiag_line *line, kgid_t gid)
{
	return from_kgid_munged(seq_user_ns(line->m), gid);
}

/**
 * ipcdiag_ns_of() - the namespace that a record names by its index
 * @report: the report
 * @ns: the index; all namespaces of a finished report stay where they are
 *
 * Return: the namespace's record.
 */
const struct ipcdiag_namespace *
ipcdiag_ns_of(const struct ipcdiag_report *report, u32 ns)
{
	return ipcdiag_table_at(&report->namespaces, ns);
}

/**
 * ipcdiag_show_inum() - write the inode number of a namespace in its column
 * @line: the line
 * @report: the report
 * @ns: index of the namespace
 */
void ipcdiag_show_inum(struct ipcdiag_line *line,
		       const struct ipcdiag_report *report, u32 ns)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_NS];
	const char *from = line->at;

	if (line_again(line, last, ns))
		return;
	ipcdiag_line_right(line, ipcdiag_ns_of(report, ns)->inum, 10);
	line_remember(line, last, from);
}

/**
 * ipcdiag_show_ns_id() - write the identity of a namespace, for programs
 * @line: the line
 * @report: the report
 * @ns: index of the namespace
 */
void ipcdiag_show_ns_id(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, u32 ns)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_NS];
	const char *from = line->at;

	if (line_again(line, last, ns))
		return;
	ipcdiag_line_number(line, ipcdiag_ns_of(report, ns)->id);
	line_remember(line, last, from);
}
