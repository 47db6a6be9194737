/* SPDX-License-Identifier: GPL-2.0 */
/* From a struct pid to what became of its process. */
#ifndef IPCDIAG_IDENTITY_H
#define IPCDIAG_IDENTITY_H

#include "base/people.h"
#include "base/table.h"

struct pid;
struct pid_namespace;

/* Processes whose answers are kept at most: a power of two. */
#define IPCDIAG_IDENTITIES	1024

/**
 * struct ipcdiag_identity - an answer that was given
 * @pid: of which process, referenced
 * @process: what became of it
 */
struct ipcdiag_identity {
	struct pid		*pid;
	struct ipcdiag_process	process;
};

/**
 * struct ipcdiag_identities - answers that were given already
 * @viewer: pid namespace of whoever asks; kept alive by the user
 * @answers: struct ipcdiag_identity, in the order in which they were first given
 * @place: by the hash of a process, where in @answers it would be, plus 1; 0 for
 *	   nowhere. One that has the same hash as another takes that one's place
 *
 * Thousands of objects may remember the same few processes. The table grows with
 * the number of different ones, so that a small report needs little memory.
 */
struct ipcdiag_identities {
	struct pid_namespace	*viewer;
	struct ipcdiag_table	answers;
	u16			place[IPCDIAG_IDENTITIES];
};

void ipcdiag_identities_init(struct ipcdiag_identities *known,
			     struct pid_namespace *viewer,
			     struct ipcdiag_budget *budget);
int ipcdiag_identities_reserve(struct ipcdiag_identities *known,
			       unsigned long nr);
struct pid *ipcdiag_identify_locked(const struct ipcdiag_identities *known,
				    struct pid *pid,
				    struct ipcdiag_process *process);
void ipcdiag_identify_kept(struct ipcdiag_identities *known, struct pid *pid,
			   struct ipcdiag_process *process);
void ipcdiag_identities_put(struct ipcdiag_identities *known);

void ipcdiag_identify(struct pid *pid, struct pid_namespace *viewer,
		      struct ipcdiag_process *process);

#endif /* IPCDIAG_IDENTITY_H */
