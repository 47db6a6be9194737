// SPDX-License-Identifier: GPL-2.0
/*
 * Finding every IPC namespace, and who lives in it: through the tasks, through
 * segments that a task left behind when it moved, through open files of
 * /proc/PID/ns, and from 6.18 through the kernel's own list. Before that, one
 * that is held by a bind mount alone, or by a mapping alone, is not found; and
 * one that only an old segment of a task with very many leads to may be missed,
 * which is counted.
 *
 * Locking: tasks are visited under RCU. task_lock (alloc_lock) keeps
 * task->nsproxy, and through it the IPC namespace, for the moment that it takes
 * to look; a namespace that was not known yet is then referenced through the
 * operations that /proc/PID/ns uses, the only way that is exported. It also
 * keeps the list of the task's segments and, with file_lock inside it, the
 * open files; what they lead to is referenced unless it is on its way out
 * already. Referenced namespaces cannot be freed, so their addresses tell them
 * apart. All references are dropped before open() returns: an open file keeps
 * no namespace alive.
 */
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/hashtable.h>
#include <linux/ipc_namespace.h>
#include <linux/magic.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/proc_ns.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <linux/user_namespace.h>

#include "find/cgroups.h"
#include "compat/ns_active.h"
#include "compat/ns_id.h"
#include "compat/ns_list.h"
#include "compat/ns_references.h"
#include "find/identity.h"
#include "layout/layout.h"
#include "find/namespaces.h"
#include "find/order.h"
#include "find/residents.h"
#include "base/seen.h"
#include "find/stopped.h"
#include "find/tasks.h"
#include "walk/walk.h"
#include "find/who.h"

/*
 * What is looked at of one task in one go: segments, which are as many as a
 * namespace has by default, a cache line each; open files; and places in the
 * bitmap that tells which are open, 64 of which are passed in one step.
 */
#define CLIST_MAX	4096
#define FD_MAX		128
#define FD_PLACES	65536u

/* How often a task's table of files may be another one before it is done. */
#define FILES_CHANGES	8

/* Namespaces that are looked at in one RCU section of the kernel's list. */
#define NS_BATCH	64

/*
 * All references that walks hold, in this report or in others that are being
 * made at the same time, by the address of the namespace. Whatever has no other
 * reference left would be gone, were it not for us. A reference is given up
 * under @held_lock too, so that what is in the table is what is held.
 */
static DEFINE_SPINLOCK(held_lock);
static DEFINE_HASHTABLE(held, 12);

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
	record->userns = ns->user_ns->ns.inum;
	record->owner = ns->user_ns->owner;
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

static struct ipcdiag_pinned *pinned_at(const struct ipcdiag_report *report,
					unsigned long slot)
{
	return ipcdiag_table_at(&report->pinned, slot);
}

/* The index of a namespace that is known, or -1. */
static int known_namespace(const struct ipcdiag_report *report,
			   const struct ipc_namespace *ns)
{
	const struct ipcdiag_set_entry *entry =
		ipcdiag_set_find(&report->seen, (unsigned long)ns,
				 SEEN_NAMESPACE);

	return entry ? pinned_at(report, entry->value)->record : -1;
}

/* Add a namespace; takes over the reference to it. Returns its index. */
static int add_namespace(struct ipcdiag_report *report,
			 struct ipc_namespace *ns)
{
	int index = known_namespace(report, ns);
	struct ipcdiag_namespace *record;
	struct ipcdiag_pinned *pinned;

	if (index >= 0) {
		ipcns_ops()->put(&ns->ns);
		return index;
	}

	index = report->namespaces.nr++;
	record = ipcdiag_table_at(&report->namespaces, index);
	record->slot = report->pinned.nr++;
	copy_namespace(ns, record);
	pinned = pinned_at(report, record->slot);
	pinned->ns = ns;
	pinned->record = index;
	spin_lock(&held_lock);
	hash_add(held, &pinned->held, (unsigned long)ns);
	spin_unlock(&held_lock);
	ipcdiag_set_add(&report->seen, (unsigned long)ns, SEEN_NAMESPACE,
			record->slot);

	return index;
}

/*
 * The index of the task's namespace, which is added if it is new. Returns -1 if
 * the task has no namespace any more, or has one that is not known while none
 * is to be added.
 */
static int namespace_of(struct ipcdiag_report *report, struct task_struct *task,
			bool add)
{
	struct ipc_namespace *ns = task_ipc_ns(task);
	struct ns_common *common;
	int index;

	if (!ns)
		return -1;
	index = known_namespace(report, ns);
	if (index >= 0 || !add)
		return index;

	/* It may have moved on since: what is referenced is what counts. */
	common = ipcns_ops()->get(task);
	if (!common)
		return -1;

	return add_namespace(report,
			     container_of(common, struct ipc_namespace, ns));
}

/*
 * Segments stay on the list of the thread that made them when it moves to
 * another namespace by setns(). Returns true if one led to a namespace that
 * was not known: there may be more.
 *
 * The list can change as soon as the lock is released, and nothing marks a place
 * in it: it cannot be gone on with later. Where there is more than CLIST_MAX, a
 * namespace may be missed, unless the kernel lists all of them.
 */
static bool look_at_segments(struct ipcdiag_report *report,
			     struct task_struct *task)
{
	const struct ipc_namespace *last = NULL;
	const struct ipc_shmid_kernel *shp;
	struct ipc_namespace *ns = NULL;
	unsigned int n = 0;

	if (!ipcdiag_layout_has_clist())
		return false;

	/* While it is on the list, its namespace has not been freed. */
	task_lock(task);
	list_for_each_entry(shp, &task->sysvshm.shm_clist, shm_clist) {
		if (++n > CLIST_MAX) {
			report->stats.segments_cut +=
				!ipcdiag_namespaces_listed();
			break;
		}
		/* As a rule they are all in the same one. */
		if (shp->ns == last)
			continue;
		last = shp->ns;
		if (known_namespace(report, last) >= 0)
			continue;
		ns = get_ipc_ns_not_zero(shp->ns);
		if (ns)
			break;
	}
	task_unlock(task);
	/* A file takes about as long as four of them. */
	report->looked += n / 4;
	if (!ns)
		return false;
	add_namespace(report, ns);

	return true;
}

/* Returns true if the file led to a namespace that was not known. */
static bool look_at_file(struct ipcdiag_report *report, const struct file *file)
{
	const struct inode *inode = file_inode(file);
	struct ipcdiag_namespace *record;
	struct ns_common *common;
	struct ipc_namespace *ns;
	bool added = false;
	int index;

	if (inode->i_sb->s_magic != NSFS_MAGIC)
		return false;
	/* What else that filesystem may have one day, is no namespace. */
	common = get_proc_ns(inode);
	if (!common || common->ops != ipcns_ops())
		return false;

	ns = container_of(common, struct ipc_namespace, ns);
	index = known_namespace(report, ns);
	if (index < 0 && get_ipc_ns_not_zero(ns)) {
		index = add_namespace(report, ns);
		added = true;
	}
	if (index >= 0) {
		record = ipcdiag_table_at(&report->namespaces, index);
		record->pinned = true;
	}

	return added;
}

/*
 * Was the table looked at through another task? Threads leave it to the first
 * one. Otherwise only its address can tell, which may belong to another table
 * by now: it is asked only of what others refer to as well, as a rule other
 * processes, or of threads whose first one has exited. What only its own
 * process refers to is looked at, whatever was seen before.
 */
static bool files_seen(struct ipcdiag_report *report, struct task_struct *task,
		       const struct files_struct *files)
{
	const struct task_struct *leader = task->group_leader;

	/* Unless it comes later, and may have exited by then. */
	if (leader->pid < task->pid && READ_ONCE(leader->files) == files)
		return true;
	if (atomic_read(&files->count) <= get_nr_threads(task) &&
	    task == leader)
		return false;

	return ipcdiag_set_find(&report->seen, (unsigned long)files,
				SEEN_FILES);
}

/* Is the table of files of this task what is being looked at? */
static bool goes_on_with_files(const struct ipcdiag_report *report,
			       const struct task_struct *task)
{
	return report->next_fd && report->next_fd_of == task->pid &&
	       report->next_fd_since == task->start_time;
}

/*
 * A namespace can be held by an open file of /proc/PID/ns alone. A table of
 * files is looked at once, however many tasks share it, and FD_MAX open files or
 * FD_PLACES places of it at a time. Returns true if there is more to be looked
 * at: report->next_fd says where.
 */
static bool look_at_files(struct ipcdiag_report *report,
			  struct task_struct *task)
{
	struct files_struct *files;
	struct fdtable *fdt;
	unsigned int fd = 0;
	unsigned int n = 0;
	unsigned int first = 0, end;
	bool more = false;

	if (report->next_fd_of != task->pid ||
	    report->next_fd_since != task->start_time) {
		report->next_fd_of = task->pid;
		report->next_fd_since = task->start_time;
		report->next_fd = 0;
		report->next_fd_changes = 0;
	}

	task_lock(task);
	files = task->files;
	/* Another table is begun anew, unless there is another one every time. */
	if (report->next_fd_files == files ||
	    ++report->next_fd_changes > FILES_CHANGES)
		fd = report->next_fd;
	if (files && (fd || !files_seen(report, task, files))) {
		spin_lock(&files->file_lock);
		fdt = files_fdtable(files);
		first = fd;
		end = min(fdt->max_fds - min(fd, fdt->max_fds), FD_PLACES) + fd;
		fd = find_next_bit(fdt->open_fds, end, fd);
		while (fd < end && n < FD_MAX) {
			const struct file *file =
				rcu_dereference_check_fdtable(files,
							      fdt->fd[fd]);

			n++;
			if (file && look_at_file(report, file))
				end = fd + 1;
			fd = find_next_bit(fdt->open_fds, end, fd + 1);
		}
		more = fd < fdt->max_fds;
		spin_unlock(&files->file_lock);
		if (!more)
			ipcdiag_set_add(&report->seen, (unsigned long)files,
					SEEN_FILES, 0);
	}
	task_unlock(task);
	report->next_fd_files = files;
	report->next_fd = more ? fd : 0;
	report->looked += n + (fd - first) / BITS_PER_LONG;

	return more;
}

/*
 * Note who the task is, and count its process. The first thread stands for the
 * process; another thread counts only where it is alone in a namespace, and is
 * noted where it runs as somebody else. What is new at the second look is added,
 * and not counted once more. Returns true if there is too little room.
 */
static bool note_task(struct ipcdiag_report *report, struct task_struct *task,
		      bool first)
{
	struct task_struct *leader = task->group_leader;
	struct ipcdiag_namespace *record;
	struct ipc_namespace *pinned;
	bool with_leader;
	int ns;

	ns = namespace_of(report, task, first);
	if (ns < 0)
		return false;
	record = ipcdiag_table_at(&report->namespaces, ns);
	ipcdiag_stopped_note(report, task, record->slot);
	pinned = ipcdiag_namespace_pinned(report, ns);
	with_leader = task != leader && task_ipc_ns(leader) == pinned;
	if (with_leader && __task_cred(task) == __task_cred(leader))
		return false;
	if (!ipcdiag_residents_note(report, task, ns, first))
		return true;

	if (with_leader || (record->procs && !first))
		return false;
	if (!ipcdiag_set_add(&report->seen, task->tgid,
			     SEEN_PROCESS(record->slot), 0))
		return false;

	if (!record->procs++) {
		ipcdiag_identify(task_pid(leader), report->identities.viewer,
				 &record->sample);
		record->cgroup = ipcdiag_cgroup_of(report, task);
	}
	if (first && ipcdiag_is_capable(task, pinned->user_ns) &&
	    (record->capable ||
	     ipcdiag_who_fill(report, leader, &record->capable_who)))
		record->capable++;

	return false;
}

static int reserve_namespaces(struct ipcdiag_report *report)
{
	int err;

	err = ipcdiag_cgroups_reserve(report, 4 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_stopped_reserve(report, IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_residents_reserve(report);
	if (!err)
		err = ipcdiag_table_reserve(&report->namespaces,
					    2 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_table_reserve(&report->pinned,
					    2 * IPCDIAG_TASK_BATCH);

	return err;
}

/* Kernel threads live in the initial namespace and use no IPC. */
static bool is_kernel_thread(const struct task_struct *task)
{
	return READ_ONCE(task->flags) & PF_KTHREAD;
}

static bool find_visit(struct ipcdiag_report *report, struct task_struct *task)
{
	if (is_kernel_thread(task))
		return false;
	if (note_task(report, task, true))
		return true;

	if (!goes_on_with_files(report, task) && look_at_segments(report, task))
		return true;

	return look_at_files(report, task);
}

static bool recheck_visit(struct ipcdiag_report *report,
			  struct task_struct *task)
{
	return !is_kernel_thread(task) && note_task(report, task, false);
}

static const struct ipcdiag_task_visitor find_visitor = {
	.reserve = reserve_namespaces,
	.visit = find_visit,
};

static const struct ipcdiag_task_visitor recheck_visitor = {
	.reserve = reserve_namespaces,
	.visit = recheck_visit,
};

/*
 * Where the kernel keeps a list of all namespaces, it has those too that no
 * process uses and no file refers to.
 */
static int look_at_list(struct ipcdiag_report *report)
{
	struct ipc_namespace *first = init_task.nsproxy->ipc_ns;
	struct ipc_namespace *ns = first;
	bool more = compat_ns_list_exists(first);

	while (more) {
		unsigned int n;
		int err;

		err = reserve_namespaces(report);
		if (err)
			return err;

		/* The section ends at one that is referenced by us. */
		ipcdiag_section_begin(report);
		rcu_read_lock();
		for (n = 0; n < NS_BATCH;) {
			ns = compat_ns_list_next(first, ns);
			if (!ns) {
				more = false;
				break;
			}
			if (known_namespace(report, ns) < 0) {
				if (!get_ipc_ns_not_zero(ns))
					continue;
				add_namespace(report, ns);
			}
			n++;
		}
		rcu_read_unlock();
		err = ipcdiag_section_end(report);
		if (err)
			return err;
	}

	return 0;
}

/* No index of a namespace was kept so far but in @pinned. */
static void sort_namespaces(struct ipcdiag_report *report)
{
	unsigned long i;

	ipcdiag_namespaces_sort(&report->namespaces);
	for (i = 0; i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *record =
			ipcdiag_table_at(&report->namespaces, i);

		pinned_at(report, record->slot)->record = i;
		cond_resched();
	}
}

/**
 * ipcdiag_namespaces_listed() - does the kernel keep a list of all namespaces?
 *
 * Return: true if it does and it can be walked, so that none is missed.
 */
bool ipcdiag_namespaces_listed(void)
{
	return compat_ns_list_exists(init_task.nsproxy->ipc_ns);
}

/**
 * ipcdiag_namespaces_find() - find and pin every IPC namespace in use
 * @report: where to put them
 *
 * They are in the order of order.c, and so is what is found in them later.
 * Whatever is returned, the caller calls ipcdiag_namespaces_unpin().
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_find(struct ipcdiag_report *report)
{
	int err;

	/* The initial namespace exists whether a process is left in it or not. */
	err = reserve_namespaces(report);
	if (err)
		return err;
	namespace_of(report, &init_task, true);

	err = ipcdiag_visit_tasks(report, &find_visitor);
	if (!err)
		err = look_at_list(report);
	if (!err)
		sort_namespaces(report);

	return err;
}

/* References that are held by walks; @held_lock is held. */
static unsigned int held_by_walks(const struct ipc_namespace *ns)
{
	const struct ipcdiag_pinned *pinned;
	unsigned int n = 0;

	hash_for_each_possible(held, pinned, held, (unsigned long)ns)
		n += pinned->ns == ns;

	return n;
}

/*
 * What of an empty namespace? If nothing refers to it but walks, it is gone: a
 * container that ended meanwhile left no leak. If something does and may let
 * somebody in, or that is not known, it is marked as pinned. Where nobody can
 * enter, it stays for an attached segment only: whatever else refers to it is on
 * its way out, as a process is while its mounts are taken down, or is another
 * walk that has found it just now.
 */
static void look_at_empty(struct ipcdiag_report *report, u32 index)
{
	struct ipc_namespace *ns = ipcdiag_namespace_pinned(report, index);
	struct ipcdiag_namespace *record =
		ipcdiag_table_at(&report->namespaces, index);

	spin_lock(&held_lock);
	record->gone = compat_ns_references(ns) <= held_by_walks(ns);
	spin_unlock(&held_lock);
	if (record->gone)
		return;
	if (compat_ns_active(&ns->ns) || !ipcdiag_layout_usable(IPCDIAG_SHM))
		record->pinned = true;
	else
		record->gone = !ipcdiag_shm_any_attached(report, index);
}

/**
 * ipcdiag_namespaces_recheck() - note who has come since the first look
 * @report: the report, its namespaces still pinned
 *
 * A process can be missed by one look: if it is forked onto a number that was
 * passed already by one that exits before its own number is reached, or executes
 * a program then (tasks.c). Verdicts rest on a uid having no process, so it is
 * looked for before the objects are read and after.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_namespaces_recheck(struct ipcdiag_report *report)
{
	int err = ipcdiag_visit_tasks(report, &recheck_visitor);
	unsigned long i;

	for (i = 0; !err && i < report->namespaces.nr; i++) {
		const struct ipcdiag_namespace *record =
			ipcdiag_table_at(&report->namespaces, i);

		if (!record->procs && !record->init)
			look_at_empty(report, i);
		cond_resched();
	}

	return err;
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

	for (i = 0; i < report->pinned.nr; i++) {
		struct ipcdiag_pinned *pinned = pinned_at(report, i);

		spin_lock(&held_lock);
		hash_del(&pinned->held);
		/* It does not sleep: the last put leaves the rest to a worker. */
		ipcns_ops()->put(&pinned->ns->ns);
		spin_unlock(&held_lock);
		cond_resched();
	}
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
	const struct ipcdiag_namespace *record =
		ipcdiag_table_at(&report->namespaces, ns);

	return pinned_at(report, record->slot)->ns;
}

/**
 * ipcdiag_namespace_in_slot() - the record that belongs to a slot
 * @report: the report, its namespaces still pinned
 * @slot: the slot
 *
 * Return: the record.
 */
const struct ipcdiag_namespace *
ipcdiag_namespace_in_slot(const struct ipcdiag_report *report, u32 slot)
{
	return ipcdiag_table_at(&report->namespaces,
				pinned_at(report, slot)->record);
}
