// SPDX-License-Identifier: GPL-2.0
/*
 * Who could still use an object, and who keeps a namespace.
 *
 * The module lists who runs in a namespace under the ids that its objects name;
 * what an object's owner, creator and mode make of that is put together here,
 * as the kernel does it: owner and creator may do everything, since they can
 * change the mode.
 */
#include <stdlib.h>

#include "findings/access.h"
#include "findings/objects.h"
#include "findings/uses.h"

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
		qsort(v, uses, sizeof(*v), uses_by_process);
	for (size_t i = 0; i < uses; i++)
		if (!*n || rec_num(v[*n - 1], F_IPID, UINT64_MAX) !=
				   rec_num(v[i], F_IPID, UINT64_MAX))
			v[(*n)++] = v[i];
	return v;
}
