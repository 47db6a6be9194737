/* SPDX-License-Identifier: GPL-2.0 */
/* Where the objects of a namespace are, and finding one of them again. */
#ifndef IPCDIAG_OBJECT_H
#define IPCDIAG_OBJECT_H

#include <linux/types.h>

#include "base/making.h"

struct ipc_ids;
struct kern_ipc_perm;
struct list_head;

/**
 * struct ipcdiag_ids_mark - what tells that objects were made or removed
 * @in_use: how many there are
 * @last_idx: index of the one that was made last
 * @seq: sequence number of the one that was made last
 */
struct ipcdiag_ids_mark {
	int		in_use;
	int		last_idx;
	unsigned short	seq;
};

struct ipc_ids *ipcdiag_ids(const struct ipcdiag_making *making, u32 ns,
			    enum ipcdiag_kind kind);
struct ipcdiag_ids_mark ipcdiag_ids_mark(const struct ipc_ids *ids);
bool ipcdiag_ids_changed(const struct ipc_ids *ids,
			 struct ipcdiag_ids_mark before);
u32 ipcdiag_count_list(const struct list_head *head, bool *capped);
int ipcdiag_look_again(struct ipc_ids *ids, const struct ipcdiag_object *obj,
		       void (*look)(struct kern_ipc_perm *perm, void *data),
		       void *data);

#endif /* IPCDIAG_OBJECT_H */
