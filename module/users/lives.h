/* SPDX-License-Identifier: GPL-2.0 */
/* Who made the objects of a report, and what went. */
#ifndef IPCDIAG_USERS_LIVES_H
#define IPCDIAG_USERS_LIVES_H

#include "base/making.h"

int ipcdiag_lives_find(struct ipcdiag_making *making);

#endif /* IPCDIAG_USERS_LIVES_H */
