/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Verdicts: pure, no locks, no kernel state. docs/verdicts.md is the
 * specification.
 */
#ifndef IPCDIAG_VERDICT_H
#define IPCDIAG_VERDICT_H

#include "base/lives.h"
#include "base/objects.h"

/**
 * enum ipcdiag_verdict - the judgement on an object
 * @IPCDIAG_UNKNOWN: it cannot be told; the reasons name what is missing
 * @IPCDIAG_IN_USE: attached, waited on, or under undo by a live process
 * @IPCDIAG_HELD: marked for destruction, alive only because it is attached
 * @IPCDIAG_IDLE: unused now, but a known user or its family lives
 * @IPCDIAG_YOUNG: would be one of the next three or unknown, but was touched just
 *		   now
 * @IPCDIAG_SUSPECT: no known user lives, but somebody who runs could use it
 * @IPCDIAG_UNCLAIMED: nobody who runs could use it without a capability
 * @IPCDIAG_ORPHAN: removing it harms nobody
 */
enum ipcdiag_verdict {
	IPCDIAG_UNKNOWN,
	IPCDIAG_IN_USE,
	IPCDIAG_HELD,
	IPCDIAG_IDLE,
	IPCDIAG_YOUNG,
	IPCDIAG_SUSPECT,
	IPCDIAG_UNCLAIMED,
	IPCDIAG_ORPHAN,
};

/* Reasons, in the order in which they are printed; see docs/verdicts.md. */
enum ipcdiag_reason {
	IPCDIAG_REASON_ATTACHED,
	IPCDIAG_REASON_NATTCH0,
	IPCDIAG_REASON_DEST,
	IPCDIAG_REASON_NOT_DEST,
	IPCDIAG_REASON_WAITERS,
	IPCDIAG_REASON_STOPPED_WAITERS,
	IPCDIAG_REASON_UNDO,
	IPCDIAG_REASON_UNDO_EMPTY,
	IPCDIAG_REASON_UNREAD_DATA,
	IPCDIAG_REASON_CREATOR_ALIVE,
	IPCDIAG_REASON_CREATOR_UNREAPED,
	IPCDIAG_REASON_CREATOR_DEAD,
	IPCDIAG_REASON_CREATOR_PID_REUSED,
	IPCDIAG_REASON_CREATOR_UNKNOWN,
	IPCDIAG_REASON_LAST_ALIVE,
	IPCDIAG_REASON_OLDER_USER,
	IPCDIAG_REASON_LAST_DEAD,
	IPCDIAG_REASON_LAST_PID_REUSED,
	IPCDIAG_REASON_FAMILY_ALIVE,
	IPCDIAG_REASON_NEVER_ATTACHED,
	IPCDIAG_REASON_NEVER_OPERATED,
	IPCDIAG_REASON_ONLY_SET,
	IPCDIAG_REASON_PRIVATE_KEY,
	IPCDIAG_REASON_PUBLIC_KEY,
	IPCDIAG_REASON_SERVICE_ALIVE,
	IPCDIAG_REASON_SERVICE_GONE,
	IPCDIAG_REASON_KIN_ALIVE,
	IPCDIAG_REASON_KIN_GONE,
	IPCDIAG_REASON_OWNER_HAS_PROCESSES,
	IPCDIAG_REASON_OWNER_GONE,
	IPCDIAG_REASON_GROUP_HAS_PROCESSES,
	IPCDIAG_REASON_OTHERS_MAY_OPEN,
	IPCDIAG_REASON_NOBODY_KNOWN,
	IPCDIAG_REASON_MAKER_GONE,
	IPCDIAG_REASON_MAY_RETURN,
	IPCDIAG_REASON_NAMESPACE_EMPTY,
	IPCDIAG_REASON_PINNED_BY_FILE,
	IPCDIAG_REASON_WITHIN_GRACE,
	IPCDIAG_REASON_TIME_IN_FUTURE,
	IPCDIAG_REASON_NOT_ALL_KNOWN,
	IPCDIAG_REASON_CHANGED_MEANWHILE,
	IPCDIAG_REASON_LOCKED,
	IPCDIAG_REASONS,
};

/**
 * struct ipcdiag_facts - all that a verdict depends on
 * @kind: enum ipcdiag_kind
 * @creator: enum ipcdiag_state of the creator; IPCDIAG_NONE where the kernel
 *	     keeps none
 * @service: enum ipcdiag_service: whether processes are left in the memory
 *	     cgroups that pay for it
 * @left: enum ipcdiag_left: whether anybody is left whom its maker may have told of
 *	  it
 * @others: somebody else than its maker is recorded, or may be
 * @dest: segment is marked for destruction
 * @locked: segment is locked in memory
 * @private_key: key is IPC_PRIVATE
 * @owner_made: owner and creator are the same user and the same group
 * @group_mode: the mode gives something to the group
 * @other_mode: the mode gives something to others
 * @nattch: a segment is attached
 * @waiters: tasks sleep on the object
 * @stopped: tasks will sleep on it again as soon as they go on: they are stopped,
 *	     frozen or traced inside that call
 * @undo: undo lists name it
 * @undoing: one of them holds a value that is not zero
 * @unread: there are messages in the queue
 * @creator_family: the creator's group or session has live processes
 * @creator_unreaped: the creator is a zombie; its parent lives and is not the
 *		      init of a pid namespace
 * @recorded: the object remembers last users; no kernel threads
 * @alive: one of them lives
 * @families: the group or session of one of them has live processes
 * @reused: another task has the number of one of them now
 * @unreaped: one of them is a zombie, as @creator_unreaped
 * @user_younger: of a segment, a user that lives, or whose family does, began
 *		  to run after it was made, or it is not certain that it did not
 * @never_used: never attached, operated on, sent to or received from
 * @owner_runs: a thread in the namespace has the owner's or creator's uid
 * @group_runs: a thread in the namespace is in its group or its creator's
 * @older: somebody who may use it without a capability began to run before it
 *	   was made, or it is not certain that nobody did
 * @ns_empty: no process is in the namespace
 * @ns_pinned: an open file refers to the namespace, or it is not known that none
 *	      does, so that one may enter
 * @capped: something that was to be counted or read was not, or not wholly
 * @changed: it was not the same any more when it was looked at again
 * @age: seconds since it was last touched; negative if that time is to come
 * @grace: grace period in seconds
 *
 * How many there are of something matters to no rule. So the facts are small, and
 * the same for objects that differ in numbers only.
 */
struct ipcdiag_facts {
	u8	kind;
	u8	creator;
	u8	service;
	u8	left;
	bool	others;
	bool	dest;
	bool	locked;
	bool	private_key;
	bool	owner_made;
	bool	group_mode;
	bool	other_mode;
	bool	nattch;
	bool	waiters;
	bool	stopped;
	bool	undo;
	bool	undoing;
	bool	unread;
	bool	creator_family;
	bool	creator_unreaped;
	bool	recorded;
	bool	alive;
	bool	families;
	bool	reused;
	bool	unreaped;
	bool	user_younger;
	bool	never_used;
	bool	owner_runs;
	bool	group_runs;
	bool	older;
	bool	ns_empty;
	bool	ns_pinned;
	bool	capped;
	bool	changed;
	s64	age;
	s64	grace;
};

/**
 * struct ipcdiag_judgement - a verdict and why
 * @verdict: the verdict
 * @reasons: bits, numbered by enum ipcdiag_reason
 */
struct ipcdiag_judgement {
	enum ipcdiag_verdict	verdict;
	u64			reasons;
};

struct ipcdiag_judgement ipcdiag_judge(const struct ipcdiag_facts *facts);
bool ipcdiag_verdict_leaks(enum ipcdiag_verdict verdict, u64 reasons);
bool ipcdiag_plain_rule(unsigned long nattch, bool dest);

/* words.c */
const char *ipcdiag_verdict_name(enum ipcdiag_verdict verdict);
const char *ipcdiag_reason_name(enum ipcdiag_reason reason);

#endif /* IPCDIAG_VERDICT_H */
