// SPDX-License-Identifier: GPL-2.0
/*
 * Doing what a command says: get a snapshot, find out what names in the request
 * stand for, tell what is missing, show.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/quarantine_file.h"
#include "base/names.h"
#include "base/say.h"
#include "cmd/commands.h"
#include "cmd/rule_files.h"
#include "findings/full.h"
#include "findings/objects.h"
#include "records/here.h"
#include "records/saved.h"
#include "view/columns.h"
#include "view/views.h"

/**
 * command_tell_missing() - say what is missing, so that it does not look as if
 * there were none
 * @command: the command
 * @req: what the user wants
 * @snap: snapshot
 */
void command_tell_missing(const struct command *command,
			  const struct request *req,
			  const struct snapshot *snap)
{
	const char *words = kinds_refused(snap);

	if (command->tells & TELLS_USERS && uses_capped(snap))
		say("there are so many uses that not all are listed");
	if (command->tells & TELLS_ITSELF || !words)
		return;
	for (int i = 0; i < 3; i++) {
		enum kind kind = object_kinds[i];
		bool wanted = !req->nrefs && req->kinds & 1U << kind;

		for (size_t j = 0; j < req->nrefs; j++)
			wanted |= req->refs[j].kind == kind;
		if (wanted && kind_is_refused(snap, kind))
			say("the module does not read %s objects on this kernel; its file status says why",
			    kind_name(kind));
	}
}

/**
 * command_tell_strange() - say that objects are judged by words not known here
 * @req: what the user wants
 * @snap: snapshot
 *
 * A newer module may do so. That is never to be taken for a good sign.
 *
 * Return: exit code.
 */
enum exit_code command_tell_strange(const struct request *req,
				    const struct snapshot *snap)
{
	const struct rec *first = NULL;
	/* A snapshot has the same text once only. */
	const char *known = NULL;
	size_t n = 0;

	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0;
		     req->kinds & 1U << object_kinds[k] && i < list->n; i++) {
			const struct rec *rec = list->v[i];
			const char *verdict = rec_str(rec, F_VERDICT);

			if (verdict == known)
				continue;
			if (!object_is_strange(rec))
				known = verdict;
			else if (filter_match(req->filter, rec) && !n++)
				first = rec;
		}
	}
	if (!n)
		return EXIT_OK;
	say("%zu object%s not judged: this version does not know the verdict \"%s\"",
	    n, n == 1 ? " counts as" : "s count as",
	    shown(rec_str(first, F_VERDICT)));
	return EXIT_REDUCED;
}

/**
 * command_resolve() - find out what names and processes stand for
 * @req: what the user wants
 * @filter: the filters
 * @snap: snapshot
 *
 * Return: exit code; a message was printed if something does not exist.
 */
enum exit_code command_resolve(struct request *req, struct filter *filter,
			       const struct snapshot *snap)
{
	bool live = !req->from;
	char why[FILTER_WHY];

	/* Of a plan, too, what is there now will be removed. */
	if ((live || req->plan) && !filter_look_up(filter, why, sizeof(why))) {
		say("%s", why);
		return EXIT_BAD;
	}

	if (snap->source != SOURCE_MODULE &&
	    filter_flags(filter) & FILTER_BY_MODULE) {
		for (size_t i = 0; i < filter->n; i++)
			if (filter->tests[i].name->flags & FILTER_BY_MODULE)
				say("%s= needs what only the module knows",
				    filter->tests[i].name->name);
		return EXIT_BAD;
	}
	if (!filter_resolve(filter, snap, live, why, sizeof(why))) {
		say("%s", why);
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < req->nrefs; i++) {
		if (ns_ref_resolve(&req->refs[i].ns, snap, live, why,
				   sizeof(why)))
			continue;
		say("%s", why);
		return EXIT_USAGE;
	}
	return EXIT_OK;
}

/* Is there a column among these that tells who has a segment mapped? */
static bool asks_for_mappings(const char *list, unsigned int kinds)
{
	while (list && *list) {
		size_t sign = strspn(list, ",+-");
		size_t len = strcspn(list += sign, ",");
		char name[32];
		int column;

		snprintf(name, sizeof(name), "%.*s", (int)len, list);
		column = column_find(name, kinds);
		if (column == F_MAPS || column == F_PROCS || column == F_CAPPED)
			return true;
		list += len;
	}
	return false;
}

static enum load_part part_for(const struct command *command,
			       const struct request *req)
{
	if (filter_flags(req->filter) & FILTER_BY_USERS ||
	    (command->run == view_list &&
	     (asks_for_mappings(req->columns, command->columns) ||
	      asks_for_mappings(req->sort, command->columns))))
		return LOAD_ALL;
	if (command->run == view_clean && req->act == CLEAN_RELEASE)
		return LOAD_OBJECTS;
	if (command->run == view_report || command->run == view_clean)
		return LOAD_LEAKS;
	if (command->run == view_list && req->group_by != GROUP_CGROUP &&
	    req->group_by != GROUP_PROGRAM)
		return LOAD_OBJECTS;
	return command->run == view_namespaces || command->run == view_diff ?
		       LOAD_OBJECTS :
		       LOAD_ALL;
}

/*
 * The report asks for what leaked, and for everything if there is more to tell:
 * who fills a limit, or who waits for whom. It is then made from that alone,
 * never from two moments.
 */
static struct snapshot *load_needed(const struct command *command,
				    const struct request *req,
				    struct text *text)
{
	enum load_part part = part_for(command, req);
	struct snapshot *snap = req->plan && req->from ?
					load_plan(req->from) :
					load(req->from, part, text);

	if (!snap || req->from || part != LOAD_LEAKS ||
	    command->run == view_clean || !load_is_part(snap) ||
	    !full_is_near(snap))
		return snap;
	snapshot_free(snap);
	names_free();
	return load(NULL, LOAD_ALL, NULL);
}

/*
 * The snapshot that another is compared with. If both are saved, the names of the
 * second count, and those of the first where it has none.
 */
static bool load_older(struct request *req)
{
	req->before = load(req->older, LOAD_ALL, NULL);
	names_free();
	return req->before;
}

static struct quarantine quarantine;
static struct rules rules;

/**
 * command_know() - find out what is known of objects beside what a snapshot has
 * @command: the command
 * @req: what the user wants; has the rules and what is in quarantine afterwards
 * @snap: snapshot; what is in quarantine is judged as it was before that
 *
 * What was known of an earlier snapshot is forgotten.
 */
void command_know(const struct command *command, struct request *req,
		  struct snapshot *snap)
{
	bool here = !req->from || req->plan;
	char why[FILTER_WHY];

	command_forget(req);
	if (command->tells & TELLS_RULES) {
		req->rules_missing = !rule_files_read(&rules, here);
		rules_set_time(&rules,
			       rec_num(snapshot_header(snap), F_TIME, 0));
		req->rules = &rules;
	}
	if (!here ||
	    (snap->source != SOURCE_MODULE && req->act != CLEAN_RELEASE))
		return;
	req->quarantine_missing = !quarantine_read(&quarantine);
	quarantine_judge(&quarantine, snap);
	if (req->before && here_is_of(req->before, why, sizeof(why)))
		quarantine_judge(&quarantine, req->before);
	req->quarantine = &quarantine;
}

/**
 * command_forget() - forget what command_know() found out
 * @req: what the user wants
 */
void command_forget(struct request *req)
{
	rules_free(&rules);
	quarantine_free(&quarantine);
	req->rules = NULL;
	req->quarantine = NULL;
}

/**
 * command_run() - do what a command says
 * @command: the command
 * @req: what the user wants
 * @filter: the filters of @req
 *
 * Return: exit code.
 */
enum exit_code command_run(const struct command *command, struct request *req,
			   struct filter *filter)
{
	bool save = command->run == view_snapshot &&
		    req->style.format != FORMAT_JSON;
	static struct text text = { .fd = -1 };
	struct snapshot *snap = NULL;
	enum exit_code code;

	if (command->takes & TAKES_SAVED)
		return command->run(req, NULL);
	if (!req->older || load_older(req))
		snap = load_needed(command, req, save ? &text : NULL);
	if (!snap) {
		snapshot_free(req->before);
		return EXIT_BAD;
	}
	if (req->before && saved_host(snap))
		saved_add_names(req->before);
	req->text = &text;
	command_know(command, req, snap);
	req->style.now = rec_num(snapshot_header(snap), F_TIME, 0);
	code = command_resolve(req, filter, snap);
	if (code == EXIT_OK) {
		command_tell_missing(command, req, snap);
		code = command->run(req, snap);
		if (code == EXIT_OK && command->tells & TELLS_VERDICTS)
			code = command_tell_strange(req, snap);
	}
	command_forget(req);
	snapshot_free(snap);
	snapshot_free(req->before);
	text_free(&text);
	names_free();
	return code;
}
