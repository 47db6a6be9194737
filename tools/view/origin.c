// SPDX-License-Identifier: GPL-2.0
/*
 * Which program and control group an object comes from.
 */
#include <stdbool.h>

#include "findings/objects.h"
#include "view/origin.h"

/*
 * A process that a record names: of one that has exited, the name is not known,
 * and that of whoever has its number now says nothing.
 */
static const char *name_of(const struct rec *rec, enum field state,
			   enum field comm)
{
	if (rec_is(rec, state, "dead") || rec_is(rec, state, "reused") ||
	    rec_is(rec, state, "kernel"))
		return NULL;
	return rec_str(rec, comm);
}

/**
 * origin_program() - the program that an object comes from
 * @rec: object
 *
 * That is the creator, else a user, else the last user, as far as they live.
 *
 * Return: its name, NULL if it is not known.
 */
const char *origin_program(const struct rec *rec)
{
	const struct rec *user = object_part(rec, KIND_USER);
	const char *name = NULL;

	if (rec->kind == KIND_SHM)
		name = name_of(rec, F_CSTATE, F_CCOMM);
	for (; !name && user; user = object_next(user))
		name = rec_str(user, F_COMM);
	if (name)
		return name;
	if (rec->kind != KIND_MSG)
		return name_of(rec, F_LSTATE, F_LCOMM);
	name = name_of(rec, F_LSSTATE, F_LSCOMM);
	return name ? name : name_of(rec, F_LRSTATE, F_LRCOMM);
}

/**
 * origin_cgroup() - the control group that an object comes from
 * @rec: object
 *
 * That is who pays for its memory, else that of a user, else that of the
 * namespace unless this is the initial one.
 *
 * Return: its path, NULL if it is not known.
 */
const char *origin_cgroup(const struct rec *rec)
{
	const struct rec *user = object_part(rec, KIND_USER);
	const char *path = NULL;

	if (rec->kind == KIND_SHM)
		path = rec_str(rec, F_MEMCG);
	for (; !path && user; user = object_next(user))
		path = rec_str(user, F_CGROUP);
	if (!path && rec_ns(rec) && !rec_num(rec_ns(rec), F_INIT, 1))
		path = rec_str(rec_ns(rec), F_CGROUP);
	return path;
}
