/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Signals that are to end the program, but not in the midst of something.
 */
#ifndef IPCDIAG_ACT_INTERRUPT_H
#define IPCDIAG_ACT_INTERRUPT_H

#include <stdbool.h>

void interrupt_catch(void);
bool interrupt_came(void);
void interrupt_block(void);
void interrupt_unblock(void);
void interrupt_release(void);

#endif
