/* SPDX-License-Identifier: GPL-2.0 */
/* What is needed while users are looked for; private to users/. */
#ifndef IPCDIAG_FINDING_H
#define IPCDIAG_FINDING_H

#include <linux/types.h>

#include "base/making.h"

struct mm_struct;
struct pid;
struct sem_undo_list;

/**
 * struct ipcdiag_holder - an address space or an undo list
 * @mm: the address space, referenced by its mm_count; NULL for an undo list
 * @ulp: the undo list; NULL for an address space
 * @owners: processes that have it
 * @first: index of the first of them, plus 1; 0 for none
 */
struct ipcdiag_holder {
	struct mm_struct	*mm;
	struct sem_undo_list	*ulp;
	u32			owners;
	u32			first;
};

/**
 * struct ipcdiag_owner - a process that has a holder
 * @who: the process
 * @threads: how many threads it has
 * @next: index of the next owner of the same holder, plus 1; 0 for none
 */
struct ipcdiag_owner {
	struct ipcdiag_who	who;
	u32			threads;
	u32			next;
};

/**
 * struct ipcdiag_claim - a use by a holder
 * @use: how
 * @holder: index of the holder
 * @round: the round in which its mappings were counted last
 */
struct ipcdiag_claim {
	struct ipcdiag_user	use;
	u32			holder;
	u32			round;
};

/**
 * struct ipcdiag_sleeper - a use by a sleeping task
 * @use: how
 * @pid: its thread, referenced
 */
struct ipcdiag_sleeper {
	struct ipcdiag_user	use;
	struct pid		*pid;
};

/**
 * struct ipcdiag_undo - a use by an undo list
 * @use: what it holds
 * @ulp: the undo list; only its address is used
 */
struct ipcdiag_undo {
	struct ipcdiag_user	use;
	struct sem_undo_list	*ulp;
};

/**
 * struct ipcdiag_finding - what is needed while users are looked for
 * @holders: struct ipcdiag_holder
 * @owners: struct ipcdiag_owner
 * @claims: struct ipcdiag_claim
 * @patience: jiffies that may still be spent on waiting for reverse maps
 * @nr_sleepers: entries of @sleepers in use
 * @sleepers: sleepers of one object
 * @nr_undos: entries of @undos in use
 * @next_undo: the one that is expected next
 * @undo_searches: undo lists that may still be compared in this lock section
 * @undos: undo lists of one array
 */
struct ipcdiag_finding {
	struct ipcdiag_table	holders;
	struct ipcdiag_table	owners;
	struct ipcdiag_table	claims;
	unsigned int		patience;
	unsigned int		nr_sleepers;
	struct ipcdiag_sleeper	sleepers[IPCDIAG_WALK_COUNT];
	unsigned int		nr_undos;
	unsigned int		next_undo;
	unsigned int		undo_searches;
	struct ipcdiag_undo	undos[IPCDIAG_WALK_COUNT];
};

#endif /* IPCDIAG_FINDING_H */
