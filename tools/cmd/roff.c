// SPDX-License-Identifier: GPL-2.0
/*
 * Lists of what there is, for the manual: docs/lists puts them into it.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/lists.h"
#include "cmd/options.h"
#include "findings/words.h"
#include "view/columns.h"

/* Lines of the manual's source are not longer than this. */
#define LINE_MAX_LEN 66

/* What stands on the line so far. */
static size_t column;

/* No hyphen of ours is to become another character, nor a word a request. */
static void escaped(const char *text)
{
	if (!column && (*text == '.' || *text == '\''))
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == ' ' &&
		    column + 2 + strcspn(text + 1, " ") > LINE_MAX_LEN) {
			putchar('\n');
			column = 0;
			continue;
		}
		column += 1 + (*text == '-' || *text == '\\');
		if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '\\')
			fputs("\\e", stdout);
		else
			putchar(*text);
		if (*text == '\n')
			column = 0;
	}
}

static void font(const char *name, const char *text)
{
	printf("\\f%s", name);
	column += 6;
	escaped(text);
	fputs("\\fR", stdout);
}

static void bold(const char *text)
{
	font("B", text);
}

static void italic(const char *text)
{
	font("I", text);
}

static void end_line(void)
{
	putchar('\n');
	column = 0;
}

/* A sentence, from a text that has neither a capital nor a stop. */
static void sentence(const char *text)
{
	char first[2] = { *text, '\0' };

	if (*first >= 'a' && *first <= 'z')
		*first += 'A' - 'a';
	escaped(first);
	escaped(text + 1);
	putchar('.');
	end_line();
}

/**
 * roff_commands() - list commands, with all that --help says
 */
void roff_commands(void)
{
	for (size_t i = 0; i < commands_n; i++) {
		printf(".TP\n");
		bold(commands[i].name);
		putchar(' ');
		italic(commands[i].args);
		end_line();
		escaped(commands[i].help);
		for (const char *line = commands[i].examples; *line;
		     line = strchr(line, '\n') + 1) {
			char text[128];

			snprintf(text, sizeof(text), "%.*s",
				 (int)strcspn(line, "\n"), line);
			printf("%s", line == commands[i].examples ?
					     ".IP\n.nf\n" :
					     "");
			bold(text);
			end_line();
		}
		printf(".fi\n");
	}
}

/**
 * roff_options() - list options, and which command has them
 */
void roff_options(void)
{
	for (int o = 0; o < OPTIONS; o++) {
		const struct option_info *info = &option_info[o];
		char text[64];
		size_t n = 0, all = 0;

		printf(".TP\n");
		if (info->letter) {
			snprintf(text, sizeof(text), "-%c", info->letter);
			bold(text);
			printf(", ");
		}
		snprintf(text, sizeof(text), "--%s", info->name);
		bold(text);
		if (info->arg) {
			printf(info->arg == ARG_OPTIONAL ? "[=" : "=");
			italic(info->value);
			printf(info->arg == ARG_OPTIONAL ? "]" : "");
		}
		end_line();
		sentence(info->help);
		for (size_t c = 0; c < commands_n; c++)
			all += !!(commands[c].options & OPT_BIT(o));
		if (o == OPT_HELP || o == OPT_VERSION || o == OPT_FROM)
			continue;
		escaped("For ");
		for (size_t c = 0; c < commands_n; c++) {
			if (!(commands[c].options & OPT_BIT(o)))
				continue;
			escaped(!n ? "" : n + 1 == all ? " and " : ", ");
			bold(commands[c].name);
			n++;
		}
		putchar('.');
		end_line();
	}
}

/**
 * roff_filters() - list filters
 */
void roff_filters(void)
{
	for (size_t i = 0; i < filter_names_n; i++) {
		printf(".TP\n");
		bold(filter_names[i].name);
		printf("=");
		italic(filter_names[i].value);
		end_line();
		sentence(filter_names[i].help);
	}
}

/**
 * roff_columns() - list columns of all kinds of record
 */
void roff_columns(void)
{
	unsigned int kinds = 0;
	char text[LISTS_MEANING];

	for (size_t i = 0; i < commands_n; i++)
		kinds |= commands[i].columns;
	for (int c = 0; c < COLUMNS; c++) {
		lists_meaning(c, kinds, text, sizeof(text));
		if (!*text)
			continue;
		printf(".TP\n");
		bold(column_name(c));
		end_line();
		sentence(text);
	}
}

/**
 * roff_verdicts() - list verdicts
 */
void roff_verdicts(void)
{
	for (size_t i = 0; i < verdict_words_n; i++) {
		printf(".TP\n");
		bold(verdict_words[i].word);
		end_line();
		sentence(verdict_words[i].meaning);
		sentence(verdict_words[i].advice);
	}
}

/**
 * roff_reasons() - list reasons
 */
void roff_reasons(void)
{
	for (size_t i = 0; i < reason_words_n; i++) {
		printf(".TP\n");
		bold(reason_words[i].word);
		end_line();
		sentence(reason_words[i].meaning);
	}
}

/**
 * roff_keys() - list the keys of each kind of line of a snapshot
 */
void roff_keys(void)
{
	for (enum kind k = 0; k < KINDS; k++) {
		size_t n;
		const struct key *keys = kind_keys(k, &n);

		printf(".SS ");
		escaped(k == KIND_HEADER ? "ipcdiag" : kind_name(k));
		end_line();
		for (size_t i = 0; i < n; i++) {
			printf(".TP\n");
			bold(keys[i].name);
			end_line();
			sentence(keys[i].help);
		}
	}
}
