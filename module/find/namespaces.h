/* SPDX-License-Identifier: GPL-2.0 */
/* Finding every IPC namespace, and who lives in it. */
#ifndef IPCDIAG_NAMESPACES_H
#define IPCDIAG_NAMESPACES_H

#include "snapshot.h"

struct ipc_namespace;

bool ipcdiag_namespaces_listed(void);
int ipcdiag_namespaces_find(struct ipcdiag_report *report);
int ipcdiag_namespaces_recheck(struct ipcdiag_report *report);
void ipcdiag_namespaces_unpin(struct ipcdiag_report *report);
const struct ipcdiag_namespace *
ipcdiag_namespace_in_slot(const struct ipcdiag_report *report, u32 slot);
struct ipc_namespace *ipcdiag_namespace_pinned(const struct ipcdiag_report *r,
					       u32 ns);

#endif /* IPCDIAG_NAMESPACES_H */
