/* SPDX-License-Identifier: GPL-2.0 */
/* What the kernel's structures have to be like for the mirrors to be used. */
#ifndef IPCDIAG_EXPECTATIONS_H
#define IPCDIAG_EXPECTATIONS_H

#include <linux/bits.h>
#include <linux/types.h>

#include "base/kind.h"

/* All kinds, as bits. */
#define IPCDIAG_KINDS_ALL	(BIT(IPCDIAG_KINDS) - 1)

/**
 * struct ipcdiag_expectation - what a structure or a member of one has to be like
 * @kinds: kinds of object that are refused if it is not, as bits
 * @type: name of the structure
 * @member: name of the member, NULL for the structure itself
 * @offset: where the member has to be
 * @size: how large it has to be; 0 for a flexible array
 */
struct ipcdiag_expectation {
	u8		kinds;
	const char	*type;
	const char	*member;
	u32		offset;
	u32		size;
};

/* Those of one structure are in a row. */
extern const struct ipcdiag_expectation ipcdiag_expectations[];
extern const unsigned int ipcdiag_expectations_nr;

#endif /* IPCDIAG_EXPECTATIONS_H */
