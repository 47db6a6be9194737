// SPDX-License-Identifier: GPL-2.0
/*
 * IPC namespaces that open files of /proc/PID/ns refer to. Such a file alone can
 * keep a namespace, and lets whoever has it open enter.
 *
 * Locking: task_lock (alloc_lock) keeps a task's table of files; file_lock,
 * inside it, the open files. What they lead to is referenced unless it is on its
 * way out already.
 */
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/ipc_namespace.h>
#include <linux/magic.h>
#include <linux/proc_ns.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

#include "base/seen.h"
#include "find/nsfiles.h"
#include "find/nstable.h"

/*
 * What is looked at of one table in one go: open files, and places in the bitmap
 * that tells which are open, 64 of which are passed in one step.
 */
#define FD_MAX		128
#define FD_PLACES	65536u

/* How often a task's table of files may be another one before it is done. */
#define FILES_CHANGES	8

/* Returns true if the file led to a namespace that was not known. */
static bool look_at_file(struct ipcdiag_making *making, const struct file *file)
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
	if (!common || common->ops != ipcdiag_nstable_ops())
		return false;

	ns = container_of(common, struct ipc_namespace, ns);
	index = ipcdiag_nstable_known(making, ns);
	if (index < 0 && get_ipc_ns_not_zero(ns)) {
		index = ipcdiag_nstable_add(making, ns);
		added = true;
	}
	if (index >= 0) {
		record = ipcdiag_table_at(&making->report->namespaces, index);
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
static bool files_seen(struct ipcdiag_making *making, struct task_struct *task,
		       const struct files_struct *files)
{
	const struct task_struct *leader = task->group_leader;

	/* Unless it comes later, and may have exited by then. */
	if (leader->pid < task->pid && READ_ONCE(leader->files) == files)
		return true;
	if (atomic_read(&files->count) <= get_nr_threads(task) &&
	    task == leader)
		return false;

	return ipcdiag_set_find(&making->seen, (unsigned long)files,
				SEEN_FILES);
}

/**
 * ipcdiag_nsfiles_goes_on() - are the open files of this task being looked at?
 * @making: the report that is being made
 * @task: the task
 *
 * Return: true if there was more to be seen than one look could show.
 */
bool ipcdiag_nsfiles_goes_on(const struct ipcdiag_making *making,
			     const struct task_struct *task)
{
	const struct ipcdiag_fd_scan *scan = making->fd_scan;

	return scan->next && scan->task == task->pid &&
	       scan->since == task->start_time;
}

static void begin_with(struct ipcdiag_fd_scan *scan,
		       const struct task_struct *task)
{
	if (scan->task == task->pid && scan->since == task->start_time)
		return;
	scan->task = task->pid;
	scan->since = task->start_time;
	scan->next = 0;
	scan->changes = 0;
}

/*
 * Look at a table of files from a place in it on; task_lock is held. Returns the
 * place where to go on, 0 if everything was looked at.
 */
static unsigned int look_at_table(struct ipcdiag_making *making,
				  struct files_struct *files,
				  unsigned int first)
{
	struct fdtable *fdt;
	unsigned int fd, end;
	unsigned int n = 0;
	bool more;

	spin_lock(&files->file_lock);
	fdt = files_fdtable(files);
	end = min(fdt->max_fds - min(first, fdt->max_fds), FD_PLACES) + first;
	fd = find_next_bit(fdt->open_fds, end, first);
	while (fd < end && n < FD_MAX) {
		const struct file *file =
			rcu_dereference_check_fdtable(files, fdt->fd[fd]);

		n++;
		/* Of each visit, there is room for one besides the task's own. */
		if (file && look_at_file(making, file))
			end = fd + 1;
		fd = find_next_bit(fdt->open_fds, end, fd + 1);
	}
	more = fd < fdt->max_fds;
	spin_unlock(&files->file_lock);
	if (!more)
		ipcdiag_set_add(&making->seen, (unsigned long)files,
				SEEN_FILES, 0);
	making->pace.looked += n + (fd - first) / BITS_PER_LONG;

	return more ? fd : 0;
}

/**
 * ipcdiag_nsfiles_look() - look for namespaces in the open files of a task
 * @making: the report that is being made; room is reserved
 * @task: the task
 *
 * A table of files is looked at once, however many tasks share it, and a bounded
 * part of it at a time.
 *
 * Context: under RCU, which keeps @task; takes its alloc_lock.
 *
 * Return: true if there is more to be looked at: making->fd_scan says where.
 */
bool ipcdiag_nsfiles_look(struct ipcdiag_making *making,
			  struct task_struct *task)
{
	struct ipcdiag_fd_scan *scan = making->fd_scan;
	struct files_struct *files;
	unsigned int first = 0;
	unsigned int next = 0;

	begin_with(scan, task);
	task_lock(task);
	files = task->files;
	/*
	 * If the task has another table than at the look before, it is begun
	 * with anew: but not time and again, if there is another one each time.
	 */
	if (scan->files == files || ++scan->changes > FILES_CHANGES)
		first = scan->next;
	if (files && (first || !files_seen(making, task, files)))
		next = look_at_table(making, files, first);
	task_unlock(task);
	scan->files = files;
	scan->next = next;

	return next;
}
