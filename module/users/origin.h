/* SPDX-License-Identifier: GPL-2.0 */
/* Where a segment comes from: pure, no locks, no kernel state. */
#ifndef IPCDIAG_ORIGIN_H
#define IPCDIAG_ORIGIN_H

#include "base/objects.h"

key_t ipcdiag_former_key(const char *name, size_t len, key_t key);
enum ipcdiag_service ipcdiag_service_of(const struct ipcdiag_charges *charges);
enum ipcdiag_service ipcdiag_service_both(enum ipcdiag_service a,
					  enum ipcdiag_service b);

#endif /* IPCDIAG_ORIGIN_H */
