/* SPDX-License-Identifier: GPL-2.0 */
/* Whether what seems to be an orphan for its maker's sake has been one for long. */
#ifndef IPCDIAG_CONFIRM_H
#define IPCDIAG_CONFIRM_H

#include "base/making.h"

int ipcdiag_confirm_orphans(struct ipcdiag_making *making);

#endif /* IPCDIAG_CONFIRM_H */
