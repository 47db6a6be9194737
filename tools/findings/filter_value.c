// SPDX-License-Identifier: GPL-2.0
/*
 * Filters: does what is known of an object fit one of the values?
 */
#include <string.h>

#include "base/names.h"
#include "findings/cgroup.h"
#include "findings/filter_value.h"
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

static bool key_fits(const struct filter_value *v, const struct rec *rec)
{
	return rec_known(rec, F_KEY) && rec_num(rec, F_KEY, 0) == v->low;
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

/* Of an object that is gone: who made it, who removed it, or detached it last. */
static bool actors_fit(const struct filter_value *v, bool by_name,
		       const struct rec *rec)
{
	static const struct {
		enum field pid, comm;
	} actors[] = { { F_PID, F_COMM },
		       { F_CPID, F_CCOMM },
		       { F_MPID, F_MCOMM } };

	for (size_t i = 0; i < sizeof(actors) / sizeof(actors[0]); i++) {
		const char *comm = rec_str(rec, actors[i].comm);

		if (by_name ? comm && !strncmp(comm, v->text, COMM_LEN) :
			      in_range(v, rec, actors[i].pid))
			return true;
	}
	return false;
}

static bool gone_fits(const struct filter_test *test,
		      const struct filter_value *v, const struct rec *rec)
{
	const char *name = test->name->name;

	switch (test->name->type) {
	case FILTER_KIND:
		return rec_is(rec, F_TYPE, kind_name(v->low));
	case FILTER_NS:
		if (rec_ns(rec))
			return ns_ref_matches(&v->ns, rec_ns(rec));
		return v->ns.how == NS_NUMBER &&
		       rec_num(rec, F_NS, 0) == v->ns.num;
	case FILTER_USER:
		return id_fits(v, rec, *name == 'c' ? F_CUID : F_OWNER,
			       names_user);
	case FILTER_KEY:
		return key_fits(v, rec);
	case FILTER_SIZE:
		return in_range(v, rec, F_SIZE);
	default:
		if (!strcmp(name, "id"))
			return in_range(v, rec, F_ID);
		if (!strcmp(name, "cgroup"))
			return cgroup_is(v->text, rec_str(rec, F_CGROUP));
		return actors_fit(v, !strcmp(name, "program"), rec);
	}
}

/**
 * filter_value_fits() - does an object fit a value of a filter?
 * @now: when the snapshot was taken
 * @test: the filter
 * @v: one of its values
 * @rec: object, or the death of one
 *
 * Return: true if so.
 */
bool filter_value_fits(int64_t now, const struct filter_test *test,
		       const struct filter_value *v, const struct rec *rec)
{
	if (rec->kind == KIND_DEATH)
		return gone_fits(test, v, rec);
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
		return key_fits(v, rec);
	case FILTER_TIME:
		return idle_fits(now, v, rec);
	default:
		return other_fits(test->name->name, v, rec);
	}
}
