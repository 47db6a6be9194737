/* SPDX-License-Identifier: GPL-2.0 */
/* Words for what kept objects from being made. */
#ifndef IPCDIAG_LIVES_VIEW_H
#define IPCDIAG_LIVES_VIEW_H

#include "report.h"

/* snapshot_lives.c */
const char *ipcdiag_limit_name(enum ipcdiag_kind kind);

#endif /* IPCDIAG_LIVES_VIEW_H */
