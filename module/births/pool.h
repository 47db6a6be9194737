/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events: whose they are, and where they are found again. Whatever
 * says "locked" is called with ipcdiag_events_lock held.
 */
#ifndef IPCDIAG_POOL_H
#define IPCDIAG_POOL_H

#include <linux/types.h>
#include <linux/uidgid.h>

#include "births/event.h"

/* Accounts: whose namespace, and whose uid; that of the machine's own root. */
#define IPCDIAG_ACCOUNTS	256
#define IPCDIAG_ACCOUNT_ROOT	0

/**
 * struct ipcdiag_pool_figures - how the pool is used
 * @events: events that there is memory for
 * @bytes: the memory that they and the table take
 * @nr: events in each ledger
 * @limit: how many there may be
 * @dropped: of each ledger, events that there was no room for, or that had to
 *	     go, of the living only
 */
struct ipcdiag_pool_figures {
	unsigned long	events;
	size_t		bytes;
	unsigned int	nr[IPCDIAG_LEDGERS];
	unsigned int	limit[IPCDIAG_LEDGERS];
	u64		dropped[IPCDIAG_LEDGERS];
};

int ipcdiag_pool_create(unsigned int live, unsigned int dead);
void ipcdiag_pool_destroy(void);
void ipcdiag_pool_figures(struct ipcdiag_pool_figures *figures);

u16 ipcdiag_account_of(const void *ns, kuid_t uid);
struct ipcdiag_event *ipcdiag_event_take_locked(enum ipcdiag_ledger ledger,
						u16 account);
void ipcdiag_event_list_locked(struct ipcdiag_event *event);
void ipcdiag_event_move_locked(struct ipcdiag_event *event,
			       enum ipcdiag_ledger ledger);
void ipcdiag_event_unlist_locked(struct ipcdiag_event *event);
void ipcdiag_event_put_locked(struct ipcdiag_event *event);
void ipcdiag_event_hash_locked(struct ipcdiag_event *event);
struct ipcdiag_event *ipcdiag_event_find_locked(const void *perm);

#endif /* IPCDIAG_POOL_H */
