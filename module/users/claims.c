// SPDX-License-Identifier: GPL-2.0
/*
 * Uses by address spaces and undo lists, which are nobody's yet.
 *
 * A segment knows who maps it through the reverse map of its file, in address
 * spaces; a semaphore array knows its undo lists. Neither knows processes. So
 * what is found at the objects first names a holder, an address space or an
 * undo list, and one pass over all tasks then tells whose it is (resolve.c). It
 * may belong to several processes, or to none. A claim is the use of one object
 * by one holder.
 *
 * Lifetime: an address space is kept by mm_count (mmgrab()): its memory cannot be
 * reused, so that the pointers compared later mean the same, but it can be torn
 * down. mm_users is never taken, whose last put would detach segments in our
 * name. An undo list cannot be referenced without writing to it: see undos.c.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

#include "base/seen.h"
#include "users/claims.h"
#include "users/finding.h"

/* Jiffies that are spent on all segments whose reverse map others have. */
#define BUSY_JIFFIES	1000

/**
 * ipcdiag_claims_init() - begin to look for users
 * @making: the report that is being made
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_claims_init(struct ipcdiag_making *making)
{
	struct ipcdiag_budget *budget = &making->report->budget;
	struct ipcdiag_finding *finding;

	finding = ipcdiag_alloc(budget, 1, sizeof(*finding), __GFP_ZERO);
	if (!finding)
		return -ENOMEM;
	finding->patience = BUSY_JIFFIES;
	ipcdiag_table_init(&finding->holders, sizeof(struct ipcdiag_holder),
			   budget);
	ipcdiag_table_init(&finding->owners, sizeof(struct ipcdiag_owner),
			   budget);
	ipcdiag_table_init(&finding->claims, sizeof(struct ipcdiag_claim),
			   budget);
	making->finding = finding;

	return 0;
}

/**
 * ipcdiag_claims_free() - give back what was needed while looking for users
 * @making: the report that is being made; may be called again
 *
 * Context: process context, may sleep.
 */
void ipcdiag_claims_free(struct ipcdiag_making *making)
{
	struct ipcdiag_finding *finding = making->finding;
	unsigned long i;

	if (!finding)
		return;
	for (i = 0; i < finding->holders.nr; i++) {
		struct ipcdiag_holder *holder =
			ipcdiag_table_at(&finding->holders, i);

		if (holder->mm)
			mmdrop(holder->mm);
		cond_resched();
	}
	ipcdiag_table_free(&finding->holders);
	ipcdiag_table_free(&finding->owners);
	ipcdiag_table_free(&finding->claims);
	ipcdiag_free(&making->report->budget, finding, 1, sizeof(*finding));
	making->finding = NULL;
}

/**
 * ipcdiag_claims_max() - how many claims there may be
 * @making: the report that is being made
 *
 * Anybody can make more uses than there is memory for, so that they may take
 * only a part of it: what is left out is told by the object's capped. A sixteenth
 * of the memory goes to the claims. The set in which holders and claims are
 * looked up takes twice as much, and the users that come of them an eighth.
 *
 * Return: the limit.
 */
unsigned long ipcdiag_claims_max(const struct ipcdiag_making *making)
{
	return making->report->budget.limit / 16 / sizeof(struct ipcdiag_claim);
}

/**
 * ipcdiag_claims_reserve() - make room for claims
 * @making: the report that is being made
 * @nr: how many may be added, each of a holder that is new
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_claims_reserve(struct ipcdiag_making *making, unsigned long nr)
{
	struct ipcdiag_finding *finding = making->finding;
	int err;

	err = ipcdiag_table_reserve(&finding->holders, nr);
	if (!err)
		err = ipcdiag_table_reserve(&finding->claims, nr);
	if (!err)
		err = ipcdiag_set_reserve(&making->seen, 2 * nr);

	return err;
}

/**
 * ipcdiag_claim_find() - look for the claim of a holder on an object
 * @making: the report that is being made
 * @key: address of the holder
 * @object: index of the object
 *
 * Context: any.
 *
 * Return: the claim, or NULL.
 */
struct ipcdiag_claim *ipcdiag_claim_find(struct ipcdiag_making *making,
					 const void *key, u32 object)
{
	const struct ipcdiag_set_entry *entry;

	entry = ipcdiag_set_find(&making->seen, (unsigned long)key,
				 SEEN_HOLDER);
	if (entry)
		entry = ipcdiag_set_find(&making->seen, entry->value,
					 SEEN_CLAIM(object));
	if (!entry)
		return NULL;

	return ipcdiag_table_at(&making->finding->claims, entry->value);
}

/**
 * ipcdiag_claim_of() - the claim of a holder on an object
 * @making: the report that is being made; room is reserved
 * @key: address of the holder
 * @object: index of the object
 *
 * Context: any.
 *
 * Return: the claim; a new one if there was none.
 */
struct ipcdiag_claim *ipcdiag_claim_of(struct ipcdiag_making *making,
				       const void *key, u32 object)
{
	struct ipcdiag_finding *finding = making->finding;
	const struct ipcdiag_set_entry *entry;
	struct ipcdiag_claim *claim;
	u32 index;

	entry = ipcdiag_set_get(&making->seen, (unsigned long)key, SEEN_HOLDER,
				finding->holders.nr);
	index = entry->value;
	if (index == finding->holders.nr)
		finding->holders.nr++;

	entry = ipcdiag_set_get(&making->seen, index, SEEN_CLAIM(object),
				finding->claims.nr);
	claim = ipcdiag_table_at(&finding->claims, entry->value);
	if (entry->value == finding->claims.nr) {
		finding->claims.nr++;
		claim->holder = index;
	}

	return claim;
}
