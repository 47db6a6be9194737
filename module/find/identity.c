// SPDX-License-Identifier: GPL-2.0
/*
 * From a struct pid to what became of its process.
 *
 * Objects do not remember a process by its number but by its struct pid, which
 * lives as long as anybody refers to it and never becomes another process's: when
 * the number is given away again, that is a new struct pid. So it is certain when a
 * process is dead, and it can be told whether its number belongs to somebody else
 * now. (A queue may remember a thread instead of a process. When that thread
 * executes a program it takes over the number of its process, and the struct pid
 * that it had counts as dead.)
 *
 * Locking: the caller holds a reference to the struct pid. Tasks are looked at
 * under RCU only and no reference to them outlives this file.
 */
#include <linux/build_bug.h>
#include <linux/hash.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "base/state.h"
#include "find/identity.h"

/*
 * Members of a group or session that are looked at before it is taken for
 * alive. Only zombies are passed over, so more than a few are rare.
 */
#define FAMILY_MAX	64

/* How often they are looked at again because the list is changing. */
#define FAMILY_ROUNDS	8

/*
 * Has the whole process exited? The first thread may be a zombie while others
 * go on. Mirrors delay_group_leader() (include/linux/sched/signal.h).
 */
static bool process_exited(struct task_struct *leader)
{
	return READ_ONCE(leader->exit_state) && thread_group_empty(leader);
}

/* What a walk over the members of a group or session showed. */
enum family {
	FAMILY_DEAD,
	FAMILY_LIVES,
	FAMILY_CHANGED,
};

/*
 * A zombie child can be put into another group by its parent, and then it is in
 * another list at once: from there on the walk would go through that one. It
 * forgets its group before it gets its new neighbours, so whoever is found to
 * be a member after its neighbour was read, was in our list until then. (A
 * processor that reorders stores may show it the other way round for an instant.
 * Then members may be missed if the new list ends there, which the other facts
 * that an orphan rests on do not depend on.)
 */
static enum family look_at_family(struct pid *pid, enum pid_type type)
{
	struct hlist_head *head = &pid->tasks[type];
	struct hlist_node *first = rcu_dereference(hlist_first_rcu(head));
	struct hlist_node *node = first;
	unsigned int seen = 0;

	while (node) {
		struct task_struct *leader =
			hlist_entry(node, struct task_struct, pid_links[type]);

		node = rcu_dereference(hlist_next_rcu(node));
		/* Its neighbour, before whether it still is a member. */
		smp_rmb();
		if (READ_ONCE(leader->signal->pids[type]) != pid)
			return FAMILY_CHANGED;
		if (!process_exited(leader) || ++seen == FAMILY_MAX)
			return FAMILY_LIVES;
	}

	/*
	 * A child is linked in front, before its parent can exit: where the
	 * first one is another at the end, there may be one that was not seen.
	 */
	smp_rmb();

	return first == READ_ONCE(head->first) ? FAMILY_DEAD : FAMILY_CHANGED;
}

/*
 * A list that changes during each of several looks has members who do that: then
 * somebody in it is taken to live.
 */
static bool any_lives(struct pid *pid, enum pid_type type)
{
	enum family family = FAMILY_CHANGED;
	unsigned int round;

	for (round = 0; round < FAMILY_ROUNDS && family == FAMILY_CHANGED;
	     round++)
		family = look_at_family(pid, type);

	return family != FAMILY_DEAD;
}

/*
 * A zombie's parent may know what the zombie made, and go on to use it. An exception
 * is the init of a pid namespace: it has adopted the zombie and is not expected to
 * know anything of what that made. The real parent counts, not a tracer. Called
 * under RCU.
 */
static bool parent_around(struct task_struct *zombie)
{
	struct task_struct *parent =
		rcu_dereference(zombie->real_parent)->group_leader;
	struct pid *pid = task_pid(parent);

	return pid && !is_child_reaper(pid) && !process_exited(parent);
}

/* The task that has the number of @pid now, if it is not @pid's own. */
static struct task_struct *successor(struct pid *pid,
				     struct pid_namespace *viewer)
{
	pid_t nr = pid_nr_ns(pid, viewer);
	struct pid *other;

	if (nr)
		other = find_pid_ns(nr, viewer);
	else
		other = find_pid_ns(pid_nr(pid), &init_pid_ns);
	if (!other || other == pid)
		return NULL;

	return pid_task(other, PIDTYPE_PID);
}

/**
 * ipcdiag_identify() - what became of a process
 * @pid: what an object remembers of it, or NULL; the caller holds a reference
 * @viewer: pid namespace of whoever asks; the caller keeps it alive
 * @process: the answer
 *
 * Context: process context; takes RCU, and task->alloc_lock up to 6.12.
 */
void ipcdiag_identify(struct pid *pid, struct pid_namespace *viewer,
		      struct ipcdiag_process *process)
{
	struct ipcdiag_traces traces = { .recorded = pid };
	struct task_struct *task;

	memset(process, 0, sizeof(*process));
	if (!pid)
		return;

	process->nr = pid_nr_ns(pid, viewer);
	process->init_nr = pid_nr(pid);
	process->identity = (unsigned long)pid;

	rcu_read_lock();
	process->family = any_lives(pid, PIDTYPE_PGID) ||
			  any_lives(pid, PIDTYPE_SID);

	task = pid_task(pid, PIDTYPE_TGID);
	if (task) {
		traces.leader = true;
		traces.exited = process_exited(task);
		traces.kernel = READ_ONCE(task->flags) & PF_KTHREAD;
		process->start = task->start_boottime;
		process->unreaped = traces.exited && parent_around(task);
	} else {
		task = pid_task(pid, PIDTYPE_PID);
		traces.thread = task;
		traces.thread_exited = task && READ_ONCE(task->exit_state);
		if (traces.thread_exited)
			task = NULL;
		else if (task)
			process->start = task->start_boottime;
	}
	if (!task) {
		task = successor(pid, viewer);
		traces.successor = task;
	}
	process->state = ipcdiag_state_of(&traces);
	if (task)
		get_task_comm(process->comm, task);
	rcu_read_unlock();
}

/**
 * ipcdiag_identities_init() - no answer was given yet
 * @known: the answers
 * @viewer: pid namespace of whoever asks; the caller keeps it alive
 * @budget: what their memory is charged to
 */
void ipcdiag_identities_init(struct ipcdiag_identities *known,
			     struct pid_namespace *viewer,
			     struct ipcdiag_budget *budget)
{
	BUILD_BUG_ON(IPCDIAG_IDENTITIES > U16_MAX);

	known->viewer = viewer;
	ipcdiag_table_init(&known->answers, sizeof(struct ipcdiag_identity),
			   budget);
	memset(known->place, 0, sizeof(known->place));
}

/**
 * ipcdiag_identities_reserve() - make room for answers
 * @known: the answers
 * @nr: how many processes may be asked for that are not known yet
 *
 * Whoever does not reserve gets the same answers, but those are not kept.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_identities_reserve(struct ipcdiag_identities *known,
			       unsigned long nr)
{
	unsigned long left = IPCDIAG_IDENTITIES - known->answers.nr;

	return ipcdiag_table_reserve(&known->answers, min(nr, left));
}

static unsigned int hash_of(const struct pid *pid)
{
	return hash_ptr(pid, ilog2(IPCDIAG_IDENTITIES));
}

/* The answer that is kept where that on @pid would be; NULL if none is. */
static struct ipcdiag_identity *
kept_at(const struct ipcdiag_identities *known, const struct pid *pid)
{
	unsigned int place = known->place[hash_of(pid)];

	return place ? ipcdiag_table_at(&known->answers, place - 1) : NULL;
}

/**
 * ipcdiag_identify_locked() - what became of a process, under an object's lock
 * @known: answers that were given already
 * @pid: what an object remembers of the process, or NULL
 * @process: the answer, if it is known; as old as @known at most
 *
 * Thousands of objects remember the same few processes, and counting the
 * references to those would cost more than all the rest.
 *
 * Context: under the lock of the object that refers to @pid; does not sleep.
 *
 * Return: NULL if that is the answer; else @pid, referenced, for
 * ipcdiag_identify_kept(); the caller puts it.
 */
struct pid *ipcdiag_identify_locked(const struct ipcdiag_identities *known,
				    struct pid *pid,
				    struct ipcdiag_process *process)
{
	const struct ipcdiag_identity *kept;

	if (!pid)
		return NULL;
	/* As long as it is referenced, the address is that of no other. */
	kept = kept_at(known, pid);
	if (!kept || kept->pid != pid)
		return get_pid(pid);
	*process = kept->process;

	return NULL;
}

/**
 * ipcdiag_identify_kept() - the same, after the lock was released
 * @known: answers that were given already, to which this one is added
 * @pid: what ipcdiag_identify_locked() returned, if not NULL
 * @process: the answer
 *
 * Context: as ipcdiag_identify().
 */
void ipcdiag_identify_kept(struct ipcdiag_identities *known, struct pid *pid,
			   struct ipcdiag_process *process)
{
	struct ipcdiag_identity *kept = kept_at(known, pid);

	if (kept && kept->pid == pid) {
		*process = kept->process;
		return;
	}
	ipcdiag_identify(pid, known->viewer, process);
	if (!kept) {
		if (!ipcdiag_table_room(&known->answers))
			return;
		kept = ipcdiag_table_at(&known->answers, known->answers.nr++);
		known->place[hash_of(pid)] = known->answers.nr;
	}
	put_pid(kept->pid);
	kept->pid = get_pid(pid);
	kept->process = *process;
}

/**
 * ipcdiag_identities_put() - forget what was answered
 * @known: the answers; may be empty
 *
 * Context: process context, may sleep.
 */
void ipcdiag_identities_put(struct ipcdiag_identities *known)
{
	unsigned long i;

	for (i = 0; i < known->answers.nr; i++) {
		struct ipcdiag_identity *kept =
			ipcdiag_table_at(&known->answers, i);

		put_pid(kept->pid);
	}
	ipcdiag_table_free(&known->answers);
	memset(known->place, 0, sizeof(known->place));
}
