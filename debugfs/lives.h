/* SPDX-License-Identifier: GPL-2.0 */
/* Words for how objects went, and for what kept them from being made. */
#ifndef IPCDIAG_LIVES_VIEW_H
#define IPCDIAG_LIVES_VIEW_H

#include "report.h"

/* snapshot_lives.c */
const char *ipcdiag_end_name(enum ipcdiag_end end);
const char *ipcdiag_limit_name(enum ipcdiag_kind kind);

#endif /* IPCDIAG_LIVES_VIEW_H */
