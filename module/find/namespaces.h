/* SPDX-License-Identifier: GPL-2.0 */
/* Finding every IPC namespace, and who lives in it. */
#ifndef IPCDIAG_NAMESPACES_H
#define IPCDIAG_NAMESPACES_H

#include <linux/types.h>

#include "base/making.h"

bool ipcdiag_namespaces_listed(void);
int ipcdiag_namespaces_find(struct ipcdiag_making *making);
int ipcdiag_namespaces_recheck(struct ipcdiag_making *making);

#endif /* IPCDIAG_NAMESPACES_H */
