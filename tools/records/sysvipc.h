/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is known without the module.
 */
#ifndef IPCDIAG_SYSVIPC_H
#define IPCDIAG_SYSVIPC_H

#include "records/records.h"

struct snapshot *sysvipc_read(const char *root);

#endif
