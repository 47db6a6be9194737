/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of users and groups.
 */
#ifndef IPCDIAG_NAMES_H
#define IPCDIAG_NAMES_H

#include <stdint.h>

const char *names_user(uint32_t uid);
const char *names_group(uint32_t gid);
int names_user_id(const char *name, uint32_t *uid);
int names_group_id(const char *name, uint32_t *gid);
void names_add_user(uint32_t uid, const char *name);
void names_add_group(uint32_t gid, const char *name);
void names_only_added(void);
void names_free(void);

#endif
