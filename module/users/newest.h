/* SPDX-License-Identifier: GPL-2.0 */
/* The order in which people read what happened. */
#ifndef IPCDIAG_NEWEST_H
#define IPCDIAG_NEWEST_H

#include "base/results.h"

int ipcdiag_lives_sort(struct ipcdiag_report *report);

#endif /* IPCDIAG_NEWEST_H */
