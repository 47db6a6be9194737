/* SPDX-License-Identifier: GPL-2.0 */
/* What makes reports and what keeps them have in common; private to module/. */
#ifndef IPCDIAG_SNAPSHOT_H
#define IPCDIAG_SNAPSHOT_H

#include "base/making.h"

void ipcdiag_report_init(struct ipcdiag_report *report);
void ipcdiag_report_note(const struct ipcdiag_making *making, int err);

#endif /* IPCDIAG_SNAPSHOT_H */
