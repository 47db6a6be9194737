// SPDX-License-Identifier: GPL-2.0
/*
 * Whether anybody is left whom the maker of an object may have told of it: in its
 * session, its process group, its login session, its cgroup or one of the same
 * path, as a service has that was started again, or in the one above, unless that
 * is a slice; its parent, whose parent, and so on; whoever runs the same program
 * under the same uid; and in a namespace other than the initial one, anybody.
 *
 * Sessions and groups tell that themselves. For the rest all tasks are visited,
 * twice, as find/tasks.c says why, and once more after the objects were looked at
 * again; each time adds whoever was not known yet. What cannot be told of a task
 * counts as if it were what is looked for.
 *
 * Locking: tasks are visited under RCU. task_lock (alloc_lock) keeps a task's
 * address space for the moment that it takes to reference its executable.
 */
#include <linux/audit.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/ipc.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/uidgid.h>

#include "base/seen.h"
#include "base/state.h"
#include "births/path.h"
#include "births/person.h"
#include "compat/exe_file.h"
#include "find/cgroups.h"
#include "find/residents.h"
#include "find/tasks.h"
#include "users/kin.h"

/* What there is in the set of what was seen. */
enum {
	KIN_UID, KIN_CGROUP, KIN_CGROUP_PATH, KIN_EXE, KIN_INODE, KIN_AUDIT,
};

/* Levels of a path of our length: each takes two bytes at least. */
#define LEVELS_MAX	(IPCDIAG_PATH_LEN / 2)

/* A task's cgroup by number and by path, and its executable under each uid. */
#define ROOM		(LEVELS_MAX + 3 + 4 * 3)

/* Executables and paths that are looked at in one section, in tasks. */
#define DEAR		8

static bool has(const struct ipcdiag_making *making, u64 what, u32 kind, u32 uid)
{
	return ipcdiag_set_find(&making->seen, what, SEEN_KIN(kind, uid));
}

static bool add(struct ipcdiag_making *making, u64 what, u32 kind, u32 uid)
{
	return ipcdiag_set_add(&making->seen, what, SEEN_KIN(kind, uid), 0);
}

/* Device and inode in one number; those that collide count as the same. */
static u64 inode_number(dev_t device, u64 inode)
{
	return ((u64)device << 44) ^ inode;
}

static int reserve(struct ipcdiag_making *making)
{
	return ipcdiag_set_reserve(&making->seen, 4 * ROOM);
}

/* The path, and that of every cgroup above. */
static void note_cgroup(struct ipcdiag_making *making, struct task_struct *task)
{
#ifdef CONFIG_CGROUPS
	struct cgroup *cgroup = task_dfl_cgroup(task);
	char path[IPCDIAG_PATH_LEN];
	int len, i;

	if (!add(making, cgroup_id(cgroup), KIN_CGROUP, 0))
		return;
	/* What has a longer path is nobody's that was recorded; one above may be. */
	len = ipcdiag_cgroup_longest_path(making, cgroup, path, sizeof(path));
	for (i = len; i > 0; i--) {
		if (i == len || path[i] == '/')
			add(making, ipcdiag_path_hash(path, i),
			    KIN_CGROUP_PATH, 0);
	}
#endif
}

/* The executable, referenced; NULL if it cannot be had. @exits: it has none. */
static struct file *executable_of(struct task_struct *task, bool *exits)
{
	struct file *file = NULL;

	task_lock(task);
	*exits = !task->mm;
	if (task->mm)
		file = compat_exe_file(task->mm);
	task_unlock(task);

	return file;
}

static void note_executable(struct ipcdiag_making *making,
			    struct task_struct *task, u32 uid)
{
	char buf[IPCDIAG_PATH_LEN + 16];
	const char *text;
	struct file *file;
	size_t len = 0;
	bool exits;

	file = executable_of(task, &exits);
	if (exits)
		return;
	making->pace.looked += DEAR;
	if (file)
		len = ipcdiag_path_of_file(file, buf, &text);
	if (len) {
		struct inode *inode = file_inode(file);

		add(making, ipcdiag_path_hash(text, len), KIN_EXE, uid);
		add(making, inode_number(inode->i_sb->s_dev, inode->i_ino),
		    KIN_INODE, uid);
	} else {
		/* It may be any. */
		add(making, 0, KIN_EXE, uid);
	}
	if (file)
		fput(file);
}

static bool visit(struct ipcdiag_making *making, struct task_struct *task)
{
	const struct cred *cred = __task_cred(task);
	const struct task_struct *leader = task->group_leader;
	const kuid_t uids[] = { cred->uid, cred->euid, cred->suid, cred->fsuid };
	unsigned int i;

	if (READ_ONCE(task->flags) & PF_KTHREAD ||
	    READ_ONCE(task->exit_state))
		return false;
	if (ipcdiag_set_room(&making->seen) < ROOM)
		return true;
	note_cgroup(making, task);
	add(making, audit_get_sessionid(task), KIN_AUDIT, 0);
	/* Threads that are like the first one add nothing. */
	if (task != leader && !READ_ONCE(leader->exit_state) &&
	    READ_ONCE(leader->mm) == READ_ONCE(task->mm) &&
	    __task_cred(leader) == cred)
		return false;
	for (i = 0; i < ARRAY_SIZE(uids); i++) {
		u32 uid = __kuid_val(uids[i]);

		if ((!i || !uid_eq(uids[i], uids[i - 1])) &&
		    has(making, 0, KIN_UID, uid))
			note_executable(making, task, uid);
	}

	return false;
}

static const struct ipcdiag_task_visitor visitor = {
	.reserve = reserve,
	.visit = visit,
};

static const struct ipcdiag_object *
object_of(const struct ipcdiag_report *report, const struct ipcdiag_birth *birth)
{
	return ipcdiag_table_at(&report->objects[birth->kind], birth->object);
}

/* Is it worth looking? Nobody else's object may be called an orphan for it. */
static bool may_be_orphan(const struct ipcdiag_report *report,
			  const struct ipcdiag_birth *birth)
{
	const struct ipcdiag_object *obj = object_of(report, birth);

	return obj->key == IPC_PRIVATE && !(obj->mode & 0077) &&
	       !ipcdiag_state_lives(birth->maker.process.state);
}

static enum ipcdiag_left left_if(bool somebody)
{
	return somebody ? IPCDIAG_LEFT_SOMEBODY : IPCDIAG_LEFT_NOBODY;
}

/*
 * What is beside it in the cgroup above may belong to it, as the containers of a
 * pod do, and the steps of a job. Slices other than those of pods are for things
 * that have nothing to do with each other, and so is the root.
 */
static bool above_lives(const struct ipcdiag_making *making, const char *path,
			size_t len)
{
	static const char slice[] = ".slice";
	size_t n = sizeof(slice) - 1;

	while (len && path[len - 1] != '/')
		len--;
	if (len <= 1)
		return false;
	len--;
	if (len > n && !memcmp(path + len - n, slice, n) &&
	    !strstr(path, "kubepods"))
		return false;

	return has(making, ipcdiag_path_hash(path, len), KIN_CGROUP_PATH, 0);
}

static void judge_cgroup(const struct ipcdiag_making *making,
			 struct ipcdiag_birth *birth)
{
	const struct ipcdiag_text *path;
	size_t len;

	if (birth->maker.cgroup == IPCDIAG_NO_PATH)
		return;
	path = ipcdiag_table_at(&making->report->paths, birth->maker.cgroup);
	len = strlen(path->text);
	/* In the root, there is always somebody. */
	birth->cgroup_lives =
		left_if(len <= 1 ||
			has(making, birth->cgroup_id, KIN_CGROUP, 0) ||
			has(making, ipcdiag_path_hash(path->text, len),
			    KIN_CGROUP_PATH, 0) ||
			above_lives(making, path->text, len));
}

static bool runs(const struct ipcdiag_making *making,
		 const struct ipcdiag_birth *birth, u32 uid)
{
	const struct ipcdiag_text *path =
		ipcdiag_table_at(&making->report->paths, birth->maker.exe);
	u64 hash = ipcdiag_path_hash(path->text, strlen(path->text));

	return has(making, 0, KIN_EXE, uid) ||
	       has(making, hash, KIN_EXE, uid) ||
	       has(making, inode_number(birth->device, birth->inode), KIN_INODE,
		   uid);
}

/* Its maker's real uid and its effective one may differ. */
static void judge_exe(const struct ipcdiag_making *making,
		      struct ipcdiag_birth *birth)
{
	const struct ipcdiag_object *obj = object_of(making->report, birth);

	if (birth->maker.exe == IPCDIAG_NO_PATH)
		return;
	birth->exe_lives =
		left_if(runs(making, birth, __kuid_val(birth->maker.uid)) ||
			runs(making, birth, __kuid_val(obj->cuid)));
}

/*
 * In a namespace other than the initial one, whoever is in it belongs to it, and
 * what is to come enters through that one.
 */
static bool namespace_lives(const struct ipcdiag_report *report,
			    const struct ipcdiag_birth *birth)
{
	const struct ipcdiag_object *obj = object_of(report, birth);
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, obj->ns);

	return !ns->init && ns->procs;
}

/* Whoever started a set-uid program may start it again, and tell it what to use. */
static bool starter_lives(const struct ipcdiag_making *making,
			  const struct ipcdiag_birth *birth)
{
	const struct ipcdiag_object *obj = object_of(making->report, birth);
	u64 start = U64_MAX;

	return !uid_eq(birth->maker.uid, obj->cuid) &&
	       ipcdiag_resident_ask(making, obj->ns, IPCDIAG_RESIDENT_UID,
				    __kuid_val(birth->maker.uid), &start);
}

static void judge(const struct ipcdiag_making *making,
		  struct ipcdiag_birth *birth)
{
	judge_cgroup(making, birth);
	judge_exe(making, birth);
	birth->left = IPCDIAG_LEFT_UNKNOWN;
	if (birth->session_lives || birth->group_lives || birth->parent_lives ||
	    namespace_lives(making->report, birth) ||
	    starter_lives(making, birth) ||
	    (birth->audit != AUDIT_SID_UNSET &&
	     has(making, birth->audit, KIN_AUDIT, 0)) ||
	    birth->cgroup_lives == IPCDIAG_LEFT_SOMEBODY ||
	    birth->exe_lives == IPCDIAG_LEFT_SOMEBODY)
		birth->left = IPCDIAG_LEFT_SOMEBODY;
	else if (birth->cgroup_lives == IPCDIAG_LEFT_NOBODY &&
		 birth->exe_lives == IPCDIAG_LEFT_NOBODY &&
		 birth->init_session && birth->init_group &&
		 birth->init_parent)
		birth->left = IPCDIAG_LEFT_NOBODY;
}

/* Whose programs are to be looked at; whether there are any. */
static int note_makers(struct ipcdiag_making *making, bool *any)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i;
	int err;

	for (i = 0; i < report->births.nr; i++) {
		const struct ipcdiag_birth *birth =
			ipcdiag_table_at(&report->births, i);
		const struct ipcdiag_object *obj;

		if (!may_be_orphan(report, birth))
			continue;
		obj = object_of(report, birth);
		err = ipcdiag_set_reserve(&making->seen, 2);
		if (err)
			return err;
		*any = true;
		add(making, 0, KIN_UID, __kuid_val(birth->maker.uid));
		add(making, 0, KIN_UID, __kuid_val(obj->cuid));
		if (!(i % 1024))
			cond_resched();
	}

	return 0;
}

static int judge_all(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i;

	for (i = 0; i < report->births.nr; i++) {
		struct ipcdiag_birth *birth =
			ipcdiag_table_at(&report->births, i);

		if (may_be_orphan(report, birth))
			judge(making, birth);
		if (!(i % 1024))
			cond_resched();
	}

	return fatal_signal_pending(current) ? -EINTR : 0;
}

/**
 * ipcdiag_kin_look() - find out who is left of the makers
 * @making: the report that is being made, its births known
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_kin_look(struct ipcdiag_making *making)
{
	bool any = false;
	int err;

	err = note_makers(making, &any);
	if (err || !any)
		return err;
	err = ipcdiag_visit_tasks(making, &visitor);
	if (!err)
		err = ipcdiag_visit_tasks(making, &visitor);

	return err ? : judge_all(making);
}

/**
 * ipcdiag_kin_look_again() - find out who has come
 * @making: the report that is being made, after ipcdiag_kin_look()
 *
 * Whoever was there before counts as before: somebody may have been told
 * meanwhile, and sessions, groups and ancestors do not come back.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_kin_look_again(struct ipcdiag_making *making)
{
	int err = ipcdiag_visit_tasks(making, &visitor);

	return err ? : judge_all(making);
}
