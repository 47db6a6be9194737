// SPDX-License-Identifier: GPL-2.0
/*
 * Leaving out what went away while it was looked at: objects that were removed,
 * and namespaces that nothing held any more but this walk, with all in them. So
 * are objects that the report has no place for.
 *
 * The records that stay are moved to the front of their tables, in the same
 * order, and what refers to them by index is set right.
 *
 * Locking: none; the report belongs to the thread that makes it.
 */
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include "find/nstable.h"
#include "judge/leaks.h"
#include "walk/drop.h"

/* Where the record goes that is at @from, if that is elsewhere. */
static void move(const struct ipcdiag_table *table, unsigned long from,
		 unsigned long to)
{
	if (from != to)
		memcpy(ipcdiag_table_at(table, to),
		       ipcdiag_table_at(table, from), table->entry_size);
}

/* Let others run now and then: there may be very many records. */
static void rest(unsigned long i)
{
	if (!(i % 1024))
		cond_resched();
}

/*
 * Does an object go? One that was kept because it might be one for the report
 * goes, too, if it turned out that it is none.
 */
static bool goes(const struct ipcdiag_report *report,
		 const struct ipcdiag_object *obj)
{
	return obj->gone || ((report->want & IPCDIAG_WANT_HELD) &&
			     !ipcdiag_object_listed(report->want, obj));
}

/* Give every object that stays its new index; returns how many go. */
static unsigned long number_objects(struct ipcdiag_report *report,
				    enum ipcdiag_kind kind)
{
	struct ipcdiag_table *table = &report->objects[kind];
	unsigned long i, next = 0;

	for (i = 0; i < table->nr; i++) {
		struct ipcdiag_object *obj = ipcdiag_table_at(table, i);
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, obj->ns);

		obj->gone |= ns->gone;
		if (!goes(report, obj))
			obj->index = next++;
		rest(i);
	}

	return table->nr - next;
}

/* The new index of an object; false if it goes. */
static bool renumber(const struct ipcdiag_report *report,
		     enum ipcdiag_kind kind, u32 *index)
{
	const struct ipcdiag_object *obj =
		ipcdiag_table_at(&report->objects[kind], *index);

	*index = obj->index;

	return !goes(report, obj);
}

static void drop_uses(struct ipcdiag_report *report)
{
	unsigned long i, to;

	for (i = 0, to = 0; i < report->users.nr; i++) {
		struct ipcdiag_user *user = ipcdiag_table_at(&report->users, i);

		rest(i);
		if (renumber(report, user->kind, &user->object))
			move(&report->users, i, to++);
	}
	report->users.nr = to;
	for (i = 0, to = 0; i < report->semvals.nr; i++) {
		struct ipcdiag_semval *val =
			ipcdiag_table_at(&report->semvals, i);

		rest(i);
		if (renumber(report, IPCDIAG_SEM, &val->array))
			move(&report->semvals, i, to++);
	}
	report->semvals.nr = to;
	for (i = 0, to = 0; i < report->runs.nr; i++) {
		struct ipcdiag_run *run = ipcdiag_table_at(&report->runs, i);

		rest(i);
		if (renumber(report, IPCDIAG_MSG, &run->queue))
			move(&report->runs, i, to++);
	}
	report->runs.nr = to;
	for (i = 0, to = 0; i < report->births.nr; i++) {
		struct ipcdiag_birth *birth =
			ipcdiag_table_at(&report->births, i);

		rest(i);
		if (renumber(report, birth->kind, &birth->object))
			move(&report->births, i, to++);
	}
	report->births.nr = to;
}

/* Give every namespace that stays its new index. */
static bool number_namespaces(struct ipcdiag_report *report)
{
	unsigned long i, next = 0;

	for (i = 0; i < report->namespaces.nr; i++) {
		struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, i);

		rest(i);
		ns->place = next;
		next += !ns->gone;
	}

	return next < report->namespaces.nr;
}

static void drop_objects(struct ipcdiag_report *report, enum ipcdiag_kind kind)
{
	struct ipcdiag_table *table = &report->objects[kind];
	unsigned long i, to = 0, gone = 0;

	for (i = 0; i < table->nr; i++) {
		struct ipcdiag_object *obj = ipcdiag_table_at(table, i);
		const struct ipcdiag_namespace *ns =
			ipcdiag_table_at(&report->namespaces, obj->ns);

		rest(i);
		gone += obj->gone;
		if (goes(report, obj))
			continue;
		obj->ns = ns->place;
		move(table, i, to++);
	}
	report->stats.vanished += gone;
	report->stats.objects[kind] -= gone;
	table->nr = to;
}

/* Only those that an object names are shown, so that the others may go too. */
static void drop_residents(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long i, to = 0;

	for (i = 0; i < report->residents.nr; i++) {
		struct ipcdiag_resident *resident =
			ipcdiag_table_at(&report->residents, i);
		const struct ipcdiag_namespace *ns =
			ipcdiag_nstable_record(making, resident->slot);

		rest(i);
		if (!resident->asked || ns->gone)
			continue;
		resident->ns = ns->place;
		move(&report->residents, i, to++);
	}
	report->residents.nr = to;
}

static void drop_namespaces(struct ipcdiag_report *report)
{
	struct ipcdiag_table *table = &report->namespaces;
	unsigned long i, to = 0;

	for (i = 0; i < table->nr; i++) {
		const struct ipcdiag_namespace *ns = ipcdiag_table_at(table, i);

		rest(i);
		if (!ns->gone)
			move(table, i, to++);
	}
	table->nr = to;
}

/**
 * ipcdiag_drop_gone() - leave out what went away while it was looked at
 * @making: the report that is being made, its namespaces referenced
 *
 * No namespace can be found by its slot any more afterwards.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_drop_gone(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned long gone = 0;
	unsigned int kind;

	gone = number_namespaces(report);
	for (kind = 0; kind < IPCDIAG_KINDS && (gone || making->vanished);
	     kind++)
		gone += number_objects(report, kind);
	if (gone)
		drop_uses(report);
	for (kind = 0; kind < IPCDIAG_KINDS && gone; kind++)
		drop_objects(report, kind);
	drop_residents(making);
	if (gone)
		drop_namespaces(report);

	return fatal_signal_pending(current) ? -EINTR : 0;
}
