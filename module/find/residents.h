/* SPDX-License-Identifier: GPL-2.0 */
/* Who runs in a namespace, by user and by group. */
#ifndef IPCDIAG_RESIDENTS_H
#define IPCDIAG_RESIDENTS_H

#include "base/making.h"

struct task_struct;
struct user_namespace;

/**
 * struct ipcdiag_asked - the last answer: as a rule the next object asks the same
 * @resident: who runs there; NULL if nobody does
 * @slot: in which namespace, by its slot
 * @id: under which user or group
 * @known: there is an answer, and nobody was noted since
 */
struct ipcdiag_asked {
	struct ipcdiag_resident	*resident;
	u32			slot;
	u32			id;
	bool			known;
};

/* One for users, one for groups: most objects ask for one of each. */
#define IPCDIAG_ASKED	2

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
