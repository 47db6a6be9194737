/* SPDX-License-Identifier: GPL-2.0 */
/* What the recorder keeps of an object that was made or removed. */
#ifndef IPCDIAG_EVENT_H
#define IPCDIAG_EVENT_H

#include <linux/ipc_namespace.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>

#include "base/kind.h"
#include "base/lives.h"

struct ipcdiag_path;
struct kern_ipc_perm;
struct pid;

/**
 * enum ipcdiag_event_type - what happened
 * @IPCDIAG_EVENT_BIRTH: an object was made, and is still there
 * @IPCDIAG_EVENT_MARK: a segment was removed while it was attached
 * @IPCDIAG_EVENT_DEATH: an object went
 * @IPCDIAG_EVENT_FAILURE: an object could not be made: the limit was reached
 */
enum ipcdiag_event_type {
	IPCDIAG_EVENT_BIRTH,
	IPCDIAG_EVENT_MARK,
	IPCDIAG_EVENT_DEATH,
	IPCDIAG_EVENT_FAILURE,
};

/**
 * enum ipcdiag_ledger - lists of events, each with a limit of its own
 * @IPCDIAG_LEDGER_LIVE: of objects that are still there
 * @IPCDIAG_LEDGER_DEAD: of objects that went
 * @IPCDIAG_LEDGER_FAILED: of objects that could not be made
 * @IPCDIAG_LEDGERS: how many there are
 */
enum ipcdiag_ledger {
	IPCDIAG_LEDGER_LIVE,
	IPCDIAG_LEDGER_DEAD,
	IPCDIAG_LEDGER_FAILED,
	IPCDIAG_LEDGERS,
};

/* Ancestors of a maker that are kept. */
#define IPCDIAG_PARENTS		8

/**
 * struct ipcdiag_person - who did something
 * @process: the process, referenced; NULL if it was a thread of the kernel's own,
 *	     or is not kept: a struct pid keeps its pid namespace
 * @thread: the thread, referenced; like all that follow, of the maker of an object
 *	    that is there only
 * @parents: its parent, whose parent, and so on up to the init of its pid
 *	     namespace, which is left out; referenced
 * @session: its session, referenced
 * @group: its process group, referenced
 * @nr: number of the process in the initial pid namespace
 * @audit: number of the login session; AUDIT_SID_UNSET if there is none
 * @more_parents: there are more
 * @exe: its executable, referenced; NULL if not known
 * @cwd: its working directory, likewise
 * @cgroup: path of its cgroup, likewise
 * @cgroup_id: number of that cgroup; 0 if not known
 * @inode: number of the executable's inode
 * @device: the device that it is on
 * @uid: its real uid
 * @loginuid: who logged in
 * @reaper: the parent was the init of a pid namespace
 * @comm: its name
 * @parent_comm: its parent's
 */
struct ipcdiag_person {
	struct pid		*process;
	struct pid		*thread;
	struct pid		*parents[IPCDIAG_PARENTS];
	struct pid		*session;
	struct pid		*group;
	pid_t			nr;
	unsigned int		audit;
	bool			more_parents;
	struct ipcdiag_path	*exe;
	struct ipcdiag_path	*cwd;
	struct ipcdiag_path	*cgroup;
	u64			cgroup_id;
	u64			inode;
	dev_t			device;
	kuid_t			uid;
	kuid_t			loginuid;
	bool			reaper;
	char			comm[TASK_COMM_LEN];
	char			parent_comm[TASK_COMM_LEN];
};

/**
 * struct ipcdiag_event - something that happened to an object
 * @list: in a ledger of its account, among the free ones, or among those that
 *	  are to be freed
 * @node: by @perm, if the object is still there
 * @work: what is left to be done when the task returns to user space
 * @spent: in the list of those of which not all is needed any more
 * @pending: in the list of those that wait for that
 * @refs: its list, and @work while that waits
 * @seq: number, in the order of happening; 0 for one that is free
 * @stamp: what ipcdiag_gaps_note_locked() returned, of a birth
 * @account: whose it is
 * @ledger: enum ipcdiag_ledger
 * @type: enum ipcdiag_event_type
 * @kind: enum ipcdiag_kind, or IPCDIAG_KINDS if not known
 * @how: enum ipcdiag_end, of a death
 * @id_known: @id is what the call returned, of a birth
 * @perm: address of the object, for comparing only
 * @ids: address of what it is in, likewise
 * @ns: identity of its namespace
 * @id: identifier
 * @key: key
 * @size: bytes, semaphores, or limit of bytes; what is used of a limit
 * @attached: mappings, of a mark; the limit, of a failure
 * @uid: owner, of a birth the creator
 * @time: seconds since 1970
 * @gone: since when the object has been an orphan for its maker's sake whenever
 *	  somebody looked, in nanoseconds that the machine has run; 0 if it is not
 * @touched: when the object had been touched last then
 * @person: who did it
 * @birth: the birth of what went; this one itself if nobody removed it
 * @mark: who had removed it before, of a birth or a death
 */
struct ipcdiag_event {
	struct list_head	list;
	struct hlist_node	node;
	struct callback_head	work;
	struct list_head	spent;
	struct list_head	pending;
	unsigned int		refs;
	u64			seq;
	u64			stamp;
	u16			account;
	u8			ledger;
	u8			type;
	u8			kind;
	u8			how;
	bool			id_known;
	const void		*perm;
	const struct ipc_ids	*ids;
	u64			ns;
	int			id;
	key_t			key;
	u64			size;
	u64			attached;
	kuid_t			uid;
	time64_t		time;
	u64			gone;
	time64_t		touched;
	struct ipcdiag_person	person;
	struct ipcdiag_event	*birth;
	struct ipcdiag_event	*mark;
};

#endif /* IPCDIAG_EVENT_H */
