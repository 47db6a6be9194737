/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reasons for a verdict in a few words.
 */
#ifndef IPCDIAG_FINDINGS_WHY_H
#define IPCDIAG_FINDINGS_WHY_H

#include <stddef.h>

#include "base/buf.h"

struct why_entry;

/**
 * struct why - the words for all reasons that were seen
 * @v: reasons and words, by hash
 * @n: how many
 * @room: how many @v has room for, a power of two
 * @recent: index of the one that was asked for last
 */
struct why {
	struct why_entry *v;
	size_t n;
	size_t room;
	size_t recent;
};

void why_put(struct buf *b, const char *reasons);
const char *why_text(struct why *why, const char *reasons);
void why_free(struct why *why);

#endif
