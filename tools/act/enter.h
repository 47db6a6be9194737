/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Going into another IPC namespace, and back.
 */
#ifndef IPCDIAG_ACT_ENTER_H
#define IPCDIAG_ACT_ENTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

/* So many namespaces are held at most. */
#define ENTER_HELD 64

/**
 * struct enter_held - a namespace that is held
 * @inum: its inode number
 * @fd: a file of it
 */
struct enter_held {
	uint64_t inum;
	int fd;
};

/**
 * struct enter - the own namespace, and the one that we are in
 * @own: a file of the own one, to go back
 * @own_inum: its inode number
 * @now: inode number of the one that we are in
 * @held: those that we were in, so that they can be entered again whoever ends
 * @nheld: how many
 */
struct enter {
	int own;
	uint64_t own_inum;
	uint64_t now;
	struct enter_held held[ENTER_HELD];
	size_t nheld;
};

bool enter_begin(struct enter *e);
bool enter_ns(struct enter *e, const struct rec *ns, char *why, size_t size);
void enter_drop(struct enter *e);
void enter_back(struct enter *e);
void enter_end(struct enter *e);

#endif
