// SPDX-License-Identifier: GPL-2.0
/*
 * Finding every IPC namespace that a task uses, and who lives in it.
 *
 * Tasks are visited by pid number through the IDR of the initial pid
 * namespace: every thread has a number there, and a walk by number can stop
 * after any entry and go on later, whatever was forked or reaped meanwhile.
 * (A list walk cannot: the task it stopped at may be gone.)
 *
 * Locking: a batch of numbers per RCU section. task_lock (alloc_lock) keeps
 * task->nsproxy, and through it the IPC namespace, for the moment that it takes
 * to look; a namespace that was not known yet is then referenced through the
 * operations that /proc/PID/ns uses, the only way that is exported. Referenced
 * namespaces cannot be freed, so their addresses tell them apart. All
 * references are dropped before open() returns: an open file keeps no namespace
 * alive.
 */
#include <linux/cred.h>
#include <linux/idr.h>
#include <linux/ipc_namespace.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/proc_ns.h>
#include <linux/sched/task.h>

#include "compat/ns_id.h"
#include "identity.h"
#include "namespaces.h"

/* Numbers that are looked at in one RCU section. */
#define TASK_BATCH	64

/*
 * Members of report->seen. The second number of a pair says what the first one
 * is, and for those that live in a namespace, in which.
 */
#define SEEN_NAMESPACE		0
#define SEEN_UID(ns)		(((u64)(ns) << 2) | 1)
#define SEEN_PROCESS(ns)	(((u64)(ns) << 2) | 2)

/* A task adds its namespace, three uids and its process at most. */
#define SEEN_PER_TASK	5

static const struct proc_ns_operations *ipcns_ops(void)
{
	return init_task.nsproxy->ipc_ns->ns.ops;
}

/* The task's namespace, for comparing only; NULL once it exits. */
static struct ipc_namespace *task_ipc_ns(struct task_struct *task)
{
	struct ipc_namespace *ns = NULL;

	task_lock(task);
	if (task->nsproxy)
		ns = task->nsproxy->ipc_ns;
	task_unlock(task);

	return ns;
}

static void copy_namespace(struct ipc_namespace *ns,
			   struct ipcdiag_namespace *record)
{
	BUILD_BUG_ON(ARRAY_SIZE(ns->sem_ctls) != 4);

	record->inum = ns->ns.inum;
	record->id = compat_ns_id(&ns->ns);
	record->init = ns == init_task.nsproxy->ipc_ns;
	record->self = ns == current->nsproxy->ipc_ns;

	/* Limits are set through sysctl without any lock. */
	record->shmmni = READ_ONCE(ns->shm_ctlmni);
	record->shmmax = READ_ONCE(ns->shm_ctlmax);
	record->shmall = READ_ONCE(ns->shm_ctlall);
	record->shmpages = READ_ONCE(ns->shm_tot);
	record->semmsl = READ_ONCE(ns->sem_ctls[0]);
	record->semmns = READ_ONCE(ns->sem_ctls[1]);
	record->semopm = READ_ONCE(ns->sem_ctls[2]);
	record->semmni = READ_ONCE(ns->sem_ctls[3]);
	record->sems = READ_ONCE(ns->used_sems);
	record->msgmax = READ_ONCE(ns->msg_ctlmax);
	record->msgmnb = READ_ONCE(ns->msg_ctlmnb);
	record->msgmni = READ_ONCE(ns->msg_ctlmni);
}

/*
 * The record of the task's namespace. One that is new is pinned and copied.
 * Returns -1 if the task has no namespace any more, or has one that is not
 * known while none is to be added.
 */
static int namespace_of(struct ipcdiag_report *report, struct task_struct *task,
			bool add)
{
	struct ipc_namespace *ns = task_ipc_ns(task);
	const struct ipcdiag_set_entry *entry;
	struct ns_common *common;
	u32 index;

	if (!ns)
		return -1;
	entry = ipcdiag_set_find(&report->seen, (unsigned long)ns,
				 SEEN_NAMESPACE);
	if (entry)
		return entry->value;
	if (!add)
		return -1;

	/* It may have moved on since: what is referenced is what counts. */
	common = ipcns_ops()->get(task);
	if (!common)
		return -1;
	ns = container_of(common, struct ipc_namespace, ns);
	index = report->pinned.nr;
	if (!ipcdiag_set_add(&report->seen, (unsigned long)ns, SEEN_NAMESPACE,
			     index)) {
		ipcns_ops()->put(common);
		return ipcdiag_set_find(&report->seen, (unsigned long)ns,
					SEEN_NAMESPACE)->value;
	}

	*(struct ipc_namespace **)ipcdiag_table_at(&report->pinned, index) = ns;
	report->pinned.nr++;
	copy_namespace(ns, ipcdiag_table_at(&report->namespaces, index));
	report->namespaces.nr++;

	return index;
}

/*
 * Note the task's uids and count its process. The first thread stands for the
 * process; another thread counts only where it is alone in a namespace.
 */
static void visit_task(struct ipcdiag_report *report, struct task_struct *task,
		       bool add)
{
	struct task_struct *leader = task->group_leader;
	struct ipcdiag_namespace *record;
	const struct cred *cred;
	int ns;

	/* Kernel threads live in the initial namespace and use no IPC. */
	if (READ_ONCE(task->flags) & PF_KTHREAD)
		return;

	ns = namespace_of(report, task, add);
	if (ns < 0)
		return;

	cred = __task_cred(task);
	ipcdiag_set_add(&report->seen, __kuid_val(cred->uid), SEEN_UID(ns), 0);
	ipcdiag_set_add(&report->seen, __kuid_val(cred->euid), SEEN_UID(ns), 0);
	ipcdiag_set_add(&report->seen, __kuid_val(cred->suid), SEEN_UID(ns), 0);

	if (task != leader &&
	    task_ipc_ns(leader) == ipcdiag_namespace_pinned(report, ns))
		return;
	if (!ipcdiag_set_add(&report->seen, task->tgid, SEEN_PROCESS(ns), 0))
		return;

	record = ipcdiag_table_at(&report->namespaces, ns);
	if (!record->procs++)
		ipcdiag_identify(task_pid(leader), report->viewer,
				 &record->sample);
}

static int reserve_batch(struct ipcdiag_report *report)
{
	int err;

	err = ipcdiag_set_reserve(&report->seen, SEEN_PER_TASK * TASK_BATCH);
	if (!err)
		err = ipcdiag_table_reserve(&report->namespaces, TASK_BATCH);
	if (!err)
		err = ipcdiag_table_reserve(&report->pinned, TASK_BATCH);

	return err;
}

static int visit_tasks(struct ipcdiag_report *report, bool add)
{
	bool more = true;
	int nr = 0;

	while (more) {
		unsigned int n;
		int err;

		err = reserve_batch(report);
		if (err)
			return err;

		ipcdiag_section_begin(report);
		rcu_read_lock();
		for (n = 0; n < TASK_BATCH; n++, nr++) {
			struct pid *pid = idr_get_next(&init_pid_ns.idr, &nr);
			struct task_struct *task;

			if (!pid) {
				more = false;
				break;
			}
			task = pid_task(pid, PIDTYPE_PID);
			if (task)
				visit_task(report, task, add);
		}
		rcu_read_unlock();
		err = ipcdiag_section_end(report);
		if (err)
			return err;
	}

	return 0;
}

/**
 * ipcdiag_namespaces_find() - find and pin every IPC namespace in use
 * @report: where to put them
 *
 * The initial namespace comes first. Whatever is returned, the caller calls
 * ipcdiag_namespaces_unpin().
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_find(struct ipcdiag_report *report)
{
	int err;

	/* The initial namespace exists whether a process is left in it or not. */
	err = reserve_batch(report);
	if (err)
		return err;
	namespace_of(report, &init_task, true);

	return visit_tasks(report, true);
}

/**
 * ipcdiag_namespaces_recheck() - note who has come since the first look
 * @report: the report, its namespaces still pinned
 *
 * A process can be missed by one look: if it is forked onto a number that was
 * passed already by one that exits before its own number is reached. Verdicts
 * rest on a uid having no process, so it is looked for before the objects are
 * read and after.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_recheck(struct ipcdiag_report *report)
{
	return visit_tasks(report, false);
}

/**
 * ipcdiag_namespaces_unpin() - drop the references to the namespaces
 * @report: the report; may be called again
 *
 * Context: process context, may sleep.
 */
void ipcdiag_namespaces_unpin(struct ipcdiag_report *report)
{
	unsigned long i;

	for (i = 0; i < report->pinned.nr; i++)
		ipcns_ops()->put(&ipcdiag_namespace_pinned(report, i)->ns);
	ipcdiag_table_free(&report->pinned);
}

/**
 * ipcdiag_namespace_pinned() - the namespace that belongs to a record
 * @report: the report, its namespaces still pinned
 * @ns: index of the record
 *
 * Return: the namespace.
 */
struct ipc_namespace *ipcdiag_namespace_pinned(const struct ipcdiag_report *report,
					       u32 ns)
{
	return *(struct ipc_namespace **)ipcdiag_table_at(&report->pinned, ns);
}

/**
 * ipcdiag_namespace_has_uid() - does anybody there run under this uid?
 * @report: the report
 * @ns: index of the namespace's record
 * @uid: the uid: real, effective or saved
 *
 * Return: true if somebody does.
 */
bool ipcdiag_namespace_has_uid(const struct ipcdiag_report *report, u32 ns,
			       kuid_t uid)
{
	return ipcdiag_set_find(&report->seen, __kuid_val(uid), SEEN_UID(ns));
}
