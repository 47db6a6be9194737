/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stepping through an IDR under RCU.
 *
 * idr_get_next() begins at the root of the tree for every entry. A walk that
 * keeps its place within a node needs a quarter of the instructions. The kernel
 * offers that to whoever calls back (idr_for_each()), and a callback cannot stop
 * in one RCU section and go on in the next; so this is the loop of
 * idr_get_next_ul() (lib/idr.c) with its place kept.
 *
 * The tree may change meanwhile. An entry that is there all the time is met
 * exactly once: it keeps its index, and a node is taken off the tree only when
 * it is empty, or has nothing left but its first entry, which then moves to the
 * root. In that case a retry entry is left behind, and the walk looks for the
 * same index from the root again. What is added meanwhile may be met or not.
 */
#ifndef IPCDIAG_IDR_H
#define IPCDIAG_IDR_H

#include <linux/idr.h>
#include <linux/radix-tree.h>
#include <linux/rcupdate.h>

/**
 * struct ipcdiag_idr_walk - a walk through an IDR, within one RCU section
 * @idr: the IDR
 * @iter: which node the walk is in, and the index of @slot
 * @slot: the entry that was met last; NULL if none was yet
 */
struct ipcdiag_idr_walk {
	const struct idr	*idr;
	struct radix_tree_iter	iter;
	void __rcu		**slot;
};

/**
 * ipcdiag_idr_begin() - begin a walk
 * @walk: the walk
 * @idr: what to walk through
 * @from: the lowest number that is of interest
 *
 * Context: under RCU, until the last use of @walk.
 */
static inline void ipcdiag_idr_begin(struct ipcdiag_idr_walk *walk,
				     const struct idr *idr, unsigned int from)
{
	walk->idr = idr;
	/* An IDR may keep its numbers less a base, so that they begin at 0. */
	walk->slot = radix_tree_iter_init(&walk->iter, from < idr->idr_base ?
						       0 : from - idr->idr_base);
}

/**
 * ipcdiag_idr_next() - go on to the next entry
 * @walk: the walk
 *
 * Context: under RCU, in the same section as ipcdiag_idr_begin(). Not to be
 * called again once it returned NULL.
 *
 * Return: the entry, or NULL if there is no more.
 */
static inline void *ipcdiag_idr_next(struct ipcdiag_idr_walk *walk)
{
	void __rcu **slot = walk->slot;
	void *entry = NULL;

	if (slot)
		slot = radix_tree_next_slot(slot, &walk->iter, 0);
	for (;;) {
		if (!slot)
			slot = radix_tree_next_chunk(&walk->idr->idr_rt,
						     &walk->iter, 0);
		if (!slot)
			break;
		entry = rcu_dereference_raw(*slot);
		if (!entry)
			/* A number that is taken, but stands for nothing yet. */
			slot = radix_tree_next_slot(slot, &walk->iter, 0);
		else if (radix_tree_deref_retry(entry))
			slot = radix_tree_iter_retry(&walk->iter);
		else
			break;
	}
	walk->slot = slot;

	return slot ? entry : NULL;
}

/**
 * ipcdiag_idr_number() - the number of the entry that was met last
 * @walk: the walk; it met one
 *
 * Return: the number.
 */
static inline int ipcdiag_idr_number(const struct ipcdiag_idr_walk *walk)
{
	return walk->iter.index + walk->idr->idr_base;
}

#endif /* IPCDIAG_IDR_H */
