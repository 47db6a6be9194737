/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a snapshot says, as records.
 *
 * A record holds one value per key of its kind. Most of them are what another
 * record of the kind has at the same key, so a record consists of a shape that
 * it shares with others and of the values in which it differs; see records.c.
 */
#ifndef IPCDIAG_RECORDS_H
#define IPCDIAG_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern.h"
#include "records/schema.h"

#define OBJECT_KINDS (1U << KIND_SHM | 1U << KIND_SEM | 1U << KIND_MSG)

/**
 * struct draft - a record that is being put together
 * @kind: what it is about
 * @seen: bit per slot: has been given
 * @known: bit per slot: the value is available
 * @hidden: bit per slot: there is one, not to be seen from here (`?`)
 * @v: values, by slot: numbers, times cast to it, texts as snapshot_text()
 *     numbers them
 */
struct draft {
	enum kind kind;
	uint64_t seen;
	uint64_t known;
	uint64_t hidden;
	uint64_t v[SCHEMA_MAX_KEYS];
};

/**
 * struct shape - what records of a kind have in common
 * @snap: the snapshot that they are of
 * @older: the shape of the kind that was used before this one
 * @kind: the kind
 * @single: it is of one record, and may be changed
 * @seen: as in struct draft
 * @known: as in struct draft
 * @hidden: as in struct draft
 * @wide: bit per slot: a value of 64 bits; the others fit 32 bits
 * @v: values, by slot
 */
struct shape {
	struct snapshot *snap;
	struct shape *older;
	enum kind kind;
	bool single;
	uint64_t seen;
	uint64_t known;
	uint64_t hidden;
	uint64_t wide;
	uint64_t v[];
};

/**
 * struct rec - a record
 * @shape: what it shares with others
 * @own: bit per slot: the value is in @v, not in @shape
 * @up: the object that it is a part or a user of; else its namespace, if any
 * @side: of an object, its first part; of a part, the next one of its object
 * @line: line of the snapshot, 0 if it comes from elsewhere
 * @kind: what it is about
 * @v: the values that it has itself, by slot; wide ones take two places, the
 *     lower half first
 */
struct rec {
	struct shape *shape;
	uint64_t own;
	struct rec *up;
	struct rec *side;
	uint32_t line;
	uint8_t kind;
	uint32_t v[];
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
 * struct packer - how the last record was packed; all zero is a new one
 * @shape: its shape, the first of those that are tried
 * @own: what it had itself
 * @alike: records in a row that are more like the one before than their shape
 */
struct packer {
	struct shape *shape;
	uint64_t own;
	unsigned int alike;
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
 * @arena: memory of records and shapes
 * @texts: texts of records
 */
struct snapshot {
	enum source source;
	struct rec_list list[KINDS];
	struct arena arena;
	struct intern texts;
};

struct snapshot *snapshot_new(enum source source);
void snapshot_free(struct snapshot *snap);
struct rec *snapshot_add(struct snapshot *snap, enum kind kind);
struct rec *snapshot_pack(struct snapshot *snap, struct packer *packer,
			  const struct draft *draft, uint64_t changed);
const struct rec *snapshot_header(const struct snapshot *snap);

void draft_set(struct draft *draft, enum field field, uint64_t value);
void draft_hide(struct draft *draft, enum field field);

void rec_set_num(struct rec *rec, enum field field, uint64_t num);
void rec_set_str(struct rec *rec, enum field field, const char *str);
void rec_set_hidden(struct rec *rec, enum field field);
void rec_forget(struct rec *rec, enum field field);

bool rec_is(const struct rec *rec, enum field field, const char *word);
struct rec *rec_whole(const struct rec *rec);

/**
 * snapshot_text() - the number of a text
 * @snap: snapshot
 * @s: the text, without a zero byte
 * @len: its length
 *
 * Return: the number, by which a draft names it.
 */
static inline uint32_t snapshot_text(struct snapshot *snap, const char *s,
				     size_t len)
{
	return intern(&snap->texts, s, len);
}

/**
 * rec_bit() - the bit of a key
 * @rec: record
 * @field: key
 *
 * Return: the bit of its slot, 0 if the kind has no such key.
 */
static inline uint64_t rec_bit(const struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);

	return slot < 0 ? 0 : 1ULL << slot;
}

/**
 * rec_seen() - has a key been given?
 * @rec: record
 * @field: key
 *
 * Return: true if so, though its value may be unavailable.
 */
static inline bool rec_seen(const struct rec *rec, enum field field)
{
	return rec->shape->seen & rec_bit(rec, field);
}

/**
 * rec_known() - is the value of a key available?
 * @rec: record
 * @field: key
 *
 * Return: true if so; false, too, if the kind has no such key.
 */
static inline bool rec_known(const struct rec *rec, enum field field)
{
	return rec->shape->known & rec_bit(rec, field);
}

/**
 * rec_hidden() - is there a value that cannot be seen from here?
 * @rec: record
 * @field: key
 *
 * Return: true if so.
 */
static inline bool rec_hidden(const struct rec *rec, enum field field)
{
	return rec->shape->hidden & rec_bit(rec, field);
}

/* The bits of a word; not every processor that this runs on has it. */
static inline unsigned int rec_bits(uint64_t n)
{
	n -= n >> 1 & 0x5555555555555555;
	n = (n & 0x3333333333333333) + (n >> 2 & 0x3333333333333333);
	n = (n + (n >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return n * 0x0101010101010101 >> 56;
}

/**
 * rec_value() - the value in a slot
 * @rec: record
 * @slot: a slot whose value is known
 *
 * Return: the value, as in a draft.
 */
static inline uint64_t rec_value(const struct rec *rec, unsigned int slot)
{
	uint64_t below = (1ULL << slot) - 1;
	uint64_t wide = rec->shape->wide;
	unsigned int at;

	if (!(rec->own >> slot & 1))
		return rec->shape->v[slot];
	at = rec_bits(rec->own & below);
	if (!(rec->own & wide & (below << 1 | 1)))
		return rec->v[at];
	at += rec_bits(rec->own & wide & below);
	if (!(wide >> slot & 1))
		return rec->v[at];
	return rec->v[at] | (uint64_t)rec->v[at + 1] << 32;
}

/**
 * rec_num() - the value of a key that is no text
 * @rec: record
 * @field: key
 * @otherwise: what to return if the value is not available
 *
 * Return: the value.
 */
static inline uint64_t rec_num(const struct rec *rec, enum field field,
			       uint64_t otherwise)
{
	int slot = rec_slot(rec->kind, field);

	if (slot < 0 || !(rec->shape->known >> slot & 1))
		return otherwise;
	return rec_value(rec, slot);
}

/**
 * rec_str() - the value of a key that is a text
 * @rec: record
 * @field: key
 *
 * Return: the text, which lives as long as the snapshot and whose length
 * intern_length() tells; NULL if it is not available.
 */
static inline const char *rec_str(const struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);

	if (slot < 0 || !(rec->shape->known >> slot & 1))
		return NULL;
	return intern_string(&rec->shape->snap->texts, rec_value(rec, slot));
}

/**
 * rec_differ() - in which keys may two records differ?
 * @a: record
 * @b: another one
 *
 * Return: a bit per slot; those without are alike in all: whether they are given,
 * known and hidden, and their values.
 */
static inline uint64_t rec_differ(const struct rec *a, const struct rec *b)
{
	uint64_t left = a->own, differ = 0;
	const uint32_t *x = a->v, *y = b->v;

	if (a->shape != b->shape)
		return ~0ULL;
	/* One alone is mostly the identifier. */
	if (left != b->own || !(left & (left - 1)))
		return left | b->own;
	for (; left; left &= left - 1, x++, y++) {
		uint64_t bit = left & -left;

		if (*x != *y)
			differ |= bit;
		/* The upper half. */
		if (a->shape->wide & bit && *++x != *++y)
			differ |= bit;
	}
	return differ;
}

/**
 * rec_ns() - the namespace of a record
 * @rec: record
 *
 * Return: the record of the namespace, NULL if @rec names none.
 */
static inline const struct rec *rec_ns(const struct rec *rec)
{
	const struct rec *up = rec->up;

	return up && up->kind != KIND_NS ? up->up : up;
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
	return rec->side;
}

/**
 * rec_next() - the next part or user of the same object
 * @part: a part
 *
 * Return: the part, NULL after the last one.
 */
static inline struct rec *rec_next(const struct rec *part)
{
	return part->side;
}

#endif
