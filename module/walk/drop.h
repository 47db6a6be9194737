/* SPDX-License-Identifier: GPL-2.0 */
/* Leaving out what went away while it was looked at. */
#ifndef IPCDIAG_DROP_H
#define IPCDIAG_DROP_H

#include "base/making.h"

int ipcdiag_drop_gone(struct ipcdiag_making *making);

#endif /* IPCDIAG_DROP_H */
