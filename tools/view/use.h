/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes, and how they use an object, in words.
 */
#ifndef IPCDIAG_VIEW_USE_H
#define IPCDIAG_VIEW_USE_H

#include <stdbool.h>

#include "base/buf.h"
#include "records/records.h"

bool use_process(struct buf *b, const struct rec *rec, int column);
bool use_maker(struct buf *b, const struct rec *rec);
bool use_remover(struct buf *b, const struct rec *rec);
void use_details(struct buf *b, const struct rec *rec);

#endif
