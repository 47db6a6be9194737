/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages to the user, and the word that was meant.
 */
#ifndef IPCDIAG_BASE_SAY_H
#define IPCDIAG_BASE_SAY_H

#include <stddef.h>

#include "base/buf.h"

void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void say_into(struct buf *b);
void say_hold(void);
void say_waiting(void);
const char *shown(const char *word);
const char *nearest(const char *word, const char *(*name)(size_t i));

#endif
