// SPDX-License-Identifier: GPL-2.0
/*
 * The file `births`: who made the objects that are there, who removed others, who
 * could make none; for people, the newest first.
 */
#include "base/escape.h"
#include "judge/verdict.h"
#include "lives.h"
#include "report.h"
#include "views.h"

static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(line, report, "births");
	ipcdiag_line_printf(line, "# recorded: %s\n",
			    ipcdiag_report_births_word());
	ipcdiag_line_printf(line,
			    "%-9s %-4s %10s %10s %9s %8s %8s %-16s %-24s %s\n",
			    "WHAT", "KIND", "NAMESPACE", "ID", "AGO", "PID",
			    "UID", "COMM", "EXECUTABLE", "CGROUP");
}

static void show_path(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, u32 path, int width)
{
	const char *from = line->at;
	const struct ipcdiag_text *text;

	if (path == IPCDIAG_NO_PATH) {
		line_char(line, '-');
	} else {
		text = ipcdiag_table_at(&report->paths, path);
		ipcdiag_line_string(line, text->text, sizeof(text->text));
	}
	if (width)
		ipcdiag_line_pad(line, from, width);
}

static void show_what(struct ipcdiag_line *line, const char *what,
		      unsigned int kind)
{
	ipcdiag_line_left(line, what, 9);
	ipcdiag_line_left(line, kind < IPCDIAG_KINDS ? ipcdiag_kind_name(kind) :
						       "-", 4);
}

static void show_ago(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, time64_t time)
{
	ipcdiag_line_right(line, max_t(s64, report->stats.time - time, 0), 9);
}

static void show_actor(struct ipcdiag_line *line,
		       const struct ipcdiag_report *report,
		       const struct ipcdiag_actor *actor)
{
	char comm[IPCDIAG_ESCAPED_SIZE(TASK_COMM_LEN)];

	if (!actor->process.init_nr) {
		line_text(line, "       -        - nobody\n");
		return;
	}
	if (actor->process.nr)
		ipcdiag_line_right(line, actor->process.nr, 8);
	else
		line_text(line, "       ? ");
	ipcdiag_line_right(line, ipcdiag_show_uid(line, actor->uid), 8);
	ipcdiag_escape(actor->comm, sizeof(actor->comm), comm, sizeof(comm));
	ipcdiag_line_left(line, comm[0] ? comm : "-", 16);
	show_path(line, report, actor->exe, 24);
	show_path(line, report, actor->cgroup, 0);
	line_char(line, '\n');
}

static void show_birth(struct ipcdiag_line *line,
		       const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_birth *birth = entry;
	const struct ipcdiag_object *obj =
		ipcdiag_table_at(&report->objects[birth->kind], birth->object);

	show_what(line, "made", birth->kind);
	ipcdiag_line_right(line, ipcdiag_ns_of(report, obj->ns)->inum, 10);
	ipcdiag_line_right(line, obj->id, 10);
	show_ago(line, report, birth->time);
	show_actor(line, report, &birth->maker);
}

/* The namespace may be gone, so that only its identity is known. */
static void show_death(struct ipcdiag_line *line,
		       const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_death *death = entry;

	show_what(line, ipcdiag_end_name(death->how), death->kind);
	ipcdiag_line_right(line, death->ns, 10);
	ipcdiag_line_right(line, death->id, 10);
	show_ago(line, report, death->time);
	show_actor(line, report, &death->remover);
}

static void show_failure(struct ipcdiag_line *line,
			 const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_failure *failure = entry;

	show_what(line, ipcdiag_limit_name(failure->kind), failure->kind);
	ipcdiag_line_right(line, failure->ns, 10);
	line_text(line, "         - ");
	show_ago(line, report, failure->time);
	show_actor(line, report, &failure->actor);
}

static void show_legend(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	unsigned long objects = 0;
	unsigned int kind;

	line_text(line, "# what: made, it is there; ");
	line_text(line, "call, detach, exit, forced, namespace: how it went; ");
	line_text(line, "shmmni, semmni, msgmni: the limit that kept it from being made\n");
	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		objects += report->objects[kind].nr;
	ipcdiag_line_printf(line, "# total: %lu made, %lu gone, %lu not made\n",
			    report->births.nr, report->deaths.nr,
			    report->failures.nr);
	ipcdiag_line_printf(line, "# %lu more are there, older than the module or missed\n",
			    objects - report->births.nr);
}

static const struct ipcdiag_section births_sections[] = {
	{ IPCDIAG_ONCE, show_head },
	{ IPCDIAG_OVER_BIRTHS, show_birth },
	{ IPCDIAG_OVER_DEATHS, show_death },
	{ IPCDIAG_OVER_FAILURES, show_failure },
	{ IPCDIAG_ONCE, show_legend },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_births_view = {
	.name = "births",
	/*
	 * Who pays for a segment decides whether it seems an orphan, and so whether
	 * the wait for its maker's kin begins, or ends.
	 */
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_CHARGES | IPCDIAG_WANT_BIRTHS |
		IPCDIAG_WANT_DEATHS | IPCDIAG_WANT_NEWEST,
	.sections = births_sections,
};
