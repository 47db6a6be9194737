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
#include "layout/btf_types.h"

#define BTF_MAGIC	0xeb9f
#define BTF_VERSION	1

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
		return sizeof(struct ipcdiag_btf_array_at);
	case KIND_STRUCT:
	case KIND_UNION:
		return (s64)vlen * sizeof(struct ipcdiag_btf_member_at);
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

/**
 * ipcdiag_btf_read() - copy from the type section
 * @btf: opened type information
 * @at: where from; it need not be aligned
 * @to: where to
 * @len: how much
 *
 * Return: 0, or -EINVAL if that is not within the section.
 */
int ipcdiag_btf_read(const struct ipcdiag_btf *btf, u64 at, void *to,
		     size_t len)
{
	if (at > btf->types_len || len > btf->types_len - at)
		return -EINVAL;
	memcpy(to, btf->types + at, len);

	return 0;
}

/**
 * ipcdiag_btf_read_type() - copy a type
 * @btf: indexed type information
 * @id: the type
 * @type: where to
 *
 * Return: 0, or -EINVAL if there is none.
 */
int ipcdiag_btf_read_type(const struct ipcdiag_btf *btf, u32 id,
			  struct ipcdiag_btf_type *type)
{
	if (!id || id > btf->nr_types)
		return -EINVAL;

	return ipcdiag_btf_read(btf, btf->offsets[id], type, sizeof(*type));
}

/**
 * ipcdiag_btf_string() - find a string
 * @btf: opened type information
 * @at: its offset in the string section, which ends with a NUL, so that any
 *	offset in it is a string
 *
 * Return: the string, or NULL.
 */
const char *ipcdiag_btf_string(const struct ipcdiag_btf *btf, u32 at)
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
		struct ipcdiag_btf_type type;
		s64 extra;
		int err;

		err = ipcdiag_btf_read(btf, at, &type, sizeof(type));
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
		struct ipcdiag_btf_type type;

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
		struct ipcdiag_btf_type type;

		if (ipcdiag_btf_read_type(btf, i, &type))
			return -EINVAL;
		if (BTF_KIND(type.info) != KIND_STRUCT)
			continue;
		s = ipcdiag_btf_string(btf, type.name_off);
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
	struct ipcdiag_btf_type type;
	int err;

	err = ipcdiag_btf_read_type(btf, id, &type);
	if (err)
		return err;
	if (BTF_KIND(type.info) != KIND_STRUCT &&
	    BTF_KIND(type.info) != KIND_UNION)
		return -EINVAL;
	*size = type.size_or_type;

	return 0;
}
