// SPDX-License-Identifier: GPL-2.0
/*
 * The options of ipcdiag: everything that parses, explains, documents and
 * completes them goes by this table.
 */
#include "cmd/options.h"

static const char *const json_words[] = { "compact", "lines", "pretty", NULL };
static const char *const group_words[] = { "owner",   "ns",	 "cgroup",
					   "verdict", "program", NULL };
static const char *const time_words[] = { "short", "full", "iso",
					  "unix",  "age",  NULL };
static const char *const color_words[] = { "auto", "always", "never", NULL };
static const char *const fail_words[] = { "orphan",   "unclaimed", "suspect",
					  "deadlock", "limit",	   "none",
					  NULL };

const struct option_info option_info[OPTIONS] = {
	[OPT_FROM] = { "from", 0, ARG_NEEDED, "FILE", NULL, false,
		       "read a saved snapshot, - for standard input" },
	[OPT_JSON] = { "json", 'J', ARG_OPTIONAL, "LAYOUT", json_words, false,
		       "write JSON: compact, lines or pretty" },
	[OPT_SKIP_NULL] = { "skip-null", 0, ARG_NONE, NULL, NULL, false,
			    "leave out of JSON what is null in every object" },
	[OPT_CSV] = { "csv", 0, ARG_NONE, NULL, NULL, false,
		      "write comma-separated values, exact" },
	[OPT_RAW] = { "raw", 'r', ARG_NONE, NULL, NULL, false,
		      "write exact values, separated by a space" },
	[OPT_OUTPUT] = { "output", 'o', ARG_NEEDED, "COLUMNS", NULL, false,
			 "show these columns, or +COLUMN too; help lists them" },
	[OPT_SORT] = { "sort", 0, ARG_NEEDED, "COLUMNS", NULL, false,
		       "sort by these; -COLUMN: the largest first" },
	[OPT_LIMIT] = { "limit", 0, ARG_NEEDED, "NUMBER", NULL, false,
			"show so many rows at most; with clean, take so many objects at most" },
	[OPT_GROUP_BY] = { "group-by", 0, ARG_NEEDED, "WHAT", group_words,
			   false,
			   "totals by owner, ns, cgroup, verdict or program" },
	[OPT_ALL] = { "all", 0, ARG_NONE, NULL, NULL, false,
		      "show every row, however many there are; changes nothing else" },
	[OPT_SHM] = { "shmems", 'm', ARG_NONE, NULL, NULL, false,
		      "only segments of shared memory" },
	[OPT_SEM] = { "semaphores", 's', ARG_NONE, NULL, NULL, false,
		      "only semaphore arrays" },
	[OPT_MSG] = { "queues", 'q', ARG_NONE, NULL, NULL, false,
		      "only message queues" },
	[OPT_BYTES] = { "bytes", 'b', ARG_NONE, NULL, NULL, false,
			"show sizes in bytes" },
	[OPT_TIME] = { "time", 0, ARG_NEEDED, "FORMAT", time_words, false,
		       "show times as short, full, iso, unix or age" },
	[OPT_NOHEADINGS] = { "noheadings", 0, ARG_NONE, NULL, NULL, false,
			     "leave out the names of columns" },
	[OPT_COLOR] = { "color", 0, ARG_OPTIONAL, "WHEN", color_words, false,
			"use colours: auto, always or never" },
	[OPT_FAIL_ON] = { "fail-on", 0, ARG_NEEDED, "LIST", fail_words, true,
			  "exit with status 1 for orphan, unclaimed, suspect, deadlock, limit (80 % or more of one are used) or none" },
	[OPT_SINCE] = { "since", 0, ARG_NEEDED, "TIME", NULL, false,
			"only what happened within this time, as 90s, 2h or 1d" },
	[OPT_INTERVAL] = { "interval", 0, ARG_NEEDED, "SECONDS", NULL, false,
			   "look again after so many seconds, 3 if not given" },
	[OPT_COUNT] = { "count", 0, ARG_NEEDED, "NUMBER", NULL, false,
			"end after so many looks" },
	[OPT_YES] = { "yes", 0, ARG_NONE, NULL, NULL, false,
		      "do what is planned; without it nothing is changed" },
	[OPT_PLAN] = { "plan", 0, ARG_NEEDED, "FILE", NULL, false,
		       "take a snapshot saved here for the plan; what changed since is left alone" },
	[OPT_SAVE] = { "save", 0, ARG_NEEDED, "DIR", NULL, false,
		       "save what is removed there, for the command restore" },
	[OPT_QUARANTINE] = { "quarantine", 0, ARG_NONE, NULL, NULL, false,
			     "give objects the mode 0 instead of removing them" },
	[OPT_RELEASE] = { "release", 0, ARG_NONE, NULL, NULL, false,
			  "give objects in quarantine their mode back" },
	[OPT_HELP] = { "help", 'h', ARG_NONE, NULL, NULL, false,
		       "show what the command does, and its options" },
	[OPT_VERSION] = { "version", 'V', ARG_NONE, NULL, NULL, false,
			  "show the version" },
};
