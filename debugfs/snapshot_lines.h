/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of the file `snapshot`, by what they tell of. */
#ifndef IPCDIAG_SNAPSHOT_VIEW_H
#define IPCDIAG_SNAPSHOT_VIEW_H

#include "line.h"
#include "report.h"

/* snapshot_objects.c */
void ipcdiag_snapshot_shm(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry);
void ipcdiag_snapshot_sem(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry);
void ipcdiag_snapshot_semval(struct ipcdiag_line *line,
			     const struct ipcdiag_report *report,
			     const void *entry);
void ipcdiag_snapshot_msg(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry);
void ipcdiag_snapshot_run(struct ipcdiag_line *line,
			  const struct ipcdiag_report *report,
			  const void *entry);

/* snapshot_users.c */
void ipcdiag_snapshot_user(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry);
void ipcdiag_snapshot_resident(struct ipcdiag_line *line,
			       const struct ipcdiag_report *report,
			       const void *entry);

/* snapshot_lives.c */
void ipcdiag_snapshot_birth(struct ipcdiag_line *line,
			    const struct ipcdiag_report *report,
			    const void *entry);
void ipcdiag_snapshot_death(struct ipcdiag_line *line,
			    const struct ipcdiag_report *report,
			    const void *entry);
void ipcdiag_snapshot_failure(struct ipcdiag_line *line,
			      const struct ipcdiag_report *report,
			      const void *entry);

#endif /* IPCDIAG_SNAPSHOT_VIEW_H */
