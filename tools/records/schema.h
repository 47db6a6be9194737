/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kinds of line that a snapshot has, and their keys.
 *
 * docs/abi.md is the contract; the tables in schema.c repeat it, and everything
 * else (the parser, the columns, JSON, the manual) follows these tables.
 */
#ifndef IPCDIAG_RECORDS_SCHEMA_H
#define IPCDIAG_RECORDS_SCHEMA_H

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
 * @KIND_BIRTH: how an object that is there was made
 * @KIND_DEATH: how an object went
 * @KIND_FAILURE: an object that could not be made
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
	KIND_BIRTH,
	KIND_DEATH,
	KIND_FAILURE,
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
 * What a key of the same name says, and its type, may depend on the kind.
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
	F_BOOT,
	F_BIRTHS,
	F_SEQ,
	F_LOGINUID,
	F_PPID,
	F_PIPID,
	F_PSTATE,
	F_PCOMM,
	F_PREAPER,
	F_SID,
	F_ISID,
	F_SLIVES,
	F_PGID,
	F_IPGID,
	F_GLIVES,
	F_EXE,
	F_EXELIVES,
	F_CGLIVES,
	F_LEFT,
	F_CWD,
	F_MTIME,
	F_MPID,
	F_MIPID,
	F_MSTATE,
	F_MUID,
	F_MLOGINUID,
	F_MCOMM,
	F_HOW,
	F_BORN,
	F_CLOGINUID,
	F_CEXE,
	F_ATTACHED,
	F_LIMIT,
	F_INUSE,
	F_MAX,
	F_BIRTH,
	F_DEATH,
	F_FAILURE,
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

/* Of one kind there are at most so many: a record has a bit for each. */
#define SCHEMA_MAX_KEYS 64

/**
 * enum need - what a line must say of a key
 * @LATER: nothing: not every release, or not every line of the kind, has it
 * @LATER_KNOWN: it may lack the key, but the value is never unavailable
 * @GIVEN: the key
 * @KNOWN: the key, and its value: records are told apart by it, or counted
 */
enum need {
	LATER,
	LATER_KNOWN,
	GIVEN,
	KNOWN,
};

/**
 * struct key - what is to be known of a key of a kind
 * @field: the key
 * @name: how a snapshot writes it
 * @type: its type
 * @need: what a line must say of it
 * @help: what it says
 */
struct key {
	enum field field;
	const char *name;
	enum type type;
	enum need need;
	const char *help;
};

extern signed char schema_slots[KINDS][FIELDS];

const char *kind_name(enum kind kind);
enum kind kind_named(const char *word, size_t len);
const struct key *kind_keys(enum kind kind, size_t *n);
uint64_t kind_required(enum kind kind);
enum type kind_type(enum kind kind, enum field field);
const char *field_name(enum field field);
const char *field_help(enum field field);

/**
 * rec_slot() - where a record keeps the value of a key
 * @kind: kind of record
 * @field: key
 *
 * Return: index into kind_keys(), -1 if the kind does not have this key.
 */
static inline int rec_slot(enum kind kind, enum field field)
{
	return schema_slots[kind][field];
}

#endif
