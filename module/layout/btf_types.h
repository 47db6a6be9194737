/* SPDX-License-Identifier: GPL-2.0 */
/* Types as they lie in BTF; private to btf.c and btf_member.c. Pure. */
#ifndef IPCDIAG_BTF_TYPES_H
#define IPCDIAG_BTF_TYPES_H

#include <linux/types.h>

#include "layout/btf.h"

/*
 * 7.0 widened both fields of `info` into bits that were unused, and zero,
 * before.
 */
#define BTF_VLEN(info)	((info) & 0xffffff)
#define BTF_KIND(info)	(((info) >> 24) & 0x7f)
#define BTF_KFLAG(info)	((info) >> 31)

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

/* A type as it lies in the buffer; what follows depends on its kind. */
struct ipcdiag_btf_type {
	u32	name_off;
	u32	info;
	u32	size_or_type;
};

/* What follows an array, and each of what follows a structure. */
struct ipcdiag_btf_array_at {
	u32	type;
	u32	index_type;
	u32	nelems;
};

struct ipcdiag_btf_member_at {
	u32	name_off;
	u32	type;
	u32	offset;
};

int ipcdiag_btf_read(const struct ipcdiag_btf *btf, u64 at, void *to,
		     size_t len);
int ipcdiag_btf_read_type(const struct ipcdiag_btf *btf, u32 id,
			  struct ipcdiag_btf_type *type);
const char *ipcdiag_btf_string(const struct ipcdiag_btf *btf, u32 at);

#endif /* IPCDIAG_BTF_TYPES_H */
