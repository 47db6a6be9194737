// SPDX-License-Identifier: GPL-2.0
/*
 * The file `snapshot`: everything, for programs. docs/abi.md is its contract;
 * keys are added, never renamed.
 */
#include <linux/utsname.h>

#include "views.h"
#include "layout.h"
#include "verdict.h"

static int show_header(struct seq_file *m, const struct ipcdiag_report *report,
		       const void *entry)
{
	const char *separator = "";
	unsigned int kind;

	seq_printf(m, "ipcdiag 1 module=%s kernel=%s layout=%s time=%lld grace=%u refused=",
		   IPCDIAG_VERSION, init_utsname()->release,
		   ipcdiag_layout_source(), report->stats.time, report->grace);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (ipcdiag_layout_usable(kind))
			continue;
		seq_printf(m, "%s%s", separator, ipcdiag_kind_name(kind));
		separator = ",";
	}
	seq_puts(m, *separator ? "\n" : "-\n");

	return 0;
}

/* The keys of a process; all but the name of its prefix is the same. */
static void show_process(struct seq_file *m, const char *prefix,
			 const struct ipcdiag_process *process)
{
	if (process->state == IPCDIAG_NONE) {
		seq_printf(m, " %spid=- %sipid=- %sstate=none %sfamily=0 %scomm=-",
			   prefix, prefix, prefix, prefix, prefix);
		return;
	}

	if (process->nr)
		seq_printf(m, " %spid=%d", prefix, process->nr);
	else
		seq_printf(m, " %spid=?", prefix);
	seq_printf(m, " %sipid=%d %sstate=%s %sfamily=%d %scomm=", prefix,
		   process->init_nr, prefix, ipcdiag_state_name(process->state),
		   prefix, process->family, prefix);
	if (process->state == IPCDIAG_DEAD)
		seq_putc(m, '-');
	else
		ipcdiag_show_string(m, process->comm, sizeof(process->comm));
}

static int show_namespace(struct seq_file *m,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_namespace *ns = entry;

	seq_printf(m, "ns id=%llu inum=%u init=%d self=%d procs=%u", ns->id,
		   ns->inum, ns->init, ns->self, ns->procs);
	if (ns->sample.state == IPCDIAG_NONE) {
		seq_puts(m, " pid=- ipid=- comm=-");
	} else {
		if (ns->sample.nr)
			seq_printf(m, " pid=%d", ns->sample.nr);
		else
			seq_puts(m, " pid=?");
		seq_printf(m, " ipid=%d comm=", ns->sample.init_nr);
		ipcdiag_show_string(m, ns->sample.comm,
				    sizeof(ns->sample.comm));
	}
	if (ns->procs) {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, ns->cgroup);

		seq_puts(m, " cgroup=");
		ipcdiag_show_string(m, cgroup->path, sizeof(cgroup->path));
	} else {
		seq_puts(m, " cgroup=-");
	}
	seq_printf(m, " pinned=%d userns=%u owner=%u", ns->pinned, ns->userns,
		   ipcdiag_show_uid(m, ns->owner));
	seq_printf(m, " shm=%u sem=%u msg=%u shmmni=%u shmmax=%llu shmall=%llu shmpages=%llu",
		   ns->in_use[IPCDIAG_SHM], ns->in_use[IPCDIAG_SEM],
		   ns->in_use[IPCDIAG_MSG], ns->shmmni, ns->shmmax, ns->shmall,
		   ns->shmpages);
	seq_printf(m, " semmni=%u semmsl=%u semmns=%u semopm=%u sems=%u",
		   ns->semmni, ns->semmsl, ns->semmns, ns->semopm, ns->sems);
	seq_printf(m, " msgmni=%u msgmax=%u msgmnb=%u msgs=%llu msgbytes=%llu",
		   ns->msgmni, ns->msgmax, ns->msgmnb, ns->msgs, ns->msgbytes);
	seq_printf(m, " shmlargest=%llu semlargest=%llu msglargest=%llu changed=%d\n",
		   ns->largest[IPCDIAG_SHM], ns->largest[IPCDIAG_SEM],
		   ns->largest[IPCDIAG_MSG], ns->changed);

	return 0;
}

static void show_common(struct seq_file *m, const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	seq_printf(m, "%s ns=%llu id=%d key=0x%08x uid=%u gid=%u cuid=%u cgid=%u mode=%04o ctime=%lld",
		   ipcdiag_kind_name(obj->kind),
		   ipcdiag_ns_of(report, obj->ns)->id, obj->id, obj->key,
		   ipcdiag_show_uid(m, obj->uid), ipcdiag_show_gid(m, obj->gid),
		   ipcdiag_show_uid(m, obj->cuid),
		   ipcdiag_show_gid(m, obj->cgid), obj->mode, obj->ctime);
}

static void show_judgement(struct seq_file *m, const struct ipcdiag_object *obj)
{
	seq_printf(m, " touched=%lld verdict=%s reasons=", obj->touched,
		   ipcdiag_verdict_name(obj->verdict));
	ipcdiag_show_reasons(m, obj->reasons);
	seq_printf(m, " reclaim=%llu\n", obj->reclaim);
}

static void show_flags(struct seq_file *m, const struct ipcdiag_shm *shm)
{
	const char *separator = "";

	seq_puts(m, " flags=");
	if (!shm->dest && !shm->locked && !shm->hugetlb)
		seq_putc(m, '-');
	if (shm->dest) {
		seq_puts(m, "dest");
		separator = ",";
	}
	if (shm->locked) {
		seq_printf(m, "%slocked", separator);
		separator = ",";
	}
	if (shm->hugetlb)
		seq_printf(m, "%shugetlb", separator);
}

static int show_shm(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(m, report, &shm->obj);
	seq_printf(m, " size=%llu nattch=%lu maps=%u procs=%u pagesize=%u",
		   shm->size, shm->nattch, shm->maps, shm->procs,
		   shm->page_size);
	show_flags(m, shm);
	seq_printf(m, " rss=%llu swap=%llu locked=%llu atime=%lld dtime=%lld",
		   shm->rss, shm->swap, shm->locked ? shm->rss : 0, shm->atime,
		   shm->dtime);
	show_process(m, "c", &shm->creator);
	show_process(m, "l", &shm->last);
	seq_printf(m, " plain=%d", ipcdiag_object_plain(&shm->obj));
	show_judgement(m, &shm->obj);

	return 0;
}

static int show_sem(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_sem *sem = entry;

	show_common(m, report, &sem->obj);
	seq_printf(m, " nsems=%u otime=%lld waiters=%u undo=%u recorded=%u live=%u",
		   sem->nsems, sem->otime, sem->waiters, sem->undo,
		   sem->recorded, sem->live);
	show_process(m, "l", &sem->last);
	seq_printf(m, " capped=%d", sem->capped);
	show_judgement(m, &sem->obj);

	return 0;
}

static int show_semval(struct seq_file *m, const struct ipcdiag_report *report,
		       const void *entry)
{
	const struct ipcdiag_semval *val = entry;
	const struct ipcdiag_object *array =
		ipcdiag_table_at(&report->objects[IPCDIAG_SEM], val->array);

	seq_printf(m, "semval ns=%llu id=%d num=%u value=%d ncnt=%u zcnt=%u",
		   ipcdiag_ns_of(report, array->ns)->id, array->id, val->num,
		   val->value, val->ncnt, val->zcnt);
	show_process(m, "", &val->last);
	seq_putc(m, '\n');

	return 0;
}

static int show_msg(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_msg *msg = entry;

	show_common(m, report, &msg->obj);
	seq_printf(m, " cbytes=%lu qnum=%lu qbytes=%lu listed=%u stime=%lld rtime=%lld",
		   msg->cbytes, msg->qnum, msg->qbytes, msg->listed,
		   msg->stime, msg->rtime);
	show_process(m, "ls", &msg->sender);
	show_process(m, "lr", &msg->receiver);
	seq_printf(m, " senders=%u receivers=%u capped=%d", msg->senders,
		   msg->receivers, msg->capped);
	show_judgement(m, &msg->obj);

	return 0;
}

static int show_run(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	const struct ipcdiag_run *run = entry;
	const struct ipcdiag_object *queue =
		ipcdiag_table_at(&report->objects[IPCDIAG_MSG], run->queue);

	seq_printf(m, "run ns=%llu id=%d first=%u count=%u type=%lld bytes=%llu\n",
		   ipcdiag_ns_of(report, queue->ns)->id, queue->id, run->first,
		   run->count, run->type, run->bytes);

	return 0;
}

static void show_number(struct seq_file *m, const char *key, pid_t nr)
{
	if (nr)
		seq_printf(m, " %s=%d", key, nr);
	else
		seq_printf(m, " %s=?", key);
}

static void show_who(struct seq_file *m, const struct ipcdiag_report *report,
		     const struct ipcdiag_user *user)
{
	const struct ipcdiag_who *who = &user->who;
	const struct ipcdiag_cgroup *cgroup;

	if (!user->known) {
		seq_puts(m, " pid=- ipid=- tid=- itid=- uid=- comm=- cgroup=-");
		return;
	}
	cgroup = ipcdiag_table_at(&report->cgroups, who->cgroup);
	show_number(m, "pid", who->nr);
	seq_printf(m, " ipid=%d", who->init_nr);
	show_number(m, "tid", who->tid);
	seq_printf(m, " itid=%d uid=%u comm=", who->init_tid,
		   ipcdiag_show_uid(m, who->uid));
	ipcdiag_show_string(m, who->comm, sizeof(who->comm));
	seq_puts(m, " cgroup=");
	ipcdiag_show_string(m, cgroup->path, sizeof(cgroup->path));
}

static void show_slept(struct seq_file *m, const struct ipcdiag_user *user)
{
	if (user->slept)
		seq_printf(m, " slept=%llu", user->slept);
	else
		seq_puts(m, " slept=-");
}

static int show_user(struct seq_file *m, const struct ipcdiag_report *report,
		     const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);
	char adj[IPCDIAG_ADJUSTMENTS_SIZE];

	seq_printf(m, "user ns=%llu type=%s id=%d kind=%s",
		   ipcdiag_ns_of(report, obj->ns)->id,
		   ipcdiag_kind_name(user->kind), obj->id,
		   ipcdiag_use_name(user->use));
	show_who(m, report, user);

	switch (user->use) {
	case IPCDIAG_ATTACH:
		seq_printf(m, " ro=%u rw=%u", user->ro, user->rw);
		break;
	case IPCDIAG_WAIT:
		show_slept(m, user);
		seq_printf(m, " num=%u op=%d nops=%u", user->num, user->op,
			   user->nops);
		break;
	case IPCDIAG_UNDO:
		seq_printf(m, " sharers=%u", user->sharers);
		if (user->adjustments_known)
			seq_printf(m, " adjusted=%u adj=", user->adjusted);
		else
			seq_puts(m, " adjusted=- adj=");
		ipcdiag_write_adjustments(adj, sizeof(adj), user);
		seq_puts(m, adj);
		break;
	case IPCDIAG_SEND:
		show_slept(m, user);
		seq_printf(m, " size=%llu", user->size);
		break;
	case IPCDIAG_RECEIVE:
		show_slept(m, user);
		seq_printf(m, " size=%llu msgtype=%lld wanted=%s", user->size,
			   user->type, ipcdiag_wanted_name(user->wanted));
		break;
	}
	seq_putc(m, '\n');

	return 0;
}

static int show_end(struct seq_file *m, const struct ipcdiag_report *report,
		    const void *entry)
{
	seq_printf(m, "end ns=%lu shm=%lu sem=%lu semval=%lu msg=%lu run=%lu user=%lu changed=%lu\n",
		   report->namespaces.nr, report->objects[IPCDIAG_SHM].nr,
		   report->objects[IPCDIAG_SEM].nr, report->semvals.nr,
		   report->objects[IPCDIAG_MSG].nr, report->runs.nr,
		   report->users.nr, report->stats.changed);

	return 0;
}

static const struct ipcdiag_section snapshot_sections[] = {
	{ IPCDIAG_ONCE, show_header },
	{ IPCDIAG_OVER_NAMESPACES, show_namespace },
	{ IPCDIAG_OVER_SHM, show_shm },
	{ IPCDIAG_OVER_SEM, show_sem },
	{ IPCDIAG_OVER_SEMVALS, show_semval },
	{ IPCDIAG_OVER_MSG, show_msg },
	{ IPCDIAG_OVER_RUNS, show_run },
	{ IPCDIAG_OVER_USERS, show_user },
	{ IPCDIAG_ONCE, show_end },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_snapshot_view = {
	.name = "snapshot",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_SEMVALS |
		IPCDIAG_WANT_USERS,
	.sections = snapshot_sections,
};
