/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Getting a snapshot from where it is.
 */
#ifndef IPCDIAG_LOAD_H
#define IPCDIAG_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "records/records.h"

#define LOAD_SNAPSHOT "/sys/kernel/debug/ipcdiag/snapshot"
#define LOAD_MODULE   "/sys/module/ipcdiag"

/**
 * struct text - the bytes of a snapshot
 * @data: the bytes
 * @len: how many
 * @room: how many @data has room for
 */
struct text {
	char *data;
	size_t len;
	size_t room;
};

struct snapshot *load(const char *from, struct text *text);

#endif
