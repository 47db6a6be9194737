// SPDX-License-Identifier: GPL-2.0
/*
 * Reading structure layouts from BTF.
 *
 * The format is in Documentation/bpf/btf.rst. The kernel has a parser of its
 * own, but exports nothing of it to modules; and what is needed here is little:
 * find a structure by name, find a member in it, tell its offset and size.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests and the fuzzer. Every offset, count and id is checked against its
 * bounds before it is used, and what is not understood is refused. Depth of
 * recursion and length of chains are bounded.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "layout/btf.h"

#define BTF_MAGIC	0xeb9f
#define BTF_VERSION	1

/*
 * 7.0 widened both fields of `info` into bits that were unused, and zero,
 * before.
 */
#define BTF_VLEN(info)	((info) & 0xffffff)
#define BTF_KIND(info)	(((info) >> 24) & 0x7f)
#define BTF_KFLAG(info)	((info) >> 31)

/* With kind_flag set, the upper byte is the width of a bit field. */
#define BTF_BIT_OFFSET(offset)	((offset) & 0xffffff)
#define BTF_BIT_WIDTH(offset)	((offset) >> 24)

enum {
	KIND_INT	= 1,
	KIND_PTR	= 2,
	KIND_ARRAY	= 3,
	KIND_STRUCT	= 4,
	KIND_UNION	= 5,
	KIND_ENUM	= 6,
	KIND_FWD	= 7,
	KIND_TYPEDEF	= 8,
	KIND_VOLATILE	= 9,
	KIND_CONST	= 10,
	KIND_RESTRICT	= 11,
	KIND_FUNC	= 12,
	KIND_FUNC_PROTO	= 13,
	KIND_VAR	= 14,
	KIND_DATASEC	= 15,
	KIND_FLOAT	= 16,
	KIND_DECL_TAG	= 17,
	KIND_TYPE_TAG	= 18,
	KIND_ENUM64	= 19,
};

/* Typedefs and qualifiers in a row; anonymous structures in one another. */
#define MAX_CHAIN	32
#define MAX_DEPTH	8

/* Members looked at in the search for one; a loop of structures ends here. */
#define MAX_MEMBERS	4096

struct header {
	u16	magic;
	u8	version;
	u8	flags;
	u32	hdr_len;
	u32	type_off;
	u32	type_len;
	u32	str_off;
	u32	str_len;
};

/* A type as it lies in the buffer; what follows depends on its kind. */
struct type {
	u32	name_off;
	u32	info;
	u32	size_or_type;
};

struct array {
	u32	type;
	u32	index_type;
	u32	nelems;
};

struct member {
	u32	name_off;
	u32	type;
	u32	offset;
};

/* Bytes that follow a type; a kind that is not known has a negative number. */
static s64 extra_bytes(u32 info)
{
	u32 vlen = BTF_VLEN(info);

	switch (BTF_KIND(info)) {
	case KIND_PTR:
	case KIND_FWD:
	case KIND_TYPEDEF:
	case KIND_VOLATILE:
	case KIND_CONST:
	case KIND_RESTRICT:
	case KIND_FUNC:
	case KIND_FLOAT:
	case KIND_TYPE_TAG:
		return 0;
	case KIND_INT:
	case KIND_VAR:
	case KIND_DECL_TAG:
		return 4;
	case KIND_ARRAY:
		return sizeof(struct array);
	case KIND_STRUCT:
	case KIND_UNION:
		return (s64)vlen * sizeof(struct member);
	case KIND_ENUM:
	case KIND_FUNC_PROTO:
		return (s64)vlen * 8;
	case KIND_DATASEC:
	case KIND_ENUM64:
		return (s64)vlen * 12;
	default:
		return -EOPNOTSUPP;
	}
}

/* Copy from the type section; the buffer need not be aligned. */
static int read_types(const struct ipcdiag_btf *btf, u64 at, void *to,
		      size_t len)
{
	if (at > btf->types_len || len > btf->types_len - at)
		return -EINVAL;
	memcpy(to, btf->types + at, len);

	return 0;
}

static int read_type(const struct ipcdiag_btf *btf, u32 id, struct type *type)
{
	if (!id || id > btf->nr_types)
		return -EINVAL;

	return read_types(btf, btf->offsets[id], type, sizeof(*type));
}

/* The string section ends with a NUL, so that any offset in it is a string. */
static const char *string_at(const struct ipcdiag_btf *btf, u32 at)
{
	return at < btf->strings_len ? btf->strings + at : NULL;
}

/**
 * ipcdiag_btf_open() - check type information and count its types
 * @btf: what to fill in; refers to @data from then on
 * @data: the file
 * @size: its size
 *
 * Every type is stepped over once, so that later accesses by id stay within
 * the section.
 *
 * Return: 0, -EINVAL if it is damaged, -EOPNOTSUPP if it is of another version
 * or has a kind of type that is not known.
 */
int ipcdiag_btf_open(struct ipcdiag_btf *btf, const void *data, size_t size)
{
	struct header header;
	size_t body;
	u64 at = 0;

	memset(btf, 0, sizeof(*btf));
	if (size < sizeof(header))
		return -EINVAL;
	memcpy(&header, data, sizeof(header));
	if (header.magic != BTF_MAGIC)
		return -EINVAL;
	if (header.version != BTF_VERSION)
		return -EOPNOTSUPP;
	if (header.hdr_len < sizeof(header) || header.hdr_len > size)
		return -EINVAL;

	body = size - header.hdr_len;
	if (header.type_off > body || header.type_len > body - header.type_off)
		return -EINVAL;
	if (header.str_off > body || header.str_len > body - header.str_off ||
	    !header.str_len)
		return -EINVAL;

	btf->types = (const u8 *)data + header.hdr_len + header.type_off;
	btf->types_len = header.type_len;
	btf->strings = (const char *)data + header.hdr_len + header.str_off;
	btf->strings_len = header.str_len;
	if (btf->strings[0] || btf->strings[btf->strings_len - 1])
		return -EINVAL;

	while (at < btf->types_len) {
		struct type type;
		s64 extra;
		int err;

		err = read_types(btf, at, &type, sizeof(type));
		if (err)
			return err;
		extra = extra_bytes(type.info);
		if (extra < 0)
			return extra;
		at += sizeof(type) + extra;
		if (at > btf->types_len)
			return -EINVAL;
		btf->nr_types++;
	}

	return 0;
}

/**
 * ipcdiag_btf_index() - make types accessible by their id
 * @btf: opened type information
 * @offsets: room for @btf->nr_types + 1 numbers; @btf refers to it from then on
 */
void ipcdiag_btf_index(struct ipcdiag_btf *btf, u32 *offsets)
{
	u64 at = 0;
	u32 id;

	offsets[0] = 0;
	for (id = 1; id <= btf->nr_types; id++) {
		struct type type;

		offsets[id] = at;
		memcpy(&type, btf->types + at, sizeof(type));
		at += sizeof(type) + extra_bytes(type.info);
	}
	btf->offsets = offsets;
}

/**
 * ipcdiag_btf_find_struct() - find a structure by its name
 * @btf: indexed type information
 * @name: the name
 * @id: where to put its id
 *
 * Return: 0, -ENOENT if there is none, -ENOTUNIQ if there are several: then it
 * cannot be told which one is meant.
 */
int ipcdiag_btf_find_struct(const struct ipcdiag_btf *btf, const char *name,
			    u32 *id)
{
	u32 i, found = 0;

	for (i = 1; i <= btf->nr_types; i++) {
		const char *s;
		struct type type;

		if (read_type(btf, i, &type))
			return -EINVAL;
		if (BTF_KIND(type.info) != KIND_STRUCT)
			continue;
		s = string_at(btf, type.name_off);
		if (!s)
			return -EINVAL;
		if (strcmp(s, name))
			continue;
		if (found)
			return -ENOTUNIQ;
		found = i;
	}
	if (!found)
		return -ENOENT;
	*id = found;

	return 0;
}

/**
 * ipcdiag_btf_struct_size() - the size of a structure
 * @btf: indexed type information
 * @id: its id
 * @size: where to put the size in bytes
 *
 * Return: 0, or -EINVAL.
 */
int ipcdiag_btf_struct_size(const struct ipcdiag_btf *btf, u32 id, u32 *size)
{
	struct type type;
	int err;

	err = read_type(btf, id, &type);
	if (err)
		return err;
	if (BTF_KIND(type.info) != KIND_STRUCT &&
	    BTF_KIND(type.info) != KIND_UNION)
		return -EINVAL;
	*size = type.size_or_type;

	return 0;
}

/* Step over typedefs, qualifiers and tags. */
static int skip_modifiers(const struct ipcdiag_btf *btf, u32 *id,
			  struct type *type)
{
	unsigned int steps;

	for (steps = 0; steps < MAX_CHAIN; steps++) {
		int err = read_type(btf, *id, type);

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
	struct type type;
	u64 factor = 1;
	unsigned int dimensions;
	int err;

	err = skip_modifiers(btf, &id, &type);
	for (dimensions = 0; !err && BTF_KIND(type.info) == KIND_ARRAY;
	     dimensions++) {
		struct array array;

		if (dimensions == MAX_DEPTH)
			return -EINVAL;
		err = read_types(btf, btf->offsets[id] + sizeof(type), &array,
				 sizeof(array));
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

static int find_member(const struct ipcdiag_btf *btf, u32 id, const char *name,
		       u32 base, unsigned int depth, u32 *seen,
		       struct ipcdiag_btf_member *found)
{
	struct type type;
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
		struct member member;
		const char *s;
		u32 bits;

		if (++*seen > MAX_MEMBERS)
			return -EINVAL;
		err = read_types(btf, (u64)btf->offsets[id] + sizeof(type) +
				 (u64)i * sizeof(member), &member,
				 sizeof(member));
		if (err)
			return err;
		s = string_at(btf, member.name_off);
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
