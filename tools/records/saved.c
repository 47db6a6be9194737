// SPDX-License-Identifier: GPL-2.0
/*
 * What a saved snapshot tells of the machine that it is from: the kernel knows
 * users and groups by number, and on another machine the same number is
 * somebody else. The names are lines of their own before the last line.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/names.h"
#include "base/say.h"
#include "records/here.h"
#include "records/saved.h"

/**
 * struct ids - ids of users or groups
 * @v: the ids
 * @n: how many
 * @room: how many @v has room for
 */
struct ids {
	uint32_t *v;
	size_t n;
	size_t room;
};

static int by_id(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return a < b ? -1 : a > b;
}

static void sort(struct ids *ids)
{
	size_t n = 0;

	if (!ids->n)
		return;
	qsort(ids->v, ids->n, sizeof(*ids->v), by_id);
	for (size_t i = 0; i < ids->n; i++)
		if (!n || ids->v[i] != ids->v[n - 1])
			ids->v[n++] = ids->v[i];
	ids->n = n;
}

static void add(struct ids *ids, const struct rec *rec, enum field field)
{
	uint32_t id = rec_num(rec, field, 0);

	if (!rec_known(rec, field) || (ids->n && ids->v[ids->n - 1] == id))
		return;
	if (ids->n == ids->room) {
		/* Most are there again and again. */
		sort(ids);
		if (ids->n >= ids->room / 2) {
			ids->room = ids->room ? 2 * ids->room : 1024;
			ids->v = xreallocarray(ids->v, ids->room,
					       sizeof(*ids->v));
		}
	}
	ids->v[ids->n++] = id;
}

static void add_ids(struct ids *users, struct ids *groups,
		    const struct rec *rec)
{
	add(users, rec, F_UID);
	add(users, rec, F_CUID);
	add(users, rec, F_OWNER);
	add(users, rec, F_MUID);
	add(groups, rec, F_GID);
	add(groups, rec, F_CGID);
	if (rec->kind == KIND_RESIDENT)
		add(rec_is(rec, F_TYPE, "uid") ? users : groups, rec, F_WHO);
}

/* As the module writes a text. */
static void put_text(FILE *out, const char *s)
{
	if (!strcmp(s, "-"))
		fputs("\\055", out);
	else
		for (; *s; s++)
			if (*s < '!' || *s > '~' || *s == '\\')
				fprintf(out, "\\%03o", (unsigned char)*s);
			else
				putc(*s, out);
}

static void put_names(FILE *out, struct ids *ids, const char *start,
		      const char *(*name)(uint32_t id))
{
	sort(ids);
	for (size_t i = 0; i < ids->n; i++) {
		const char *s = name(ids->v[i]);

		if (!s)
			continue;
		fprintf(out, "%s=%u name=", start, ids->v[i]);
		put_text(out, s);
		putc('\n', out);
	}
	free(ids->v);
}

/**
 * saved_host() - the machine that a snapshot is from
 * @snap: snapshot
 *
 * Return: its name, NULL if the snapshot was not saved with it.
 */
const char *saved_host(const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_HOST];

	return list->n ? rec_str(list->v[0], F_NAME) : NULL;
}

/**
 * saved_add_names() - use the names that a snapshot was saved with, too
 * @snap: snapshot; names that others gave before it stay
 */
void saved_add_names(const struct snapshot *snap)
{
	const struct rec_list *users = &snap->list[KIND_USER_NAME];
	const struct rec_list *groups = &snap->list[KIND_GROUP_NAME];

	for (size_t i = 0; i < users->n; i++)
		names_add_user(rec_num(users->v[i], F_UID, 0),
			       rec_str(users->v[i], F_NAME));
	for (size_t i = 0; i < groups->n; i++)
		names_add_group(rec_num(groups->v[i], F_GID, 0),
				rec_str(groups->v[i], F_NAME));
}

/**
 * saved_names() - use the names that a snapshot was saved with
 * @snap: snapshot
 *
 * Where there are none, those of this machine are used.
 */
void saved_names(const struct snapshot *snap)
{
	if (saved_host(snap))
		names_only_added();
	saved_add_names(snap);
}

static void put_lines(const struct snapshot *snap, FILE *out)
{
	struct ids users = { NULL, 0, 0 }, groups = { NULL, 0, 0 };
	char host[HERE_HOST], boot[HERE_BOOT];

	for (enum kind k = KIND_NS; k < KIND_END; k++)
		for (size_t i = 0; i < snap->list[k].n; i++)
			add_ids(&users, &groups, snap->list[k].v[i]);
	put_names(out, &users, "user-name uid", names_user);
	put_names(out, &groups, "group-name gid", names_group);
	here_host(host, sizeof(host));
	fputs("host name=", out);
	put_text(out, host);
	if (here_boot(boot, sizeof(boot))) {
		fputs(" boot=", out);
		put_text(out, boot);
	}
	putc('\n', out);
}

/**
 * saved_write() - write a snapshot so that it can be read elsewhere
 * @snap: snapshot
 * @text: its text
 * @names: it is of this machine: add the names of users, groups and host
 * @out: where to
 *
 * Return: false if it cannot be read again; a message was printed then. Whether
 * it was written, @out tells.
 */
bool saved_write(const struct snapshot *snap, const struct text *text,
		 bool names, FILE *out)
{
	bool ok = text_copy(text, 0, text->end, out);

	if (ok && names)
		put_lines(snap, out);
	ok = ok && text_copy(text, text->end, text->size, out);
	if (!ok)
		say("the snapshot cannot be read again to be saved: %s",
		    strerror(errno));
	return ok;
}
