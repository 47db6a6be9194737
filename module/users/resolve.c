// SPDX-License-Identifier: GPL-2.0
/*
 * From address spaces and undo lists to the processes that have them: one pass
 * over all tasks.
 *
 * Locking: of a task, mm is read under RCU and task_lock; its undo list, whose
 * address is all that is used, under RCU.
 */
#include <linux/minmax.h>
#include <linux/mm_types.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/sem.h>

#include "base/seen.h"
#include "find/cgroups.h"
#include "find/tasks.h"
#include "find/who.h"
#include "users/finding.h"
#include "users/resolve.h"
#include "users/undos.h"

/* Processes that are listed of those that share an address space or undo list. */
#define OWNERS_MAX	64

/* Claims and users that are made of them in one section. */
#define CLAIMS_BATCH	64

/* Users that may come of claims: see ipcdiag_claims_max(). */
static unsigned long users_max(const struct ipcdiag_making *making)
{
	return making->report->budget.limit / 8 / sizeof(struct ipcdiag_user);
}

static int reserve_owners(struct ipcdiag_making *making)
{
	struct ipcdiag_finding *finding = making->finding;
	int err;

	/*
	 * A task may own an address space and an undo list, and be moved to
	 * another cgroup in between.
	 */
	err = ipcdiag_table_reserve(&finding->owners, 2 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_cgroups_reserve(making, 2 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_set_reserve(&making->seen,
					  4 * IPCDIAG_TASK_BATCH);

	return err;
}

static void note_owner(struct ipcdiag_making *making, struct task_struct *task,
		       const void *key)
{
	struct ipcdiag_finding *finding = making->finding;
	const struct ipcdiag_set_entry *entry;
	struct ipcdiag_holder *holder;
	struct ipcdiag_owner *owner;
	u64 of;

	entry = ipcdiag_set_find(&making->seen, (unsigned long)key,
				 SEEN_HOLDER);
	if (!entry)
		return;
	of = SEEN_OWNER(entry->value);
	if (ipcdiag_set_find(&making->seen, task->tgid, of))
		return;

	holder = ipcdiag_table_at(&finding->holders, entry->value);
	owner = ipcdiag_table_at(&finding->owners, finding->owners.nr);
	/* A thread that was reaped is not to stand for those that live. */
	if (!ipcdiag_who_fill(making, task, &owner->who))
		return;
	owner->threads = ipcdiag_who_threads(task);
	ipcdiag_set_add(&making->seen, task->tgid, of, 0);
	if (holder->owners++ < OWNERS_MAX) {
		owner->next = holder->first;
		holder->first = ++finding->owners.nr;
	}
}

static bool visit_owner(struct ipcdiag_making *making, struct task_struct *task)
{
	struct sem_undo_list *ulp = NULL;
	struct mm_struct *mm;

	if (READ_ONCE(task->flags) & PF_KTHREAD)
		return false;

	task_lock(task);
	mm = task->mm;
	task_unlock(task);
#ifdef CONFIG_SYSVIPC
	ulp = READ_ONCE(task->sysvsem.undo_list);
#endif
	if (mm)
		note_owner(making, task, mm);
	if (ulp)
		note_owner(making, task, ulp);

	return false;
}

static const struct ipcdiag_task_visitor owner_visitor = {
	.reserve = reserve_owners,
	.visit = visit_owner,
};

/* A claim that is not turned into users is still counted. */
static void cap(struct ipcdiag_making *making,
		const struct ipcdiag_claim *claim,
		const struct ipcdiag_holder *holder)
{
	struct ipcdiag_report *report = making->report;
	void *object = ipcdiag_table_at(&report->objects[claim->use.kind],
					claim->use.object);

	if (claim->use.use == IPCDIAG_ATTACH) {
		struct ipcdiag_shm *shm = object;

		shm->capped = true;
		shm->procs += holder->owners;
	} else {
		struct ipcdiag_sem *sem = object;

		sem->capped = true;
	}
}

/* Make a user of each process that has the holder; room is reserved. */
static void list_owners(struct ipcdiag_making *making,
			const struct ipcdiag_claim *claim,
			const struct ipcdiag_holder *holder)
{
	struct ipcdiag_table *users = &making->report->users;
	u32 next = holder->first;

	making->pace.looked += holder->owners;
	while (next) {
		const struct ipcdiag_owner *owner =
			ipcdiag_table_at(&making->finding->owners, next - 1);
		struct ipcdiag_user *user =
			ipcdiag_table_at(users, users->nr++);

		*user = claim->use;
		user->who = owner->who;
		user->threads = owner->threads;
		user->known = true;
		if (user->use == IPCDIAG_UNDO)
			user->sharers = holder->owners;
		next = owner->next;
	}
}

/* Turn a claim into users: one for each process that has the holder. */
static int add_claim(struct ipcdiag_making *making,
		     const struct ipcdiag_claim *claim)
{
	struct ipcdiag_report *report = making->report;
	const struct ipcdiag_holder *holder =
		ipcdiag_table_at(&making->finding->holders,
				 claim->holder);
	struct ipcdiag_shm *shm;
	struct ipcdiag_user *user;
	int err;

	if (holder->ulp &&
	    !ipcdiag_set_find(&making->seen, (unsigned long)holder->ulp,
			      SEEN_UNDO(claim->use.object)))
		return 0;
	/*
	 * A round that found too little room came upon this mapping, and the
	 * next round, which began anew, did not: it is gone.
	 */
	if (claim->use.use == IPCDIAG_ATTACH && !claim->use.ro &&
	    !claim->use.rw)
		return 0;
	if (report->users.nr + OWNERS_MAX > users_max(making)) {
		cap(making, claim, holder);
		return 0;
	}
	err = ipcdiag_table_reserve(&report->users, OWNERS_MAX);
	if (err)
		return err;

	list_owners(making, claim, holder);
	if (claim->use.use != IPCDIAG_ATTACH)
		return 0;

	/*
	 * An address space can outlive its processes, and so its mappings. One
	 * that is being taken down has no users any more.
	 */
	if (!holder->owners && atomic_read(&holder->mm->mm_users)) {
		user = ipcdiag_table_at(&report->users, report->users.nr++);
		*user = claim->use;
	}
	shm = ipcdiag_table_at(&report->objects[IPCDIAG_SHM],
			       claim->use.object);
	shm->procs += holder->owners;

	return 0;
}

static int next_section(struct ipcdiag_making *making)
{
	int err = ipcdiag_section_end(&making->pace);

	making->pace.looked = 0;
	ipcdiag_section_begin(&making->pace);

	return err;
}

/**
 * ipcdiag_users_resolve() - find the processes behind what was found
 * @making: the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_users_resolve(struct ipcdiag_making *making)
{
	struct ipcdiag_finding *finding = making->finding;
	u32 checked = U32_MAX;
	unsigned long i;
	int err = 0;

	if (finding->claims.nr)
		err = ipcdiag_visit_tasks(making, &owner_visitor);
	making->pace.looked = 0;
	ipcdiag_section_begin(&making->pace);
	for (i = 0; !err && i < finding->claims.nr; i++) {
		const struct ipcdiag_claim *claim =
			ipcdiag_table_at(&finding->claims, i);

		/* The claims on an array are in a row. */
		if (claim->use.use == IPCDIAG_UNDO &&
		    claim->use.object != checked) {
			checked = claim->use.object;
			err = next_section(making) ? :
			      ipcdiag_undos_check(making, checked);
			making->pace.looked = CLAIMS_BATCH;
		}
		if (!err)
			err = add_claim(making, claim);
		if (++making->pace.looked >= CLAIMS_BATCH)
			err = next_section(making) ? : err;
	}

	return ipcdiag_section_end(&making->pace) ? : err;
}
