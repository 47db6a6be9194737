/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which keys a cell is made of.
 */
#ifndef IPCDIAG_VIEW_NEEDS_H
#define IPCDIAG_VIEW_NEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "records/records.h"
#include "view/columns.h"

/**
 * struct needs - what a cell is made of
 * @slots: bit per slot of the record
 * @parts: its parts and users, too
 */
struct needs {
	uint64_t slots;
	bool parts;
};

/**
 * struct changes - the cells in which a row differs from the one before
 * @columns: the columns of a row
 * @kinds: kinds of record that there may be, one bit each
 * @needs: of each kind and column
 * @before: the record of the row before, NULL for none
 * @listed: @v and @n are those of @differ and @parts
 * @differ: slots in which it may have differed from the one before that
 * @parts: the same for parts and users
 * @v: the indices of columns to be put anew
 * @n: how many
 */
struct changes {
	const struct column_list *columns;
	unsigned int kinds;
	struct needs (*needs)[COLUMNS];
	const struct rec *before;
	bool listed;
	uint64_t differ;
	bool parts;
	size_t v[COLUMNS];
	size_t n;
};

void changes_init(struct changes *c, const struct column_list *columns,
		  unsigned int kinds);
void changes_find(struct changes *c, const struct rec *rec);
void changes_free(struct changes *c);

#endif
