// SPDX-License-Identifier: GPL-2.0
/*
 * Type information of any kind: the module's parser reads nothing outside it,
 * ends soon, and what it finds fits into 32 bits.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/errno.h>

#include "layout/btf.h"

/* Types that are looked at one by one. */
#define TYPES 256

static const char *const structs[] = { "sem_array", "s", "" };
static const char *const members[] = { "m", "sems", "absent", "" };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void require(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	abort();
}

static void look_at(const struct ipcdiag_btf *btf, u32 id)
{
	struct ipcdiag_btf_member m, again;
	bool is_struct;
	u32 size;
	int err;

	is_struct = !ipcdiag_btf_struct_size(btf, id, &size);
	for (size_t i = 0; i < COUNT(members); i++) {
		err = ipcdiag_btf_find_member(btf, id, members[i], &m);
		require(!err || err == -ENOENT || err == -EINVAL,
			"the result of a search for a member");
		require(err != 0 || *members[i], "a member without a name");
		if (err)
			continue;
		require(!(m.is_pointer && m.is_array), "a pointer is no array");
		require(!m.is_pointer || m.size == sizeof(void *),
			"the size of a pointer");
		err = ipcdiag_btf_find_member(btf, id, members[i], &again);
		require(!err && m.offset == again.offset &&
				m.size == again.size,
			"the same member a second time");
	}
	require(!is_struct || (id && id <= btf->nr_types), "a structure's id");
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct ipcdiag_btf btf;
	u32 *offsets, id;
	int err;

	err = ipcdiag_btf_open(&btf, data, size);
	require(!err || err == -EINVAL || err == -EOPNOTSUPP,
		"the result of opening");
	if (err)
		return 0;
	require(btf.nr_types <= size / 12, "the number of types");
	offsets = malloc((btf.nr_types + 1UL) * sizeof(*offsets));
	require(offsets, "memory");
	ipcdiag_btf_index(&btf, offsets);
	for (size_t i = 0; i < COUNT(structs); i++) {
		err = ipcdiag_btf_find_struct(&btf, structs[i], &id);
		require(!err || err == -ENOENT || err == -ENOTUNIQ ||
				err == -EINVAL,
			"the result of a search for a structure");
		if (!err)
			look_at(&btf, id);
	}
	for (id = 0; id <= btf.nr_types + 1 && id < TYPES; id++)
		look_at(&btf, id);
	look_at(&btf, ~0U);
	free(offsets);
	return 0;
}
