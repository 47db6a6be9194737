/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A process that gives objects their mode back if this one ends too early.
 */
#ifndef IPCDIAG_ACT_KEEPER_H
#define IPCDIAG_ACT_KEEPER_H

#include "act/batch.h"

int keeper_start(struct batch *b);
void keeper_end(void);

#endif
