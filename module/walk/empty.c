// SPDX-License-Identifier: GPL-2.0
/*
 * What of a namespace that no process is in?
 *
 * If nothing refers to it but walks, it is gone: a container that ended meanwhile
 * left no leak. If something does and may let somebody in, or that is not known,
 * it is marked as pinned. Where nobody can enter, it stays for an attached
 * segment only: whatever else refers to it is on its way out, as a process is
 * while its mounts are taken down, or is another walk that has found it just now.
 *
 * Locking: as in walk.c. Of a segment only the number of attachments is read.
 */
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>

#include "base/idr.h"
#include "compat/ns_active.h"
#include "find/nstable.h"
#include "layout/layout.h"
#include "layout/mirrors.h"
#include "users/object.h"
#include "walk/empty.h"

static bool is_attached(struct kern_ipc_perm *perm)
{
	bool attached = false;

	spin_lock(&perm->lock);
	if (!perm->deleted)
		attached = container_of(perm, struct ipcdiag_shmid_kernel,
					shm_perm)->shm_nattch;
	spin_unlock(&perm->lock);

	return attached;
}

/* Is any segment of a namespace attached? */
static bool any_attached(struct ipcdiag_making *making, u32 ns)
{
	struct ipc_ids *ids = ipcdiag_ids(making, ns, IPCDIAG_SHM);
	struct kern_ipc_perm *perm = NULL;
	bool attached = false;
	int index = 0;

	do {
		struct ipcdiag_idr_walk walk;
		unsigned int n;

		ipcdiag_section_begin(&making->pace);
		rcu_read_lock();
		ipcdiag_idr_begin(&walk, &ids->ipcs_idr, index);
		for (n = 0; n < IPCDIAG_WALK_BATCH && !attached; n++) {
			perm = ipcdiag_idr_next(&walk);
			if (!perm)
				break;
			index = ipcdiag_idr_number(&walk) + 1;
			attached = is_attached(perm);
		}
		rcu_read_unlock();
		/* Whoever makes the report asks whether to go on. */
		ipcdiag_section_end(&making->pace);
	} while (perm && !attached);

	return attached;
}

static void look_at_empty(struct ipcdiag_making *making,
			  struct ipcdiag_namespace *record, u32 index)
{
	record->gone = ipcdiag_nstable_left(making, index);
	if (record->gone)
		return;
	if (compat_ns_active(&ipcdiag_nstable_at(making, index)->ns) ||
	    !ipcdiag_layout_usable(IPCDIAG_SHM)) {
		if (!record->pinned)
			ipcdiag_nstable_unsettle(making, record->slot);
		record->pinned = true;
	} else {
		record->gone = !any_attached(making, index);
	}
}

/**
 * ipcdiag_empty_namespaces() - what of the namespaces that no process is in?
 * @making: the report that is being made, all looks at tasks done
 *
 * Context: process context, may sleep.
 */
void ipcdiag_empty_namespaces(struct ipcdiag_making *making)
{
	const struct ipcdiag_table *table = &making->report->namespaces;
	unsigned long i;

	for (i = 0; i < table->nr; i++) {
		struct ipcdiag_namespace *record = ipcdiag_table_at(table, i);

		if (!record->procs && !record->init)
			look_at_empty(making, record, i);
		cond_resched();
		/* The report will be given up, so that nothing matters now. */
		if (fatal_signal_pending(current))
			return;
	}
}
