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
#include <linux/magic.h>
#include <linux/minmax.h>
#include <linux/pagemap.h>
#include <linux/pid.h>
#include <linux/shmem_fs.h>

#include "identity.h"
#include "layout.h"
#include "users.h"
#include "walk.h"

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

static u32 copy_shm(const struct ipcdiag_report *report,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_pins *pins)
{
	struct ipc_shmid_kernel *shp =
		container_of(perm, struct ipc_shmid_kernel, shm_perm);
	struct ipcdiag_shm *shm = record;

	*shm = (struct ipcdiag_shm) { };
	shm->dest = perm->mode & IPC_SHM_DEST;
	shm->locked = perm->mode & IPC_SHM_LOCKED;
	shm->size = shp->shm_segsz;
	shm->nattch = shp->shm_nattch;
	shm->atime = shp->shm_atim;
	shm->dtime = shp->shm_dtim;
	copy_memory(file_inode(shp->shm_file), shm);

	shm->obj.ctime = shp->shm_ctim;
	shm->obj.touched = max3(shm->atime, shm->dtime, shm->obj.ctime);
	if (!shm->nattch)
		shm->obj.reclaim = shm->rss + shm->swap;

	pins->pids[0] = ipcdiag_identify_pinned(&report->identities,
						shp->shm_cprid, &shm->creator);
	pins->pids[1] = ipcdiag_identify_pinned(&report->identities,
						shp->shm_lprid, &shm->last);
	if (report->finding && shm->nattch)
		pins->file = get_file(shp->shm_file);

	return 0;
}

static int finish_shm(struct ipcdiag_report *report, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_pins *pins)
{
	struct ipcdiag_shm *shm = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, shm->obj.ns);
	int err;

	ns->largest[IPCDIAG_SHM] = max(ns->largest[IPCDIAG_SHM], shm->size);
	if (pins->pids[0])
		ipcdiag_identify_kept(&report->identities, pins->pids[0],
				      &shm->creator);
	if (pins->pids[1])
		ipcdiag_identify_kept(&report->identities, pins->pids[1],
				      &shm->last);
	if (!pins->file)
		return 0;

	/* This sleeps, and ends when the caller is being killed. */
	err = ipcdiag_section_end(report);
	if (!err)
		err = ipcdiag_users_add_mappings(report, shm, pins->file);
	ipcdiag_section_begin(report);

	return err;
}

static bool same_shm(struct ipcdiag_report *report, struct kern_ipc_perm *perm,
		     void *record)
{
	const struct ipc_shmid_kernel *shp =
		container_of(perm, struct ipc_shmid_kernel, shm_perm);
	const struct ipcdiag_shm *shm = record;

	return !(perm->mode & IPC_SHM_DEST) && !shp->shm_nattch &&
	       shp->shm_ctim == shm->obj.ctime && shp->shm_atim == shm->atime &&
	       shp->shm_dtim == shm->dtime &&
	       pid_nr(shp->shm_lprid) == shm->last.init_nr;
}

const struct ipcdiag_walk_ops ipcdiag_shm_walk = {
	.copy = copy_shm,
	.same = same_shm,
	.finish = finish_shm,
};
