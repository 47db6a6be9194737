/* SPDX-License-Identifier: GPL-2.0 */
/* The semaphores of an array, one by one. */
#ifndef IPCDIAG_SEMVALS_H
#define IPCDIAG_SEMVALS_H

#include "base/making.h"

struct ipc_ids;

int ipcdiag_semvals_copy(struct ipcdiag_making *making, struct ipc_ids *ids,
			 struct ipcdiag_sem *sem);

#endif /* IPCDIAG_SEMVALS_H */
