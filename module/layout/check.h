/* SPDX-License-Identifier: GPL-2.0 */
/* Are the mirrors what this kernel has? */
#ifndef IPCDIAG_CHECK_H
#define IPCDIAG_CHECK_H

int ipcdiag_layout_check(void);

#endif /* IPCDIAG_CHECK_H */
