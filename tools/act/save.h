/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Saving objects before they are removed, and making them again.
 */
#ifndef IPCDIAG_ACT_SAVE_H
#define IPCDIAG_ACT_SAVE_H

#include <stdbool.h>
#include <stddef.h>

#include "act/save_file.h"
#include "findings/plan.h"

/**
 * struct save - where objects are saved
 * @name: the directory, as the user calls it
 * @dir: the directory, open
 */
struct save {
	const char *name;
	int dir;
};

/**
 * struct restored - what was made again
 * @head: what it was
 * @id: its identifier now
 */
struct restored {
	struct saved_head head;
	int id;
};

bool save_open(struct save *save, const char *name);
void save_close(struct save *save);
bool save_item(const struct save *save, struct plan_item *item);
void save_forget(const struct save *save, struct plan_item *item);
bool save_attached(const struct save *save, struct plan_item *item,
		   const void *at);
void save_and_remove(const struct save *save, struct plan_item *item);

bool restore(const char *path, struct restored *r);

#endif
