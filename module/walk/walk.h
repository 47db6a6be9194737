/* SPDX-License-Identifier: GPL-2.0 */
/* Walking the objects of all kinds in all namespaces. */
#ifndef IPCDIAG_WALK_H
#define IPCDIAG_WALK_H

#include "base/making.h"

int ipcdiag_walk_objects(struct ipcdiag_making *making);
int ipcdiag_walk_leaks_again(struct ipcdiag_making *making);

#endif /* IPCDIAG_WALK_H */
