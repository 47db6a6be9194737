// SPDX-License-Identifier: GPL-2.0
/*
 * Semaphore arrays: copy one, as semctl_stat(), count_semcnt() and
 * get_semotime() in ipc/sem.c do.
 *
 * Locking: sem_perm.lock protects the array's own pending lists and its undo
 * list. An operation on one semaphore may hold nothing but that semaphore's own
 * lock, so value, last pid and pending lists of a semaphore are read under both
 * locks, in the order sem_perm.lock, sem->lock. The kernel's way of excluding
 * such operations altogether (complexmode_enter()) writes to the array and is
 * not for us.
 *
 * An array may have 32,000 semaphores. They are read in chunks, each under a
 * lock section of its own, and the array is looked up anew for every chunk; if
 * it was removed meanwhile, the whole record is dropped. Entries of the pending
 * lists lie on the stacks of the sleepers and are there only while linked.
 */
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/slab.h>

#include "identity.h"
#include "layout.h"
#include "verdict.h"
#include "walk.h"

/* Semaphores that are read in one lock section. */
#define SEM_CHUNK	64

/**
 * struct sem_chunk - semaphores copied in one lock section
 * @first: number of the first one
 * @nr: how many
 * @capped: counting of sleepers stopped early
 * @waiters: tasks asleep on single semaphores of the chunk
 * @otime: latest operation on any of them
 * @vals: the semaphores
 * @pids: who operated last on each, referenced
 */
struct sem_chunk {
	unsigned int		first;
	unsigned int		nr;
	bool			capped;
	u32			waiters;
	time64_t		otime;
	struct ipcdiag_semval	vals[SEM_CHUNK];
	struct pid		*pids[SEM_CHUNK];
};

static u32 copy_sem(struct kern_ipc_perm *perm, void *record,
		    struct pid **pids)
{
	struct ipc_sem_array *sma =
		container_of(perm, struct ipc_sem_array, sem_perm);
	struct ipcdiag_sem *sem = record;

	sem->nsems = sma->sem_nsems;
	sem->waiters = ipcdiag_count_list(&sma->pending_alter, &sem->capped) +
		       ipcdiag_count_list(&sma->pending_const, &sem->capped);
	sem->undo = ipcdiag_count_list(&sma->list_id, &sem->capped);
	sem->obj.ctime = sma->sem_ctime;
	sem->obj.reclaim = struct_size(sma, sems, sem->nsems);

	return sem->waiters + sem->undo;
}

static void copy_one(struct ipc_sem *from, unsigned int num,
		     struct sem_chunk *chunk)
{
	struct ipcdiag_semval *val = &chunk->vals[num - chunk->first];

	spin_lock(&from->lock);
	val->num = num;
	val->value = from->semval;
	val->ncnt = ipcdiag_count_list(&from->pending_alter, &chunk->capped);
	val->zcnt = ipcdiag_count_list(&from->pending_const, &chunk->capped);
	chunk->otime = max(chunk->otime, from->sem_otime);
	chunk->pids[num - chunk->first] = get_pid(from->sempid);
	spin_unlock(&from->lock);

	chunk->waiters += val->ncnt + val->zcnt;
}

/*
 * Tasks asleep on several semaphores count for the one that blocks them, as in
 * check_qop(). Those that change nothing can only wait for zero.
 */
static void count_complex(const struct list_head *pending,
			  struct sem_chunk *chunk)
{
	const struct ipc_sem_queue *q;
	unsigned int seen = 0;

	list_for_each_entry(q, pending, list) {
		const struct sembuf *op = q->blocking;

		if (seen++ == IPCDIAG_WALK_COUNT) {
			chunk->capped = true;
			break;
		}
		if (op->sem_num < chunk->first ||
		    op->sem_num - chunk->first >= chunk->nr)
			continue;
		if (op->sem_op < 0)
			chunk->vals[op->sem_num - chunk->first].ncnt++;
		else if (op->sem_op == 0)
			chunk->vals[op->sem_num - chunk->first].zcnt++;
	}
}

/*
 * Copy a chunk, a shorter one if many tasks sleep on it. Returns -ENOENT if the
 * array is no longer there.
 */
static int copy_chunk(struct ipc_ids *ids, const struct ipcdiag_sem *sem,
		      struct sem_chunk *chunk)
{
	struct ipc_sem_array *sma;
	struct kern_ipc_perm *perm;
	unsigned int i;
	int err = -ENOENT;

	rcu_read_lock();
	perm = idr_find(&ids->ipcs_idr, sem->obj.index);
	if (!perm)
		goto out_rcu;
	spin_lock(&perm->lock);
	if (perm->deleted || perm->id != sem->obj.id)
		goto out_lock;

	sma = container_of(perm, struct ipc_sem_array, sem_perm);
	for (i = 0; i < chunk->nr && chunk->waiters < IPCDIAG_WALK_COUNT; i++)
		copy_one(&sma->sems[chunk->first + i], chunk->first + i, chunk);
	chunk->nr = i;
	count_complex(&sma->pending_alter, chunk);
	count_complex(&sma->pending_const, chunk);
	err = 0;

out_lock:
	spin_unlock(&perm->lock);
out_rcu:
	rcu_read_unlock();

	return err;
}

/* Resolve the last users of a chunk and add them up in the array's record. */
static void finish_chunk(struct ipcdiag_report *report, struct ipcdiag_sem *sem,
			 struct sem_chunk *chunk)
{
	unsigned int i;

	sem->capped |= chunk->capped;
	sem->waiters += chunk->waiters;
	sem->otime = max(sem->otime, chunk->otime);

	for (i = 0; i < chunk->nr; i++) {
		struct ipcdiag_process *last = &chunk->vals[i].last;
		bool lives;

		ipcdiag_identify(chunk->pids[i], report->viewer, last);
		if (last->state == IPCDIAG_NONE)
			continue;
		lives = ipcdiag_state_lives(last->state) || last->family;
		if (!sem->recorded || (lives && !sem->live))
			sem->last = *last;
		sem->recorded++;
		if (ipcdiag_state_lives(last->state))
			sem->alive++;
		if (last->family)
			sem->families++;
		if (lives)
			sem->live++;
		if (last->state == IPCDIAG_REUSED)
			sem->reused++;
	}
}

/* Add the semaphores of a chunk to the report. */
static int keep_chunk(struct ipcdiag_report *report, struct sem_chunk *chunk)
{
	unsigned int i;
	int err;

	err = ipcdiag_table_reserve(&report->semvals, chunk->nr);
	if (err)
		return err;
	for (i = 0; i < chunk->nr; i++) {
		struct ipcdiag_semval *val =
			ipcdiag_table_at(&report->semvals,
					 report->semvals.nr + i);

		*val = chunk->vals[i];
		val->array = report->objects[IPCDIAG_SEM].nr;
	}
	report->semvals.nr += chunk->nr;

	return 0;
}

static int finish_sem(struct ipcdiag_report *report, struct ipc_ids *ids,
		      void *record, struct pid **pids)
{
	unsigned long semvals = report->semvals.nr;
	struct ipcdiag_sem *sem = record;
	struct sem_chunk *chunk;
	unsigned int first = 0;
	int err = 0;

	chunk = kmalloc(sizeof(*chunk), GFP_KERNEL);
	if (!chunk)
		return -ENOMEM;

	while (!err && first < sem->nsems) {
		unsigned int i;

		memset(chunk, 0, sizeof(*chunk));
		chunk->first = first;
		chunk->nr = min_t(unsigned int, SEM_CHUNK, sem->nsems - first);

		ipcdiag_section_begin(report);
		err = copy_chunk(ids, sem, chunk);
		if (!err)
			finish_chunk(report, sem, chunk);
		for (i = 0; i < chunk->nr; i++)
			put_pid(chunk->pids[i]);
		err = ipcdiag_section_end(report) ? : err;
		first += chunk->nr;

		if (!err && (report->want & IPCDIAG_WANT_SEMVALS))
			err = keep_chunk(report, chunk);
	}
	kfree(chunk);

	sem->obj.touched = max(sem->otime, sem->obj.ctime);
	if (err)
		report->semvals.nr = semvals;
	ipcdiag_section_begin(report);

	return err;
}

const struct ipcdiag_walk_ops ipcdiag_sem_walk = {
	.copy = copy_sem,
	.finish = finish_sem,
};
