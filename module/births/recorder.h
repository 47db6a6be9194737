/* SPDX-License-Identifier: GPL-2.0 */
/* What is recorded where an object is made or removed. */
#ifndef IPCDIAG_RECORDER_H
#define IPCDIAG_RECORDER_H

struct ipc_ids;
struct kern_ipc_perm;

void ipcdiag_recorder_made(struct ipc_ids *ids, struct kern_ipc_perm *perm,
			   int limit);
void ipcdiag_recorder_gone(struct ipc_ids *ids, struct kern_ipc_perm *perm);
void ipcdiag_recorder_marked(struct ipc_ids *ids, struct kern_ipc_perm *perm);

#endif /* IPCDIAG_RECORDER_H */
