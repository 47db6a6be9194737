/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the cells of a table lie in its buffer; only for table.c and table_print.c.
 *
 * Each is after a head. That is one byte with the length of the text where this is
 * ASCII, short, and has no colour; else HEAD_MORE and a struct more. In the place
 * of cells that are the same as in the row before, HEAD_REPEAT and a byte say how
 * many they are. A line between the rows and the place of the headings begin with
 * a byte of their own where a row could begin.
 */
#ifndef IPCDIAG_WRITE_TABLE_CELLS_H
#define IPCDIAG_WRITE_TABLE_CELLS_H

#include <stdint.h>

#define SHORT	     0x80
#define HEAD_MORE    0x80
#define HEAD_LINE    0x81
#define HEAD_HEADING 0x82
#define HEAD_REPEAT  0x83

/* Most cells that one HEAD_REPEAT stands for. */
#define REPEAT_MAX 255

/**
 * struct more - a cell or line that is not short
 * @len: bytes of its text
 * @width: columns that this takes
 * @color: its colour
 */
struct more {
	uint32_t len;
	uint32_t width;
	uint8_t color;
} __attribute__((packed));

#endif
