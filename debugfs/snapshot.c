// SPDX-License-Identifier: GPL-2.0
/*
 * The file `snapshot`: everything, for programs. docs/abi.md is its contract;
 * keys are added, never renamed.
 */
#include <linux/ipc.h>
#include <linux/utsname.h>

#include "views.h"
#include "layout/layout.h"
#include "judge/verdict.h"

static void show_header(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	const char *separator = "";
	unsigned int kind;

	ipcdiag_line_printf(line, "ipcdiag 1 module=%s kernel=%s layout=%s",
			    IPCDIAG_VERSION, init_utsname()->release,
			    ipcdiag_layout_source());
	ipcdiag_line_printf(line, " time=%lld grace=%u refused=",
			    report->stats.time, report->grace);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (ipcdiag_layout_usable(kind))
			continue;
		ipcdiag_line_printf(line, "%s%s", separator,
				    ipcdiag_kind_name(kind));
		separator = ",";
	}
	ipcdiag_line_word(line, *separator ? "\n" : "-\n");
}

#define put(line, key, number)						\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_number(line, number);			\
	} while (0)

#define put_signed(line, key, number)					\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_signed(line, number);			\
	} while (0)

#define put_word(line, key, word)					\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_word(line, word);				\
	} while (0)

/* A process's number: "?" where the opener cannot see it. */
static void put_nr(struct ipcdiag_line *line, pid_t nr)
{
	if (nr)
		ipcdiag_line_number(line, nr);
	else
		line_char(line, '?');
}

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
		put_nr(line, process->nr);
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

/* What only the objects of a kind tell is not known if they are not read. */
static void put_found(struct ipcdiag_line *line, const char *key,
		      enum ipcdiag_kind kind, u64 number)
{
	ipcdiag_line_word(line, key);
	if (ipcdiag_layout_usable(kind))
		ipcdiag_line_number(line, number);
	else
		line_char(line, '-');
}

static void show_namespace(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry)
{
	const struct ipcdiag_namespace *ns = entry;

	ipcdiag_line_printf(line, "ns id=%llu inum=%u init=%d self=%d procs=%u",
			    ns->id, ns->inum, ns->init, ns->self, ns->procs);
	if (ns->sample.state == IPCDIAG_NONE) {
		line_text(line, " pid=- ipid=- comm=-");
	} else {
		if (ns->sample.nr)
			ipcdiag_line_printf(line, " pid=%d", ns->sample.nr);
		else
			line_text(line, " pid=?");
		ipcdiag_line_printf(line, " ipid=%d comm=", ns->sample.init_nr);
		ipcdiag_line_string(line, ns->sample.comm,
				    sizeof(ns->sample.comm));
	}
	if (ns->procs) {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, ns->cgroup);

		line_text(line, " cgroup=");
		ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	} else {
		line_text(line, " cgroup=-");
	}
	ipcdiag_line_printf(line, " pinned=%d userns=%u owner=%u", ns->pinned,
			    ns->userns, ipcdiag_show_uid(line, ns->owner));
	put_found(line, " shm=", IPCDIAG_SHM, ns->in_use[IPCDIAG_SHM]);
	put_found(line, " sem=", IPCDIAG_SEM, ns->in_use[IPCDIAG_SEM]);
	put_found(line, " msg=", IPCDIAG_MSG, ns->in_use[IPCDIAG_MSG]);
	ipcdiag_line_printf(line,
			    " shmmni=%u shmmax=%llu shmall=%llu shmpages=%llu",
			    ns->shmmni, ns->shmmax, ns->shmall, ns->shmpages);
	ipcdiag_line_printf(line,
			    " semmni=%u semmsl=%u semmns=%u semopm=%u sems=%u",
			    ns->semmni, ns->semmsl, ns->semmns, ns->semopm,
			    ns->sems);
	ipcdiag_line_printf(line, " msgmni=%u msgmax=%u msgmnb=%u", ns->msgmni,
			    ns->msgmax, ns->msgmnb);
	put_found(line, " msgs=", IPCDIAG_MSG, ns->msgs);
	put_found(line, " msgbytes=", IPCDIAG_MSG, ns->msgbytes);
	put_found(line, " shmlargest=", IPCDIAG_SHM, ns->largest[IPCDIAG_SHM]);
	put_found(line, " semlargest=", IPCDIAG_SEM, ns->largest[IPCDIAG_SEM]);
	put_found(line, " msglargest=", IPCDIAG_MSG, ns->largest[IPCDIAG_MSG]);
	ipcdiag_line_printf(line, " changed=%d", ns->changed);
	if (ns->queues)
		ipcdiag_line_printf(line, " msgfullest=%llu msgfulllimit=%llu",
				    ns->fullest, ns->fullest_limit);
	else
		line_text(line, " msgfullest=- msgfulllimit=-");
	put(line, " capable=", ns->capable);
	if (!ns->capable) {
		line_text(line, " cappid=- capipid=- capcomm=-\n");
		return;
	}
	line_text(line, " cappid=");
	put_nr(line, ns->capable_who.nr);
	put(line, " capipid=", ns->capable_who.init_nr);
	line_text(line, " capcomm=");
	ipcdiag_line_string(line, ns->capable_who.comm,
			    sizeof(ns->capable_who.comm));
	line_char(line, '\n');
}

static void show_common(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_object *obj)
{
	ipcdiag_line_word(line, ipcdiag_kind_name(obj->kind));
	put(line, " ns=", ipcdiag_ns_of(report, obj->ns)->id);
	put(line, " id=", obj->id);
	line_text(line, " key=");
	ipcdiag_line_key(line, obj->key);
	put(line, " uid=", ipcdiag_show_uid(line, obj->uid));
	put(line, " gid=", ipcdiag_show_gid(line, obj->gid));
	put(line, " cuid=", ipcdiag_show_uid(line, obj->cuid));
	put(line, " cgid=", ipcdiag_show_gid(line, obj->cgid));
	line_text(line, " mode=");
	ipcdiag_line_mode(line, obj->mode);
	put_signed(line, " ctime=", obj->ctime);
}

static void show_judgement(struct ipcdiag_line *line,
			   const struct ipcdiag_object *obj)
{
	put_signed(line, " touched=", obj->touched);
	put_word(line, " verdict=", ipcdiag_verdict_name(obj->verdict));
	line_text(line, " reasons=");
	ipcdiag_show_reasons(line, obj->reasons);
	put(line, " reclaim=", obj->reclaim);
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
	put(line, " looked=", charges->looked);
	line_text(line, " memcg=");
	if (charges->path == IPCDIAG_NO_CGROUP) {
		line_char(line, '-');
	} else {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, charges->path);

		ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	}
	put(line, " memcgs=", charges->memcgs);
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
	put_signed(line, " made=", shm->made);
	show_charges(line, report, &shm->charges);
}

static void show_shm(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_shm *shm = entry;

	show_common(line, report, &shm->obj);
	put(line, " size=", shm->size);
	put(line, " nattch=", shm->nattch);
	put(line, " maps=", shm->maps);
	put(line, " procs=", shm->procs);
	put(line, " capped=", shm->capped);
	put(line, " pagesize=", shm->page_size);
	show_flags(line, shm);
	put(line, " rss=", shm->rss);
	put(line, " swap=", shm->swap);
	put(line, " locked=", shm->locked ? shm->rss : 0);
	put_signed(line, " atime=", shm->atime);
	put_signed(line, " dtime=", shm->dtime);
	show_process(line, PROCESS_KEYS("c"), &shm->creator);
	show_process(line, PROCESS_KEYS("l"), &shm->last);
	put(line, " plain=", ipcdiag_object_plain(&shm->obj));
	show_judgement(line, &shm->obj);
	show_origin(line, report, shm);
	line_char(line, '\n');
}

static void show_sem(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_sem *sem = entry;

	show_common(line, report, &sem->obj);
	put(line, " nsems=", sem->nsems);
	put(line, " listed=", sem->listed);
	put_signed(line, " otime=", sem->otime);
	put(line, " waiters=", sem->waiters);
	put(line, " undo=", sem->undo);
	put(line, " recorded=", sem->recorded);
	put(line, " live=", sem->live);
	show_process(line, PROCESS_KEYS("l"), &sem->last);
	put(line, " capped=", sem->capped);
	show_judgement(line, &sem->obj);
	put(line, " stopped=", sem->stopped);
	put(line, " undoing=", sem->undoing);
	line_char(line, '\n');
}

static void show_semval(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_semval *val = entry;
	const struct ipcdiag_object *array =
		ipcdiag_table_at(&report->objects[IPCDIAG_SEM], val->array);

	put(line, "semval ns=", ipcdiag_ns_of(report, array->ns)->id);
	put(line, " id=", array->id);
	put(line, " num=", val->num);
	put_signed(line, " value=", val->value);
	put(line, " ncnt=", val->ncnt);
	put(line, " zcnt=", val->zcnt);
	show_process(line, PROCESS_KEYS(""), &val->last);
	line_char(line, '\n');
}

static void show_msg(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_msg *msg = entry;

	show_common(line, report, &msg->obj);
	put(line, " cbytes=", msg->cbytes);
	put(line, " qnum=", msg->qnum);
	put(line, " qbytes=", msg->qbytes);
	put(line, " listed=", msg->listed);
	put_signed(line, " stime=", msg->stime);
	put_signed(line, " rtime=", msg->rtime);
	show_process(line, PROCESS_KEYS("ls"), &msg->sender);
	show_process(line, PROCESS_KEYS("lr"), &msg->receiver);
	put(line, " senders=", msg->senders);
	put(line, " receivers=", msg->receivers);
	put(line, " capped=", msg->capped);
	show_judgement(line, &msg->obj);
	put(line, " stopped=", msg->stopped);
	line_char(line, '\n');
}

static void show_run(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_run *run = entry;
	const struct ipcdiag_object *queue =
		ipcdiag_table_at(&report->objects[IPCDIAG_MSG], run->queue);

	put(line, "run ns=", ipcdiag_ns_of(report, queue->ns)->id);
	put(line, " id=", queue->id);
	put(line, " first=", run->first);
	put(line, " count=", run->count);
	put_signed(line, " type=", run->type);
	put(line, " bytes=", run->bytes);
	line_char(line, '\n');
}

static void show_who(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report,
		     const struct ipcdiag_user *user)
{
	const struct ipcdiag_who *who = &user->who;
	const struct ipcdiag_cgroup *cgroup;

	if (!user->known) {
		line_text(line,
			  " pid=- ipid=- tid=- itid=- uid=- comm=- cgroup=-");
		return;
	}
	cgroup = ipcdiag_table_at(&report->cgroups, who->cgroup);
	line_text(line, " pid=");
	put_nr(line, who->nr);
	put(line, " ipid=", who->init_nr);
	line_text(line, " tid=");
	put_nr(line, who->tid);
	put(line, " itid=", who->init_tid);
	put(line, " uid=", ipcdiag_show_uid(line, who->uid));
	line_text(line, " comm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	line_text(line, " cgroup=");
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
}

static void show_resident(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry)
{
	const struct ipcdiag_resident *resident = entry;
	const struct ipcdiag_who *who = &resident->who;
	const struct ipcdiag_cgroup *cgroup =
		ipcdiag_table_at(&report->cgroups, who->cgroup);

	put(line, "resident ns=", ipcdiag_ns_of(report, resident->ns)->id);
	if (resident->type == IPCDIAG_RESIDENT_UID)
		put(line, " type=uid who=",
		    ipcdiag_show_uid(line, KUIDT_INIT(resident->id)));
	else
		put(line, " type=gid who=",
		    ipcdiag_show_gid(line, KGIDT_INIT(resident->id)));
	put(line, " procs=", resident->procs);
	put_signed(line, " start=",
		   ipcdiag_clock_real(&report->clock, resident->start));
	if (!who->init_nr) {
		line_text(line, " pid=- ipid=- comm=- cgroup=-\n");
		return;
	}
	line_text(line, " pid=");
	put_nr(line, who->nr);
	put(line, " ipid=", who->init_nr);
	line_text(line, " comm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
	line_text(line, " cgroup=");
	ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	line_char(line, '\n');
}

static void show_slept(struct ipcdiag_line *line,
		       const struct ipcdiag_user *user)
{
	if (user->slept)
		ipcdiag_line_printf(line, " slept=%llu", user->slept);
	else
		line_text(line, " slept=-");
}

static void show_undo(struct ipcdiag_line *line,
		      const struct ipcdiag_user *user)
{
	char adj[IPCDIAG_ADJUSTMENTS_SIZE];

	ipcdiag_line_printf(line, " sharers=%u", user->sharers);
	if (user->adjustments_known)
		ipcdiag_line_printf(line, " adjusted=%u adj=", user->adjusted);
	else
		line_text(line, " adjusted=- adj=");
	ipcdiag_write_adjustments(adj, sizeof(adj), user);
	ipcdiag_line_word(line, adj);
}

/* Of those that wait, whether they sleep or were stopped. */
static void show_stopped(struct ipcdiag_line *line,
			 const struct ipcdiag_user *user)
{
	line_text(line, " stopped=");
	if (user->use == IPCDIAG_ATTACH || user->use == IPCDIAG_UNDO)
		line_char(line, '-');
	else
		line_char(line, user->stopped ? '1' : '0');
}

static void show_user(struct ipcdiag_line *line,
		      const struct ipcdiag_report *report, const void *entry)
{
	const struct ipcdiag_user *user = entry;
	const struct ipcdiag_object *obj = ipcdiag_object_of(report, user);

	put(line, "user ns=", ipcdiag_ns_of(report, obj->ns)->id);
	put_word(line, " type=", ipcdiag_kind_name(user->kind));
	put(line, " id=", obj->id);
	put_word(line, " kind=", ipcdiag_use_name(user->use));
	show_who(line, report, user);

	switch (user->use) {
	case IPCDIAG_ATTACH:
		put(line, " ro=", user->ro);
		put(line, " rw=", user->rw);
		break;
	case IPCDIAG_WAIT:
		show_slept(line, user);
		if (!user->stopped)
			ipcdiag_line_printf(line, " num=%u op=%d nops=%u",
					    user->num, user->op, user->nops);
		break;
	case IPCDIAG_UNDO:
		show_undo(line, user);
		break;
	case IPCDIAG_SEND:
		show_slept(line, user);
		if (!user->stopped)
			put(line, " size=", user->size);
		break;
	case IPCDIAG_RECEIVE:
		show_slept(line, user);
		if (!user->stopped)
			ipcdiag_line_printf(line,
					    " size=%llu msgtype=%lld wanted=%s",
					    user->size, user->type,
					    ipcdiag_wanted_name(user->wanted));
		break;
	}
	show_stopped(line, user);
	line_char(line, '\n');
}

static void show_end(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_line_printf(line, "end ns=%lu shm=%lu sem=%lu semval=%lu msg=%lu",
			    report->namespaces.nr,
			    report->objects[IPCDIAG_SHM].nr,
			    report->objects[IPCDIAG_SEM].nr, report->semvals.nr,
			    report->objects[IPCDIAG_MSG].nr);
	ipcdiag_line_printf(line, " run=%lu user=%lu resident=%lu changed=%lu\n",
			    report->runs.nr, report->users.nr,
			    report->residents.nr, report->stats.changed);
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
	{ IPCDIAG_OVER_RESIDENTS, show_resident },
	{ IPCDIAG_ONCE, show_end },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_snapshot_view = {
	.name = "snapshot",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_SEMVALS |
		IPCDIAG_WANT_USERS | IPCDIAG_WANT_CHARGES,
	.sections = snapshot_sections,
};
