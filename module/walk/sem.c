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
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/minmax.h>
#include <linux/overflow.h>
#include <linux/pid.h>
#include <linux/string.h>

#include "find/identity.h"
#include "layout/layout.h"
#include "users/users.h"
#include "judge/verdict.h"
#include "walk/walk.h"

/* Semaphores that are read in one lock section. */
#define SEM_CHUNK	64

/*
 * Adjustments that are read in one lock section, and of one array to find out
 * whether any is not zero.
 */
#define ADJUSTMENTS_MAX		4096
#define ADJUSTMENTS_OF_ARRAY	(256 * ADJUSTMENTS_MAX)

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

static u32 copy_sem(const struct ipcdiag_report *report,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_pins *pins)
{
	struct ipc_sem_array *sma =
		container_of(perm, struct ipc_sem_array, sem_perm);
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

static void note_sleepers(struct ipcdiag_report *report,
			  const struct list_head *pending,
			  struct sem_chunk *chunk)
{
	const struct ipc_sem_queue *q;

	list_for_each_entry(q, pending, list) {
		struct ipcdiag_user use = {
			.use = IPCDIAG_WAIT,
			.num = q->blocking->sem_num,
			.op = q->blocking->sem_op,
			.nops = q->nsops,
		};

		if (!ipcdiag_users_note_sleeper(report, q->sleeper, &use)) {
			chunk->capped = true;
			break;
		}
	}
}

static void copy_one(struct ipcdiag_report *report, struct ipc_sem *from,
		     unsigned int num, struct sem_chunk *chunk)
{
	struct ipcdiag_semval *val = &chunk->vals[num - chunk->first];

	spin_lock(&from->lock);
	val->num = num;
	val->value = from->semval;
	val->ncnt = ipcdiag_count_list(&from->pending_alter, &chunk->capped);
	val->zcnt = ipcdiag_count_list(&from->pending_const, &chunk->capped);
	chunk->otime = max(chunk->otime, from->sem_otime);
	chunk->pids[num - chunk->first] =
		ipcdiag_identify_pinned(&report->identities, from->sempid,
					&val->last);
	if (report->finding) {
		note_sleepers(report, &from->pending_alter, chunk);
		note_sleepers(report, &from->pending_const, chunk);
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
	const struct ipc_sem_queue *q;
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

/*
 * Adjustments to the semaphores of a chunk. An operation that holds only a
 * semaphore's lock may be changing one: then it is the value before or after.
 */
static void note_undos(struct ipcdiag_report *report,
		       const struct ipc_sem_array *sma,
		       struct sem_chunk *chunk)
{
	const struct ipc_sem_undo *un;
	unsigned int seen = 0;

	ipcdiag_users_begin_undos(report);
	list_for_each_entry(un, &sma->list_id, list_id) {
		const short *semadj = ipcdiag_undo_adjustments(un);
		struct ipcdiag_user *use;
		unsigned int num;

		use = ipcdiag_users_note_undo(report, un->ulp, !chunk->first);
		if (!use || seen++ == IPCDIAG_WALK_COUNT) {
			chunk->capped = true;
			break;
		}
		use->adjustments_known = semadj;
		if (!semadj)
			continue;
		for (num = chunk->first; num < chunk->first + chunk->nr; num++) {
			short value = READ_ONCE(semadj[num]);

			if (!value)
				continue;
			if (use->adjusted < IPCDIAG_ADJUSTMENTS) {
				use->adjustments[use->adjusted].num = num;
				use->adjustments[use->adjusted].value = value;
			}
			use->adjusted++;
		}
	}
}

/**
 * struct chunk_look - a look at a chunk of an array
 * @report: the report that is being made
 * @chunk: where to copy it to
 * @nsems: semaphores that the array had when it was found
 * @gone: it is not the same array any more
 * @undoing: an undo list holds a value that is not zero, or may
 * @adjustments: adjustments that were looked at to find that out
 */
struct chunk_look {
	struct ipcdiag_report	*report;
	struct sem_chunk	*chunk;
	int			nsems;
	bool			gone;
	bool			undoing;
	unsigned int		adjustments;
};

/*
 * Would a process undo anything on the semaphores of a chunk? An undo list stays
 * when its adjustments cancel, so that being named by one means nothing. Where
 * they cannot be read, or are too many, it is taken for granted.
 */
static bool undoes(const struct ipc_sem_array *sma, struct chunk_look *look)
{
	const struct sem_chunk *chunk = look->chunk;
	const struct ipc_sem_undo *un;
	unsigned int looked = 0;
	unsigned int i;

	list_for_each_entry(un, &sma->list_id, list_id) {
		const short *semadj = ipcdiag_undo_adjustments(un);

		looked += chunk->nr;
		look->adjustments += chunk->nr;
		if (!semadj || looked > 2 * ADJUSTMENTS_MAX ||
		    look->adjustments > ADJUSTMENTS_OF_ARRAY)
			return true;
		for (i = 0; i < chunk->nr; i++) {
			if (READ_ONCE(semadj[chunk->first + i]))
				return true;
		}
	}

	return false;
}

/* Copy a chunk, a shorter one if many tasks sleep on it. */
static void look_at_chunk(struct kern_ipc_perm *perm, void *data)
{
	struct ipc_sem_array *sma =
		container_of(perm, struct ipc_sem_array, sem_perm);
	struct chunk_look *look = data;
	struct ipcdiag_report *report = look->report;
	struct sem_chunk *chunk = look->chunk;
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
		copy_one(report, &sma->sems[chunk->first + i],
			 chunk->first + i, chunk);
	chunk->nr = i;
	count_complex(&sma->pending_alter, chunk);
	count_complex(&sma->pending_const, chunk);
	if (!look->undoing)
		look->undoing = undoes(sma, look);
	if (!report->finding)
		return;

	note_undos(report, sma, chunk);
	if (!chunk->first) {
		note_sleepers(report, &sma->pending_alter, chunk);
		note_sleepers(report, &sma->pending_const, chunk);
	}
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

		if (chunk->pids[i])
			ipcdiag_identify_kept(&report->identities,
					      chunk->pids[i], last);
		if (last->state == IPCDIAG_NONE ||
		    last->state == IPCDIAG_KERNEL)
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

/*
 * Add the semaphores of a chunk to the report. They may take a quarter of its
 * memory: a user can make more of them than there is room for. Of an array, it
 * is the first ones.
 */
static int keep_chunk(struct ipcdiag_report *report, struct ipcdiag_sem *sem,
		      const struct sem_chunk *chunk)
{
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
static int copy_sems(struct ipcdiag_report *report, struct ipc_ids *ids,
		     struct ipcdiag_sem *sem, struct sem_chunk *chunk)
{
	u32 array = report->objects[IPCDIAG_SEM].nr;
	struct chunk_look look = {
		.report = report,
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
	if (report->finding && sem->undo)
		size = clamp_t(unsigned int, ADJUSTMENTS_MAX / sem->undo, 1,
			       SEM_CHUNK);
	err = ipcdiag_section_end(report);
	while (!err && first < sem->nsems) {
		unsigned int i;

		memset(chunk, 0, sizeof(*chunk));
		chunk->first = first;
		chunk->nr = min(size, sem->nsems - first);

		ipcdiag_section_begin(report);
		err = ipcdiag_look_again(ids, &sem->obj, look_at_chunk, &look);
		if (look.gone)
			err = -ENOENT;
		if (!err) {
			finish_chunk(report, sem, chunk);
			several = max(several, chunk->several);
		}
		for (i = 0; i < chunk->nr; i++)
			put_pid(chunk->pids[i]);
		err = ipcdiag_section_end(report) ? : err;
		first += chunk->nr;

		err = ipcdiag_users_add_sleepers(report, IPCDIAG_SEM, array,
						 !err) ? : err;
		if (!err && (report->want & IPCDIAG_WANT_SEMVALS))
			err = keep_chunk(report, sem, chunk);
	}
	sem->waiters += several;
	sem->undoing = look.undoing;

	return err;
}

static int finish_sem(struct ipcdiag_report *report, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_pins *pins)
{
	u32 array = report->objects[IPCDIAG_SEM].nr;
	unsigned long semvals = report->semvals.nr;
	unsigned long users = report->users.nr;
	struct ipcdiag_sem *sem = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, sem->obj.ns);
	struct sem_chunk *chunk;
	int err;

	chunk = ipcdiag_alloc(&report->budget, 1, sizeof(*chunk), 0);
	if (!chunk)
		return -ENOMEM;
	err = copy_sems(report, ids, sem, chunk);
	ipcdiag_free(&report->budget, chunk, 1, sizeof(*chunk));
	err = ipcdiag_users_add_undos(report, array, !err, &sem->capped) ? :
	      err;

	sem->obj.touched = max(sem->otime, sem->obj.ctime);
	ns->largest[IPCDIAG_SEM] = max_t(u64, ns->largest[IPCDIAG_SEM],
					 sem->nsems);
	if (err) {
		report->semvals.nr = semvals;
		report->users.nr = users;
	}
	ipcdiag_section_begin(report);

	return err;
}

static void look_at_undos(struct kern_ipc_perm *perm, void *data)
{
	const struct ipc_sem_array *sma =
		container_of(perm, struct ipc_sem_array, sem_perm);
	const struct ipc_sem_undo *un;

	list_for_each_entry(un, &sma->list_id, list_id) {
		if (!ipcdiag_users_note_undo(data, un->ulp, true))
			break;
	}
}

/**
 * ipcdiag_sem_note_undos() - note once more which undo lists name an array
 * @report: the report, its namespaces still pinned
 * @array: index of the array; of one that was removed, none is noted
 *
 * Context: process context.
 */
void ipcdiag_sem_note_undos(struct ipcdiag_report *report, u32 array)
{
	const struct ipcdiag_object *obj =
		ipcdiag_table_at(&report->objects[IPCDIAG_SEM], array);

	ipcdiag_look_again(ipcdiag_ids(report, obj->ns, IPCDIAG_SEM), obj,
			   look_at_undos, report);
}

/*
 * All semaphores are looked at in one go, as get_semotime() does for every
 * IPC_STAT.
 */
static bool same_sem(struct ipcdiag_report *report, struct kern_ipc_perm *perm,
		     void *record)
{
	const struct ipc_sem_array *sma =
		container_of(perm, struct ipc_sem_array, sem_perm);
	const struct ipcdiag_sem *sem = record;
	unsigned int i;

	if (sma->sem_nsems != sem->nsems || sma->sem_ctime != sem->obj.ctime ||
	    !list_empty(&sma->pending_alter) ||
	    !list_empty(&sma->pending_const) || !list_empty(&sma->list_id))
		return false;
	report->looked += sem->nsems;
	for (i = 0; i < sem->nsems; i++) {
		const struct ipc_sem *one = &sma->sems[i];

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
