/* SPDX-License-Identifier: GPL-2.0 */
/* From the record of a birth to facts. */
#ifndef IPCDIAG_MAKER_H
#define IPCDIAG_MAKER_H

#include "base/results.h"
#include "judge/verdict.h"

void ipcdiag_maker_facts(const struct ipcdiag_report *report,
			 const struct ipcdiag_object *obj,
			 struct ipcdiag_facts *facts);

#endif /* IPCDIAG_MAKER_H */
