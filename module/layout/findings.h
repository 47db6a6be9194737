/* SPDX-License-Identifier: GPL-2.0 */
/* What was found out of the layout when the module was loaded. */
#ifndef IPCDIAG_FINDINGS_H
#define IPCDIAG_FINDINGS_H

#include <linux/types.h>

#include "base/kind.h"

/* Where the adjustments of a sem_undo are: unknown without BTF. */
enum ipcdiag_undo_form {
	IPCDIAG_UNDO_UNKNOWN,
	IPCDIAG_UNDO_POINTER,
	IPCDIAG_UNDO_INLINE,
};

/**
 * struct ipcdiag_findings - what was found out of the layout
 * @source: where it was taken from
 * @refusals: why the objects of a kind may not be read, empty if they may
 * @undo_form: how the adjustments of a sem_undo are kept
 * @undo_offset: where they, or the pointer to them, are in it
 * @has_clist: the list of a thread's segments leads to their namespaces
 */
struct ipcdiag_findings {
	const char		*source;
	char			refusals[IPCDIAG_KINDS][128];
	enum ipcdiag_undo_form	undo_form;
	u32			undo_offset;
	bool			has_clist;
};

/* Written by check.c while the module is loaded, read-only from then on. */
extern struct ipcdiag_findings ipcdiag_findings;

#endif /* IPCDIAG_FINDINGS_H */
