// SPDX-License-Identifier: GPL-2.0
/*
 * What is known of the layout of the kernel's structures.
 *
 * Locking: none; it was found out while the module was loaded (check.c).
 */
#include "layout/findings.h"
#include "layout/layout.h"
#include "layout/mirrors.h"

struct ipcdiag_findings ipcdiag_findings = { .source = "built-in" };

/**
 * ipcdiag_layout_source() - where the layout in use was taken from
 *
 * Return: a word for status and snapshot.
 */
const char *ipcdiag_layout_source(void)
{
	return ipcdiag_findings.source;
}

/**
 * ipcdiag_layout_usable() - may objects of this kind be read?
 * @kind: the kind
 *
 * Return: true if their structures are what the mirrors say.
 */
bool ipcdiag_layout_usable(enum ipcdiag_kind kind)
{
	return !ipcdiag_findings.refusals[kind][0];
}

/**
 * ipcdiag_layout_refusal() - why may objects of this kind not be read?
 * @kind: the kind
 *
 * Return: one line of text, empty if they may.
 */
const char *ipcdiag_layout_refusal(enum ipcdiag_kind kind)
{
	return ipcdiag_findings.refusals[kind];
}

/**
 * ipcdiag_layout_has_clist() - may the list of a thread's segments be used?
 *
 * Return: true if it leads to their namespaces; false too if that is not known.
 */
bool ipcdiag_layout_has_clist(void)
{
	return ipcdiag_findings.has_clist;
}

/**
 * ipcdiag_layout_has_undo() - is it known where undo adjustments are?
 *
 * Return: true if it is.
 */
bool ipcdiag_layout_has_undo(void)
{
	return ipcdiag_findings.undo_form != IPCDIAG_UNDO_UNKNOWN;
}

/**
 * ipcdiag_undo_adjustments() - the adjustments of an undo structure
 * @un: the undo structure; the caller holds the lock of its array
 *
 * Return: one number for each semaphore, or NULL if it is not known where they
 * are.
 */
const short *ipcdiag_undo_adjustments(const struct ipcdiag_sem_undo *un)
{
	const char *at = (const char *)un + ipcdiag_findings.undo_offset;

	switch (ipcdiag_findings.undo_form) {
	case IPCDIAG_UNDO_POINTER:
		return *(const short * const *)at;
	case IPCDIAG_UNDO_INLINE:
		return (const short *)at;
	default:
		return NULL;
	}
}
