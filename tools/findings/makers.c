// SPDX-License-Identifier: GPL-2.0
/*
 * Who made an object or uses it, as far as that has a name.
 *
 * The kernel keeps numbers of processes, not names: one that has exited has none
 * any more. What it left behind may still be known by its cgroup, or by what the
 * module recorded when it was made.
 */
#include "findings/makers.h"
#include "findings/objects.h"

/* Who is asked first comes first. */
static const struct {
	enum kind kind;
	enum field state;
	struct party party;
} parties[] = {
	{ KIND_SHM, F_CSTATE, { F_CPID, F_CIPID, F_CCOMM } },
	{ KIND_SHM, F_LSTATE, { F_LPID, F_LIPID, F_LCOMM } },
	{ KIND_SEM, F_LSTATE, { F_LPID, F_LIPID, F_LCOMM } },
	{ KIND_MSG, F_LRSTATE, { F_LRPID, F_LRIPID, F_LRCOMM } },
	{ KIND_MSG, F_LSSTATE, { F_LSPID, F_LSIPID, F_LSCOMM } },
};

/**
 * births_known() - does it tell who made objects, and what went?
 * @snap: snapshot
 *
 * Return: true if so, at least of some.
 */
bool births_known(const struct snapshot *snap)
{
	const struct rec *header = snapshot_header(snap);

	return rec_known(header, F_BIRTHS) && !rec_is(header, F_BIRTHS, "off");
}

/**
 * state_is_alive() - does a recorded process run?
 * @rec: record
 * @state: the key that says what became of it
 *
 * Return: true if so; a zombie does not run.
 */
bool state_is_alive(const struct rec *rec, enum field state)
{
	return rec_is(rec, state, "alive") || rec_is(rec, state, "thread");
}

/**
 * maker_alive() - who made an object or used it last, and runs
 * @rec: object
 *
 * Return: the keys that tell of it, NULL if nobody runs.
 */
const struct party *maker_alive(const struct rec *rec)
{
	for (size_t i = 0; i < sizeof(parties) / sizeof(parties[0]); i++)
		if (parties[i].kind == rec->kind &&
		    state_is_alive(rec, parties[i].state))
			return &parties[i].party;
	return NULL;
}

/**
 * maker_program() - the name of the program that an object is of
 * @rec: object
 *
 * Return: the name of who uses it, else of who made or used it and runs; NULL
 * if that is not known.
 */
const char *maker_program(const struct rec *rec)
{
	const struct rec *user = object_part(rec, KIND_USER);
	const struct party *party;

	if (user && rec_str(user, F_COMM))
		return rec_str(user, F_COMM);
	party = maker_alive(rec);
	return party ? rec_str(rec, party->comm) : NULL;
}

/**
 * maker_cgroup() - the cgroup that an object is of
 * @rec: object
 *
 * Return: the one that its memory is charged to, else that of who uses it; NULL
 * if neither is known.
 */
const char *maker_cgroup(const struct rec *rec)
{
	const struct rec *user = object_part(rec, KIND_USER);

	if (rec->kind == KIND_SHM && rec_str(rec, F_MEMCG))
		return rec_str(rec, F_MEMCG);
	return user ? rec_str(user, F_CGROUP) : NULL;
}

/**
 * maker_recorded() - the program that made an object, if the module recorded that
 * @rec: object
 *
 * Return: the name that it had then, NULL if it was not recorded.
 */
const char *maker_recorded(const struct rec *rec)
{
	const struct rec *birth = object_part(rec, KIND_BIRTH);

	return birth ? rec_str(birth, F_COMM) : NULL;
}
