/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Paths of control groups: which container is that, is it the one that was named?
 */
#ifndef IPCDIAG_FINDINGS_CGROUP_H
#define IPCDIAG_FINDINGS_CGROUP_H

#include <stdbool.h>

/* Digits of the id of a container, and of those that docker ps prints. */
#define CONTAINER_ID	 64
#define CONTAINER_DIGITS 12

const char *cgroup_container(const char *cgroup);
bool cgroup_is(const char *word, const char *cgroup);

#endif
