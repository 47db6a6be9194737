// SPDX-License-Identifier: GPL-2.0
/*
 * Filters: does an object fit?
 */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>

#include "base/names.h"
#include "base/say.h"
#include "findings/filter_value.h"
#include "findings/objects.h"

/**
 * filter_match() - is this object wanted?
 * @filter: the filters, after filter_resolve(); NULL if all are wanted
 * @rec: object, or the death of one
 *
 * Return: true if so.
 */
bool filter_match(const struct filter *filter, const struct rec *rec)
{
	return filter_match_at(filter, rec, filter ? filter->now : 0);
}

/**
 * filter_match_at() - is this object wanted, as a later snapshot has it?
 * @filter: the filters, after filter_resolve(); NULL if all are wanted
 * @rec: object
 * @now: when that snapshot was taken
 *
 * Return: true if so.
 */
bool filter_match_at(const struct filter *filter, const struct rec *rec,
		     int64_t now)
{
	for (size_t i = 0; filter && i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		size_t j = 0;

		while (j < test->n &&
		       !filter_value_fits(now, test, &test->v[j], rec))
			j++;
		if (j == test->n)
			return false;
	}
	return true;
}

/**
 * filter_match_ns() - is this namespace wanted?
 * @filter: the filters, after filter_resolve(); NULL if all are wanted
 * @ns: record of a namespace
 *
 * Filters that are about objects let every namespace pass.
 *
 * Return: true if so.
 */
bool filter_match_ns(const struct filter *filter, const struct rec *ns)
{
	for (size_t i = 0; filter && i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		size_t j = 0;

		if (test->name->type != FILTER_NS)
			continue;
		while (j < test->n && !ns_ref_matches(&test->v[j].ns, ns))
			j++;
		if (j == test->n)
			return false;
	}
	return true;
}

/**
 * filter_flags() - what the filters need to know
 * @filter: the filters, NULL if there are none
 *
 * Return: FILTER_BY_MODULE and FILTER_BY_USERS, as they apply.
 */
unsigned int filter_flags(const struct filter *filter)
{
	unsigned int flags = 0;

	for (size_t i = 0; filter && i < filter->n; i++)
		flags |= filter->tests[i].name->flags;
	return flags & (FILTER_BY_MODULE | FILTER_BY_USERS);
}

/**
 * filter_kinds() - the kinds of object that can fit
 * @filter: the filters, NULL if there are none
 *
 * Return: one bit for each.
 */
unsigned int filter_kinds(const struct filter *filter)
{
	unsigned int kinds = OBJECT_KINDS;

	for (size_t i = 0; filter && i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		unsigned int these = 0;

		if (test->name->type != FILTER_KIND)
			continue;
		for (size_t j = 0; j < test->n; j++)
			these |= 1U << test->v[j].low;
		kinds &= these;
	}
	return kinds;
}

/* Is there such a user or group, here or among what the snapshot names? */
static bool name_is_known(const struct filter_test *test,
			  const struct filter_value *v,
			  const struct snapshot *snap)
{
	bool user = test->name->type == FILTER_USER;

	if (user ? (bool)getpwnam(v->text) : (bool)getgrnam(v->text))
		return true;
	for (int k = 0; k < 4; k++) {
		const struct rec_list *list =
			&snap->list[k < 3 ? object_kinds[k] : KIND_DEATH];

		for (size_t i = 0; i < list->n; i++)
			if (filter_value_fits(0, test, v, list->v[i]))
				return true;
	}
	return false;
}

/**
 * filter_look_up() - find out whom names of users and groups stand for here
 * @filter: the filters, which go by number afterwards, but for names that nobody has
 * @why: set to a message if that cannot be told
 * @size: the size of @why
 *
 * Return: false if it cannot be told, as where a directory service does not answer.
 */
bool filter_look_up(struct filter *filter, char *why, size_t size)
{
	bool ok = true;

	for (size_t i = 0; i < filter->n; i++) {
		struct filter_test *test = &filter->tests[i];
		bool user = test->name->type == FILTER_USER;

		for (size_t j = 0; j < test->n; j++) {
			struct filter_value *v = &test->v[j];
			uint32_t id = 0;
			int error;

			if ((!user && test->name->type != FILTER_GROUP) ||
			    !v->text)
				continue;
			error = user ? names_user_id(v->text, &id) :
				       names_group_id(v->text, &id);
			if (error > 0) {
				ok = false;
				snprintf(why, size,
					 "%s: who '%s' is cannot be told: %s",
					 test->name->name, shown(v->text),
					 strerror(error));
			} else if (!error) {
				v->low = id;
				v->text = NULL;
			}
		}
	}
	return ok;
}

/**
 * filter_resolve() - find out what names and processes in filters stand for
 * @filter: the filters
 * @snap: the snapshot that they will be asked about
 * @live: the snapshot is of this machine and of now
 * @why: set to a message if something does not exist
 * @size: the size of @why
 *
 * Return: false if something does not exist.
 */
bool filter_resolve(struct filter *filter, const struct snapshot *snap,
		    bool live, char *why, size_t size)
{
	filter->now = rec_num(snapshot_header(snap), F_TIME, 0);
	for (size_t i = 0; i < filter->n; i++) {
		struct filter_test *test = &filter->tests[i];
		bool name = test->name->type == FILTER_USER ||
			    test->name->type == FILTER_GROUP;

		for (size_t j = 0; j < test->n; j++) {
			struct filter_value *v = &test->v[j];

			if (!ns_ref_resolve(&v->ns, snap, live, why, size))
				return false;
			if (!name || !v->text || name_is_known(test, v, snap))
				continue;
			snprintf(
				why, size,
				"%s: there is no %s '%s', neither on this machine nor in the snapshot",
				test->name->name,
				test->name->type == FILTER_USER ? "user" :
								  "group",
				shown(v->text));
			return false;
		}
	}
	return true;
}
