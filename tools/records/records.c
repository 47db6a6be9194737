// SPDX-License-Identifier: GPL-2.0
/*
 * The records of a snapshot.
 *
 * A machine that leaks has a hundred thousand objects that differ in little
 * more than their ids. A shape has all values of some record of the kind; a
 * record refers to it and has itself what differs, in 32 bits where that is
 * enough. A new shape is made when records come that are not like it, which one
 * sees by their being more like each other. Like segments take 50 bytes each,
 * and those that have nothing in common 250.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "records/records.h"

/* Shapes of a kind that are tried before another is made. */
#define SHAPES_TRIED 8

/* Records in a row that are alike, but not like their shape, for a new one. */
#define ALIKE_ENOUGH 4

/**
 * snapshot_new() - an empty snapshot
 * @source: where its records will come from
 *
 * Return: the snapshot.
 */
struct snapshot *snapshot_new(enum source source)
{
	struct snapshot *snap = xcalloc(1, sizeof(*snap));

	snap->source = source;
	return snap;
}

/**
 * snapshot_free() - free a snapshot with its records and texts
 * @snap: snapshot or NULL
 */
void snapshot_free(struct snapshot *snap)
{
	if (!snap)
		return;
	arena_free(&snap->arena);
	intern_free(&snap->texts);
	for (int k = 0; k < KINDS; k++)
		free(snap->list[k].v);
	free(snap);
}

static struct shape *new_shape(struct snapshot *snap, enum kind kind)
{
	struct shape *shape;
	size_t n, size;

	kind_keys(kind, &n);
	size = sizeof(*shape) + n * sizeof(shape->v[0]);
	shape = arena_take(&snap->arena, size);
	memset(shape, 0, size);
	shape->snap = snap;
	shape->kind = kind;
	return shape;
}

static struct rec *new_rec(struct snapshot *snap, struct shape *shape,
			   size_t places)
{
	struct rec_list *list = &snap->list[shape->kind];
	struct rec *rec;

	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->v = xreallocarray(list->v, list->room, sizeof(*list->v));
	}
	rec = arena_take(&snap->arena,
			 offsetof(struct rec, v) + places * sizeof(rec->v[0]));
	rec->shape = shape;
	rec->own = 0;
	rec->up = NULL;
	rec->side = NULL;
	rec->line = 0;
	rec->kind = shape->kind;
	list->v[list->n++] = rec;
	return rec;
}

/**
 * snapshot_add() - add an empty record, to be filled by rec_set_num() and others
 * @snap: snapshot
 * @kind: what it is about
 *
 * Such a record takes much more memory than one that was packed.
 *
 * Return: the record.
 */
struct rec *snapshot_add(struct snapshot *snap, enum kind kind)
{
	struct shape *shape = new_shape(snap, kind);

	shape->single = true;
	return new_rec(snap, shape, 0);
}

/* The slots of a draft whose values need more than 32 bits. */
static uint64_t wide_slots(const struct draft *draft)
{
	uint64_t wide = 0;

	for (uint64_t left = draft->known; left; left &= left - 1) {
		int slot = __builtin_ctzll(left);

		if (draft->v[slot] > UINT32_MAX)
			wide |= 1ULL << slot;
	}
	return wide;
}

static bool fits(const struct shape *shape, const struct draft *draft)
{
	return shape->known == draft->known && shape->seen == draft->seen &&
	       shape->hidden == draft->hidden;
}

/* Of these slots, those in which a draft differs from a shape it fits. */
static uint64_t differing(const struct shape *shape, const struct draft *draft,
			  uint64_t slots)
{
	uint64_t differs = 0;

	for (uint64_t left = slots & draft->known; left; left &= left - 1) {
		int slot = __builtin_ctzll(left);

		if (draft->v[slot] != shape->v[slot])
			differs |= 1ULL << slot;
	}
	return differs;
}

/* A shape for a draft, made the first that is tried. */
static struct shape *find_shape(struct snapshot *snap, struct packer *packer,
				const struct draft *draft)
{
	uint64_t wide = wide_slots(draft);
	struct shape **link = &packer->shape;
	struct shape *shape;

	for (int i = 0; *link && i < SHAPES_TRIED; i++) {
		shape = *link;
		if (fits(shape, draft) && !(wide & ~shape->wide)) {
			*link = shape->older;
			shape->older = packer->shape;
			packer->shape = shape;
			return shape;
		}
		/* What is wide in one is wide in others. */
		if (fits(shape, draft))
			wide |= shape->wide;
		link = &shape->older;
	}
	shape = new_shape(snap, draft->kind);
	shape->seen = draft->seen;
	shape->known = draft->known;
	shape->hidden = draft->hidden;
	shape->wide = wide;
	for (uint64_t left = draft->known; left; left &= left - 1) {
		int slot = __builtin_ctzll(left);

		shape->v[slot] = draft->v[slot];
	}
	shape->older = packer->shape;
	packer->shape = shape;
	return shape;
}

/* Do the last few records ask for a shape of their own? */
static bool outgrown(struct packer *packer, uint64_t own, uint64_t changed)
{
	unsigned int n = rec_bits(own);

	if (n < 12 || n < 2 * rec_bits(changed))
		packer->alike = 0;
	else
		packer->alike++;
	return packer->alike >= ALIKE_ENOUGH;
}

static bool grew(const struct shape *shape, const struct draft *draft,
		 uint64_t slots)
{
	for (uint64_t left = slots & draft->known & ~shape->wide; left;
	     left &= left - 1)
		if (draft->v[__builtin_ctzll(left)] > UINT32_MAX)
			return true;
	return false;
}

/**
 * snapshot_pack() - add a record
 * @snap: snapshot
 * @packer: how records of this kind are packed
 * @draft: what it says
 * @changed: bit per slot: what may differ from the draft that @packer had
 *	     before this one
 *
 * Return: the record.
 */
struct rec *snapshot_pack(struct snapshot *snap, struct packer *packer,
			  const struct draft *draft, uint64_t changed)
{
	struct shape *shape = packer->shape;
	struct rec *rec;
	uint32_t *to;
	uint64_t own;

	if (shape && fits(shape, draft) && !grew(shape, draft, changed)) {
		own = packer->own & ~changed;
		own |= differing(shape, draft, changed);
		if (outgrown(packer, own, changed)) {
			/* The one at hand would be found again. */
			packer->shape = NULL;
			own = 0;
			shape = find_shape(snap, packer, draft);
			packer->alike = 0;
		}
	} else {
		shape = find_shape(snap, packer, draft);
		own = differing(shape, draft, draft->known);
		packer->alike = 0;
	}
	packer->own = own;

	rec = new_rec(snap, shape, rec_bits(own) + rec_bits(own & shape->wide));
	rec->own = own;
	to = rec->v;
	for (; own; own &= own - 1) {
		int slot = __builtin_ctzll(own);

		*to++ = draft->v[slot];
		if (shape->wide >> slot & 1)
			*to++ = draft->v[slot] >> 32;
	}
	return rec;
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
 * draft_set() - set a value
 * @draft: draft
 * @field: a key of its kind
 * @value: value, as in struct draft
 */
void draft_set(struct draft *draft, enum field field, uint64_t value)
{
	int slot = rec_slot(draft->kind, field);

	assert(slot >= 0);
	draft->v[slot] = value;
	draft->seen |= 1ULL << slot;
	draft->known |= 1ULL << slot;
}

/**
 * draft_hide() - say that there is a value, not to be seen from here
 * @draft: draft
 * @field: a key of its kind
 */
void draft_hide(struct draft *draft, enum field field)
{
	int slot = rec_slot(draft->kind, field);

	assert(slot >= 0);
	draft->seen |= 1ULL << slot;
	draft->hidden |= 1ULL << slot;
}

/* Makes a record the only one of its shape, and returns the slot of a key. */
static int own_slot(struct rec *rec, enum field field)
{
	int slot = rec_slot(rec->kind, field);
	const struct shape *old = rec->shape;
	struct shape *shape;

	assert(slot >= 0);
	if (old->single)
		return slot;
	shape = new_shape(old->snap, rec->kind);
	shape->single = true;
	shape->seen = old->seen;
	shape->known = old->known;
	shape->hidden = old->hidden;
	for (uint64_t left = old->known; left; left &= left - 1) {
		int i = __builtin_ctzll(left);

		shape->v[i] = rec_value(rec, i);
	}
	rec->shape = shape;
	rec->own = 0;
	return slot;
}

static void set(struct rec *rec, enum field field, uint64_t value)
{
	int slot = own_slot(rec, field);

	rec->shape->v[slot] = value;
	rec->shape->seen |= 1ULL << slot;
	rec->shape->known |= 1ULL << slot;
	rec->shape->hidden &= ~(1ULL << slot);
}

/**
 * rec_set_num() - set a value that is not a text
 * @rec: record
 * @field: a key of its kind
 * @num: value
 */
void rec_set_num(struct rec *rec, enum field field, uint64_t num)
{
	set(rec, field, num);
}

/**
 * rec_set_str() - set a text
 * @rec: record
 * @field: a key of its kind
 * @str: value, which is copied
 */
void rec_set_str(struct rec *rec, enum field field, const char *str)
{
	set(rec, field, snapshot_text(rec->shape->snap, str, strlen(str)));
}

/**
 * rec_set_hidden() - say that there is a value, not to be seen from here
 * @rec: record
 * @field: a key of its kind
 */
void rec_set_hidden(struct rec *rec, enum field field)
{
	int slot = own_slot(rec, field);

	rec->shape->seen |= 1ULL << slot;
	rec->shape->known &= ~(1ULL << slot);
	rec->shape->hidden |= 1ULL << slot;
}

/**
 * rec_forget() - make a value unavailable
 * @rec: record
 * @field: a key of its kind
 */
void rec_forget(struct rec *rec, enum field field)
{
	int slot = own_slot(rec, field);

	rec->shape->known &= ~(1ULL << slot);
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

/**
 * rec_whole() - what a record is a part or a user of
 * @rec: record
 *
 * Return: the object, NULL if @rec is no part of one.
 */
struct rec *rec_whole(const struct rec *rec)
{
	return rec->up && rec->up->kind != KIND_NS ? rec->up : NULL;
}
