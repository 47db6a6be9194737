/* SPDX-License-Identifier: GPL-2.0 */
/* Who attaches, sleeps, holds undo. */
#ifndef IPCDIAG_USERS_H
#define IPCDIAG_USERS_H

#include "snapshot.h"

struct file;
struct sem_undo_list;
struct task_struct;

int ipcdiag_users_init(struct ipcdiag_report *report);
void ipcdiag_users_cleanup(struct ipcdiag_report *report);

int ipcdiag_users_add_mappings(struct ipcdiag_report *report,
			       struct ipcdiag_shm *shm, struct file *file);
void ipcdiag_users_begin_undos(struct ipcdiag_report *report);
struct ipcdiag_user *ipcdiag_users_note_undo(struct ipcdiag_report *report,
					     struct sem_undo_list *ulp,
					     bool first);
int ipcdiag_users_add_undos(struct ipcdiag_report *report, u32 object,
			    bool keep, bool *capped);
bool ipcdiag_users_note_sleeper(struct ipcdiag_report *report,
				struct task_struct *task,
				const struct ipcdiag_user *use);
int ipcdiag_users_add_sleepers(struct ipcdiag_report *report,
			       enum ipcdiag_kind kind, u32 object, bool keep);
int ipcdiag_users_resolve(struct ipcdiag_report *report);

#endif /* IPCDIAG_USERS_H */
