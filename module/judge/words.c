// SPDX-License-Identifier: GPL-2.0
/*
 * The words for verdicts and reasons, as docs/verdicts.md has them.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include <linux/build_bug.h>
#include <linux/kernel.h>

#include "judge/verdict.h"

static const char * const verdict_names[] = {
	[IPCDIAG_UNKNOWN]	= "unknown",
	[IPCDIAG_IN_USE]	= "in-use",
	[IPCDIAG_HELD]		= "held",
	[IPCDIAG_IDLE]		= "idle",
	[IPCDIAG_YOUNG]		= "young",
	[IPCDIAG_SUSPECT]	= "suspect",
	[IPCDIAG_UNCLAIMED]	= "unclaimed",
	[IPCDIAG_ORPHAN]	= "orphan",
};

static const char * const reason_names[] = {
	[IPCDIAG_REASON_ATTACHED]		= "attached",
	[IPCDIAG_REASON_NATTCH0]		= "nattch0",
	[IPCDIAG_REASON_DEST]			= "dest",
	[IPCDIAG_REASON_NOT_DEST]		= "not-dest",
	[IPCDIAG_REASON_WAITERS]		= "waiters",
	[IPCDIAG_REASON_STOPPED_WAITERS]	= "stopped-waiters",
	[IPCDIAG_REASON_UNDO]			= "undo",
	[IPCDIAG_REASON_UNDO_EMPTY]		= "undo-empty",
	[IPCDIAG_REASON_UNREAD_DATA]		= "unread-data",
	[IPCDIAG_REASON_CREATOR_ALIVE]		= "creator-alive",
	[IPCDIAG_REASON_CREATOR_UNREAPED]	= "creator-unreaped",
	[IPCDIAG_REASON_CREATOR_DEAD]		= "creator-dead",
	[IPCDIAG_REASON_CREATOR_PID_REUSED]	= "creator-pid-reused",
	[IPCDIAG_REASON_CREATOR_UNKNOWN]	= "creator-unknown",
	[IPCDIAG_REASON_LAST_ALIVE]		= "last-alive",
	[IPCDIAG_REASON_OLDER_USER]		= "older-user",
	[IPCDIAG_REASON_LAST_DEAD]		= "last-dead",
	[IPCDIAG_REASON_LAST_PID_REUSED]	= "last-pid-reused",
	[IPCDIAG_REASON_FAMILY_ALIVE]		= "family-alive",
	[IPCDIAG_REASON_NEVER_ATTACHED]		= "never-attached",
	[IPCDIAG_REASON_NEVER_OPERATED]		= "never-operated",
	[IPCDIAG_REASON_ONLY_SET]		= "only-set",
	[IPCDIAG_REASON_PRIVATE_KEY]		= "private-key",
	[IPCDIAG_REASON_PUBLIC_KEY]		= "public-key",
	[IPCDIAG_REASON_SERVICE_ALIVE]		= "service-alive",
	[IPCDIAG_REASON_SERVICE_GONE]		= "service-gone",
	[IPCDIAG_REASON_KIN_ALIVE]		= "kin-alive",
	[IPCDIAG_REASON_KIN_GONE]		= "kin-gone",
	[IPCDIAG_REASON_OWNER_HAS_PROCESSES]	= "owner-has-processes",
	[IPCDIAG_REASON_OWNER_GONE]		= "owner-gone",
	[IPCDIAG_REASON_GROUP_HAS_PROCESSES]	= "group-has-processes",
	[IPCDIAG_REASON_OTHERS_MAY_OPEN]	= "others-may-open",
	[IPCDIAG_REASON_NOBODY_KNOWN]		= "nobody-known",
	[IPCDIAG_REASON_MAKER_GONE]		= "maker-gone",
	[IPCDIAG_REASON_MAY_RETURN]		= "may-return",
	[IPCDIAG_REASON_NAMESPACE_EMPTY]	= "namespace-empty",
	[IPCDIAG_REASON_PINNED_BY_FILE]		= "pinned-by-file",
	[IPCDIAG_REASON_WITHIN_GRACE]		= "within-grace",
	[IPCDIAG_REASON_TIME_IN_FUTURE]		= "time-in-future",
	[IPCDIAG_REASON_NOT_ALL_KNOWN]		= "not-all-known",
	[IPCDIAG_REASON_CHANGED_MEANWHILE]	= "changed-meanwhile",
	[IPCDIAG_REASON_LOCKED]			= "locked",
};

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
	BUILD_BUG_ON(IPCDIAG_REASONS > 64);

	return reason_names[reason];
}
