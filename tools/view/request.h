/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the user asked for. The command line makes it, the views follow it.
 */
#ifndef IPCDIAG_VIEW_REQUEST_H
#define IPCDIAG_VIEW_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/filter.h"
#include "findings/quarantine.h"
#include "findings/refs.h"
#include "findings/rules.h"
#include "records/load.h"
#include "write/style.h"

/**
 * enum exit_code - how ipcdiag ends; documented in ipcdiag(8)
 * @EXIT_OK: done, and nothing of what --fail-on names was found
 * @EXIT_FOUND: something of what --fail-on names was found
 * @EXIT_USAGE: wrong usage
 * @EXIT_BAD: nothing to read, bad data, or output that cannot be written
 * @EXIT_REDUCED: not everything could be judged
 * @EXIT_ABSENT: show, who: there is no such object or process
 */
enum exit_code {
	EXIT_OK,
	EXIT_FOUND,
	EXIT_USAGE,
	EXIT_BAD,
	EXIT_REDUCED,
	EXIT_ABSENT,
};

/**
 * enum fail_on - what makes the exit status EXIT_FOUND, one bit each
 * @FAIL_ORPHAN: an orphan
 * @FAIL_UNCLAIMED: an unclaimed object that no program finds again by itself
 * @FAIL_SUSPECT: a suspect
 * @FAIL_DEADLOCK: a deadlock
 * @FAIL_LIMIT: a limit of which at least 80 % are used
 * @FAIL_DEFAULT: what counts unless the user says otherwise
 */
enum fail_on {
	FAIL_ORPHAN = 1,
	FAIL_UNCLAIMED = 2,
	FAIL_SUSPECT = 4,
	FAIL_DEADLOCK = 8,
	FAIL_LIMIT = 16,
	FAIL_DEFAULT = FAIL_ORPHAN | FAIL_UNCLAIMED | FAIL_DEADLOCK,
};

/**
 * enum group_by - what list puts together in one row
 * @GROUP_NOTHING: every object has a row
 * @GROUP_OWNER: by owner
 * @GROUP_NS: by namespace
 * @GROUP_CGROUP: by the cgroup of whoever made or uses them
 * @GROUP_VERDICT: by verdict
 * @GROUP_PROGRAM: by the name of the program that made or uses them
 */
enum group_by {
	GROUP_NOTHING,
	GROUP_OWNER,
	GROUP_NS,
	GROUP_CGROUP,
	GROUP_VERDICT,
	GROUP_PROGRAM,
};

/**
 * enum clean_act - what clean does with objects
 * @CLEAN_REMOVE: they are removed
 * @CLEAN_QUARANTINE: they get the mode 0
 * @CLEAN_RELEASE: they get the mode back that they had before that
 */
enum clean_act {
	CLEAN_REMOVE,
	CLEAN_QUARANTINE,
	CLEAN_RELEASE,
};

/**
 * struct request - what the user wants
 * @from: a saved snapshot, NULL for the live one
 * @plan: that one is a plan, of which what has not changed may be acted on
 * @yes: what is planned is to be done
 * @save: the directory where clean saves what it removes, NULL for none
 * @saved: a file from there, for restore
 * @act: which of those things that clean can do
 * @older: the saved snapshot that it is compared with, for diff
 * @before: what is in that
 * @kinds: kinds of object wanted, one bit each
 * @filter: which objects, or namespaces, are wanted; ask filter_match()
 * @refs: objects named one by one, for show and who
 * @nrefs: how many
 * @processes: PIDs and names of programs, for who
 * @nprocesses: how many
 * @columns: of -o: names joined by commas, each with a `+` if it is to be added
 *	     to the usual ones; NULL for the usual ones
 * @sort: of --sort: names of columns joined by commas, each with a `-` if the
 *	  largest is to come first; NULL for the usual order
 * @limit: most rows, SIZE_MAX for all
 * @since: only what happened within so many seconds, 0 for all
 * @all: every row, and every column of JSON
 * @group_by: what to put together
 * @fail_on: what makes the exit status EXIT_FOUND, bits of enum fail_on
 * @interval: seconds between two looks, for watch
 * @count: how many looks, 0 if the user did not say
 * @style: what output shall look like
 * @quarantine: what is in quarantine
 * @quarantine_missing: that cannot be told
 * @rules: what is known of certain programs
 * @rules_missing: a rule could not be read, or not be understood
 * @text: the text of the snapshot, for the command snapshot
 */
struct request {
	const char *from;
	bool plan;
	bool yes;
	const char *save;
	const char *saved;
	enum clean_act act;
	const char *older;
	struct snapshot *before;
	unsigned int kinds;
	const struct filter *filter;
	struct object_ref *refs;
	size_t nrefs;
	char **processes;
	size_t nprocesses;
	const char *columns;
	const char *sort;
	size_t limit;
	uint64_t since;
	bool all;
	enum group_by group_by;
	unsigned int fail_on;
	double interval;
	size_t count;
	struct style style;
	const struct quarantine *quarantine;
	bool quarantine_missing;
	const struct rules *rules;
	bool rules_missing;
	const struct text *text;
};

#endif
