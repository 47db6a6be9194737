// SPDX-License-Identifier: GPL-2.0
/* The file `snapshot`: lines of objects and of what is in them. */
#include <linux/ipc.h>

#include "fields.h"
#include "judge/verdict.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

/* A process has several keys, which differ in what they begin with. */
#define PROCESS_KEYS(prefix)						\
	(&(const struct process_keys) {					\
		" " prefix "pid=", " " prefix "ipid=",			\
		" " prefix "state=", " " prefix "family=",		\
		" " prefix "comm="					\
	})

/**
 * struct process_keys - the keys of a process
 * @pid: its number as the opener sees it
 * @ipid: its number in the initial pid namespace
 * @state: what became of it
 * @family: whether its group or session lives
 * @comm: its name
 */
struct process_keys {
	const char	*pid;
	const char	*ipid;
	const char	*state;
	const char	*family;
	const char	*comm;
};

static void show_process(struct ipcdiag_line *line,
			 const struct process_keys *keys,
			 const struct ipcdiag_process *process)
{
	bool none = process->state == IPCDIAG_NONE;

	ipcdiag_line_word(line, keys->pid);
	if (none)
		line_char(line, '-');
	else
		field_pid(line, process->nr);
	ipcdiag_line_word(line, keys->ipid);
	if (none)
		line_char(line, '-');
	else
		ipcdiag_line_number(line, process->init_nr);
	ipcdiag_line_word(line, keys->state);
	ipcdiag_line_word(line, ipcdiag_state_name(process->state));
	ipcdiag_line_word(line, keys->family);
	line_char(line, process->family ? '1' : '0');
	ipcdiag_line_word(line, keys->comm);
	if (none || process->state == IPCDIAG_DEAD)
		line_char(line, '-');
	else
		ipcdiag_line_string(line, process->comm, sizeof(process->comm));
}

static void show_common(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	ipcdiag_line_word(line, ipcdiag_kind_name(obj->kind));
	field_number(line, " ns=", ipcdiag_ns_of(report, obj->ns)->id);
	field_number(line, " id=", obj->id);
	line_text(line, " key=");
	ipcdiag_line_key(line, obj->key);
	field_number(line, " uid=", ipcdiag_show_uid(line, obj->uid));
	field_number(line, " gid=", ipcdiag_show_gid(line, obj->gid));
	field_number(line, " cuid=", ipcdiag_show_uid(line, obj->cuid));
	field_number(line, " cgid=", ipcdiag_show_gid(line, obj->cgid));
	line_text(line, " mode=");
	ipcdiag_line_mode(line, obj->mode);
	field_signed(line, " ctime=", obj->ctime);
}

static void show_judgement(struct ipcdiag_line *line,
			   const struct ipcdiag_object *obj)
{
	field_signed(line, " touched=", obj->touched);
	field_word(line, " verdict=", ipcdiag_verdict_name(obj->verdict));
	line_text(line, " reasons=");
	ipcdiag_show_reasons(line, obj->reasons);
	field_number(line, " reclaim=", obj->reclaim);
}

static void show_flags(struct ipcdiag_line *line, const struct ipcdiag_shm *shm)
{
	const char *separator = "";

	line_text(line, " flags=");
	if (!shm->dest && !shm->locked && !shm->hugetlb)
		line_char(line, '-');
	if (shm->dest) {
		line_text(line, "dest");
		separator = ",";
	}
	if (shm->locked) {
		ipcdiag_line_printf(line, "%slocked", separator);
		separator = ",";
	}
	if (shm->hugetlb)
		ipcdiag_line_printf(line, "%shugetlb", separator);
}

/* Who pays for a segment's memory. */
static void show_charges(struct ipcdiag_line *line,
			 const struct ipcdiag_report *report,
			 const struct ipcdiag_charges *charges)
{
	if (!charges->known) {
		line_text(line, " looked=- memcg=- memcgs=- populated=-");
		return;
	}
	field_number(line, " looked=", charges->looked);
	line_text(line, " memcg=");
	if (charges->path == IPCDIAG_NO_CGROUP) {
		line_char(line, '-');
	} else {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, charges->path);

		ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	}
	field_number(line, " memcgs=", charges->memcgs);
	line_text(line, " populated=");
	if (charges->memcgs)
		line_char(line, charges->populated ? '1' : '0');
	else
		line_char(line, '-');
}

static void show_origin(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_shm *shm)
{
	line_text(line, " fkey=");
	if (shm->former_key == IPC_PRIVATE)
		line_char(line, '-');
	else
		ipcdiag_line_key(line, shm->former_key);
	field_signed(line, " made=", shm->made);
	show_charges(line, report, &shm->charges);
}

/**
 * ipcdiag_snapshot_shm() - write the line of a segment
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_shm(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(line, report, &shm->obj);
	field_number(line, " size=", shm->size);
	field_number(line, " nattch=", shm->nattch);
	if (report->want & IPCDIAG_WANT_USERS) {
		field_number(line, " maps=", shm->maps);
		field_number(line, " procs=", shm->procs);
		field_number(line, " capped=", shm->capped);
	} else {
		line_text(line, " maps=- procs=- capped=-");
	}
	field_number(line, " pagesize=", shm->page_size);
	show_flags(line, shm);
	field_number(line, " rss=", shm->rss);
	field_number(line, " swap=", shm->swap);
	field_number(line, " locked=", shm->locked ? shm->rss : 0);
	field_signed(line, " atime=", shm->atime);
	field_signed(line, " dtime=", shm->dtime);
	show_process(line, PROCESS_KEYS("c"), &shm->creator);
	show_process(line, PROCESS_KEYS("l"), &shm->last);
	field_number(line, " plain=", ipcdiag_object_plain(&shm->obj));
	show_judgement(line, &shm->obj);
	show_origin(line, report, shm);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_sem() - write the line of a semaphore array
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_sem(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_sem *sem = entry;

	show_common(line, report, &sem->obj);
	field_number(line, " nsems=", sem->nsems);
	field_number(line, " listed=", sem->listed);
	field_signed(line, " otime=", sem->otime);
	field_number(line, " waiters=", sem->waiters);
	field_number(line, " undo=", sem->undo);
	field_number(line, " recorded=", sem->recorded);
	field_number(line, " live=", sem->live);
	show_process(line, PROCESS_KEYS("l"), &sem->last);
	field_number(line, " capped=", sem->capped);
	show_judgement(line, &sem->obj);
	field_number(line, " stopped=", sem->stopped);
	field_number(line, " undoing=", sem->undoing);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_semval() - write the line of a semaphore
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_semval(struct ipcdiag_line *line,
			     const struct ipcdiag_report *report,
			     const void *entry)
{
	const struct ipcdiag_semval *val = entry;
	const struct ipcdiag_object *array =
		ipcdiag_table_at(&report->objects[IPCDIAG_SEM], val->array);

	field_number(line, "semval ns=", ipcdiag_ns_of(report, array->ns)->id);
	field_number(line, " id=", array->id);
	field_number(line, " num=", val->num);
	field_signed(line, " value=", val->value);
	field_number(line, " ncnt=", val->ncnt);
	field_number(line, " zcnt=", val->zcnt);
	show_process(line, PROCESS_KEYS(""), &val->last);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_msg() - write the line of a message queue
 * @line: the line
 * @report: the report
 * @entry: its record
 */
void ipcdiag_snapshot_msg(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_msg *msg = entry;

	show_common(line, report, &msg->obj);
	field_number(line, " cbytes=", msg->cbytes);
	field_number(line, " qnum=", msg->qnum);
	field_number(line, " qbytes=", msg->qbytes);
	field_number(line, " listed=", msg->listed);
	field_signed(line, " stime=", msg->stime);
	field_signed(line, " rtime=", msg->rtime);
	show_process(line, PROCESS_KEYS("ls"), &msg->sender);
	show_process(line, PROCESS_KEYS("lr"), &msg->receiver);
	field_number(line, " senders=", msg->senders);
	field_number(line, " receivers=", msg->receivers);
	field_number(line, " capped=", msg->capped);
	show_judgement(line, &msg->obj);
	field_number(line, " stopped=", msg->stopped);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_run() - write the line of messages in a row
 * @line: the line
 * @report: the report
 * @entry: their record
 */
void ipcdiag_snapshot_run(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_run *run = entry;
	const struct ipcdiag_object *queue =
		ipcdiag_table_at(&report->objects[IPCDIAG_MSG], run->queue);

	field_number(line, "run ns=", ipcdiag_ns_of(report, queue->ns)->id);
	field_number(line, " id=", queue->id);
	field_number(line, " first=", run->first);
	field_number(line, " count=", run->count);
	field_signed(line, " type=", run->type);
	field_number(line, " bytes=", run->bytes);
	line_char(line, '\n');
}
