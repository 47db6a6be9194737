// SPDX-License-Identifier: GPL-2.0
/*
 * What several views print in the same way.
 *
 * Locking: none; reports are read-only. User and group ids are shown as the
 * user namespace of whoever opened the file sees them.
 */
#include <linux/bitops.h>
#include <linux/ipc.h>
#include <linux/seq_file.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>

#include "judge/verdict.h"
#include "report.h"
#include "views.h"

/**
 * ipcdiag_show_title() - write the first line of a file for people
 * @line: the line
 * @report: the report
 * @name: name of the file
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
 * ipcdiag_show_process() - write a process for people
 * @line: the line
 * @process: the process
 * @width: of the column
 *
 * As "812=postgres", "812=dead", "812=reused(sleep)"; the name comes last and is
 * escaped.
 */
void ipcdiag_show_process(struct ipcdiag_line *line,
			  const struct ipcdiag_process *process, int width)
{
	unsigned long from = line_column(line);

	if (process->state == IPCDIAG_NONE) {
		ipcdiag_line_left(line, "-", width);
		return;
	}

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
 * ipcdiag_show_reasons() - write reasons as words joined by commas
 * @line: the line
 * @reasons: bits, numbered by enum ipcdiag_reason
 */
void ipcdiag_show_reasons(struct ipcdiag_line *line, u64 reasons)
{
	while (reasons) {
		unsigned int i = __ffs64(reasons);

		reasons &= reasons - 1;
		ipcdiag_line_word(line, ipcdiag_reason_name(i));
		if (reasons)
			line_char(line, ',');
	}
}

/**
 * ipcdiag_state_name() - the word for a process's state
 * @state: the state
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_state_name(enum ipcdiag_state state)
{
	static const char *const names[] = {
		[IPCDIAG_NONE] = "none",     [IPCDIAG_ALIVE] = "alive",
		[IPCDIAG_ZOMBIE] = "zombie", [IPCDIAG_THREAD] = "thread",
		[IPCDIAG_DEAD] = "dead",     [IPCDIAG_REUSED] = "reused",
		[IPCDIAG_KERNEL] = "kernel",
	};

	return names[state];
}

/**
 * ipcdiag_use_name() - the word for a use
 * @use: the use
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_use_name(enum ipcdiag_use use)
{
	static const char *const names[] = {
		[IPCDIAG_ATTACH] = "attach",   [IPCDIAG_WAIT] = "wait",
		[IPCDIAG_UNDO] = "undo",       [IPCDIAG_SEND] = "send",
		[IPCDIAG_RECEIVE] = "receive",
	};

	return names[use];
}

/**
 * ipcdiag_wanted_name() - the word for how a wanted type is meant
 * @wanted: how
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_wanted_name(enum ipcdiag_wanted wanted)
{
	static const char *const names[] = {
		[IPCDIAG_WANTS_ANY] = "any",
		[IPCDIAG_WANTS_EQUAL] = "equal",
		[IPCDIAG_WANTS_NOT_EQUAL] = "not-equal",
		[IPCDIAG_WANTS_LESS_EQUAL] = "less-equal",
		[IPCDIAG_WANTS_NUMBER] = "number",
	};

	return names[wanted];
}

/**
 * ipcdiag_write_adjustments() - write what an undo list holds
 * @text: where to
 * @size: space there; IPCDIAG_ADJUSTMENTS_SIZE is enough
 * @user: a user by undo
 *
 * As "0:-1,7:2", or "-" if nothing is to be undone or it is not known.
 */
void ipcdiag_write_adjustments(char *text, size_t size,
			       const struct ipcdiag_user *user)
{
	unsigned int nr =
		min_t(unsigned int, user->adjusted, IPCDIAG_ADJUSTMENTS);
	unsigned int i;
	size_t n = 0;

	for (i = 0; i < nr; i++)
		n += scnprintf(text + n, size - n, "%s%u:%d", i ? "," : "",
			       user->adjustments[i].num,
			       user->adjustments[i].value);
	if (!nr)
		scnprintf(text, size, "-");
}

/**
 * ipcdiag_object_of() - the object of a user
 * @report: the report
 * @user: the user
 *
 * Return: its record.
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
 * ipcdiag_ns_of() - the namespace of an object
 * @report: the report
 * @ns: index of the namespace
 *
 * Return: its record.
 */
const struct ipcdiag_namespace *
ipcdiag_ns_of(const struct ipcdiag_report *report, u32 ns)
{
	return ipcdiag_table_at(&report->namespaces, ns);
}
