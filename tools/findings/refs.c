// SPDX-License-Identifier: GPL-2.0
/*
 * Objects and namespaces as the user writes them.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "findings/refs.h"

/* Digits, and nothing else up to what @end is set to. */
static bool number(const char *s, uint64_t max, uint64_t *num, const char **end)
{
	char *rest;

	if (!isdigit((unsigned char)*s))
		return false;
	errno = 0;
	*num = strtoull(s, &rest, 10);
	*end = rest;
	return !errno && *num <= max;
}

/**
 * ns_ref_parse() - read what the user calls a namespace
 * @word: own, a number, or @ and a PID
 * @ns: set to it
 *
 * Return: false if the word is not of this form.
 */
bool ns_ref_parse(const char *word, struct ns_ref *ns)
{
	bool process = *word == '@';
	const char *end;

	if (!strcmp(word, "own")) {
		ns->how = NS_OWN;
		return true;
	}
	ns->how = process ? NS_PROCESS : NS_NUMBER;
	return number(word + process, process ? INT_MAX : UINT64_MAX, &ns->num,
		      &end) &&
	       !*end;
}

/**
 * ns_ref_matches() - is this the namespace that the user named?
 * @ns: what the user wrote, after ns_ref_resolve()
 * @rec: the record of a namespace, NULL if it is not known
 *
 * Return: true if so.
 */
bool ns_ref_matches(const struct ns_ref *ns, const struct rec *rec)
{
	if (ns->how == NS_ANY)
		return true;
	if (!rec)
		return false;
	if (ns->how == NS_OWN)
		return rec_num(rec, F_SELF, 0);
	return ns->how == NS_NUMBER && (rec_num(rec, F_INUM, 0) == ns->num ||
					rec_num(rec, F_ID, 0) == ns->num);
}

/* The namespace of a process by what a snapshot says of it. */
static const struct rec *ns_of_process(const struct snapshot *snap,
				       uint64_t pid)
{
	static const enum kind kinds[] = { KIND_NS, KIND_USER, KIND_RESIDENT };

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		const struct rec_list *list = &snap->list[kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			if (rec_num(list->v[i], F_PID, UINT64_MAX) == pid)
				return kinds[k] == KIND_NS ? list->v[i] :
							     rec_ns(list->v[i]);
	}
	return NULL;
}

/**
 * ns_ref_resolve() - find the namespace of the process that the user named
 * @ns: what the user wrote; set to the number of the namespace
 * @snap: the snapshot that it will be looked for in
 * @live: the snapshot is of this machine and of now
 * @why: set to a message if it cannot be told
 * @size: the size of @why
 *
 * Return: false if it cannot be told.
 */
bool ns_ref_resolve(struct ns_ref *ns, const struct snapshot *snap, bool live,
		    char *why, size_t size)
{
	const struct rec *rec;
	char path[64], link[64];
	const char *end;
	ssize_t len;

	if (ns->how != NS_PROCESS)
		return true;
	if (live) {
		snprintf(path, sizeof(path), "/proc/%" PRIu64 "/ns/ipc",
			 ns->num);
		len = readlink(path, link, sizeof(link) - 1);
		link[len > 0 ? len : 0] = '\0';
		if (len > 0 && !strncmp(link, "ipc:[", 5) &&
		    number(link + 5, UINT64_MAX, &ns->num, &end)) {
			ns->how = NS_NUMBER;
			return true;
		}
		snprintf(
			why, size, "namespace @%" PRIu64 ": %s", ns->num,
			errno == ENOENT ?
				"there is no such process" :
			geteuid() ?
				"you may not look at this process; run as root" :
				"it may not be read, even as root: CAP_SYS_PTRACE is missing; run this on the host, or name the namespace by its number");
		return false;
	}
	rec = ns_of_process(snap, ns->num);
	if (!rec) {
		snprintf(
			why, size,
			"namespace @%" PRIu64
			": the snapshot does not tell where this process ran; name the namespace by its number",
			ns->num);
		return false;
	}
	ns->how = NS_NUMBER;
	ns->num = rec_num(rec, F_ID, 0);
	return true;
}

/**
 * ref_kind() - is this the name of a kind of object?
 * @word: the word
 * @len: its length
 *
 * Return: the kind, KINDS if it is not.
 */
enum kind ref_kind(const char *word, size_t len)
{
	for (int i = 0; i < 3; i++) {
		const char *name = kind_name(object_kinds[i]);

		if (strlen(name) == len && !memcmp(name, word, len))
			return object_kinds[i];
	}
	return KINDS;
}

static bool parse_key(const char *word, struct object_ref *ref,
		      const char **end)
{
	char *rest;

	if (!isxdigit((unsigned char)word[2]))
		return false;
	errno = 0;
	ref->by_key = true;
	ref->first = strtoull(word, &rest, 16);
	ref->last = ref->first;
	*end = rest;
	return !errno && ref->first <= UINT32_MAX;
}

/**
 * ref_parse_id() - read what the user calls an object, without its kind
 * @word: ID, ID-ID or 0xKEY, with or without @NS
 * @kind: the kind
 * @ref: set to it
 *
 * Return: false if the word is not of this form.
 */
bool ref_parse_id(const char *word, enum kind kind, struct object_ref *ref)
{
	const char *end;

	memset(ref, 0, sizeof(*ref));
	ref->kind = kind;
	if (!strncmp(word, "0x", 2)) {
		if (!parse_key(word, ref, &end))
			return false;
	} else {
		if (!number(word, INT_MAX, &ref->first, &end))
			return false;
		ref->last = ref->first;
		if (*end == '-' && !number(end + 1, INT_MAX, &ref->last, &end))
			return false;
		if (ref->last < ref->first)
			return false;
	}
	if (*end == '@')
		return ns_ref_parse(end + 1, &ref->ns);
	return !*end;
}

/**
 * ref_parse() - read what the user calls an object
 * @word: KIND:ID, KIND:ID-ID or KIND:0xKEY, with or without @NS
 * @ref: set to it
 *
 * Return: false if the word is not of this form.
 */
bool ref_parse(const char *word, struct object_ref *ref)
{
	const char *colon = strchr(word, ':');
	enum kind kind;

	if (!colon)
		return false;
	kind = ref_kind(word, colon - word);
	return kind != KINDS && ref_parse_id(colon + 1, kind, ref);
}

/**
 * ref_text() - write a reference as the user may
 * @buf: where to
 * @size: its size; REF_TEXT is enough
 * @ref: reference
 */
void ref_text(char *buf, size_t size, const struct object_ref *ref)
{
	const char *kind = kind_name(ref->kind);
	int n;

	if (ref->by_key)
		n = snprintf(buf, size, "%s:0x%08" PRIx64, kind, ref->first);
	else if (ref->first == ref->last)
		n = snprintf(buf, size, "%s:%" PRIu64, kind, ref->first);
	else
		n = snprintf(buf, size, "%s:%" PRIu64 "-%" PRIu64, kind,
			     ref->first, ref->last);
	if (n < 0 || (size_t)n >= size || ref->ns.how == NS_ANY)
		return;
	if (ref->ns.how == NS_OWN)
		snprintf(buf + n, size - n, "@own");
	else
		snprintf(buf + n, size - n, "%s%" PRIu64,
			 ref->ns.how == NS_PROCESS ? "@@" : "@", ref->ns.num);
}

static bool matches(const struct object_ref *ref, const struct rec *rec)
{
	uint64_t num = ref->by_key ? rec_num(rec, F_KEY, UINT64_MAX) :
				     rec_num(rec, F_ID, UINT64_MAX);

	return num >= ref->first && num <= ref->last &&
	       ns_ref_matches(&ref->ns, rec_ns(rec));
}

static void keep_own(struct ref_objects *objects)
{
	size_t n = 0;

	for (size_t i = 0; i < objects->n; i++)
		if (object_is_own(objects->v[i]))
			objects->v[n++] = objects->v[i];
	if (!n)
		return;
	objects->n = n;
	objects->namespaces = 1;
	objects->found = REF_THERE;
}

/**
 * ref_find() - find the objects of a reference
 * @ref: reference, after ns_ref_resolve() of its namespace
 * @snap: snapshot
 *
 * Where the user names no namespace, the own one is meant; what is not there is
 * looked for in all others.
 *
 * Return: the objects; free() their list.
 */
struct ref_objects ref_find(const struct object_ref *ref,
			    const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[ref->kind];
	struct ref_objects objects = { NULL, 0, 0, REF_NONE };
	size_t room = 0;

	for (size_t i = 0; i < list->n; i++) {
		if (!matches(ref, list->v[i]))
			continue;
		if (objects.n == room) {
			room = room ? 2 * room : 4;
			objects.v = xreallocarray(objects.v, room,
						  sizeof(*objects.v));
		}
		/* Objects go by namespace, so each has its own in one row. */
		if (!objects.n ||
		    rec_ns(objects.v[objects.n - 1]) != rec_ns(list->v[i]))
			objects.namespaces++;
		objects.v[objects.n++] = list->v[i];
	}
	if (!objects.n)
		return objects;
	if (ref->ns.how != NS_ANY) {
		objects.found = REF_THERE;
		return objects;
	}
	objects.found = objects.namespaces == 1 ? REF_ELSEWHERE : REF_AMBIGUOUS;
	keep_own(&objects);
	return objects;
}
