/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What output shall look like.
 */
#ifndef IPCDIAG_WRITE_STYLE_H
#define IPCDIAG_WRITE_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/escape.h"
#include "base/text.h"

/**
 * enum format - how output is written
 * @FORMAT_TABLE: for people
 * @FORMAT_RAW: cells separated by a space, exact values
 * @FORMAT_JSON: JSON; struct style says how it is laid out
 * @FORMAT_CSV: CSV as in RFC 4180, exact values
 */
enum format {
	FORMAT_TABLE,
	FORMAT_RAW,
	FORMAT_JSON,
	FORMAT_CSV,
};

/**
 * enum json_layout - where JSON has its line ends
 * @JSON_COMPACT: one document, a line for each element of a list
 * @JSON_LINES: each element of a list is a document of its own, on one line
 * @JSON_PRETTY: one document, indented, a line for each value
 */
enum json_layout {
	JSON_COMPACT,
	JSON_LINES,
	JSON_PRETTY,
};

/**
 * enum color - the colour of a cell or a piece of text
 * @COLOR_NONE: what the terminal has
 *
 * Only what means something has one: see docs/ipcdiag.8.
 */
enum color {
	COLOR_NONE,
	COLOR_BOLD,
	COLOR_DIM,
	COLOR_RED,
	COLOR_GREEN,
	COLOR_YELLOW,
	COLOR_MAGENTA,
	COLOR_CYAN,
	COLORS,
};

/**
 * struct style - what output shall look like
 * @format: how it is written
 * @json: where JSON has its line ends
 * @bytes: sizes in bytes, not rounded
 * @noheadings: without the names of columns
 * @color: with colours
 * @skip_null: JSON leaves out what is null in every record of a kind
 * @escape: what the terminal can show
 * @time: how points in time are written
 * @width: columns of the terminal; 0: not a terminal, nothing is cut or hidden
 * @now: when the snapshot was taken
 */
struct style {
	enum format format;
	enum json_layout json;
	bool bytes;
	bool noheadings;
	bool color;
	bool skip_null;
	enum escape escape;
	enum time_format time;
	unsigned int width;
	int64_t now;
};

#endif
