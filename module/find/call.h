/* SPDX-License-Identifier: GPL-2.0 */
/* What a task was in when it was stopped: pure, no locks, no kernel state. */
#ifndef IPCDIAG_CALL_H
#define IPCDIAG_CALL_H

#include "base/kind.h"
#include "base/regs.h"
#include "base/uses.h"

/**
 * struct ipcdiag_call - a call that waits on an object, or would
 * @kind: enum ipcdiag_kind
 * @use: enum ipcdiag_use
 * @id: identifier of the object
 */
struct ipcdiag_call {
	u8	kind;
	u8	use;
	int	id;
};

bool ipcdiag_call_of(const struct ipcdiag_regs *regs,
		     struct ipcdiag_call *call);

#endif /* IPCDIAG_CALL_H */
