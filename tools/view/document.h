/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What every JSON document begins with.
 */
#ifndef IPCDIAG_VIEW_DOCUMENT_H
#define IPCDIAG_VIEW_DOCUMENT_H

#include "records/records.h"
#include "write/json.h"
#include "write/style.h"

/* Raised when a member changes its meaning or goes, not when one is added. */
#define DOCUMENT_VERSION 1

void document_begin(struct json *j, struct buf *out, const struct style *style,
		    const struct snapshot *snap);
void document_record(struct json *j, const struct style *style,
		     const char *name, const struct rec *rec);

#endif
