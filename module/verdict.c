// SPDX-License-Identifier: GPL-2.0
/*
 * Facts in, verdict and reasons out, as docs/verdicts.md lays down.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests. Where a rule could be wrong the milder verdict is chosen, because
 * `orphan` must mean that removing the object harms nobody.
 */
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/kernel.h>

#include "verdict.h"

static const char * const kind_names[IPCDIAG_KINDS] = {
	[IPCDIAG_SHM] = "shm",
	[IPCDIAG_SEM] = "sem",
	[IPCDIAG_MSG] = "msg",
};

static const char * const verdict_names[] = {
	[IPCDIAG_UNKNOWN]	= "unknown",
	[IPCDIAG_IN_USE]	= "in-use",
	[IPCDIAG_HELD]		= "held",
	[IPCDIAG_IDLE]		= "idle",
	[IPCDIAG_YOUNG]		= "young",
	[IPCDIAG_SUSPECT]	= "suspect",
	[IPCDIAG_ORPHAN]	= "orphan",
};

static const char * const reason_names[] = {
	[IPCDIAG_REASON_ATTACHED]		= "attached",
	[IPCDIAG_REASON_NATTCH0]		= "nattch0",
	[IPCDIAG_REASON_DEST]			= "dest",
	[IPCDIAG_REASON_NOT_DEST]		= "not-dest",
	[IPCDIAG_REASON_WAITERS]		= "waiters",
	[IPCDIAG_REASON_UNDO]			= "undo",
	[IPCDIAG_REASON_UNREAD_DATA]		= "unread-data",
	[IPCDIAG_REASON_CREATOR_ALIVE]		= "creator-alive",
	[IPCDIAG_REASON_CREATOR_DEAD]		= "creator-dead",
	[IPCDIAG_REASON_CREATOR_PID_REUSED]	= "creator-pid-reused",
	[IPCDIAG_REASON_CREATOR_UNKNOWN]	= "creator-unknown",
	[IPCDIAG_REASON_LAST_ALIVE]		= "last-alive",
	[IPCDIAG_REASON_LAST_DEAD]		= "last-dead",
	[IPCDIAG_REASON_LAST_PID_REUSED]	= "last-pid-reused",
	[IPCDIAG_REASON_FAMILY_ALIVE]		= "family-alive",
	[IPCDIAG_REASON_NEVER_ATTACHED]		= "never-attached",
	[IPCDIAG_REASON_NEVER_OPERATED]		= "never-operated",
	[IPCDIAG_REASON_PRIVATE_KEY]		= "private-key",
	[IPCDIAG_REASON_PUBLIC_KEY]		= "public-key",
	[IPCDIAG_REASON_OWNER_HAS_PROCESSES]	= "owner-has-processes",
	[IPCDIAG_REASON_OWNER_GONE]		= "owner-gone",
	[IPCDIAG_REASON_OTHERS_MAY_OPEN]	= "others-may-open",
	[IPCDIAG_REASON_NAMESPACE_EMPTY]	= "namespace-empty",
	[IPCDIAG_REASON_PINNED_BY_FILE]		= "pinned-by-file",
	[IPCDIAG_REASON_WITHIN_GRACE]		= "within-grace",
	[IPCDIAG_REASON_TIME_IN_FUTURE]		= "time-in-future",
	[IPCDIAG_REASON_LOCKED]			= "locked",
};

/**
 * ipcdiag_kind_name() - the word for a kind of object
 * @kind: the kind
 *
 * Return: its name.
 */
const char *ipcdiag_kind_name(enum ipcdiag_kind kind)
{
	return kind_names[kind];
}

/**
 * ipcdiag_verdict_name() - the word for a verdict
 * @verdict: the verdict
 *
 * Return: its name, as docs/abi.md has it.
 */
const char *ipcdiag_verdict_name(enum ipcdiag_verdict verdict)
{
	return verdict_names[verdict];
}

/**
 * ipcdiag_reason_name() - the word for a reason
 * @reason: the reason
 *
 * Return: its name, as docs/verdicts.md has it.
 */
const char *ipcdiag_reason_name(enum ipcdiag_reason reason)
{
	BUILD_BUG_ON(ARRAY_SIZE(reason_names) != IPCDIAG_REASONS);
	BUILD_BUG_ON(IPCDIAG_REASONS > 32);

	return reason_names[reason];
}

/**
 * ipcdiag_state_lives() - can this process still use an object?
 * @state: its state
 *
 * A zombie cannot: its memory, undo lists and namespaces are gone.
 *
 * Return: true if it can.
 */
bool ipcdiag_state_lives(enum ipcdiag_state state)
{
	return state == IPCDIAG_ALIVE || state == IPCDIAG_THREAD;
}

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

/* What holds the object at this moment. */
static u32 use_reasons(const struct ipcdiag_facts *facts)
{
	u32 reasons = 0;

	if (facts->kind == IPCDIAG_SHM) {
		reasons |= facts->nattch ? BIT(IPCDIAG_REASON_ATTACHED)
					 : BIT(IPCDIAG_REASON_NATTCH0);
		reasons |= facts->dest ? BIT(IPCDIAG_REASON_DEST)
				       : BIT(IPCDIAG_REASON_NOT_DEST);
	}
	if (facts->waiters)
		reasons |= BIT(IPCDIAG_REASON_WAITERS);
	if (facts->undo)
		reasons |= BIT(IPCDIAG_REASON_UNDO);
	if (facts->unread)
		reasons |= BIT(IPCDIAG_REASON_UNREAD_DATA);
	if (facts->locked)
		reasons |= BIT(IPCDIAG_REASON_LOCKED);

	return reasons;
}

/* What became of the processes that the object remembers. */
static u32 user_reasons(const struct ipcdiag_facts *facts)
{
	u32 reasons = 0;

	if (facts->creator == IPCDIAG_NONE)
		reasons |= BIT(IPCDIAG_REASON_CREATOR_UNKNOWN);
	else if (ipcdiag_state_lives(facts->creator))
		reasons |= BIT(IPCDIAG_REASON_CREATOR_ALIVE);
	else if (facts->creator == IPCDIAG_REUSED)
		reasons |= BIT(IPCDIAG_REASON_CREATOR_PID_REUSED);
	else
		reasons |= BIT(IPCDIAG_REASON_CREATOR_DEAD);

	if (facts->alive)
		reasons |= BIT(IPCDIAG_REASON_LAST_ALIVE);
	else if (facts->reused)
		reasons |= BIT(IPCDIAG_REASON_LAST_PID_REUSED);
	else if (facts->recorded)
		reasons |= BIT(IPCDIAG_REASON_LAST_DEAD);

	if (facts->creator_family || facts->families)
		reasons |= BIT(IPCDIAG_REASON_FAMILY_ALIVE);

	if (facts->never_used)
		reasons |= facts->kind == IPCDIAG_SHM ?
			   BIT(IPCDIAG_REASON_NEVER_ATTACHED) :
			   BIT(IPCDIAG_REASON_NEVER_OPERATED);

	return reasons;
}

/* Who could still come. */
static u32 outlook_reasons(const struct ipcdiag_facts *facts)
{
	u32 reasons;

	reasons = facts->private_key ? BIT(IPCDIAG_REASON_PRIVATE_KEY)
				     : BIT(IPCDIAG_REASON_PUBLIC_KEY);
	if (facts->ns_empty) {
		reasons |= BIT(IPCDIAG_REASON_NAMESPACE_EMPTY);
		if (facts->ns_pinned)
			reasons |= BIT(IPCDIAG_REASON_PINNED_BY_FILE);
	} else {
		reasons |= facts->owner_has_processes ?
			   BIT(IPCDIAG_REASON_OWNER_HAS_PROCESSES) :
			   BIT(IPCDIAG_REASON_OWNER_GONE);
		if (!facts->private_key && facts->open_mode)
			reasons |= BIT(IPCDIAG_REASON_OTHERS_MAY_OPEN);
	}

	return reasons;
}

/*
 * Every user that is known is dead. Is it also certain that nobody else comes?
 * A private id is known only to its creator and whoever was given it; a public
 * key, to every process that the mode lets in. Where the kernel keeps no
 * creator, that one may live, whatever became of the last users.
 */
static bool nobody_can_come(const struct ipcdiag_facts *facts)
{
	if (facts->private_key && facts->creator != IPCDIAG_NONE)
		return true;
	if (facts->ns_empty)
		return !facts->ns_pinned;

	return !facts->owner_has_processes &&
	       (facts->private_key || !facts->open_mode);
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

	if (facts->dest) {
		j.verdict = IPCDIAG_HELD;
		return j;
	}
	if (facts->nattch || facts->waiters || facts->undo) {
		j.verdict = IPCDIAG_IN_USE;
		return j;
	}

	j.reasons |= user_reasons(facts);
	if (ipcdiag_state_lives(facts->creator) || facts->creator_family ||
	    facts->alive || facts->families) {
		j.verdict = IPCDIAG_IDLE;
		return j;
	}

	j.reasons |= outlook_reasons(facts);
	if (facts->age < 0) {
		j.verdict = IPCDIAG_UNKNOWN;
		j.reasons |= BIT(IPCDIAG_REASON_TIME_IN_FUTURE);
	} else if (facts->age < facts->grace) {
		j.verdict = IPCDIAG_YOUNG;
		j.reasons |= BIT(IPCDIAG_REASON_WITHIN_GRACE);
	} else if (nobody_can_come(facts)) {
		j.verdict = IPCDIAG_ORPHAN;
	} else {
		j.verdict = IPCDIAG_SUSPECT;
	}

	return j;
}
