/* SPDX-License-Identifier: GPL-2.0 */
/*
 * May an object be removed, how, and what would that do?
 */
#ifndef IPCDIAG_FINDINGS_REMOVAL_H
#define IPCDIAG_FINDINGS_REMOVAL_H

#include "base/buf.h"
#include "findings/rules.h"
#include "records/records.h"

/**
 * struct removal - may an object be removed?
 * @safe: 1 if so, 0 if not, -1 if others have to be asked or it is not known
 * @text: the same in words
 * @command: that removes what is safe to remove, or empty
 * @asked: that removes it if its owner agrees, or empty
 */
struct removal {
	int safe;
	const char *text;
	char command[128];
	char asked[128];
};

void removal_find(struct removal *r, const struct rec *rec,
		  const struct rule *rule);
void removal_effect(struct buf *b, const struct rec *rec);

#endif
