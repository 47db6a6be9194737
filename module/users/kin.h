/* SPDX-License-Identifier: GPL-2.0 */
/* Whether anybody is left whom the maker of an object may have told of it. */
#ifndef IPCDIAG_KIN_H
#define IPCDIAG_KIN_H

#include "base/making.h"

int ipcdiag_kin_look(struct ipcdiag_making *making);
int ipcdiag_kin_look_again(struct ipcdiag_making *making);

#endif /* IPCDIAG_KIN_H */
