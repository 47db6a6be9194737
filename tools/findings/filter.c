// SPDX-License-Identifier: GPL-2.0
/*
 * Filters: does an object fit?
 */
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/say.h"
#include "findings/filter.h"
#include "findings/objects.h"

/* The kernel keeps so many bytes of the name of a program. */
#define COMM_LEN 15

/* A process that an object names, by the keys that tell of it. */
static const struct {
	enum kind kind;
	enum field pid, state, comm;
} recorded[] = {
	{ KIND_SHM, F_CPID, F_CSTATE, F_CCOMM },
	{ KIND_SHM, F_LPID, F_LSTATE, F_LCOMM },
	{ KIND_SEM, F_LPID, F_LSTATE, F_LCOMM },
	{ KIND_MSG, F_LSPID, F_LSSTATE, F_LSCOMM },
	{ KIND_MSG, F_LRPID, F_LRSTATE, F_LRCOMM },
	{ KIND_SEMVAL, F_PID, F_STATE, F_COMM },
};

static bool in_range(const struct filter_value *v, const struct rec *rec,
		     enum field field)
{
	uint64_t num;

	if (rec_slot(rec->kind, field) < 0 || !rec_known(rec, field))
		return false;
	num = rec_num(rec, field, 0);
	return num >= v->low && num <= v->high;
}

static bool idle_fits(int64_t now, const struct filter_value *v,
		      const struct rec *rec)
{
	int64_t touched = rec_num(rec, F_TOUCHED, 0);
	uint64_t idle = touched < now ? now - touched : 0;

	return touched && idle >= v->low && idle <= v->high;
}

static bool id_fits(const struct filter_value *v, const struct rec *rec,
		    enum field field, const char *(*find)(uint32_t id))
{
	uint32_t id = rec_num(rec, field, 0);
	const char *name;

	if (!rec_known(rec, field))
		return false;
	if (!v->text)
		return id == v->low;
	name = find(id);
	return name && !strcmp(name, v->text);
}

/* A name stands for a process only as long as that has not exited. */
static bool name_is_its_own(const struct rec *rec, enum field state)
{
	return !rec_is(rec, state, "reused") && !rec_is(rec, state, "dead");
}

static bool process_fits(const struct filter_value *v, bool by_name,
			 const struct rec *rec, size_t i)
{
	const char *comm;

	if (!by_name)
		return in_range(v, rec, recorded[i].pid);
	comm = rec_str(rec, recorded[i].comm);
	return comm && name_is_its_own(rec, recorded[i].state) &&
	       !strncmp(comm, v->text, COMM_LEN);
}

static bool processes_fit(const struct filter_value *v, bool by_name,
			  const struct rec *rec)
{
	for (const struct rec *part = rec_parts(rec); part;
	     part = rec_next(part)) {
		const char *comm;

		if (part->kind != KIND_USER)
			continue;
		comm = rec_str(part, F_COMM);
		if (by_name ? comm && !strncmp(comm, v->text, COMM_LEN) :
			      in_range(v, part, F_PID))
			return true;
	}
	for (size_t i = 0; i < sizeof(recorded) / sizeof(recorded[0]); i++) {
		if (recorded[i].kind == rec->kind &&
		    process_fits(v, by_name, rec, i))
			return true;
		if (recorded[i].kind != KIND_SEMVAL)
			continue;
		for (const struct rec *part = object_part(rec, KIND_SEMVAL);
		     part; part = object_next(part))
			if (process_fits(v, by_name, part, i))
				return true;
	}
	return false;
}

/*
 * A path stands for the cgroup and all below it. Anything else may be anywhere
 * in it, as the digits of a container's id are.
 */
static bool cgroup_is(const char *text, const char *cgroup)
{
	size_t len = strlen(text);

	if (!cgroup)
		return false;
	if (*text != '/')
		return strstr(cgroup, text);
	while (len > 1 && text[len - 1] == '/')
		len--;
	return len == 1 || (!strncmp(cgroup, text, len) &&
			    (!cgroup[len] || cgroup[len] == '/'));
}

static bool cgroup_fits(const struct filter_value *v, const struct rec *rec)
{
	if (rec->kind == KIND_SHM && cgroup_is(v->text, rec_str(rec, F_MEMCG)))
		return true;
	for (const struct rec *part = rec_parts(rec); part;
	     part = rec_next(part))
		if (part->kind == KIND_USER &&
		    cgroup_is(v->text, rec_str(part, F_CGROUP)))
			return true;
	/* Of a namespace that is a container's own, all objects are, too. */
	return rec_ns(rec) && !rec_num(rec_ns(rec), F_INIT, 1) &&
	       cgroup_is(v->text, rec_str(rec_ns(rec), F_CGROUP));
}

static bool memory_fits(const struct filter_value *v, const struct rec *rec)
{
	uint64_t mem = object_memory(rec);

	return mem >= v->low && mem <= v->high;
}

static bool other_fits(const char *name, const struct filter_value *v,
		       const struct rec *rec)
{
	static const struct {
		const char *name;
		enum field field;
	} numbers[] = {
		{ "id", F_ID },		{ "size", F_SIZE },
		{ "nattch", F_NATTCH }, { "nsems", F_NSEMS },
		{ "messages", F_QNUM },
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (!strcmp(name, numbers[i].name))
			return in_range(v, rec, numbers[i].field);
	if (!strcmp(name, "mem"))
		return memory_fits(v, rec);
	if (!strcmp(name, "cgroup"))
		return cgroup_fits(v, rec);
	return processes_fit(v, !strcmp(name, "program"), rec);
}

static bool value_fits(int64_t now, const struct filter_test *test,
		       const struct filter_value *v, const struct rec *rec)
{
	switch (test->name->type) {
	case FILTER_KIND:
		return rec->kind == v->low;
	case FILTER_VERDICT:
		return rec_is(rec, F_VERDICT, v->text);
	case FILTER_REASON:
		return object_has_reason(rec, v->text);
	case FILTER_NS:
		return ns_ref_matches(&v->ns, rec_ns(rec));
	case FILTER_USER:
		return id_fits(v, rec,
			       *test->name->name == 'c' ? F_CUID : F_UID,
			       names_user);
	case FILTER_GROUP:
		return id_fits(v, rec, F_GID, names_group);
	case FILTER_KEY:
		return rec_known(rec, F_KEY) &&
		       rec_num(rec, F_KEY, 0) == v->low;
	case FILTER_TIME:
		return idle_fits(now, v, rec);
	default:
		return other_fits(test->name->name, v, rec);
	}
}

/**
 * filter_match() - is this object wanted?
 * @filter: the filters, after filter_resolve(); NULL if all are wanted
 * @rec: object
 *
 * Return: true if so.
 */
bool filter_match(const struct filter *filter, const struct rec *rec)
{
	for (size_t i = 0; filter && i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		size_t j = 0;

		while (j < test->n &&
		       !value_fits(filter->now, test, &test->v[j], rec))
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
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			if (value_fits(0, test, v, list->v[i]))
				return true;
	}
	return false;
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

/**
 * filter_text() - put filters as the user writes them
 * @filter: the filters
 * @b: where to; after what is there
 */
void filter_text(const struct filter *filter, struct buf *b)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		const char *value = test->words;

		buf_printf(b, "%s%s", b->len ? " " : "", test->name->name);
		/* The commas between them were taken away. */
		for (size_t j = 0; j < test->n; j++) {
			buf_printf(b, "%c%s", j ? ',' : '=', value);
			value += strlen(value) + 1;
		}
	}
}
