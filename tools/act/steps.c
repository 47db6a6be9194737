// SPDX-License-Identifier: GPL-2.0
/*
 * The steps by which one object is removed, or gets the mode 0.
 *
 * What is written, to the log or the user, waits until nothing has the mode 0:
 * whoever reads it may keep us waiting.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "act/batch.h"
#include "act/interrupt.h"
#include "act/journal.h"
#include "act/kernel.h"
#include "act/point.h"
#include "base/say.h"

/* What changes an object's mode changes the time of its last change. */
#define BY_MUTING (LOOK_BIT(LOOK_MODE) | LOOK_BIT(LOOK_CTIME))

static bool keep_for_error(struct plan_item *item, const char *what, int error)
{
	if (error == EIDRM || error == EINVAL)
		plan_keep(item, "it is gone");
	else
		plan_keep(item, "%s: %s", what, strerror(error));
	return false;
}

static bool keep_if_changed(struct plan_item *item, const struct looks *before,
			    const struct looks *now, uint32_t ignored)
{
	enum look look = looks_differ(before, now, item->kind, ignored);

	/* That of the last change is told only if it is all that changed. */
	if (look == LOOK_CTIME && now->num[LOOK_MODE] != before->num[LOOK_MODE])
		look = LOOK_MODE;
	if (look == LOOK_SAME)
		return true;
	plan_keep(item, "%s changed", look_name(look));
	return false;
}

/* Is an object as it was, as the kernel has it now? */
static bool is_same(struct plan_item *item, const struct looks *before,
		    struct looks *now)
{
	struct timespec time;
	int error;

	/* What came before this is seen by the look that follows. */
	clock_gettime(CLOCK_MONOTONIC, &time);
	item->looked = time.tv_sec * 1000000000ULL + time.tv_nsec;
	error = kernel_look(now, item->kind, item->id, item->looks.nsems);
	item->ctime = error ? 0 : now->num[LOOK_CTIME];
	if (error)
		return keep_for_error(item, "it cannot be looked at", error);
	return keep_if_changed(item, before, now, 0);
}

static bool enter(struct batch *b, struct plan_item *item)
{
	char why[128];

	if (enter_ns(&b->at, rec_ns(item->rec), why, sizeof(why)))
		return true;
	plan_keep(item, "%s", why);
	return false;
}

/**
 * batch_give_back() - give an object its mode back
 * @b: the batch
 * @i: which of it; we are in its namespace
 *
 * Not if somebody gave it another meanwhile, or it is gone. Takes no memory.
 *
 * Return: 0, or an error number.
 */
int batch_give_back(struct batch *b, size_t i)
{
	struct plan_item *item = b->v[i];
	const uint64_t *num = item->looks.num;
	struct looks l;
	int error = kernel_stat(&l, item->kind, item->id);

	/* The mode 0 keeps an owner without capabilities from looking. */
	if (error == EACCES ||
	    (!error && !l.num[LOOK_MODE] && l.num[LOOK_KEY] == num[LOOK_KEY]))
		error = kernel_set_mode(item->kind, item->id, num[LOOK_MODE],
					&item->looks);
	return error == EIDRM || error == EINVAL ? 0 : error;
}

static void unmute(struct batch *b, size_t i)
{
	struct plan_item *item = b->v[i];
	unsigned int mode = item->looks.num[LOOK_MODE];
	int error;

	b->muted[i] = false;
	if (!mode)
		return;
	error = batch_give_back(b, i);
	if (!error) {
		b->entry[i].state = QUARANTINE_OVER;
		return;
	}
	plan_keep(
		item,
		"it has the mode 0 now instead of 0%o, which cannot be given back: %s",
		mode, strerror(error));
	item->outcome = OUTCOME_STUCK;
}

static void finish(struct plan_item *item)
{
	int error;

	point("removing");
	error = kernel_remove(item->kind, item->id);
	if (error)
		keep_for_error(item, "it cannot be removed", error);
	else
		item->outcome = OUTCOME_DONE;
	item->lingers = !error && kernel_lingers(item->kind, item->id);
}

/**
 * batch_announce() - tell the log what is about to be done to an object
 * @b: the batch
 * @i: which of it; is kept if it changed
 *
 * All are told before the first is touched: the log may keep us waiting, and
 * nobody is to be shut out for as long.
 */
void batch_announce(struct batch *b, size_t i)
{
	struct looks now = { .known = 0 };

	if (enter(b, b->v[i]) && is_same(b->v[i], &b->v[i]->looks, &now))
		journal_begin(b->v[i], b->order->quarantine_them ?
					       "sets to mode 0" :
					       "removes");
	looks_free(&now);
}

/* Nothing new is begun after a signal that is to end the program. */
static bool go_on(struct plan_item *item)
{
	if (item->outcome == OUTCOME_PLANNED && interrupt_came())
		plan_keep(item, "ipcdiag was interrupted before");
	return item->outcome == OUTCOME_PLANNED;
}

/*
 * What the mode was changed of has the owner and limit that were compared just
 * before; from then on anything counts as a change, also what only the time of
 * the last change tells.
 */
static bool mute(struct batch *b, size_t i, const struct looks *now)
{
	struct plan_item *item = b->v[i];
	struct looks *base = &b->base[i];
	int error;

	point("muting");
	error = kernel_set(item->kind, item->id, 0, now);
	if (error)
		return keep_for_error(item, "its mode cannot be changed",
				      error);
	b->muted[i] = b->touched[i] = true;
	point("muted");
	error = kernel_glance(base, item->kind, item->id);
	if (error)
		return keep_for_error(item, "it cannot be looked at", error);
	looks_carry(base, now);
	return keep_if_changed(item, now, base, BY_MUTING);
}

/* Keep an array or a queue from being used. */
static void shut(struct batch *b, size_t i, struct looks *now)
{
	/* In quarantine already. */
	if (!b->v[i]->looks.num[LOOK_MODE]) {
		b->muted[i] = true;
		b->base[i] = *now;
		*now = (struct looks){ .known = 0 };
	} else if (!mute(b, i, now) && b->muted[i]) {
		unmute(b, i);
	}
}

/**
 * batch_first_step() - remove a segment; keep others from being used
 * @b: the batch
 * @i: which of it; is kept if it changed
 */
void batch_first_step(struct batch *b, size_t i)
{
	struct plan_item *item = b->v[i];
	struct looks now = { .known = 0 };

	if (!go_on(item) || !enter(b, item))
		return;
	if (is_same(item, &item->looks, &now)) {
		if (item->kind != KIND_SHM || b->order->quarantine_them)
			shut(b, i, &now);
		else if (b->order->save)
			save_and_remove(b->order->save, item);
		else
			finish(item);
	}
	looks_free(&now);
}

/* What has the mode 0 and is as it was is in quarantine. */
static void hold(struct batch *b, size_t i)
{
	b->v[i]->outcome = OUTCOME_DONE;
	b->entry[i].state = QUARANTINE_HELD;
	b->entry[i].ctime = b->v[i]->ctime;
}

/**
 * batch_second_step() - remove what has the mode 0, or give it its own back
 * @b: the batch
 * @i: which of it
 */
void batch_second_step(struct batch *b, size_t i)
{
	struct plan_item *item = b->v[i];
	struct looks now = { .known = 0 };

	if (!b->muted[i])
		return;
	if (!enter(b, item)) {
		item->outcome = OUTCOME_STUCK;
		return;
	}
	if (go_on(item) && b->order->save)
		save_item(b->order->save, item);
	if (item->outcome == OUTCOME_PLANNED &&
	    is_same(item, &b->base[i], &now)) {
		if (b->order->quarantine_them)
			hold(b, i);
		else
			finish(item);
	}
	looks_free(&now);
	if (item->outcome == OUTCOME_KEPT && b->order->save)
		save_forget(b->order->save, item);
	if (item->outcome == OUTCOME_KEPT)
		unmute(b, i);
}

/**
 * batch_tell() - after all steps, tell what became of an object
 * @b: the batch
 * @i: which of it
 */
void batch_tell(struct batch *b, size_t i)
{
	struct plan_item *item = b->v[i];

	looks_free(&b->base[i]);
	if (item->outcome != OUTCOME_STUCK) {
		journal_end(item);
		return;
	}
	say("%s: %s; ipcdiag clean --release --yes ns=%" PRIu64
	    " gives the mode back once that can be done",
	    item->name, item->why, rec_num(rec_ns(item->rec), F_INUM, 0));
	journal_stuck(item);
}
