/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading structure layouts from BTF, the type information that a kernel
 * carries about itself. Pure: works on a buffer, trusts nothing in it.
 */
#ifndef IPCDIAG_BTF_H
#define IPCDIAG_BTF_H

#include <linux/types.h>

/**
 * struct ipcdiag_btf - type information in memory
 * @types: the type section
 * @types_len: its length in bytes
 * @strings: the string section; ends with a NUL
 * @strings_len: its length in bytes
 * @nr_types: types in it; their ids run from 1 to this
 * @offsets: offset of each type by its id, NULL until there is an index
 */
struct ipcdiag_btf {
	const u8	*types;
	u32		types_len;
	const char	*strings;
	u32		strings_len;
	u32		nr_types;
	u32		*offsets;
};

/**
 * struct ipcdiag_btf_member - a member of a structure
 * @offset: bytes from the beginning of the structure
 * @size: bytes; 0 for a flexible array
 * @is_pointer: it is a pointer
 * @is_array: it is an array
 */
struct ipcdiag_btf_member {
	u32	offset;
	u32	size;
	bool	is_pointer;
	bool	is_array;
};

int ipcdiag_btf_open(struct ipcdiag_btf *btf, const void *data, size_t size);
void ipcdiag_btf_index(struct ipcdiag_btf *btf, u32 *offsets);
int ipcdiag_btf_find_struct(const struct ipcdiag_btf *btf, const char *name,
			    u32 *id);
int ipcdiag_btf_struct_size(const struct ipcdiag_btf *btf, u32 id, u32 *size);
int ipcdiag_btf_find_member(const struct ipcdiag_btf *btf, u32 id,
			    const char *name,
			    struct ipcdiag_btf_member *member);

#endif /* IPCDIAG_BTF_H */
