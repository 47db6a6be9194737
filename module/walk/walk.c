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
#include <linux/idr.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/string.h>

#include "users/charges.h"
#include "judge/judge.h"
#include "find/namespaces.h"
#include "walk/walk.h"

static const struct ipcdiag_walk_ops * const walk_ops[IPCDIAG_KINDS] = {
	[IPCDIAG_SHM] = &ipcdiag_shm_walk,
	[IPCDIAG_SEM] = &ipcdiag_sem_walk,
	[IPCDIAG_MSG] = &ipcdiag_msg_walk,
};

/* IPC_SEM_IDS and so on are private to ipc/util.h. */
static const unsigned int ids_of_kind[IPCDIAG_KINDS] = {
	[IPCDIAG_SEM] = 0,
	[IPCDIAG_MSG] = 1,
	[IPCDIAG_SHM] = 2,
};

/**
 * ipcdiag_ids() - where the objects of a kind are
 * @report: the report, its namespaces still pinned
 * @ns: index of the namespace
 * @kind: the kind
 *
 * Return: the objects.
 */
struct ipc_ids *ipcdiag_ids(const struct ipcdiag_report *report, u32 ns,
			    enum ipcdiag_kind kind)
{
	return &ipcdiag_namespace_pinned(report, ns)->ids[ids_of_kind[kind]];
}

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

/**
 * ipcdiag_count_list() - count what is linked, up to IPCDIAG_WALK_COUNT
 * @head: the list
 * @capped: set to true if there is more than was counted
 *
 * Context: the caller holds the lock that protects the list.
 *
 * Return: entries counted.
 */
u32 ipcdiag_count_list(const struct list_head *head, bool *capped)
{
	const struct list_head *entry;
	u32 n = 0;

	list_for_each(entry, head) {
		if (n == IPCDIAG_WALK_COUNT) {
			*capped = true;
			break;
		}
		n++;
	}

	return n;
}

/**
 * ipcdiag_look_again() - find an object again, and look at it
 * @ids: where it was
 * @obj: its record
 * @look: called under RCU and the object's lock, the object not deleted; must
 *	  not sleep
 * @data: passed on to @look
 *
 * Return: 0, or -ENOENT if the object was removed.
 */
int ipcdiag_look_again(struct ipc_ids *ids, const struct ipcdiag_object *obj,
		       void (*look)(struct kern_ipc_perm *perm, void *data),
		       void *data)
{
	struct kern_ipc_perm *perm;
	int err = -ENOENT;

	rcu_read_lock();
	perm = idr_find(&ids->ipcs_idr, obj->index);
	if (perm) {
		spin_lock(&perm->lock);
		if (!perm->deleted && perm->id == obj->id) {
			look(perm, data);
			err = 0;
		}
		spin_unlock(&perm->lock);
	}
	rcu_read_unlock();

	return err;
}

/* What tells that objects were made or removed; read without the rwsem. */
struct ids_mark {
	int		in_use;
	int		last_idx;
	unsigned short	seq;
};

static struct ids_mark mark_ids(const struct ipc_ids *ids)
{
	return (struct ids_mark) {
		.in_use = READ_ONCE(ids->in_use),
		.last_idx = READ_ONCE(ids->last_idx),
		.seq = READ_ONCE(ids->seq),
	};
}

static bool marks_differ(struct ids_mark a, struct ids_mark b)
{
	return a.in_use != b.in_use || a.last_idx != b.last_idx ||
	       a.seq != b.seq;
}

/*
 * Copy up to IPCDIAG_WALK_BATCH objects from *index on. Returns how many, and
 * whether there may be more.
 */
static unsigned int copy_batch(const struct ipcdiag_report *report,
			       struct ipc_ids *ids, u32 ns,
			       enum ipcdiag_kind kind,
			       struct ipcdiag_pins *pins, int *index,
			       bool *more)
{
	const struct ipcdiag_table *table = &report->objects[kind];
	unsigned int n, copied = 0;
	u32 counted = 0;

	rcu_read_lock();
	for (n = 0; n < IPCDIAG_WALK_BATCH && counted < IPCDIAG_WALK_COUNT;
	     n++, (*index)++) {
		struct kern_ipc_perm *perm = idr_get_next(&ids->ipcs_idr, index);
		struct ipcdiag_object *obj;

		if (!perm) {
			*more = false;
			break;
		}

		/* Every record begins with its struct ipcdiag_object. */
		obj = ipcdiag_table_at(table, table->nr + copied);
		spin_lock(&perm->lock);
		if (!perm->deleted) {
			counted += walk_ops[kind]->copy(report, perm, obj,
							&pins[copied]);
			obj->kind = kind;
			obj->ns = ns;
			obj->index = *index;
			copy_common(perm, obj);
			copied++;
		}
		spin_unlock(&perm->lock);
	}
	rcu_read_unlock();

	return copied;
}

/*
 * Finish the records of a batch and add them, but for those that vanished or are
 * not to be kept. After an error the pids are put all the same.
 */
static int finish_batch(struct ipcdiag_report *report, struct ipc_ids *ids,
			enum ipcdiag_kind kind,
			struct ipcdiag_pins *pins, unsigned int copied,
			int ret)
{
	struct ipcdiag_table *table = &report->objects[kind];
	unsigned long first = table->nr;
	unsigned long i;
	unsigned int n;
	int err;

	ipcdiag_section_begin(report);
	/* Nothing in this batch was touched at a time that is still to come. */
	ipcdiag_clock_read(&report->clock);
	for (n = 0; n < copied; n++) {
		void *record = ipcdiag_table_at(table, first + n);
		void *place = ipcdiag_table_at(table, table->nr);

		err = ret ? : walk_ops[kind]->finish(report, ids, record,
						     &pins[n]);
		for (i = 0; i < ARRAY_SIZE(pins[n].pids); i++) {
			if (pins[n].pids[i])
				put_pid(pins[n].pids[i]);
		}
		if (pins[n].file)
			fput(pins[n].file);
		ipcdiag_charges_unpin(pins[n].payer);

		if (err == -ENOENT) {
			report->stats.vanished++;
			continue;
		}
		if (err) {
			ret = err;
			continue;
		}
		report->stats.objects[kind]++;
		if (!ipcdiag_report_keeps(report, record))
			continue;
		if (place != record)
			memcpy(place, record, table->entry_size);
		table->nr++;
	}
	err = ipcdiag_section_end(report);

	return ret ? : err;
}

/**
 * ipcdiag_walk() - copy all objects of one kind in one namespace
 * @report: where to put them; its namespaces are pinned
 * @ns: index of the namespace
 * @kind: which kind
 *
 * An object that exists all the time is in the report exactly once: it keeps
 * its index in the IDR for life, and the walk goes through the indices in order.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_walk(struct ipcdiag_report *report, u32 ns, enum ipcdiag_kind kind)
{
	struct ipcdiag_table *table = &report->objects[kind];
	struct ipcdiag_namespace *record;
	struct ipc_ids *ids;
	struct ipcdiag_pins *pins;
	unsigned long vanished = report->stats.vanished;
	struct ids_mark before;
	bool more = true;
	int index = 0;
	int err = 0;

	ids = ipcdiag_ids(report, ns, kind);
	record = ipcdiag_table_at(&report->namespaces, ns);
	before = mark_ids(ids);
	record->in_use[kind] = before.in_use;

	pins = ipcdiag_alloc(&report->budget, IPCDIAG_WALK_BATCH, sizeof(*pins),
			     0);
	if (!pins)
		return -ENOMEM;

	while (more && !err) {
		unsigned int copied;

		err = ipcdiag_table_reserve(table, IPCDIAG_WALK_BATCH);
		if (err)
			break;
		memset(pins, 0, IPCDIAG_WALK_BATCH * sizeof(*pins));

		ipcdiag_section_begin(report);
		copied = copy_batch(report, ids, ns, kind, pins, &index, &more);
		err = ipcdiag_section_end(report);

		err = finish_batch(report, ids, kind, pins, copied, err);
	}
	ipcdiag_free(&report->budget, pins, IPCDIAG_WALK_BATCH, sizeof(*pins));

	if (marks_differ(before, mark_ids(ids)) ||
	    vanished != report->stats.vanished)
		record->changed = true;

	return err;
}

/**
 * struct second_look - a second look at an object that looked leaked
 * @report: the report that is being made
 * @obj: the object, within its record
 * @same: it is still what its record says
 */
struct second_look {
	struct ipcdiag_report	*report;
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
		     walk_ops[obj->kind]->same(look->report, perm, obj);
}

static void look_at_leak_again(struct ipcdiag_report *report,
			       struct ipcdiag_object *obj)
{
	struct second_look look = { .report = report, .obj = obj };

	if (ipcdiag_look_again(ipcdiag_ids(report, obj->ns, obj->kind), obj,
			       look_whether_same, &look)) {
		obj->gone = true;
	} else if (!look.same) {
		obj->changed = true;
		ipcdiag_judge_object(report, obj);
	}
}

/**
 * ipcdiag_walk_leaks_again() - look again at what would be called leaked
 * @report: the report, its namespaces still referenced, its objects judged
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
int ipcdiag_walk_leaks_again(struct ipcdiag_report *report)
{
	unsigned int kind;
	unsigned long i;
	int err = 0;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &report->objects[kind];

		report->looked = 0;
		ipcdiag_section_begin(report);
		for (i = 0; i < table->nr && !err; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			if (obj->verdict == IPCDIAG_ORPHAN ||
			    obj->verdict == IPCDIAG_UNCLAIMED)
				look_at_leak_again(report, obj);
			if (i % IPCDIAG_WALK_BATCH &&
			    report->looked < IPCDIAG_WALK_COUNT)
				continue;
			err = ipcdiag_section_end(report);
			report->looked = 0;
			ipcdiag_section_begin(report);
		}
		err = ipcdiag_section_end(report) ? : err;
	}

	return err;
}
