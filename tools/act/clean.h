/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Removing what a plan names, as long as nothing happened to it.
 */
#ifndef IPCDIAG_ACT_CLEAN_H
#define IPCDIAG_ACT_CLEAN_H

#include <stdbool.h>

#include "act/quarantine_file.h"
#include "act/save.h"
#include "findings/plan.h"

/**
 * struct clean_order - how a plan is carried out
 * @choice: what the user asked for, and what is known of certain programs
 * @quarantine: what is in quarantine already, NULL for nothing
 * @save: where objects are saved before they are removed, NULL for nowhere
 * @journal: the journal, which has what gets the mode 0 before it does
 * @quarantine_them: they get the mode 0 and are not removed
 */
struct clean_order {
	const struct choice *choice;
	const struct quarantine *quarantine;
	const struct save *save;
	struct quarantine_file *journal;
	bool quarantine_them;
};

bool clean_run(struct plan *plan, const struct clean_order *order);
bool preview_run(struct plan *plan, const struct choice *choice,
		 const struct quarantine *q);
bool release_run(struct plan *plan, struct quarantine_file *journal);

#endif
