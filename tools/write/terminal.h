/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The terminal: a screen of its own, keys, and everything as it was in the end.
 */
#ifndef IPCDIAG_WRITE_TERMINAL_H
#define IPCDIAG_WRITE_TERMINAL_H

#include <stdbool.h>

#include "base/buf.h"

/**
 * enum terminal_key - what terminal_key() returns besides the bytes that are typed
 * @KEY_NONE: nothing was typed in that time
 * @KEY_REDRAW: the size may be another, or something else was on the screen
 * @KEY_CLOSED: nothing will be typed any more
 */
enum terminal_key {
	KEY_NONE = 0x100,
	KEY_REDRAW,
	KEY_CLOSED,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_END,
	KEY_ENTER,
	KEY_ESCAPE,
	KEY_BACKSPACE,
};

bool terminal_is_there(void);
bool terminal_open(void);
void terminal_close(void);
void terminal_size(unsigned int *width, unsigned int *height);
void terminal_forget(void);
void terminal_draw(const struct buf *lines);
int terminal_key(long ms);

#endif
