/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The options of ipcdiag.
 */
#ifndef IPCDIAG_CMD_OPTIONS_H
#define IPCDIAG_CMD_OPTIONS_H

#include <stdbool.h>

#include "view/request.h"

/**
 * enum option_id - an option; a command has a bit for each that it takes
 * @OPT_FROM: --from
 * @OPT_JSON: --json
 * @OPT_SKIP_NULL: --skip-null
 * @OPT_CSV: --csv
 * @OPT_RAW: --raw
 * @OPT_OUTPUT: --output
 * @OPT_SORT: --sort
 * @OPT_LIMIT: --limit
 * @OPT_GROUP_BY: --group-by
 * @OPT_ALL: --all
 * @OPT_SHM: --shmems
 * @OPT_SEM: --semaphores
 * @OPT_MSG: --queues
 * @OPT_BYTES: --bytes
 * @OPT_TIME: --time
 * @OPT_NOHEADINGS: --noheadings
 * @OPT_COLOR: --color
 * @OPT_FAIL_ON: --fail-on
 * @OPT_SINCE: --since
 * @OPT_INTERVAL: --interval
 * @OPT_COUNT: --count
 * @OPT_YES: --yes
 * @OPT_PLAN: --plan
 * @OPT_SAVE: --save
 * @OPT_QUARANTINE: --quarantine
 * @OPT_RELEASE: --release
 * @OPT_HELP: --help
 * @OPT_VERSION: --version
 * @OPTIONS: how many there are
 */
enum option_id {
	OPT_FROM,
	OPT_JSON,
	OPT_SKIP_NULL,
	OPT_CSV,
	OPT_RAW,
	OPT_OUTPUT,
	OPT_SORT,
	OPT_LIMIT,
	OPT_GROUP_BY,
	OPT_ALL,
	OPT_SHM,
	OPT_SEM,
	OPT_MSG,
	OPT_BYTES,
	OPT_TIME,
	OPT_NOHEADINGS,
	OPT_COLOR,
	OPT_FAIL_ON,
	OPT_SINCE,
	OPT_INTERVAL,
	OPT_COUNT,
	OPT_YES,
	OPT_PLAN,
	OPT_SAVE,
	OPT_QUARANTINE,
	OPT_RELEASE,
	OPT_HELP,
	OPT_VERSION,
	OPTIONS,
};

#define OPT_BIT(id) (1U << (id))

/**
 * enum option_arg - does an option take a value?
 * @ARG_NONE: no
 * @ARG_NEEDED: yes
 * @ARG_OPTIONAL: only as --option=value
 */
enum option_arg {
	ARG_NONE,
	ARG_NEEDED,
	ARG_OPTIONAL,
};

/**
 * struct option_info - what is to be known of an option
 * @name: its long name
 * @letter: its letter, 0 if it has none
 * @arg: does it take a value?
 * @value: what stands for the value in --help
 * @words: the values that there are, NULL if these are not listed
 * @many: the value is a list of such words, joined by commas
 * @help: what it does
 */
struct option_info {
	const char *name;
	char letter;
	enum option_arg arg;
	const char *value;
	const char *const *words;
	bool many;
	const char *help;
};

/**
 * struct options - what was found among the options
 * @given: bit for each option that was given
 * @color: of --color
 */
struct options {
	unsigned int given;
	const char *color;
};

extern const struct option_info option_info[OPTIONS];

bool options_parse(int argc, char **argv, struct request *req,
		   struct options *options);

#endif
