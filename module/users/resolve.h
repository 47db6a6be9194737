/* SPDX-License-Identifier: GPL-2.0 */
/* From address spaces and undo lists to the processes that have them. */
#ifndef IPCDIAG_RESOLVE_H
#define IPCDIAG_RESOLVE_H

#include "base/making.h"

int ipcdiag_users_resolve(struct ipcdiag_making *making);

#endif /* IPCDIAG_RESOLVE_H */
