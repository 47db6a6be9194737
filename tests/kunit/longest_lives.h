/* SPDX-License-Identifier: GPL-2.0 */
/* Births, deaths and failures whose lines are the longest. */
#ifndef IPCDIAG_LONGEST_LIVES_H
#define IPCDIAG_LONGEST_LIVES_H

#include "base/lives.h"

void ipcdiag_longest_birth(struct ipcdiag_birth *birth);
void ipcdiag_longest_death(struct ipcdiag_death *death);
void ipcdiag_longest_failure(struct ipcdiag_failure *failure);

#endif /* IPCDIAG_LONGEST_LIVES_H */
