// SPDX-License-Identifier: GPL-2.0
/*
 * The order in which people read what happened: the newest first.
 *
 * Locking: none; the report belongs to the thread that makes it. No index of a
 * birth is used any more.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/stddef.h>
#include <linux/string.h>

#include "users/newest.h"

/* The largest record that is sorted here. */
union record {
	struct ipcdiag_birth	birth;
	struct ipcdiag_death	death;
	struct ipcdiag_failure	failure;
};

/**
 * struct order - a table that is being put in order
 * @table: the table
 * @offset: where the number of an entry is in it
 * @spare: room for an entry
 */
struct order {
	struct ipcdiag_table	*table;
	size_t			offset;
	void			*spare;
};

static u64 seq(const struct order *order, unsigned long i)
{
	const char *entry = ipcdiag_table_at(order->table, i);

	return *(const u64 *)(entry + order->offset);
}

static void exchange(const struct order *order, unsigned long i,
		     unsigned long j)
{
	void *a = ipcdiag_table_at(order->table, i);
	void *b = ipcdiag_table_at(order->table, j);
	size_t size = order->table->entry_size;

	memcpy(order->spare, a, size);
	memcpy(a, b, size);
	memcpy(b, order->spare, size);
}

/* Let entry @i of the first @nr sink to where no child is newer. */
static void sink(const struct order *order, unsigned long i, unsigned long nr)
{
	unsigned long child;

	while ((child = 2 * i + 1) < nr) {
		/* The oldest is at the top: it goes to the end. */
		if (child + 1 < nr && seq(order, child + 1) < seq(order, child))
			child++;
		if (seq(order, i) <= seq(order, child))
			return;
		exchange(order, i, child);
		i = child;
	}
}

/* A heap sort, as find/order.c has one for namespaces. */
static int sort(const struct order *order)
{
	unsigned long i, nr = order->table->nr;

	for (i = nr / 2; i > 0; i--) {
		sink(order, i - 1, nr);
		if (!(i % 64))
			cond_resched();
	}
	for (i = nr; i > 1; i--) {
		exchange(order, 0, i - 1);
		sink(order, 0, i - 1);
		if (!(i % 64))
			cond_resched();
		if (fatal_signal_pending(current))
			return -EINTR;
	}

	return 0;
}

/**
 * ipcdiag_lives_sort() - put births, deaths and failures in order
 * @report: the report that is being made, complete but for that
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_lives_sort(struct ipcdiag_report *report)
{
	struct order orders[] = {
		{ &report->births, offsetof(struct ipcdiag_birth, seq) },
		{ &report->deaths, offsetof(struct ipcdiag_death, seq) },
		{ &report->failures, offsetof(struct ipcdiag_failure, seq) },
	};
	union record *spare;
	unsigned int i;
	int err = 0;

	spare = ipcdiag_alloc(&report->budget, 1, sizeof(*spare), 0);
	if (!spare)
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(orders) && !err; i++) {
		orders[i].spare = spare;
		err = sort(&orders[i]);
	}
	ipcdiag_free(&report->budget, spare, 1, sizeof(*spare));

	return err;
}
