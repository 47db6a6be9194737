// SPDX-License-Identifier: GPL-2.0
/*
 * Who is judged when; what is known of an object comes from facts.c, and verdict.c
 * has the rules.
 *
 * Locking: none; records are plain values, and the namespaces of the report are
 * referenced while facts are made of them.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include "find/nstable.h"
#include "find/stopped.h"
#include "judge/facts.h"
#include "judge/judge.h"
#include "judge/leaks.h"
#include "judge/verdict.h"

/* Somebody may have been found, by a look at the tasks, since it was read. */
static void count_stopped(const struct ipcdiag_making *making,
			  struct ipcdiag_object *obj)
{
	u32 stopped;

	/* A segment is not waited for. */
	if (obj->kind == IPCDIAG_SHM)
		return;
	stopped = ipcdiag_stopped_on(making, obj);
	if (obj->kind == IPCDIAG_SEM)
		container_of(obj, struct ipcdiag_sem, obj)->stopped = stopped;
	else
		container_of(obj, struct ipcdiag_msg, obj)->stopped = stopped;
}

/*
 * The judgement on these facts, which is the last one if they are the same. Where
 * they seem to differ because of bytes between members, they are judged again.
 */
static const struct ipcdiag_judgement *
judge_facts(struct ipcdiag_precedent *precedent,
	    const struct ipcdiag_facts *facts)
{
	const u64 *a = (const u64 *)facts, *b = (u64 *)&precedent->facts;
	unsigned int i;

	BUILD_BUG_ON(sizeof(*facts) % sizeof(u64));

	/* memcmp() goes byte by byte on some kernels. */
	for (i = 0; i < sizeof(*facts) / sizeof(u64) && a[i] == b[i]; i++)
		;
	if (!precedent->given || i < sizeof(*facts) / sizeof(u64)) {
		memcpy(&precedent->facts, facts, sizeof(*facts));
		precedent->judgement = ipcdiag_judge(facts);
		precedent->given = true;
	}

	return &precedent->judgement;
}

/**
 * ipcdiag_judge_object() - make facts of a record, and a verdict of those
 * @making: the report that is being made
 * @obj: the object, within its record
 */
void ipcdiag_judge_object(const struct ipcdiag_making *making,
			  struct ipcdiag_object *obj)
{
	const struct ipcdiag_judgement *judgement;
	struct ipcdiag_facts facts;

	count_stopped(making, obj);
	ipcdiag_facts_gather(making, obj, &facts);
	judgement = judge_facts(making->precedent, &facts);
	obj->verdict = judgement->verdict;
	obj->reasons = judgement->reasons;
}

/* What most objects of a healthy machine are needs no judgement. */
static bool used_now(const struct ipcdiag_object *obj)
{
	const struct ipcdiag_shm *shm;
	const struct ipcdiag_sem *sem;
	const struct ipcdiag_msg *msg;

	switch (obj->kind) {
	case IPCDIAG_SHM:
		shm = container_of(obj, struct ipcdiag_shm, obj);
		return shm->nattch || shm->dest;
	case IPCDIAG_SEM:
		sem = container_of(obj, struct ipcdiag_sem, obj);
		return sem->waiters || sem->undoing;
	default:
		msg = container_of(obj, struct ipcdiag_msg, obj);
		return msg->senders || msg->receivers;
	}
}

static bool is_held(const struct ipcdiag_object *obj)
{
	return obj->kind == IPCDIAG_SHM &&
	       container_of(obj, struct ipcdiag_shm, obj)->dest;
}

/**
 * ipcdiag_judge_keeps() - is an object to be in the report?
 * @making: the report that is being made
 * @obj: the object, its record complete but for the verdict
 *
 * Where only leaks are wanted, no other object is kept, but for those that are
 * held where these are wanted. It is judged here before all is known: what comes
 * to be known later, that somebody else runs or that the object was used
 * meanwhile, can only make its verdict milder. So an object that is no leak by now
 * will not become one; one whose grace period ends while the walk goes on counts
 * as young until the next.
 *
 * Return: true if it is.
 */
bool ipcdiag_judge_keeps(const struct ipcdiag_making *making,
			 struct ipcdiag_object *obj)
{
	unsigned int want = making->report->want;

	if (!(want & IPCDIAG_WANT_LEAKS))
		return true;
	if (used_now(obj) && !((want & IPCDIAG_WANT_HELD) && is_held(obj)))
		return false;
	ipcdiag_judge_object(making, obj);

	return ipcdiag_object_listed(want, obj);
}

/*
 * Do the verdicts still hold that objects of a kind were given when they were read?
 * Only where all that it rests on, and that can have changed since, is known not to
 * have: the processes in the namespace, their uids and groups and since when they
 * run, and what refers to the namespace, each of which says so when something is
 * new (ipcdiag_nstable_unsettle()); how the clock is set; and, of arrays and
 * queues, who is stopped in a call. The rest is in the record. Time has passed,
 * which makes no verdict milder.
 */
static bool verdicts_hold(const struct ipcdiag_making *making,
			  enum ipcdiag_kind kind)
{
	return (making->report->want & IPCDIAG_WANT_LEAKS) &&
	       making->report->clock.steps == making->clock_steps &&
	       (kind == IPCDIAG_SHM ||
		(!making->stopped_capped && !making->stopped.nr));
}

/**
 * ipcdiag_judge_all() - judge every object
 * @making: the report that is being made, all looks at tasks done
 *
 * What ipcdiag_judge_keeps() judged already is judged again only where something
 * has come to be known that may change the verdict.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_judge_all(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	unsigned int kind;
	unsigned long i;

	ipcdiag_clock_read(&report->clock);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		struct ipcdiag_table *table = &report->objects[kind];
		bool hold = verdicts_hold(making, kind);

		/* A segment is cut off only where its users are looked for. */
		if (hold && !making->unsettled && kind == IPCDIAG_SHM &&
		    !(report->want & IPCDIAG_WANT_HELD) && !report->births.nr)
			continue;
		for (i = 0; i < table->nr; i++) {
			struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

			/* Who made it was not known yet when it was read. */
			if (!hold || obj->birth ||
			    !ipcdiag_nstable_settled(making, obj->ns))
				ipcdiag_judge_object(making, obj);
			/* It is none for the report after all. */
			if (obj->birth &&
			    !ipcdiag_object_listed(report->want, obj))
				making->vanished = true;
			report->capped |= ipcdiag_object_capped(obj);
			if (!(i % 1024))
				cond_resched();
		}
		if (fatal_signal_pending(current))
			return -EINTR;
	}

	return 0;
}

/**
 * ipcdiag_judge_ask_again() - find out whose residents are to be shown
 * @making: the report that is being made, its objects judged for good
 *
 * Who is asked for is shown. Where only some objects are wanted, others were
 * judged too, so as to find that out: what was asked for them does not count.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -EINTR if the caller is being killed.
 */
int ipcdiag_judge_ask_again(struct ipcdiag_making *making)
{
	struct ipcdiag_report *report = making->report;
	struct ipcdiag_facts facts;
	unsigned int kind;
	unsigned long i;

	if (!(report->want & IPCDIAG_WANT_HELD))
		return 0;
	for (i = 0; i < report->residents.nr; i++) {
		struct ipcdiag_resident *resident =
			ipcdiag_table_at(&report->residents, i);

		resident->asked = false;
		if (!(i % 1024))
			cond_resched();
	}
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		const struct ipcdiag_table *table = &report->objects[kind];

		for (i = 0; i < table->nr; i++) {
			const struct ipcdiag_object *obj =
				ipcdiag_table_at(table, i);

			if (!obj->gone &&
			    ipcdiag_object_listed(report->want, obj))
				ipcdiag_facts_gather(making, obj, &facts);
			if (!(i % 1024))
				cond_resched();
		}
	}

	return fatal_signal_pending(current) ? -EINTR : 0;
}
