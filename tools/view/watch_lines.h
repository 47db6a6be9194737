/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lines of a screen, in parts.
 */
#ifndef IPCDIAG_VIEW_WATCH_LINES_H
#define IPCDIAG_VIEW_WATCH_LINES_H

#include "view/watch.h"
#include "write/style.h"

/**
 * struct watch_line - a line in the making, of pieces that may have colours
 * @out: where to
 * @style: whether there are colours, and how wide a line may be
 * @used: columns that are taken
 * @cut: the line is full
 */
struct watch_line {
	struct buf *out;
	const struct style *style;
	size_t used;
	bool cut;
};

void watch_line_begin(struct watch_line *line, struct buf *out,
		      const struct style *style);
void watch_line_put(struct watch_line *line, enum color color,
		    const char *text);
void watch_line_end(struct watch_line *line);

void watch_title(const struct watch *w, struct buf *out);
void watch_top(struct watch *w, struct buf *out, size_t problems);
void watch_problems(struct watch *w, struct buf *out, size_t most);
void watch_table(struct watch *w, struct buf *out);
void watch_object_page(struct watch *w, struct buf *out);
void watch_help_page(struct watch *w, struct buf *out);
void watch_about(const struct watch *w, struct buf *out);

#endif
