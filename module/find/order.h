/* SPDX-License-Identifier: GPL-2.0 */
/* The order of reports: pure, no locks, no kernel state. */
#ifndef IPCDIAG_ORDER_H
#define IPCDIAG_ORDER_H

#include "base/namespace.h"
#include "base/table.h"

int ipcdiag_namespace_order(const struct ipcdiag_namespace *a,
			    const struct ipcdiag_namespace *b);
void ipcdiag_namespaces_sort(struct ipcdiag_table *table);

#endif /* IPCDIAG_ORDER_H */
