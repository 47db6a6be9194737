// SPDX-License-Identifier: GPL-2.0
/*
 * Paths of a task that were found a moment ago.
 *
 * To look for the paths of whoever makes an object takes longer than all else that is
 * recorded. Who makes one often makes more, or removes it at once. So what was found
 * is kept for a tenth of a second, and is taken again if nothing has changed that it
 * depends on: the task, the program that it executes, its cgroup, its working and root
 * directory, and names on any file system. A mount that is moved meanwhile is not
 * noticed: then the paths are those of a tenth of a second ago.
 *
 * Lifetime: what is kept has references to its paths only. All else is compared and
 * never looked into.
 *
 * Locking: recent_lock, which is taken in process context only.
 */
#include <linux/cgroup.h>
#include <linux/dcache.h>
#include <linux/fs_struct.h>
#include <linux/hash.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "births/path.h"
#include "births/person.h"
#include "births/recent.h"
#include "compat/fs_lock.h"

#define SLOT_BITS	4

/**
 * struct recent - what was found
 * @moment: what it depends on
 * @until: jiffies until which it may be taken again
 * @exe: the paths, referenced; @cwd may be unknown
 * @cwd: likewise
 * @cgroup: likewise
 * @inode: number of the executable's inode
 * @device: the device that it is on
 */
struct recent {
	struct ipcdiag_moment	moment;
	unsigned long		until;
	struct ipcdiag_path	*exe;
	struct ipcdiag_path	*cwd;
	struct ipcdiag_path	*cgroup;
	u64			inode;
	dev_t			device;
};

static DEFINE_SPINLOCK(recent_lock);
static struct recent slots[1 << SLOT_BITS];

/**
 * ipcdiag_moment_now() - what the current task's paths depend on
 * @moment: the answer
 * @cgroup_id: number of the cgroup that it was in when it acted
 *
 * Context: process context.
 *
 * Return: false if it has no directories any more.
 */
bool ipcdiag_moment_now(struct ipcdiag_moment *moment, u64 cgroup_id)
{
	struct fs_struct *fs = current->fs;

	if (!fs || !current->mm)
		return false;
	moment->renames = read_seqbegin(&rename_lock);
	moment->task = current;
	moment->start_time = current->start_time;
	moment->exec_id = current->self_exec_id;
	moment->exe = rcu_access_pointer(current->mm->exe_file);
	moment->cgroup_id = cgroup_id;
	compat_fs_lock(fs);
	moment->root_mnt = fs->root.mnt;
	moment->root = fs->root.dentry;
	moment->pwd_mnt = fs->pwd.mnt;
	moment->pwd = fs->pwd.dentry;
	moment->pwd_parent = READ_ONCE(fs->pwd.dentry->d_parent);
	moment->pwd_name = READ_ONCE(fs->pwd.dentry->d_name.hash_len);
	moment->pwd_gone = d_unlinked(fs->pwd.dentry);
	compat_fs_unlock(fs);

	return true;
}

static bool same(const struct ipcdiag_moment *a, const struct ipcdiag_moment *b)
{
	return a->task == b->task && a->start_time == b->start_time &&
	       a->exec_id == b->exec_id && a->exe == b->exe &&
	       a->cgroup_id == b->cgroup_id &&
	       a->pwd_mnt == b->pwd_mnt && a->pwd == b->pwd &&
	       a->pwd_parent == b->pwd_parent && a->pwd_name == b->pwd_name &&
	       a->pwd_gone == b->pwd_gone && a->root_mnt == b->root_mnt &&
	       a->root == b->root && a->renames == b->renames;
}

static struct recent *slot_of(const struct ipcdiag_moment *moment)
{
	return &slots[hash_ptr((void *)moment->task, SLOT_BITS)];
}

static struct ipcdiag_path *refer(struct ipcdiag_path *path)
{
	if (path)
		refcount_inc(&path->refs);

	return path;
}

/**
 * ipcdiag_recent_find() - paths of the current task that were found a moment ago
 * @moment: what they depend on, by now
 * @found: set to the paths, referenced, and the executable's inode
 * @with_cwd: the working directory is wanted as well
 *
 * Context: process context.
 *
 * Return: false if they are to be looked for.
 */
bool ipcdiag_recent_find(const struct ipcdiag_moment *moment,
			 struct ipcdiag_person *found, bool with_cwd)
{
	struct recent *slot = slot_of(moment);
	bool known;

	spin_lock(&recent_lock);
	known = slot->exe && (slot->cwd || !with_cwd) &&
		time_before(jiffies, slot->until) &&
		same(&slot->moment, moment);
	if (known) {
		found->exe = refer(slot->exe);
		found->cwd = with_cwd ? refer(slot->cwd) : NULL;
		found->cgroup = refer(slot->cgroup);
		found->inode = slot->inode;
		found->device = slot->device;
	}
	spin_unlock(&recent_lock);

	return known;
}

/**
 * ipcdiag_recent_note() - keep what was found
 * @moment: what it depends on
 * @found: the paths
 *
 * If one is missing for which there was no memory, it is looked for again next time.
 *
 * Context: process context.
 */
void ipcdiag_recent_note(const struct ipcdiag_moment *moment,
			 const struct ipcdiag_person *found)
{
	struct recent *slot = slot_of(moment);
	struct ipcdiag_moment now;
	struct recent was;

	/* Another thread may change the directory of all while that is looked for. */
	if (!ipcdiag_moment_now(&now, moment->cgroup_id) ||
	    !same(&now, moment))
		return;
	if (!found->exe || (moment->cgroup_id && !found->cgroup))
		return;
	spin_lock(&recent_lock);
	was = *slot;
	slot->moment = *moment;
	slot->until = jiffies + HZ / 10;
	slot->exe = refer(found->exe);
	slot->cwd = refer(found->cwd);
	slot->cgroup = refer(found->cgroup);
	slot->inode = found->inode;
	slot->device = found->device;
	spin_unlock(&recent_lock);

	ipcdiag_path_put(was.exe);
	ipcdiag_path_put(was.cwd);
	ipcdiag_path_put(was.cgroup);
}

/**
 * ipcdiag_recent_forget() - put what is kept
 *
 * Context: process context; nobody else uses it any more.
 */
void ipcdiag_recent_forget(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(slots); i++) {
		ipcdiag_path_put(slots[i].exe);
		ipcdiag_path_put(slots[i].cwd);
		ipcdiag_path_put(slots[i].cgroup);
	}
	memset(slots, 0, sizeof(slots));
}
