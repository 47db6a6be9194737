/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing a line of a file.
 *
 * There may be hundreds of thousands of lines of dozens of fields. What is
 * written goes straight to where seq_file wants it, and nobody asks at each
 * field whether there is room for it: before a line is begun there has to be
 * room for the longest possible one. tests/kunit/longest_test.c makes the
 * longest line of each file and fails if IPCDIAG_LINE_ROOM is too small.
 *
 * Much of a line is often the same as in the line before: the process that made
 * a hundred segments, its user, the reasons. struct ipcdiag_memo remembers where
 * that text is, so that it is copied instead of being made again. It points into
 * the buffer of seq_file, and so is of use only for lines that are written
 * there in one go.
 *
 * Pure but for line_begin() and line_end(): also linked into the KUnit tests.
 */
#ifndef IPCDIAG_LINE_H
#define IPCDIAG_LINE_H

#include <linux/compiler.h>
#include <linux/minmax.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/types.h>

/* The longest line, with the final newline; docs/abi.md promises as much. */
#define IPCDIAG_LINE_MAX	4096

/*
 * Texts are copied in pieces of a fixed size, which is faster than to count
 * bytes, so that there may be so many bytes more behind the end of a line.
 */
#define IPCDIAG_LINE_SLACK	64

/* What has to be free before a line is begun. */
#define IPCDIAG_LINE_ROOM	(IPCDIAG_LINE_MAX + IPCDIAG_LINE_SLACK)

/* Bytes of a word that is copied as a whole; see struct ipcdiag_word. */
#define IPCDIAG_WORD_SIZE	24

/**
 * struct ipcdiag_word - a word that is ready to be copied
 * @text: the word and what follows it, with whatever behind that
 * @len: its length
 */
struct ipcdiag_word {
	char	text[IPCDIAG_WORD_SIZE];
	u8	len;
};

/**
 * struct ipcdiag_memo - a part of the line before, which may come again
 * @of: what it was made from, as a number; or a record that it was made from
 * @text: where it is; NULL if there is none
 * @len: its length
 */
struct ipcdiag_memo {
	union {
		u64		number;
		const void	*record;
	} of;
	const char	*text;
	size_t		len;
};

/* What is remembered of the lines before: one for each part that may repeat. */
enum ipcdiag_memos {
	IPCDIAG_MEMO_NS,
	IPCDIAG_MEMO_HEAD,
	IPCDIAG_MEMO_OWNER,
	IPCDIAG_MEMO_CREATOR,
	IPCDIAG_MEMO_LAST,
	IPCDIAG_MEMO_REASONS,
	IPCDIAG_MEMO_CGROUP,
	IPCDIAG_MEMO_WHO,
	IPCDIAG_MEMO_TIME,
	IPCDIAG_MEMO_ATIME,
	IPCDIAG_MEMO_DTIME,
	IPCDIAG_MEMO_TOUCHED,
	IPCDIAG_MEMO_MADE,
	IPCDIAG_MEMO_SIZE,
	IPCDIAG_MEMO_RSS,
	IPCDIAG_MEMO_PAGE_SIZE,
	IPCDIAG_MEMOS,
};

/**
 * struct ipcdiag_line - lines that are being written
 * @m: the open file
 * @start: where the first of them begins
 * @at: where to go on
 * @end: the end of the room
 * @full: what is written with a format did not fit: all is to be written again
 * @memos: parts of the lines before
 */
struct ipcdiag_line {
	struct seq_file		*m;
	char			*start;
	char			*at;
	char			*end;
	bool			full;
	struct ipcdiag_memo	memos[IPCDIAG_MEMOS];
};

/* Is there room for another line? */
static inline bool line_has_room(const struct ipcdiag_line *line)
{
	return line->end - line->at >= IPCDIAG_LINE_ROOM;
}

/* Begin; nothing else is written to @m until it is ended. */
static inline void line_begin(struct ipcdiag_line *line, struct seq_file *m)
{
	size_t size;

	memset(line, 0, sizeof(*line));
	size = seq_get_buf(m, &line->start);
	line->m = m;
	line->at = line->start;
	line->end = line->start + size;
	line->full = !line_has_room(line);
}

/* End; if there was too little room, seq_file asks again with more. */
static inline void line_end(struct ipcdiag_line *line)
{
	WARN_ON_ONCE(!line->full && line->at > line->end);
	seq_commit(line->m, line->full ? -1 : line->at - line->start);
}

/* How much was written so far. */
static inline size_t line_column(const struct ipcdiag_line *line)
{
	return line->at - line->start;
}

/* Write some bytes, whose number the compiler knows. */
static __always_inline void line_bytes(struct ipcdiag_line *line,
				       const char *bytes, size_t len)
{
	memcpy(line->at, bytes, len);
	line->at += len;
}

/* Write a string literal. */
#define line_text(line, text) line_bytes(line, "" text, sizeof(text) - 1)

static inline void line_char(struct ipcdiag_line *line, char c)
{
	*line->at++ = c;
}

/* Write a word that was made ready. */
static inline void line_ready(struct ipcdiag_line *line,
			      const struct ipcdiag_word *word)
{
	memcpy(line->at, word->text, IPCDIAG_WORD_SIZE);
	line->at += word->len;
}

/*
 * Write a text that stands before in the buffer. It is copied in pieces of
 * sixteen bytes; those behind its end are written over by what comes next.
 */
static inline void line_repeat(struct ipcdiag_line *line,
			       const struct ipcdiag_memo *memo)
{
	const char *from = memo->text;
	char *to = line->at;

	line->at += memo->len;
	do {
		memcpy(to, from, 16);
		to += 16;
		from += 16;
	} while (to < line->at);
}

/* Remember what was written since @from. */
static inline void line_remember(struct ipcdiag_line *line,
				 struct ipcdiag_memo *memo, const char *from)
{
	memo->text = from;
	memo->len = line->at - from;
}

/*
 * Write again what the line before had, if it was made from the same number.
 * Returns false if it was not: then it is noted, and the caller writes it, and
 * calls line_remember().
 */
static __always_inline bool line_again(struct ipcdiag_line *line,
				       struct ipcdiag_memo *memo, u64 number)
{
	if (memo->text && memo->of.number == number) {
		line_repeat(line, memo);
		return true;
	}
	memo->of.number = number;

	return false;
}

char *ipcdiag_write_number(char *at, u64 number);

/* Write a number. */
static __always_inline void ipcdiag_line_number(struct ipcdiag_line *line,
						u64 number)
{
	char *at = line->at;

	if (number < 10) {
		*at++ = '0' + number;
		line->at = at;
	} else {
		line->at = ipcdiag_write_number(at, number);
	}
}

__printf(2, 3)
void ipcdiag_line_printf(struct ipcdiag_line *line, const char *format, ...);
void ipcdiag_line_word(struct ipcdiag_line *line, const char *word);
void ipcdiag_line_signed(struct ipcdiag_line *line, s64 number);
void ipcdiag_line_repeated(struct ipcdiag_line *line, enum ipcdiag_memos memo,
			   s64 number);
void ipcdiag_line_right(struct ipcdiag_line *line, u64 number,
			unsigned int width);
void ipcdiag_line_left(struct ipcdiag_line *line, const char *word,
		       unsigned int width);
void ipcdiag_line_pad(struct ipcdiag_line *line, const char *from,
		      unsigned int width);
void ipcdiag_line_key(struct ipcdiag_line *line, u32 key);
void ipcdiag_line_mode(struct ipcdiag_line *line, umode_t mode);
void ipcdiag_line_string(struct ipcdiag_line *line, const char *s, size_t len);
void ipcdiag_word_make(struct ipcdiag_word *word, const char *text,
		       unsigned int width, char separator);

#endif /* IPCDIAG_LINE_H */
