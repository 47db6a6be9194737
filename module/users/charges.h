/* SPDX-License-Identifier: GPL-2.0 */
/* What the memory of a segment is charged to. */
#ifndef IPCDIAG_CHARGES_H
#define IPCDIAG_CHARGES_H

#include "base/making.h"

struct cgroup_subsys_state;
struct inode;

/* Pages that are looked at in one segment. */
#define IPCDIAG_CHARGES_PAGES	32

u32 ipcdiag_charges_look(struct inode *inode, struct ipcdiag_shm *shm,
			 struct cgroup_subsys_state **payer);
struct cgroup_subsys_state *
ipcdiag_charges_get(const struct ipcdiag_making *making,
		    struct cgroup_subsys_state *payer, struct ipcdiag_shm *shm);
void ipcdiag_charges_put(struct cgroup_subsys_state *payer);
int ipcdiag_charges_name(struct ipcdiag_making *making,
			 struct cgroup_subsys_state *payer,
			 struct ipcdiag_shm *shm);

#endif /* IPCDIAG_CHARGES_H */
