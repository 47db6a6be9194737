/* SPDX-License-Identifier: GPL-2.0 */
/* Who has a segment mapped. */
#ifndef IPCDIAG_MAPPINGS_H
#define IPCDIAG_MAPPINGS_H

#include "base/making.h"

struct file;

int ipcdiag_mappings_add(struct ipcdiag_making *making, struct ipcdiag_shm *shm,
			 struct file *file);

#endif /* IPCDIAG_MAPPINGS_H */
