/* SPDX-License-Identifier: GPL-2.0 */
/* Who sleeps on an object. */
#ifndef IPCDIAG_SLEEPERS_H
#define IPCDIAG_SLEEPERS_H

#include <linux/types.h>

#include "base/making.h"

struct task_struct;

bool ipcdiag_sleepers_note(struct ipcdiag_making *making,
			   struct task_struct *task,
			   const struct ipcdiag_user *use);
int ipcdiag_sleepers_add(struct ipcdiag_making *making, enum ipcdiag_kind kind,
			 u32 object, bool keep);

#endif /* IPCDIAG_SLEEPERS_H */
