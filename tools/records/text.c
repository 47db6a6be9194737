// SPDX-License-Identifier: GPL-2.0
/*
 * The text of a snapshot, to be written again.
 *
 * Nothing may be written before the whole was found to be good, and the whole
 * may be larger than one wants in memory. A file, also of the module, can be
 * read again from its beginning; what comes from a pipe is put into one.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "records/text.h"

/**
 * text_start() - prepare to keep a text
 * @text: set to an empty text
 * @fd: where it will be read from; it is to stay open as long as @text
 *
 * Return: false if there is no place for it; errno says why.
 */
bool text_start(struct text *text, int fd)
{
	*text = (struct text){ .fd = fd };
	text->start = lseek(fd, 0, SEEK_CUR);
	if (text->start >= 0)
		return true;
	text->start = 0;
	text->spool = tmpfile();
	if (!text->spool)
		return false;
	text->fd = fileno(text->spool);
	return true;
}

/**
 * text_keep() - keep what was read
 * @text: text
 * @data: the next bytes of it
 * @len: how many
 *
 * Return: false if that failed; errno says why.
 */
bool text_keep(struct text *text, const char *data, size_t len)
{
	text->size += len;
	return !text->spool || fwrite(data, 1, len, text->spool) == len;
}

/**
 * text_copy() - write a part of a text
 * @text: text that was read to its end
 * @from: offset of the first byte
 * @to: offset behind the last byte
 * @out: where to
 *
 * Return: false if it cannot be read again; errno says why. Whether it was
 * written, @out tells.
 */
bool text_copy(const struct text *text, uint64_t from, uint64_t to, FILE *out)
{
	char buf[65536];

	if (text->spool && fflush(text->spool))
		return false;
	if (lseek(text->fd, text->start + (off_t)from, SEEK_SET) < 0)
		return false;
	while (from < to) {
		size_t want = sizeof(buf);
		ssize_t n;

		if (want > to - from)
			want = to - from;
		n = read(text->fd, buf, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (!n)
			errno = ENODATA;
		if (n <= 0)
			return false;
		if (fwrite(buf, 1, n, out) != (size_t)n)
			return true;
		from += n;
	}
	return true;
}

/**
 * text_free() - give a text back
 * @text: text
 */
void text_free(struct text *text)
{
	if (text->spool)
		fclose(text->spool);
	else if (text->own)
		close(text->fd);
	*text = (struct text){ .fd = -1 };
}
