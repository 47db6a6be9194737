/* SPDX-License-Identifier: GPL-2.0 */
/* From records to facts. */
#ifndef IPCDIAG_FACTS_H
#define IPCDIAG_FACTS_H

#include "base/making.h"
#include "judge/verdict.h"

bool ipcdiag_object_capped(const struct ipcdiag_object *obj);
void ipcdiag_facts_gather(const struct ipcdiag_making *making,
			  const struct ipcdiag_object *obj,
			  struct ipcdiag_facts *facts);

#endif /* IPCDIAG_FACTS_H */
