// SPDX-License-Identifier: GPL-2.0
/* The file `snapshot`: lines of births, deaths and failures, and their words. */
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "fields.h"
#include "judge/verdict.h"
#include "lives.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

/* A key that begins with a space, and a word. */
#define field_word(line, key, word)					\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_word(line, word);				\
	} while (0)

/**
 * ipcdiag_limit_name() - the limit on how many objects of a kind there may be
 * @kind: the kind
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_limit_name(enum ipcdiag_kind kind)
{
	static const char *const names[] = {
		[IPCDIAG_SHM] = "shmmni",
		[IPCDIAG_SEM] = "semmni",
		[IPCDIAG_MSG] = "msgmni",
	};

	return names[kind];
}

static void show_path(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, u32 path)
{
	const struct ipcdiag_text *text;

	if (path == IPCDIAG_NO_PATH) {
		line_char(line, '-');
		return;
	}
	text = ipcdiag_table_at(&report->paths, path);
	ipcdiag_line_string(line, text->text, sizeof(text->text));
}

static void show_loginuid(struct ipcdiag_line *line, kuid_t uid)
{
	if (uid_valid(uid))
		ipcdiag_line_number(line, ipcdiag_show_uid(line, uid));
	else
		line_char(line, '-');
}

/* The numbers of a process, and what became of it. */
#define show_process(line, prefix, process)				\
	do {								\
		const struct ipcdiag_process *p = process;		\
									\
		if (!p->init_nr) {					\
			line_text(line, " " prefix "pid=- " prefix	\
				  "ipid=- " prefix "state=none");	\
		} else if (p->state == IPCDIAG_NONE) {			\
			line_text(line, " " prefix "pid=");		\
			field_pid(line, p->nr);				\
			field_number(line, " " prefix "ipid=",		\
				     p->init_nr);			\
			line_text(line, " " prefix "state=-");		\
		} else {						\
			line_text(line, " " prefix "pid=");		\
			field_pid(line, p->nr);				\
			field_number(line, " " prefix "ipid=",		\
				     p->init_nr);			\
			field_word(line, " " prefix "state=",		\
				   ipcdiag_state_name(p->state));	\
		}							\
	} while (0)

/* The same, and who it was. */
#define show_actor(line, prefix, actor)					\
	do {								\
		const struct ipcdiag_actor *a = actor;			\
									\
		show_process(line, prefix, &a->process);		\
		if (!a->process.init_nr) {				\
			line_text(line, " " prefix "uid=- " prefix	\
				  "loginuid=- " prefix "comm=-");	\
		} else {						\
			field_number(line, " " prefix "uid=",		\
				     ipcdiag_show_uid(line, a->uid));	\
			line_text(line, " " prefix "loginuid=");	\
			show_loginuid(line, a->loginuid);		\
			line_text(line, " " prefix "comm=");		\
			ipcdiag_line_string(line, a->comm,		\
					    sizeof(a->comm));		\
		}							\
	} while (0)

static void show_left(struct ipcdiag_line *line, enum ipcdiag_left left)
{
	static const char names[] = {
		[IPCDIAG_LEFT_UNKNOWN] = '-',
		[IPCDIAG_LEFT_SOMEBODY] = '1',
		[IPCDIAG_LEFT_NOBODY] = '0',
	};

	line_char(line, names[left]);
}

/* Where the maker came from, and whether anybody is left there. */
static void show_kin(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report,
		     const struct ipcdiag_birth *birth)
{
	if (birth->init_parent) {
		line_text(line, " ppid=");
		field_pid(line, birth->parent);
		field_number(line, " pipid=", birth->init_parent);
		field_word(line, " pstate=",
			   ipcdiag_state_name(birth->parent_state));
		line_text(line, " pcomm=");
		ipcdiag_line_string(line, birth->parent_comm,
				    sizeof(birth->parent_comm));
	} else {
		line_text(line, " ppid=- pipid=- pstate=none pcomm=-");
	}
	field_number(line, " preaper=", birth->reaper);
	line_text(line, " sid=");
	field_pid(line, birth->session);
	field_number(line, " isid=", birth->init_session);
	field_number(line, " slives=", birth->session_lives);
	line_text(line, " pgid=");
	field_pid(line, birth->group);
	field_number(line, " ipgid=", birth->init_group);
	field_number(line, " glives=", birth->group_lives);
	line_text(line, " exe=");
	show_path(line, report, birth->maker.exe);
	line_text(line, " exelives=");
	show_left(line, birth->exe_lives);
	line_text(line, " cwd=");
	show_path(line, report, birth->cwd);
	line_text(line, " cgroup=");
	show_path(line, report, birth->maker.cgroup);
	line_text(line, " cglives=");
	show_left(line, birth->cgroup_lives);
	line_text(line, " left=");
	show_left(line, birth->left);
}

/**
 * ipcdiag_snapshot_birth() - write the line of a birth
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_birth(struct ipcdiag_line *line,
			    const struct ipcdiag_report *report,
			    const void *entry)
{
	static const struct ipcdiag_actor none;
	const struct ipcdiag_birth *birth = entry;
	const struct ipcdiag_actor *maker = &birth->maker;
	const struct ipcdiag_object *obj =
		ipcdiag_table_at(&report->objects[birth->kind], birth->object);

	field_number(line, "birth ns=", ipcdiag_ns_of(report, obj->ns)->id);
	field_word(line, " type=", ipcdiag_kind_name(birth->kind));
	field_number(line, " id=", obj->id);
	field_number(line, " seq=", birth->seq);
	field_signed(line, " time=", birth->time);
	show_actor(line, "", maker);
	line_text(line, " tid=");
	field_pid(line, maker->tid);
	field_number(line, " itid=", maker->init_tid);
	show_kin(line, report, birth);
	if (birth->marked)
		field_signed(line, " mtime=", birth->mark_time);
	else
		line_text(line, " mtime=-");
	show_actor(line, "m", birth->marked ? &birth->marker : &none);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_death() - write the line of a death
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_death(struct ipcdiag_line *line,
			    const struct ipcdiag_report *report,
			    const void *entry)
{
	const struct ipcdiag_death *death = entry;

	field_number(line, "death ns=", death->ns);
	field_word(line, " type=", death->kind < IPCDIAG_KINDS ?
				   ipcdiag_kind_name(death->kind) : "-");
	field_number(line, " id=", death->id);
	field_number(line, " seq=", death->seq);
	field_signed(line, " time=", death->time);
	field_word(line, " how=", ipcdiag_end_name(death->how));
	line_text(line, " key=");
	ipcdiag_line_key(line, death->key);
	field_number(line, " size=", death->size);
	field_number(line, " owner=", ipcdiag_show_uid(line, death->uid));
	show_actor(line, "", &death->remover);
	line_text(line, " exe=");
	show_path(line, report,
		  !death->remover.process.init_nr ?
		  IPCDIAG_NO_PATH : death->remover.exe);
	line_text(line, " cgroup=");
	show_path(line, report,
		  !death->remover.process.init_nr ?
		  IPCDIAG_NO_PATH : death->remover.cgroup);
	if (death->born)
		field_signed(line, " born=", death->birth_time);
	else
		line_text(line, " born=-");
	show_actor(line, "c", &death->maker);
	line_text(line, " cexe=");
	show_path(line, report,
		  death->born ? death->maker.exe : IPCDIAG_NO_PATH);
	if (death->marked) {
		field_signed(line, " mtime=", death->mark_time);
		field_number(line, " attached=", death->attached);
	} else {
		line_text(line, " mtime=- attached=0");
	}
	show_actor(line, "m", &death->marker);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_failure() - write the line of a failure
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_failure(struct ipcdiag_line *line,
			      const struct ipcdiag_report *report,
			      const void *entry)
{
	const struct ipcdiag_failure *failure = entry;

	field_number(line, "failure ns=", failure->ns);
	field_word(line, " type=", ipcdiag_kind_name(failure->kind));
	field_number(line, " seq=", failure->seq);
	field_signed(line, " time=", failure->time);
	field_word(line, " limit=", ipcdiag_limit_name(failure->kind));
	field_number(line, " inuse=", failure->in_use);
	field_number(line, " max=", failure->limit);
	show_actor(line, "", &failure->actor);
	line_text(line, " exe=");
	show_path(line, report, failure->actor.exe);
	line_text(line, " cgroup=");
	show_path(line, report, failure->actor.cgroup);
	line_char(line, '\n');
}
