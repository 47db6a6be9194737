// SPDX-License-Identifier: GPL-2.0
/*
 * Which objects of a report are leaks, and how many there are.
 *
 * Locking: none; records are plain values.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "judge/leaks.h"

/**
 * ipcdiag_object_plain() - does the object meet the plain rule?
 * @obj: the object, within its record
 *
 * Return: true for a segment that is neither attached nor marked for
 * destruction; the rule is about segments only.
 */
bool ipcdiag_object_plain(const struct ipcdiag_object *obj)
{
	const struct ipcdiag_shm *shm;

	if (obj->kind != IPCDIAG_SHM)
		return false;
	shm = container_of(obj, struct ipcdiag_shm, obj);

	return ipcdiag_plain_rule(shm->nattch, shm->dest);
}

/**
 * ipcdiag_object_leaks() - is the object one for the file `leaks`?
 * @obj: the object, judged, within its record
 *
 * Return: true if it looks leaked, or the plain rule says so.
 */
bool ipcdiag_object_leaks(const struct ipcdiag_object *obj)
{
	return ipcdiag_verdict_leaks(obj->verdict, obj->reasons) ||
	       ipcdiag_object_plain(obj);
}

/**
 * ipcdiag_object_listed() - is the object one for the report?
 * @want: IPCDIAG_WANT_* bits of the report
 * @obj: the object, judged, within its record
 *
 * Return: true if it is: any object, unless only leaks are wanted.
 */
bool ipcdiag_object_listed(unsigned int want, const struct ipcdiag_object *obj)
{
	if (!(want & IPCDIAG_WANT_LEAKS) || ipcdiag_object_leaks(obj))
		return true;

	return (want & IPCDIAG_WANT_HELD) &&
	       (obj->verdict == IPCDIAG_HELD ||
		obj->verdict == IPCDIAG_UNKNOWN);
}

/**
 * ipcdiag_report_totals() - count the verdicts of a report
 * @report: the report
 * @totals: the counts
 *
 * Context: process context, may sleep.
 */
void ipcdiag_report_totals(const struct ipcdiag_report *report,
			   struct ipcdiag_totals *totals)
{
	unsigned int kind;
	unsigned long i;

	memset(totals, 0, sizeof(*totals));
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		const struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			const struct ipcdiag_object *obj =
				ipcdiag_table_at(table, i);

			if (ipcdiag_verdict_leaks(obj->verdict, obj->reasons)) {
				totals->objects[obj->verdict]++;
				totals->reclaim[obj->verdict] += obj->reclaim;
			} else if (ipcdiag_object_plain(obj)) {
				totals->plain_only++;
			}
			if (!(i % 1024))
				cond_resched();
		}
	}
}
