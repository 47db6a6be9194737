// SPDX-License-Identifier: GPL-2.0
/*
 * The semaphores of an array, one by one, as count_semcnt() and get_semotime()
 * in ipc/sem.c look at them.
 *
 * Locking: an operation on one semaphore may hold nothing but that semaphore's
 * own lock, so value, last pid and pending lists of a semaphore are read under
 * both locks, in the order sem_perm.lock, sem->lock. The kernel's way of
 * excluding such operations altogether (complexmode_enter()) writes to the array
 * and is not for us.
 *
 * An array may have 32,000 semaphores. They are read in chunks, each under a
 * lock section of its own, and the array is looked up anew for every chunk; if
 * it was removed meanwhile, the whole record is dropped. Entries of the pending
 * lists lie on the stacks of the sleepers and are there only while linked.
 */
#include <linux/errno.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/string.h>

#include "base/state.h"
#include "find/identity.h"
#include "layout/mirrors.h"
#include "users/object.h"
#include "users/sleepers.h"
#include "users/undos.h"
#include "walk/semvals.h"

/* Semaphores that are read in one lock section. */
#define SEM_CHUNK	64

/**
 * struct sem_chunk - semaphores copied in one lock section
 * @first: number of the first one
 * @nr: how many
 * @capped: counting of sleepers stopped early
 * @waiters: tasks asleep on single semaphores of the chunk
 * @several: tasks asleep on several semaphores, of any chunk
 * @otime: latest operation on any of them
 * @vals: the semaphores
 * @pids: who operated last on each, referenced; NULL if that is in @vals
 */
struct sem_chunk {
	unsigned int		first;
	unsigned int		nr;
	bool			capped;
	u32			waiters;
	u32			several;
	time64_t		otime;
	struct ipcdiag_semval	vals[SEM_CHUNK];
	struct pid		*pids[SEM_CHUNK];
};

static void note_sleepers(struct ipcdiag_making *making,
			  const struct list_head *pending,
			  struct sem_chunk *chunk)
{
	const struct ipcdiag_sem_queue *q;

	list_for_each_entry(q, pending, list) {
		struct ipcdiag_user use = {
			.use = IPCDIAG_WAIT,
			.num = q->blocking->sem_num,
			.op = q->blocking->sem_op,
			.nops = q->nsops,
		};

		if (!ipcdiag_sleepers_note(making, q->sleeper, &use)) {
			chunk->capped = true;
			break;
		}
	}
}

static void copy_one(struct ipcdiag_making *making,
		     struct ipcdiag_one_sem *from, unsigned int num,
		     struct sem_chunk *chunk)
{
	struct ipcdiag_semval *val = &chunk->vals[num - chunk->first];

	spin_lock(&from->lock);
	val->num = num;
	val->value = from->semval;
	val->ncnt = ipcdiag_count_list(&from->pending_alter, &chunk->capped);
	val->zcnt = ipcdiag_count_list(&from->pending_const, &chunk->capped);
	chunk->otime = max(chunk->otime, from->sem_otime);
	chunk->pids[num - chunk->first] =
		ipcdiag_identify_locked(making->identities, from->sempid,
					&val->last);
	if (ipcdiag_finds_all_users(making)) {
		note_sleepers(making, &from->pending_alter, chunk);
		note_sleepers(making, &from->pending_const, chunk);
	}
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
	const struct ipcdiag_sem_queue *q;
	unsigned int seen = 0;

	list_for_each_entry(q, pending, list) {
		const struct sembuf *op = q->blocking;

		if (seen++ == IPCDIAG_WALK_COUNT) {
			chunk->capped = true;
			break;
		}
		chunk->several++;
		if (op->sem_num < chunk->first ||
		    op->sem_num - chunk->first >= chunk->nr)
			continue;
		if (op->sem_op < 0)
			chunk->vals[op->sem_num - chunk->first].ncnt++;
		else if (op->sem_op == 0)
			chunk->vals[op->sem_num - chunk->first].zcnt++;
	}
}

/**
 * struct chunk_look - a look at a chunk of an array
 * @making: the report that is being made
 * @chunk: where to copy it to
 * @nsems: semaphores that the array had when it was found
 * @gone: it is not the same array any more
 * @undoing: an undo list holds a value that is not zero, or may
 * @adjustments: adjustments that were looked at to find that out
 */
struct chunk_look {
	struct ipcdiag_making	*making;
	struct sem_chunk	*chunk;
	int			nsems;
	bool			gone;
	bool			undoing;
	unsigned int		adjustments;
};

/* Copy a chunk, a shorter one if many tasks sleep on it. */
static void look_at_chunk(struct kern_ipc_perm *perm, void *data)
{
	struct ipcdiag_sem_array *sma =
		container_of(perm, struct ipcdiag_sem_array, sem_perm);
	struct chunk_look *look = data;
	struct ipcdiag_making *making = look->making;
	struct sem_chunk *chunk = look->chunk;
	struct ipcdiag_sem_range range;
	unsigned int i;

	/*
	 * The identifier is not proof: sem_next_id lets its owner give it to
	 * another array, which may be smaller.
	 */
	if (sma->sem_nsems != look->nsems) {
		look->gone = true;
		return;
	}

	for (i = 0; i < chunk->nr && chunk->waiters < IPCDIAG_WALK_COUNT; i++)
		copy_one(making, &sma->sems[chunk->first + i],
			 chunk->first + i, chunk);
	chunk->nr = i;
	count_complex(&sma->pending_alter, chunk);
	count_complex(&sma->pending_const, chunk);
	range.first = chunk->first;
	range.nr = chunk->nr;
	if (!look->undoing)
		look->undoing = ipcdiag_undos_any(sma, range,
						  &look->adjustments);
	if (!ipcdiag_finds_all_users(making))
		return;

	ipcdiag_undos_note(making, sma, range, &chunk->capped);
	if (!chunk->first) {
		note_sleepers(making, &sma->pending_alter, chunk);
		note_sleepers(making, &sma->pending_const, chunk);
	}
}

/* Resolve the last users of a chunk and add them up in the array's record. */
static void finish_chunk(struct ipcdiag_making *making, struct ipcdiag_sem *sem,
			 struct sem_chunk *chunk)
{
	unsigned int i;

	sem->capped |= chunk->capped;
	sem->waiters += chunk->waiters;
	sem->otime = max(sem->otime, chunk->otime);

	for (i = 0; i < chunk->nr; i++) {
		struct ipcdiag_process *last = &chunk->vals[i].last;
		bool lives;

		if (chunk->pids[i])
			ipcdiag_identify_kept(making->identities,
					      chunk->pids[i], last);
		if (last->state == IPCDIAG_NONE ||
		    last->state == IPCDIAG_KERNEL)
			continue;
		lives = ipcdiag_state_lives(last->state) || last->family;
		sem->several |= sem->recorded &&
				last->identity != sem->last.identity;
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

/*
 * Add the semaphores of a chunk to the report. They may take a quarter of its
 * memory: a user can make more of them than there is room for. Of an array, it
 * is the first ones.
 */
static int keep_chunk(struct ipcdiag_making *making, struct ipcdiag_sem *sem,
		      const struct sem_chunk *chunk)
{
	struct ipcdiag_report *report = making->report;
	size_t max = report->budget.limit / 4 / sizeof(chunk->vals[0]);
	unsigned int i;
	int err;

	if (sem->listed != chunk->first ||
	    report->semvals.nr + chunk->nr > max)
		return 0;
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
	sem->listed += chunk->nr;

	return 0;
}

/* Copy all semaphores, chunk by chunk. */
static int copy_sems(struct ipcdiag_making *making, struct ipc_ids *ids,
		     struct ipcdiag_sem *sem, struct sem_chunk *chunk)
{
	u32 array = making->report->objects[IPCDIAG_SEM].nr;
	struct chunk_look look = {
		.making = making,
		.chunk = chunk,
		.nsems = sem->nsems,
	};
	unsigned int first = 0;
	unsigned int size = SEM_CHUNK;
	u32 several = 0;
	int err;

	/*
	 * A task that sleeps on one semaphore is moved to the array's own lists
	 * while others sleep on several, and back. It is counted in whichever
	 * list it was in when its semaphore was read, and once more if it is
	 * moved to the other one before the rest is read.
	 */
	swap(several, sem->waiters);

	/* Every undo list has an adjustment for every semaphore. */
	if (ipcdiag_finds_all_users(making) && sem->undo)
		size = clamp_t(unsigned int,
			       IPCDIAG_ADJUSTMENTS_READ / sem->undo, 1,
			       SEM_CHUNK);
	err = ipcdiag_section_end(&making->pace);
	while (!err && first < sem->nsems) {
		unsigned int i;

		memset(chunk, 0, sizeof(*chunk));
		chunk->first = first;
		chunk->nr = min(size, sem->nsems - first);

		ipcdiag_section_begin(&making->pace);
		err = ipcdiag_look_again(ids, &sem->obj, look_at_chunk, &look);
		if (look.gone)
			err = -ENOENT;
		if (!err) {
			finish_chunk(making, sem, chunk);
			several = max(several, chunk->several);
		}
		for (i = 0; i < chunk->nr; i++)
			put_pid(chunk->pids[i]);
		err = ipcdiag_section_end(&making->pace) ? : err;
		first += chunk->nr;

		err = ipcdiag_sleepers_add(making, IPCDIAG_SEM, array, !err) ? :
		      err;
		if (!err && (making->report->want & IPCDIAG_WANT_SEMVALS))
			err = keep_chunk(making, sem, chunk);
	}
	sem->waiters += several;
	sem->undoing = look.undoing;

	return err;
}

/**
 * ipcdiag_semvals_copy() - copy all semaphores of an array
 * @making: the report that is being made
 * @ids: where the array was
 * @sem: its record, about to become the last one of the report; added to
 *
 * Context: process context, may sleep; in a section, which it ends.
 *
 * Return: 0, -ENOENT if the array was removed meanwhile, -ENOMEM, or -EINTR if
 * the caller is being killed.
 */
int ipcdiag_semvals_copy(struct ipcdiag_making *making, struct ipc_ids *ids,
			 struct ipcdiag_sem *sem)
{
	struct ipcdiag_budget *budget = &making->report->budget;
	struct sem_chunk *chunk;
	int err;

	chunk = ipcdiag_alloc(budget, 1, sizeof(*chunk), 0);
	if (!chunk)
		return -ENOMEM;
	err = copy_sems(making, ids, sem, chunk);
	ipcdiag_free(budget, chunk, 1, sizeof(*chunk));

	return err;
}
