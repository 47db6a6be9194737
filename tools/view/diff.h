/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command diff, in parts.
 */
#ifndef IPCDIAG_VIEW_DIFF_H
#define IPCDIAG_VIEW_DIFF_H

#include "findings/diff.h"
#include "view/request.h"

/**
 * struct diff_view - a comparison that is to be shown
 * @req: what the user wants
 * @before: the first snapshot
 * @now: the second
 * @diff: what became of the first
 * @out: where to
 */
struct diff_view {
	const struct request *req;
	const struct snapshot *before;
	const struct snapshot *now;
	const struct diff *diff;
	struct buf out;
};

void diff_headline(struct diff_view *v);
void diff_totals(struct diff_view *v);
void diff_limits(struct diff_view *v);
void diff_rows(struct diff_view *v, size_t lines);
void diff_json(struct diff_view *v);

void diff_put_rate(struct buf *b, int64_t hundredths, bool sign);

#endif
