// SPDX-License-Identifier: GPL-2.0
/*
 * What may stand where the cursor is: the shells' completion asks for it, so
 * that it offers what this version knows, and what the snapshot has.
 *
 * One candidate per line. One that ends in = : or , goes on; a first line with
 * a lone slash asks the shell for names of files.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>

#include "base/memory.h"
#include "base/names.h"
#include "cmd/commands.h"
#include "cmd/options.h"
#include "findings/objects.h"
#include "findings/words.h"
#include "view/columns.h"

/*
 * struct state - what is known of the line
 * @command: the command, NULL as long as none is there
 * @from: the saved snapshot that it reads, if any
 * @word: the word that is being written
 * @prefix: its beginning that stands already, such as user= or id,key,
 * @rest: what comes after that
 */
struct state {
	const struct command *command;
	const char *from;
	const char *word;
	char prefix[128];
	const char *rest;
};

/* Line ends in names would make two candidates of one. */
static void offer(const struct state *st, const char *text, const char *end)
{
	if (strncmp(text, st->rest, strlen(st->rest)) || strchr(text, '\n'))
		return;
	printf("%s%s%s\n", st->prefix, text, end);
}

/* What stands before the place of the word that is to be completed. */
static void split(struct state *st, const char *at)
{
	snprintf(st->prefix, sizeof(st->prefix), "%.*s", (int)(at - st->word),
		 st->word);
	st->rest = at;
}

static void split_at_comma(struct state *st, const char *at)
{
	const char *comma = strrchr(at, ',');

	split(st, comma ? comma + 1 : at);
}

static void offer_columns(struct state *st)
{
	unsigned int kinds = st->command ? st->command->columns : OBJECT_KINDS;

	for (int c = 0; c < COLUMNS; c++)
		if (column_in_any(c, kinds))
			offer(st, column_name(c), "");
}

/* The value of an option, which begins at @at of the word. */
static void offer_value(struct state *st, int id, const char *at)
{
	const char *const *words = option_info[id].words;

	split_at_comma(st, at);
	switch (id) {
	case OPT_FROM:
	case OPT_PLAN:
	case OPT_SAVE:
		printf("/%.*s\n", (int)(at - st->word), st->word);
		return;
	case OPT_OUTPUT:
		if (st->rest == at && !*at)
			offer(st, "help", "");
		if (*st->rest == '+')
			split(st, st->rest + 1);
		offer_columns(st);
		return;
	case OPT_SORT:
		if (*st->rest == '-')
			split(st, st->rest + 1);
		offer_columns(st);
		return;
	default:
		for (; words && *words; words++)
			offer(st, *words, "");
	}
}

static void offer_options(struct state *st)
{
	for (int i = 0; i < OPTIONS; i++) {
		char text[32];

		if (st->command && !(st->command->options & OPT_BIT(i)))
			continue;
		snprintf(text, sizeof(text), "--%s", option_info[i].name);
		offer(st, text, option_info[i].arg == ARG_NEEDED ? "=" : "");
	}
}

/* The snapshot; what is wrong with it is not to be told amid a line. */
static struct snapshot *get(const struct state *st)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (fd >= 0) {
		dup2(fd, STDERR_FILENO);
		close(fd);
	}
	return st->from && !strcmp(st->from, "-") ?
		       NULL :
		       load(st->from, LOAD_ALL, NULL);
}

static void offer_ids(struct state *st, enum kind kind)
{
	struct snapshot *snap = get(st);

	for (size_t i = 0; snap && i < snap->list[kind].n; i++) {
		const struct rec *rec = snap->list[kind].v[i];
		char text[OBJECT_NAME];

		object_name(text, sizeof(text), rec);
		offer(st, text + strlen(kind_name(kind)) + 1, "");
	}
	snapshot_free(snap);
}

static void offer_objects(struct state *st)
{
	const char *colon = strchr(st->word, ':');

	if (colon) {
		enum kind kind = ref_kind(st->word, colon - st->word);

		split(st, colon + 1);
		if (kind != KINDS)
			offer_ids(st, kind);
		return;
	}
	for (int i = 0; i < 3; i++)
		offer(st, kind_name(object_kinds[i]), ":");
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each text once; they are freed. */
static void offer_once(const struct state *st, char **texts, size_t n)
{
	if (n)
		qsort(texts, n, sizeof(*texts), by_text);
	for (size_t i = 0; i < n; i++)
		if (!i || strcmp(texts[i - 1], texts[i]))
			offer(st, texts[i], "");
	for (size_t i = 0; i < n; i++)
		free(texts[i]);
	free(texts);
}

static void offer_processes(struct state *st, bool pids)
{
	struct snapshot *snap = get(st);
	const struct rec_list *users = snap ? &snap->list[KIND_USER] : NULL;
	char **texts = xcalloc(users ? 2 * users->n + 1 : 1, sizeof(*texts));
	size_t n = 0;

	for (size_t i = 0; users && i < users->n; i++) {
		const struct rec *rec = users->v[i];
		const char *comm = rec_str(rec, F_COMM);
		char number[24];

		if (comm && *comm)
			texts[n++] = xstrdup(comm);
		if (!pids || !rec_known(rec, F_PID))
			continue;
		snprintf(number, sizeof(number), "%" PRIu64,
			 rec_num(rec, F_PID, 0));
		texts[n++] = xstrdup(number);
	}
	offer_once(st, texts, n);
	snapshot_free(snap);
}

static void offer_owners(struct state *st, enum field field,
			 const char *(*find)(uint32_t id))
{
	struct snapshot *snap = get(st);
	size_t n = 0, room = 1;
	char **texts;

	for (int k = 0; snap && k < 3; k++)
		room += snap->list[object_kinds[k]].n;
	texts = xcalloc(room, sizeof(*texts));
	for (int k = 0; snap && k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const char *name = find(rec_num(list->v[i], field, 0));

			if (name)
				texts[n++] = xstrdup(name);
		}
	}
	offer_once(st, texts, n);
	snapshot_free(snap);
}

static void offer_filter_value(struct state *st, const struct filter_name *name)
{
	split_at_comma(st, strchr(st->word, '=') + 1);
	switch (name->type) {
	case FILTER_KIND:
		for (int i = 0; i < 3; i++)
			offer(st, kind_name(object_kinds[i]), "");
		break;
	case FILTER_VERDICT:
		for (size_t i = 0; i < verdict_words_n; i++)
			offer(st, verdict_words[i].word, "");
		break;
	case FILTER_REASON:
		for (size_t i = 0; i < reason_words_n; i++)
			offer(st, reason_words[i].word, "");
		break;
	case FILTER_NS:
		offer(st, "own", "");
		break;
	case FILTER_KEY:
		offer(st, "private", "");
		break;
	case FILTER_USER:
		offer_owners(st, *name->name == 'c' ? F_CUID : F_UID,
			     names_user);
		break;
	case FILTER_GROUP:
		offer_owners(st, F_GID, names_group);
		break;
	case FILTER_TEXT:
		if (!strcmp(name->name, "program"))
			offer_processes(st, false);
		break;
	default:
		break;
	}
}

static void offer_filters(struct state *st, unsigned int flags)
{
	const char *value = strchr(st->word, '=');

	for (size_t i = 0; i < filter_names_n; i++) {
		const char *name = filter_names[i].name;

		if (flags & ~filter_names[i].flags)
			continue;
		if (!value)
			offer(st, name, "=");
		else if (strlen(name) == (size_t)(value - st->word) &&
			 !strncmp(name, st->word, strlen(name)))
			offer_filter_value(st, &filter_names[i]);
	}
}

/* Is it the beginning of a filter, or all of one? Else it may name a file. */
static bool looks_like_filter(const char *word)
{
	size_t len = strcspn(word, "=");

	for (size_t i = 0; len && i < filter_names_n; i++)
		if (!strncmp(filter_names[i].name, word, len))
			return true;
	return false;
}

static void offer_words(struct state *st)
{
	unsigned int takes = st->command ? st->command->takes : TAKES_FILTERS;

	if (takes & TAKES_FILES && !looks_like_filter(st->word)) {
		puts("/");
		return;
	}
	if (!st->command)
		for (size_t i = 0; i < commands_n; i++)
			offer(st, commands[i].name, "");
	if (takes & TAKES_TOPIC)
		for (size_t i = 0; help_topic_at(i); i++)
			offer(st, help_topic_at(i), "");
	if (takes & TAKES_KINDS)
		for (int i = 0; i < 3; i++)
			offer(st, kind_name(object_kinds[i]), "");
	if (takes & (TAKES_FILTERS | TAKES_NS | TAKES_GONE))
		offer_filters(st,
			      st->command ? command_filters(st->command) : 0);
	if (takes & TAKES_OBJECTS)
		offer_objects(st);
	if (takes & TAKES_PROCESSES && !strchr(st->word, ':'))
		offer_processes(st, true);
}

/* The option that a word is, OPTIONS if none; @value is set behind its = */
static int option_of(const char *word, const char **value)
{
	size_t len = strcspn(word, "=");

	*value = word[len] ? word + len + 1 : NULL;
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_info *info = &option_info[i];
		char name[32];

		snprintf(name, sizeof(name), "--%s", info->name);
		if (strlen(name) == len && !strncmp(name, word, len))
			return i;
		if (info->letter && word[0] == '-' && word[1] == info->letter &&
		    !word[2])
			return i;
	}
	return OPTIONS;
}

/**
 * complete() - print what may stand where the cursor is
 * @words: the words of the line after the name of the program; the last is the
 *	   one that is being written, and may be empty
 * @n: how many
 */
void complete(char **words, size_t n)
{
	struct state st = { .word = words[n - 1], .rest = words[n - 1] };
	const char *value = NULL;
	int pending = OPTIONS, id;

	for (size_t i = 0; i + 1 < n; i++) {
		if (pending != OPTIONS) {
			if (pending == OPT_FROM || pending == OPT_PLAN)
				st.from = words[i];
			pending = OPTIONS;
			continue;
		}
		if (*words[i] != '-') {
			if (!st.command)
				st.command = command_find(words[i]);
			continue;
		}
		id = option_of(words[i], &value);
		if ((id == OPT_FROM || id == OPT_PLAN) && value)
			st.from = value;
		if (id != OPTIONS && option_info[id].arg == ARG_NEEDED &&
		    !value)
			pending = id;
	}
	id = option_of(st.word, &value);
	if (pending != OPTIONS)
		offer_value(&st, pending, st.word);
	else if (id != OPTIONS && value)
		offer_value(&st, id, value);
	else if (*st.word == '-')
		offer_options(&st);
	else
		offer_words(&st);
	names_free();
}
