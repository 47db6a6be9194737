/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where events come from. Whatever says "locked" is called with
 * ipcdiag_events_lock held.
 */
#ifndef IPCDIAG_STORE_H
#define IPCDIAG_STORE_H

#include <linux/spinlock.h>

#include "births/event.h"

/* So many are made ahead of use, at first. */
#define IPCDIAG_STORE_LOW	2048

extern raw_spinlock_t ipcdiag_events_lock;

int ipcdiag_store_create(unsigned long max);
void ipcdiag_store_stop(void);
void ipcdiag_store_destroy(void);
void ipcdiag_store_tend(void);
void ipcdiag_store_spent_locked(struct ipcdiag_event *event);
void ipcdiag_store_discard_locked(struct ipcdiag_event *event);
unsigned long ipcdiag_store_room_locked(void);
struct ipcdiag_event *ipcdiag_store_take_locked(void);
unsigned long ipcdiag_events_locked(void);
struct ipcdiag_event *ipcdiag_event_at_locked(unsigned long i);

#endif /* IPCDIAG_STORE_H */
