// SPDX-License-Identifier: GPL-2.0
/*
 * Segments: copy one, as sysvipc_shm_proc_show() and shmctl_stat() in ipc/shm.c
 * do.
 *
 * Locking: struct shmid_kernel is protected by its shm_perm.lock. While that is
 * held and the segment is not deleted, shm_file is there and so are its inode
 * and mapping; the counters in them are read without a lock of their own.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/magic.h>
#include <linux/minmax.h>
#include <linux/pagemap.h>
#include <linux/pid.h>
#include <linux/shmem_fs.h>

#include "base/state.h"
#include "compat/inode_made.h"
#include "find/identity.h"
#include "layout/mirrors.h"
#include "users/charges.h"
#include "users/mappings.h"
#include "users/origin.h"
#include "walk/ops.h"

/* Mirrors shm_add_rss_swap() (ipc/shm.c). */
static void copy_memory(struct inode *inode, struct ipcdiag_shm *shm)
{
	shm->hugetlb = inode->i_sb->s_magic == HUGETLBFS_MAGIC;
	shm->page_size = shm->hugetlb ? inode->i_sb->s_blocksize : PAGE_SIZE;
	if (shm->hugetlb) {
		/*
		 * hugetlbfs counts its blocks in every version; nrpages is in
		 * huge pages up to 6.6 and in base pages after that.
		 */
		shm->rss = (u64)READ_ONCE(inode->i_blocks) << 9;
		return;
	}

	shm->rss = (u64)READ_ONCE(inode->i_mapping->nrpages) << PAGE_SHIFT;
#ifdef CONFIG_SHMEM
	shm->swap = (u64)READ_ONCE(SHMEM_I(inode)->swapped) << PAGE_SHIFT;
#endif
}

/*
 * What the file behind a segment tells of it. Its name is that of an entry in no
 * directory, given at birth: renaming takes a directory, so that nothing can
 * change it, and it stays as long as the file. It is of interest only where the
 * key was taken away, which goes with the mark for destruction.
 *
 * Where the filesystem does not keep when the inode was made, there is the last
 * change of it, which moves on when somebody writes to a page for the first time
 * (fault_dirty_shared_page() calls file_update_time()). The segment's own last
 * change moves on with IPC_SET. Neither is ever earlier than its birth: the
 * smaller one comes closer.
 */
static void copy_origin(const struct ipcdiag_shmid_kernel *shp,
			struct ipcdiag_shm *shm)
{
	const struct qstr *name = &shp->shm_file->f_path.dentry->d_name;

	if (shm->dest)
		shm->former_key = ipcdiag_former_key(name->name, name->len,
						     shp->shm_perm.key);
	shm->made = min(compat_inode_made(file_inode(shp->shm_file)),
			shp->shm_ctim);
}

static bool around(const struct ipcdiag_process *process)
{
	return ipcdiag_state_lives(process->state) || process->family ||
	       process->unreaped;
}

/*
 * Is it to be looked up who pays for the memory? Where only leaks are wanted, and
 * these for people, nobody shows it. Then it does not matter either where the
 * creator is known to be around: the verdict is decided before that is asked (row
 * 3 of docs/verdicts.md), and its reasons do not tell of it.
 */
static bool wants_charges(const struct ipcdiag_making *making,
			  const struct ipcdiag_shm *shm)
{
	unsigned int want = making->report->want;

	if (!(want & IPCDIAG_WANT_CHARGES))
		return false;

	return !(want & IPCDIAG_WANT_LEAKS) || (want & IPCDIAG_WANT_HELD) ||
	       !around(&shm->creator);
}

/* What the memory is charged to. The path is for the files for programs. */
static u32 copy_charges(const struct ipcdiag_making *making,
			const struct ipcdiag_shmid_kernel *shp,
			struct ipcdiag_shm *shm, struct ipcdiag_refs *refs)
{
	unsigned int want = making->report->want;
	struct cgroup_subsys_state *payer;
	u32 cost;

	shm->charges.path = IPCDIAG_NO_CGROUP;
	if (!wants_charges(making, shm))
		return 0;
	cost = ipcdiag_charges_look(file_inode(shp->shm_file), shm, &payer);
	if (!(want & IPCDIAG_WANT_LEAKS) || (want & IPCDIAG_WANT_HELD))
		refs->payer = ipcdiag_charges_get(making, payer, shm);

	return cost;
}

/*
 * Where only leaks are wanted, most segments of a healthy machine are attached and
 * will not be kept (ipcdiag_judge_keeps()), unless those that are held are wanted,
 * too.
 */
static bool is_passed_over(const struct ipcdiag_making *making,
			   const struct ipcdiag_shmid_kernel *shp)
{
	unsigned int want = making->report->want;

	if (!(want & IPCDIAG_WANT_LEAKS))
		return false;
	if (shp->shm_perm.mode & IPCDIAG_SHM_DEST)
		return !(want & IPCDIAG_WANT_HELD);

	return shp->shm_nattch;
}

/*
 * Of such a one nothing is copied but what its namespace counts and what tells
 * that it is in use; the rest of the record is not set. The memory of all segments
 * is counted for programs only.
 */
static void copy_used(const struct ipcdiag_making *making,
		      const struct ipcdiag_shmid_kernel *shp,
		      struct ipcdiag_shm *shm)
{
	shm->dest = shp->shm_perm.mode & IPCDIAG_SHM_DEST;
	shm->nattch = shp->shm_nattch;
	shm->size = shp->shm_segsz;
	shm->rss = 0;
	shm->swap = 0;
	if (shm->dest || (making->report->want & IPCDIAG_WANT_HELD))
		copy_memory(file_inode(shp->shm_file), shm);
}

static u32 copy_shm(const struct ipcdiag_making *making,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_refs *refs)
{
	struct ipcdiag_shmid_kernel *shp =
		container_of(perm, struct ipcdiag_shmid_kernel, shm_perm);
	struct ipcdiag_shm *shm = record;

	if (is_passed_over(making, shp)) {
		copy_used(making, shp, shm);
		return 0;
	}
	*shm = (struct ipcdiag_shm) { };
	shm->dest = perm->mode & IPCDIAG_SHM_DEST;
	shm->locked = perm->mode & IPCDIAG_SHM_LOCKED;
	shm->size = shp->shm_segsz;
	shm->nattch = shp->shm_nattch;
	shm->atime = shp->shm_atim;
	shm->dtime = shp->shm_dtim;
	copy_memory(file_inode(shp->shm_file), shm);
	copy_origin(shp, shm);

	shm->obj.ctime = shp->shm_ctim;
	shm->obj.touched = max3(shm->atime, shm->dtime, shm->obj.ctime);
	if (!shm->nattch)
		shm->obj.reclaim = shm->rss + shm->swap;

	refs->pids[0] = ipcdiag_identify_locked(making->identities,
						shp->shm_cprid, &shm->creator);
	/* Often the creator attached it and nobody else did. */
	if (shp->shm_lprid == shp->shm_cprid && !refs->pids[0])
		shm->last = shm->creator;
	else
		refs->pids[1] = ipcdiag_identify_locked(making->identities,
							shp->shm_lprid,
							&shm->last);
	if (making->finding && shm->nattch &&
	    (shm->dest || ipcdiag_finds_all_users(making)))
		refs->file = get_file(shp->shm_file);

	return copy_charges(making, shp, shm, refs);
}

static int finish_shm(struct ipcdiag_making *making, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_refs *refs)
{
	struct ipcdiag_shm *shm = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&making->report->namespaces, shm->obj.ns);
	int err = 0;

	ns->largest[IPCDIAG_SHM] = max(ns->largest[IPCDIAG_SHM], shm->size);
	ns->rss += shm->rss;
	ns->swap += shm->swap;
	if (shm->dest) {
		ns->held++;
		ns->held_bytes += shm->rss + shm->swap;
	}
	if (refs->pids[0])
		ipcdiag_identify_kept(making->identities, refs->pids[0],
				      &shm->creator);
	if (refs->pids[1])
		ipcdiag_identify_kept(making->identities, refs->pids[1],
				      &shm->last);
	if (refs->payer)
		err = ipcdiag_charges_name(making, refs->payer, shm);
	if (err || !refs->file)
		return err;

	/* This sleeps, and ends when the caller is being killed. */
	err = ipcdiag_section_end(&making->pace);
	if (!err)
		err = ipcdiag_mappings_add(making, shm, refs->file);
	ipcdiag_section_begin(&making->pace);

	return err;
}

/*
 * Is what the second look says of the service what the first one said? If not,
 * both are taken together.
 */
static bool same_charges(const struct ipcdiag_shmid_kernel *shp,
			 struct ipcdiag_shm *shm)
{
	struct inode *inode = file_inode(shp->shm_file);
	enum ipcdiag_service first = shm->charges.service;
	struct cgroup_subsys_state *payer;
	struct ipcdiag_shm now = { };

	if (!shm->charges.known)
		return true;
	copy_memory(inode, &now);
	ipcdiag_charges_look(inode, &now, &payer);
	shm->charges.service = ipcdiag_service_both(first,
						    now.charges.service);

	return now.charges.service == first;
}

static bool same_shm(struct ipcdiag_making *making, struct kern_ipc_perm *perm,
		     void *record)
{
	const struct ipcdiag_shmid_kernel *shp =
		container_of(perm, struct ipcdiag_shmid_kernel, shm_perm);
	struct ipcdiag_shm *shm = record;

	/* Pages may lie far apart: then a look takes as long as a long list. */
	making->pace.looked += 2 * shm->charges.looked;

	return !(perm->mode & IPCDIAG_SHM_DEST) && !shp->shm_nattch &&
	       shp->shm_ctim == shm->obj.ctime && shp->shm_atim == shm->atime &&
	       shp->shm_dtim == shm->dtime &&
	       pid_nr(shp->shm_lprid) == shm->last.init_nr &&
	       same_charges(shp, shm);
}

const struct ipcdiag_walk_ops ipcdiag_shm_walk = {
	.copy = copy_shm,
	.same = same_shm,
	.finish = finish_shm,
};
