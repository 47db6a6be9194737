// SPDX-License-Identifier: GPL-2.0
/*
 * What several commands ask of objects.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "findings/objects.h"

const enum kind object_kinds[3] = { KIND_SHM, KIND_SEM, KIND_MSG };

/**
 * uses_capped() - are not all uses listed, because there are so many?
 * @snap: snapshot
 *
 * Return: true if so.
 */
bool uses_capped(const struct snapshot *snap)
{
	for (int i = 0; i < 3; i++) {
		const struct rec_list *list = &snap->list[object_kinds[i]];

		for (size_t j = 0; j < list->n; j++)
			if (rec_num(list->v[j], F_CAPPED, 0))
				return true;
	}
	return false;
}

/**
 * residents_known() - does it tell who lives in which namespace?
 * @snap: snapshot
 *
 * Return: true if so.
 */
bool residents_known(const struct snapshot *snap)
{
	const struct rec_list *end = &snap->list[KIND_END];

	return end->n && rec_known(end->v[0], F_RESIDENT);
}

/**
 * strange_verdicts() - verdicts that are not known here
 * @snap: snapshot
 * @kind: kind of object, KINDS for all
 * @first: set to the first object that has such a one
 *
 * Return: how many objects have one.
 */
size_t strange_verdicts(const struct snapshot *snap, enum kind kind,
			const struct rec **first)
{
	size_t count = 0;

	for (int i = 0; i < 3; i++) {
		const struct rec_list *list = &snap->list[object_kinds[i]];

		if (kind != KINDS && kind != object_kinds[i])
			continue;
		for (size_t j = 0; j < list->n; j++)
			if (object_is_strange(list->v[j]) && !count++)
				*first = list->v[j];
	}
	return count;
}

/**
 * kinds_refused() - the kinds that the module does not read on this kernel
 * @snap: snapshot
 *
 * Return: their names joined by commas, NULL if it reads all.
 */
const char *kinds_refused(const struct snapshot *snap)
{
	const char *words = rec_str(snapshot_header(snap), F_REFUSED);

	return words && *words ? words : NULL;
}

/**
 * kind_is_refused() - is a kind of record missing because it is not read?
 * @snap: snapshot
 * @kind: kind of record; semaphores and messages go with their objects
 *
 * Return: true if so.
 */
bool kind_is_refused(const struct snapshot *snap, enum kind kind)
{
	const char *words = kinds_refused(snap);
	const char *name = kind_name(kind == KIND_SEMVAL ? KIND_SEM :
				     kind == KIND_RUN	 ? KIND_MSG :
							   kind);

	while (words && *words) {
		size_t n = strcspn(words, ",");

		if (n == strlen(name) && !strncmp(words, name, n))
			return true;
		words += n + !!words[n];
	}
	return false;
}

/**
 * object_ns() - the number that names an object's namespace for people
 * @rec: object, or anything else that belongs to one
 *
 * Return: the inode number, as lsns(8) and /proc have it; its id if that is not
 * known.
 */
uint64_t object_ns(const struct rec *rec)
{
	uint64_t id = rec_num(rec, F_NS, 0);

	return rec_ns(rec) ? rec_num(rec_ns(rec), F_INUM, id) : id;
}

/**
 * object_name() - what the user may call an object
 * @buf: where to
 * @size: its size; OBJECT_NAME is enough
 * @rec: object; the namespace is named if it is not the reader's
 */
void object_name(char *buf, size_t size, const struct rec *rec)
{
	int n = snprintf(buf, size, "%s:%" PRIu64, kind_name(rec->kind),
			 rec_num(rec, F_ID, 0));

	if (!object_is_own(rec) && n >= 0 && (size_t)n < size)
		snprintf(buf + n, size - n, "@%" PRIu64, object_ns(rec));
}

/**
 * object_remover() - the arguments that make ipcrm(1) remove an object
 * @buf: where to
 * @size: its size; OBJECT_NAME is enough
 * @rec: object
 */
void object_remover(char *buf, size_t size, const struct rec *rec)
{
	static const char options[KINDS] = {
		[KIND_SHM] = 'm', [KIND_SEM] = 's', [KIND_MSG] = 'q'
	};

	snprintf(buf, size, "-%c %" PRIu64, options[rec->kind],
		 rec_num(rec, F_ID, 0));
}

/**
 * object_memory() - the memory that an object takes
 * @rec: object
 *
 * Return: of a segment, its bytes in memory and swapped out, or its size if these
 * are not known; of others, what removing them would give back.
 */
uint64_t object_memory(const struct rec *rec)
{
	if (rec->kind != KIND_SHM)
		return rec_num(rec, F_RECLAIM, 0);
	if (!rec_known(rec, F_RSS))
		return rec_num(rec, F_SIZE, 0);
	return sum(rec_num(rec, F_RSS, 0), rec_num(rec, F_SWAP, 0));
}

/**
 * object_has_reason() - is a word among the reasons for the verdict?
 * @rec: object
 * @reason: the word
 *
 * Return: true if so.
 */
bool object_has_reason(const struct rec *rec, const char *reason)
{
	const char *words = rec_str(rec, F_REASONS);
	size_t len = strlen(reason);

	while (words && *words) {
		size_t n = strcspn(words, ",");

		if (n == len && !strncmp(words, reason, n))
			return true;
		words += n + !!words[n];
	}
	return false;
}

/* Every verdict of docs/verdicts.md; any other word judges nothing. */
static const struct {
	const char *verdict;
	enum finding finding;
} findings[] = {
	{ "in-use", FINDING_NONE },	{ "held", FINDING_NONE },
	{ "idle", FINDING_NONE },	{ "young", FINDING_NONE },
	{ "orphan", FINDING_ORPHAN },	{ "unclaimed", FINDING_UNCLAIMED },
	{ "suspect", FINDING_SUSPECT }, { "unknown", FINDING_UNJUDGED },
};

/**
 * object_finding() - what is there to tell of an object?
 * @rec: object
 *
 * Return: that.
 */
enum finding object_finding(const struct rec *rec)
{
	const char *verdict = rec_str(rec, F_VERDICT);
	size_t n = verdict ? sizeof(findings) / sizeof(findings[0]) : 0;

	for (size_t i = 0; i < n; i++) {
		if (*findings[i].verdict != *verdict ||
		    strcmp(findings[i].verdict, verdict) != 0)
			continue;
		if (findings[i].finding == FINDING_UNJUDGED &&
		    object_has_reason(rec, "nobody-known"))
			return FINDING_NOBODY_KNOWN;
		return findings[i].finding;
	}
	return FINDING_UNJUDGED;
}

/**
 * object_rank() - where does an object stand among what there is to tell?
 * @rec: object
 *
 * Of the unclaimed ones, those come first that no program finds again by itself;
 * of the suspects, those whose service is gone.
 *
 * Return: a number, the lower the earlier.
 */
int object_rank(const struct rec *rec)
{
	enum finding finding = object_finding(rec);
	bool later = (finding == FINDING_UNCLAIMED &&
		      object_has_reason(rec, "may-return")) ||
		     (finding == FINDING_SUSPECT &&
		      !object_has_reason(rec, "service-gone"));

	return 2 * finding + later;
}

/**
 * object_is_leak() - is it left over, as far as can be told?
 * @rec: object
 *
 * What a program may find again, or somebody who runs could use, is none.
 *
 * Return: true if so.
 */
bool object_is_leak(const struct rec *rec)
{
	enum finding finding = object_finding(rec);

	return finding == FINDING_ORPHAN ||
	       (finding == FINDING_UNCLAIMED &&
		!object_has_reason(rec, "may-return"));
}

/**
 * object_is_strange() - is it judged by a word that is not known here?
 * @rec: object
 *
 * Return: true if so; the module is newer than the reader then.
 */
bool object_is_strange(const struct rec *rec)
{
	return rec_known(rec, F_VERDICT) &&
	       object_finding(rec) == FINDING_UNJUDGED &&
	       !rec_is(rec, F_VERDICT, "unknown");
}

/**
 * object_is_own() - is it in the reader's namespace?
 * @rec: object
 *
 * Return: true if so.
 */
bool object_is_own(const struct rec *rec)
{
	return rec_ns(rec) && rec_num(rec_ns(rec), F_SELF, 0);
}

/**
 * object_is_used() - does anything in the snapshot say that it is in use?
 * @rec: object
 *
 * Return: true if so, or if a count is missing.
 */
bool object_is_used(const struct rec *rec)
{
	static const enum field users[] = { F_NATTCH, F_WAITERS, F_UNDO,
					    F_SENDERS, F_RECEIVERS };

	for (size_t i = 0; i < sizeof(users) / sizeof(users[0]); i++)
		if (rec_slot(rec->kind, users[i]) >= 0 &&
		    rec_num(rec, users[i], 1))
			return true;
	return rec_num(rec, F_MAPS, 0) || rec_num(rec, F_STOPPED, 0) ||
	       object_part(rec, KIND_USER);
}

/**
 * object_is_safe() - may it be removed without asking anybody?
 * @rec: object
 *
 * Whatever the verdict, nothing in use is.
 *
 * Return: true if so.
 */
bool object_is_safe(const struct rec *rec)
{
	return rec_is(rec, F_VERDICT, "orphan") && !object_is_used(rec);
}

/**
 * object_is_out_of_reach() - can nobody remove it?
 * @rec: object
 *
 * In a namespace without a process there is nobody who could, and nothing lets
 * anybody in unless a file or mount does.
 *
 * Return: true if so.
 */
bool object_is_out_of_reach(const struct rec *rec)
{
	return object_has_reason(rec, "namespace-empty") &&
	       !object_has_reason(rec, "pinned-by-file");
}

/**
 * object_is_to_be_asked_for() - may it be removed if its owner agrees?
 * @rec: object
 *
 * Return: true if it is unclaimed and no program finds it again by itself.
 */
bool object_is_to_be_asked_for(const struct rec *rec)
{
	return object_finding(rec) == FINDING_UNCLAIMED &&
	       object_is_leak(rec) && !object_is_used(rec);
}

/**
 * object_part() - the first part of an object
 * @rec: object
 * @kind: kind of part: KIND_SEMVAL, KIND_RUN or KIND_USER
 *
 * Return: the part, NULL if there is none.
 */
struct rec *object_part(const struct rec *rec, enum kind kind)
{
	struct rec *part = rec_parts(rec);

	while (part && part->kind != kind)
		part = rec_next(part);
	return part;
}

/**
 * object_next() - the next part of the same kind and object
 * @part: a part
 *
 * Return: the part, NULL if it was the last.
 */
struct rec *object_next(const struct rec *part)
{
	struct rec *next = rec_next(part);

	return next && next->kind == part->kind ? next : NULL;
}

/**
 * object_parts() - how many parts of a kind an object has
 * @rec: object
 * @kind: kind of part
 *
 * Return: the number.
 */
size_t object_parts(const struct rec *rec, enum kind kind)
{
	size_t n = 0;

	for (struct rec *part = object_part(rec, kind); part;
	     part = object_next(part))
		n++;
	return n;
}

/**
 * sum() - add, within bounds, what a bad snapshot may claim
 * @a: a number
 * @b: another
 *
 * Return: the sum, or the largest number there is.
 */
uint64_t sum(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}
