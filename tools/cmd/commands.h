/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The commands of ipcdiag.
 */
#ifndef IPCDIAG_CMD_COMMANDS_H
#define IPCDIAG_CMD_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "records/load.h"
#include "view/request.h"

/**
 * enum takes - what words may follow a command, one bit each
 * @TAKES_KINDS: shm, sem, msg
 * @TAKES_FILTERS: filters of objects
 * @TAKES_NS: filters of namespaces
 * @TAKES_OBJECTS: objects
 * @TAKES_PROCESSES: PIDs and names of programs
 * @NEEDS_ONE: at least one of these
 * @TAKES_TOPIC: what help is wanted about
 * @TAKES_GONE: filters of objects that are gone
 * @TAKES_SAVED: a saved object; no snapshot is needed
 * @TAKES_FILES: one or two saved snapshots
 */
enum takes {
	TAKES_KINDS = 0x1,
	TAKES_FILTERS = 0x2,
	TAKES_NS = 0x4,
	TAKES_OBJECTS = 0x8,
	TAKES_PROCESSES = 0x10,
	NEEDS_ONE = 0x20,
	TAKES_TOPIC = 0x40,
	TAKES_GONE = 0x80,
	TAKES_FILES = 0x100,
	TAKES_SAVED = 0x200,
};

/**
 * enum tells - what a command says of what is missing, one bit each
 * @TELLS_VERDICTS: it shows verdicts, so that unknown ones have to be told
 * @TELLS_USERS: it shows users, so that it has to be told if not all are listed
 * @TELLS_RULES: it says what rules know of objects
 * @TELLS_ITSELF: it says itself which kinds of object are not read
 */
enum tells {
	TELLS_VERDICTS = 0x1,
	TELLS_USERS = 0x2,
	TELLS_ITSELF = 0x4,
	TELLS_RULES = 0x8,
};

/**
 * struct command - a command
 * @name: its name
 * @args: what may follow it, for --help
 * @summary: a line about it
 * @help: all about it
 * @examples: lines of examples
 * @options: the options that it takes, OPT_BIT() each
 * @takes: the words that it takes, bits of enum takes
 * @tells: bits of enum tells
 * @columns: kinds of record whose columns -o may name, one bit each
 * @exits: what an exit status means here; NULL where it means the same for all
 * @run: does it, with a snapshot; NULL for help and for what is done by @start
 * @start: does it, and takes snapshots itself; NULL for all others
 */
struct command {
	const char *name;
	const char *args;
	const char *summary;
	const char *help;
	const char *examples;
	unsigned int options;
	unsigned int takes;
	unsigned int tells;
	unsigned int columns;
	const char *exits[EXIT_ABSENT + 1];
	enum exit_code (*run)(const struct request *req,
			      const struct snapshot *snap);
	enum exit_code (*start)(const struct command *command,
				struct request *req, struct filter *filter);
};

extern const struct command commands[];
extern const size_t commands_n;

/**
 * command_filters() - what the filters of a command can choose
 * @command: command that takes filters
 *
 * Return: flags for filter_add().
 */
static inline unsigned int command_filters(const struct command *command)
{
	return command->takes & TAKES_NS   ? FILTER_OF_NS :
	       command->takes & TAKES_GONE ? FILTER_OF_GONE :
					     0;
}

const struct command *command_find(const char *name);
const char *command_name_at(size_t i);

bool words_parse(char **words, size_t n, const struct command **command,
		 struct request *req, struct filter *filter);
enum exit_code command_run(const struct command *command, struct request *req,
			   struct filter *filter);

void command_know(const struct command *command, struct request *req,
		  struct snapshot *snap);
void command_forget(struct request *req);
enum exit_code command_resolve(struct request *req, struct filter *filter,
			       const struct snapshot *snap);
void command_tell_missing(const struct command *command,
			  const struct request *req,
			  const struct snapshot *snap);
enum exit_code command_tell_strange(const struct request *req,
				    const struct snapshot *snap);

bool words_filter(const struct command *command, const char *word,
		  struct request *req, struct filter *filter);
bool columns_check(const struct command *command, const struct request *req,
		   const char *option, const char *list);

void help_all(void);
void help_command(const struct command *command);
bool help_topic(const char *topic);
const char *help_topic_at(size_t i);
void help_columns(const struct command *command);

void complete(char **words, size_t n);

#endif
