// SPDX-License-Identifier: GPL-2.0
/*
 * Who could still use an object, and who keeps a namespace.
 *
 * The module lists who runs in a namespace under the ids that its objects name;
 * what an object's owner, creator and mode make of that is put together here,
 * as the kernel does it: owner and creator may do everything, since they can
 * change the mode.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings/access.h"
#include "base/escape.h"
#include "base/names.h"
#include "findings/objects.h"

/* Who is neither a user nor a group that an object names has no id there. */
static bool names(const struct rec *object, enum field field,
		  const struct rec *resident)
{
	return rec_known(object, field) &&
	       rec_num(object, field, 0) == rec_num(resident, F_WHO, 0);
}

/**
 * access_granted() - may those of a line of residents use an object?
 * @object: object
 * @resident: record of KIND_RESIDENT
 *
 * Return: true if they may without a capability, and not because all may.
 */
bool access_granted(const struct rec *object, const struct rec *resident)
{
	uint64_t mode = rec_num(object, F_MODE, 0);

	if (rec_ns(object) != rec_ns(resident))
		return false;
	if (rec_is(resident, F_TYPE, "uid"))
		return names(object, F_UID, resident) ||
		       names(object, F_CUID, resident);
	if (rec_is(resident, F_TYPE, "gid"))
		return mode & 0070 && (names(object, F_GID, resident) ||
				       names(object, F_CGID, resident));
	return false;
}

/**
 * access_open() - may all in its namespace use an object?
 * @object: object
 *
 * Return: true if its mode gives something to others.
 */
bool access_open(const struct rec *object)
{
	return rec_num(object, F_MODE, 0) & 0007;
}

/**
 * access_residents() - who may use an object, other than because all may
 * @snap: snapshot
 * @object: object of it
 * @n: set to how many lines there are
 *
 * Return: records of KIND_RESIDENT in a new list, NULL if memory ran out.
 */
struct rec **access_residents(const struct snapshot *snap,
			      const struct rec *object, size_t *n)
{
	const struct rec_list *all = &snap->list[KIND_RESIDENT];
	struct rec **v = reallocarray(NULL, all->n + 1, sizeof(*v));

	*n = 0;
	for (size_t i = 0; v && i < all->n; i++)
		if (access_granted(object, all->v[i]))
			v[(*n)++] = all->v[i];
	return v;
}

static int by_process(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	uint64_t x = rec_num(a, F_IPID, UINT64_MAX);
	uint64_t y = rec_num(b, F_IPID, UINT64_MAX);

	if (x != y)
		return x < y ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/**
 * access_holders() - whose mappings hold a namespace
 * @snap: snapshot
 * @ns: namespace of it
 * @n: set to how many processes there are
 *
 * Return: a use of each process in a new list, NULL if memory ran out.
 */
struct rec **access_holders(const struct snapshot *snap, const struct rec *ns,
			    size_t *n)
{
	const struct rec_list *all = &snap->list[KIND_USER];
	struct rec **v = reallocarray(NULL, all->n + 1, sizeof(*v));
	size_t uses = 0;

	*n = 0;
	if (!v)
		return NULL;
	for (size_t i = 0; i < all->n; i++)
		if (rec_ns(all->v[i]) == ns && rec_whole(all->v[i]) &&
		    rec_is(all->v[i], F_KIND, "attach"))
			v[uses++] = all->v[i];
	if (uses)
		qsort(v, uses, sizeof(*v), by_process);
	for (size_t i = 0; i < uses; i++)
		if (!*n || rec_num(v[*n - 1], F_IPID, UINT64_MAX) !=
				   rec_num(v[i], F_IPID, UINT64_MAX))
			v[(*n)++] = v[i];
	return v;
}

static void put_name(FILE *f, const struct style *style, const struct rec *rec,
		     enum field pid, enum field comm)
{
	char *nr = column_text(style, rec, pid);
	char *name = column_text(style, rec, comm);

	fprintf(f, "%s %s", nr ? nr : "", name ? name : "");
	free(nr);
	free(name);
}

/* "812 apache2 in /system.slice/apache2.service" */
static void put_process(FILE *f, const struct style *style,
			const struct rec *rec)
{
	put_name(f, style, rec, F_PID, F_COMM);
	if (rec_known(rec, F_CGROUP)) {
		char *path = column_text(style, rec, F_CGROUP);

		fprintf(f, " in %s", path ? path : "");
		free(path);
	}
}

static void put_processes(FILE *f, uint64_t procs)
{
	fprintf(f, "%" PRIu64 " process%s", procs, procs == 1 ? "" : "es");
}

static void put_who(FILE *f, const struct style *style, const struct rec *rec)
{
	uint64_t who = rec_num(rec, F_WHO, 0);
	bool user = rec_is(rec, F_TYPE, "uid");
	const char *name = user ? names_user(who) : names_group(who);
	char *safe = name ? escape_dup(name, style->escape) : NULL;

	if (safe)
		fprintf(f, "%s%s", user ? "" : "group ", safe);
	else
		fprintf(f, "%s %" PRIu64, user ? "uid" : "gid", who);
	free(safe);
}

static char *finished(FILE *f, char **text)
{
	if (!fclose(f))
		return *text;
	free(*text);
	return NULL;
}

/**
 * access_resident_text() - a line of residents in words
 * @style: what output shall look like
 * @rec: record of KIND_RESIDENT
 *
 * Such as "3 processes of www-data, the oldest since 2023-11-14 20:10:01, for
 * example 812 apache2 in /system.slice/apache2.service".
 *
 * Return: a new string, NULL if memory ran out.
 */
char *access_resident_text(const struct style *style, const struct rec *rec)
{
	uint64_t procs = rec_num(rec, F_PROCS, 0);
	char *text = NULL, when[64];
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	put_processes(f, procs);
	fputs(" of ", f);
	put_who(f, style, rec);
	if (rec_known(rec, F_START)) {
		time_text(when, sizeof(when), rec_num(rec, F_START, 0));
		fprintf(f, "%s since %s", procs == 1 ? "" : ", the oldest",
			when);
	}
	if (rec_known(rec, F_IPID)) {
		fputs(procs == 1 ? ": " : ", for example ", f);
		put_process(f, style, rec);
	}
	return finished(f, &text);
}

/**
 * access_open_text() - all that live in a namespace, in words
 * @style: what output shall look like
 * @ns: namespace
 *
 * Return: a new string, NULL if memory ran out.
 */
char *access_open_text(const struct style *style, const struct rec *ns)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	fputs("its mode lets everybody in its namespace: ", f);
	put_processes(f, rec_num(ns, F_PROCS, 0));
	if (rec_known(ns, F_IPID)) {
		fputs(", for example ", f);
		put_process(f, style, ns);
	}
	return finished(f, &text);
}

/**
 * access_capable_text() - who may use all in a namespace by a capability
 * @style: what output shall look like
 * @ns: namespace
 *
 * Return: a new string, NULL if memory ran out.
 */
char *access_capable_text(const struct style *style, const struct rec *ns)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	put_processes(f, rec_num(ns, F_CAPABLE, 0));
	fputs(" by a capability only", f);
	if (rec_known(ns, F_CAPIPID)) {
		fputs(", for example ", f);
		put_name(f, style, ns, F_CAPPID, F_CAPCOMM);
	}
	return finished(f, &text);
}

/**
 * access_holder_text() - a process whose mapping holds a namespace, in words
 * @style: what output shall look like
 * @user: its use of a segment
 *
 * Return: a new string, NULL if memory ran out.
 */
char *access_holder_text(const struct style *style, const struct rec *user)
{
	char *text = NULL, name[OBJECT_NAME];
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	object_name(name, sizeof(name), rec_whole(user));
	if (rec_known(user, F_IPID))
		put_process(f, style, user);
	else
		fputs("memory that is left of a process", f);
	fprintf(f, ", which has %s mapped", name);
	return finished(f, &text);
}
