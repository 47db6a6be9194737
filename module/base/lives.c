// SPDX-License-Identifier: GPL-2.0
/*
 * The words for how objects go, as all files and tracepoints have them.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include "base/lives.h"

/**
 * ipcdiag_end_name() - the word for how an object went
 * @end: how
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_end_name(enum ipcdiag_end end)
{
	static const char *const names[] = {
		[IPCDIAG_END_CALL] = "call",
		[IPCDIAG_END_DETACH] = "detach",
		[IPCDIAG_END_EXIT] = "exit",
		[IPCDIAG_END_FORCED] = "forced",
		[IPCDIAG_END_NAMESPACE] = "namespace",
		[IPCDIAG_END_UNKNOWN] = "unknown",
	};

	return names[end];
}
