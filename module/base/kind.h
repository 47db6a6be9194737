/* SPDX-License-Identifier: GPL-2.0 */
/* The kinds of object: pure, no locks, no kernel state. */
#ifndef IPCDIAG_KIND_H
#define IPCDIAG_KIND_H

/**
 * enum ipcdiag_kind - the three kinds of object, in the order of reports
 * @IPCDIAG_SHM: a segment
 * @IPCDIAG_SEM: a semaphore array
 * @IPCDIAG_MSG: a message queue
 * @IPCDIAG_KINDS: how many there are
 */
enum ipcdiag_kind {
	IPCDIAG_SHM,
	IPCDIAG_SEM,
	IPCDIAG_MSG,
	IPCDIAG_KINDS,
};

const char *ipcdiag_kind_name(enum ipcdiag_kind kind);

#endif /* IPCDIAG_KIND_H */
