/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which program, control group and container an object comes from.
 */
#ifndef IPCDIAG_VIEW_ORIGIN_H
#define IPCDIAG_VIEW_ORIGIN_H

#include <stddef.h>

#include "records/records.h"

/* Digits of the id of a container, and of those that docker ps prints. */
#define CONTAINER_ID	 64
#define CONTAINER_DIGITS 12

const char *origin_program(const struct rec *rec);
const char *origin_cgroup(const struct rec *rec);
const char *origin_container(const char *cgroup);

#endif
