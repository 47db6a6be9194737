// SPDX-License-Identifier: GPL-2.0
/*
 * Giving objects in quarantine their mode back.
 *
 * That needs no verdict: it makes no object less than it was. The journal is told
 * afterwards; if that fails, the object has another mode than 0 by then, so that
 * it does not count any more.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "act/clean.h"
#include "act/enter.h"
#include "act/journal.h"
#include "act/kernel.h"
#include "base/memory.h"

/* So long after it was written down an object may have got the mode 0. */
#define BEGUN_FOR 3600

/* Whoever changed it since wants it as it is. */
static bool is_ours(const struct quarantined *one, const struct looks *l)
{
	uint64_t ctime = l->num[LOOK_CTIME];

	if (l->num[LOOK_KEY] != one->key || l->num[LOOK_CUID] != one->cuid ||
	    l->num[LOOK_CGID] != one->cgid || l->num[LOOK_MODE])
		return false;
	if (one->ctime)
		return ctime == one->ctime;
	/* We were killed before we knew. */
	return ctime + 1 >= one->time && ctime <= one->time + BEGUN_FOR;
}

static void release(struct enter *at, struct plan_item *item)
{
	struct looks l = { .known = 0 };
	char why[128];
	int error;

	if (!enter_ns(at, rec_ns(item->rec), why, sizeof(why))) {
		plan_keep(item, "%s", why);
		return;
	}
	error = kernel_stat(&l, item->kind, item->id);
	if (error == EIDRM || error == EINVAL) {
		plan_keep(item, "it is gone");
	} else if (error) {
		plan_keep(item, "it cannot be looked at: %s", strerror(error));
	} else if (!is_ours(item->before, &l)) {
		plan_keep(item, "it was changed since; its mode was 0%o before",
			  item->before->mode);
	} else {
		error = kernel_set_mode(item->kind, item->id,
					item->before->mode, &l);
		if (error)
			plan_keep(item, "its mode cannot be changed: %s",
				  strerror(error));
		else
			item->outcome = OUTCOME_DONE;
	}
}

/**
 * release_run() - give objects their mode back
 * @plan: made by plan_release(); each of its objects has its mode or is kept
 *	  afterwards
 * @journal: the journal
 *
 * Return: false if nothing could be begun; a message was printed then.
 */
bool release_run(struct plan *plan, struct quarantine_file *journal)
{
	struct quarantined *over;
	struct enter at;
	size_t n = 0;

	if (!enter_begin(&at))
		return false;
	over = xcalloc(plan->n + 1, sizeof(*over));
	journal_open();
	for (size_t i = 0; i < plan->n; i++) {
		struct plan_item *item = &plan->v[i];

		release(&at, item);
		if (item->outcome != OUTCOME_DONE)
			continue;
		journal_release(item);
		over[n] = *item->before;
		over[n++].state = QUARANTINE_OVER;
	}
	enter_back(&at);
	quarantine_append(journal, over, n);
	journal_sum(plan, "gave the mode back to");
	journal_close();
	enter_end(&at);
	free(over);
	return true;
}
