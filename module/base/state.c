// SPDX-License-Identifier: GPL-2.0
/*
 * Traces of a process in, its state out.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include "base/state.h"

/**
 * ipcdiag_state_of() - what became of a process
 * @traces: what is left of it
 *
 * While a task is left that is its own, its number is nobody else's.
 *
 * Return: its state.
 */
enum ipcdiag_state ipcdiag_state_of(const struct ipcdiag_traces *traces)
{
	if (!traces->recorded)
		return IPCDIAG_NONE;
	if (traces->leader && traces->kernel)
		return IPCDIAG_KERNEL;
	if (traces->leader)
		return traces->exited ? IPCDIAG_ZOMBIE : IPCDIAG_ALIVE;
	if (traces->thread && !traces->thread_exited)
		return IPCDIAG_THREAD;

	return traces->successor ? IPCDIAG_REUSED : IPCDIAG_DEAD;
}
