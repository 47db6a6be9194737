/* SPDX-License-Identifier: GPL-2.0 */
/* What module/main.c asks of debugfs/, which is built on top of module/. */
#ifndef IPCDIAG_FILES_H
#define IPCDIAG_FILES_H

int ipcdiag_files_create(void);
void ipcdiag_files_remove(void);

#endif /* IPCDIAG_FILES_H */
