/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing a line of a file.
 *
 * There may be hundreds of thousands of lines of dozens of fields, and
 * seq_printf() takes several times as long as this: what is written goes
 * straight to where seq_file wants it, and constant text costs a few moves.
 *
 * Pure but for line_begin() and line_end(): also linked into the KUnit tests.
 */
#ifndef IPCDIAG_LINE_H
#define IPCDIAG_LINE_H

#include <linux/compiler.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/types.h>

/**
 * struct ipcdiag_line - a line that is being written
 * @m: the open file
 * @start: where it begins
 * @at: where to go on
 * @end: the end of the room
 * @full: there was too little room: the line is to be written again
 */
struct ipcdiag_line {
	struct seq_file	*m;
	char		*start;
	char		*at;
	char		*end;
	bool		full;
};

/* Begin a line; nothing else is written to @m until it is ended. */
static inline void line_begin(struct ipcdiag_line *line, struct seq_file *m)
{
	size_t size = seq_get_buf(m, &line->start);

	line->m = m;
	line->at = line->start;
	line->end = line->start + size;
	line->full = false;
}

/* End it; seq_file asks for it again with more room if there was too little. */
static inline void line_end(struct ipcdiag_line *line)
{
	seq_commit(line->m, line->full ? -1 : line->at - line->start);
}

static inline bool line_has_room(struct ipcdiag_line *line, size_t len)
{
	if (likely(len <= line->end - line->at))
		return true;
	line->full = true;

	return false;
}

/* How much was written; a column begins there. */
static inline unsigned long line_column(const struct ipcdiag_line *line)
{
	return line->at - line->start;
}

/* Write some bytes. */
static __always_inline void line_bytes(struct ipcdiag_line *line,
				       const char *bytes, size_t len)
{
	if (line_has_room(line, len)) {
		memcpy(line->at, bytes, len);
		line->at += len;
	}
}

/* Write a string literal. */
#define line_text(line, text) line_bytes(line, "" text, sizeof(text) - 1)

static inline void line_char(struct ipcdiag_line *line, char c)
{
	if (line_has_room(line, 1))
		*line->at++ = c;
}

__printf(2, 3)
void ipcdiag_line_printf(struct ipcdiag_line *line, const char *format, ...);
void ipcdiag_line_word(struct ipcdiag_line *line, const char *word);
void ipcdiag_line_number(struct ipcdiag_line *line, u64 number);
void ipcdiag_line_signed(struct ipcdiag_line *line, s64 number);
void ipcdiag_line_right(struct ipcdiag_line *line, u64 number,
			unsigned int width);
void ipcdiag_line_left(struct ipcdiag_line *line, const char *word,
		       unsigned int width);
void ipcdiag_line_pad(struct ipcdiag_line *line, unsigned long from,
		      unsigned int width);
void ipcdiag_line_key(struct ipcdiag_line *line, u32 key);
void ipcdiag_line_mode(struct ipcdiag_line *line, umode_t mode);
void ipcdiag_line_string(struct ipcdiag_line *line, const char *s, size_t len);

#endif /* IPCDIAG_LINE_H */
