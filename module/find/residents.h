/* SPDX-License-Identifier: GPL-2.0 */
/* Who runs in a namespace, by user and by group. */
#ifndef IPCDIAG_RESIDENTS_H
#define IPCDIAG_RESIDENTS_H

#include "base/making.h"

struct task_struct;
struct user_namespace;

/*
 * What a visit adds to the set of what was seen besides users and groups: two
 * namespaces, the process, four cgroups, and the table of files; of a task that
 * is stopped, itself and an object.
 */
#define IPCDIAG_SEEN_PER_TASK	10

int ipcdiag_residents_reserve(struct ipcdiag_making *making);
bool ipcdiag_is_capable(struct task_struct *task,
			const struct user_namespace *target);
bool ipcdiag_residents_note(struct ipcdiag_making *making,
			    struct task_struct *task, u32 ns, bool first);
bool ipcdiag_resident_ask(const struct ipcdiag_making *making, u32 ns,
			  enum ipcdiag_resident_type type, u32 id, u64 *start);

#endif /* IPCDIAG_RESIDENTS_H */
