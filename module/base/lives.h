/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of how objects were made and removed. What all records have in common
 * is said in base/results.h.
 */
#ifndef IPCDIAG_LIVES_H
#define IPCDIAG_LIVES_H

#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>

#include "base/kind.h"
#include "base/people.h"

/* Bytes of a path that are kept, with the final NUL. */
#define IPCDIAG_PATH_LEN	256

/**
 * enum ipcdiag_end - how an object went
 * @IPCDIAG_END_CALL: somebody removed it
 * @IPCDIAG_END_DETACH: it had been removed before, and the last one detached
 * @IPCDIAG_END_EXIT: a process that had made or attached it ended, and
 *		      kernel.shm_rmid_forced removes such segments
 * @IPCDIAG_END_FORCED: somebody removed it, or was the last to detach it, which
 *			kernel.shm_rmid_forced makes a removal
 * @IPCDIAG_END_NAMESPACE: its namespace ended
 * @IPCDIAG_END_UNKNOWN: it cannot be told
 */
enum ipcdiag_end {
	IPCDIAG_END_CALL,
	IPCDIAG_END_DETACH,
	IPCDIAG_END_EXIT,
	IPCDIAG_END_FORCED,
	IPCDIAG_END_NAMESPACE,
	IPCDIAG_END_UNKNOWN,
};

/**
 * enum ipcdiag_left - is anybody left whom the maker may have told of an object?
 * @IPCDIAG_LEFT_UNKNOWN: it cannot be told
 * @IPCDIAG_LEFT_SOMEBODY: somebody is, or may be
 * @IPCDIAG_LEFT_NOBODY: nobody is
 */
enum ipcdiag_left {
	IPCDIAG_LEFT_UNKNOWN,
	IPCDIAG_LEFT_SOMEBODY,
	IPCDIAG_LEFT_NOBODY,
};

/**
 * struct ipcdiag_actor - who did something to an object
 * @process: what became of the process; its name is in @comm
 * @tid: number of the thread as the opener sees it, 0 if not visible
 * @init_tid: the same in the initial pid namespace
 * @uid: its real uid
 * @loginuid: who logged in; invalid if nobody did
 * @comm: its name when it did it, not escaped
 * @exe: index of its executable's path in the report, or IPCDIAG_NO_PATH
 * @cgroup: the same of its cgroup's
 */
struct ipcdiag_actor {
	struct ipcdiag_process	process;
	pid_t			tid;
	pid_t			init_tid;
	kuid_t			uid;
	kuid_t			loginuid;
	char			comm[TASK_COMM_LEN];
	u32			exe;
	u32			cgroup;
};

/* Index of a path where there is none. */
#define IPCDIAG_NO_PATH		((u32)-1)

/**
 * struct ipcdiag_birth - how an object was made
 * @kind: kind of the object
 * @object: index of the object among those of its kind
 * @seq: number in the order of happening
 * @place: where it is recorded
 * @audit: number of the maker's login session
 * @time: when, seconds since 1970
 * @maker: who made it
 * @cwd: index of its working directory's path
 * @parent: number of its parent as the opener sees it, 0 if not visible
 * @init_parent: the same in the initial pid namespace, 0 if there is none
 * @parent_state: enum ipcdiag_state: what became of it
 * @parent_lives: it is there, or a zombie whose own parent lives, or that is so of
 *		  its parent, and so on, but for the init of a pid namespace
 * @reaper: it was the init of a pid namespace
 * @parent_comm: its name then, not escaped
 * @session: number of the session that it was in, as @parent
 * @init_session: the same in the initial pid namespace
 * @group: number of its process group, as @parent
 * @init_group: the same in the initial pid namespace
 * @session_lives: somebody is left in that session
 * @group_lives: somebody is left in that group
 * @cgroup_lives: enum ipcdiag_left: of that cgroup, or one of the same path
 * @exe_lives: enum ipcdiag_left: of those that run that executable under @maker's
 *	       uid
 * @left: enum ipcdiag_left: all of that together
 * @cgroup_id: number of the cgroup, 0 if not known
 * @inode: number of the executable's inode
 * @device: the device that it is on
 * @marked: it was removed while it was attached
 * @mark_time: when
 * @marker: by whom
 */
struct ipcdiag_birth {
	u8			kind;
	u32			object;
	u64			seq;
	unsigned long		place;
	unsigned int		audit;
	time64_t		time;
	struct ipcdiag_actor	maker;
	u32			cwd;
	pid_t			parent;
	pid_t			init_parent;
	u8			parent_state;
	bool			parent_lives;
	bool			reaper;
	char			parent_comm[TASK_COMM_LEN];
	pid_t			session;
	pid_t			init_session;
	pid_t			group;
	pid_t			init_group;
	bool			session_lives;
	bool			group_lives;
	u8			cgroup_lives;
	u8			exe_lives;
	u8			left;
	u64			cgroup_id;
	u64			inode;
	dev_t			device;
	bool			marked;
	time64_t		mark_time;
	struct ipcdiag_actor	marker;
};

/**
 * struct ipcdiag_death - how an object went
 * @kind: kind of the object, IPCDIAG_KINDS if not known
 * @how: enum ipcdiag_end
 * @born: it is known who made it
 * @marked: it was removed while it was attached
 * @ns: identity of its namespace, which may be gone
 * @seq: number in the order of happening
 * @id: identifier
 * @key: key that it had
 * @size: bytes of a segment, semaphores of an array, limit of bytes of a queue
 * @attached: mappings when it was marked for destruction
 * @uid: its owner
 * @time: when it went, seconds since 1970
 * @birth_time: when it was made, if @born
 * @mark_time: when it was marked, if @marked
 * @remover: who removed it, or detached last; state IPCDIAG_NONE for nobody
 * @maker: who made it, if @born
 * @marker: who marked it for destruction, if @marked
 */
struct ipcdiag_death {
	u8			kind;
	u8			how;
	bool			born;
	bool			marked;
	u64			ns;
	u64			seq;
	int			id;
	key_t			key;
	u64			size;
	u64			attached;
	kuid_t			uid;
	time64_t		time;
	time64_t		birth_time;
	time64_t		mark_time;
	struct ipcdiag_actor	remover;
	struct ipcdiag_actor	maker;
	struct ipcdiag_actor	marker;
};

/**
 * struct ipcdiag_failure - an object that could not be made
 * @kind: what it was to be
 * @ns: identity of the namespace
 * @seq: number in the order of happening
 * @time: when, seconds since 1970
 * @in_use: objects that there were
 * @limit: how many there may be
 * @actor: who wanted to make it
 */
struct ipcdiag_failure {
	u8			kind;
	u64			ns;
	u64			seq;
	time64_t		time;
	u64			in_use;
	u64			limit;
	struct ipcdiag_actor	actor;
};

/**
 * struct ipcdiag_text - a path as its owner saw it
 * @text: the path, not escaped
 */
struct ipcdiag_text {
	char	text[IPCDIAG_PATH_LEN];
};

const char *ipcdiag_end_name(enum ipcdiag_end end);

#endif /* IPCDIAG_LIVES_H */
