/* SPDX-License-Identifier: GPL-2.0 */
/* Uses by address spaces and undo lists, which are nobody's yet. */
#ifndef IPCDIAG_CLAIMS_H
#define IPCDIAG_CLAIMS_H

#include <linux/types.h>

#include "base/making.h"

struct ipcdiag_claim;

int ipcdiag_claims_init(struct ipcdiag_making *making);
void ipcdiag_claims_free(struct ipcdiag_making *making);
unsigned long ipcdiag_claims_max(const struct ipcdiag_making *making);
int ipcdiag_claims_reserve(struct ipcdiag_making *making, unsigned long nr);
struct ipcdiag_claim *ipcdiag_claim_find(struct ipcdiag_making *making,
					 const void *key, u32 object);
struct ipcdiag_claim *ipcdiag_claim_of(struct ipcdiag_making *making,
				       const void *key, u32 object);

#endif /* IPCDIAG_CLAIMS_H */
