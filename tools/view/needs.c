// SPDX-License-Identifier: GPL-2.0
/*
 * Which keys a cell is made of.
 *
 * Most objects of a machine are like the one before but for their identifier and
 * a time or two. What is made of equal keys is equal, so that most of a row can
 * be copied from the row before.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "view/needs.h"

#define END (-1)

/* The keys of columns that are no key themselves; of the others, all. */
static const struct {
	int column;
	bool parts;
	int fields[12];
} made_of[] = {
	{ C_OBJECT, false, { F_NS, F_ID, F_TYPE, END } },
	{ C_KIND, false, { END } },
	{ C_OWN, false, { F_NS, END } },
	{ C_USER, false, { F_UID, END } },
	{ C_GROUP, false, { F_GID, END } },
	{ C_CUSER, false, { F_CUID, END } },
	{ C_CGRP, false, { F_CGID, END } },
	{ C_IDLE, false, { F_TOUCHED, END } },
	{ C_MEM, false, { F_SIZE, F_RSS, F_SWAP, F_RECLAIM, END } },
	{ C_CREATOR,
	  false,
	  { F_CPID, F_CSTATE, F_CFAMILY, F_CCOMM, F_REASONS, END } },
	{ C_LAST,
	  false,
	  { F_LPID, F_LSTATE, F_LFAMILY, F_LCOMM, F_LSPID, F_LRPID, F_STIME,
	    F_RTIME, F_LSSTATE, F_LRSTATE, END } },
	{ C_PROGRAM,
	  true,
	  { F_CSTATE, F_CCOMM, F_LSTATE, F_LCOMM, F_LSSTATE, F_LSCOMM,
	    F_LRSTATE, F_LRCOMM, END } },
	{ C_CONTROL, true, { F_MEMCG, F_NS, END } },
	{ C_WHY, false, { F_REASONS, END } },
	{ C_USE, false, { F_KIND, END } },
	{ F_VERDICT, false, { F_VERDICT, F_REASONS, END } },
};

static uint64_t slot_bit(enum kind kind, int field)
{
	int slot = rec_slot(kind, field);

	return slot < 0 ? 0 : 1ULL << slot;
}

static struct needs needs_of(int column, enum kind kind)
{
	struct needs needs = { 0, false };

	for (size_t i = 0; i < sizeof(made_of) / sizeof(made_of[0]); i++) {
		if (made_of[i].column != column)
			continue;
		needs.parts = made_of[i].parts;
		for (const int *f = made_of[i].fields; *f != END; f++)
			needs.slots |= slot_bit(kind, *f);
		return needs;
	}
	if (column < FIELDS)
		needs.slots = slot_bit(kind, column);
	else
		needs = (struct needs){ ~0ULL, true };
	return needs;
}

/**
 * changes_init() - find out what the cells of rows are made of
 * @c: changes
 * @columns: the columns of a row, which must live as long
 * @kinds: kinds of record that there may be, one bit each
 */
void changes_init(struct changes *c, const struct column_list *columns,
		  unsigned int kinds)
{
	*c = (struct changes){ .columns = columns, .kinds = kinds };
	c->needs = xcalloc(KINDS, sizeof(*c->needs));
	for (enum kind k = 0; k < KINDS; k++)
		for (size_t i = 0; kinds & 1U << k && i < columns->n; i++)
			c->needs[k][i] = needs_of(columns->v[i], k);
}

/**
 * changes_find() - find the cells in which a row differs from the one before
 * @c: changes; @v and @n are set
 * @rec: record of the row
 */
void changes_find(struct changes *c, const struct rec *rec)
{
	const struct rec *before = c->before;
	const struct needs *needs = c->needs[rec->kind];
	bool all = !before || before->kind != rec->kind;
	bool parts = all || rec_parts(before) || rec_parts(rec);
	uint64_t differ = all ? ~0ULL : rec_differ(before, rec);

	c->before = rec;
	/* The same changes as last time need no new list. */
	if (!all && c->listed && differ == c->differ && parts == c->parts)
		return;
	c->n = 0;
	for (size_t i = 0; i < c->columns->n; i++)
		if (all || needs[i].slots & differ || (needs[i].parts && parts))
			c->v[c->n++] = i;
	c->listed = !all;
	c->differ = differ;
	c->parts = parts;
}

/**
 * changes_free() - free what changes hold
 * @c: changes
 */
void changes_free(struct changes *c)
{
	free(c->needs);
	c->needs = NULL;
}
