// SPDX-License-Identifier: GPL-2.0
/*
 * Lists of what there is, for --help.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/lists.h"
#include "cmd/options.h"
#include "findings/words.h"
#include "view/columns.h"

/* Where the text of a list begins. */
#define TEXT_COLUMN 28

/* Text is broken here. */
#define TEXT_END 80

/**
 * lists_row() - print a word and what it means
 * @name: the word
 * @text: what it means; it is broken where it is long
 */
void lists_row(const char *name, const char *text)
{
	size_t column = printf("  %-*s", TEXT_COLUMN - 2, name);

	while (*text) {
		size_t n = strcspn(text, " ");

		if (column + 1 + n > TEXT_END) {
			printf("\n%*s", TEXT_COLUMN, "");
			column = TEXT_COLUMN;
		}
		column += printf("%s%.*s", column > TEXT_COLUMN ? " " : "",
				 (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
	putchar('\n');
}

/**
 * lists_filters() - list filters
 * @flags: FILTER_OF_NS for those that can choose namespaces, 0 for all
 */
void lists_filters(unsigned int flags)
{
	for (size_t i = 0; i < filter_names_n; i++) {
		const struct filter_name *name = &filter_names[i];
		char text[64];

		if (flags & ~name->flags)
			continue;
		snprintf(text, sizeof(text), "%s=%s", name->name, name->value);
		lists_row(text, name->help);
	}
}

/**
 * lists_filters_help() - explain filters
 */
void lists_filters_help(void)
{
	printf("Filters are words NAME=VALUE. Objects are shown that all of them fit.\n"
	       "More values may be given, joined by commas, of which one has to fit.\n"
	       "Of numbers, sizes and times, +VALUE means at least, -VALUE at most, and\n"
	       "VALUE-VALUE from one to the other. Sizes may end in K, M, G or T, times in\n"
	       "s, m, h, d, w or y.\n\n");
	lists_filters(0);
	printf("\nExample: ipcdiag list kind=sem user=www-data,nobody idle=+1d\n");
}

/**
 * lists_columns() - list columns
 * @kinds: kinds of record, one bit each, that have them
 */
void lists_columns(unsigned int kinds)
{
	for (int c = 0; c < COLUMNS; c++) {
		const char *before = " (";
		unsigned int in = 0;
		char name[32], text[128];
		size_t n;

		for (enum kind k = 0; k < KINDS; k++)
			if (kinds & 1U << k && column_in(c, k))
				in |= 1U << k;
		if (!in)
			continue;
		snprintf(name, sizeof(name), "%s", column_name(c));
		n = snprintf(text, sizeof(text), "%s", column_help(c));
		for (enum kind k = 0; in != kinds && k < KINDS; k++)
			if (in & 1U << k) {
				n += snprintf(text + n, sizeof(text) - n,
					      "%s%s", before, kind_name(k));
				before = ", ";
			}
		if (in != kinds)
			snprintf(text + n, sizeof(text) - n, ")");
		lists_row(name, text);
	}
}

/**
 * lists_columns_help() - list all columns of commands that have -o
 */
void lists_columns_help(void)
{
	for (size_t i = 0; i < commands_n; i++) {
		if (!commands[i].columns)
			continue;
		printf("%sColumns of %s:\n", i > 1 ? "\n" : "",
		       commands[i].name);
		lists_columns(commands[i].columns);
	}
}

/**
 * lists_verdicts() - list verdicts
 */
void lists_verdicts(void)
{
	for (size_t i = 0; i < verdict_words_n; i++) {
		char text[256];

		snprintf(text, sizeof(text), "%s: %s", verdict_words[i].meaning,
			 verdict_words[i].advice);
		lists_row(verdict_words[i].word, text);
	}
}

/**
 * lists_reasons() - list reasons
 */
void lists_reasons(void)
{
	for (size_t i = 0; i < reason_words_n; i++)
		lists_row(reason_words[i].word, reason_words[i].meaning);
}

/**
 * lists_options() - list all options, and which command has them
 */
void lists_options(void)
{
	for (int o = 0; o < OPTIONS; o++) {
		char name[64], text[256];
		size_t n = snprintf(text, sizeof(text),
				    "%s:", option_info[o].help);

		for (size_t c = 0; c < commands_n; c++)
			if (commands[c].options & OPT_BIT(o))
				n += snprintf(text + n, sizeof(text) - n, " %s",
					      commands[c].name);
		snprintf(name, sizeof(name), "--%s", option_info[o].name);
		lists_row(name, text);
	}
}

/**
 * lists_exits() - list exit statuses
 * @command: the command that they are of, NULL for any
 */
void lists_exits(const struct command *command)
{
	static const char *const texts[] = {
		[EXIT_OK] =
			"done, and nothing of what --fail-on lists was found",
		[EXIT_FOUND] =
			"something of that was found, see ipcdiag report --help",
		[EXIT_USAGE] = "wrong usage",
		[EXIT_BAD] =
			"no snapshot can be read, it is bad, or output cannot be written",
		[EXIT_REDUCED] = "not everything could be judged",
		[EXIT_ABSENT] =
			"there is no such object, or no object of such a process",
	};

	for (int i = 0; i <= EXIT_ABSENT; i++) {
		const char *text = texts[i];

		if (command)
			text = i == EXIT_OK	 ? "done" :
			       command->exits[i] ? command->exits[i] :
			       i == EXIT_USAGE || i == EXIT_BAD ? texts[i] :
								  NULL;
		if (text)
			printf("  %d  %s\n", i, text);
	}
}
