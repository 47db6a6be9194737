// SPDX-License-Identifier: GPL-2.0
/*
 * Who runs in a namespace: under which users, in which groups, since when, and
 * with which capabilities. It tells who could still use an object there.
 *
 * A process may take on any of its real, effective and saved ids at any time,
 * so that all of them count; so do those of each thread, which may differ. The
 * tasks are visited twice, before the objects are looked at and after. Both
 * visits add whoever was not known yet, but only the first one counts, so that
 * no process is counted twice.
 *
 * Locking: tasks are visited under RCU, which keeps their credentials. Nothing
 * of them is referenced.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "base/seen.h"
#include "find/nstable.h"
#include "find/residents.h"
#include "find/tasks.h"
#include "find/who.h"

/*
 * Supplementary groups of one task that are noted. Whoever has more is taken to
 * be in every group there is, which is the milder error.
 */
#define GROUPS_MAX	256

/* Users and groups that each task has besides those: see note_ids(). */
#define IDS_MAX		7

/*
 * How many users and groups are noted of one namespace, and which part of a
 * report's memory (one in so many) those of all namespaces may take: whoever has
 * subordinate ids can run processes as very many users. Where some are not noted,
 * it is taken that anybody may be there, which is the milder error.
 */
#define RESIDENTS_MAX	8192
#define MEMORY_PART	8

/* The groups of one task may need as much room as many ordinary tasks. */
#define ROOM		(IPCDIAG_TASK_BATCH * 2 * IDS_MAX + GROUPS_MAX)

/**
 * struct visit - a task that is being looked at
 * @making: the report that is being made
 * @ns: its namespace's record
 * @leader: the first thread of its process
 * @who: the process, once it was needed
 * @filled: whether that was so
 * @first: this is the first of the two visits to all tasks
 * @counts: the process is to be counted
 */
struct visit {
	struct ipcdiag_making		*making;
	struct ipcdiag_namespace	*ns;
	struct task_struct		*leader;
	struct ipcdiag_who		who;
	bool				filled;
	bool				first;
	bool				counts;
};

/**
 * ipcdiag_residents_reserve() - make room for what a batch of tasks can add
 * @making: the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_residents_reserve(struct ipcdiag_making *making)
{
	int err;

	err = ipcdiag_table_reserve(&making->report->residents, ROOM);
	if (!err)
		err = ipcdiag_set_reserve(&making->seen, ROOM +
					  IPCDIAG_TASK_BATCH *
					  IPCDIAG_SEEN_PER_TASK);

	return err;
}

/*
 * The path of a task's cgroup is made when somebody asks for the process. It is
 * asked for once in a visit: a task that is moved from cgroup to cgroup would
 * otherwise need more room than was reserved.
 */
static const struct ipcdiag_who *who(struct visit *visit)
{
	if (!visit->filled) {
		/* One that was reaped just now is left without a name. */
		ipcdiag_who_fill(visit->making, visit->leader, &visit->who);
		visit->filled = true;
	}

	return &visit->who;
}

static struct ipcdiag_resident *find(const struct ipcdiag_making *making,
				     u32 slot, enum ipcdiag_resident_type type,
				     u32 id)
{
	const struct ipcdiag_set_entry *entry =
		ipcdiag_set_find(&making->seen, id, SEEN_RESIDENT(slot, type));

	return entry ? ipcdiag_table_at(&making->report->residents,
					entry->value) :
		       NULL;
}

static bool may_add(const struct visit *visit)
{
	const struct ipcdiag_making *making = visit->making;
	size_t max = making->report->budget.limit / MEMORY_PART /
		     sizeof(struct ipcdiag_resident);

	return visit->ns->residents < RESIDENTS_MAX &&
	       making->report->residents.nr < max;
}

/* Something is new on which verdicts rest that were given already. */
static void unsettle(struct visit *visit)
{
	if (!visit->first)
		ipcdiag_nstable_unsettle(visit->making, visit->ns->slot);
}

/* Of whom it was said that nobody runs there, somebody may now. */
static void forget_asked(const struct ipcdiag_making *making)
{
	unsigned int i;

	for (i = 0; i < IPCDIAG_ASKED; i++)
		making->asked[i].known = false;
}

static void note(struct visit *visit, enum ipcdiag_resident_type type, u32 id)
{
	struct ipcdiag_making *making = visit->making;
	struct ipcdiag_table *table = &making->report->residents;
	u32 slot = visit->ns->slot;
	struct ipcdiag_resident *resident = find(making, slot, type, id);

	if (!resident && !may_add(visit)) {
		if (!visit->ns->many_ids)
			unsettle(visit);
		visit->ns->many_ids = true;
		return;
	}
	if (!resident) {
		unsettle(visit);
		forget_asked(making);
		visit->ns->residents++;
		resident = ipcdiag_table_at(table, table->nr);
		*resident = (struct ipcdiag_resident) {
			.slot = slot,
			.type = type,
			.id = id,
			.procs = 1,
			.counted = visit->leader->tgid,
			.start = visit->leader->start_boottime,
			.who = *who(visit),
		};
		ipcdiag_set_add(&making->seen, id, SEEN_RESIDENT(slot, type),
				table->nr++);
	}
	if (visit->leader->start_boottime < resident->start) {
		resident->start = visit->leader->start_boottime;
		unsettle(visit);
	}
	if (!visit->counts || resident->counted == visit->leader->tgid)
		return;
	resident->procs++;
	resident->counted = visit->leader->tgid;
}

static void note_ids(struct visit *visit, const struct cred *cred)
{
	const kuid_t uids[] = { cred->uid, cred->euid, cred->suid };
	const kgid_t gids[] = {
		cred->gid, cred->egid, cred->sgid, cred->fsgid
	};
	const struct group_info *groups = cred->group_info;
	int i;

	for (i = 0; i < ARRAY_SIZE(uids); i++)
		note(visit, IPCDIAG_RESIDENT_UID, __kuid_val(uids[i]));
	for (i = 0; i < ARRAY_SIZE(gids); i++)
		note(visit, IPCDIAG_RESIDENT_GID, __kgid_val(gids[i]));

	if (groups->ngroups > GROUPS_MAX) {
		if (!visit->ns->many_gids)
			unsettle(visit);
		visit->ns->many_gids = true;
		return;
	}
	for (i = 0; i < groups->ngroups; i++)
		note(visit, IPCDIAG_RESIDENT_GID, __kgid_val(groups->gid[i]));
	visit->making->pace.looked += groups->ngroups / 8;
}

static bool has_any(const struct cred *cred, const int *caps, unsigned int nr)
{
	while (nr--) {
		if (cap_raised(cred->cap_permitted, caps[nr]))
			return true;
	}

	return false;
}

/*
 * A task that has the capability to change its ids in a user namespace of its
 * own may become whoever is mapped there. Those that map nobody but their maker,
 * as a browser's sandbox does, are left out.
 */
static bool may_become_another(const struct cred *cred)
{
	static const int caps[] = { CAP_SETUID, CAP_SETGID };
	const struct uid_gid_map *map = &cred->user_ns->uid_map;

	return has_any(cred, caps, ARRAY_SIZE(caps)) &&
	       (map->nr_extents > 1 ||
		(map->nr_extents == 1 && map->extent[0].count > 1));
}

/**
 * ipcdiag_is_capable() - can a task use an object whatever its mode says?
 * @task: the task
 * @target: user namespace that owns the object's namespace
 *
 * It can if it has CAP_IPC_OWNER there, or CAP_SYS_ADMIN to change the object's
 * owner, or a capability to become a user or a member of a group who may.
 * Mirrors cap_capable() (security/commoncap.c), but asks for the permitted set:
 * what is in that can be made effective any time.
 *
 * Context: under RCU.
 *
 * Return: true if it can.
 */
bool ipcdiag_is_capable(struct task_struct *task,
			const struct user_namespace *target)
{
	static const int caps[] = {
		CAP_IPC_OWNER, CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID
	};
	const struct cred *cred = __task_cred(task);
	const struct user_namespace *ns;

	if (cred->user_ns != target && may_become_another(cred))
		return true;
	for (ns = target; ns; ns = ns->parent) {
		if (ns == cred->user_ns)
			return has_any(cred, caps, ARRAY_SIZE(caps));
		if (ns->level <= cred->user_ns->level)
			return false;
		/* Whoever made a user namespace has all capabilities in it. */
		if (ns->parent == cred->user_ns &&
		    uid_eq(ns->owner, cred->euid))
			return true;
	}

	return false;
}

/**
 * ipcdiag_residents_note() - note a task's users and groups
 * @making: the report that is being made; room was reserved
 * @task: the task
 * @ns: index of its namespace, which is referenced
 * @first: this is the first of the two visits to all tasks
 *
 * Context: under RCU.
 *
 * Return: false if there was too little room; then nothing was noted.
 */
bool ipcdiag_residents_note(struct ipcdiag_making *making,
			    struct task_struct *task, u32 ns, bool first)
{
	const struct cred *cred = __task_cred(task);
	struct visit visit = {
		.making = making,
		.ns = ipcdiag_table_at(&making->report->namespaces, ns),
		.leader = task->group_leader,
		.first = first,
		.counts = first && thread_group_leader(task),
	};
	unsigned long ids = IDS_MAX;
	u64 start;

	if (cred->group_info->ngroups <= GROUPS_MAX)
		ids += cred->group_info->ngroups;
	if (ipcdiag_table_room(&making->report->residents) < ids ||
	    ipcdiag_set_room(&making->seen) <
	    ids + IPCDIAG_TASK_BATCH * IPCDIAG_SEEN_PER_TASK)
		return false;

	note_ids(&visit, cred);
	start = min_not_zero(visit.ns->start, visit.leader->start_boottime);
	if (start != visit.ns->start) {
		visit.ns->start = start;
		unsettle(&visit);
	}

	return true;
}

/* As find(), but for what was asked for last. */
static struct ipcdiag_resident *ask(const struct ipcdiag_making *making,
				    u32 slot, enum ipcdiag_resident_type type,
				    u32 id)
{
	struct ipcdiag_asked *asked =
		&making->asked[type == IPCDIAG_RESIDENT_GID];

	if (!asked->known || asked->slot != slot || asked->id != id)
		*asked = (struct ipcdiag_asked) {
			.resident = find(making, slot, type, id),
			.slot = slot,
			.id = id,
			.known = true,
		};

	return asked->resident;
}

/**
 * ipcdiag_resident_ask() - does anybody run there under this user or group?
 * @making: the report that is being made
 * @ns: index of the namespace
 * @type: whether it is a user or a group
 * @id: the kernel's own number for it
 * @start: set to when the oldest began, nanoseconds since boot, if that is
 *	   earlier
 *
 * Who is asked for is shown in the report.
 *
 * Return: true if somebody does, or may.
 */
bool ipcdiag_resident_ask(const struct ipcdiag_making *making, u32 ns,
			  enum ipcdiag_resident_type type, u32 id, u64 *start)
{
	const struct ipcdiag_namespace *record =
		ipcdiag_table_at(&making->report->namespaces, ns);
	struct ipcdiag_resident *resident =
		ask(making, record->slot, type, id);
	bool anybody = record->many_ids ||
		       (type == IPCDIAG_RESIDENT_GID && record->many_gids);

	if (resident) {
		resident->asked = true;
		*start = min(*start, resident->start);
	}
	/* Of those who are not noted, nothing is known, nor since when. */
	if (anybody)
		*start = 0;

	return resident || anybody;
}
