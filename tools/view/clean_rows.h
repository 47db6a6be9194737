/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command clean: what is planned, and as of when.
 */
#ifndef IPCDIAG_VIEW_CLEAN_ROWS_H
#define IPCDIAG_VIEW_CLEAN_ROWS_H

#include <stddef.h>

#include "base/buf.h"
#include "findings/plan.h"
#include "view/request.h"

size_t clean_rows_wanted(const struct request *req, size_t n);
void clean_put_more(struct buf *out, const struct request *req, size_t n);
void clean_put_rows(const struct request *req, const struct plan *plan,
		    struct buf *out);
void clean_put_when(const struct request *req, const struct snapshot *snap,
		    struct buf *out);

#endif
