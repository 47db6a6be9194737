/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Telling the system's log what is done to objects.
 */
#ifndef IPCDIAG_ACT_JOURNAL_H
#define IPCDIAG_ACT_JOURNAL_H

#include "findings/plan.h"

void journal_open(void);
void journal_begin(const struct plan_item *item, const char *does);
void journal_release(const struct plan_item *item);
void journal_end(const struct plan_item *item);
void journal_stuck(const struct plan_item *item);
void journal_sum(const struct plan *plan, const char *did);
void journal_close(void);

#endif
