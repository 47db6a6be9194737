/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of the layout of the kernel's structures. */
#ifndef IPCDIAG_LAYOUT_H
#define IPCDIAG_LAYOUT_H

#include <linux/types.h>

#include "base/kind.h"

const char *ipcdiag_layout_source(void);
bool ipcdiag_layout_usable(enum ipcdiag_kind kind);
const char *ipcdiag_layout_refusal(enum ipcdiag_kind kind);
bool ipcdiag_layout_has_clist(void);
bool ipcdiag_layout_has_undo(void);

#endif /* IPCDIAG_LAYOUT_H */
