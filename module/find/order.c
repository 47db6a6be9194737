// SPDX-License-Identifier: GPL-2.0
/*
 * The order of reports: the same whichever way things were found.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include <linux/minmax.h>
#include <linux/sched.h>

#include "find/order.h"

/**
 * ipcdiag_namespace_order() - which of two namespaces comes first
 * @a: the one
 * @b: the other
 *
 * The initial one comes first, then they go by identity.
 *
 * Return: -1 if @a does, 1 if @b does, 0 for the same.
 */
int ipcdiag_namespace_order(const struct ipcdiag_namespace *a,
			    const struct ipcdiag_namespace *b)
{
	if (a->init != b->init)
		return a->init ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;

	return 0;
}

/* Let entry @i of the first @nr sink to where no child comes behind it. */
static void sink(struct ipcdiag_table *table, unsigned long i, unsigned long nr)
{
	struct ipcdiag_namespace *entry = ipcdiag_table_at(table, i);
	unsigned long child;

	while ((child = 2 * i + 1) < nr) {
		struct ipcdiag_namespace *later = ipcdiag_table_at(table, child);

		if (child + 1 < nr) {
			struct ipcdiag_namespace *other =
				ipcdiag_table_at(table, child + 1);

			if (ipcdiag_namespace_order(later, other) < 0) {
				later = other;
				child++;
			}
		}
		if (ipcdiag_namespace_order(entry, later) >= 0)
			return;
		swap(*entry, *later);
		entry = later;
		i = child;
	}
}

/**
 * ipcdiag_namespaces_sort() - put namespaces in order
 * @table: struct ipcdiag_namespace
 *
 * The kernel's sort() needs an array in one piece, and a table is in chunks, so that
 * its records stay where they are while it grows. With list_sort(), or with sort()
 * of an array of indices, there would be something to allocate and the records
 * would still have to be moved to their places afterwards. A heap sort of the chunks
 * needs no memory and gives way after each step.
 *
 * Context: process context, may sleep.
 */
void ipcdiag_namespaces_sort(struct ipcdiag_table *table)
{
	unsigned long i;

	for (i = table->nr / 2; i > 0; i--) {
		sink(table, i - 1, table->nr);
		cond_resched();
	}
	for (i = table->nr; i > 1; i--) {
		struct ipcdiag_namespace *first = ipcdiag_table_at(table, 0);
		struct ipcdiag_namespace *last = ipcdiag_table_at(table, i - 1);

		swap(*first, *last);
		sink(table, 0, i - 1);
		cond_resched();
	}
}
