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
 * @flags: those that have these flags, 0 for all
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

/* What a column says of a kind of record. */
static const char *help_of(int column, enum kind kind)
{
	size_t n;

	if (column >= FIELDS)
		return column_help(column);
	return kind_keys(kind, &n)[rec_slot(kind, column)].help;
}

/* Has the same been said of a kind before this one? */
static bool said_before(int column, unsigned int kinds, enum kind kind)
{
	for (enum kind k = 0; k < kind; k++)
		if (kinds & 1U << k && column_in(column, k) &&
		    !strcmp(help_of(column, k), help_of(column, kind)))
			return true;
	return false;
}

/**
 * lists_meaning() - tell what a column says
 * @column: column
 * @kinds: kinds of record, one bit each, that are meant
 * @buf: where to; set to nothing if none of these kinds has the column
 * @size: its size
 */
void lists_meaning(int column, unsigned int kinds, char *buf, size_t size)
{
	size_t n = 0;

	*buf = '\0';
	for (enum kind kind = 0; kind < KINDS; kind++) {
		const char *help, *before = " (";
		unsigned int same = 0;

		if (!(kinds & 1U << kind) || !column_in(column, kind) ||
		    said_before(column, kinds, kind))
			continue;
		help = help_of(column, kind);
		for (enum kind k = kind; k < KINDS; k++)
			if (kinds & 1U << k && column_in(column, k) &&
			    !strcmp(help_of(column, k), help))
				same |= 1U << k;
		n += snprintf(buf + n, n < size ? size - n : 0, "%s%s",
			      n ? "; " : "", help);
		for (enum kind k = 0; same != kinds && k < KINDS; k++) {
			if (!(same & 1U << k))
				continue;
			n += snprintf(buf + n, n < size ? size - n : 0, "%s%s",
				      before, kind_name(k));
			before = ", ";
		}
		if (same != kinds)
			n += snprintf(buf + n, n < size ? size - n : 0, ")");
	}
}

/**
 * lists_columns() - list columns
 * @kinds: kinds of record, one bit each, that have them
 */
void lists_columns(unsigned int kinds)
{
	char text[LISTS_MEANING];

	for (int c = 0; c < COLUMNS; c++) {
		lists_meaning(c, kinds, text, sizeof(text));
		if (*text)
			lists_row(column_name(c), text);
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
	static const char bad[] =
		"no snapshot can be read, it is bad, output cannot be written, or only the\n"
		"     module knows what was asked for, and it is not loaded";
	static const char *const texts[] = {
		[EXIT_OK] =
			"done, and nothing of what --fail-on lists was found",
		[EXIT_FOUND] =
			"something of that was found, see ipcdiag report --help",
		[EXIT_USAGE] = "wrong usage",
		[EXIT_BAD] = bad,
		[EXIT_REDUCED] = "not everything could be judged",
		[EXIT_ABSENT] =
			"there is no such object or namespace, or no object of such a process",
	};

	for (int i = 0; i <= EXIT_ABSENT; i++) {
		const char *text = texts[i];

		if (command)
			text = command->exits[i] ? command->exits[i] :
			       i == EXIT_OK	 ? "done" :
			       i == EXIT_USAGE || i == EXIT_BAD ? texts[i] :
								  NULL;
		if (text)
			printf("  %d  %s\n", i, text);
	}
}
