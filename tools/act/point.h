/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moments at which a test lets something happen.
 */
#ifndef IPCDIAG_ACT_POINT_H
#define IPCDIAG_ACT_POINT_H

#ifdef IPCDIAG_TESTING
void point(const char *name);
#else
static inline void point(const char *name)
{
	(void)name;
}
#endif

#endif
