/* SPDX-License-Identifier: GPL-2.0 */
/* From whoever was recorded to a record of a report. */
#ifndef IPCDIAG_ACTORS_H
#define IPCDIAG_ACTORS_H

#include "base/making.h"

struct ipcdiag_path;
struct ipcdiag_person;

int ipcdiag_actors_reserve(struct ipcdiag_making *making);
u32 ipcdiag_actor_path(struct ipcdiag_making *making,
		       const struct ipcdiag_path *path);
void ipcdiag_actor_fill(struct ipcdiag_making *making,
			const struct ipcdiag_person *person,
			struct ipcdiag_actor *actor);

#endif /* IPCDIAG_ACTORS_H */
