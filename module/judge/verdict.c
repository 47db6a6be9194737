// SPDX-License-Identifier: GPL-2.0
/*
 * Facts in, verdict and reasons out, as docs/verdicts.md lays down.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests. Where a rule could be wrong the milder verdict is chosen, because
 * `orphan` must mean that removing the object harms nobody.
 */
#include <linux/bits.h>
#include <linux/kernel.h>

#include "base/state.h"
#include "judge/verdict.h"

/**
 * ipcdiag_plain_rule() - the rule that administrators apply to ipcs -m
 * @nattch: attachments
 * @dest: marked for destruction
 *
 * Return: true if the rule calls the segment a leak.
 */
bool ipcdiag_plain_rule(unsigned long nattch, bool dest)
{
	return nattch == 0 && !dest;
}

/**
 * ipcdiag_verdict_leaks() - is an object with this verdict listed as a leak?
 * @verdict: the verdict
 * @reasons: its reasons
 *
 * An object of which nobody can tell who made it is listed as well, since it
 * may be a leak; one whose age or users could not be read is not.
 *
 * Return: true if it is.
 */
bool ipcdiag_verdict_leaks(enum ipcdiag_verdict verdict, u64 reasons)
{
	switch (verdict) {
	case IPCDIAG_ORPHAN:
	case IPCDIAG_UNCLAIMED:
	case IPCDIAG_SUSPECT:
		return true;
	case IPCDIAG_UNKNOWN:
		return reasons & BIT_ULL(IPCDIAG_REASON_NOBODY_KNOWN);
	default:
		return false;
	}
}

/*
 * The rows of the table in docs/verdicts.md, one function each, in their order.
 * A row may rely on none of those before it having fitted.
 */

static bool held(const struct ipcdiag_facts *f)
{
	return f->dest;
}

static bool in_use(const struct ipcdiag_facts *f)
{
	return f->nattch || f->waiters || f->stopped || f->undoing;
}

/*
 * A family is taken to know the identifier from its head, and a parent that has not
 * reaped its child from that child.
 */
static bool creator_around(const struct ipcdiag_facts *f)
{
	return ipcdiag_state_lives(f->creator) || f->creator_family ||
	       f->creator_unreaped;
}

/*
 * The last user of an array or queue may be its maker, which the kernel does not
 * record, and whoever found a public key can do so again. A private segment is
 * different: one who attached it and then detached is often a server, older
 * than the segment, that did so for a client which is gone. A younger one may
 * have inherited the identifier from the creator.
 */
static bool user_around(const struct ipcdiag_facts *f)
{
	bool lives = f->alive || f->families;

	if (f->undo)
		return true;
	if (f->kind != IPCDIAG_SHM || !f->private_key)
		return lives;

	return lives && f->user_younger;
}

static bool touched_in_future(const struct ipcdiag_facts *f)
{
	return f->age < 0;
}

static bool touched_just_now(const struct ipcdiag_facts *f)
{
	return f->age < f->grace;
}

/*
 * The rows that call an object leaked say that something is not there. They cannot
 * say so if not everything was looked at, or if it changed while we did.
 */
static bool certain(const struct ipcdiag_facts *f)
{
	return !f->capped && !f->changed;
}

static bool out_of_reach(const struct ipcdiag_facts *f)
{
	return certain(f) && f->ns_empty && !f->ns_pinned;
}

/*
 * Nobody can use the segment any more: nobody but its owner may, and no process has
 * that uid; nobody can find it by a key; and those who knew its identifier, because
 * they are recorded or because they filled it, are gone. If it is known that
 * somebody is left whom its maker may have told of it, that one may yet become the
 * owner, as a script of root's does that calls su.
 */
static bool service_is_gone(const struct ipcdiag_facts *f)
{
	bool only_owner = f->owner_made && !f->group_mode && !f->other_mode;
	bool all_dead = !f->alive && !f->families && !f->unreaped &&
			f->creator != IPCDIAG_NONE;

	/*
	 * Processes may enter later, and the uids of those cannot be known: that
	 * no process has the owner's now says nothing.
	 */
	if (f->ns_empty && f->ns_pinned)
		return false;

	return certain(f) && f->kind == IPCDIAG_SHM && f->private_key &&
	       only_owner && !f->never_used && all_dead && !f->owner_runs &&
	       f->left != IPCDIAG_LEFT_SOMEBODY &&
	       f->service == IPCDIAG_SERVICE_GONE;
}

/*
 * Nobody but its owner may use it, nobody who runs is its owner, nobody can find it
 * by a key, the last to use it was its maker, if anybody, and nobody is left whom
 * that one may have told of it.
 */
static bool kin_is_gone(const struct ipcdiag_facts *f)
{
	bool others_may = !f->private_key || !f->owner_made || f->group_mode ||
			  f->other_mode;
	bool others_did = f->others || f->unread ||
			  f->service == IPCDIAG_SERVICE_ALIVE;
	bool somebody_lives = f->alive || f->families || f->unreaped ||
			      f->owner_runs || f->left != IPCDIAG_LEFT_NOBODY;

	/* Who is not in the namespace yet may be one of them. */
	if (f->ns_empty && f->ns_pinned)
		return false;

	return certain(f) && f->creator != IPCDIAG_NONE && !others_may &&
	       !others_did && !somebody_lives;
}

/*
 * May somebody who runs in the namespace use it without a capability, by the mode
 * that it has now?
 */
static bool permitted(const struct ipcdiag_facts *f)
{
	return f->owner_runs || (f->group_mode && f->group_runs) ||
	       (f->other_mode && !f->ns_empty);
}

static bool nobody_claims(const struct ipcdiag_facts *f)
{
	return certain(f) && !permitted(f) && !f->alive && !f->families &&
	       f->service != IPCDIAG_SERVICE_ALIVE;
}

static bool nobody_known(const struct ipcdiag_facts *f)
{
	return f->creator == IPCDIAG_NONE && !f->recorded && permitted(f) &&
	       f->older;
}

/* Rows by their number in docs/verdicts.md, which counts from one. */
enum row {
	ROW_HELD,
	ROW_IN_USE,
	ROW_CREATOR_AROUND,
	ROW_USER_AROUND,
	ROW_FUTURE,
	ROW_YOUNG,
	ROW_OUT_OF_REACH,
	ROW_SERVICE_GONE,
	ROW_KIN_GONE,
	ROW_UNCLAIMED,
	ROW_NOBODY_KNOWN,
	ROW_SUSPECT,
};

static const enum ipcdiag_verdict verdicts[] = {
	[ROW_HELD]		= IPCDIAG_HELD,
	[ROW_IN_USE]		= IPCDIAG_IN_USE,
	[ROW_CREATOR_AROUND]	= IPCDIAG_IDLE,
	[ROW_USER_AROUND]	= IPCDIAG_IDLE,
	[ROW_FUTURE]		= IPCDIAG_UNKNOWN,
	[ROW_YOUNG]		= IPCDIAG_YOUNG,
	[ROW_OUT_OF_REACH]	= IPCDIAG_ORPHAN,
	[ROW_SERVICE_GONE]	= IPCDIAG_ORPHAN,
	[ROW_KIN_GONE]		= IPCDIAG_ORPHAN,
	[ROW_UNCLAIMED]		= IPCDIAG_UNCLAIMED,
	[ROW_NOBODY_KNOWN]	= IPCDIAG_UNKNOWN,
	[ROW_SUSPECT]		= IPCDIAG_SUSPECT,
};

/*
 * Written out and not a table of functions: an indirect call costs more than most
 * of the rows, and every object goes through them.
 */
static enum row first_that_fits(const struct ipcdiag_facts *f)
{
	if (held(f))
		return ROW_HELD;
	if (in_use(f))
		return ROW_IN_USE;
	if (creator_around(f))
		return ROW_CREATOR_AROUND;
	if (user_around(f))
		return ROW_USER_AROUND;
	if (touched_in_future(f))
		return ROW_FUTURE;
	if (touched_just_now(f))
		return ROW_YOUNG;
	if (out_of_reach(f))
		return ROW_OUT_OF_REACH;
	if (service_is_gone(f))
		return ROW_SERVICE_GONE;
	if (kin_is_gone(f))
		return ROW_KIN_GONE;
	if (nobody_claims(f))
		return ROW_UNCLAIMED;
	if (nobody_known(f))
		return ROW_NOBODY_KNOWN;

	return ROW_SUSPECT;
}

static u64 reason_if(bool condition, enum ipcdiag_reason reason)
{
	return condition ? BIT_ULL(reason) : 0;
}

/* Reasons for every verdict: what holds the object now, and what it holds. */
static u64 use_reasons(const struct ipcdiag_facts *f)
{
	bool shm = f->kind == IPCDIAG_SHM;

	return reason_if(shm && f->nattch, IPCDIAG_REASON_ATTACHED) |
	       reason_if(shm && !f->nattch, IPCDIAG_REASON_NATTCH0) |
	       reason_if(shm && f->dest, IPCDIAG_REASON_DEST) |
	       reason_if(shm && !f->dest, IPCDIAG_REASON_NOT_DEST) |
	       reason_if(f->waiters, IPCDIAG_REASON_WAITERS) |
	       reason_if(f->stopped, IPCDIAG_REASON_STOPPED_WAITERS) |
	       reason_if(f->undoing, IPCDIAG_REASON_UNDO) |
	       reason_if(f->undo && !f->undoing, IPCDIAG_REASON_UNDO_EMPTY) |
	       reason_if(f->unread, IPCDIAG_REASON_UNREAD_DATA) |
	       reason_if(f->locked, IPCDIAG_REASON_LOCKED);
}

static enum ipcdiag_reason creator_reason(const struct ipcdiag_facts *f)
{
	if (f->creator == IPCDIAG_NONE)
		return IPCDIAG_REASON_CREATOR_UNKNOWN;
	if (ipcdiag_state_lives(f->creator))
		return IPCDIAG_REASON_CREATOR_ALIVE;
	if (f->creator_unreaped)
		return IPCDIAG_REASON_CREATOR_UNREAPED;
	if (f->creator == IPCDIAG_REUSED)
		return IPCDIAG_REASON_CREATOR_PID_REUSED;

	return IPCDIAG_REASON_CREATOR_DEAD;
}

/* What became of the processes that the object remembers. */
static u64 user_reasons(const struct ipcdiag_facts *f)
{
	bool shm = f->kind == IPCDIAG_SHM;
	bool older = shm && f->private_key && f->alive && !f->user_younger &&
		     !creator_around(f);
	u64 reasons = BIT_ULL(creator_reason(f));

	if (f->alive)
		reasons |= BIT_ULL(IPCDIAG_REASON_LAST_ALIVE);
	else if (f->reused)
		reasons |= BIT_ULL(IPCDIAG_REASON_LAST_PID_REUSED);
	else if (f->recorded)
		reasons |= BIT_ULL(IPCDIAG_REASON_LAST_DEAD);

	/*
	 * SETVAL and SETALL leave a last user behind, but no time of a last
	 * operation.
	 */
	if (f->never_used && shm)
		reasons |= BIT_ULL(IPCDIAG_REASON_NEVER_ATTACHED);
	else if (f->never_used && !f->recorded)
		reasons |= BIT_ULL(IPCDIAG_REASON_NEVER_OPERATED);
	else if (f->never_used)
		reasons |= BIT_ULL(IPCDIAG_REASON_ONLY_SET);

	return reasons | reason_if(older, IPCDIAG_REASON_OLDER_USER) |
	       reason_if(f->creator_family || f->families,
			 IPCDIAG_REASON_FAMILY_ALIVE);
}

/* Who could still come and use it; of no interest while its user lives. */
static u64 outlook_reasons(const struct ipcdiag_facts *f)
{
	u64 reasons = reason_if(f->private_key, IPCDIAG_REASON_PRIVATE_KEY) |
		      reason_if(!f->private_key, IPCDIAG_REASON_PUBLIC_KEY) |
		      reason_if(f->service == IPCDIAG_SERVICE_ALIVE,
				IPCDIAG_REASON_SERVICE_ALIVE) |
		      reason_if(f->service == IPCDIAG_SERVICE_GONE,
				IPCDIAG_REASON_SERVICE_GONE) |
		      reason_if(f->left == IPCDIAG_LEFT_SOMEBODY,
				IPCDIAG_REASON_KIN_ALIVE) |
		      reason_if(f->left == IPCDIAG_LEFT_NOBODY,
				IPCDIAG_REASON_KIN_GONE) |
		      reason_if(f->capped, IPCDIAG_REASON_NOT_ALL_KNOWN) |
		      reason_if(f->changed, IPCDIAG_REASON_CHANGED_MEANWHILE);

	if (f->ns_empty)
		return reasons | BIT_ULL(IPCDIAG_REASON_NAMESPACE_EMPTY) |
		       reason_if(f->ns_pinned, IPCDIAG_REASON_PINNED_BY_FILE);

	return reasons |
	       reason_if(f->owner_runs, IPCDIAG_REASON_OWNER_HAS_PROCESSES) |
	       reason_if(!f->owner_runs, IPCDIAG_REASON_OWNER_GONE) |
	       reason_if(f->group_mode && f->group_runs,
			 IPCDIAG_REASON_GROUP_HAS_PROCESSES) |
	       reason_if(f->other_mode, IPCDIAG_REASON_OTHERS_MAY_OPEN);
}

/* Reasons that belong to one row and do not follow from a single fact. */
static u64 row_reasons(const struct ipcdiag_facts *f, enum row row)
{
	bool unused = f->creator == IPCDIAG_NONE && !f->recorded;

	switch (row) {
	case ROW_FUTURE:
		return BIT_ULL(IPCDIAG_REASON_TIME_IN_FUTURE);
	case ROW_YOUNG:
		return BIT_ULL(IPCDIAG_REASON_WITHIN_GRACE);
	case ROW_UNCLAIMED:
		return reason_if(!f->private_key || f->unread ||
				 (f->ns_empty && f->ns_pinned),
				 IPCDIAG_REASON_MAY_RETURN);
	case ROW_NOBODY_KNOWN:
		return BIT_ULL(IPCDIAG_REASON_NOBODY_KNOWN);
	case ROW_SUSPECT:
		return reason_if(unused && permitted(f) && !f->older,
				 IPCDIAG_REASON_MAKER_GONE);
	default:
		return 0;
	}
}

/**
 * ipcdiag_judge() - the verdict on one object
 * @facts: what is known of it
 *
 * Return: the verdict with its reasons.
 */
struct ipcdiag_judgement ipcdiag_judge(const struct ipcdiag_facts *facts)
{
	struct ipcdiag_judgement j = { .reasons = use_reasons(facts) };
	enum row row = first_that_fits(facts);

	j.verdict = verdicts[row];
	if (row >= ROW_CREATOR_AROUND)
		j.reasons |= user_reasons(facts);
	if (row >= ROW_FUTURE)
		j.reasons |= outlook_reasons(facts);
	j.reasons |= row_reasons(facts, row);

	return j;
}
