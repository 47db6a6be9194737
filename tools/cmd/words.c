// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the words that are no options: the command, and what it is about.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/say.h"
#include "cmd/commands.h"
#include "cmd/options.h"
#include "findings/objects.h"
#include "findings/words.h"

/* Commands of earlier versions, and of programs that do something alike. */
static const struct {
	const char *name;
	const char *instead;
} other_names[] = {
	{ "users", "ipcdiag who" },
	{ "summary", "ipcdiag list --group-by=owner" },
	{ "leaks", "ipcdiag report" },
	{ "ns", "ipcdiag namespaces" },
	{ "shm", "ipcdiag list shm" },
	{ "sem", "ipcdiag list sem" },
	{ "msg", "ipcdiag list msg" },
};

static bool is_id(const char *word)
{
	return isdigit((unsigned char)*word);
}

static bool wrong_command(const char *word)
{
	struct object_ref ref;
	const char *meant;

	for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]);
	     i++) {
		if (strcmp(word, other_names[i].name))
			continue;
		say("there is no command '%s'; see %s", word,
		    other_names[i].instead);
		return false;
	}
	if (ref_parse(word, &ref)) {
		say("'%s' is an object, not a command; did you mean 'show %s'?",
		    shown(word), shown(word));
		return false;
	}
	meant = nearest(word, command_name_at);
	if (meant)
		say("unknown command '%s'; did you mean '%s'?", shown(word),
		    meant);
	else
		say("unknown command '%s'; ipcdiag --help lists them",
		    shown(word));
	return false;
}

/* What can be meant where a word is wrong depends on the command. */
static const struct command *meant_for;

static bool takes_filter(const struct command *command,
			 const struct filter_name *name)
{
	return !(command_filters(command) & ~name->flags);
}

static const char *filter_at(size_t i)
{
	for (size_t f = 0; f < filter_names_n; f++)
		if (takes_filter(meant_for, &filter_names[f]) && !i--)
			return filter_names[f].name;
	return NULL;
}

static const char *kind_or_filter(size_t i)
{
	return i < 3 ? kind_name(object_kinds[i]) : filter_at(i - 3);
}

static const struct filter_name *find_filter(const char *word)
{
	size_t len = strcspn(word, "=");

	for (size_t i = 0; i < filter_names_n; i++)
		if (strlen(filter_names[i].name) == len &&
		    !memcmp(filter_names[i].name, word, len))
			return &filter_names[i];
	return NULL;
}

/* A kind where it is no word; false after a message. */
static bool wrong_kind(const struct command *command, const char *kind)
{
	enum option_id id = OPT_SHM;

	if (!(command->options & OPT_BIT(OPT_SHM))) {
		say("%s: '%s' is not a filter; did you mean 'kind=%s'?",
		    command->name, kind, kind);
		return false;
	}
	for (int i = 0; i < 3; i++)
		if (!strcmp(kind, kind_name(object_kinds[i])))
			id = OPT_SHM + i;
	say("%s: kinds are chosen by an option here: -%c for %s%s%s",
	    command->name, option_info[id].letter, kind,
	    command->takes & TAKES_FILTERS ? ", or kind=" : "",
	    command->takes & TAKES_FILTERS ? kind : "");
	return false;
}

/* Of a command that takes some of the filters only. */
static bool unknown_filter(const struct command *command, const char *word)
{
	char given[64], list[FILTER_WHY] = "";
	const char *meant;
	size_t n = 0;

	snprintf(given, sizeof(given), "%.*s", (int)strcspn(word, "="), word);
	meant_for = command;
	meant = nearest(given, filter_at);
	if (meant) {
		say("%s: unknown filter '%s'; did you mean '%s'?",
		    command->name, shown(given), meant);
		return false;
	}
	for (size_t i = 0; filter_at(i) && n < sizeof(list); i++)
		n += snprintf(list + n, sizeof(list) - n,
			      "%s %s=", i ? "," : "", filter_at(i));
	say("%s: unknown filter '%s'; it takes only%s", command->name,
	    shown(given), list);
	return false;
}

static bool wrong_filter(const struct command *command, const char *word)
{
	struct object_ref ref;
	const char *meant;

	meant_for = command;
	meant = nearest(word, kind_or_filter);
	if (ref_kind(word, strlen(word)) != KINDS)
		return wrong_kind(command, word);
	if (ref_parse(word, &ref))
		say("%s: '%s' is an object, not a filter; did you mean 'show %s'?",
		    command->name, shown(word), shown(word));
	else if (command_filters(command) && !find_filter(word))
		return unknown_filter(command, word);
	else if (verdict_word_find(word))
		say("%s: '%s' is not a filter; did you mean 'verdict=%s'?",
		    command->name, word, word);
	else if (meant && ref_kind(meant, strlen(meant)) != KINDS &&
		 !(command->takes & TAKES_KINDS))
		say("%s: '%s' is not a filter; did you mean 'kind=%s'?",
		    command->name, shown(word), meant);
	else if (meant && ref_kind(meant, strlen(meant)) != KINDS)
		say("%s: '%s' is neither a kind of object nor a filter; did you mean '%s'?",
		    command->name, shown(word), meant);
	else if (meant)
		say("%s: '%s' is neither a kind of object nor a filter; did you mean '%s=...'?",
		    command->name, shown(word), meant);
	else
		say("%s: '%s' is neither a kind of object nor a filter NAME=VALUE; ipcdiag help filters lists these",
		    command->name, shown(word));
	return false;
}

/**
 * words_filter() - read a word that is a kind of object or a filter
 * @command: the command
 * @word: the word
 * @req: its kinds are added to
 * @filter: filters, which are added to
 *
 * Return: false if it is wrong; a message was printed then.
 */
bool words_filter(const struct command *command, const char *word,
		  struct request *req, struct filter *filter)
{
	enum kind kind = ref_kind(word, strlen(word));
	char why[FILTER_WHY];

	if (command->takes & TAKES_KINDS && kind != KINDS) {
		req->kinds |= 1U << kind;
		return true;
	}
	if (!strchr(word, '=') && !(command->takes & TAKES_NS))
		return wrong_filter(command, word);
	if (command_filters(command) && !find_filter(word))
		return unknown_filter(command, word);
	if (filter_add(filter, word, command_filters(command), why,
		       sizeof(why)))
		return true;
	say("%s: %s", command->name, why);
	return false;
}

static void keep_ref(struct request *req, const struct object_ref *ref)
{
	req->refs =
		xreallocarray(req->refs, req->nrefs + 1, sizeof(*req->refs));
	req->refs[req->nrefs++] = *ref;
}

/* A word after who that would choose objects elsewhere, not a process. */
static bool is_choice(const struct command *command, const char *word)
{
	const struct filter_name *name = find_filter(word);
	const char *value = strchr(word, '=');

	if (ref_kind(word, strlen(word)) != KINDS)
		return !wrong_kind(command, word);
	if (!value++ || !name)
		return false;
	if (!strcmp(name->name, "pid") && *value &&
	    !value[strspn(value, "0123456789")])
		say("%s: '%s' is a filter, but %s takes a PID, a program's name or an object; did you mean '%s %s'?",
		    command->name, shown(word), command->name, command->name,
		    shown(value));
	else
		say("%s: '%s' is a filter, but %s takes a PID, a program's name or an object",
		    command->name, shown(word), command->name);
	return true;
}

static void keep_process(struct request *req, char *word)
{
	req->processes = xreallocarray(req->processes, req->nprocesses + 1,
				       sizeof(*req->processes));
	req->processes[req->nprocesses++] = word;
}

static bool wrong_object(const struct command *command, const char *word)
{
	const char *kind;

	if (is_id(word)) {
		say("%s: '%s' does not say what kind of object is meant: shm:%s, sem:%s or msg:%s?",
		    command->name, shown(word), shown(word), shown(word),
		    shown(word));
		return false;
	}
	kind = ref_kind(word, strcspn(word, ":")) == KINDS ? "shm" : word;
	say("%s: '%s' is not KIND:ID; did you mean %.*s:5?", command->name,
	    shown(word), (int)strcspn(kind, ":"), kind);
	return false;
}

/*
 * parse_object() - read shm:5, or shm 5, with more ids after that
 * Return: how many words that took, 0 if these name no object.
 */
static size_t parse_object(char **words, size_t n, struct request *req)
{
	enum kind kind = ref_kind(words[0], strlen(words[0]));
	struct object_ref ref;
	size_t used = 1;

	if (ref_parse(words[0], &ref)) {
		keep_ref(req, &ref);
		return 1;
	}
	while (kind != KINDS && used < n && is_id(words[used]) &&
	       ref_parse_id(words[used], kind, &ref)) {
		keep_ref(req, &ref);
		used++;
	}
	return used > 1 ? used : 0;
}

/* Is a colon in it because an object is meant, or is it part of a name? */
static bool looks_like_object(const char *word)
{
	return strchr(word, ':') && ref_kind(word, strcspn(word, ":")) != KINDS;
}

static bool parse_objects(const struct command *command, char **words, size_t n,
			  struct request *req)
{
	bool processes = command->takes & TAKES_PROCESSES;

	for (size_t i = 0, used; i < n; i += used) {
		used = parse_object(words + i, n - i, req);
		if (used)
			continue;
		if (!processes || looks_like_object(words[i]))
			return wrong_object(command, words[i]);
		if (!*words[i]) {
			say("%s: an empty word is no process; name it by PID or by program",
			    command->name);
			return false;
		}
		if (is_choice(command, words[i]))
			return false;
		keep_process(req, words[i]);
		used = 1;
	}
	return true;
}

/* Files come first; a=b or shm is one if a slash says so, as in ./a=b. */
static bool looks_like_file(const char *word)
{
	return strchr(word, '/') ||
	       (!strchr(word, '=') && ref_kind(word, strlen(word)) == KINDS);
}

/* Return: how many words name files, SIZE_MAX after a message. */
static size_t parse_files(const struct command *command, char **words, size_t n,
			  struct request *req)
{
	size_t used = 0;

	while (used < n && looks_like_file(words[used]))
		used++;
	if (!used)
		return 0;
	if (used + !!req->from > 2) {
		say("%s: '%s' is too much; it compares two snapshots",
		    command->name, shown(words[req->from ? 1 : 2]));
		return SIZE_MAX;
	}
	req->older = words[0];
	if (used > 1)
		req->from = words[1];
	if (req->from && !strcmp(req->older, "-") && !strcmp(req->from, "-")) {
		say("%s: only one snapshot can be read from standard input",
		    command->name);
		return SIZE_MAX;
	}
	return used;
}

static bool parse_rest(const struct command *command, char **words, size_t n,
		       struct request *req, struct filter *filter)
{
	if (command->takes & TAKES_OBJECTS)
		return parse_objects(command, words, n, req);
	if (command->takes & TAKES_SAVED && n) {
		req->saved = *words++;
		n--;
	}
	if (command->takes & TAKES_FILES) {
		size_t used = parse_files(command, words, n, req);

		if (used == SIZE_MAX)
			return false;
		words += used;
		n -= used;
	}
	if (n && !(command->takes &
		   (TAKES_FILTERS | TAKES_KINDS | TAKES_NS | TAKES_GONE))) {
		say("%s: '%s' is too much; it takes no words", command->name,
		    shown(words[0]));
		return false;
	}
	for (size_t i = 0; i < n; i++)
		if (!words_filter(command, words[i], req, filter))
			return false;
	return true;
}

/**
 * words_parse() - read the words that are no options
 * @words: the words
 * @n: how many
 * @command: set to the command, the report if none is named, NULL if it is wrong
 * @req: filled with what the words name
 * @filter: filled with the filters
 *
 * Return: false if something is wrong; a message was printed then.
 */
bool words_parse(char **words, size_t n, const struct command **command,
		 struct request *req, struct filter *filter)
{
	*command = &commands[0];
	if (!n)
		return true;
	if (!strchr(words[0], '=')) {
		*command = command_find(words[0]);
		if (!*command)
			return wrong_command(words[0]);
		words++;
		n--;
	}
	if ((*command)->takes & TAKES_TOPIC)
		return true;
	return parse_rest(*command, words, n, req, filter);
}
