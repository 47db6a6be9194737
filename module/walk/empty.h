/* SPDX-License-Identifier: GPL-2.0 */
/* What of a namespace that no process is in? */
#ifndef IPCDIAG_EMPTY_H
#define IPCDIAG_EMPTY_H

#include "base/making.h"

void ipcdiag_empty_namespaces(struct ipcdiag_making *making);

#endif /* IPCDIAG_EMPTY_H */
