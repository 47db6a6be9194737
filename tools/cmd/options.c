// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the options.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "cmd/options.h"

/* getopt_long() returns this and the number of the option. */
#define LONG_BASE 0x100

/* Seconds between two looks. */
#define INTERVAL_LEAST 0.1
#define INTERVAL_MOST  86400

static const char *const *words_to_choose;

static const char *word_at(size_t i)
{
	return words_to_choose[i];
}

static const char *option_at(size_t i)
{
	return i < OPTIONS ? option_info[i].name : NULL;
}

/* The number of a word among those of an option, -1 after a message. */
static int choose(enum option_id id, const char *word)
{
	const char *const *words = option_info[id].words;
	const char *meant;
	char list[96] = "";
	size_t n = 0;

	for (int i = 0; words[i]; i++) {
		if (!strcmp(words[i], word))
			return i;
		n += snprintf(list + n, sizeof(list) - n, "%s%s", i ? ", " : "",
			      words[i]);
	}
	words_to_choose = words;
	meant = nearest(word, word_at);
	if (meant)
		say("--%s: unknown value '%s'; did you mean '%s'?",
		    option_info[id].name, shown(word), meant);
	else
		say("--%s: unknown value '%s'; there are %s",
		    option_info[id].name, shown(word), list);
	return -1;
}

static bool parse_limit(const char *word, struct request *req)
{
	char *end;

	errno = 0;
	req->limit = strtoull(word, &end, 10);
	if (*word < '0' || *word > '9' || *end || errno || !req->limit) {
		say("--limit: '%s' is not a number of rows; 1 is the least",
		    shown(word));
		return false;
	}
	return true;
}

static bool parse_since(const char *word, struct request *req)
{
	if (filter_time(word, &req->since) && req->since)
		return true;
	say("--since: '%s' is not a length of time such as 90s, 2h or 1d",
	    shown(word));
	return false;
}

static bool parse_interval(const char *word, struct request *req)
{
	char *end;

	req->interval = strtod(word, &end);
	if (*word >= '0' && *word <= '9' && !*end &&
	    req->interval >= INTERVAL_LEAST && req->interval <= INTERVAL_MOST)
		return true;
	say("--interval: '%s' is not a number of seconds from 0.1 to 86400",
	    shown(word));
	return false;
}

static bool parse_count(const char *word, struct request *req)
{
	char *end;

	errno = 0;
	req->count = strtoull(word, &end, 10);
	if (*word < '0' || *word > '9' || *end || errno || !req->count) {
		say("--count: '%s' is not a number of looks; 1 is the least",
		    shown(word));
		return false;
	}
	return true;
}

static bool parse_fail_on(const char *list, struct request *req)
{
	char word[16];

	req->fail_on = 0;
	do {
		size_t n = strcspn(list, ",");
		int which;

		snprintf(word, sizeof(word), "%.*s", (int)n, list);
		which = choose(OPT_FAIL_ON, word);
		if (which < 0)
			return false;
		/* The last word is none. */
		if (option_info[OPT_FAIL_ON].words[which + 1])
			req->fail_on |= 1U << which;
		list += n;
	} while (*list++);
	return true;
}

static bool parse_format(enum option_id id, const char *word,
			 struct request *req)
{
	int layout = word ? choose(id, word) : JSON_COMPACT;

	switch (id) {
	case OPT_RAW:
		req->style.format = FORMAT_RAW;
		return true;
	case OPT_CSV:
		req->style.format = FORMAT_CSV;
		return true;
	default:
		if (layout < 0)
			return false;
		req->style.format = FORMAT_JSON;
		req->style.json = layout;
		return true;
	}
}

static bool parse_look(enum option_id id, const char *word, struct request *req,
		       struct options *options)
{
	int which;

	switch (id) {
	case OPT_SKIP_NULL:
		req->style.skip_null = true;
		return true;
	case OPT_BYTES:
		req->style.bytes = true;
		return true;
	case OPT_NOHEADINGS:
		req->style.noheadings = true;
		return true;
	case OPT_TIME:
		which = choose(id, word);
		req->style.time = TIME_SHORT + which;
		return which >= 0;
	default:
		options->color = word ? word : "always";
		return choose(id, options->color) >= 0;
	}
}

static bool parse_choice(enum option_id id, const char *word,
			 struct request *req)
{
	int which;

	switch (id) {
	case OPT_FROM:
	case OPT_PLAN:
		req->from = word;
		req->plan = id == OPT_PLAN;
		return true;
	case OPT_SAVE:
		req->save = word;
		return true;
	case OPT_QUARANTINE:
		req->act = CLEAN_QUARANTINE;
		return true;
	case OPT_RELEASE:
		req->act = CLEAN_RELEASE;
		return true;
	case OPT_YES:
		req->yes = true;
		return true;
	case OPT_OUTPUT:
		req->columns = word;
		return true;
	case OPT_SORT:
		req->sort = word;
		return true;
	case OPT_LIMIT:
		return parse_limit(word, req);
	case OPT_GROUP_BY:
		which = choose(id, word);
		req->group_by = GROUP_OWNER + which;
		return which >= 0;
	case OPT_ALL:
		req->all = true;
		return true;
	case OPT_FAIL_ON:
		return parse_fail_on(word, req);
	case OPT_SINCE:
		return parse_since(word, req);
	case OPT_INTERVAL:
		return parse_interval(word, req);
	case OPT_COUNT:
		return parse_count(word, req);
	default:
		/* Kinds: main() has a look at what was given. */
		return true;
	}
}

static bool parse_one(enum option_id id, const char *word, struct request *req,
		      struct options *options)
{
	options->given |= OPT_BIT(id);
	switch (id) {
	case OPT_JSON:
	case OPT_CSV:
	case OPT_RAW:
		return parse_format(id, word, req);
	case OPT_SKIP_NULL:
	case OPT_BYTES:
	case OPT_NOHEADINGS:
	case OPT_TIME:
	case OPT_COLOR:
		return parse_look(id, word, req, options);
	default:
		return parse_choice(id, word, req);
	}
}

/* What getopt_long() has to know, made from the table. */
static void make_tables(struct option *longs, char *letters)
{
	static const int takes[] = { [ARG_NONE] = no_argument,
				     [ARG_NEEDED] = required_argument,
				     [ARG_OPTIONAL] = optional_argument };

	*letters++ = ':';
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_info *info = &option_info[i];

		longs[i] = (struct option){ info->name, takes[info->arg], NULL,
					    LONG_BASE + i };
		if (!info->letter)
			continue;
		*letters++ = info->letter;
		if (info->arg == ARG_NEEDED)
			*letters++ = ':';
	}
	longs[OPTIONS] = (struct option){ NULL, 0, NULL, 0 };
	*letters = '\0';
}

static bool tell_wrong(int c, char **argv)
{
	const char *word = argv[optind - 1];
	char given[64];
	const char *meant;

	if (c == ':') {
		say("%s needs a value", shown(word));
		return false;
	}
	/* A letter among others, as in -xr. */
	if (optopt && optopt < LONG_BASE) {
		char letter[2] = { (char)optopt, '\0' };

		say("unknown option '-%s'", shown(letter));
		return false;
	}
	snprintf(given, sizeof(given), "%.*s", (int)strcspn(word + 2, "="),
		 word + 2);
	if (optopt) {
		say("--%s takes no value", shown(given));
		return false;
	}
	meant = nearest(given, option_at);
	if (meant)
		say("unknown option '--%s'; did you mean '--%s'?", shown(given),
		    meant);
	else
		say("unknown option '--%s'", shown(given));
	return false;
}

static enum option_id by_letter(int letter)
{
	int id = 0;

	while (id < OPTIONS && option_info[id].letter != letter)
		id++;
	return id;
}

/**
 * options_parse() - read the options
 * @argc: number of words
 * @argv: the words; those that are no options come last then, from optind on
 * @req: filled with what the options say
 * @options: filled with what else they say
 *
 * Return: false if something is wrong; a message was printed then.
 */
bool options_parse(int argc, char **argv, struct request *req,
		   struct options *options)
{
	struct option longs[OPTIONS + 1];
	char letters[2 * OPTIONS + 2];
	enum option_id id;
	int c;

	make_tables(longs, letters);
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (c == '?' || c == ':')
			return tell_wrong(c, argv);
		id = c >= LONG_BASE ? (enum option_id)(c - LONG_BASE) :
				      by_letter(c);
		if (!parse_one(id, optarg, req, options))
			return false;
	}
	return true;
}
