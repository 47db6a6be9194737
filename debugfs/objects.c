// SPDX-License-Identifier: GPL-2.0
/*
 * The files `shm`, `sem` and `msg`: every object of a kind, for people.
 */
#include "views.h"
#include "verdict.h"

/* The columns that all kinds begin with, and their head. */
#define COMMON_HEAD \
	"NAMESPACE          ID KEY             UID        GID MODE "

static void show_common(struct seq_file *m, const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	seq_printf(m, "%-10u %10d 0x%08x %8u %10u %04o ",
		   ipcdiag_ns_of(report, obj->ns)->inum, obj->id, obj->key,
		   ipcdiag_show_uid(m, obj->uid), ipcdiag_show_gid(m, obj->gid),
		   obj->mode);
}

static void show_judgement(struct seq_file *m, const struct ipcdiag_object *obj)
{
	seq_printf(m, "%-7s ", ipcdiag_verdict_name(obj->verdict));
	ipcdiag_show_reasons(m, obj->reasons);
	seq_putc(m, '\n');
}

static int show_shm_head(struct seq_file *m,
			 const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(m, report, "shm");
	seq_printf(m, COMMON_HEAD "%12s %6s %12s %12s %-24s %-24s %-7s %s\n",
		   "SIZE", "NATTCH", "RSS", "SWAP", "CREATOR", "LAST",
		   "VERDICT", "REASONS");

	return 0;
}

static int show_shm(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(m, report, &shm->obj);
	seq_printf(m, "%12llu %6lu %12llu %12llu ", shm->size, shm->nattch,
		   shm->rss, shm->swap);
	ipcdiag_show_process(m, &shm->creator, 24);
	ipcdiag_show_process(m, &shm->last, 24);
	show_judgement(m, &shm->obj);

	return 0;
}

static int show_sem_head(struct seq_file *m,
			 const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(m, report, "sem");
	seq_printf(m, COMMON_HEAD "%6s %8s %6s %-24s %-7s %s\n",
		   "NSEMS", "WAITERS", "UNDO", "LAST", "VERDICT", "REASONS");

	return 0;
}

static int show_sem(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_sem *sem = entry;

	show_common(m, report, &sem->obj);
	seq_printf(m, "%6u %8u %6u ", sem->nsems, sem->waiters, sem->undo);
	ipcdiag_show_process(m, &sem->last, 24);
	show_judgement(m, &sem->obj);

	return 0;
}

static int show_msg_head(struct seq_file *m,
			 const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_show_title(m, report, "msg");
	seq_printf(m, COMMON_HEAD "%10s %8s %7s %9s %-24s %-24s %-7s %s\n",
		   "BYTES", "MESSAGES", "SENDERS", "RECEIVERS", "LAST-SENDER",
		   "LAST-RECEIVER", "VERDICT", "REASONS");

	return 0;
}

static int show_msg(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_msg *msg = entry;

	show_common(m, report, &msg->obj);
	seq_printf(m, "%10lu %8lu %7u %9u ", msg->cbytes, msg->qnum,
		   msg->senders, msg->receivers);
	ipcdiag_show_process(m, &msg->sender, 24);
	ipcdiag_show_process(m, &msg->receiver, 24);
	show_judgement(m, &msg->obj);

	return 0;
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
	.want = IPCDIAG_WANT_SHM,
	.sections = shm_sections,
};

const struct ipcdiag_view ipcdiag_sem_view = {
	.name = "sem",
	.want = IPCDIAG_WANT_SEM,
	.sections = sem_sections,
};

const struct ipcdiag_view ipcdiag_msg_view = {
	.name = "msg",
	.want = IPCDIAG_WANT_MSG,
	.sections = msg_sections,
};
