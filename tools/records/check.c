// SPDX-License-Identifier: GPL-2.0
/*
 * What the lines of a snapshot say of each other: nothing is there twice, every
 * object is in a namespace that is listed, every part and user of an object
 * refers to one, and there are as many lines as the last one says.
 *
 * No work is quadratic in the number of lines: what must be unique is sorted,
 * unless it is in order as it comes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "records/check.h"
#include "records/line.h"

/**
 * struct ident - what a record is told apart by
 * @a: for an object, the place of its namespace and its number; for a part, the
 *     place of its object
 * @b: the rest
 * @i: the record's index in its list
 */
struct ident {
	uint64_t a;
	uint64_t b;
	uint32_t i;
};

/**
 * struct idents - those of all records of a kind, in order
 * @v: the idents
 * @n: how many
 * @last: index of the one that was looked for last
 */
struct idents {
	struct ident *v;
	size_t n;
	size_t last;
};

/**
 * struct check - a check that is under way
 * @p: parser
 * @idents: of kinds that others refer to
 * @type: of kinds of object, the number of the text that user lines have
 */
struct check {
	struct parser *p;
	struct idents idents[KINDS];
	uint32_t type[KINDS];
};

static int compare(const struct ident *x, const struct ident *y)
{
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return 0;
}

static int by_ident(const void *px, const void *py)
{
	const struct ident *x = px, *y = py;
	int diff = compare(x, y);

	return diff ? diff : x->i < y->i ? -1 : 1;
}

static bool ascending(const struct idents *idents)
{
	for (size_t i = 1; i < idents->n; i++)
		if (compare(&idents->v[i - 1], &idents->v[i]) >= 0)
			return false;
	return true;
}

/* Sorts; refuses what occurs twice. */
static bool sort(struct parser *p, enum kind kind, struct idents *idents)
{
	struct rec **rec = p->snap->list[kind].v;
	const struct ident *v = idents->v;

	if (ascending(idents))
		return true;
	qsort(idents->v, idents->n, sizeof(*v), by_ident);
	for (size_t i = 1; i < idents->n; i++)
		if (!compare(&v[i - 1], &v[i]))
			return parse_fail(p, rec[v[i].i]->line,
					  "the same %s as in line %u",
					  kind_name(kind),
					  rec[v[i - 1].i]->line);
	return true;
}

/* The place of an ident; those that are looked for are often neighbours. */
static bool find(struct idents *idents, uint64_t a, size_t *place)
{
	size_t low = 0, high = idents->n;

	for (size_t i = idents->last; i < high && i < idents->last + 2; i++)
		if (idents->v[i].a == a) {
			*place = idents->last = i;
			return true;
		}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (idents->v[middle].a < a)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == idents->n || idents->v[low].a != a)
		return false;
	*place = idents->last = low;
	return true;
}

static struct idents *start(struct check *c, enum kind kind)
{
	struct idents *idents = &c->idents[kind];

	idents->n = c->p->snap->list[kind].n;
	idents->v = xreallocarray(NULL, idents->n, sizeof(*idents->v));
	return idents;
}

static bool check_namespaces(struct check *c)
{
	struct idents *idents = start(c, KIND_NS);
	struct rec **v = c->p->snap->list[KIND_NS].v;

	for (size_t i = 0; i < idents->n; i++)
		idents->v[i] = (struct ident){
			.a = rec_num(v[i], F_ID, 0),
			.i = i,
		};
	return sort(c->p, KIND_NS, idents);
}

static bool find_ns(struct check *c, struct rec *rec, size_t *place)
{
	uint64_t ns = rec_num(rec, F_NS, 0);

	*place = 0;
	if (!find(&c->idents[KIND_NS], ns, place))
		return parse_fail(c->p, rec->line,
				  "namespace %llu is not listed",
				  (unsigned long long)ns);
	rec->up = c->p->snap->list[KIND_NS].v[c->idents[KIND_NS].v[*place].i];
	return true;
}

/* Numbers of objects and users have 32 bits at most, and so has a place. */
static uint64_t in_namespace(size_t place, uint64_t number)
{
	return (uint64_t)place << 32 | number;
}

static bool check_objects(struct check *c, enum kind kind)
{
	struct idents *idents = start(c, kind);
	struct rec **v = c->p->snap->list[kind].v;
	size_t place;

	for (size_t i = 0; i < idents->n; i++) {
		if (!find_ns(c, v[i], &place))
			return false;
		idents->v[i] = (struct ident){
			.a = in_namespace(place, rec_num(v[i], F_ID, 0)),
			.i = i,
		};
	}
	return sort(c->p, kind, idents);
}

/* What a record is a part or a user of, KINDS for nothing that is known. */
static enum kind part_of(const struct check *c, const struct rec *rec)
{
	uint32_t type;

	if (rec->kind == KIND_SEMVAL)
		return KIND_SEM;
	if (rec->kind == KIND_RUN)
		return KIND_MSG;
	if ((rec->kind != KIND_USER && rec->kind != KIND_BIRTH) ||
	    !rec_known(rec, F_TYPE))
		return KINDS;
	type = rec_num(rec, F_TYPE, 0);
	for (enum kind k = KIND_SHM; k <= KIND_MSG; k++)
		if (OBJECT_KINDS & 1U << k && c->type[k] == type)
			return k;
	return KINDS;
}

static bool find_whole(struct check *c, struct rec *rec, enum kind whole,
		       size_t *place)
{
	uint64_t id = rec_num(rec, F_ID, 0);
	size_t ns;

	*place = 0;
	if (!find_ns(c, rec, &ns))
		return false;
	if (whole == KINDS)
		return true;
	if (!find(&c->idents[whole], in_namespace(ns, id), place))
		return parse_fail(c->p, rec->line, "%s %llu is not listed",
				  kind_name(whole), (unsigned long long)id);
	rec->up = c->p->snap->list[whole].v[c->idents[whole].v[*place].i];
	return true;
}

static bool check_parts(struct check *c, enum kind kind, enum field number)
{
	struct idents *idents = start(c, kind);
	struct rec **v = c->p->snap->list[kind].v;
	size_t place;

	for (size_t i = 0; i < idents->n; i++) {
		if (!find_whole(c, v[i], part_of(c, v[i]), &place))
			return false;
		idents->v[i] = (struct ident){
			.a = place,
			.b = rec_num(v[i], number, 0),
			.i = i,
		};
	}
	return sort(c->p, kind, idents);
}

/* Nothing of them must be unique. */
static bool check_users(struct check *c)
{
	const struct rec_list *list = &c->p->snap->list[KIND_USER];
	size_t place;

	for (size_t i = 0; i < list->n; i++)
		if (!find_whole(c, list->v[i], part_of(c, list->v[i]), &place))
			return false;
	return true;
}

static bool check_residents(struct check *c)
{
	struct idents *idents = start(c, KIND_RESIDENT);
	struct rec **v = c->p->snap->list[KIND_RESIDENT].v;
	size_t place = 0;

	for (size_t i = 0; i < idents->n; i++) {
		if (!find_ns(c, v[i], &place))
			return false;
		idents->v[i] = (struct ident){
			.a = in_namespace(place, rec_num(v[i], F_WHO, 0)),
			/* A user and a group may have the same number. */
			.b = rec_num(v[i], F_TYPE, 0),
			.i = i,
		};
	}
	return sort(c->p, KIND_RESIDENT, idents);
}

/* What happened may have happened in a namespace that is gone. */
static void find_places(struct check *c, enum kind kind)
{
	const struct rec_list *list = &c->p->snap->list[kind];
	size_t place = 0;

	for (size_t i = 0; i < list->n; i++)
		if (find(&c->idents[KIND_NS], rec_num(list->v[i], F_NS, 0),
			 &place))
			list->v[i]->up =
				c->p->snap->list[KIND_NS]
					.v[c->idents[KIND_NS].v[place].i];
}

static bool check_counts(struct parser *p)
{
	const struct rec *end = p->snap->list[KIND_END].v[0];
	const struct rec_list *ns = &p->snap->list[KIND_NS];
	uint64_t changed = 0;
	const struct key *keys;
	size_t n;

	for (size_t i = 0; i < ns->n; i++)
		changed += rec_num(ns->v[i], F_CHANGED, 0);

	keys = kind_keys(KIND_END, &n);
	for (size_t i = 0; i < n; i++) {
		enum kind kind = kind_named(keys[i].name, strlen(keys[i].name));
		uint64_t have = kind < KINDS ? p->snap->list[kind].n +
						       p->skipped[kind] :
					       changed;
		uint64_t want = rec_num(end, keys[i].field, 0);

		if (rec_known(end, keys[i].field) && want != have)
			return parse_fail(p, end->line,
					  "%s=%llu, but there are %llu",
					  keys[i].name,
					  (unsigned long long)want,
					  (unsigned long long)have);
	}
	return true;
}

/* From the last to the first, for the lists to be in the right order. */
static void link_parts(struct snapshot *snap)
{
	for (int k = KIND_END - 1; k > KIND_SHM; k--) {
		const struct rec_list *list = &snap->list[k];

		for (size_t i = list->n; i-- > 0;) {
			struct rec *rec = list->v[i];
			struct rec *whole = rec_whole(rec);

			if (!whole)
				continue;
			rec->side = whole->side;
			whole->side = rec;
		}
	}
}

/**
 * check_snapshot() - check what lines say of each other, and connect them
 * @p: parser that has read the last line
 *
 * Return: false if the snapshot is bad; @p->msg says why.
 */
bool check_snapshot(struct parser *p)
{
	struct check c = { .p = p };
	bool ok;

	for (enum kind k = KIND_SHM; k <= KIND_MSG; k++)
		c.type[k] = snapshot_text(p->snap, kind_name(k),
					  strlen(kind_name(k)));
	ok = check_counts(p) && check_namespaces(&c) &&
	     check_objects(&c, KIND_SHM) && check_objects(&c, KIND_SEM) &&
	     check_objects(&c, KIND_MSG) &&
	     check_parts(&c, KIND_SEMVAL, F_NUM) &&
	     check_parts(&c, KIND_RUN, F_FIRST) && check_users(&c) &&
	     check_residents(&c) && check_parts(&c, KIND_BIRTH, F_TYPE);
	if (ok) {
		find_places(&c, KIND_DEATH);
		find_places(&c, KIND_FAILURE);
		link_parts(p->snap);
	}
	for (int k = 0; k < KINDS; k++)
		free(c.idents[k].v);
	return ok;
}
