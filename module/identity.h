/* SPDX-License-Identifier: GPL-2.0 */
/* From a struct pid to what became of its process. */
#ifndef IPCDIAG_IDENTITY_H
#define IPCDIAG_IDENTITY_H

#include "records.h"

struct pid;
struct pid_namespace;

void ipcdiag_identify(struct pid *pid, struct pid_namespace *viewer,
		      struct ipcdiag_process *process);

#endif /* IPCDIAG_IDENTITY_H */
