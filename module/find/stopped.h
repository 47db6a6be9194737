/* SPDX-License-Identifier: GPL-2.0 */
/* Who is stopped in a call that waits on an object. */
#ifndef IPCDIAG_STOPPED_H
#define IPCDIAG_STOPPED_H

#include "base/making.h"

struct task_struct;

/**
 * struct ipcdiag_stopped - a task that is stopped in a call on an object
 * @who: the thread, if users are asked for
 * @slept: nanoseconds since it last ran, likewise
 * @threads: how many threads its process has, likewise
 * @next: index of the next one on the same object, plus 1; 0 for none
 * @count: how many there are on the object; of its first one only
 * @kind: enum ipcdiag_kind
 * @use: enum ipcdiag_use
 * @listed: it is among the users already
 */
struct ipcdiag_stopped {
	struct ipcdiag_who	who;
	u64			slept;
	u32			threads;
	u32			next;
	u32			count;
	u8			kind;
	u8			use;
	bool			listed;
};

bool ipcdiag_stopped_known(void);
int ipcdiag_stopped_reserve(struct ipcdiag_making *making, unsigned long nr);
void ipcdiag_stopped_note(struct ipcdiag_making *making,
			  struct task_struct *task, u32 slot);
u32 ipcdiag_stopped_on(const struct ipcdiag_making *making,
		       const struct ipcdiag_object *obj);
int ipcdiag_stopped_list(struct ipcdiag_making *making);

#endif /* IPCDIAG_STOPPED_H */
