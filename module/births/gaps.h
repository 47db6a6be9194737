/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether anything was missed: the kernel's own count of objects, compared.
 * Whatever says "locked" is called with ipcdiag_events_lock held.
 */
#ifndef IPCDIAG_GAPS_H
#define IPCDIAG_GAPS_H

#include <linux/types.h>

struct ipc_ids;

/**
 * struct ipcdiag_place - a kind of object in a namespace
 * @ids: its address
 * @ns: identity of the namespace
 * @kind: enum ipcdiag_kind
 */
struct ipcdiag_place {
	const struct ipc_ids	*ids;
	u64			ns;
	u8			kind;
};

u64 ipcdiag_gaps_note_locked(const struct ipcdiag_place *place, int in_use,
			     int change, bool open);
void ipcdiag_gaps_settle_locked(const struct ipc_ids *ids, u64 stamp,
				bool failed);
bool ipcdiag_gaps_place_locked(const struct ipc_ids *ids,
			       struct ipcdiag_place *place);
void ipcdiag_gaps_compare(const struct ipcdiag_place *place,
			  struct ipc_ids *ids);
u64 ipcdiag_gaps(void);
u64 ipcdiag_gaps_unwatched(void);

#endif /* IPCDIAG_GAPS_H */
