/* SPDX-License-Identifier: GPL-2.0 */
/* Which objects of a finished report are leaks. */
#ifndef IPCDIAG_LEAKS_H
#define IPCDIAG_LEAKS_H

#include <linux/types.h>

#include "base/results.h"
#include "judge/verdict.h"

/**
 * struct ipcdiag_totals - what a report says, counted
 * @objects: leaks by verdict; unknown are those of which nobody is known
 * @reclaim: bytes that removing those would give back
 * @plain_only: segments that meet the plain rule and are not counted as leaks
 */
struct ipcdiag_totals {
	unsigned long	objects[IPCDIAG_ORPHAN + 1];
	u64		reclaim[IPCDIAG_ORPHAN + 1];
	unsigned long	plain_only;
};

bool ipcdiag_object_plain(const struct ipcdiag_object *obj);
bool ipcdiag_object_leaks(const struct ipcdiag_object *obj);
bool ipcdiag_object_listed(unsigned int want, const struct ipcdiag_object *obj);
void ipcdiag_report_totals(const struct ipcdiag_report *report,
			   struct ipcdiag_totals *totals);

#endif /* IPCDIAG_LEAKS_H */
