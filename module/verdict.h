/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Verdicts: pure, no locks, no kernel state. docs/verdicts.md is the
 * specification.
 */
#ifndef IPCDIAG_VERDICT_H
#define IPCDIAG_VERDICT_H

#include "records.h"

/**
 * enum ipcdiag_verdict - the judgement on an object
 * @IPCDIAG_UNKNOWN: a fact that the verdict needs could not be read
 * @IPCDIAG_IN_USE: attached, waited on, or under undo by a live process
 * @IPCDIAG_HELD: marked for destruction, alive only because it is attached
 * @IPCDIAG_IDLE: unused now, but a known user or its family lives
 * @IPCDIAG_YOUNG: would be an orphan or suspect, but was touched just now
 * @IPCDIAG_SUSPECT: every known user is dead, but somebody may still come
 * @IPCDIAG_ORPHAN: nobody uses it and nobody can be expected to
 */
enum ipcdiag_verdict {
	IPCDIAG_UNKNOWN,
	IPCDIAG_IN_USE,
	IPCDIAG_HELD,
	IPCDIAG_IDLE,
	IPCDIAG_YOUNG,
	IPCDIAG_SUSPECT,
	IPCDIAG_ORPHAN,
};

/* Reasons, in the order in which they are printed; see docs/verdicts.md. */
enum ipcdiag_reason {
	IPCDIAG_REASON_ATTACHED,
	IPCDIAG_REASON_NATTCH0,
	IPCDIAG_REASON_DEST,
	IPCDIAG_REASON_NOT_DEST,
	IPCDIAG_REASON_WAITERS,
	IPCDIAG_REASON_UNDO,
	IPCDIAG_REASON_UNREAD_DATA,
	IPCDIAG_REASON_CREATOR_ALIVE,
	IPCDIAG_REASON_CREATOR_DEAD,
	IPCDIAG_REASON_CREATOR_PID_REUSED,
	IPCDIAG_REASON_CREATOR_UNKNOWN,
	IPCDIAG_REASON_LAST_ALIVE,
	IPCDIAG_REASON_LAST_DEAD,
	IPCDIAG_REASON_LAST_PID_REUSED,
	IPCDIAG_REASON_FAMILY_ALIVE,
	IPCDIAG_REASON_NEVER_ATTACHED,
	IPCDIAG_REASON_NEVER_OPERATED,
	IPCDIAG_REASON_PRIVATE_KEY,
	IPCDIAG_REASON_PUBLIC_KEY,
	IPCDIAG_REASON_OWNER_HAS_PROCESSES,
	IPCDIAG_REASON_OWNER_GONE,
	IPCDIAG_REASON_OTHERS_MAY_OPEN,
	IPCDIAG_REASON_NAMESPACE_EMPTY,
	IPCDIAG_REASON_PINNED_BY_FILE,
	IPCDIAG_REASON_WITHIN_GRACE,
	IPCDIAG_REASON_TIME_IN_FUTURE,
	IPCDIAG_REASON_LOCKED,
	IPCDIAG_REASONS,
};

/**
 * struct ipcdiag_facts - all that a verdict depends on
 * @kind: which kind of object
 * @nattch: attachments of a segment
 * @dest: segment is marked for destruction
 * @locked: segment is locked in memory
 * @private_key: key is IPC_PRIVATE
 * @open_mode: the mode lets the group or others in
 * @creator: the creator's state; IPCDIAG_NONE where the kernel keeps none
 * @creator_family: the creator's group or session has live processes
 * @recorded: last users that the object remembers
 * @alive: those of them that live
 * @families: those of them whose group or session has live processes
 * @reused: those of them whose number another task has now
 * @never_used: never attached, operated on, sent to or received from
 * @waiters: tasks that sleep on the object
 * @undo: undo lists that name it
 * @unread: messages in the queue
 * @owner_has_processes: a process in the namespace runs under the owner's or
 *	creator's uid
 * @ns_empty: no process is in the namespace
 * @ns_pinned: an open file refers to the namespace, or it is not known that none
 *	      does, so that one may enter
 * @age: seconds since it was last touched; negative if that time is to come
 * @grace: grace period in seconds
 */
struct ipcdiag_facts {
	enum ipcdiag_kind	kind;
	unsigned long		nattch;
	bool			dest;
	bool			locked;
	bool			private_key;
	bool			open_mode;
	enum ipcdiag_state	creator;
	bool			creator_family;
	u32			recorded;
	u32			alive;
	u32			families;
	u32			reused;
	bool			never_used;
	u32			waiters;
	u32			undo;
	unsigned long		unread;
	bool			owner_has_processes;
	bool			ns_empty;
	bool			ns_pinned;
	s64			age;
	s64			grace;
};

/**
 * struct ipcdiag_judgement - a verdict and why
 * @verdict: the verdict
 * @reasons: bits, numbered by enum ipcdiag_reason
 */
struct ipcdiag_judgement {
	enum ipcdiag_verdict	verdict;
	u32			reasons;
};

struct ipcdiag_judgement ipcdiag_judge(const struct ipcdiag_facts *facts);
bool ipcdiag_state_lives(enum ipcdiag_state state);
bool ipcdiag_plain_rule(unsigned long nattch, bool dest);
const char *ipcdiag_kind_name(enum ipcdiag_kind kind);
const char *ipcdiag_verdict_name(enum ipcdiag_verdict verdict);
const char *ipcdiag_reason_name(enum ipcdiag_reason reason);

#endif /* IPCDIAG_VERDICT_H */
