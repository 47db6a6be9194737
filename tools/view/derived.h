/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The columns that are made of keys.
 */
#ifndef IPCDIAG_VIEW_DERIVED_H
#define IPCDIAG_VIEW_DERIVED_H

#include "view/cells.h"

cell_put derived_cell(int column);
bool derived_number(const struct rec *rec, int column, int64_t now,
		    uint64_t *num);

#endif
