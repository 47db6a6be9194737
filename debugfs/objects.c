// SPDX-License-Identifier: GPL-2.0
/*
 * The files `shm`, `sem` and `msg`: every object of a kind, for people.
 */
#include "views.h"

/* The columns that all kinds begin with, and their head. */
#define COMMON_HEAD " NAMESPACE         ID KEY             UID        GID MODE "

static void show_common(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	ipcdiag_show_inum(line, report, obj->ns);
	ipcdiag_line_right(line, obj->id, 10);
	ipcdiag_line_key(line, obj->key);
	line_char(line, ' ');
	ipcdiag_line_right(line, ipcdiag_show_uid(line, obj->uid), 8);
	ipcdiag_line_right(line, ipcdiag_show_gid(line, obj->gid), 10);
	ipcdiag_line_mode(line, obj->mode);
	line_char(line, ' ');
}

static void show_judgement(struct ipcdiag_line *line,
			   const struct ipcdiag_object *obj)
{
	line_ready(line, &ipcdiag_words.verdict_columns[obj->verdict]);
	ipcdiag_show_reasons(line, obj->reasons);
	line_char(line, '\n');
}

static void show_shm_head(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	ipcdiag_show_title(line, report, "shm");
	ipcdiag_line_printf(line,
			    COMMON_HEAD
			    "%12s %6s %12s %12s %-24s %-24s %-9s %s\n",
			    "SIZE", "NATTCH", "RSS", "SWAP", "CREATOR", "LAST",
			    "VERDICT", "REASONS");
}

static void show_shm(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(line, report, &shm->obj);
	ipcdiag_line_right(line, shm->size, 12);
	ipcdiag_line_right(line, shm->nattch, 6);
	ipcdiag_line_right(line, shm->rss, 12);
	ipcdiag_line_right(line, shm->swap, 12);
	ipcdiag_show_process(line, IPCDIAG_MEMO_CREATOR, &shm->creator, 24);
	ipcdiag_show_process(line, IPCDIAG_MEMO_LAST, &shm->last, 24);
	show_judgement(line, &shm->obj);
}

static void show_sem_head(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	ipcdiag_show_title(line, report, "sem");
	ipcdiag_line_printf(line, COMMON_HEAD "%6s %8s %6s %-24s %-9s %s\n",
			    "NSEMS", "WAITERS", "UNDO", "LAST", "VERDICT",
			    "REASONS");
}

static void show_sem(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_sem *sem = entry;

	show_common(line, report, &sem->obj);
	ipcdiag_line_right(line, sem->nsems, 6);
	ipcdiag_line_right(line, sem->waiters, 8);
	ipcdiag_line_right(line, sem->undo, 6);
	ipcdiag_show_process(line, IPCDIAG_MEMO_LAST, &sem->last, 24);
	show_judgement(line, &sem->obj);
}

static void show_msg_head(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	ipcdiag_show_title(line, report, "msg");
	line_text(line, COMMON_HEAD);
	ipcdiag_line_printf(line, "%10s %8s %7s %9s %-24s %-24s %-9s %s\n",
			    "BYTES", "MESSAGES", "SENDERS", "RECEIVERS",
			    "LAST-SENDER", "LAST-RECEIVER", "VERDICT",
			    "REASONS");
}

static void show_msg(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_msg *msg = entry;

	show_common(line, report, &msg->obj);
	ipcdiag_line_right(line, msg->cbytes, 10);
	ipcdiag_line_right(line, msg->qnum, 8);
	ipcdiag_line_right(line, msg->senders, 7);
	ipcdiag_line_right(line, msg->receivers, 9);
	ipcdiag_show_process(line, IPCDIAG_MEMO_CREATOR, &msg->sender, 24);
	ipcdiag_show_process(line, IPCDIAG_MEMO_LAST, &msg->receiver, 24);
	show_judgement(line, &msg->obj);
}

static const struct ipcdiag_section shm_sections[] = {
	{ IPCDIAG_ONCE, show_shm_head },
	{ IPCDIAG_OVER_SHM, show_shm },
	{ IPCDIAG_END, NULL },
};

static const struct ipcdiag_section sem_sections[] = {
	{ IPCDIAG_ONCE, show_sem_head },
	{ IPCDIAG_OVER_SEM, show_sem },
	{ IPCDIAG_END, NULL },
};

static const struct ipcdiag_section msg_sections[] = {
	{ IPCDIAG_ONCE, show_msg_head },
	{ IPCDIAG_OVER_MSG, show_msg },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_shm_view = {
	.name = "shm",
	.want = IPCDIAG_WANT_SHM | IPCDIAG_WANT_CHARGES |
		IPCDIAG_WANT_BIRTHS,
	.sections = shm_sections,
};

const struct ipcdiag_view ipcdiag_sem_view = {
	.name = "sem",
	.want = IPCDIAG_WANT_SEM | IPCDIAG_WANT_BIRTHS,
	.sections = sem_sections,
};

const struct ipcdiag_view ipcdiag_msg_view = {
	.name = "msg",
	.want = IPCDIAG_WANT_MSG | IPCDIAG_WANT_BIRTHS,
	.sections = msg_sections,
};
