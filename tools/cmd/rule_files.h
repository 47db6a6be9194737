/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The files of rules.
 */
#ifndef IPCDIAG_CMD_RULE_FILES_H
#define IPCDIAG_CMD_RULE_FILES_H

#include "findings/rules.h"

bool rule_files_read(struct rules *rules, bool live);
void postmaster_rules(struct rules *rules, const char *root);

#endif
