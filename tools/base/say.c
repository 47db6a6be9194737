// SPDX-License-Identifier: GPL-2.0
/*
 * Messages to the user, and the word that was meant.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/say.h"

/* Longer words are compared by their beginnings only. */
#define WORD_MAX_LEN 32

/* Words that differ more are not offered. */
#define DISTANCE_MAX 3

/* A message that is not written at once is cut to this. */
#define MESSAGE_ROOM 1024

static struct buf *collected;

/* Messages that are to wait; the last ones are cut if there are too many. */
static char waiting[16384];
static size_t nwaiting;
static bool holding;

static void hold(const char *fmt, va_list ap)
{
	size_t room = sizeof(waiting) - nwaiting;
	int n = vsnprintf(waiting + nwaiting, room, fmt, ap);

	if (n > 0)
		nwaiting += (size_t)n < room ? (size_t)n : room - 1;
}

/**
 * say_hold() - let messages wait, since whoever reads them may keep us waiting
 */
void say_hold(void)
{
	holding = true;
}

/**
 * say_waiting() - write the messages that waited, and others at once again
 */
void say_waiting(void)
{
	holding = false;
	if (!nwaiting)
		return;
	fflush(stdout);
	fwrite(waiting, 1, nwaiting, stderr);
	nwaiting = 0;
}

static void hold_line(const char *fmt, va_list ap)
{
	static const char name[] = "ipcdiag: ";

	/* The end of the line always has room. */
	if (nwaiting + sizeof(name) + 1 >= sizeof(waiting))
		return;
	memcpy(waiting + nwaiting, name, sizeof(name) - 1);
	nwaiting += sizeof(name) - 1;
	hold(fmt, ap);
	if (nwaiting == sizeof(waiting) - 1)
		nwaiting--;
	waiting[nwaiting++] = '\n';
}

/**
 * say_into() - collect messages, a line each, and do not write them
 * @b: where to; NULL to write them again
 *
 * Standard error may be the terminal that a screen is drawn on.
 */
void say_into(struct buf *b)
{
	collected = b;
}

static void collect(const char *fmt, va_list ap)
{
	char text[MESSAGE_ROOM];

	vsnprintf(text, sizeof(text), fmt, ap);
	buf_puts(collected, text);
	buf_putc(collected, '\n');
}

/**
 * say() - write a message to standard error, or where say_into() told
 * @fmt: what, without the name of the program and the end of the line
 */
void say(const char *fmt, ...)
{
	va_list ap;

	if (collected || holding) {
		va_start(ap, fmt);
		if (collected)
			collect(fmt, ap);
		else
			hold_line(fmt, ap);
		va_end(ap);
		return;
	}
	/* What was written before is to stand before it on a terminal. */
	fflush(stdout);
	fputs("ipcdiag: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

/**
 * shown() - a word of the user's for a message
 * @word: the word
 *
 * Return: the same with nothing in it that a terminal could take for a command;
 * valid until the fourth call from now.
 */
const char *shown(const char *word)
{
	static char bufs[4][128];
	static unsigned int next;
	char *buf = bufs[next++ % 4];

	escape_show(buf, sizeof(bufs[0]), word, strlen(word), escape_locale());
	return buf;
}

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to be put in, left out, replaced or swapped to make b of a. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][WORD_MAX_LEN + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t na = strnlen(a, WORD_MAX_LEN), nb = strnlen(b, WORD_MAX_LEN);

	for (size_t j = 0; j <= nb; j++)
		last[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = min(min(last[j] + 1, row[j - 1] + 1),
				     last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = min(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = oldest;
	}
	return last[nb];
}

/**
 * nearest() - the word that was probably meant
 * @word: what the user wrote
 * @name: gives the words to choose from by number, NULL after the last
 *
 * Return: the word, valid until the next call; NULL if none is like it.
 */
const char *nearest(const char *word, const char *(*name)(size_t i))
{
	static char found[64];
	const char *candidate;
	size_t len = strlen(word), best = min(DISTANCE_MAX, len / 2) + 1;

	*found = '\0';
	for (size_t i = 0; (candidate = name(i)); i++) {
		size_t d = distance(word, candidate);

		/* Who wrote only the beginning is likely to mean this one. */
		if (len > 1 && !strncmp(word, candidate, len))
			d = min(d, 1);
		if (d < best) {
			best = d;
			snprintf(found, sizeof(found), "%s", candidate);
		}
	}
	return *found ? found : NULL;
}
