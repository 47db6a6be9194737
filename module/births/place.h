/* SPDX-License-Identifier: GPL-2.0 */
/* Where something happens. Called where objects are made and removed. */
#ifndef IPCDIAG_PLACE_H
#define IPCDIAG_PLACE_H

#include "births/gaps.h"

struct ipc_namespace;

bool ipcdiag_place_of(const struct ipc_ids *ids, struct ipcdiag_place *place);
bool ipcdiag_place_noted_locked(const struct ipc_ids *ids,
				struct ipcdiag_place *place);
const struct ipc_namespace *
ipcdiag_place_namespace(const struct ipcdiag_place *place);
u16 ipcdiag_place_account(const struct ipcdiag_place *place);

#endif /* IPCDIAG_PLACE_H */
