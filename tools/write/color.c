// SPDX-License-Identifier: GPL-2.0
/*
 * Colours on a terminal.
 */
#include "write/color.h"

static const char *const codes[COLORS] = {
	[COLOR_BOLD] = "\033[1m",    [COLOR_DIM] = "\033[2m",
	[COLOR_RED] = "\033[31m",    [COLOR_GREEN] = "\033[32m",
	[COLOR_YELLOW] = "\033[33m", [COLOR_MAGENTA] = "\033[35m",
	[COLOR_CYAN] = "\033[36m",
};

/**
 * color_on() - begin a colour
 * @b: where to
 * @color: the colour; nothing is written for COLOR_NONE
 */
void color_on(struct buf *b, enum color color)
{
	if (color)
		buf_puts(b, codes[color]);
}

/**
 * color_off() - end a colour
 * @b: where to
 * @color: what was begun
 */
void color_off(struct buf *b, enum color color)
{
	if (color)
		buf_puts(b, "\033[0m");
}

/**
 * color_puts() - append a string in a colour
 * @b: where to
 * @style: whether there are colours at all
 * @color: the colour
 * @s: string
 */
void color_puts(struct buf *b, const struct style *style, enum color color,
		const char *s)
{
	if (!style->color)
		color = COLOR_NONE;
	color_on(b, color);
	buf_puts(b, s);
	color_off(b, color);
}
