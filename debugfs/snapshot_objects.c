// SPDX-License-Identifier: GPL-2.0
/* The file `snapshot`: lines of objects and of what is in them. */
#include <linux/ipc.h>
#include <linux/uidgid.h>

#include "fields.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

/* A key that is copied as a whole. */
#define KEY(key)	{ key, sizeof(key) - 1 }

/* A process has several keys, which differ in what they begin with. */
#define PROCESS_KEYS(prefix) {						\
	.pid = KEY(" " prefix "pid="), .ipid = KEY(" " prefix "ipid="),	\
	.state = KEY(" " prefix "state="),				\
	.family = KEY(prefix "family="), .comm = KEY(" " prefix "comm="),	\
}

/**
 * struct process_keys - the keys of a process
 * @pid: its number as the opener sees it
 * @ipid: its number in the initial pid namespace
 * @state: what became of it
 * @family: whether its group or session lives; a space stands before it
 * @comm: its name
 */
struct process_keys {
	struct ipcdiag_word	pid;
	struct ipcdiag_word	ipid;
	struct ipcdiag_word	state;
	struct ipcdiag_word	family;
	struct ipcdiag_word	comm;
};

static const struct process_keys creator_keys = PROCESS_KEYS("c");
static const struct process_keys last_keys = PROCESS_KEYS("l");
static const struct process_keys sender_keys = PROCESS_KEYS("ls");
static const struct process_keys receiver_keys = PROCESS_KEYS("lr");
static const struct process_keys semval_keys = PROCESS_KEYS("");

static void write_process(struct ipcdiag_line *line,
			  const struct process_keys *keys,
			  const struct ipcdiag_process *process)
{
	bool none = process->state == IPCDIAG_NONE;

	line_ready(line, &keys->pid);
	if (none)
		line_char(line, '-');
	else
		field_pid(line, process->nr);
	line_ready(line, &keys->ipid);
	if (none)
		line_char(line, '-');
	else
		ipcdiag_line_number(line, process->init_nr);
	line_ready(line, &keys->state);
	line_ready(line, &ipcdiag_words.states[process->state]);
	line_ready(line, &keys->family);
	line_char(line, process->family ? '1' : '0');
	line_ready(line, &keys->comm);
	if (none || process->state == IPCDIAG_DEAD)
		line_char(line, '-');
	else
		ipcdiag_line_string(line, process->comm, sizeof(process->comm));
}

static void show_process(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			 const struct process_keys *keys,
			 const struct ipcdiag_process *process)
{
	struct ipcdiag_memo *last = &line->memos[memo];
	const char *from = line->at;

	if (last->text && ipcdiag_same_process(last->of.record, process)) {
		line_repeat(line, last);
		return;
	}
	write_process(line, keys, process);
	last->of.record = process;
	line_remember(line, last, from);
}

static bool same_owner(const struct ipcdiag_object *a,
		       const struct ipcdiag_object *b)
{
	return uid_eq(a->uid, b->uid) && gid_eq(a->gid, b->gid) &&
	       uid_eq(a->cuid, b->cuid) && gid_eq(a->cgid, b->cgid) &&
	       a->mode == b->mode;
}

/* Whom the object belongs to, and who may use it. */
static void show_owner(struct ipcdiag_line *line,
		       const struct ipcdiag_object *obj)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_OWNER];
	const char *from = line->at;

	if (last->text && same_owner(last->of.record, obj)) {
		line_repeat(line, last);
		return;
	}
	field_number(line, " uid=", ipcdiag_show_uid(line, obj->uid));
	field_number(line, " gid=", ipcdiag_show_gid(line, obj->gid));
	field_number(line, " cuid=", ipcdiag_show_uid(line, obj->cuid));
	field_number(line, " cgid=", ipcdiag_show_gid(line, obj->cgid));
	line_text(line, " mode=");
	ipcdiag_line_mode(line, obj->mode);
	last->of.record = obj;
	line_remember(line, last, from);
}

/* What lines of one kind begin with, up to the identifier of the object. */
static void show_head(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report,
		      const struct ipcdiag_object *obj)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_HEAD];
	const char *from = line->at;

	if (!line_again(line, last, obj->ns)) {
		line_ready(line, &ipcdiag_words.kinds[obj->kind]);
		field_number(line, "ns=", ipcdiag_ns_of(report, obj->ns)->id);
		line_remember(line, last, from);
	}
	field_number(line, " id=", obj->id);
}

static void show_common(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	show_head(line, report, obj);
	line_text(line, " key=");
	ipcdiag_line_key(line, obj->key);
	show_owner(line, obj);
	field_repeated(line, " ctime=", IPCDIAG_MEMO_TIME, obj->ctime);
}

static void show_judgement(struct ipcdiag_line *line,
			   const struct ipcdiag_object *obj)
{
	field_repeated(line, " touched=", IPCDIAG_MEMO_TOUCHED, obj->touched);
	line_text(line, " verdict=");
	line_ready(line, &ipcdiag_words.verdicts[obj->verdict]);
	line_text(line, "reasons=");
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
		ipcdiag_line_word(line, separator);
		line_text(line, "locked");
		separator = ",";
	}
	if (shm->hugetlb) {
		ipcdiag_line_word(line, separator);
		line_text(line, "hugetlb");
	}
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
	if (charges->path == IPCDIAG_NO_CGROUP)
		line_char(line, '-');
	else
		ipcdiag_show_cgroup(line, report, charges->path);
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
	field_repeated(line, " made=", IPCDIAG_MEMO_MADE, shm->made);
	show_charges(line, report, &shm->charges);
}

/**
 * ipcdiag_snapshot_shm() - the `shm` line of a segment
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_shm
 *
 * Where nobody looked for mappings, their number is not 0 but not known.
 */
void ipcdiag_snapshot_shm(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(line, report, &shm->obj);
	field_repeated(line, " size=", IPCDIAG_MEMO_SIZE, shm->size);
	field_number(line, " nattch=", shm->nattch);
	if (report->want & IPCDIAG_WANT_USERS) {
		field_number(line, " maps=", shm->maps);
		field_number(line, " procs=", shm->procs);
		field_number(line, " capped=", shm->capped);
	} else {
		line_text(line, " maps=- procs=- capped=-");
	}
	field_repeated(line, " pagesize=", IPCDIAG_MEMO_PAGE_SIZE,
		       shm->page_size);
	show_flags(line, shm);
	field_repeated(line, " rss=", IPCDIAG_MEMO_RSS, shm->rss);
	field_number(line, " swap=", shm->swap);
	field_number(line, " locked=", shm->locked ? shm->rss : 0);
	field_repeated(line, " atime=", IPCDIAG_MEMO_ATIME, shm->atime);
	field_repeated(line, " dtime=", IPCDIAG_MEMO_DTIME, shm->dtime);
	show_process(line, IPCDIAG_MEMO_CREATOR, &creator_keys,
		     &shm->creator);
	show_process(line, IPCDIAG_MEMO_LAST, &last_keys,
		     &shm->last);
	field_number(line, " plain=", ipcdiag_object_plain(&shm->obj));
	show_judgement(line, &shm->obj);
	show_origin(line, report, shm);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_sem() - the `sem` line of a semaphore array
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_sem
 *
 * Its semaphores have lines of their own, as far as they are listed.
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
	show_process(line, IPCDIAG_MEMO_LAST, &last_keys,
		     &sem->last);
	field_number(line, " capped=", sem->capped);
	show_judgement(line, &sem->obj);
	field_number(line, " stopped=", sem->stopped);
	field_number(line, " undoing=", sem->undoing);
	line_char(line, '\n');
}

/* What lines of the parts of an object begin with: there may be very many. */
static void show_part_head(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const char *key, const struct ipcdiag_object *obj,
			   u32 index)
{
	struct ipcdiag_memo *last = &line->memos[IPCDIAG_MEMO_HEAD];
	const char *from = line->at;

	if (line_again(line, last, index))
		return;
	ipcdiag_line_word(line, key);
	ipcdiag_line_number(line, ipcdiag_ns_of(report, obj->ns)->id);
	field_number(line, " id=", obj->id);
	line_remember(line, last, from);
}

/**
 * ipcdiag_snapshot_semval() - the `semval` line of one semaphore
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_semval
 *
 * There may be tens of thousands for one array, with the same last user.
 */
void ipcdiag_snapshot_semval(struct ipcdiag_line *line,
			     const struct ipcdiag_report *report,
			     const void *entry)
{
	const struct ipcdiag_semval *val = entry;
	const struct ipcdiag_object *array =
		ipcdiag_table_at(&report->objects[IPCDIAG_SEM], val->array);

	show_part_head(line, report, "semval ns=", array, val->array);
	field_number(line, " num=", val->num);
	field_signed(line, " value=", val->value);
	field_number(line, " ncnt=", val->ncnt);
	field_number(line, " zcnt=", val->zcnt);
	show_process(line, IPCDIAG_MEMO_LAST, &semval_keys,
		     &val->last);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_msg() - the `msg` line of a message queue
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_msg
 *
 * What is in it is told by `run` lines, as far as it is listed.
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
	show_process(line, IPCDIAG_MEMO_CREATOR, &sender_keys,
		     &msg->sender);
	show_process(line, IPCDIAG_MEMO_LAST, &receiver_keys,
		     &msg->receiver);
	field_number(line, " senders=", msg->senders);
	field_number(line, " receivers=", msg->receivers);
	field_number(line, " capped=", msg->capped);
	show_judgement(line, &msg->obj);
	field_number(line, " stopped=", msg->stopped);
	line_char(line, '\n');
}

/**
 * ipcdiag_snapshot_run() - the `run` line of messages of one type in a row
 * @line: where to write it
 * @report: the report that the record is in, for what it refers to by index
 * @entry: a struct ipcdiag_run
 */
void ipcdiag_snapshot_run(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_run *run = entry;
	const struct ipcdiag_object *queue =
		ipcdiag_table_at(&report->objects[IPCDIAG_MSG], run->queue);

	show_part_head(line, report, "run ns=", queue, run->queue);
	field_number(line, " first=", run->first);
	field_number(line, " count=", run->count);
	field_signed(line, " type=", run->type);
	field_number(line, " bytes=", run->bytes);
	line_char(line, '\n');
}
