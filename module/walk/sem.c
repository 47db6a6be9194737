// SPDX-License-Identifier: GPL-2.0
/*
 * Semaphore arrays: copy one, as semctl_stat() in ipc/sem.c does.
 *
 * Locking: sem_perm.lock protects the array's own pending lists and its undo
 * list. Single semaphores are copied by semvals.c.
 */
#include <linux/errno.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/minmax.h>
#include <linux/overflow.h>

#include "layout/mirrors.h"
#include "users/object.h"
#include "users/undos.h"
#include "walk/ops.h"
#include "walk/semvals.h"

static u32 copy_sem(const struct ipcdiag_making *making,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_refs *refs)
{
	struct ipcdiag_sem_array *sma =
		container_of(perm, struct ipcdiag_sem_array, sem_perm);
	struct ipcdiag_sem *sem = record;

	*sem = (struct ipcdiag_sem) { };
	sem->nsems = sma->sem_nsems;
	sem->waiters = ipcdiag_count_list(&sma->pending_alter, &sem->capped) +
		       ipcdiag_count_list(&sma->pending_const, &sem->capped);
	sem->undo = ipcdiag_count_list(&sma->list_id, &sem->capped);
	sem->obj.ctime = sma->sem_ctime;
	sem->obj.reclaim = struct_size(sma, sems, sem->nsems);

	return sem->waiters + sem->undo;
}

static int finish_sem(struct ipcdiag_making *making, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_refs *refs)
{
	struct ipcdiag_report *report = making->report;
	u32 array = report->objects[IPCDIAG_SEM].nr;
	unsigned long semvals = report->semvals.nr;
	unsigned long users = report->users.nr;
	struct ipcdiag_sem *sem = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, sem->obj.ns);
	int err;

	err = ipcdiag_semvals_copy(making, ids, sem);
	err = ipcdiag_undos_add(making, array, !err, &sem->capped) ? : err;

	sem->obj.touched = max(sem->otime, sem->obj.ctime);
	ns->largest[IPCDIAG_SEM] = max_t(u64, ns->largest[IPCDIAG_SEM],
					 sem->nsems);
	if (err) {
		report->semvals.nr = semvals;
		report->users.nr = users;
	} else {
		ns->sem_waiters += sem->waiters;
	}
	ipcdiag_section_begin(&making->pace);

	return err;
}

/*
 * All semaphores are looked at in one go, as get_semotime() does for every
 * IPC_STAT.
 */
static bool same_sem(struct ipcdiag_making *making, struct kern_ipc_perm *perm,
		     void *record)
{
	const struct ipcdiag_sem_array *sma =
		container_of(perm, struct ipcdiag_sem_array, sem_perm);
	const struct ipcdiag_sem *sem = record;
	unsigned int i;

	if (sma->sem_nsems != sem->nsems || sma->sem_ctime != sem->obj.ctime ||
	    !list_empty(&sma->pending_alter) ||
	    !list_empty(&sma->pending_const) || !list_empty(&sma->list_id))
		return false;
	making->pace.looked += sem->nsems;
	for (i = 0; i < sem->nsems; i++) {
		const struct ipcdiag_one_sem *one = &sma->sems[i];

		if (READ_ONCE(one->sem_otime) > sem->otime ||
		    !list_empty(&one->pending_alter) ||
		    !list_empty(&one->pending_const))
			return false;
	}

	return true;
}

const struct ipcdiag_walk_ops ipcdiag_sem_walk = {
	.copy = copy_sem,
	.same = same_sem,
	.finish = finish_sem,
};
