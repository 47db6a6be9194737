// SPDX-License-Identifier: GPL-2.0
/*
 * Removing what a plan names, as long as nothing happened to it.
 *
 * Objects are taken 64 at a time. For each such batch the module walks anew; what
 * changed since the plan is kept. Then, one by one, the kernel's own STAT is
 * compared with the plan. A segment is removed right after that. An array or a
 * queue gets the mode 0 first, so that nobody without a capability begins to use
 * it; then the module looks once more who sleeps on it, which STAT does not tell
 * of queues, STAT is compared again, and it is removed or gets its mode back.
 *
 * For the quarantine segments get the mode 0, too, and nothing is removed. The
 * journal has each object before it gets the mode 0, so that clean --release gives
 * the mode back if we are killed in between.
 *
 * IPC_RMID has no condition. What is left is the time between the last STAT and
 * IPC_RMID: docs/ipcdiag.8 says for whom.
 */
#include <stdio.h>
#include <string.h>

#include "act/batch.h"
#include "act/clean.h"
#include "act/enter.h"
#include "act/interrupt.h"
#include "act/journal.h"
#include "act/keeper.h"
#include "base/say.h"
#include "records/load.h"

/* What the module tells of some objects now. */
static struct snapshot *load_some(enum load_part part,
				  const struct plan_some *some)
{
	const struct parse_only only = { .wants = plan_wants, .arg = some };

	plan_sort(some);
	return load_only(part, &only);
}

/* Who came to those that are muted? */
static void look_around(struct batch *b)
{
	struct plan_item *muted[BATCH];
	struct plan_some some = { .v = muted };
	const struct rec *found[BATCH];
	struct snapshot *snap;

	for (size_t i = 0; i < b->n; i++)
		if (b->muted[i])
			muted[some.n++] = b->v[i];
	if (!some.n)
		return;
	enter_back(&b->at);
	snap = load_some(LOAD_OBJECTS, &some);
	if (snap && snap->source == SOURCE_MODULE)
		plan_look_up(&some, snap, found);
	for (size_t i = 0; i < some.n; i++) {
		if (!snap || snap->source != SOURCE_MODULE)
			plan_keep(muted[i], "the module could not be asked");
		else
			plan_muted_still(muted[i], found[i]);
	}
	if (snap)
		snapshot_free(snap);
}

/* What cannot be given its mode back for sure is not touched. */
static void keep_noted(struct batch *b, const char *why)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->entry[i].time && b->v[i]->outcome == OUTCOME_PLANNED)
			plan_keep(b->v[i], "%s", why);
}

/* Have on the disk which objects are about to get the mode 0. */
static size_t note_begin(struct batch *b)
{
	struct quarantined begun[BATCH];
	size_t n = 0;
	bool ok;

	for (size_t i = 0; i < b->n; i++) {
		if (b->v[i]->outcome != OUTCOME_PLANNED)
			continue;
		if (!b->v[i]->looks.num[LOOK_MODE]) {
			if (b->order->quarantine_them)
				plan_keep(b->v[i], "its mode is 0 already");
			continue;
		}
		if (b->v[i]->kind == KIND_SHM && !b->order->quarantine_them)
			continue;
		quarantine_of(&b->entry[i], b->order->journal, b->v[i]);
		begun[n++] = b->entry[i];
	}
	ok = quarantine_append(b->order->journal, begun, n);
	if (ok)
		return n;
	keep_noted(b, "the journal cannot be written");
	for (size_t i = 0; i < b->n; i++)
		b->entry[i].time = 0;
	return 0;
}

/* Somebody has to be there to give modes back before the first is changed. */
static void have_keeper(struct batch *b)
{
	int error = keeper_start(b);
	char why[128];

	if (!error)
		return;
	snprintf(why, sizeof(why),
		 "no process can be made that would give its mode back: %s",
		 strerror(error));
	keep_noted(b, why);
}

/* And what became of them. Without this they stay begun, which is as good. */
static void note_end(struct batch *b)
{
	struct quarantined ended[BATCH];
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		/* What was in quarantine already and could be removed. */
		if (b->v[i]->before && b->v[i]->outcome == OUTCOME_DONE) {
			ended[n] = *b->v[i]->before;
			ended[n++].state = QUARANTINE_OVER;
			continue;
		}
		if (!b->entry[i].time)
			continue;
		/* It was kept before it was touched, or is gone. */
		if ((b->v[i]->outcome == OUTCOME_KEPT && !b->touched[i]) ||
		    (b->v[i]->outcome == OUTCOME_DONE &&
		     !b->order->quarantine_them))
			b->entry[i].state = QUARANTINE_OVER;
		if (b->entry[i].state != QUARANTINE_BEGUN)
			ended[n++] = b->entry[i];
	}
	quarantine_append(b->order->journal, ended, n);
}

static void run_batch(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		batch_announce(b, i);
	interrupt_block();
	say_hold();
	if (note_begin(b))
		have_keeper(b);
	for (size_t i = 0; i < b->n; i++)
		batch_first_step(b, i);
	look_around(b);
	for (size_t i = 0; i < b->n; i++)
		batch_second_step(b, i);
	enter_back(&b->at);
	note_end(b);
	keeper_end();
	enter_drop(&b->at);
	say_waiting();
	interrupt_unblock();
	for (size_t i = 0; i < b->n; i++)
		batch_tell(b, i);
}

/* Leave in a batch what a new walk finds as the plan has it. */
static bool walk(struct batch *b)
{
	bool users = filter_flags(b->order->choice->filter) & FILTER_BY_USERS;
	const struct plan_some some = { .v = b->v, .n = b->n };
	struct snapshot *snap = load_some(users ? LOAD_ALL : LOAD_LEAKS, &some);
	const struct rec *found[BATCH];
	size_t n = 0;

	if (!snap || snap->source != SOURCE_MODULE) {
		if (snap)
			snapshot_free(snap);
		return false;
	}
	quarantine_judge(b->order->quarantine, snap);
	plan_look_up(&some, snap, found);
	for (size_t i = 0; i < b->n; i++) {
		struct plan_item *item = b->v[i];

		if (!plan_still(item, found[i], b->order->choice,
				rec_num(snapshot_header(snap), F_TIME, 0)))
			continue;
		item->before = quarantine_find(b->order->quarantine, found[i]);
		b->v[n++] = item;
	}
	b->n = n;
	snapshot_free(snap);
	return true;
}

static void keep_rest(struct plan *plan, const char *why)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].outcome == OUTCOME_PLANNED)
			plan_keep(&plan->v[i], "%s", why);
}

/**
 * clean_run() - remove what a plan names, or put it into quarantine
 * @plan: the plan; each of its objects is removed or kept afterwards
 * @order: how that is done
 *
 * Return: false if nothing could be begun; a message was printed then.
 */
bool clean_run(struct plan *plan, const struct clean_order *order)
{
	struct batch b = { .n = 0, .order = order };
	size_t next = 0;

	if (!enter_begin(&b.at))
		return false;
	journal_open();
	interrupt_catch();
	while (next < plan->n && !interrupt_came()) {
		memset(b.muted, 0, sizeof(b.muted));
		memset(b.touched, 0, sizeof(b.touched));
		memset(b.base, 0, sizeof(b.base));
		memset(b.entry, 0, sizeof(b.entry));
		for (b.n = 0; b.n < BATCH && next < plan->n;)
			b.v[b.n++] = &plan->v[next++];
		if (!walk(&b)) {
			keep_rest(plan, "the module could not be asked");
			break;
		}
		run_batch(&b);
	}
	keep_rest(plan, "ipcdiag was interrupted before");
	journal_sum(plan,
		    order->quarantine_them ? "gave the mode 0 to" : "removed");
	interrupt_release();
	journal_close();
	enter_end(&b.at);
	return true;
}
