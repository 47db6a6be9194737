// SPDX-License-Identifier: GPL-2.0
/*
 * Saving and removing a segment.
 *
 * It takes an attach to read it, which changes the count, the last user and a time.
 * These are compared with what they have to be if nobody else came; and we detach
 * only after the removal, so that nothing of ours is between the last look and that.
 */
#include <errno.h>
#include <string.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

#include "act/kernel.h"
#include "act/point.h"
#include "act/save.h"

/* Is it as it was, but for our attach? The first look tells when that was. */
static bool is_only_ours(struct plan_item *item, struct looks *expected,
			 bool first)
{
	struct timespec now;
	enum look look;
	struct looks l;
	int error;

	clock_gettime(CLOCK_MONOTONIC, &now);
	item->looked = now.tv_sec * 1000000000ULL + now.tv_nsec;
	error = kernel_look(&l, KIND_SHM, item->id, 0);
	if (error) {
		plan_keep(item, "it cannot be looked at: %s", strerror(error));
		return false;
	}
	if (first)
		expected->num[LOOK_ATIME] = l.num[LOOK_ATIME];
	look = looks_differ(expected, &l, KIND_SHM, 0);
	looks_free(&l);
	if (look != LOOK_SAME)
		plan_keep(item, "%s changed", look_name(look));
	return look == LOOK_SAME;
}

/**
 * save_and_remove() - save a segment and remove it
 * @save: where
 * @item: the segment; is removed or kept
 *
 * Whoever attached it in between keeps it; all that is left of us then is that we
 * were the last user.
 */
void save_and_remove(const struct save *save, struct plan_item *item)
{
	struct looks expected = item->looks;
	void *at = shmat(item->id, NULL, SHM_RDONLY);
	int error;

	if ((intptr_t)at == -1) {
		plan_keep(item, "it cannot be attached to be saved: %s",
			  strerror(errno));
		return;
	}
	expected.num[LOOK_NATTCH]++;
	expected.num[LOOK_LPID] = getpid();
	if (is_only_ours(item, &expected, true) &&
	    save_attached(save, item, at) &&
	    is_only_ours(item, &expected, false)) {
		point("removing");
		error = kernel_remove(KIND_SHM, item->id);
		if (error)
			plan_keep(item, "it cannot be removed: %s",
				  strerror(error));
		else
			item->outcome = OUTCOME_DONE;
	}
	if (item->outcome == OUTCOME_KEPT)
		save_forget(save, item);
	shmdt(at);
	item->lingers = item->outcome == OUTCOME_DONE &&
			kernel_lingers(KIND_SHM, item->id);
}
