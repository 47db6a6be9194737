/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of what there is, for --help and, in another form, for the manual.
 */
#ifndef IPCDIAG_CMD_LISTS_H
#define IPCDIAG_CMD_LISTS_H

#include "cmd/commands.h"

#define LISTS_MEANING 512

void lists_row(const char *name, const char *text);
void lists_filters(unsigned int flags);
void lists_columns(unsigned int kinds);
void lists_meaning(int column, unsigned int kinds, char *buf, size_t size);
void lists_exits(const struct command *command);

void lists_filters_help(void);
void lists_columns_help(void);
void lists_verdicts(void);
void lists_reasons(void);
void lists_options(void);

void roff_commands(void);
void roff_options(void);
void roff_filters(void);
void roff_columns(void);
void roff_verdicts(void);
void roff_reasons(void);
void roff_keys(void);

#endif
