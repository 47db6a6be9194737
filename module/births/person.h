/* SPDX-License-Identifier: GPL-2.0 */
/* Who does something, as far as it can be had where that is done. */
#ifndef IPCDIAG_PERSON_H
#define IPCDIAG_PERSON_H

#include "births/event.h"

struct file;

void ipcdiag_person_fill(struct ipcdiag_person *person, bool maker);
void ipcdiag_person_strip_locked(struct ipcdiag_person *person,
				 struct ipcdiag_person *rest);
void ipcdiag_person_find_paths(struct ipcdiag_person *found, u64 cgroup_id,
			       bool with_cwd, u16 account);
void ipcdiag_person_hold_locked(struct ipcdiag_person *held,
				const struct ipcdiag_person *person);
void ipcdiag_person_put(struct ipcdiag_person *person);
size_t ipcdiag_path_of_file(const struct file *file, char *buf,
			    const char **text);

#endif /* IPCDIAG_PERSON_H */
