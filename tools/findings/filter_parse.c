// SPDX-License-Identifier: GPL-2.0
/*
 * Filters: reading what the user wrote.
 *
 * A word that is no filter, or has a value that cannot be meant, is told of
 * before anything else is done: an object that is not shown because of a typing
 * mistake would look as if it were not there.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/say.h"
#include "findings/filter.h"
#include "findings/words.h"

/* Everything that there is to filter by, as --help and the manual list it. */
const struct filter_name filter_names[] = {
	{ "kind", FILTER_KIND, FILTER_OF_GONE, "shm,sem,msg",
	  "kind of object" },
	{ "ns", FILTER_NS, FILTER_OF_NS | FILTER_OF_GONE, "own|NUMBER|@PID",
	  "namespace: the own one, by number, or that of a process" },
	{ "id", FILTER_NUMBER, FILTER_OF_GONE, "NUMBER", "identifier" },
	{ "key", FILTER_KEY, FILTER_OF_GONE, "KEY|private", "key" },
	{ "user", FILTER_USER, FILTER_OF_GONE, "NAME|UID", "owner" },
	{ "group", FILTER_GROUP, 0, "NAME|GID", "group of the owner" },
	{ "creator", FILTER_USER, FILTER_OF_GONE, "NAME|UID",
	  "user who made it" },
	{ "verdict", FILTER_VERDICT, FILTER_BY_MODULE, "WORD", "verdict" },
	{ "reason", FILTER_REASON, FILTER_BY_MODULE, "WORD",
	  "reason for the verdict" },
	{ "idle", FILTER_TIME, 0, "TIME",
	  "time since it was touched: idle=+1d is a day or longer" },
	{ "mem", FILTER_SIZE, 0, "SIZE",
	  "memory that it takes: mem=+1M is a MiB or more" },
	{ "size", FILTER_SIZE, FILTER_OF_GONE, "SIZE", "size of a segment" },
	{ "nattch", FILTER_NUMBER, 0, "NUMBER", "attachments of a segment" },
	{ "nsems", FILTER_NUMBER, 0, "NUMBER", "semaphores of an array" },
	{ "messages", FILTER_NUMBER, 0, "NUMBER", "messages in a queue" },
	{ "pid", FILTER_NUMBER, FILTER_BY_USERS | FILTER_OF_GONE, "PID",
	  "process that uses it, made it or used it last" },
	{ "program", FILTER_TEXT,
	  FILTER_BY_MODULE | FILTER_BY_USERS | FILTER_OF_GONE, "NAME",
	  "the same by the name of the program" },
	{ "cgroup", FILTER_TEXT,
	  FILTER_BY_MODULE | FILTER_BY_USERS | FILTER_OF_GONE,
	  "PATH|NAME|CONTAINER",
	  "control group and all below it: its path, its name, or 12 digits of a container's id" },
};

const size_t filter_names_n = sizeof(filter_names) / sizeof(filter_names[0]);

static const char *name_at(size_t i)
{
	return i < filter_names_n ? filter_names[i].name : NULL;
}

static const char *kind_at(size_t i)
{
	static const char *const names[] = { "shm", "sem", "msg" };

	return i < 3 ? names[i] : NULL;
}

static const char *verdict_at(size_t i)
{
	return i < verdict_words_n ? verdict_words[i].word : NULL;
}

static const char *reason_at(size_t i)
{
	return i < reason_words_n ? reason_words[i].word : NULL;
}

static bool is_unknown(const char *what, const char *word,
		       const char *(*name)(size_t i), char *why, size_t size)
{
	const char *meant = nearest(word, name);
	size_t n;

	if (meant) {
		snprintf(why, size, "unknown %s '%s'; did you mean '%s'?", what,
			 shown(word), meant);
		return false;
	}
	n = snprintf(why, size, "unknown %s '%s'; there are", what,
		     shown(word));
	for (size_t i = 0; name(i) && n < size; i++)
		n += snprintf(why + n, size - n, "%s %s", i ? "," : "",
			      name(i));
	return false;
}

static bool parse_word(struct filter_value *v, const char *what,
		       const char *(*name)(size_t i), char *why, size_t size)
{
	for (size_t i = 0; name(i); i++)
		if (!strcmp(v->text, name(i)))
			return true;
	return is_unknown(what, v->text, name, why, size);
}

/* What a letter behind a number multiplies it by, 0 for no such letter. */
static uint64_t unit(enum filter_type type, const char *s)
{
	static const struct {
		const char *letter;
		uint64_t factor;
	} times[] = { { "s", 1 },     { "m", 60 },     { "h", 3600 },
		      { "d", 86400 }, { "w", 604800 }, { "y", 31557600 } };
	static const char sizes[] = "KMGT";
	const char *found;

	if (!*s)
		return 1;
	if (type == FILTER_TIME) {
		for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
			if (!strcmp(s, times[i].letter))
				return times[i].factor;
		return 0;
	}
	if (type != FILTER_SIZE)
		return 0;
	found = strchr(sizes, toupper((unsigned char)*s));
	if (!found || (s[1] && strcmp(s + 1, "iB") && strcmp(s + 1, "B")))
		return 0;
	return 1ULL << 10 * (found - sizes + 1);
}

/* One number with its unit; as much as there can be if it is too large. */
static bool parse_number(enum filter_type type, const char *s, size_t len,
			 uint64_t *num)
{
	char word[32];
	uint64_t factor;
	char *end;

	if (len >= sizeof(word) || !isdigit((unsigned char)*s))
		return false;
	memcpy(word, s, len);
	word[len] = '\0';
	errno = 0;
	*num = strtoull(word, &end, 10);
	factor = unit(type, end);
	if (!factor)
		return false;
	if (errno || *num > UINT64_MAX / factor)
		*num = UINT64_MAX;
	else
		*num *= factor;
	return true;
}

/**
 * filter_time() - read a length of time
 * @word: what the user wrote
 * @seconds: set to it
 *
 * Return: false if it is none.
 */
bool filter_time(const char *word, uint64_t *seconds)
{
	return parse_number(FILTER_TIME, word, strlen(word), seconds);
}

static bool parse_range(struct filter_value *v, enum filter_type type)
{
	const char *word = v->text;
	const char *dash;

	if (!*word)
		return false;
	dash = strchr(word + 1, '-');
	v->low = 0;
	v->high = UINT64_MAX;
	if (*word == '+')
		return parse_number(type, word + 1, strlen(word + 1), &v->low);
	if (*word == '-')
		return parse_number(type, word + 1, strlen(word + 1), &v->high);
	if (dash)
		return parse_number(type, word, dash - word, &v->low) &&
		       parse_number(type, dash + 1, strlen(dash + 1),
				    &v->high) &&
		       v->low <= v->high;
	if (!parse_number(type, word, strlen(word), &v->low))
		return false;
	v->high = v->low;
	return true;
}

static bool parse_key(struct filter_value *v)
{
	char *end;

	if (!strcmp(v->text, "private"))
		return true;
	if (!isdigit((unsigned char)*v->text))
		return false;
	errno = 0;
	v->low = strtoull(v->text, &end, !strncmp(v->text, "0x", 2) ? 16 : 10);
	return !errno && !*end && v->low <= UINT32_MAX;
}

/* Digits alone are an id; whether there is such a name is seen later. */
static bool parse_id(struct filter_value *v)
{
	if (!*v->text)
		return false;
	if (v->text[strspn(v->text, "0123456789")])
		return true;
	errno = 0;
	v->low = strtoull(v->text, NULL, 10);
	v->text = NULL;
	return !errno && v->low <= UINT32_MAX;
}

static bool parse_value(struct filter_value *v, enum filter_type type,
			char *why, size_t size)
{
	bool ok;

	*why = '\0';
	switch (type) {
	case FILTER_KIND:
		v->low = ref_kind(v->text, strlen(v->text));
		return parse_word(v, "kind of object", kind_at, why, size);
	case FILTER_VERDICT:
		return parse_word(v, "verdict", verdict_at, why, size);
	case FILTER_REASON:
		return parse_word(v, "reason", reason_at, why, size);
	case FILTER_NS:
		return ns_ref_parse(v->text, &v->ns);
	case FILTER_USER:
	case FILTER_GROUP:
		return parse_id(v);
	case FILTER_KEY:
		return parse_key(v);
	case FILTER_TEXT:
		ok = *v->text;
		return ok;
	default:
		return parse_range(v, type);
	}
}

/* What would be right where a value is wrong. */
static const char *example(enum filter_type type)
{
	switch (type) {
	case FILTER_NS:
		return "own, a number such as 4026531839, or @ and a PID";
	case FILTER_USER:
	case FILTER_GROUP:
		return "a name or an id";
	case FILTER_KEY:
		return "a key such as 0x4711, or private";
	case FILTER_SIZE:
		return "a size such as 4096, +1M (at least), -1G (at most) or 1M-8M";
	case FILTER_TIME:
		return "a time such as 90s, +1d (at least), -2h (at most) or 1h-2h";
	case FILTER_TEXT:
		return "some text";
	default:
		return "a number such as 5, +5 (at least), -5 (at most) or 3-12";
	}
}

static bool parse_values(struct filter_test *test, const char *name,
			 const char *values, char *why, size_t size)
{
	enum filter_type type = test->name->type;
	size_t n = 1;
	char *word;

	for (const char *s = values; *s; s++)
		n += *s == ',';
	test->words = xstrdup(values);
	test->v = xcalloc(n, sizeof(*test->v));
	word = test->words;
	while (word) {
		struct filter_value *v = &test->v[test->n];
		char reason[FILTER_WHY];
		const char *written;

		v->text = strsep(&word, ",");
		written = v->text;
		if (!parse_value(v, type, reason, sizeof(reason))) {
			if (*reason)
				snprintf(why, size, "%s: %s", name, reason);
			else
				snprintf(why, size, "%s: '%s' is not %s", name,
					 shown(written), example(type));
			return false;
		}
		test->n++;
	}
	return true;
}

static const struct filter_name *find_name(const char *word, size_t len)
{
	for (size_t i = 0; i < filter_names_n; i++)
		if (strlen(filter_names[i].name) == len &&
		    !memcmp(filter_names[i].name, word, len))
			return &filter_names[i];
	return NULL;
}

/**
 * filter_add() - read one NAME=VALUE
 * @filter: the filters; this one is added
 * @word: what the user wrote
 * @flags: FILTER_OF_NS if namespaces are to be chosen, FILTER_OF_GONE if objects
 *	   that are gone
 * @why: set to a message if the word is wrong; FILTER_WHY bytes are enough
 * @size: the size of @why
 *
 * Return: false if it is wrong.
 */
bool filter_add(struct filter *filter, const char *word, unsigned int flags,
		char *why, size_t size)
{
	const char *value = strchr(word, '=');
	size_t len = value ? (size_t)(value - word) : strlen(word);
	const struct filter_name *name = find_name(word, len);
	struct filter_test *test;
	char given[64];

	snprintf(given, sizeof(given), "%.*s", (int)len, word);
	if (!name)
		return is_unknown("filter", given, name_at, why, size);
	if (flags & ~name->flags & FILTER_OF_GONE) {
		snprintf(why, size, "%s= is not known of objects that are gone",
			 given);
		return false;
	}
	if (flags & ~name->flags) {
		snprintf(
			why, size,
			"%s= chooses objects, but namespaces are shown here; ns= chooses these",
			given);
		return false;
	}
	if (!value) {
		snprintf(why, size, "%s needs a value: %s=%s", given, given,
			 name->value);
		return false;
	}
	if (filter->n == FILTER_TESTS) {
		snprintf(why, size, "there are more than %d filters",
			 FILTER_TESTS);
		return false;
	}
	test = &filter->tests[filter->n++];
	memset(test, 0, sizeof(*test));
	test->name = name;
	return parse_values(test, given, value + 1, why, size);
}

/**
 * filter_text() - put filters as the user writes them
 * @filter: the filters
 * @but: a type of filter that is left out, or -1
 * @b: where to; after what is there
 */
void filter_text(const struct filter *filter, int but, struct buf *b)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		const char *value = test->words;

		if ((int)test->name->type == but)
			continue;
		buf_printf(b, "%s%s", b->len ? " " : "", test->name->name);
		/* The commas between them were taken away. */
		for (size_t j = 0; j < test->n; j++) {
			buf_printf(b, "%c%s", j ? ',' : '=', value);
			value += strlen(value) + 1;
		}
	}
}

/**
 * filter_free() - free what filter_add() keeps
 * @filter: the filters
 */
void filter_free(struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		free(filter->tests[i].v);
		free(filter->tests[i].words);
	}
	filter->n = 0;
}
