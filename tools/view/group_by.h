/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects that have something in common, put together in one row.
 */
#ifndef IPCDIAG_VIEW_GROUP_BY_H
#define IPCDIAG_VIEW_GROUP_BY_H

#include "base/buf.h"
#include "records/records.h"
#include "view/request.h"

void group_by(const struct request *req, const struct snapshot *snap,
	      struct buf *out);

#endif
