// SPDX-License-Identifier: GPL-2.0
/*
 * Finding the members of a structure in BTF.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests and the fuzzer. Depth of recursion and length of chains are bounded.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "layout/btf.h"
#include "layout/btf_types.h"

/* With kind_flag set, the upper byte is the width of a bit field. */
#define BTF_BIT_OFFSET(offset)	((offset) & 0xffffff)
#define BTF_BIT_WIDTH(offset)	((offset) >> 24)

/* Typedefs and qualifiers in a row; anonymous structures in one another. */
#define MAX_CHAIN	32
#define MAX_DEPTH	8

/* Members looked at in the search for one; a loop of structures ends here. */
#define MAX_MEMBERS	4096

/* Step over typedefs, qualifiers and tags. */
static int skip_modifiers(const struct ipcdiag_btf *btf, u32 *id,
			  struct ipcdiag_btf_type *type)
{
	unsigned int steps;

	for (steps = 0; steps < MAX_CHAIN; steps++) {
		int err = ipcdiag_btf_read_type(btf, *id, type);

		if (err)
			return err;
		switch (BTF_KIND(type->info)) {
		case KIND_TYPEDEF:
		case KIND_VOLATILE:
		case KIND_CONST:
		case KIND_RESTRICT:
		case KIND_TYPE_TAG:
			*id = type->size_or_type;
			break;
		default:
			return 0;
		}
	}

	return -EINVAL;
}

/* What a member of this type is, and how large. */
static int measure(const struct ipcdiag_btf *btf, u32 id,
		   struct ipcdiag_btf_member *member)
{
	struct ipcdiag_btf_type type;
	u64 factor = 1;
	unsigned int dimensions;
	int err;

	err = skip_modifiers(btf, &id, &type);
	for (dimensions = 0; !err && BTF_KIND(type.info) == KIND_ARRAY;
	     dimensions++) {
		struct ipcdiag_btf_array_at array;

		if (dimensions == MAX_DEPTH)
			return -EINVAL;
		err = ipcdiag_btf_read(btf, btf->offsets[id] + sizeof(type),
				       &array, sizeof(array));
		if (err)
			return err;
		member->is_array = true;
		factor *= array.nelems;
		if (factor > U32_MAX)
			return -EINVAL;
		id = array.type;
		err = skip_modifiers(btf, &id, &type);
	}
	if (err)
		return err;

	switch (BTF_KIND(type.info)) {
	case KIND_PTR:
		member->is_pointer = !member->is_array;
		factor *= sizeof(void *);
		break;
	case KIND_INT:
	case KIND_STRUCT:
	case KIND_UNION:
	case KIND_ENUM:
	case KIND_ENUM64:
	case KIND_FLOAT:
		factor *= type.size_or_type;
		break;
	default:
		return -EINVAL;
	}
	if (factor > U32_MAX)
		return -EINVAL;
	member->size = factor;

	return 0;
}

/* Copy a member of a structure; returns its name, NULL if it is damaged. */
static const char *read_member(const struct ipcdiag_btf *btf, u32 id, u32 i,
			       struct ipcdiag_btf_member_at *member)
{
	u64 at = (u64)btf->offsets[id] + sizeof(struct ipcdiag_btf_type);

	if (ipcdiag_btf_read(btf, at + (u64)i * sizeof(*member), member,
			     sizeof(*member)))
		return NULL;

	return ipcdiag_btf_string(btf, member->name_off);
}

static int find_member(const struct ipcdiag_btf *btf, u32 id, const char *name,
		       u32 base, unsigned int depth, u32 *seen,
		       struct ipcdiag_btf_member *found)
{
	struct ipcdiag_btf_type type;
	u32 i;
	int err;

	err = skip_modifiers(btf, &id, &type);
	if (err)
		return err;
	if (BTF_KIND(type.info) != KIND_STRUCT &&
	    BTF_KIND(type.info) != KIND_UNION)
		return -ENOENT;
	if (depth == MAX_DEPTH)
		return -EINVAL;

	for (i = 0; i < BTF_VLEN(type.info); i++) {
		struct ipcdiag_btf_member_at member;
		const char *s;
		u32 bits;

		if (++*seen > MAX_MEMBERS)
			return -EINVAL;
		s = read_member(btf, id, i, &member);
		if (!s)
			return -EINVAL;

		bits = member.offset;
		if (BTF_KFLAG(type.info))
			bits = BTF_BIT_OFFSET(bits);
		if (bits / 8 > U32_MAX - base)
			return -EINVAL;

		if (!*s) {
			err = find_member(btf, member.type, name,
					  base + bits / 8, depth + 1, seen,
					  found);
			if (err != -ENOENT)
				return err;
			continue;
		}
		if (strcmp(s, name))
			continue;

		/* A bit field is none of the members that are asked for. */
		if (bits % 8 || (BTF_KFLAG(type.info) &&
				 BTF_BIT_WIDTH(member.offset)))
			return -EINVAL;
		memset(found, 0, sizeof(*found));
		found->offset = base + bits / 8;

		return measure(btf, member.type, found);
	}

	return -ENOENT;
}

/**
 * ipcdiag_btf_find_member() - find a member of a structure by its name
 * @btf: indexed type information
 * @id: the structure
 * @name: the member; may be in an anonymous structure or union within
 * @member: where to put what is found
 *
 * Return: 0, -ENOENT if there is none, -EINVAL if the information is damaged or
 * the member is a bit field.
 */
int ipcdiag_btf_find_member(const struct ipcdiag_btf *btf, u32 id,
			    const char *name, struct ipcdiag_btf_member *member)
{
	u32 seen = 0;

	return find_member(btf, id, name, 0, 0, &seen, member);
}
