/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Getting a snapshot from where it is.
 */
#ifndef IPCDIAG_LOAD_H
#define IPCDIAG_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "records/parse.h"
#include "records/records.h"
#include "records/text.h"

#define LOAD_DIRECTORY "/sys/kernel/debug/ipcdiag"
#define LOAD_SNAPSHOT  LOAD_DIRECTORY "/snapshot"
#define LOAD_MODULE    "/sys/module/ipcdiag"

/**
 * enum load_part - how much of the live snapshot is needed
 * @LOAD_ALL: all
 * @LOAD_OBJECTS: namespaces and objects, nobody who uses them
 * @LOAD_LEAKS: what leaked, and what removed segments hold
 *
 * The less, the faster the module makes it. A module that has no file for a
 * part gives all, and a saved snapshot has what it has.
 */
enum load_part {
	LOAD_ALL,
	LOAD_OBJECTS,
	LOAD_LEAKS,
};

struct snapshot *load(const char *from, enum load_part part, struct text *text);
struct snapshot *load_only(enum load_part part, const struct parse_only *only);
struct snapshot *load_plan(const char *from);
bool load_is_part(const struct snapshot *snap);

#endif
