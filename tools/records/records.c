// SPDX-License-Identifier: GPL-2.0
/*
 * The records of a snapshot, and the table of the keys that they have.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "records/records.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define CHUNK_SIZE (256UL * 1024)

/* Memory that is freed all at once. */
struct chunk {
	struct chunk *next;
	size_t used;
	size_t size;
	max_align_t mem[];
};

const struct field_info field_info[FIELDS] = {
	[F_MODULE] = { "module", TYPE_STRING, "version of the module" },
	[F_KERNEL] = { "kernel", TYPE_STRING, "release of the kernel" },
	[F_LAYOUT] = { "layout", TYPE_STRING,
		       "how the kernel's structures were checked" },
	[F_TIME] = { "time", TYPE_TIME, "when the snapshot was taken" },
	[F_GRACE] = { "grace", TYPE_NUMBER, "grace period in seconds" },

	[F_NS] = { "ns", TYPE_NUMBER, "namespace" },
	[F_ID] = { "id", TYPE_NUMBER, "identifier" },
	[F_INUM] = { "inum", TYPE_NUMBER, "inode number of the namespace" },
	[F_INIT] = { "init", TYPE_BOOL, "the initial namespace" },
	[F_SELF] = { "self", TYPE_BOOL, "the reader's own namespace" },
	[F_PROCS] = { "procs", TYPE_NUMBER,
		      "processes in it, or that have it mapped" },
	[F_SHM] = { "shm", TYPE_NUMBER, "segments" },
	[F_SEM] = { "sem", TYPE_NUMBER, "semaphore arrays" },
	[F_SEMVAL] = { "semval", TYPE_NUMBER, "semaphores" },
	[F_MSG] = { "msg", TYPE_NUMBER, "queues" },
	[F_SHMMNI] = { "shmmni", TYPE_NUMBER, "limit: segments" },
	[F_SHMMAX] = { "shmmax", TYPE_BYTES, "limit: bytes in one segment" },
	[F_SHMALL] = { "shmall", TYPE_NUMBER, "limit: pages of all segments" },
	[F_SHMPAGES] = { "shmpages", TYPE_NUMBER, "pages of all segments" },
	[F_SEMMNI] = { "semmni", TYPE_NUMBER, "limit: semaphore arrays" },
	[F_SEMMSL] = { "semmsl", TYPE_NUMBER, "limit: semaphores in an array" },
	[F_SEMMNS] = { "semmns", TYPE_NUMBER, "limit: semaphores" },
	[F_SEMOPM] = { "semopm", TYPE_NUMBER, "limit: operations in a semop" },
	[F_SEMS] = { "sems", TYPE_NUMBER, "semaphores in use" },
	[F_MSGMNI] = { "msgmni", TYPE_NUMBER, "limit: queues" },
	[F_MSGMAX] = { "msgmax", TYPE_BYTES, "limit: bytes in one message" },
	[F_MSGMNB] = { "msgmnb", TYPE_BYTES, "default limit: bytes queued" },
	[F_MSGS] = { "msgs", TYPE_NUMBER, "messages queued" },
	[F_MSGBYTES] = { "msgbytes", TYPE_BYTES, "bytes queued" },
	[F_CHANGED] = { "changed", TYPE_NUMBER,
			"objects came or went while the snapshot was taken" },

	[F_KEY] = { "key", TYPE_KEY, "key" },
	[F_UID] = { "uid", TYPE_UINT, "owner's user id" },
	[F_GID] = { "gid", TYPE_UINT, "owner's group id" },
	[F_CUID] = { "cuid", TYPE_UINT, "creator's user id" },
	[F_CGID] = { "cgid", TYPE_UINT, "creator's group id" },
	[F_MODE] = { "mode", TYPE_MODE, "permissions" },
	[F_CTIME] = { "ctime", TYPE_TIME, "creation or last change" },

	[F_SIZE] = { "size", TYPE_BYTES, "size" },
	[F_NATTCH] = { "nattch", TYPE_NUMBER,
		       "attachments (mappings, not processes)" },
	[F_FLAGS] = { "flags", TYPE_WORDS, "dest, locked, hugetlb" },
	[F_RSS] = { "rss", TYPE_BYTES, "bytes resident" },
	[F_SWAP] = { "swap", TYPE_BYTES, "bytes swapped out" },
	[F_ATIME] = { "atime", TYPE_TIME, "last attach" },
	[F_DTIME] = { "dtime", TYPE_TIME, "last detach" },

	[F_NSEMS] = { "nsems", TYPE_NUMBER, "semaphores in the array" },
	[F_OTIME] = { "otime", TYPE_TIME, "last operation" },
	[F_WAITERS] = { "waiters", TYPE_NUMBER, "tasks asleep on it" },
	[F_UNDO] = { "undo", TYPE_NUMBER, "undo lists that name it" },
	[F_RECORDED] = { "recorded", TYPE_NUMBER,
			 "semaphores that have a last user" },
	[F_LIVE] = { "live", TYPE_NUMBER,
		     "those of them whose user or its family lives" },

	[F_NUM] = { "num", TYPE_NUMBER, "index of the semaphore" },
	[F_VALUE] = { "value", TYPE_NUMBER, "value of the semaphore" },
	[F_NCNT] = { "ncnt", TYPE_NUMBER, "tasks that wait for it to grow" },
	[F_ZCNT] = { "zcnt", TYPE_NUMBER, "tasks that wait for it to be 0" },

	[F_CBYTES] = { "cbytes", TYPE_BYTES, "bytes queued" },
	[F_QNUM] = { "qnum", TYPE_NUMBER, "messages queued" },
	[F_QBYTES] = { "qbytes", TYPE_BYTES, "limit: bytes queued" },
	[F_STIME] = { "stime", TYPE_TIME, "last send" },
	[F_RTIME] = { "rtime", TYPE_TIME, "last receive" },

	[F_PID] = { "pid", TYPE_PID, "process" },
	[F_IPID] = { "ipid", TYPE_PID, "... in the initial pid namespace" },
	[F_STATE] = { "state", TYPE_STRING, "... what became of it" },
	[F_FAMILY] = { "family", TYPE_BOOL, "... its group or session lives" },
	[F_COMM] = { "comm", TYPE_STRING, "... name" },
	[F_CPID] = { "cpid", TYPE_PID, "creator" },
	[F_CIPID] = { "cipid", TYPE_PID, "... in the initial pid namespace" },
	[F_CSTATE] = { "cstate", TYPE_STRING, "... what became of it" },
	[F_CFAMILY] = { "cfamily", TYPE_BOOL,
			"... its group or session lives" },
	[F_CCOMM] = { "ccomm", TYPE_STRING,
		      "... name of who has the number now" },
	[F_LPID] = { "lpid", TYPE_PID, "last user" },
	[F_LIPID] = { "lipid", TYPE_PID, "... in the initial pid namespace" },
	[F_LSTATE] = { "lstate", TYPE_STRING, "... what became of it" },
	[F_LFAMILY] = { "lfamily", TYPE_BOOL,
			"... its group or session lives" },
	[F_LCOMM] = { "lcomm", TYPE_STRING,
		      "... name of who has the number now" },
	[F_LSPID] = { "lspid", TYPE_PID, "last sender" },
	[F_LSIPID] = { "lsipid", TYPE_PID, "... in the initial pid namespace" },
	[F_LSSTATE] = { "lsstate", TYPE_STRING, "... what became of it" },
	[F_LSFAMILY] = { "lsfamily", TYPE_BOOL,
			 "... its group or session lives" },
	[F_LSCOMM] = { "lscomm", TYPE_STRING,
		       "... name of who has the number now" },
	[F_LRPID] = { "lrpid", TYPE_PID, "last receiver" },
	[F_LRIPID] = { "lripid", TYPE_PID, "... in the initial pid namespace" },
	[F_LRSTATE] = { "lrstate", TYPE_STRING, "... what became of it" },
	[F_LRFAMILY] = { "lrfamily", TYPE_BOOL,
			 "... its group or session lives" },
	[F_LRCOMM] = { "lrcomm", TYPE_STRING,
		       "... name of who has the number now" },
	[F_SENDERS] = { "senders", TYPE_NUMBER, "tasks asleep in msgsnd" },
	[F_RECEIVERS] = { "receivers", TYPE_NUMBER, "tasks asleep in msgrcv" },

	[F_CAPPED] = { "capped", TYPE_BOOL,
		       "counting stopped early: the counts are lower bounds" },
	[F_PLAIN] = { "plain", TYPE_BOOL,
		      "not attached, not marked for destruction" },
	[F_TOUCHED] = { "touched", TYPE_TIME, "the latest of its times" },
	[F_VERDICT] = { "verdict", TYPE_STRING, "judgement" },
	[F_REASONS] = { "reasons", TYPE_WORDS, "reasons for it" },
	[F_RECLAIM] = { "reclaim", TYPE_BYTES,
			"bytes that removing it would give back" },

	[F_REFUSED] = { "refused", TYPE_WORDS,
			"kinds of object that are not read" },
	[F_CGROUP] = { "cgroup", TYPE_STRING, "control group" },
	[F_PINNED] = { "pinned", TYPE_BOOL, "a file refers to it, or may" },
	[F_USERNS] = { "userns", TYPE_NUMBER,
		       "user namespace that owns the namespace" },
	[F_OWNER] = { "owner", TYPE_UINT, "user who made that one" },
	[F_SHMLARGEST] = { "shmlargest", TYPE_BYTES,
			   "bytes of the largest segment" },
	[F_SEMLARGEST] = { "semlargest", TYPE_NUMBER,
			   "semaphores of the largest array" },
	[F_MSGLARGEST] = { "msglargest", TYPE_BYTES,
			   "bytes in the fullest queue" },
	[F_MAPS] = { "maps", TYPE_NUMBER, "mappings that were found" },
	[F_PAGESIZE] = { "pagesize", TYPE_BYTES, "size of its pages" },
	[F_LOCKED] = { "locked", TYPE_BYTES, "bytes locked in memory" },
	[F_LISTED] = { "listed", TYPE_NUMBER,
		       "parts that are listed one by one" },
	[F_RUN] = { "run", TYPE_NUMBER, "runs of messages" },
	[F_USER] = { "user", TYPE_NUMBER, "users of objects" },
	[F_FIRST] = { "first", TYPE_NUMBER, "number of the first message" },
	[F_COUNT] = { "count", TYPE_NUMBER, "how many" },
	[F_TYPE] = { "type", TYPE_SIGNED, "type of the messages" },
	[F_BYTES] = { "bytes", TYPE_BYTES, "their bytes" },
	[F_KIND] = { "kind", TYPE_STRING, "kind of use" },
	[F_TID] = { "tid", TYPE_PID, "thread" },
	[F_ITID] = { "itid", TYPE_PID, "... in the initial pid namespace" },
	[F_RO] = { "ro", TYPE_NUMBER, "mappings that are read-only" },
	[F_RW] = { "rw", TYPE_NUMBER, "mappings that can be written to" },
	[F_SLEPT] = { "slept", TYPE_NUMBER, "nanoseconds asleep" },
	[F_OP] = { "op", TYPE_SIGNED, "operation that blocks" },
	[F_NOPS] = { "nops", TYPE_NUMBER, "operations in the call" },
	[F_SHARERS] = { "sharers", TYPE_NUMBER,
			"processes that share the undo list" },
	[F_ADJUSTED] = { "adjusted", TYPE_NUMBER,
			 "semaphores with something to be undone" },
	[F_ADJ] = { "adj", TYPE_WORDS, "what would be undone" },
	[F_MSGTYPE] = { "msgtype", TYPE_SIGNED, "type that is wanted" },
	[F_WANTED] = { "wanted", TYPE_STRING, "how it is compared" },

	[F_FKEY] = { "fkey", TYPE_KEY, "former key" },
	[F_MADE] = { "made", TYPE_TIME, "when it was made" },
	[F_LOOKED] = { "looked", TYPE_NUMBER,
		       "pages looked at for who pays for them" },
	[F_MEMCG] = { "memcg", TYPE_STRING,
		      "memory cgroup that they are charged to" },
	[F_MEMCGS] = { "memcgs", TYPE_NUMBER, "how many such were seen" },
	[F_POPULATED] = { "populated", TYPE_BOOL,
			  "processes are left in one of them" },
	[F_STOPPED] = { "stopped", TYPE_NUMBER,
			"stopped inside a call: how many, or whether" },
	[F_UNDOING] = { "undoing", TYPE_BOOL,
			"an undo list has something to undo" },
	[F_CAPABLE] = { "capable", TYPE_NUMBER,
			"processes that may use all by a capability" },
	[F_CAPPID] = { "cappid", TYPE_PID, "one of them" },
	[F_CAPIPID] = { "capipid", TYPE_PID,
			"... in the initial pid namespace" },
	[F_CAPCOMM] = { "capcomm", TYPE_STRING, "... name" },
	[F_MSGFULLEST] = { "msgfullest", TYPE_BYTES,
			   "bytes in the queue that is nearest to its limit" },
	[F_MSGFULLLIMIT] = { "msgfulllimit", TYPE_BYTES,
			     "limit of that queue" },
	[F_RESIDENT] = { "resident", TYPE_NUMBER,
			 "ids that processes have which objects name" },
	[F_WHO] = { "who", TYPE_UINT, "user or group id" },
	[F_START] = { "start", TYPE_TIME, "when the oldest began" },

	[F_PART] = { "part", TYPE_STRING, "which part of the snapshot it is" },
	[F_SHMRSS] = { "shmrss", TYPE_BYTES, "bytes resident of all segments" },
	[F_SHMSWAP] = { "shmswap", TYPE_BYTES,
			"bytes swapped out of all segments" },
	[F_SEMWAITERS] = { "semwaiters", TYPE_NUMBER, "tasks asleep in semop" },
	[F_MSGWAITERS] = { "msgwaiters", TYPE_NUMBER,
			   "tasks asleep in msgsnd and msgrcv" },
	[F_RMIDFORCED] = { "rmidforced", TYPE_BOOL,
			   "segments go with their last process" },
	[F_THREADS] = { "threads", TYPE_NUMBER, "live threads of the process" },
	[F_NAME] = { "name", TYPE_STRING, "name" },
};

#define OBJECT_HEAD \
	F_NS, F_ID, F_KEY, F_UID, F_GID, F_CUID, F_CGID, F_MODE, F_CTIME
#define OBJECT_TAIL F_TOUCHED, F_VERDICT, F_REASONS, F_RECLAIM

/* Of each kind, the keys of the first release come first; see kinds. */
static const enum field header_fields[] = {
	F_MODULE, F_KERNEL, F_LAYOUT, F_TIME, F_GRACE, F_REFUSED, F_PART,
};

static const enum field ns_fields[] = {
	F_ID,	      F_INUM,	    F_INIT,	  F_SELF,	  F_PROCS,
	F_PID,	      F_IPID,	    F_COMM,	  F_SHM,	  F_SEM,
	F_MSG,	      F_SHMMNI,	    F_SHMMAX,	  F_SHMALL,	  F_SHMPAGES,
	F_SEMMNI,     F_SEMMSL,	    F_SEMMNS,	  F_SEMOPM,	  F_SEMS,
	F_MSGMNI,     F_MSGMAX,	    F_MSGMNB,	  F_MSGS,	  F_MSGBYTES,
	F_CHANGED,    F_CGROUP,	    F_PINNED,	  F_USERNS,	  F_OWNER,
	F_SHMLARGEST, F_SEMLARGEST, F_MSGLARGEST, F_CAPABLE,	  F_CAPPID,
	F_CAPIPID,    F_CAPCOMM,    F_MSGFULLEST, F_MSGFULLLIMIT, F_SHMRSS,
	F_SHMSWAP,    F_SEMWAITERS, F_MSGWAITERS, F_RMIDFORCED,
};

static const enum field shm_fields[] = {
	OBJECT_HEAD, F_SIZE,	  F_NATTCH, F_FLAGS,  F_RSS,	  F_SWAP,
	F_ATIME,     F_DTIME,	  F_CPID,   F_CIPID,  F_CSTATE,	  F_CFAMILY,
	F_CCOMM,     F_LPID,	  F_LIPID,  F_LSTATE, F_LFAMILY,  F_LCOMM,
	F_PLAIN,     OBJECT_TAIL, F_MAPS,   F_PROCS,  F_PAGESIZE, F_LOCKED,
	F_CAPPED,    F_FKEY,	  F_MADE,   F_LOOKED, F_MEMCG,	  F_MEMCGS,
	F_POPULATED,
};

static const enum field sem_fields[] = {
	OBJECT_HEAD, F_NSEMS,	  F_OTIME,  F_WAITERS, F_UNDO,	  F_RECORDED,
	F_LIVE,	     F_LPID,	  F_LIPID,  F_LSTATE,  F_LFAMILY, F_LCOMM,
	F_CAPPED,    OBJECT_TAIL, F_LISTED, F_STOPPED, F_UNDOING,
};

static const enum field semval_fields[] = {
	F_NS,  F_ID,   F_NUM,	F_VALUE,  F_NCNT, F_ZCNT,
	F_PID, F_IPID, F_STATE, F_FAMILY, F_COMM,
};

static const enum field msg_fields[] = {
	OBJECT_HEAD, F_CBYTES,	F_QNUM,	     F_QBYTES,	F_STIME,
	F_RTIME,     F_LSPID,	F_LSIPID,    F_LSSTATE, F_LSFAMILY,
	F_LSCOMM,    F_LRPID,	F_LRIPID,    F_LRSTATE, F_LRFAMILY,
	F_LRCOMM,    F_SENDERS, F_RECEIVERS, F_CAPPED,	OBJECT_TAIL,
	F_LISTED,    F_STOPPED,
};

static const enum field run_fields[] = {
	F_NS, F_ID, F_FIRST, F_COUNT, F_TYPE, F_BYTES,
};

static const enum field user_fields[] = {
	F_NS,	   F_TYPE,   F_ID,	F_KIND,	   F_PID,      F_IPID, F_TID,
	F_ITID,	   F_UID,    F_COMM,	F_CGROUP,  F_RO,       F_RW,   F_SLEPT,
	F_NUM,	   F_OP,     F_NOPS,	F_SHARERS, F_ADJUSTED, F_ADJ,  F_SIZE,
	F_MSGTYPE, F_WANTED, F_STOPPED, F_THREADS,
};

static const enum field resident_fields[] = {
	F_NS, F_TYPE, F_WHO, F_PROCS, F_START, F_PID, F_IPID, F_COMM, F_CGROUP,
};

static const enum field end_fields[] = {
	F_NS,	   F_SHM, F_SEM,  F_SEMVAL,   F_MSG,
	F_CHANGED, F_RUN, F_USER, F_RESIDENT,
};

static const enum field user_name_fields[] = { F_UID, F_NAME };
static const enum field group_name_fields[] = { F_GID, F_NAME };
static const enum field host_fields[] = { F_NAME };

/*
 * Keys that came later, or that not every line of the kind has, are not
 * required: they stand after those that are.
 */
static const struct {
	const char *name;
	const enum field *fields;
	size_t n;
	size_t required;
} kinds[KINDS] = {
#define KIND(name, fields, required)                       \
	{                                                  \
		name, fields, ARRAY_SIZE(fields), required \
	}
	[KIND_HEADER] = KIND("ipcdiag", header_fields, 5),
	[KIND_NS] = KIND("ns", ns_fields, 26),
	[KIND_SHM] = KIND("shm", shm_fields, 31),
	[KIND_SEM] = KIND("sem", sem_fields, 25),
	[KIND_SEMVAL] =
		KIND("semval", semval_fields, ARRAY_SIZE(semval_fields)),
	[KIND_MSG] = KIND("msg", msg_fields, 31),
	[KIND_RUN] = KIND("run", run_fields, ARRAY_SIZE(run_fields)),
	[KIND_USER] = KIND("user", user_fields, 11),
	[KIND_RESIDENT] = KIND("resident", resident_fields, 4),
	[KIND_END] = KIND("end", end_fields, 6),
	[KIND_USER_NAME] = KIND("user-name", user_name_fields, 2),
	[KIND_GROUP_NAME] = KIND("group-name", group_name_fields, 2),
	[KIND_HOST] = KIND("host", host_fields, 1),
#undef KIND
};

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
 * kind_fields() - the keys of a kind
 * @kind: kind of record
 * @n: set to how many
 *
 * Return: the keys, in the order of docs/abi.md.
 */
const enum field *kind_fields(enum kind kind, size_t *n)
{
	*n = kinds[kind].n;
	return kinds[kind].fields;
}

/**
 * kind_required() - how many keys a line of a kind must have
 * @kind: kind of record
 *
 * Return: how many of kind_fields(), from the first on.
 */
size_t kind_required(enum kind kind)
{
	return kinds[kind].required;
}

/**
 * kind_type() - the type of a key in a kind
 * @kind: kind of record
 * @field: key
 *
 * Return: the type of the key; `changed` is a count in the end line and yes or
 * no for a namespace, `type` is a number of a message and a word for a user and
 * a resident, `stopped` is a count of an object and yes or no for a user.
 */
enum type kind_type(enum kind kind, enum field field)
{
	if (kind == KIND_NS && field == F_CHANGED)
		return TYPE_BOOL;
	if ((kind == KIND_USER || kind == KIND_RESIDENT) && field == F_TYPE)
		return TYPE_STRING;
	if (kind == KIND_USER && field == F_STOPPED)
		return TYPE_BOOL;
	return field_info[field].type;
}

/**
 * rec_slot() - where a record keeps the value of a key
 * @kind: kind of record
 * @field: key
 *
 * Return: index in rec.v, -1 if the kind does not have this key.
 */
int rec_slot(enum kind kind, enum field field)
{
	static signed char slots[KINDS][FIELDS];
	static bool ready;

	if (!ready) {
		memset(slots, -1, sizeof(slots));
		for (int k = 0; k < KINDS; k++) {
			assert(kinds[k].n <= 64);
			assert(kinds[k].required <= kinds[k].n);
			for (size_t i = 0; i < kinds[k].n; i++)
				slots[k][kinds[k].fields[i]] = i;
		}
		ready = true;
	}
	return slots[kind][field];
}

static void *take(struct snapshot *snap, size_t size)
{
	struct chunk *chunk = snap->chunks;
	void *mem;

	size = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	if (!chunk || chunk->size - chunk->used < size) {
		size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;

		chunk = malloc(sizeof(*chunk) + room);
		if (!chunk)
			return NULL;
		chunk->next = snap->chunks;
		chunk->used = 0;
		chunk->size = room;
		snap->chunks = chunk;
	}
	mem = (char *)chunk->mem + chunk->used;
	chunk->used += size;
	return mem;
}

/**
 * snapshot_new() - an empty snapshot
 * @source: where its records will come from
 *
 * Return: the snapshot, NULL if memory ran out.
 */
struct snapshot *snapshot_new(enum source source)
{
	struct snapshot *snap = calloc(1, sizeof(*snap));

	if (snap)
		snap->source = source;
	return snap;
}

/**
 * snapshot_free() - free a snapshot with its records and strings
 * @snap: snapshot or NULL
 */
void snapshot_free(struct snapshot *snap)
{
	struct chunk *chunk;

	if (!snap)
		return;
	while ((chunk = snap->chunks)) {
		snap->chunks = chunk->next;
		free(chunk);
	}
	for (int k = 0; k < KINDS; k++)
		free(snap->list[k].v);
	free(snap);
}

/**
 * snapshot_add() - add an empty record
 * @snap: snapshot
 * @kind: what it is about
 *
 * Return: the record, NULL if memory ran out.
 */
struct rec *snapshot_add(struct snapshot *snap, enum kind kind)
{
	struct rec_list *list = &snap->list[kind];
	size_t size = sizeof(struct rec) + kinds[kind].n * sizeof(union value);
	struct rec *rec;

	if (list->n == list->room) {
		size_t room = list->room ? 2 * list->room : 64;
		struct rec **v = reallocarray(list->v, room, sizeof(*v));

		if (!v)
			return NULL;
		list->v = v;
		list->room = room;
	}
	rec = take(snap, size);
	if (!rec)
		return NULL;
	memset(rec, 0, size);
	rec->kind = kind;
	list->v[list->n++] = rec;
	return rec;
}

/**
 * snapshot_string() - keep a string as long as the snapshot
 * @snap: snapshot
 * @s: the string
 * @len: its length
 *
 * Return: a copy, NULL if memory ran out.
 */
char *snapshot_string(struct snapshot *snap, const char *s, size_t len)
{
	char *copy = take(snap, len + 1);

	if (copy) {
		memcpy(copy, s, len);
		copy[len] = '\0';
	}
	return copy;
}

/**
 * snapshot_header() - the record of the snapshot itself
 * @snap: snapshot
 *
 * Return: the record, which every complete snapshot has.
 */
const struct rec *snapshot_header(const struct snapshot *snap)
{
	return snap->list[KIND_HEADER].v[0];
}

/**
 * rec_set_num() - set a value that is not a text
 * @rec: record
 * @field: a key of its kind
 * @num: value
 */
void rec_set_num(struct rec *rec, enum field field, uint64_t num)
{
	int slot = rec_slot(rec->kind, field);

	assert(slot >= 0);
	rec->v[slot].num = num;
	rec->seen |= 1ULL << slot;
	rec->known |= 1ULL << slot;
}

/**
 * rec_set_str() - set a text
 * @rec: record
 * @field: a key of its kind
 * @str: value, which must live as long as the record
 */
void rec_set_str(struct rec *rec, enum field field, const char *str)
{
	int slot = rec_slot(rec->kind, field);

	assert(slot >= 0);
	rec->v[slot].str = str;
	rec->seen |= 1ULL << slot;
	rec->known |= 1ULL << slot;
}

/**
 * rec_get() - the value of a key
 * @rec: record
 * @field: key
 *
 * Return: the value, NULL if it is not available or the kind has no such key.
 */
const union value *rec_get(const struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);

	if (slot < 0 || !(rec->known & 1ULL << slot))
		return NULL;
	return &rec->v[slot];
}

/**
 * rec_forget() - make a value unavailable
 * @rec: record
 * @field: a key of its kind
 */
void rec_forget(struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);

	assert(slot >= 0);
	rec->known &= ~(1ULL << slot);
}

/**
 * rec_known() - is the value of a key available?
 * @rec: record
 * @field: key
 *
 * Return: true if so; false, too, if the kind has no such key.
 */
bool rec_known(const struct rec *rec, enum field field)
{
	return rec_get(rec, field);
}

/**
 * rec_hidden() - is there a value that cannot be seen from here?
 * @rec: record
 * @field: key
 *
 * Return: true if so.
 */
bool rec_hidden(const struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);

	return slot >= 0 && (rec->hidden & 1ULL << slot);
}

/**
 * rec_num() - the value of a key that is no text
 * @rec: record
 * @field: key
 * @otherwise: what to return if the value is not available
 *
 * Return: the value.
 */
uint64_t rec_num(const struct rec *rec, enum field field, uint64_t otherwise)
{
	const union value *v = rec_get(rec, field);

	return v ? v->num : otherwise;
}

/**
 * rec_str() - the value of a key that is a text
 * @rec: record
 * @field: key
 *
 * Return: the text, NULL if it is not available.
 */
const char *rec_str(const struct rec *rec, enum field field)
{
	const union value *v = rec_get(rec, field);

	return v ? v->str : NULL;
}

/**
 * rec_is() - does a text have this value?
 * @rec: record
 * @field: key
 * @word: the value in question
 *
 * Return: true if so.
 */
bool rec_is(const struct rec *rec, enum field field, const char *word)
{
	const char *s = rec_str(rec, field);

	return s && !strcmp(s, word);
}
