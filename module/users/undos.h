/* SPDX-License-Identifier: GPL-2.0 */
/* Which undo lists name a semaphore array, and what they hold. */
#ifndef IPCDIAG_UNDOS_H
#define IPCDIAG_UNDOS_H

#include <linux/types.h>

#include "base/making.h"

struct ipcdiag_sem_array;

/* Adjustments that are read in one lock section. */
#define IPCDIAG_ADJUSTMENTS_READ	4096

/**
 * struct ipcdiag_sem_range - semaphores of an array, one after the other
 * @first: number of the first one
 * @nr: how many
 */
struct ipcdiag_sem_range {
	unsigned int	first;
	unsigned int	nr;
};

bool ipcdiag_undos_any(const struct ipcdiag_sem_array *sma,
		       struct ipcdiag_sem_range range,
		       unsigned int *adjustments);
void ipcdiag_undos_note(struct ipcdiag_making *making,
			const struct ipcdiag_sem_array *sma,
			struct ipcdiag_sem_range range, bool *capped);
int ipcdiag_undos_add(struct ipcdiag_making *making, u32 object, bool keep,
		      bool *capped);
int ipcdiag_undos_check(struct ipcdiag_making *making, u32 array);

#endif /* IPCDIAG_UNDOS_H */
