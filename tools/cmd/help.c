// SPDX-License-Identifier: GPL-2.0
/*
 * Help. All of it is made from the tables of commands, options, filters, columns
 * and words.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "cmd/commands.h"
#include "cmd/lists.h"
#include "cmd/options.h"

/* Questions that bring people here, and where the answer is. */
static const struct {
	const char *question;
	const char *command;
} questions[] = {
	{ "Which limit is full, and by whom?", "ipcdiag limits" },
	{ "What leaked, and what may go?", "ipcdiag" },
	{ "What leaks while I look?", "ipcdiag watch" },
	{ "Who keeps that memory?", "ipcdiag who shm:5" },
	{ "What does process 812 touch?", "ipcdiag who 812" },
	{ "Which container made this?", "ipcdiag show shm:5" },
	{ "What did this container leave?",
	  "ipcdiag list cgroup=3f2a9c1b7d5e" },
};

static void print_option(int id)
{
	const struct option_info *info = &option_info[id];
	char text[64];
	int n = info->letter ?
			snprintf(text, sizeof(text), "-%c, --%s", info->letter,
				 info->name) :
			snprintf(text, sizeof(text), "    --%s", info->name);

	if (info->arg)
		snprintf(text + n, sizeof(text) - n,
			 info->arg == ARG_OPTIONAL ? "[=%s]" : "=%s",
			 info->value);
	lists_row(text, info->help);
}

static void print_options(unsigned int options)
{
	if (options)
		printf("\nOptions:\n");
	for (int i = 0; i < OPTIONS; i++)
		if (options & OPT_BIT(i))
			print_option(i);
}

static void print_indented(const char *lines)
{
	while (lines && *lines) {
		int n = strcspn(lines, "\n");

		printf("  %.*s\n", n, lines);
		lines += n + !!lines[n];
	}
}

/**
 * help_all() - help on the program
 */
void help_all(void)
{
	unsigned int options = 0;

	printf("Usage: ipcdiag [COMMAND] [OPTION...] [WORD...]\n\n"
	       "Find System V IPC objects that nobody uses any more, who uses the others, and\n"
	       "which limits they fill.\n\nCommands:\n");
	for (size_t i = 0; i < commands_n; i++) {
		printf("  %-11s %s\n", commands[i].name, commands[i].summary);
		options |= commands[i].options;
	}
	printf("\nQuestions:\n");
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		printf("  %-34s %s\n", questions[i].question,
		       questions[i].command);
	printf("\nOptions, as far as a command has them (ipcdiag COMMAND --help tells):\n");
	for (int i = 0; i < OPTIONS; i++)
		if (options & OPT_BIT(i))
			print_option(i);
	printf("\nFilters are NAME=VALUE, such as user=www-data or idle=+1d; ipcdiag help filters\n"
	       "lists them. ipcdiag help verdicts says what the words of the report mean.\n");
	printf("\nExit status:\n");
	lists_exits(NULL);
}

/**
 * help_command() - help on a command
 * @command: the command
 */
void help_command(const struct command *command)
{
	printf("Usage: ipcdiag %s%s%s%s\n\n%s", command->name,
	       command->options ? " [OPTION...]" : "",
	       *command->args ? " " : "", command->args, command->help);
	print_options(command->options);
	if (command->takes & (TAKES_FILTERS | TAKES_NS | TAKES_GONE)) {
		printf("\nFilters, of which all have to fit:\n");
		lists_filters(command_filters(command));
	}
	if (command->columns)
		printf("\nColumns: ipcdiag %s -o help lists them.\n",
		       command->name);
	printf("\nExamples:\n");
	print_indented(command->examples);
	printf("\nExit status:\n");
	lists_exits(command);
}

static const struct {
	const char *name;
	void (*print)(void);
} topics[] = {
	{ "filters", lists_filters_help },  { "columns", lists_columns_help },
	{ "verdicts", lists_verdicts },	    { "reasons", lists_reasons },
	{ "options", lists_options },	    { "roff-filters", roff_filters },
	{ "roff-columns", roff_columns },   { "roff-verdicts", roff_verdicts },
	{ "roff-reasons", roff_reasons },   { "roff-options", roff_options },
	{ "roff-commands", roff_commands }, { "roff-keys", roff_keys },
};

/* The first of those that are for the manual only. */
#define TOPICS_FOR_PEOPLE 5

/**
 * help_topic_at() - the name of something that there is help on
 * @i: its number
 *
 * Return: the name, NULL after the last.
 */
const char *help_topic_at(size_t i)
{
	if (i < TOPICS_FOR_PEOPLE)
		return topics[i].name;
	return command_name_at(i - TOPICS_FOR_PEOPLE);
}

/**
 * help_topic() - help on a word
 * @topic: name of a command or of a topic
 *
 * Return: false if there is no such help; a message was printed then.
 */
bool help_topic(const char *topic)
{
	const struct command *command = command_find(topic);
	const char *meant;

	if (command) {
		help_command(command);
		return true;
	}
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++) {
		if (strcmp(topics[i].name, topic))
			continue;
		topics[i].print();
		return true;
	}
	meant = nearest(topic, help_topic_at);
	if (meant)
		say("there is no help on '%s'; did you mean '%s'?",
		    shown(topic), meant);
	else
		say("there is no help on '%s'; there is on commands, filters, columns, verdicts, reasons and options",
		    shown(topic));
	return false;
}

/**
 * help_columns() - list the columns of a command
 * @command: the command
 */
void help_columns(const struct command *command)
{
	lists_columns(command->columns);
}
