/* SPDX-License-Identifier: GPL-2.0 */
/* What differs between the kinds when their objects are walked. */
#ifndef IPCDIAG_OPS_H
#define IPCDIAG_OPS_H

#include <linux/types.h>

#include "base/making.h"

struct cgroup_subsys_state;
struct file;
struct ipc_ids;
struct kern_ipc_perm;
struct pid;

/* Processes that an object remembers at most, but for those of semaphores. */
#define IPCDIAG_REFS_PIDS	2

/**
 * struct ipcdiag_refs - what an object refers to, referenced under its lock
 * @pids: struct pids that it remembers, but for those that are known already;
 *	  those of semaphores come later
 * @file: file behind a segment, if its mappings are asked for
 * @payer: memory cgroup that a segment is charged to, if its path is asked for
 */
struct ipcdiag_refs {
	struct pid			*pids[IPCDIAG_REFS_PIDS];
	struct file			*file;
	struct cgroup_subsys_state	*payer;
};

/**
 * struct ipcdiag_walk_ops - what differs between the kinds
 * @copy: copy one object. Called under RCU and the object's lock, the object
 *	  not deleted; must not sleep. Fills in the whole record, but for what
 *	  the caller can, and but for objects that will not be kept. What it
 *	  refers to is put into @refs. Returns how many list entries were
 *	  counted, or what took as long, so that a batch of objects with many
 *	  sleepers can be cut short.
 * @finish: do what need not be done under the lock. Called in process context
 *	    with no lock held; may sleep. Returns 0, -ENOENT if the object was
 *	    removed meanwhile and is to be left out, or another error.
 * @same: is an object that looked leaked still what its record says? Called as
 *	  @copy is.
 */
struct ipcdiag_walk_ops {
	u32 (*copy)(const struct ipcdiag_making *making,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_refs *refs);
	int (*finish)(struct ipcdiag_making *making, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_refs *refs);
	bool (*same)(struct ipcdiag_making *making, struct kern_ipc_perm *perm,
		     void *record);
};

extern const struct ipcdiag_walk_ops ipcdiag_shm_walk;
extern const struct ipcdiag_walk_ops ipcdiag_sem_walk;
extern const struct ipcdiag_walk_ops ipcdiag_msg_walk;

#endif /* IPCDIAG_OPS_H */
