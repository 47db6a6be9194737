// SPDX-License-Identifier: GPL-2.0
/*
 * The words for the kinds of object, as all files and messages have them.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include "base/kind.h"

static const char * const kind_names[IPCDIAG_KINDS] = {
	[IPCDIAG_SHM] = "shm",
	[IPCDIAG_SEM] = "sem",
	[IPCDIAG_MSG] = "msg",
};

/**
 * ipcdiag_kind_name() - the word for a kind of object
 * @kind: the kind
 *
 * Return: its name.
 */
const char *ipcdiag_kind_name(enum ipcdiag_kind kind)
{
	return kind_names[kind];
}
