// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel tells of an object to whoever asks, to see whether anything
 * happened to it meanwhile.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/looks.h"
#include "findings/objects.h"

static const struct {
	enum field field;
	bool is_pid;
	const char *name;
} looks[LOOK_NUMBERS] = {
	[LOOK_KEY] = { F_KEY, false, "its key" },
	[LOOK_UID] = { F_UID, false, "its owner" },
	[LOOK_GID] = { F_GID, false, "its group" },
	[LOOK_CUID] = { F_CUID, false, "its creator" },
	[LOOK_CGID] = { F_CGID, false, "the group of its creator" },
	[LOOK_SIZE] = { F_SIZE, false, "its size" },
	[LOOK_NSEMS] = { F_NSEMS, false, "the number of its semaphores" },
	[LOOK_CPID] = { F_CPID, true, "the process that made it" },
	[LOOK_DEST] = { F_FLAGS, false, "its mark for destruction" },
	[LOOK_NATTCH] = { F_NATTCH, false, "the number of attachments" },
	[LOOK_WAITERS] = { F_WAITERS, false, "the number of waiting threads" },
	[LOOK_QNUM] = { F_QNUM, false, "the number of messages" },
	[LOOK_CBYTES] = { F_CBYTES, false, "the bytes in it" },
	[LOOK_QBYTES] = { F_QBYTES, false, "its limit" },
	[LOOK_LPID] = { F_LPID, true, "its last user" },
	[LOOK_LSPID] = { F_LSPID, true, "the last sender" },
	[LOOK_LRPID] = { F_LRPID, true, "the last receiver" },
	[LOOK_ATIME] = { F_ATIME, false, "the time of the last attach" },
	[LOOK_DTIME] = { F_DTIME, false, "the time of the last detach" },
	[LOOK_OTIME] = { F_OTIME, false, "the time of the last operation" },
	[LOOK_STIME] = { F_STIME, false, "the time of the last message sent" },
	[LOOK_RTIME] = { F_RTIME, false,
			 "the time of the last message received" },
	[LOOK_CTIME] = { F_CTIME, false, "the time of its last change" },
	[LOOK_MODE] = { F_MODE, false, "its mode" },
};

/* STAT tells no last user of an array; its semaphores have one each. */
static bool has(enum kind kind, enum look look)
{
	return rec_slot(kind, looks[look].field) >= 0 &&
	       !(kind == KIND_SEM && look == LOOK_LPID);
}

/**
 * looks_set() - set a number
 * @l: looks
 * @look: which
 * @num: the number
 */
void looks_set(struct looks *l, enum look look, uint64_t num)
{
	l->num[look] = num;
	l->known |= LOOK_BIT(look);
}

/* Is a segment removed already, and only there because it is attached? */
static bool is_marked(const struct rec *rec)
{
	const char *flags = rec_str(rec, F_FLAGS);

	while (flags && *flags) {
		size_t n = strcspn(flags, ",");

		if (n == 4 && !strncmp(flags, "dest", n))
			return true;
		flags += n + !!flags[n];
	}
	return false;
}

/* Those that have a line: they are the first ones, in order. */
static void sems_of(struct looks *l, const struct rec *rec)
{
	const struct rec *part = object_part(rec, KIND_SEMVAL);

	l->sems = xcalloc(object_parts(rec, KIND_SEMVAL) + 1, sizeof(*l->sems));
	for (; part; part = object_next(part)) {
		if (rec_num(part, F_NUM, UINT64_MAX) != l->nsems)
			break;
		l->sems[l->nsems].value = rec_num(part, F_VALUE, 0);
		l->sems[l->nsems++].pid = rec_num(part, F_PID, 0);
	}
}

/**
 * looks_of() - an object as it is in a snapshot
 * @l: set to that; looks_free() gives the memory back
 * @rec: object
 */
void looks_of(struct looks *l, const struct rec *rec)
{
	*l = (struct looks){ .known = 0 };
	for (int i = 0; i < LOOK_NUMBERS; i++) {
		enum field field = looks[i].field;

		if (!has(rec->kind, i))
			continue;
		/* A segment without flags has none. */
		if (i == LOOK_DEST)
			looks_set(l, i, is_marked(rec));
		else if (looks[i].is_pid || rec_known(rec, field))
			looks_set(l, i, rec_num(rec, field, 0));
	}
	if (rec->kind == KIND_SEM)
		sems_of(l, rec);
}

/**
 * looks_carry() - take over what takes long to ask for each semaphore
 * @l: looks without that: who waits, and who operated last
 * @from: looks with it
 */
void looks_carry(struct looks *l, const struct looks *from)
{
	if (from->known & LOOK_BIT(LOOK_WAITERS))
		looks_set(l, LOOK_WAITERS, from->num[LOOK_WAITERS]);
	for (size_t i = 0; i < l->nsems && i < from->nsems; i++)
		l->sems[i].pid = from->sems[i].pid;
}

/**
 * looks_free() - give the memory back
 * @l: looks
 */
void looks_free(struct looks *l)
{
	free(l->sems);
	*l = (struct looks){ .known = 0 };
}

/**
 * looks_needed() - the numbers that an object has
 * @kind: its kind
 *
 * Return: a bit for each.
 */
uint32_t looks_needed(enum kind kind)
{
	uint32_t needed = 0;

	for (int i = 0; i < LOOK_NUMBERS; i++)
		if (has(kind, i))
			needed |= LOOK_BIT(i);
	return needed;
}

/**
 * looks_differ() - did anything happen to an object?
 * @before: as it was
 * @after: as it is
 * @kind: its kind
 * @ignored: numbers that may differ, a bit each
 *
 * What is not known of either is taken for a difference. Of the semaphores of an
 * array those are compared that both have.
 *
 * Return: the first difference, LOOK_SAME for none.
 */
enum look looks_differ(const struct looks *before, const struct looks *after,
		       enum kind kind, uint32_t ignored)
{
	uint32_t needed = looks_needed(kind) & ~ignored;

	for (int i = 0; i < LOOK_NUMBERS; i++) {
		if (!(needed & LOOK_BIT(i)))
			continue;
		if (!(before->known & after->known & LOOK_BIT(i)) ||
		    before->num[i] != after->num[i])
			return i;
	}
	for (size_t i = 0; i < before->nsems && i < after->nsems; i++)
		if (before->sems[i].value != after->sems[i].value ||
		    before->sems[i].pid != after->sems[i].pid)
			return LOOK_SEMS;
	return LOOK_SAME;
}

/**
 * look_name() - what differs, in words
 * @look: that
 *
 * Return: the words, "its semaphores" if it is none of the numbers.
 */
const char *look_name(enum look look)
{
	return look < LOOK_NUMBERS ? looks[look].name : "its semaphores";
}
