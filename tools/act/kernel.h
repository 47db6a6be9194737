/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asking the kernel about an object, and changing it.
 */
#ifndef IPCDIAG_ACT_KERNEL_H
#define IPCDIAG_ACT_KERNEL_H

#include <stdbool.h>

#include "findings/looks.h"
#include "records/records.h"

int kernel_stat(struct looks *l, enum kind kind, int id);
int kernel_glance(struct looks *l, enum kind kind, int id);
int kernel_look(struct looks *l, enum kind kind, int id, size_t pids);
int kernel_set_mode(enum kind kind, int id, unsigned int mode,
		    const struct looks *before);
int kernel_set(enum kind kind, int id, unsigned int mode,
	       const struct looks *to);
int kernel_remove(enum kind kind, int id);
bool kernel_lingers(enum kind kind, int id);

#endif
