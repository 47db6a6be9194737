/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects that could not be made, since there were as many as there may be.
 */
#ifndef IPCDIAG_VIEW_FAILURES_H
#define IPCDIAG_VIEW_FAILURES_H

#include "base/buf.h"
#include "records/records.h"
#include "view/request.h"
#include "write/json.h"

void failures_put(const struct request *req, const struct snapshot *snap,
		  struct buf *out);
void failures_json(const struct request *req, const struct snapshot *snap,
		   struct json *j);

#endif
