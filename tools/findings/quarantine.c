// SPDX-License-Identifier: GPL-2.0
/*
 * Objects that were given the mode 0 instead of being removed.
 *
 * The journal has a line for each step with an object; the last one counts. An
 * object is known by its place, key and creator, and by having the mode 0 still.
 * Should a number be given to another object that is alike in all of this, then it
 * is judged too mildly, never too harshly.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fields.h"
#include "base/memory.h"
#include "findings/objects.h"
#include "findings/quarantine.h"

static const char *const states[] = {
	[QUARANTINE_BEGUN] = "begun",
	[QUARANTINE_HELD] = "held",
	[QUARANTINE_OVER] = "over",
};

#define STATES (sizeof(states) / sizeof(states[0]))

/**
 * quarantine_line() - an object as the journal has it
 * @line: set to the line, with its end; QUARANTINE_LINE bytes are enough
 * @size: room in @line
 * @one: the object
 */
void quarantine_line(char *line, size_t size, const struct quarantined *one)
{
	snprintf(line, size,
		 "%s %s inum=%" PRIu64 " id=%" PRIu64 " key=%" PRIu64
		 " cuid=%" PRIu64 " cgid=%" PRIu64 " mode=%o ctime=%" PRIu64
		 " time=%" PRIu64 " verdict=%s boot=%s\n",
		 states[one->state], kind_name(one->kind), one->inum, one->id,
		 one->key, one->cuid, one->cgid, one->mode, one->ctime,
		 one->time, one->verdict, one->boot);
}

/**
 * quarantine_add() - read a line of the journal
 * @q: the objects; this one is added
 * @line: the line, with its end
 *
 * Return: false if it is none that quarantine_line() writes.
 */
bool quarantine_add(struct quarantine *q, const char *line)
{
	struct quarantined one = { .state = QUARANTINE_BEGUN };
	char state[8], kind[8], again[QUARANTINE_LINE];
	const char *whole = line;
	uint64_t mode;
	size_t i = 0;

	if (!field_word(&line, "", state, sizeof(state)) ||
	    !field_word(&line, "", kind, sizeof(kind)) ||
	    !field_num(&line, "inum=", 10, &one.inum) ||
	    !field_num(&line, "id=", 10, &one.id) ||
	    !field_num(&line, "key=", 10, &one.key) ||
	    !field_num(&line, "cuid=", 10, &one.cuid) ||
	    !field_num(&line, "cgid=", 10, &one.cgid) ||
	    !field_num(&line, "mode=", 8, &mode) ||
	    !field_num(&line, "ctime=", 10, &one.ctime) ||
	    !field_num(&line, "time=", 10, &one.time) ||
	    !field_word(&line, "verdict=", one.verdict, sizeof(one.verdict)) ||
	    !field_word(&line, "boot=", one.boot, sizeof(one.boot)))
		return false;
	while (i < STATES && strcmp(states[i], state) != 0)
		i++;
	one.kind = kind_named(kind, strlen(kind));
	if (i == STATES || mode > 0777 ||
	    (one.kind != KIND_SHM && one.kind != KIND_SEM &&
	     one.kind != KIND_MSG))
		return false;
	one.state = i;
	one.mode = mode;
	quarantine_line(again, sizeof(again), &one);
	if (strcmp(whole, again) != 0)
		return false;
	if (!(q->n & (q->n - 1)))
		q->v = xreallocarray(q->v, q->n ? 2 * q->n : 1, sizeof(*q->v));
	q->v[q->n++] = one;
	return true;
}

static int by_place(const struct quarantined *a, const struct quarantined *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->inum != b->inum)
		return a->inum < b->inum ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Merge sort keeps the order of lines about the same place; so does this. */
static int by_place_and_line(const void *pa, const void *pb)
{
	const struct quarantined *const *a = pa, *const *b = pb;
	int order = by_place(*a, *b);

	return order ? order : (*a > *b) - (*a < *b);
}

/**
 * quarantine_settle() - after all lines were read, keep the last about each object
 * @q: the objects; those that are over, and of other days, are left out
 * @boot: this time that the machine runs
 */
void quarantine_settle(struct quarantine *q, const char *boot)
{
	struct quarantined **order = xcalloc(q->n + 1, sizeof(*order));
	struct quarantined *kept = xcalloc(q->n + 1, sizeof(*kept));
	size_t n = 0;

	for (size_t i = 0; i < q->n; i++)
		order[i] = &q->v[i];
	if (q->n)
		qsort(order, q->n, sizeof(*order), by_place_and_line);
	for (size_t i = 0; i < q->n; i++) {
		bool last = i + 1 == q->n || by_place(order[i], order[i + 1]);

		if (last && order[i]->state != QUARANTINE_OVER &&
		    !strcmp(order[i]->boot, boot))
			kept[n++] = *order[i];
	}
	free(order);
	free(q->v);
	q->v = kept;
	q->n = n;
}

static int place_order(const void *a, const void *b)
{
	return by_place(a, b);
}

/**
 * quarantine_find() - is an object in quarantine?
 * @q: those that are, after quarantine_settle(); NULL for none
 * @rec: object
 *
 * Return: what the journal has of it, NULL if it is not.
 */
const struct quarantined *quarantine_find(const struct quarantine *q,
					  const struct rec *rec)
{
	const struct quarantined *one;
	struct quarantined place = {
		.kind = rec->kind,
		.inum = rec_num(rec_ns(rec), F_INUM, 0),
		.id = rec_num(rec, F_ID, 0),
	};

	if (!q || !q->n || rec_num(rec, F_MODE, 1))
		return NULL;
	one = bsearch(&place, q->v, q->n, sizeof(*q->v), place_order);
	if (!one || one->key != rec_num(rec, F_KEY, 0) ||
	    one->cuid != rec_num(rec, F_CUID, 0) ||
	    one->cgid != rec_num(rec, F_CGID, 0))
		return NULL;
	return one;
}

/* What a verdict of the journal is worth; what is not known, nothing. */
static enum finding finding_of(const char *verdict)
{
	return !strcmp(verdict, "orphan")    ? FINDING_ORPHAN :
	       !strcmp(verdict, "unclaimed") ? FINDING_UNCLAIMED :
					       FINDING_SUSPECT;
}

/**
 * quarantine_judge() - judge what is in quarantine as it was before, or more mildly
 * @q: what is, NULL for nothing
 * @snap: snapshot that the module made
 *
 * Nobody may use what has the mode 0, so that the module would call more of it
 * unclaimed or an orphan than it did before.
 */
void quarantine_judge(const struct quarantine *q, struct snapshot *snap)
{
	for (int k = 0; q && q->n && k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct quarantined *one =
				quarantine_find(q, list->v[i]);
			enum finding before;

			if (!one)
				continue;
			before = finding_of(one->verdict);
			if (object_finding(list->v[i]) < before)
				rec_set_str(list->v[i], F_VERDICT,
					    before == FINDING_SUSPECT ?
						    "suspect" :
						    "unclaimed");
		}
	}
}

/**
 * quarantine_free() - forget all of them
 * @q: the objects
 */
void quarantine_free(struct quarantine *q)
{
	free(q->v);
	*q = (struct quarantine){ .n = 0 };
}
