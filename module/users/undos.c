// SPDX-License-Identifier: GPL-2.0
/*
 * Which undo lists name a semaphore array, and what they hold.
 *
 * Locking: an array's undo structures are linked under its sem_perm.lock.
 *
 * Lifetime: an undo list cannot be referenced without writing to it. Pointers are
 * compared only. If the memory of a list was reused in between, the array would
 * name a process that does have an undo list, but perhaps not on this array: so
 * arrays are asked again afterwards, and a holder that is not found a second time
 * is left out.
 */
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/list.h>
#include <linux/string.h>

#include "base/seen.h"
#include "layout/mirrors.h"
#include "users/claims.h"
#include "users/finding.h"
#include "users/object.h"
#include "users/undos.h"

/* Undo lists that are compared, under one array's lock, with those known. */
#define UNDO_SEARCHES	16384

/* Adjustments of one array that are read to find out whether any is not zero. */
#define ADJUSTMENTS_OF_ARRAY	(256 * IPCDIAG_ADJUSTMENTS_READ)

/**
 * ipcdiag_undos_any() - would a process undo anything on these semaphores?
 * @sma: the array
 * @range: the semaphores
 * @adjustments: adjustments of this array that were read so far; added to
 *
 * An undo list stays when its adjustments cancel, so that being named by one
 * means nothing. Where they cannot be read, or are too many, it is taken for
 * granted.
 *
 * Context: under the array's lock.
 *
 * Return: true if one would, or may.
 */
bool ipcdiag_undos_any(const struct ipcdiag_sem_array *sma,
		       struct ipcdiag_sem_range range,
		       unsigned int *adjustments)
{
	const struct ipcdiag_sem_undo *un;
	unsigned int read = 0;
	unsigned int i;

	list_for_each_entry(un, &sma->list_id, list_id) {
		const short *semadj = ipcdiag_undo_adjustments(un);

		read += range.nr;
		*adjustments += range.nr;
		if (!semadj || read > 2 * IPCDIAG_ADJUSTMENTS_READ ||
		    *adjustments > ADJUSTMENTS_OF_ARRAY)
			return true;
		for (i = 0; i < range.nr; i++) {
			if (READ_ONCE(semadj[range.first + i]))
				return true;
		}
	}

	return false;
}

/*
 * Note that an undo list names an array; @first says that no list of this array
 * was noted before this round. An array is read in chunks, and its undo lists
 * come once for each. As a rule they come in the same order. Returns what the
 * list holds, to be added to; NULL if there is no more room.
 */
static struct ipcdiag_user *note_undo(struct ipcdiag_making *making,
				      struct sem_undo_list *ulp, bool first)
{
	struct ipcdiag_finding *finding = making->finding;
	unsigned int i = finding->next_undo;

	if (!first &&
	    (i >= finding->nr_undos || finding->undos[i].ulp != ulp)) {
		for (i = 0; i < finding->nr_undos; i++) {
			if (finding->undos[i].ulp == ulp)
				break;
			if (!finding->undo_searches)
				return NULL;
			finding->undo_searches--;
		}
	}
	if (first || i == finding->nr_undos) {
		i = finding->nr_undos;
		if (i == ARRAY_SIZE(finding->undos))
			return NULL;
		memset(&finding->undos[i], 0, sizeof(finding->undos[i]));
		finding->undos[i].ulp = ulp;
		finding->undos[i].use.use = IPCDIAG_UNDO;
		finding->undos[i].use.kind = IPCDIAG_SEM;
		finding->nr_undos++;
	}
	finding->next_undo = i + 1;

	return &finding->undos[i].use;
}

/* Add what an undo list holds for some semaphores. */
static void add_adjustments(struct ipcdiag_user *use, const short *semadj,
			    struct ipcdiag_sem_range range)
{
	unsigned int num;

	for (num = range.first; num < range.first + range.nr; num++) {
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

/**
 * ipcdiag_undos_note() - note which undo lists name an array
 * @making: the report that is being made
 * @sma: the array
 * @range: semaphores whose adjustments are read; the first ones of the array
 *	   come first
 * @capped: set to true if there is no more room for some of them
 *
 * An operation that holds only a semaphore's lock may be changing an adjustment:
 * then it is the value before or after.
 *
 * Context: under the array's lock.
 */
void ipcdiag_undos_note(struct ipcdiag_making *making,
			const struct ipcdiag_sem_array *sma,
			struct ipcdiag_sem_range range, bool *capped)
{
	const struct ipcdiag_sem_undo *un;
	unsigned int seen = 0;

	making->finding->next_undo = 0;
	making->finding->undo_searches = UNDO_SEARCHES;
	list_for_each_entry(un, &sma->list_id, list_id) {
		const short *semadj = ipcdiag_undo_adjustments(un);
		struct ipcdiag_user *use;

		use = note_undo(making, un->ulp, !range.first);
		if (!use || seen++ == IPCDIAG_WALK_COUNT) {
			*capped = true;
			break;
		}
		use->adjustments_known = !!semadj;
		if (semadj)
			add_adjustments(use, semadj, range);
	}
}

/**
 * ipcdiag_undos_add() - make claims of the undo lists that were noted
 * @making: the report that is being made
 * @object: index of the array
 * @keep: false to forget them
 * @capped: set to true if there is no more room for them
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; the undo lists are forgotten in any case.
 */
int ipcdiag_undos_add(struct ipcdiag_making *making, u32 object, bool keep,
		      bool *capped)
{
	struct ipcdiag_finding *finding = making->finding;
	unsigned int nr, i;
	int err = 0;

	if (!finding)
		return 0;
	nr = finding->nr_undos;
	finding->nr_undos = 0;
	if (keep && finding->claims.nr + nr > ipcdiag_claims_max(making)) {
		*capped = true;
		return 0;
	}
	if (keep)
		err = ipcdiag_claims_reserve(making, nr);
	if (!keep || err)
		return err;

	for (i = 0; i < nr; i++) {
		const struct ipcdiag_undo *undo = &finding->undos[i];
		struct ipcdiag_claim *claim =
			ipcdiag_claim_of(making, undo->ulp, object);
		struct ipcdiag_holder *holder =
			ipcdiag_table_at(&finding->holders, claim->holder);

		holder->ulp = undo->ulp;
		claim->use = undo->use;
		claim->use.object = object;
	}

	return 0;
}

static void look_at_undos(struct kern_ipc_perm *perm, void *data)
{
	const struct ipcdiag_sem_array *sma =
		container_of(perm, struct ipcdiag_sem_array, sem_perm);
	const struct ipcdiag_sem_undo *un;

	list_for_each_entry(un, &sma->list_id, list_id) {
		if (!note_undo(data, un->ulp, true))
			break;
	}
}

/**
 * ipcdiag_undos_check() - ask an array once more which undo lists name it
 * @making: the report that is being made, its namespaces still referenced
 * @array: index of the array; one that was removed is named by none
 *
 * They are put into making->seen.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_undos_check(struct ipcdiag_making *making, u32 array)
{
	const struct ipcdiag_object *obj =
		ipcdiag_table_at(&making->report->objects[IPCDIAG_SEM], array);
	struct ipcdiag_finding *finding = making->finding;
	unsigned int i;
	int err;

	ipcdiag_look_again(ipcdiag_ids(making, obj->ns, IPCDIAG_SEM), obj,
			   look_at_undos, making);
	err = ipcdiag_set_reserve(&making->seen, finding->nr_undos);
	for (i = 0; !err && i < finding->nr_undos; i++)
		ipcdiag_set_add(&making->seen,
				(unsigned long)finding->undos[i].ulp,
				SEEN_UNDO(array), 0);
	finding->nr_undos = 0;

	return err;
}
