/* SPDX-License-Identifier: GPL-2.0 */
/* Whether births and deaths are recorded. */
#ifndef IPCDIAG_BIRTHS_H
#define IPCDIAG_BIRTHS_H

#include <linux/time64.h>
#include <linux/types.h>

/* Parameters, set in main.c. */
extern unsigned int ipcdiag_births;
extern unsigned int ipcdiag_deaths;

void ipcdiag_births_start(void);
void ipcdiag_births_stop(void);
const char *ipcdiag_births_off(void);
time64_t ipcdiag_births_since(void);
unsigned long ipcdiag_births_missed(void);
const char *ipcdiag_births_by(void);

#endif /* IPCDIAG_BIRTHS_H */
