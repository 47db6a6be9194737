// SPDX-License-Identifier: GPL-2.0
/*
 * The reasons for a verdict, in brief: what is not said in another column.
 *
 * Of many objects there are few different reasons, so that the texts are kept.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "findings/words.h"
#include "view/why.h"

#define KEPT 64

static const char both_exited[] = "all users exited";

static bool is_one_of(const char *s, size_t n, const char *a, const char *b)
{
	return (n == strlen(a) && !memcmp(s, a, n)) ||
	       (n == strlen(b) && !memcmp(s, b, n));
}

static bool has_one_of(const char *reasons, const char *a, const char *b)
{
	for (const char *s = reasons; *s;) {
		size_t n = strcspn(s, ",");

		if (is_one_of(s, n, a, b))
			return true;
		s += n + !!s[n];
	}
	return false;
}

/* Has this been said by a reason before? Several are the same in brief. */
static bool said(const struct buf *text, const char *s, size_t n)
{
	for (size_t i = 0; i + n <= text->len; i++)
		if ((!i || text->data[i - 1] == ' ') &&
		    !memcmp(text->data + i, s, n) &&
		    (i + n == text->len || text->data[i + n] == ','))
			return true;
	return false;
}

static void say_once(struct buf *text, const char *s, size_t n)
{
	if (!n || said(text, s, n))
		return;
	if (text->len)
		buf_put(text, ", ", 2);
	buf_put(text, s, n);
}

/* That both creator and last user exited, as with most objects, is one reason. */
static void put_brief(struct buf *text, const char *reasons)
{
	bool both = has_one_of(reasons, "creator-dead", "creator-pid-reused") &&
		    has_one_of(reasons, "last-dead", "last-pid-reused");

	for (const char *s = reasons; *s;) {
		size_t n = strcspn(s, ",");
		const struct reason_word *w = reason_word_find(s, n);

		if (both &&
		    (is_one_of(s, n, "creator-dead", "creator-pid-reused") ||
		     is_one_of(s, n, "last-dead", "last-pid-reused")))
			say_once(text, both_exited, strlen(both_exited));
		else if (!w)
			say_once(text, s, n);
		else if (!is_one_of(s, n, "private-key", "public-key"))
			say_once(text, w->brief, strlen(w->brief));
		s += n + !!s[n];
	}
}

/**
 * why_brief() - reasons in brief
 * @reasons: the words, joined by commas
 *
 * Return: the text, empty if there is nothing to say; good until it is forgotten
 * because of as many other ones, so to be used at once. It may have any bytes in
 * it that @reasons has.
 */
const char *why_brief(const char *reasons)
{
	static struct {
		char *reasons;
		struct buf text;
	} kept[KEPT];
	uint32_t hash = 0;

	for (const char *s = reasons; *s; s++)
		hash = hash * 31 + (unsigned char)*s;
	hash %= KEPT;
	if (!kept[hash].reasons || strcmp(kept[hash].reasons, reasons) != 0) {
		free(kept[hash].reasons);
		kept[hash].reasons = xstrdup(reasons);
		kept[hash].text.len = 0;
		put_brief(&kept[hash].text, reasons);
	}
	return buf_string(&kept[hash].text);
}
