/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sizes, spans, points in time and foreign text, as people read them.
 */
#ifndef IPCDIAG_BASE_TEXT_H
#define IPCDIAG_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/escape.h"

/**
 * enum time_format - how a point in time is written
 * @TIME_DEFAULT: as in @TIME_FULL in tables, as in @TIME_UNIX elsewhere
 * @TIME_SHORT: the clock if it was today, else the date; local time
 * @TIME_FULL: date, clock and offset from UTC; local time
 * @TIME_ISO: the same as ISO 8601 has it
 * @TIME_UNIX: seconds since 1970
 * @TIME_AGE: how long ago it was when the snapshot was taken
 */
enum time_format {
	TIME_DEFAULT,
	TIME_SHORT,
	TIME_FULL,
	TIME_ISO,
	TIME_UNIX,
	TIME_AGE,
};

void text_size(struct buf *b, uint64_t bytes, const char *unit);
void text_age(struct buf *b, int64_t s);
void text_time(struct buf *b, int64_t t, enum time_format format, int64_t now);
size_t text_plain(const char *s, size_t n);
void text_show(struct buf *b, const char *s, size_t n, enum escape how);
size_t text_width(const char *s, size_t n);
size_t text_fit(const char *s, size_t n, size_t width, size_t *used);

#endif
