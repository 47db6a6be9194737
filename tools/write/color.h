/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Colours on a terminal.
 */
#ifndef IPCDIAG_WRITE_COLOR_H
#define IPCDIAG_WRITE_COLOR_H

#include "base/buf.h"
#include "write/style.h"

void color_on(struct buf *b, enum color color);
void color_off(struct buf *b, enum color color);
void color_puts(struct buf *b, const struct style *style, enum color color,
		const char *s);

#endif
