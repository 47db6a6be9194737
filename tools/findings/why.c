// SPDX-License-Identifier: GPL-2.0
/*
 * The reasons for a verdict in a few words.
 *
 * What tells one object from another comes first, so that it is still read where
 * a line is cut. What another column shows, such as the kind of key, and who may
 * use it, which is told by name, is left out.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/why.h"
#include "findings/words.h"

/*
 * struct why_entry - the words for some reasons
 * @reasons: the reasons
 * @given: the same where it was given last, which mostly is given again
 * @text: the words
 * @hash: of the reasons
 */
struct why_entry {
	char *reasons;
	const char *given;
	char *text;
	uint64_t hash;
};

/* In this order; what is not here comes after them as it stands. */
static const char *const order[] = {
	"not-all-known",      "changed-meanwhile", "time-in-future",
	"namespace-empty",    "pinned-by-file",	   "service-gone",
	"service-alive",      "unread-data",	   "may-return",
	"owner-gone",	      "nobody-known",	   "maker-gone",
	"older-user",	      "undo-empty",	   "never-attached",
	"never-operated",     "only-set",	   "creator-dead",
	"creator-pid-reused", "last-dead",	   "last-pid-reused",
};

/* Told in another column or by name, or said by the verdict already. */
static const char *const left_out[] = {
	"nattch0",	   "not-dest",
	"creator-unknown", "private-key",
	"public-key",	   "owner-has-processes",
	"others-may-open", "group-has-processes",
};

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static bool has(const char *reasons, const char *word)
{
	size_t len = strlen(word);

	while (*reasons) {
		size_t n = strcspn(reasons, ",");

		if (n == len && !memcmp(reasons, word, n))
			return true;
		reasons += n + !!reasons[n];
	}
	return false;
}

static bool among(const char *const *list, size_t n, const char *word,
		  size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i]) == len && !memcmp(list[i], word, len))
			return true;
	return false;
}

static void put(struct buf *b, size_t start, const char *s, size_t n)
{
	if (!n)
		return;
	if (b->len > start)
		buf_puts(b, ", ");
	buf_put(b, s, n);
}

/* Both the creator and the last user, as far as they were recorded. */
static bool all_exited(const char *reasons)
{
	return (has(reasons, "creator-dead") ||
		has(reasons, "creator-pid-reused")) &&
	       (has(reasons, "last-dead") || has(reasons, "last-pid-reused"));
}

/**
 * why_put() - put reasons in a few words
 * @b: where to
 * @reasons: words of docs/verdicts.md, joined by commas
 */
void why_put(struct buf *b, const char *reasons)
{
	static const char all[] = "all users exited";
	const char *all_reasons = reasons;
	const struct reason_word *word;
	size_t start = b->len;
	bool exited = all_exited(reasons);

	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		if (!has(reasons, order[i]))
			continue;
		if (exited && (!strncmp(order[i], "creator-", 8) ||
			       !strncmp(order[i], "last-", 5)))
			continue;
		word = reason_word_find(order[i], strlen(order[i]));
		if (word)
			put(b, start, word->brief, strlen(word->brief));
	}
	if (exited)
		put(b, start, all, strlen(all));
	while (*reasons) {
		size_t n = strcspn(reasons, ",");

		/* That one lives goes without saying where it is older. */
		bool older = n == 10 && !memcmp(reasons, "last-alive", n) &&
			     has(all_reasons, "older-user");

		if (!older && !among(order, ARRAY_SIZE(order), reasons, n) &&
		    !among(left_out, ARRAY_SIZE(left_out), reasons, n)) {
			word = reason_word_find(reasons, n);
			put(b, start, word ? word->brief : reasons,
			    word ? strlen(word->brief) : n);
		}
		reasons += n + !!reasons[n];
	}
}

static uint64_t hash_of(const char *s)
{
	uint64_t hash = 14695981039346656037ULL;

	for (; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 1099511628211ULL;
	return hash ^ hash >> 32;
}

/* Where reasons are in the table, or would go. */
static size_t slot_of(const struct why *why, const char *reasons, uint64_t hash)
{
	size_t i = hash & (why->room - 1);

	while (why->v[i].reasons &&
	       (why->v[i].hash != hash || strcmp(why->v[i].reasons, reasons)))
		i = (i + 1) & (why->room - 1);
	return i;
}

static void grow(struct why *why)
{
	struct why old = *why;

	why->room = old.room ? 2 * old.room : 64;
	why->v = xcalloc(why->room, sizeof(*why->v));
	for (size_t i = 0; i < old.room; i++)
		if (old.v[i].reasons)
			why->v[slot_of(why, old.v[i].reasons, old.v[i].hash)] =
				old.v[i];
	free(old.v);
}

/**
 * why_text() - reasons in a few words
 * @why: the words for reasons that were seen
 * @reasons: words of docs/verdicts.md, joined by commas; NULL for none
 *
 * Return: the words, good until why_free(); the same pointer for the same
 * reasons.
 */
const char *why_text(struct why *why, const char *reasons)
{
	struct buf b = { .len = 0 };
	struct why_entry *entry;
	uint64_t hash;

	if (!reasons)
		return "";
	if (why->n && why->v[why->recent].given == reasons)
		return why->v[why->recent].text;
	if (2 * why->n >= why->room)
		grow(why);
	hash = hash_of(reasons);
	why->recent = slot_of(why, reasons, hash);
	entry = &why->v[why->recent];
	if (!entry->reasons) {
		why_put(&b, reasons);
		entry->reasons = xstrdup(reasons);
		entry->text = xstrdup(buf_string(&b));
		entry->hash = hash;
		buf_free(&b);
		why->n++;
	}
	entry->given = reasons;
	return entry->text;
}

/**
 * why_free() - forget all words
 * @why: it
 */
void why_free(struct why *why)
{
	for (size_t i = 0; i < why->room; i++) {
		free(why->v[i].reasons);
		free(why->v[i].text);
	}
	free(why->v);
	*why = (struct why){ .n = 0 };
}
