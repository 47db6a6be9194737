// SPDX-License-Identifier: GPL-2.0
/*
 * Where the objects of a namespace are, and finding one of them again.
 *
 * Locking: RCU keeps the IDR and whatever it names. Nothing in an object is read
 * before its own lock is taken and its `deleted` mark was looked at.
 */
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>

#include "find/nstable.h"
#include "users/object.h"

/* IPC_SEM_IDS and so on are private to ipc/util.h. */
static const unsigned int ids_of_kind[IPCDIAG_KINDS] = {
	[IPCDIAG_SEM] = 0,
	[IPCDIAG_MSG] = 1,
	[IPCDIAG_SHM] = 2,
};

/**
 * ipcdiag_ids() - where the objects of a kind are
 * @making: the report that is being made, its namespaces referenced
 * @ns: index of the namespace
 * @kind: the kind
 *
 * Return: the objects.
 */
struct ipc_ids *ipcdiag_ids(const struct ipcdiag_making *making, u32 ns,
			    enum ipcdiag_kind kind)
{
	return &ipcdiag_nstable_at(making, ns)->ids[ids_of_kind[kind]];
}

/**
 * ipcdiag_ids_mark() - mark the state that the objects are in
 * @ids: the objects
 *
 * Read without their rwsem, for ipcdiag_ids_changed().
 *
 * Context: any.
 *
 * Return: the mark.
 */
struct ipcdiag_ids_mark ipcdiag_ids_mark(const struct ipc_ids *ids)
{
	return (struct ipcdiag_ids_mark) {
		.in_use = READ_ONCE(ids->in_use),
		.last_idx = READ_ONCE(ids->last_idx),
		.seq = READ_ONCE(ids->seq),
	};
}

/**
 * ipcdiag_ids_changed() - were objects made or removed since then?
 * @ids: the objects
 * @before: what ipcdiag_ids_mark() returned
 *
 * Context: any.
 *
 * Return: true if some were.
 */
bool ipcdiag_ids_changed(const struct ipc_ids *ids,
			 struct ipcdiag_ids_mark before)
{
	struct ipcdiag_ids_mark now = ipcdiag_ids_mark(ids);

	return now.in_use != before.in_use || now.last_idx != before.last_idx ||
	       now.seq != before.seq;
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
