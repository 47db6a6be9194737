/* SPDX-License-Identifier: GPL-2.0 */
/* The IPC namespaces that were found, each referenced while a report is made. */
#ifndef IPCDIAG_NSTABLE_H
#define IPCDIAG_NSTABLE_H

#include <linux/types.h>

#include "base/making.h"

struct ipc_namespace;
struct proc_ns_operations;
struct task_struct;

/**
 * struct ipcdiag_held_ns - a namespace that a record was made of
 * @ns: the namespace, referenced
 * @link: in the table of all namespaces that are referenced by walks
 * @record: index of the record
 * @unsettled: since the objects in it were read, something came to be known on
 *	       which verdicts on them rest: see judge/judge.c
 */
struct ipcdiag_held_ns {
	struct ipc_namespace	*ns;
	struct hlist_node	link;
	u32			record;
	bool			unsettled;
};

const struct proc_ns_operations *ipcdiag_nstable_ops(void);
struct ipc_namespace *ipcdiag_nstable_peek(struct task_struct *task);
int ipcdiag_nstable_reserve(struct ipcdiag_making *making, unsigned long nr);
int ipcdiag_nstable_known(const struct ipcdiag_making *making,
			  const struct ipc_namespace *ns);
int ipcdiag_nstable_add(struct ipcdiag_making *making,
			struct ipc_namespace *ns);
int ipcdiag_nstable_of(struct ipcdiag_making *making, struct task_struct *task,
		       bool add);
void ipcdiag_nstable_sort(struct ipcdiag_making *making);
void ipcdiag_nstable_unsettle(struct ipcdiag_making *making, u32 slot);
bool ipcdiag_nstable_settled(const struct ipcdiag_making *making, u32 ns);
bool ipcdiag_nstable_left(const struct ipcdiag_making *making, u32 ns);
void ipcdiag_nstable_put(struct ipcdiag_making *making);
struct ipc_namespace *ipcdiag_nstable_at(const struct ipcdiag_making *making,
					 u32 ns);
const struct ipcdiag_namespace *
ipcdiag_nstable_record(const struct ipcdiag_making *making, u32 slot);

#endif /* IPCDIAG_NSTABLE_H */
