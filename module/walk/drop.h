/* SPDX-License-Identifier: GPL-2.0 */
/* Leaving out what went away while it was looked at. */
#ifndef IPCDIAG_DROP_H
#define IPCDIAG_DROP_H

#include "snapshot.h"

int ipcdiag_drop_gone(struct ipcdiag_report *report);

#endif /* IPCDIAG_DROP_H */
