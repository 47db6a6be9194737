// SPDX-License-Identifier: GPL-2.0
/*
 * Who is stopped in a call that waits on an object.
 *
 * A task that gets a stop signal, whose cgroup is frozen, or that a tracer stops
 * is taken off the lists of the object that it slept on. When it goes on it calls
 * again, or the kernel does so for it. Until then, nothing but the registers that
 * it saved when it entered the kernel tells what it was in.
 *
 * Locking and lifetime:
 *
 * - Those registers are at the end of the task's stack, which is freed when the
 *   task has exited, and cannot be kept: put_task_stack() is not exported.
 *   But a task that was found stopped, traced or frozen while siglock is held
 *   has to take siglock before it runs a program again or exits. As long as we
 *   hold it, the stack is there and the registers stay as they are. (A tracer
 *   may write to them: then the value before or after is read.)
 * - A frozen task may also sleep in the kernel, in vfork() or a sleep that the
 *   freezer leaves alone, and go on without siglock. It is in none of our calls
 *   then, and what is read of it in a moment so unlikely is of no consequence;
 *   only the reading must be harmless. So it may fail: copy_from_kernel_nofault().
 * - task->sighand changes at exec and is NULL once the task is reaped. It is
 *   freed, with the lock in it, only to be used as another task's sighand within
 *   an RCU section, so that it may be locked first and compared then, as
 *   __lock_task_sighand() does, which is not exported.
 * - siglock is taken with interrupts disabled, under RCU and nothing else, for
 *   as long as it takes to copy the registers. With PREEMPT_RT it is a lock that
 *   sleeps, which an RCU section allows there.
 */
#include <linux/cgroup.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

#include "base/seen.h"
#include "compat/saved_regs.h"
#include "compat/task_frozen.h"
#include "find/call.h"
#include "find/stopped.h"
#include "find/tasks.h"
#include "find/who.h"

/* What one of them counts for among the things of tasks that are looked at. */
#define LOOKED_EACH	8

/**
 * ipcdiag_stopped_known() - is it known here what a stopped task was in?
 *
 * Return: true if the architecture's saved registers are known.
 */
bool ipcdiag_stopped_known(void)
{
	return COMPAT_SAVED_REGS;
}

/*
 * Anybody can stop more tasks than there is memory for, so that they may take
 * only a part of it. A thirty-second of the memory goes to the table of those
 * that are stopped; the set in which they are looked up, and the users that are
 * made of them, take about three times as much together.
 */
static unsigned long stopped_max(const struct ipcdiag_making *making)
{
	return making->report->budget.limit / 32 /
	       sizeof(struct ipcdiag_stopped);
}

/**
 * ipcdiag_stopped_reserve() - make room for those that are stopped
 * @making: the report that is being made
 * @nr: how many may be noted
 *
 * Room in making->seen, two members for each, and for a cgroup is the caller's.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_stopped_reserve(struct ipcdiag_making *making, unsigned long nr)
{
	unsigned long left = stopped_max(making) - making->stopped.nr;

	return ipcdiag_table_reserve(&making->stopped, min(nr, left));
}

/* Does the task stand still, and will it go on some time? */
static bool is_stopped(struct task_struct *task)
{
	return task_is_stopped_or_traced(task) || cgroup_task_frozen(task) ||
	       compat_task_frozen(task);
}

/* One that is to be killed does not go on with what it was in. */
static bool is_leaving(const struct task_struct *task)
{
	return READ_ONCE(task->exit_state) ||
	       (READ_ONCE(task->flags) & PF_EXITING) ||
	       (READ_ONCE(task->signal->flags) & SIGNAL_GROUP_EXIT);
}

/* Returns true if the task is stopped and what it was in is known. */
static bool read_call(struct ipcdiag_making *making, struct task_struct *task,
		      struct ipcdiag_regs *regs)
{
	struct sighand_struct *sighand = rcu_dereference(task->sighand);
	struct pt_regs saved;
	unsigned long flags;
	bool read = false;

	if (!sighand)
		return false;

	spin_lock_irqsave(&sighand->siglock, flags);
	if (sighand == rcu_access_pointer(task->sighand) && is_stopped(task) &&
	    !is_leaving(task)) {
		read = !copy_from_kernel_nofault(&saved, task_pt_regs(task),
						 sizeof(saved));
		if (read)
			compat_read_regs(task, &saved, regs);
		else
			making->stopped_capped = true;
	}
	spin_unlock_irqrestore(&sighand->siglock, flags);

	return read;
}

static u64 thread_key(pid_t thread, int id)
{
	return (u64)id << 32 | (u32)thread;
}

/* Both looks at the tasks find one that is stopped all the time. */
static void add_stopped(struct ipcdiag_making *making, struct task_struct *task,
			u32 slot, const struct ipcdiag_call *call)
{
	struct ipcdiag_table *table = &making->stopped;
	u64 thread = thread_key(task->pid, call->id);
	u32 index = table->nr;
	struct ipcdiag_stopped *stopped, *first;
	const struct ipcdiag_set_entry *entry;

	if (ipcdiag_set_find(&making->seen, thread,
			     SEEN_STOPPED_BY(slot, call->kind)))
		return;
	if (table->nr >= stopped_max(making)) {
		making->stopped_capped = true;
		return;
	}

	stopped = ipcdiag_table_at(table, index);
	stopped->kind = call->kind;
	stopped->use = call->use;
	if (making->report->want & IPCDIAG_WANT_USERS) {
		if (!ipcdiag_who_fill(making, task, &stopped->who))
			return;
		stopped->slept = ipcdiag_who_slept(task);
		stopped->threads = ipcdiag_who_threads(task);
	}
	table->nr++;
	ipcdiag_set_add(&making->seen, thread,
			SEEN_STOPPED_BY(slot, call->kind), index);

	first = stopped;
	if (!ipcdiag_set_add(&making->seen, call->id,
			     SEEN_STOPPED_ON(slot, call->kind), index)) {
		entry = ipcdiag_set_find(&making->seen, call->id,
					 SEEN_STOPPED_ON(slot, call->kind));
		first = ipcdiag_table_at(table, entry->value);
		stopped->next = first->next;
		first->next = index + 1;
	}
	first->count++;
}

/**
 * ipcdiag_stopped_note() - note a task that is stopped in a call on an object
 * @making: the report that is being made; room is reserved
 * @task: a task, stopped or not
 * @slot: slot of its IPC namespace, where the identifier counts
 *
 * Whether there is such an object is not looked at.
 *
 * Context: under RCU and no lock; takes siglock of a task that is stopped.
 */
void ipcdiag_stopped_note(struct ipcdiag_making *making,
			  struct task_struct *task, u32 slot)
{
	unsigned int wanted = making->report->want &
			      (IPCDIAG_WANT_SEM | IPCDIAG_WANT_MSG);
	struct ipcdiag_regs regs = { };
	struct ipcdiag_call call;

	if (!wanted || !is_stopped(task))
		return;
	making->pace.looked += LOOKED_EACH;
	if (!ipcdiag_stopped_known()) {
		making->stopped_capped = true;
		return;
	}
	if (read_call(making, task, &regs) && ipcdiag_call_of(&regs, &call) &&
	    (wanted & BIT(call.kind)))
		add_stopped(making, task, slot, &call);
}

/* The first of those that are stopped on an object, or NULL. */
static const struct ipcdiag_stopped *
first_on(const struct ipcdiag_making *making, const struct ipcdiag_object *obj)
{
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&making->report->namespaces, obj->ns);
	const struct ipcdiag_set_entry *entry;

	if (!making->stopped.nr)
		return NULL;
	entry = ipcdiag_set_find(&making->seen, obj->id,
				 SEEN_STOPPED_ON(ns->slot, obj->kind));

	return entry ? ipcdiag_table_at(&making->stopped, entry->value) : NULL;
}

/**
 * ipcdiag_stopped_on() - how many tasks are stopped in a call on an object?
 * @making: the report that is being made
 * @obj: the object
 *
 * Return: how many were found so far. With making->stopped_capped, there may be
 * others.
 */
u32 ipcdiag_stopped_on(const struct ipcdiag_making *making,
		       const struct ipcdiag_object *obj)
{
	const struct ipcdiag_stopped *first = first_on(making, obj);

	return first ? first->count : 0;
}

/* Whoever was stopped at one look may have slept when the object was read. */
static void mark_listed(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i;

	for (i = 0; i < report->users.nr; i++) {
		const struct ipcdiag_user *user =
			ipcdiag_table_at(&report->users, i);
		const struct ipcdiag_object *obj =
			ipcdiag_table_at(&report->objects[user->kind],
					 user->object);
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, obj->ns);
		const struct ipcdiag_set_entry *entry;
		struct ipcdiag_stopped *stopped;

		if (!(i % 1024))
			cond_resched();
		entry = ipcdiag_set_find(&making->seen,
					 thread_key(user->who.init_tid, obj->id),
					 SEEN_STOPPED_BY(ns->slot, obj->kind));
		if (!entry)
			continue;
		stopped = ipcdiag_table_at(&making->stopped, entry->value);
		if (stopped->use == user->use)
			stopped->listed = true;
	}
}

static int list_on(struct ipcdiag_making *making,
		   const struct ipcdiag_object *obj, u32 index)
{
	struct ipcdiag_report *report = making->report;
	const struct ipcdiag_stopped *stopped = first_on(making, obj);

	while (stopped) {
		struct ipcdiag_user *user;
		int err;

		err = ipcdiag_table_reserve(&report->users, 1);
		if (err)
			return err;
		cond_resched();
		if (!stopped->listed) {
			user = ipcdiag_table_at(&report->users,
						report->users.nr++);
			*user = (struct ipcdiag_user) {
				.use = stopped->use,
				.kind = stopped->kind,
				.known = true,
				.stopped = true,
				.object = index,
				.threads = stopped->threads,
				.who = stopped->who,
				.slept = stopped->slept,
			};
		}
		stopped = stopped->next ?
			  ipcdiag_table_at(&making->stopped,
					   stopped->next - 1) : NULL;
	}

	return 0;
}

/**
 * ipcdiag_stopped_list() - make users of those that are stopped
 * @making: the report that is being made, all looks at tasks done
 *
 * Those on objects that are not in the report, or do not exist, are left out.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_stopped_list(struct ipcdiag_making *making)
{
	static const u8 kinds[] = { IPCDIAG_SEM, IPCDIAG_MSG };
	unsigned long i;
	unsigned int k;
	int err = 0;

	if (ipcdiag_stopped_known())
		making->report->capped |= making->stopped_capped;
	if (!making->stopped.nr)
		return 0;

	mark_listed(making);
	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		const struct ipcdiag_table *table =
			&making->report->objects[kinds[k]];

		for (i = 0; !err && i < table->nr; i++) {
			err = list_on(making, ipcdiag_table_at(table, i), i);
			if (!(i % 1024))
				cond_resched();
		}
		if (fatal_signal_pending(current))
			err = -EINTR;
	}

	return err;
}
