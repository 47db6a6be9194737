// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds of line that a snapshot has, and their keys: a table per kind, in
 * the order of docs/abi.md.
 */
#include <assert.h>
#include <string.h>

#include "records/schema.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static const struct key header_keys[] = {
	{ F_MODULE, "module", TYPE_STRING, GIVEN, "version of the module" },
	{ F_KERNEL, "kernel", TYPE_STRING, GIVEN, "release of the kernel" },
	{ F_LAYOUT, "layout", TYPE_STRING, GIVEN,
	  "how the kernel's structures were checked" },
	{ F_TIME, "time", TYPE_TIME, GIVEN, "when the snapshot was taken" },
	{ F_GRACE, "grace", TYPE_NUMBER, GIVEN, "grace period in seconds" },
	{ F_REFUSED, "refused", TYPE_WORDS, LATER,
	  "kinds of object that are not read" },
	{ F_PART, "part", TYPE_STRING, LATER,
	  "which part of the snapshot it is" },
	{ F_BIRTHS, "births", TYPE_STRING, LATER,
	  "whether it is recorded who makes objects" },
};

static const struct key ns_keys[] = {
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_INUM, "inum", TYPE_NUMBER, GIVEN, "inode number of the namespace" },
	{ F_INIT, "init", TYPE_BOOL, GIVEN, "the initial namespace" },
	{ F_SELF, "self", TYPE_BOOL, GIVEN, "the reader's own namespace" },
	{ F_PROCS, "procs", TYPE_NUMBER, GIVEN, "processes in it" },
	{ F_PID, "pid", TYPE_PID, GIVEN, "process" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
	{ F_SHM, "shm", TYPE_NUMBER, GIVEN, "segments" },
	{ F_SEM, "sem", TYPE_NUMBER, GIVEN, "semaphore arrays" },
	{ F_MSG, "msg", TYPE_NUMBER, GIVEN, "queues" },
	{ F_SHMMNI, "shmmni", TYPE_NUMBER, GIVEN, "limit: segments" },
	{ F_SHMMAX, "shmmax", TYPE_BYTES, GIVEN,
	  "limit: bytes in one segment" },
	{ F_SHMALL, "shmall", TYPE_NUMBER, GIVEN,
	  "limit: pages of all segments" },
	{ F_SHMPAGES, "shmpages", TYPE_NUMBER, GIVEN, "pages of all segments" },
	{ F_SEMMNI, "semmni", TYPE_NUMBER, GIVEN, "limit: semaphore arrays" },
	{ F_SEMMSL, "semmsl", TYPE_NUMBER, GIVEN,
	  "limit: semaphores in an array" },
	{ F_SEMMNS, "semmns", TYPE_NUMBER, GIVEN, "limit: semaphores" },
	{ F_SEMOPM, "semopm", TYPE_NUMBER, GIVEN,
	  "limit: operations in a semop" },
	{ F_SEMS, "sems", TYPE_NUMBER, GIVEN, "semaphores in use" },
	{ F_MSGMNI, "msgmni", TYPE_NUMBER, GIVEN, "limit: queues" },
	{ F_MSGMAX, "msgmax", TYPE_BYTES, GIVEN,
	  "limit: bytes in one message" },
	{ F_MSGMNB, "msgmnb", TYPE_BYTES, GIVEN,
	  "default limit: bytes queued" },
	{ F_MSGS, "msgs", TYPE_NUMBER, GIVEN, "messages queued" },
	{ F_MSGBYTES, "msgbytes", TYPE_BYTES, GIVEN, "bytes queued" },
	{ F_CHANGED, "changed", TYPE_BOOL, GIVEN,
	  "objects came or went while the snapshot was taken" },
	{ F_CGROUP, "cgroup", TYPE_STRING, LATER, "control group" },
	{ F_PINNED, "pinned", TYPE_BOOL, LATER, "a file refers to it, or may" },
	{ F_USERNS, "userns", TYPE_NUMBER, LATER,
	  "user namespace that owns the namespace" },
	{ F_OWNER, "owner", TYPE_UINT, LATER, "user who made that one" },
	{ F_SHMLARGEST, "shmlargest", TYPE_BYTES, LATER,
	  "bytes of the largest segment" },
	{ F_SEMLARGEST, "semlargest", TYPE_NUMBER, LATER,
	  "semaphores of the largest array" },
	{ F_MSGLARGEST, "msglargest", TYPE_BYTES, LATER,
	  "bytes in the fullest queue" },
	{ F_CAPABLE, "capable", TYPE_NUMBER, LATER,
	  "processes that may use all by a capability" },
	{ F_CAPPID, "cappid", TYPE_PID, LATER, "one of them" },
	{ F_CAPIPID, "capipid", TYPE_PID, LATER,
	  "... in the initial pid namespace" },
	{ F_CAPCOMM, "capcomm", TYPE_STRING, LATER, "... name" },
	{ F_MSGFULLEST, "msgfullest", TYPE_BYTES, LATER,
	  "bytes in the queue that is nearest to its limit" },
	{ F_MSGFULLLIMIT, "msgfulllimit", TYPE_BYTES, LATER,
	  "limit of that queue" },
	{ F_SHMRSS, "shmrss", TYPE_BYTES, LATER,
	  "bytes resident of all segments" },
	{ F_SHMSWAP, "shmswap", TYPE_BYTES, LATER,
	  "bytes swapped out of all segments" },
	{ F_SEMWAITERS, "semwaiters", TYPE_NUMBER, LATER,
	  "tasks asleep in semop" },
	{ F_MSGWAITERS, "msgwaiters", TYPE_NUMBER, LATER,
	  "tasks asleep in msgsnd and msgrcv" },
	{ F_RMIDFORCED, "rmidforced", TYPE_BOOL, LATER,
	  "segments go with their last process" },
};

static const struct key shm_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_KEY, "key", TYPE_KEY, GIVEN, "key" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "owner's user id" },
	{ F_GID, "gid", TYPE_UINT, GIVEN, "owner's group id" },
	{ F_CUID, "cuid", TYPE_UINT, GIVEN, "creator's user id" },
	{ F_CGID, "cgid", TYPE_UINT, GIVEN, "creator's group id" },
	{ F_MODE, "mode", TYPE_MODE, GIVEN, "permissions" },
	{ F_CTIME, "ctime", TYPE_TIME, GIVEN, "creation or last change" },
	{ F_SIZE, "size", TYPE_BYTES, GIVEN, "size" },
	{ F_NATTCH, "nattch", TYPE_NUMBER, GIVEN,
	  "attachments (mappings, not processes)" },
	{ F_FLAGS, "flags", TYPE_WORDS, GIVEN, "dest, locked, hugetlb" },
	{ F_RSS, "rss", TYPE_BYTES, GIVEN, "bytes resident" },
	{ F_SWAP, "swap", TYPE_BYTES, GIVEN, "bytes swapped out" },
	{ F_ATIME, "atime", TYPE_TIME, GIVEN, "last attach" },
	{ F_DTIME, "dtime", TYPE_TIME, GIVEN, "last detach" },
	{ F_CPID, "cpid", TYPE_PID, GIVEN, "creator" },
	{ F_CIPID, "cipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_CSTATE, "cstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_CFAMILY, "cfamily", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_CCOMM, "ccomm", TYPE_STRING, GIVEN,
	  "... name of who has the number now" },
	{ F_LPID, "lpid", TYPE_PID, GIVEN, "last user" },
	{ F_LIPID, "lipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_LSTATE, "lstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_LFAMILY, "lfamily", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_LCOMM, "lcomm", TYPE_STRING, GIVEN,
	  "... name of who has the number now" },
	{ F_PLAIN, "plain", TYPE_BOOL, GIVEN,
	  "not attached, not marked for destruction" },
	{ F_TOUCHED, "touched", TYPE_TIME, GIVEN, "the latest of its times" },
	{ F_VERDICT, "verdict", TYPE_STRING, GIVEN, "judgement" },
	{ F_REASONS, "reasons", TYPE_WORDS, GIVEN, "reasons for it" },
	{ F_RECLAIM, "reclaim", TYPE_BYTES, GIVEN,
	  "bytes that removing it would give back" },
	{ F_MAPS, "maps", TYPE_NUMBER, LATER, "mappings that were found" },
	{ F_PROCS, "procs", TYPE_NUMBER, LATER,
	  "processes that have it mapped" },
	{ F_PAGESIZE, "pagesize", TYPE_BYTES, LATER, "size of its pages" },
	{ F_LOCKED, "locked", TYPE_BYTES, LATER, "bytes locked in memory" },
	{ F_CAPPED, "capped", TYPE_BOOL, LATER,
	  "counting stopped early: the counts are lower bounds" },
	{ F_FKEY, "fkey", TYPE_KEY, LATER, "former key" },
	{ F_MADE, "made", TYPE_TIME, LATER, "when it was made" },
	{ F_LOOKED, "looked", TYPE_NUMBER, LATER,
	  "pages looked at for who pays for them" },
	{ F_MEMCG, "memcg", TYPE_STRING, LATER,
	  "memory cgroup that they are charged to" },
	{ F_MEMCGS, "memcgs", TYPE_NUMBER, LATER, "how many such were seen" },
	{ F_POPULATED, "populated", TYPE_BOOL, LATER,
	  "processes are left in one of them" },
};

static const struct key sem_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_KEY, "key", TYPE_KEY, GIVEN, "key" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "owner's user id" },
	{ F_GID, "gid", TYPE_UINT, GIVEN, "owner's group id" },
	{ F_CUID, "cuid", TYPE_UINT, GIVEN, "creator's user id" },
	{ F_CGID, "cgid", TYPE_UINT, GIVEN, "creator's group id" },
	{ F_MODE, "mode", TYPE_MODE, GIVEN, "permissions" },
	{ F_CTIME, "ctime", TYPE_TIME, GIVEN, "creation or last change" },
	{ F_NSEMS, "nsems", TYPE_NUMBER, GIVEN, "semaphores in the array" },
	{ F_OTIME, "otime", TYPE_TIME, GIVEN, "last operation" },
	{ F_WAITERS, "waiters", TYPE_NUMBER, GIVEN, "tasks asleep on it" },
	{ F_UNDO, "undo", TYPE_NUMBER, GIVEN, "undo lists that name it" },
	{ F_RECORDED, "recorded", TYPE_NUMBER, GIVEN,
	  "semaphores that have a last user" },
	{ F_LIVE, "live", TYPE_NUMBER, GIVEN,
	  "those of them whose user or its family lives" },
	{ F_LPID, "lpid", TYPE_PID, GIVEN, "last user" },
	{ F_LIPID, "lipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_LSTATE, "lstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_LFAMILY, "lfamily", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_LCOMM, "lcomm", TYPE_STRING, GIVEN,
	  "... name of who has the number now" },
	{ F_CAPPED, "capped", TYPE_BOOL, GIVEN,
	  "counting stopped early: the counts are lower bounds" },
	{ F_TOUCHED, "touched", TYPE_TIME, GIVEN, "the latest of its times" },
	{ F_VERDICT, "verdict", TYPE_STRING, GIVEN, "judgement" },
	{ F_REASONS, "reasons", TYPE_WORDS, GIVEN, "reasons for it" },
	{ F_RECLAIM, "reclaim", TYPE_BYTES, GIVEN,
	  "bytes that removing it would give back" },
	{ F_LISTED, "listed", TYPE_NUMBER, LATER,
	  "parts that are listed one by one" },
	{ F_STOPPED, "stopped", TYPE_NUMBER, LATER,
	  "tasks stopped inside semop" },
	{ F_UNDOING, "undoing", TYPE_BOOL, LATER,
	  "an undo list has something to undo" },
};

static const struct key semval_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_NUM, "num", TYPE_NUMBER, KNOWN, "index of the semaphore" },
	{ F_VALUE, "value", TYPE_NUMBER, GIVEN, "value of the semaphore" },
	{ F_NCNT, "ncnt", TYPE_NUMBER, GIVEN,
	  "tasks that wait for it to grow" },
	{ F_ZCNT, "zcnt", TYPE_NUMBER, GIVEN,
	  "tasks that wait for it to be 0" },
	{ F_PID, "pid", TYPE_PID, GIVEN, "last to operate on it" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_STATE, "state", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_FAMILY, "family", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
};

static const struct key msg_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_KEY, "key", TYPE_KEY, GIVEN, "key" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "owner's user id" },
	{ F_GID, "gid", TYPE_UINT, GIVEN, "owner's group id" },
	{ F_CUID, "cuid", TYPE_UINT, GIVEN, "creator's user id" },
	{ F_CGID, "cgid", TYPE_UINT, GIVEN, "creator's group id" },
	{ F_MODE, "mode", TYPE_MODE, GIVEN, "permissions" },
	{ F_CTIME, "ctime", TYPE_TIME, GIVEN, "creation or last change" },
	{ F_CBYTES, "cbytes", TYPE_BYTES, GIVEN, "bytes queued" },
	{ F_QNUM, "qnum", TYPE_NUMBER, GIVEN, "messages queued" },
	{ F_QBYTES, "qbytes", TYPE_BYTES, GIVEN, "limit: bytes queued" },
	{ F_STIME, "stime", TYPE_TIME, GIVEN, "last send" },
	{ F_RTIME, "rtime", TYPE_TIME, GIVEN, "last receive" },
	{ F_LSPID, "lspid", TYPE_PID, GIVEN, "last sender" },
	{ F_LSIPID, "lsipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_LSSTATE, "lsstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_LSFAMILY, "lsfamily", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_LSCOMM, "lscomm", TYPE_STRING, GIVEN,
	  "... name of who has the number now" },
	{ F_LRPID, "lrpid", TYPE_PID, GIVEN, "last receiver" },
	{ F_LRIPID, "lripid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_LRSTATE, "lrstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_LRFAMILY, "lrfamily", TYPE_BOOL, GIVEN,
	  "... its group or session lives" },
	{ F_LRCOMM, "lrcomm", TYPE_STRING, GIVEN,
	  "... name of who has the number now" },
	{ F_SENDERS, "senders", TYPE_NUMBER, GIVEN, "tasks asleep in msgsnd" },
	{ F_RECEIVERS, "receivers", TYPE_NUMBER, GIVEN,
	  "tasks asleep in msgrcv" },
	{ F_CAPPED, "capped", TYPE_BOOL, GIVEN,
	  "counting stopped early: the counts are lower bounds" },
	{ F_TOUCHED, "touched", TYPE_TIME, GIVEN, "the latest of its times" },
	{ F_VERDICT, "verdict", TYPE_STRING, GIVEN, "judgement" },
	{ F_REASONS, "reasons", TYPE_WORDS, GIVEN, "reasons for it" },
	{ F_RECLAIM, "reclaim", TYPE_BYTES, GIVEN,
	  "bytes that removing it would give back" },
	{ F_LISTED, "listed", TYPE_NUMBER, LATER,
	  "parts that are listed one by one" },
	{ F_STOPPED, "stopped", TYPE_NUMBER, LATER,
	  "tasks stopped inside msgsnd or msgrcv" },
};

static const struct key run_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_FIRST, "first", TYPE_NUMBER, KNOWN, "number of the first message" },
	{ F_COUNT, "count", TYPE_NUMBER, GIVEN, "how many" },
	{ F_TYPE, "type", TYPE_SIGNED, GIVEN, "type of the messages" },
	{ F_BYTES, "bytes", TYPE_BYTES, GIVEN, "their bytes" },
};

static const struct key user_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_TYPE, "type", TYPE_STRING, GIVEN, "kind of object" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier of the object" },
	{ F_KIND, "kind", TYPE_STRING, GIVEN, "kind of use" },
	{ F_PID, "pid", TYPE_PID, GIVEN, "process" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_TID, "tid", TYPE_PID, GIVEN, "thread" },
	{ F_ITID, "itid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "effective user of the process" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
	{ F_CGROUP, "cgroup", TYPE_STRING, GIVEN, "control group" },
	{ F_RO, "ro", TYPE_NUMBER, LATER, "mappings that are read-only" },
	{ F_RW, "rw", TYPE_NUMBER, LATER, "mappings that can be written to" },
	{ F_SLEPT, "slept", TYPE_NUMBER, LATER, "nanoseconds asleep" },
	{ F_NUM, "num", TYPE_NUMBER, LATER, "semaphore that blocks it" },
	{ F_OP, "op", TYPE_SIGNED, LATER, "operation that blocks" },
	{ F_NOPS, "nops", TYPE_NUMBER, LATER, "operations in the call" },
	{ F_SHARERS, "sharers", TYPE_NUMBER, LATER,
	  "processes that share the undo list" },
	{ F_ADJUSTED, "adjusted", TYPE_NUMBER, LATER,
	  "semaphores with something to be undone" },
	{ F_ADJ, "adj", TYPE_WORDS, LATER, "what would be undone" },
	{ F_SIZE, "size", TYPE_BYTES, LATER, "size of the message" },
	{ F_MSGTYPE, "msgtype", TYPE_SIGNED, LATER, "type that is wanted" },
	{ F_WANTED, "wanted", TYPE_STRING, LATER, "how it is compared" },
	{ F_STOPPED, "stopped", TYPE_BOOL, LATER,
	  "stopped inside a call, not asleep" },
	{ F_THREADS, "threads", TYPE_NUMBER, LATER,
	  "live threads of the process" },
};

static const struct key resident_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_TYPE, "type", TYPE_STRING, KNOWN, "uid or gid" },
	{ F_WHO, "who", TYPE_UINT, KNOWN, "user or group id" },
	{ F_PROCS, "procs", TYPE_NUMBER, GIVEN, "processes, about" },
	{ F_START, "start", TYPE_TIME, LATER, "when the oldest began" },
	{ F_PID, "pid", TYPE_PID, LATER, "one of them" },
	{ F_IPID, "ipid", TYPE_PID, LATER, "... in the initial pid namespace" },
	{ F_COMM, "comm", TYPE_STRING, LATER, "... name" },
	{ F_CGROUP, "cgroup", TYPE_STRING, LATER, "control group" },
};

static const struct key birth_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_TYPE, "type", TYPE_STRING, KNOWN, "kind of object" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_SEQ, "seq", TYPE_NUMBER, GIVEN,
	  "number in the order of happening" },
	{ F_TIME, "time", TYPE_TIME, GIVEN, "when it was made" },
	{ F_PID, "pid", TYPE_PID, GIVEN, "who made it" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_STATE, "state", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_LOGINUID, "loginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
	{ F_TID, "tid", TYPE_PID, GIVEN, "thread" },
	{ F_ITID, "itid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_PPID, "ppid", TYPE_PID, GIVEN, "parent of who made it" },
	{ F_PIPID, "pipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_PSTATE, "pstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_PCOMM, "pcomm", TYPE_STRING, GIVEN, "... name" },
	{ F_PREAPER, "preaper", TYPE_BOOL, GIVEN,
	  "... it was the init of a pid namespace" },
	{ F_SID, "sid", TYPE_PID, GIVEN, "session" },
	{ F_ISID, "isid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_SLIVES, "slives", TYPE_BOOL, GIVEN, "somebody is left in it" },
	{ F_PGID, "pgid", TYPE_PID, GIVEN, "process group" },
	{ F_IPGID, "ipgid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_GLIVES, "glives", TYPE_BOOL, GIVEN, "somebody is left in it" },
	{ F_EXE, "exe", TYPE_STRING, GIVEN, "executable" },
	{ F_EXELIVES, "exelives", TYPE_BOOL, LATER,
	  "somebody runs it under one of the maker's user ids" },
	{ F_CWD, "cwd", TYPE_STRING, GIVEN, "working directory" },
	{ F_CGROUP, "cgroup", TYPE_STRING, GIVEN, "control group" },
	{ F_CGLIVES, "cglives", TYPE_BOOL, LATER,
	  "somebody is left in it or near it" },
	{ F_LEFT, "left", TYPE_BOOL, LATER,
	  "somebody is left whom its maker may have told of it" },
	{ F_MTIME, "mtime", TYPE_TIME, GIVEN,
	  "when it was removed while it was attached" },
	{ F_MPID, "mpid", TYPE_PID, GIVEN,
	  "who removed it while it was attached" },
	{ F_MIPID, "mipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_MSTATE, "mstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_MUID, "muid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_MLOGINUID, "mloginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_MCOMM, "mcomm", TYPE_STRING, GIVEN, "... name" },
};

static const struct key death_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_TYPE, "type", TYPE_STRING, GIVEN, "kind of object" },
	{ F_ID, "id", TYPE_NUMBER, KNOWN, "identifier" },
	{ F_SEQ, "seq", TYPE_NUMBER, GIVEN,
	  "number in the order of happening" },
	{ F_TIME, "time", TYPE_TIME, GIVEN, "when it went" },
	{ F_HOW, "how", TYPE_STRING, GIVEN, "how it went" },
	{ F_KEY, "key", TYPE_KEY, GIVEN, "key" },
	{ F_SIZE, "size", TYPE_NUMBER, GIVEN,
	  "bytes, semaphores, or limit of bytes queued" },
	{ F_OWNER, "owner", TYPE_UINT, GIVEN, "user whose it was" },
	{ F_PID, "pid", TYPE_PID, GIVEN,
	  "who removed it, or detached it last" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_STATE, "state", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_LOGINUID, "loginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
	{ F_EXE, "exe", TYPE_STRING, GIVEN, "executable" },
	{ F_CGROUP, "cgroup", TYPE_STRING, GIVEN, "control group" },
	{ F_BORN, "born", TYPE_TIME, GIVEN, "when it was made" },
	{ F_CPID, "cpid", TYPE_PID, GIVEN, "who made it" },
	{ F_CIPID, "cipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_CSTATE, "cstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_CUID, "cuid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_CLOGINUID, "cloginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_CCOMM, "ccomm", TYPE_STRING, GIVEN, "... name" },
	{ F_CEXE, "cexe", TYPE_STRING, GIVEN, "... executable" },
	{ F_MTIME, "mtime", TYPE_TIME, GIVEN,
	  "when it was removed while it was attached" },
	{ F_ATTACHED, "attached", TYPE_NUMBER, GIVEN,
	  "attachments that it had then" },
	{ F_MPID, "mpid", TYPE_PID, GIVEN,
	  "who removed it while it was attached" },
	{ F_MIPID, "mipid", TYPE_PID, GIVEN,
	  "... in the initial pid namespace" },
	{ F_MSTATE, "mstate", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_MUID, "muid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_MLOGINUID, "mloginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_MCOMM, "mcomm", TYPE_STRING, GIVEN, "... name" },
};

static const struct key failure_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_TYPE, "type", TYPE_STRING, KNOWN, "kind of object" },
	{ F_SEQ, "seq", TYPE_NUMBER, GIVEN,
	  "number in the order of happening" },
	{ F_TIME, "time", TYPE_TIME, GIVEN, "when it failed" },
	{ F_LIMIT, "limit", TYPE_STRING, GIVEN, "limit that was reached" },
	{ F_INUSE, "inuse", TYPE_NUMBER, GIVEN, "objects that there were" },
	{ F_MAX, "max", TYPE_NUMBER, GIVEN, "how many there may be" },
	{ F_PID, "pid", TYPE_PID, GIVEN, "who tried" },
	{ F_IPID, "ipid", TYPE_PID, GIVEN, "... in the initial pid namespace" },
	{ F_STATE, "state", TYPE_STRING, GIVEN, "... what became of it" },
	{ F_UID, "uid", TYPE_UINT, GIVEN, "... real user id" },
	{ F_LOGINUID, "loginuid", TYPE_UINT, GIVEN, "... who logged in" },
	{ F_COMM, "comm", TYPE_STRING, GIVEN, "... name" },
	{ F_EXE, "exe", TYPE_STRING, GIVEN, "executable" },
	{ F_CGROUP, "cgroup", TYPE_STRING, GIVEN, "control group" },
};

static const struct key end_keys[] = {
	{ F_NS, "ns", TYPE_NUMBER, KNOWN, "namespace" },
	{ F_SHM, "shm", TYPE_NUMBER, KNOWN, "segments" },
	{ F_SEM, "sem", TYPE_NUMBER, KNOWN, "semaphore arrays" },
	{ F_SEMVAL, "semval", TYPE_NUMBER, KNOWN, "semaphores" },
	{ F_MSG, "msg", TYPE_NUMBER, KNOWN, "queues" },
	{ F_CHANGED, "changed", TYPE_NUMBER, KNOWN,
	  "namespaces in which objects came or went" },
	{ F_RUN, "run", TYPE_NUMBER, LATER_KNOWN, "runs of messages" },
	{ F_USER, "user", TYPE_NUMBER, LATER_KNOWN, "users of objects" },
	{ F_RESIDENT, "resident", TYPE_NUMBER, LATER_KNOWN,
	  "ids that processes have which objects name" },
	{ F_BIRTH, "birth", TYPE_NUMBER, LATER_KNOWN,
	  "objects of which it is known who made them" },
	{ F_DEATH, "death", TYPE_NUMBER, LATER_KNOWN, "objects that went" },
	{ F_FAILURE, "failure", TYPE_NUMBER, LATER_KNOWN,
	  "objects that could not be made" },
};

static const struct key user_name_keys[] = {
	{ F_UID, "uid", TYPE_UINT, KNOWN, "user" },
	{ F_NAME, "name", TYPE_STRING, KNOWN, "name" },
};

static const struct key group_name_keys[] = {
	{ F_GID, "gid", TYPE_UINT, KNOWN, "group" },
	{ F_NAME, "name", TYPE_STRING, KNOWN, "name" },
};

static const struct key host_keys[] = {
	{ F_NAME, "name", TYPE_STRING, GIVEN, "name" },
	{ F_BOOT, "boot", TYPE_STRING, LATER,
	  "by what one start of it is told from another" },
};

static const struct {
	const char *name;
	const struct key *keys;
	size_t n;
} kinds[KINDS] = {
#define KIND(name, keys)                     \
	{                                    \
		name, keys, ARRAY_SIZE(keys) \
	}
	[KIND_HEADER] = KIND("ipcdiag", header_keys),
	[KIND_NS] = KIND("ns", ns_keys),
	[KIND_SHM] = KIND("shm", shm_keys),
	[KIND_SEM] = KIND("sem", sem_keys),
	[KIND_SEMVAL] = KIND("semval", semval_keys),
	[KIND_MSG] = KIND("msg", msg_keys),
	[KIND_RUN] = KIND("run", run_keys),
	[KIND_USER] = KIND("user", user_keys),
	[KIND_RESIDENT] = KIND("resident", resident_keys),
	[KIND_BIRTH] = KIND("birth", birth_keys),
	[KIND_DEATH] = KIND("death", death_keys),
	[KIND_FAILURE] = KIND("failure", failure_keys),
	[KIND_END] = KIND("end", end_keys),
	[KIND_USER_NAME] = KIND("user-name", user_name_keys),
	[KIND_GROUP_NAME] = KIND("group-name", group_name_keys),
	[KIND_HOST] = KIND("host", host_keys),
#undef KIND
};

/* Of each kind, the slot of each key, -1 for what it does not have. */
signed char schema_slots[KINDS][FIELDS];

/* Of each key, where it comes first. */
static const struct key *first[FIELDS];

/* Of each kind, a bit for each key that a line must give. */
static uint64_t required[KINDS];

__attribute__((constructor)) static void prepare(void)
{
	memset(schema_slots, -1, sizeof(schema_slots));
	for (int k = 0; k < KINDS; k++) {
		assert(kinds[k].n <= SCHEMA_MAX_KEYS);
		for (size_t i = 0; i < kinds[k].n; i++) {
			const struct key *key = &kinds[k].keys[i];

			schema_slots[k][key->field] = i;
			if (!first[key->field])
				first[key->field] = key;
			if (key->need == GIVEN || key->need == KNOWN)
				required[k] |= 1ULL << i;
		}
	}
}

/**
 * kind_name() - the word that begins a line
 * @kind: kind of record
 *
 * Return: the word.
 */
const char *kind_name(enum kind kind)
{
	return kinds[kind].name;
}

/**
 * kind_named() - the kind of a line
 * @word: the word that begins it
 * @len: its length
 *
 * Return: the kind, KINDS for one that is not known here.
 */
enum kind kind_named(const char *word, size_t len)
{
	enum kind kind;

	for (kind = 0; kind < KINDS; kind++)
		if (strlen(kinds[kind].name) == len &&
		    !memcmp(kinds[kind].name, word, len))
			break;
	return kind;
}

/**
 * kind_keys() - the keys of a kind
 * @kind: kind of record
 * @n: set to how many
 *
 * Return: the keys, in the order of docs/abi.md.
 */
const struct key *kind_keys(enum kind kind, size_t *n)
{
	*n = kinds[kind].n;
	return kinds[kind].keys;
}

/**
 * kind_required() - the keys that a line of a kind must have
 * @kind: kind of record
 *
 * Return: a bit for each, by slot.
 */
uint64_t kind_required(enum kind kind)
{
	return required[kind];
}

/**
 * kind_type() - the type of a key in a kind
 * @kind: kind of record
 * @field: a key of it
 *
 * Return: the type.
 */
enum type kind_type(enum kind kind, enum field field)
{
	int slot = rec_slot(kind, field);

	return slot < 0 ? first[field]->type : kinds[kind].keys[slot].type;
}

/**
 * field_name() - how a snapshot writes a key
 * @field: key
 *
 * Return: its name, the same in every kind.
 */
const char *field_name(enum field field)
{
	return first[field]->name;
}

/**
 * field_help() - what a key says
 * @field: key
 *
 * Return: the text of the first kind that has the key.
 */
const char *field_help(enum field field)
{
	return first[field]->help;
}
