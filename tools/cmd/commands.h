/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The commands of ipcdiag.
 */
#ifndef IPCDIAG_COMMANDS_H
#define IPCDIAG_COMMANDS_H

#include "view/columns.h"
#include "records/load.h"
#include "findings/objects.h"
#include "records/records.h"

/**
 * enum exit_code - how ipcdiag ends; documented in ipcdiag(8)
 * @EXIT_OK: done; the report: nothing leaked
 * @EXIT_LEAKS: the report: something leaked; a suspect alone does not count
 * @EXIT_USAGE: wrong usage
 * @EXIT_BAD: nothing to read, bad data, or output that cannot be written
 * @EXIT_REDUCED: the report: no leak is known, but not all could be judged;
 *		  others: a verdict is not known to this version
 * @EXIT_ABSENT: show: there is no such object
 */
enum exit_code {
	EXIT_OK,
	EXIT_LEAKS,
	EXIT_USAGE,
	EXIT_BAD,
	EXIT_REDUCED,
	EXIT_ABSENT,
};

/**
 * struct request - what the user wants
 * @from: a saved snapshot, NULL for the live one
 * @kind: a kind of object, KINDS for all
 * @object: for show, the object
 * @word: the same, as the user wrote it; for who, the process
 * @columns: names of columns, NULL for the usual ones
 * @style: what output shall look like
 */
struct request {
	const char *from;
	enum kind kind;
	struct object_ref object;
	const char *word;
	const char *columns;
	struct style style;
};

enum exit_code command_report(const struct request *req,
			      const struct snapshot *snap);
enum exit_code command_list(const struct request *req,
			    const struct snapshot *snap);
enum exit_code command_users(const struct request *req,
			     const struct snapshot *snap);
enum exit_code command_namespaces(const struct request *req,
				  const struct snapshot *snap);
enum exit_code command_snapshot(const struct request *req,
				const struct snapshot *snap,
				const struct text *text);
enum exit_code command_show(const struct request *req,
			    const struct snapshot *snap);
enum exit_code command_who(const struct request *req,
			   const struct snapshot *snap);
enum exit_code command_summary(const struct request *req,
			       const struct snapshot *snap);
size_t list_json_columns(enum kind kind, int *columns);
bool list_columns_ok(const struct request *req, unsigned int kinds);

#endif
