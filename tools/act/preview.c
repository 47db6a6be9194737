// SPDX-License-Identifier: GPL-2.0
/*
 * What would be done by a plan that was saved, without doing it.
 */
#include <stdlib.h>

#include "act/clean.h"
#include "base/memory.h"
#include "records/load.h"

/**
 * preview_run() - find out what of a saved plan is not as it was
 * @plan: the plan; what changed is kept, the rest stays planned
 * @choice: what the user asked for, and what is known of certain programs
 * @q: what is in quarantine, NULL for nothing
 *
 * Return: false if the module cannot be asked; a message may have been printed then.
 */
bool preview_run(struct plan *plan, const struct choice *choice,
		 const struct quarantine *q)
{
	bool users = filter_flags(choice->filter) & FILTER_BY_USERS;
	struct snapshot *snap = load(NULL, users ? LOAD_ALL : LOAD_LEAKS, NULL);
	bool ok = snap && snap->source == SOURCE_MODULE;
	struct plan_some some = { .n = plan->n };
	const struct rec **found = xcalloc(plan->n + 1, sizeof(*found));

	some.v = xcalloc(plan->n + 1, sizeof(*some.v));
	for (size_t i = 0; i < plan->n; i++)
		some.v[i] = &plan->v[i];
	if (ok) {
		quarantine_judge(q, snap);
		plan_sort(&some);
		plan_look_up(&some, snap, found);
		for (size_t i = 0; i < plan->n; i++)
			plan_still(some.v[i], found[i], choice,
				   rec_num(snapshot_header(snap), F_TIME, 0));
	}
	free(some.v);
	free(found);
	if (snap)
		snapshot_free(snap);
	return ok;
}
