/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which program and control group an object comes from.
 */
#ifndef IPCDIAG_VIEW_ORIGIN_H
#define IPCDIAG_VIEW_ORIGIN_H

#include <stddef.h>

#include "records/records.h"

const char *origin_program(const struct rec *rec);
const char *origin_cgroup(const struct rec *rec);

#endif
