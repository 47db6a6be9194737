/* SPDX-License-Identifier: GPL-2.0 */
/* From a struct pid to what became of its process. */
#ifndef IPCDIAG_IDENTITY_H
#define IPCDIAG_IDENTITY_H

#include "base/people.h"

struct pid;
struct pid_namespace;

/* A power of two. */
#define IPCDIAG_IDENTITIES	16

/**
 * struct ipcdiag_identities - answers that were given already
 * @viewer: pid namespace of whoever asks; kept alive by the user
 * @pids: whose answers are kept, referenced
 * @answers: the answers
 *
 * Thousands of objects may remember the same few processes.
 */
struct ipcdiag_identities {
	struct pid_namespace	*viewer;
	struct pid		*pids[IPCDIAG_IDENTITIES];
	struct ipcdiag_process	answers[IPCDIAG_IDENTITIES];
};

struct pid *ipcdiag_identify_locked(const struct ipcdiag_identities *known,
				    struct pid *pid,
				    struct ipcdiag_process *process);
void ipcdiag_identify_kept(struct ipcdiag_identities *known, struct pid *pid,
			   struct ipcdiag_process *process);
void ipcdiag_identities_put(struct ipcdiag_identities *known);

void ipcdiag_identify(struct pid *pid, struct pid_namespace *viewer,
		      struct ipcdiag_process *process);

#endif /* IPCDIAG_IDENTITY_H */
