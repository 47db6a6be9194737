// SPDX-License-Identifier: GPL-2.0
/*
 * Where something happens: of which kind the objects are, in which namespace, and
 * on whose account it goes.
 *
 * Locking: none of its own. A namespace stays while its objects are handed to a
 * probed function.
 */
#include <linux/cred.h>
#include <linux/ipc_namespace.h>
#include <linux/nsproxy.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include "births/place.h"
#include "births/pool.h"
#include "compat/ns_id.h"

/* The order of the kinds in a namespace: ipc/util.h. */
static const u8 kind_at[IPCDIAG_KINDS] = {
	IPCDIAG_SEM, IPCDIAG_MSG, IPCDIAG_SHM,
};

/**
 * ipcdiag_place_of() - of which kind are objects, and in which namespace?
 * @ids: the objects
 * @place: the answer
 *
 * Return: false if whoever runs is in another namespace, so that it is not known.
 */
bool ipcdiag_place_of(const struct ipc_ids *ids, struct ipcdiag_place *place)
{
	const struct ipc_namespace *ns;
	unsigned int i;

	place->ids = ids;
	if (!current->nsproxy)
		return false;
	ns = current->nsproxy->ipc_ns;
	for (i = 0; i < IPCDIAG_KINDS; i++) {
		if (ids != &ns->ids[i])
			continue;
		place->kind = kind_at[i];
		place->ns = compat_ns_id(&ns->ns);
		return true;
	}

	return false;
}

/**
 * ipcdiag_place_namespace() - the namespace of a place
 * @place: the place; its objects are there
 *
 * Return: the namespace, NULL if the kind of the objects is not known.
 */
const struct ipc_namespace *
ipcdiag_place_namespace(const struct ipcdiag_place *place)
{
	unsigned int i;

	for (i = 0; i < IPCDIAG_KINDS; i++) {
		if (kind_at[i] == place->kind)
			return container_of(place->ids - i,
					    struct ipc_namespace, ids[0]);
	}

	return NULL;
}

/**
 * ipcdiag_place_noted_locked() - the same as ipcdiag_place_of(), by what was noted
 * @ids: the objects
 * @place: the answer
 *
 * What is noted of an address may be of a namespace that has ended, with another at
 * the same place now; that does not count.
 *
 * Return: false if nothing is noted.
 */
bool ipcdiag_place_noted_locked(const struct ipc_ids *ids,
				struct ipcdiag_place *place)
{
	struct ipcdiag_place noted;

	if (!ipcdiag_gaps_place_locked(ids, &noted) ||
	    compat_ns_id(&ipcdiag_place_namespace(&noted)->ns) != noted.ns)
		return false;
	*place = noted;

	return true;
}

/* Who made it, or that in which it was made: 33 levels at the most. */
static kuid_t maker_of(const struct user_namespace *ns)
{
	while (ns->parent && ns->parent != &init_user_ns)
		ns = ns->parent;

	return ns->owner;
}

/**
 * ipcdiag_place_account() - whose is what happens there, for sharing out?
 * @place: the place
 *
 * In the initial namespace, it is that of whoever acts; elsewhere, that of the
 * namespace. Whoever makes a user namespace may have as many uids and namespaces in
 * there as he likes: all that is his.
 *
 * Return: number of the account.
 */
u16 ipcdiag_place_account(const struct ipcdiag_place *place)
{
	const struct ipc_namespace *ns = ipcdiag_place_namespace(place);

	if (!ns)
		return ipcdiag_account_of(NULL, current_uid());
	if (ns == init_task.nsproxy->ipc_ns &&
	    current_user_ns() == &init_user_ns)
		return ipcdiag_account_of(ns, current_uid());
	if (ns == init_task.nsproxy->ipc_ns)
		return ipcdiag_account_of(NULL, maker_of(current_user_ns()));
	if (ns->user_ns == &init_user_ns)
		return ipcdiag_account_of(ns, INVALID_UID);

	return ipcdiag_account_of(NULL, maker_of(ns->user_ns));
}
