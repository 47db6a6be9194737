/* SPDX-License-Identifier: GPL-2.0 */
/* From records to verdicts. */
#ifndef IPCDIAG_JUDGE_H
#define IPCDIAG_JUDGE_H

#include "snapshot.h"

bool ipcdiag_report_keeps(const struct ipcdiag_report *report,
			  struct ipcdiag_object *obj);
void ipcdiag_judge_object(const struct ipcdiag_report *report,
			  struct ipcdiag_object *obj);
bool ipcdiag_is_capped(const struct ipcdiag_object *obj);

#endif /* IPCDIAG_JUDGE_H */
