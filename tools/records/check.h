/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the lines of a snapshot say of each other.
 */
#ifndef IPCDIAG_RECORDS_CHECK_H
#define IPCDIAG_RECORDS_CHECK_H

#include "records/parse.h"

bool check_snapshot(struct parser *p);

#endif
