/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From 6.18 the kernel links all namespaces of a type, ordered by their id, in
 * a list that may be walked under RCU. Where the initial namespace is the first,
 * what comes before it is the head of the list, since it is never removed.
 * Before 6.18 there is no such list.
 */
#ifndef IPCDIAG_COMPAT_NS_LIST_H
#define IPCDIAG_COMPAT_NS_LIST_H

#include <linux/ipc_namespace.h>
#include <linux/rculist.h>

#if defined(IPCDIAG_HAVE_NS_TREE_NODE)
#define COMPAT_NS_LIST	ns.ns_tree_node.ns_list_entry
#elif defined(IPCDIAG_HAVE_NS_LIST_NODE)
#define COMPAT_NS_LIST	ns.ns_list_node
#endif

/*
 * Can the list be walked from the initial namespace, @first, on? From 7.0 that
 * one has a fixed id, the lowest. In 6.18, ids are given out in batches of 4096
 * for each processor (include/linux/cookie.h): one from the very first batch
 * can only be followed by larger ones; with any other, a namespace that is made
 * later may go before it.
 */
static inline bool compat_ns_list_exists(const struct ipc_namespace *first)
{
#if defined(IPCDIAG_HAVE_NS_TREE_NODE)
	return true;
#elif defined(IPCDIAG_HAVE_NS_LIST_NODE)
	return first->ns.ns_id <= 4096;
#else
	return false;
#endif
}

/*
 * The namespace after @ns, NULL after the last one or without a list. @first is
 * the initial namespace. Under RCU; @ns is referenced, or was returned in the
 * same RCU section.
 */
static inline struct ipc_namespace *
compat_ns_list_next(struct ipc_namespace *first, struct ipc_namespace *ns)
{
#ifdef COMPAT_NS_LIST
	struct list_head *head = READ_ONCE(first->COMPAT_NS_LIST.prev);
	struct list_head *next =
		rcu_dereference(list_next_rcu(&ns->COMPAT_NS_LIST));

	if (next != head)
		return list_entry(next, struct ipc_namespace, COMPAT_NS_LIST);
#endif
	return NULL;
}

#endif /* IPCDIAG_COMPAT_NS_LIST_H */
