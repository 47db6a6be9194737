// SPDX-License-Identifier: GPL-2.0
/*
 * Who does something to an object: what can be had at once, with preemption off,
 * and what may sleep and is had when the task returns to user space.
 *
 * Nobody is made to wait: what is not had at once stays unknown.
 *
 * Locking: a task's own struct pids, name and credentials do not need any for
 * itself; RCU keeps its parent and its cgroup.
 */
#include <linux/audit.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/minmax.h>
#include <linux/path.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "births/path.h"
#include "births/person.h"
#include "births/recent.h"
#include "compat/exe_file.h"

/* get_task_comm() takes a lock that may sleep, before 6.13. */
static void copy_name(char *to, const struct task_struct *task)
{
	memcpy(to, task->comm, TASK_COMM_LEN);
	to[TASK_COMM_LEN - 1] = '\0';
}

/* Struct pids are put after a grace period, but may be changed at any time. */
static struct pid *process_of(struct task_struct *task)
{
	return get_pid(READ_ONCE(task->signal->pids[PIDTYPE_TGID]));
}

/* Whoever may have told it to make something, up to the init of its namespace. */
static void fill_parents(struct ipcdiag_person *person)
{
	struct task_struct *task = current;
	unsigned int i;

	for (i = 0; i <= IPCDIAG_PARENTS; i++) {
		struct pid *pid;

		task = rcu_dereference(task->real_parent)->group_leader;
		pid = READ_ONCE(task->thread_pid);
		if (!i)
			copy_name(person->parent_comm, task);
		if (pid && is_child_reaper(pid)) {
			person->reaper = !i;
			/* It is told, but of no meaning. */
			if (!i)
				person->parents[i] = process_of(task);
			return;
		}
		if (i == IPCDIAG_PARENTS)
			break;
		person->parents[i] = process_of(task);
	}
	person->more_parents = true;
}

static void fill_kin(struct ipcdiag_person *person)
{
	person->thread = get_pid(task_pid(current));
	person->session = get_pid(task_session(current));
	person->group = get_pid(task_pgrp(current));
	fill_parents(person);
}

/**
 * ipcdiag_person_fill() - note who the current task is
 * @person: where to; all zeros
 * @maker: it makes an object: where it comes from is noted as well
 *
 * Context: any, preemption off; sleeps nowhere and allocates nothing.
 */
void ipcdiag_person_fill(struct ipcdiag_person *person, bool maker)
{
	struct pid *process = task_tgid(current);

	person->uid = current_uid();
	person->loginuid = audit_get_loginuid(current);
	person->audit = audit_get_sessionid(current);
	copy_name(person->comm, current);

	rcu_read_lock();
#ifdef CONFIG_CGROUPS
	person->cgroup_id = cgroup_id(task_dfl_cgroup(current));
#endif
	/* What a thread of the kernel's own does, nobody does. */
	if (!(current->flags & PF_KTHREAD)) {
		person->nr = pid_nr(process);
		if (maker || !process->level)
			person->process = get_pid(process);
		if (maker)
			fill_kin(person);
	}
	rcu_read_unlock();
}

/**
 * ipcdiag_person_strip_locked() - give up what is of interest of the living only
 * @person: the person
 * @rest: what was given up, to be put
 *
 * Of a process that is not in the initial pid namespace, no more than its number
 * is kept: its struct pid would keep the namespace, which counts as its maker's.
 *
 * Context: under the lock that keeps @person.
 */
void ipcdiag_person_strip_locked(struct ipcdiag_person *person,
				 struct ipcdiag_person *rest)
{
	memset(rest, 0, sizeof(*rest));
	swap(rest->thread, person->thread);
	swap(rest->session, person->session);
	swap(rest->group, person->group);
	memcpy(rest->parents, person->parents, sizeof(rest->parents));
	memset(person->parents, 0, sizeof(person->parents));
	if (person->process && person->process->level)
		swap(rest->process, person->process);
}

static void hold_path(struct ipcdiag_path *path)
{
	if (path)
		refcount_inc(&path->refs);
}

/**
 * ipcdiag_person_hold_locked() - copy a person, and reference what it refers to
 * @held: the copy
 * @person: the person
 *
 * Context: under the lock that keeps @person.
 */
void ipcdiag_person_hold_locked(struct ipcdiag_person *held,
				const struct ipcdiag_person *person)
{
	unsigned int i;

	*held = *person;
	get_pid(held->process);
	get_pid(held->thread);
	for (i = 0; i < IPCDIAG_PARENTS; i++)
		get_pid(held->parents[i]);
	get_pid(held->session);
	get_pid(held->group);
	hold_path(held->exe);
	hold_path(held->cwd);
	hold_path(held->cgroup);
}

/**
 * ipcdiag_person_put() - put what a person refers to
 * @person: the person; may be all zeros
 *
 * Context: process context: whatever is referenced last is freed.
 */
void ipcdiag_person_put(struct ipcdiag_person *person)
{
	unsigned int i;

	put_pid(person->process);
	put_pid(person->thread);
	for (i = 0; i < IPCDIAG_PARENTS; i++)
		put_pid(person->parents[i]);
	put_pid(person->session);
	put_pid(person->group);
	ipcdiag_path_put(person->exe);
	ipcdiag_path_put(person->cwd);
	ipcdiag_path_put(person->cgroup);
}

/**
 * ipcdiag_path_of_file() - the path of a file as the current task sees it
 * @file: the file; the caller keeps it
 * @buf: IPCDIAG_PATH_LEN bytes and those of " (deleted)"
 * @text: where in @buf it begins
 *
 * A program that was removed or replaced is told by the path that it had.
 *
 * Context: does not sleep.
 *
 * Return: its length, 0 if it is too long.
 */
size_t ipcdiag_path_of_file(const struct file *file, char *buf,
			    const char **text)
{
	static const char deleted[] = " (deleted)";
	const char *path = d_path(&file->f_path, buf,
				  IPCDIAG_PATH_LEN + sizeof(deleted) - 1);
	size_t len;

	if (IS_ERR(path))
		return 0;
	len = strlen(path);
	/* It may have been removed after its path was asked for. */
	if (d_unlinked(file->f_path.dentry) && len > sizeof(deleted) - 1 &&
	    !memcmp(path + len - (sizeof(deleted) - 1), deleted,
		    sizeof(deleted) - 1))
		len -= sizeof(deleted) - 1;
	*text = path;

	return len < IPCDIAG_PATH_LEN ? len : 0;
}

static void find_exe(struct ipcdiag_person *found, char *buf, u16 account)
{
	const char *text;
	struct file *file;
	size_t len;

	if (!current->mm || !current->fs)
		return;
	file = compat_exe_file(current->mm);
	if (!file)
		return;
	len = ipcdiag_path_of_file(file, buf, &text);
	if (len)
		found->exe = ipcdiag_path_keep(text, len, account);
	found->inode = file_inode(file)->i_ino;
	found->device = file_inode(file)->i_sb->s_dev;
	fput(file);
}

static void find_cwd(struct ipcdiag_person *found, char *buf, u16 account)
{
	struct path pwd;
	const char *text;

	if (!current->fs)
		return;
	get_fs_pwd(current->fs, &pwd);
	text = d_path(&pwd, buf, IPCDIAG_PATH_LEN);
	if (!IS_ERR(text))
		found->cwd = ipcdiag_path_keep(text, strlen(text), account);
	path_put(&pwd);
}

/* If it was moved meanwhile, it is not the cgroup that it was in. */
static void find_cgroup(struct ipcdiag_person *found, u64 id, char *buf,
			u16 account)
{
#ifdef CONFIG_CGROUPS
	struct cgroup *cgroup;
	int len = -1;

	rcu_read_lock();
	cgroup = task_dfl_cgroup(current);
	if (cgroup_id(cgroup) == id)
		len = kernfs_path_from_node(cgroup->kn, NULL, buf,
					    IPCDIAG_PATH_LEN);
	rcu_read_unlock();
	if (len > 0 && len < IPCDIAG_PATH_LEN)
		found->cgroup = ipcdiag_path_keep(buf, len, account);
#endif
}

/**
 * ipcdiag_person_find_paths() - the current task's executable and the like
 * @found: where to: the paths, and the executable's inode
 * @cgroup_id: number of the cgroup that it was in
 * @with_cwd: its working directory as well
 * @account: on whose account
 *
 * Context: process context. The task may be exiting: then less is found.
 */
void ipcdiag_person_find_paths(struct ipcdiag_person *found, u64 cgroup_id,
			       bool with_cwd, u16 account)
{
	char buf[IPCDIAG_PATH_LEN + 16];
	struct ipcdiag_moment moment;
	bool here = ipcdiag_moment_now(&moment, cgroup_id);

	if (here && ipcdiag_recent_find(&moment, found, with_cwd))
		return;
	find_exe(found, buf, account);
	if (with_cwd)
		find_cwd(found, buf, account);
	if (cgroup_id)
		find_cgroup(found, cgroup_id, buf, account);
	if (here)
		ipcdiag_recent_note(&moment, found);
}
