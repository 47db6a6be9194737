// SPDX-License-Identifier: GPL-2.0
/*
 * What is left to be done when a task returns to user space that made or removed
 * an object: to learn the identifier from the value that the call returns, and to
 * look for paths.
 *
 * Lifetime: a debugger may keep a task from returning, so that each such work has
 * a reference to the module.
 *
 * Locking: ipcdiag_events_lock. What is filled in is put into the event under it.
 */
#include <linux/limits.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>

#include <asm/syscall.h>

#include "births/gaps.h"
#include "births/later.h"
#include "births/person.h"
#include "births/pool.h"
#include "births/store.h"
#include "births/trace.h"
#include "compat/task_work.h"

static LIST_HEAD(pending);
struct ipcdiag_recorded ipcdiag_recorded;

static bool is_identifier(long result)
{
	return result >= 0 && result <= INT_MAX;
}

/*
 * What the call returned tells which object it is. A tracer may have put something
 * else there; then the object's address tells that.
 */
static void settle_birth_locked(struct ipcdiag_event *event, long result)
{
	bool good = is_identifier(result);

	ipcdiag_gaps_settle_locked(event->ids, event->stamp, !good);
	if (good) {
		event->id = result;
		event->id_known = true;
	}
}

/*
 * Nothing of what is told changes any more. A tracer that put an error there is not
 * to hide that an object was made.
 */
static void tell_birth(const struct ipcdiag_event *event, long result)
{
	bool good = is_identifier(result);

	if (good || current->ptrace)
		trace_ipc_birth(event->kind, event->ns, good ? (int)result : -1,
				event->key, event->size);
}

/* When the task returns to user space, or exits. */
static void finish(struct callback_head *work)
{
	struct ipcdiag_event *event =
		container_of(work, struct ipcdiag_event, work);
	struct ipcdiag_person found = {};
	bool birth = event->type == IPCDIAG_EVENT_BIRTH;
	unsigned long flags;
	long result = 0;

	if (birth)
		result = syscall_get_return_value(current, current_pt_regs());
	if (birth)
		tell_birth(event, result);
	ipcdiag_person_find_paths(&found, event->person.cgroup_id, birth,
				  event->account);

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	event->person.exe = found.exe;
	event->person.cwd = found.cwd;
	event->person.cgroup = found.cgroup;
	event->person.inode = found.inode;
	event->person.device = found.device;
	ipcdiag_recorded.no_paths += !found.exe + !found.cgroup + (birth && !found.cwd);
	ipcdiag_recorded.pending--;
	list_del_init(&event->pending);
	if (birth)
		settle_birth_locked(event, result);
	ipcdiag_event_put_locked(event);
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);

	ipcdiag_store_tend();
	/* ipcdiag_births_stop() waits for what is left of this function. */
	module_put(THIS_MODULE);
}

/**
 * ipcdiag_later_possible() - can anything be done when tasks return?
 *
 * Return: true if the kernel exports what it takes.
 */
bool ipcdiag_later_possible(void)
{
	return compat_task_work_add();
}

/**
 * ipcdiag_finish_later() - let the rest be done when the task returns
 * @event: the event, not published yet
 *
 * It cannot by threads of the kernel's own, nor while the module is unloaded, nor
 * on kernels that do not export what it needs: then less is known.
 *
 * Context: any, but for ipcdiag_events_lock.
 *
 * Return: true if it will be.
 */
bool ipcdiag_finish_later(struct ipcdiag_event *event)
{
	compat_task_work_add_t add = compat_task_work_add();

	if (!add || current->flags & PF_KTHREAD || !try_module_get(THIS_MODULE))
		return false;
	init_task_work(&event->work, finish);
	if (!add(current, &event->work, TWA_RESUME))
		return true;
	module_put(THIS_MODULE);

	return false;
}

/**
 * ipcdiag_publish_locked() - let others see an event
 * @event: the event, complete
 * @later: what ipcdiag_finish_later() returned
 *
 * Context: any.
 */
void ipcdiag_publish_locked(struct ipcdiag_event *event, bool later)
{
	if (later) {
		event->refs++;
		list_add_tail(&event->pending, &pending);
		ipcdiag_recorded.pending++;
	}
	ipcdiag_event_list_locked(event);
}

/**
 * ipcdiag_recorded_read() - what was recorded, and what was not
 * @answer: the figures
 */
void ipcdiag_recorded_read(struct ipcdiag_recorded *answer)
{
	const struct ipcdiag_event *first;
	unsigned long flags;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	*answer = ipcdiag_recorded;
	first = list_first_entry_or_null(&pending, struct ipcdiag_event,
					 pending);
	if (first) {
		answer->pending_pid = first->person.nr;
		memcpy(answer->pending_comm, first->person.comm,
		       sizeof(answer->pending_comm));
	}
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
}
