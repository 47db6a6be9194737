/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a snapshot says, as records.
 *
 * docs/abi.md lists the kinds of line and their keys; the table in records.c
 * repeats it, and everything else (the parser, the columns, JSON) follows that
 * table. A record holds one value per key of its kind.
 */
#ifndef IPCDIAG_RECORDS_H
#define IPCDIAG_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * enum kind - what a line of a snapshot, and so a record, is about
 * @KIND_HEADER: the snapshot itself
 * @KIND_NS: an IPC namespace
 * @KIND_SHM: a segment
 * @KIND_SEM: a semaphore array
 * @KIND_SEMVAL: one semaphore
 * @KIND_MSG: a queue
 * @KIND_RUN: messages of one type in a row
 * @KIND_USER: a process that uses an object
 * @KIND_RESIDENT: who runs in a namespace under an id that objects there name
 * @KIND_END: counts
 * @KIND_USER_NAME: the name of a user where the snapshot was saved
 * @KIND_GROUP_NAME: the name of a group there
 * @KIND_HOST: the name of that machine
 * @KINDS: how many kinds there are
 */
enum kind {
	KIND_HEADER,
	KIND_NS,
	KIND_SHM,
	KIND_SEM,
	KIND_SEMVAL,
	KIND_MSG,
	KIND_RUN,
	KIND_USER,
	KIND_RESIDENT,
	KIND_END,
	KIND_USER_NAME,
	KIND_GROUP_NAME,
	KIND_HOST,
	KINDS,
};

#define OBJECT_KINDS (1U << KIND_SHM | 1U << KIND_SEM | 1U << KIND_MSG)

/**
 * enum field - a key of a snapshot line, named as in docs/abi.md
 * @FIELDS: how many there are
 *
 * One key has one type wherever it occurs; kind_type() knows the exceptions.
 */
enum field {
	F_MODULE,
	F_KERNEL,
	F_LAYOUT,
	F_TIME,
	F_GRACE,
	F_NS,
	F_ID,
	F_INUM,
	F_INIT,
	F_SELF,
	F_PROCS,
	F_SHM,
	F_SEM,
	F_SEMVAL,
	F_MSG,
	F_SHMMNI,
	F_SHMMAX,
	F_SHMALL,
	F_SHMPAGES,
	F_SEMMNI,
	F_SEMMSL,
	F_SEMMNS,
	F_SEMOPM,
	F_SEMS,
	F_MSGMNI,
	F_MSGMAX,
	F_MSGMNB,
	F_MSGS,
	F_MSGBYTES,
	F_CHANGED,
	F_KEY,
	F_UID,
	F_GID,
	F_CUID,
	F_CGID,
	F_MODE,
	F_CTIME,
	F_SIZE,
	F_NATTCH,
	F_FLAGS,
	F_RSS,
	F_SWAP,
	F_ATIME,
	F_DTIME,
	F_NSEMS,
	F_OTIME,
	F_WAITERS,
	F_UNDO,
	F_RECORDED,
	F_LIVE,
	F_NUM,
	F_VALUE,
	F_NCNT,
	F_ZCNT,
	F_CBYTES,
	F_QNUM,
	F_QBYTES,
	F_STIME,
	F_RTIME,
	F_PID,
	F_IPID,
	F_STATE,
	F_FAMILY,
	F_COMM,
	F_CPID,
	F_CIPID,
	F_CSTATE,
	F_CFAMILY,
	F_CCOMM,
	F_LPID,
	F_LIPID,
	F_LSTATE,
	F_LFAMILY,
	F_LCOMM,
	F_LSPID,
	F_LSIPID,
	F_LSSTATE,
	F_LSFAMILY,
	F_LSCOMM,
	F_LRPID,
	F_LRIPID,
	F_LRSTATE,
	F_LRFAMILY,
	F_LRCOMM,
	F_SENDERS,
	F_RECEIVERS,
	F_CAPPED,
	F_PLAIN,
	F_TOUCHED,
	F_VERDICT,
	F_REASONS,
	F_RECLAIM,
	F_REFUSED,
	F_CGROUP,
	F_PINNED,
	F_USERNS,
	F_OWNER,
	F_SHMLARGEST,
	F_SEMLARGEST,
	F_MSGLARGEST,
	F_MAPS,
	F_PAGESIZE,
	F_LOCKED,
	F_LISTED,
	F_RUN,
	F_USER,
	F_FIRST,
	F_COUNT,
	F_TYPE,
	F_BYTES,
	F_KIND,
	F_TID,
	F_ITID,
	F_RO,
	F_RW,
	F_SLEPT,
	F_OP,
	F_NOPS,
	F_SHARERS,
	F_ADJUSTED,
	F_ADJ,
	F_MSGTYPE,
	F_WANTED,
	F_FKEY,
	F_MADE,
	F_LOOKED,
	F_MEMCG,
	F_MEMCGS,
	F_POPULATED,
	F_STOPPED,
	F_UNDOING,
	F_CAPABLE,
	F_CAPPID,
	F_CAPIPID,
	F_CAPCOMM,
	F_MSGFULLEST,
	F_MSGFULLLIMIT,
	F_RESIDENT,
	F_WHO,
	F_START,
	F_PART,
	F_SHMRSS,
	F_SHMSWAP,
	F_SEMWAITERS,
	F_MSGWAITERS,
	F_RMIDFORCED,
	F_THREADS,
	F_NAME,
	FIELDS,
};

/**
 * enum type - how a value is written in a snapshot, and to be shown
 * @TYPE_NUMBER: decimal, 64 bits
 * @TYPE_SIGNED: decimal, 64 bits, may be negative
 * @TYPE_BYTES: decimal, 64 bits, a size
 * @TYPE_UINT: decimal, 32 bits
 * @TYPE_PID: decimal, 31 bits, or `?`
 * @TYPE_BOOL: `0` or `1`
 * @TYPE_TIME: decimal, signed, seconds since 1970
 * @TYPE_KEY: `0x` and eight hexadecimal digits
 * @TYPE_MODE: four octal digits
 * @TYPE_STRING: text
 * @TYPE_WORDS: words joined by `,`
 */
enum type {
	TYPE_NUMBER,
	TYPE_SIGNED,
	TYPE_BYTES,
	TYPE_UINT,
	TYPE_PID,
	TYPE_BOOL,
	TYPE_TIME,
	TYPE_KEY,
	TYPE_MODE,
	TYPE_STRING,
	TYPE_WORDS,
};

/**
 * struct field_info - what is to be known of a key
 * @name: the key
 * @type: its type
 * @help: what it says
 */
struct field_info {
	const char *name;
	enum type type;
	const char *help;
};

extern const struct field_info field_info[FIELDS];

/**
 * union value - a value
 * @num: of every type but the two texts; a time is cast to it
 * @str: TYPE_STRING and TYPE_WORDS, unescaped
 */
union value {
	uint64_t num;
	const char *str;
};

/**
 * struct rec - a record
 * @kind: what it is about
 * @line: line of the snapshot, 0 if it comes from elsewhere
 * @seen: bit per slot: has been given
 * @known: bit per slot: the value is available
 * @hidden: bit per slot: there is one, not to be seen from here (`?`)
 * @ns: the record of its namespace, if it names one
 * @whole: the object that it is a part or a user of, if any
 * @parts: the first of an object's own parts and users: those of one kind
 *	   follow each other in the order of the snapshot
 * @next: the next part of the same object
 * @v: values, by slot; see rec_slot()
 */
struct rec {
	enum kind kind;
	unsigned long line;
	uint64_t seen;
	uint64_t known;
	uint64_t hidden;
	const struct rec *ns;
	struct rec *whole;
	struct rec *parts;
	struct rec *next;
	union value v[];
};

/**
 * struct rec_list - records, in the order of the snapshot
 * @v: the records
 * @n: how many
 * @room: how many @v has room for
 */
struct rec_list {
	struct rec **v;
	size_t n;
	size_t room;
};

/**
 * enum source - where the records come from
 * @SOURCE_MODULE: the module's snapshot, live or saved
 * @SOURCE_PROC: /proc/sysvipc, which knows much less
 */
enum source {
	SOURCE_MODULE,
	SOURCE_PROC,
};

/**
 * struct snapshot - all records of one snapshot
 * @source: where they come from
 * @list: the records of each kind
 * @chunks: memory of records and strings
 */
struct snapshot {
	enum source source;
	struct rec_list list[KINDS];
	struct chunk *chunks;
};

const char *kind_name(enum kind kind);
const enum field *kind_fields(enum kind kind, size_t *n);
size_t kind_required(enum kind kind);
enum type kind_type(enum kind kind, enum field field);
int rec_slot(enum kind kind, enum field field);

struct snapshot *snapshot_new(enum source source);
void snapshot_free(struct snapshot *snap);
struct rec *snapshot_add(struct snapshot *snap, enum kind kind);
char *snapshot_string(struct snapshot *snap, const char *s, size_t len);
const struct rec *snapshot_header(const struct snapshot *snap);

void rec_set_num(struct rec *rec, enum field field, uint64_t num);
void rec_set_str(struct rec *rec, enum field field, const char *str);
void rec_forget(struct rec *rec, enum field field);
const union value *rec_get(const struct rec *rec, enum field field);
bool rec_known(const struct rec *rec, enum field field);
bool rec_hidden(const struct rec *rec, enum field field);
uint64_t rec_num(const struct rec *rec, enum field field, uint64_t otherwise);
const char *rec_str(const struct rec *rec, enum field field);
bool rec_is(const struct rec *rec, enum field field, const char *word);

/**
 * rec_ns() - the namespace of a record
 * @rec: record
 *
 * Return: the record of the namespace, NULL if @rec names none.
 */
static inline const struct rec *rec_ns(const struct rec *rec)
{
	return rec->ns;
}

/**
 * rec_whole() - what a record is a part or a user of
 * @rec: record
 *
 * Return: the object, NULL if @rec is no part of one.
 */
static inline struct rec *rec_whole(const struct rec *rec)
{
	return rec->whole;
}

/**
 * rec_parts() - the first part or user of an object
 * @rec: an object
 *
 * Those of one kind follow each other in the order of the snapshot.
 *
 * Return: the part, NULL if the object has none.
 */
static inline struct rec *rec_parts(const struct rec *rec)
{
	return rec->parts;
}

/**
 * rec_next() - the next part or user of the same object
 * @part: a part
 *
 * Return: the part, NULL after the last one.
 */
static inline struct rec *rec_next(const struct rec *part)
{
	return part->next;
}

#endif
