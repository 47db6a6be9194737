/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reasons for a verdict, in brief.
 */
#ifndef IPCDIAG_VIEW_WHY_H
#define IPCDIAG_VIEW_WHY_H

const char *why_brief(const char *reasons);

#endif
