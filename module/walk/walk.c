// SPDX-License-Identifier: GPL-2.0
/*
 * Walking the objects of one kind in one namespace, batch by batch.
 *
 * Locking: as the kernel's own STAT calls do. RCU keeps the IDR and whatever
 * it names, even where the objects' rwsem is held by others. It is not taken
 * here, so that whoever makes, removes or looks for objects does not wait for a
 * walk; whoever uses an object waits while that one is copied. An object is
 * published before it is complete and stays reachable while it is torn down, so
 * nothing in it is read before its own lock is taken and its `deleted` mark was
 * looked at. A batch of objects is copied per RCU section, into records that
 * there is room for already, each under its own lock only. See ipc/util.c for
 * the scheme.
 *
 * The struct pids in an object may be put as soon as its lock is released:
 * they are referenced under it, and looked at afterwards, unless they are known
 * already.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/pid.h>
#include <linux/string.h>

#include "base/idr.h"
#include "find/identity.h"
#include "judge/judge.h"
#include "judge/verdict.h"
#include "layout/layout.h"
#include "users/charges.h"
#include "users/object.h"
#include "walk/ops.h"
#include "walk/walk.h"

/* Processes that the objects of a batch may remember. */
#define PIDS_BATCH	(IPCDIAG_WALK_BATCH * IPCDIAG_REFS_PIDS)

static const struct ipcdiag_walk_ops * const walk_ops[IPCDIAG_KINDS] = {
	[IPCDIAG_SHM] = &ipcdiag_shm_walk,
	[IPCDIAG_SEM] = &ipcdiag_sem_walk,
	[IPCDIAG_MSG] = &ipcdiag_msg_walk,
};

static void copy_common(const struct kern_ipc_perm *perm,
			struct ipcdiag_object *obj)
{
	obj->id = perm->id;
	obj->key = perm->key;
	obj->uid = perm->uid;
	obj->gid = perm->gid;
	obj->cuid = perm->cuid;
	obj->cgid = perm->cgid;
	obj->mode = perm->mode & 0777;
}

/*
 * Copy up to IPCDIAG_WALK_BATCH objects from *index on. Returns how many, and
 * whether there may be more.
 */
static unsigned int copy_batch(const struct ipcdiag_making *making,
			       struct ipc_ids *ids, u32 ns,
			       enum ipcdiag_kind kind,
			       struct ipcdiag_refs *refs, int *index,
			       bool *more)
{
	const struct ipcdiag_table *table = &making->report->objects[kind];
	struct ipcdiag_idr_walk walk;
	unsigned int n, copied = 0;
	u32 counted = 0;

	rcu_read_lock();
	ipcdiag_idr_begin(&walk, &ids->ipcs_idr, *index);
	for (n = 0; n < IPCDIAG_WALK_BATCH && counted < IPCDIAG_WALK_COUNT;
	     n++) {
		struct kern_ipc_perm *perm = ipcdiag_idr_next(&walk);
		struct ipcdiag_object *obj;

		if (!perm) {
			*more = false;
			break;
		}
		*index = ipcdiag_idr_number(&walk) + 1;

		/* Every record begins with its struct ipcdiag_object. */
		obj = ipcdiag_table_at(table, table->nr + copied);
		spin_lock(&perm->lock);
		if (!perm->deleted) {
			counted += walk_ops[kind]->copy(making, perm, obj,
							&refs[copied]);
			obj->kind = kind;
			obj->ns = ns;
			obj->address = (unsigned long)perm;
			obj->index = *index - 1;
			copy_common(perm, obj);
			copied++;
		}
		spin_unlock(&perm->lock);
	}
	rcu_read_unlock();

	return copied;
}

/* What was referenced for an object is not needed any more. */
static void put_refs(const struct ipcdiag_refs *refs)
{
	unsigned long i;

	for (i = 0; i < ARRAY_SIZE(refs->pids); i++) {
		if (refs->pids[i])
			put_pid(refs->pids[i]);
	}
	if (refs->file)
		fput(refs->file);
	ipcdiag_charges_put(refs->payer);
}

/*
 * Finish the records of a batch and add them, but for those that vanished or are
 * not to be kept. After an error the references are put all the same.
 */
static int finish_batch(struct ipcdiag_making *making, struct ipc_ids *ids,
			enum ipcdiag_kind kind,
			struct ipcdiag_refs *refs, unsigned int copied,
			int ret)
{
	struct ipcdiag_report *report = making->report;
	struct ipcdiag_table *table = &report->objects[kind];
	unsigned long first = table->nr;
	unsigned int n;
	int err;

	ipcdiag_section_begin(&making->pace);
	/* Nothing in this batch was touched at a time that is still to come. */
	ipcdiag_clock_read(&report->clock);
	for (n = 0; n < copied; n++) {
		void *record = ipcdiag_table_at(table, first + n);
		void *place = ipcdiag_table_at(table, table->nr);
		unsigned long semvals = report->semvals.nr;
		unsigned long runs = report->runs.nr;

		err = ret ? : walk_ops[kind]->finish(making, ids, record,
						     &refs[n]);
		put_refs(&refs[n]);

		if (err == -ENOENT) {
			report->stats.vanished++;
			continue;
		}
		if (err) {
			ret = err;
			continue;
		}
		report->stats.objects[kind]++;
		if (!ipcdiag_judge_keeps(making, record)) {
			/* Nor is what was found in it. */
			report->semvals.nr = semvals;
			report->runs.nr = runs;
			continue;
		}
		if (place != record)
			memcpy(place, record, table->entry_size);
		table->nr++;
	}
	err = ipcdiag_section_end(&making->pace);

	return ret ? : err;
}

/*
 * Copy all objects of one kind in one namespace.
 *
 * An object that exists all the time is in the report exactly once: it keeps
 * its index in the IDR for life, and the walk goes through the indices in order.
 */
static int walk_kind(struct ipcdiag_making *making, u32 ns,
		     enum ipcdiag_kind kind)
{
	struct ipcdiag_report *report = making->report;
	struct ipcdiag_table *table = &report->objects[kind];
	struct ipcdiag_namespace *record;
	struct ipc_ids *ids;
	struct ipcdiag_refs *refs;
	unsigned long vanished = report->stats.vanished;
	struct ipcdiag_ids_mark before;
	bool more = true;
	int index = 0;
	int err = 0;

	ids = ipcdiag_ids(making, ns, kind);
	record = ipcdiag_table_at(&report->namespaces, ns);
	before = ipcdiag_ids_mark(ids);
	record->in_use[kind] = before.in_use;

	refs = ipcdiag_alloc(&report->budget, IPCDIAG_WALK_BATCH, sizeof(*refs),
			     0);
	if (!refs)
		return -ENOMEM;

	while (more && !err) {
		unsigned int copied;

		err = ipcdiag_table_reserve(table, IPCDIAG_WALK_BATCH);
		if (!err)
			err = ipcdiag_identities_reserve(making->identities,
							 PIDS_BATCH);
		if (err)
			break;
		memset(refs, 0, IPCDIAG_WALK_BATCH * sizeof(*refs));

		ipcdiag_section_begin(&making->pace);
		copied = copy_batch(making, ids, ns, kind, refs, &index, &more);
		err = ipcdiag_section_end(&making->pace);

		err = finish_batch(making, ids, kind, refs, copied, err);
	}
	ipcdiag_free(&report->budget, refs, IPCDIAG_WALK_BATCH, sizeof(*refs));

	if (ipcdiag_ids_changed(ids, before) ||
	    vanished != report->stats.vanished)
		record->changed = true;

	return err;
}

/**
 * ipcdiag_walk_objects() - copy the objects of the kinds that are wanted
 * @making: the report that is being made, its namespaces referenced
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_walk_objects(struct ipcdiag_making *making)
{
	unsigned int kind;
	unsigned long ns;
	int err;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (!(making->report->want & BIT(kind)) ||
		    !ipcdiag_layout_usable(kind))
			continue;
		for (ns = 0; ns < making->report->namespaces.nr; ns++) {
			err = walk_kind(making, ns, kind);
			if (err)
				return err;
		}
	}

	return 0;
}

/**
 * struct second_look - a second look at an object that looked leaked
 * @making: the report that is being made
 * @obj: the object, within its record
 * @same: it is still what its record says
 */
struct second_look {
	struct ipcdiag_making	*making;
	struct ipcdiag_object	*obj;
	bool			same;
};

static void look_whether_same(struct kern_ipc_perm *perm, void *data)
{
	struct second_look *look = data;
	struct ipcdiag_object *obj = look->obj;
	struct ipcdiag_object now;

	copy_common(perm, &now);
	look->same = now.key == obj->key && now.mode == obj->mode &&
		     uid_eq(now.uid, obj->uid) && gid_eq(now.gid, obj->gid) &&
		     uid_eq(now.cuid, obj->cuid) &&
		     gid_eq(now.cgid, obj->cgid) &&
		     walk_ops[obj->kind]->same(look->making, perm, obj);
}

static void look_at_leak_again(struct ipcdiag_making *making,
			       struct ipcdiag_object *obj)
{
	struct second_look look = { .making = making, .obj = obj };

	if (ipcdiag_look_again(ipcdiag_ids(making, obj->ns, obj->kind), obj,
			       look_whether_same, &look)) {
		obj->gone = true;
		making->vanished = true;
	} else if (!look.same) {
		obj->changed = true;
		ipcdiag_judge_object(making, obj);
	}
}

/**
 * ipcdiag_walk_leaks_again() - look again at what would be called leaked
 * @making: the report that is being made, its namespaces referenced, its
 *	    objects judged
 *
 * Processes are looked at before the objects and after, and so an object may
 * have been used by one that had not come yet at the first look, and has gone at
 * the second. What is not the same any more is judged anew, as changed; what was
 * removed is marked as gone.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_walk_leaks_again(struct ipcdiag_making *making)
{
	unsigned int kind;
	unsigned long i;
	int err = 0;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &making->report->objects[kind];

		making->pace.looked = 0;
		ipcdiag_section_begin(&making->pace);
		for (i = 0; i < table->nr && !err; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			if (obj->verdict == IPCDIAG_ORPHAN ||
			    obj->verdict == IPCDIAG_UNCLAIMED)
				look_at_leak_again(making, obj);
			if (i % IPCDIAG_WALK_BATCH &&
			    making->pace.looked < IPCDIAG_WALK_COUNT)
				continue;
			err = ipcdiag_section_end(&making->pace);
			making->pace.looked = 0;
			ipcdiag_section_begin(&making->pace);
		}
		err = ipcdiag_section_end(&making->pace) ? : err;
	}

	return err;
}
