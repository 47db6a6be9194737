/* SPDX-License-Identifier: GPL-2.0 */
/* Walking the objects of one kind in one namespace. */
#ifndef IPCDIAG_WALK_H
#define IPCDIAG_WALK_H

#include "snapshot.h"

struct cgroup_subsys_state;
struct file;
struct ipc_ids;
struct kern_ipc_perm;
struct list_head;
struct pid;

/* Objects that are copied in one RCU section. */
#define IPCDIAG_WALK_BATCH	64

/* List entries that are counted in one lock section before it is ended. */
#define IPCDIAG_WALK_COUNT	1024

/**
 * struct ipcdiag_pins - what an object refers to, referenced under its lock
 * @pids: struct pids that it remembers, but for those that are known already;
 *	  those of semaphores come later
 * @file: file behind a segment, if its mappings are asked for
 * @payer: memory cgroup that a segment is charged to, if its path is asked for
 */
struct ipcdiag_pins {
	struct pid			*pids[2];
	struct file			*file;
	struct cgroup_subsys_state	*payer;
};

/**
 * struct ipcdiag_walk_ops - what differs between the kinds
 * @copy: copy one object. Called under RCU and the object's lock, the object
 *	  not deleted; must not sleep. Fills in the whole record, but for what
 *	  the caller can. What it refers to is put into @pins. Returns how many
 *	  list entries were counted, or what took as long, so that a batch of
 *	  objects with many sleepers can be cut short.
 * @finish: do what need not be done under the lock. Called in process context
 *	    with no lock held; may sleep. Returns 0, -ENOENT if the object was
 *	    removed meanwhile and is to be left out, or another error.
 * @same: is an object that looked leaked still what its record says? Called as
 *	  @copy is.
 */
struct ipcdiag_walk_ops {
	u32 (*copy)(const struct ipcdiag_report *report,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_pins *pins);
	int (*finish)(struct ipcdiag_report *report, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_pins *pins);
	bool (*same)(struct ipcdiag_report *report, struct kern_ipc_perm *perm,
		     void *record);
};

extern const struct ipcdiag_walk_ops ipcdiag_shm_walk;
extern const struct ipcdiag_walk_ops ipcdiag_sem_walk;
extern const struct ipcdiag_walk_ops ipcdiag_msg_walk;

int ipcdiag_walk(struct ipcdiag_report *report, u32 ns,
		 enum ipcdiag_kind kind);
int ipcdiag_walk_leaks_again(struct ipcdiag_report *report);
int ipcdiag_look_again(struct ipc_ids *ids, const struct ipcdiag_object *obj,
		       void (*look)(struct kern_ipc_perm *perm, void *data),
		       void *data);
bool ipcdiag_shm_any_attached(struct ipcdiag_report *report, u32 ns);
void ipcdiag_sem_note_undos(struct ipcdiag_report *report, u32 array);
struct ipc_ids *ipcdiag_ids(const struct ipcdiag_report *report, u32 ns,
			    enum ipcdiag_kind kind);
u32 ipcdiag_count_list(const struct list_head *head, bool *capped);

#endif /* IPCDIAG_WALK_H */
