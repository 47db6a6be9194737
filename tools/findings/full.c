// SPDX-License-Identifier: GPL-2.0
/*
 * The limits of a snapshot, and who fills those that are full.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/full.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "findings/words.h"

/* Where the kernel does not tell, as all but a few of its builds have it. */
#define PAGE_SIZE 4096

/* Where each limit stands, and what counts against it. */
static const struct {
	enum field max;
	enum field used;
	bool is_used;
} fields[LIMITS] = {
	[LIMIT_SHMMNI] = { F_SHMMNI, F_SHM, true },
	[LIMIT_SHMALL] = { F_SHMALL, F_SHMPAGES, true },
	[LIMIT_SEMMNI] = { F_SEMMNI, F_SEM, true },
	[LIMIT_SEMMNS] = { F_SEMMNS, F_SEMS, true },
	[LIMIT_MSGMNI] = { F_MSGMNI, F_MSG, true },
	[LIMIT_MSGMNB] = { F_MSGFULLLIMIT, F_MSGFULLEST, true },
	[LIMIT_SHMMAX] = { F_SHMMAX, F_SHMLARGEST, true },
	[LIMIT_SEMMSL] = { F_SEMMSL, F_SEMLARGEST, true },
	[LIMIT_SEMOPM] = { F_SEMOPM, F_SEMOPM, false },
	[LIMIT_MSGMAX] = { F_MSGMAX, F_MSGMAX, false },
};

/**
 * limit_use_get() - how much of a limit a namespace uses
 * @use: set to it; for LIMIT_MSGMNB of the queue that uses most of its own limit
 * @id: the limit
 * @ns: the namespace
 *
 * Return: false if the limit is not known.
 */
bool limit_use_get(struct limit_use *use, enum limit_id id,
		   const struct rec *ns)
{
	enum field max = fields[id].max, used = fields[id].used;

	*use = (struct limit_use){ .id = id, .ns = ns };
	/* No queue has anything in it, or the module is an older one. */
	if (id == LIMIT_MSGMNB && !rec_known(ns, max)) {
		max = F_MSGMNB;
		used = F_MSGLARGEST;
	}
	if (!rec_known(ns, max))
		return false;
	use->max = rec_num(ns, max, 0);
	use->used_known = fields[id].is_used && rec_known(ns, used);
	if (use->used_known)
		use->used = rec_num(ns, used, 0);
	return true;
}

static bool is_near(const struct limit_use *use)
{
	return use->used_known && limit_is_near(use->used, use->max);
}

/**
 * full_is_near() - is any limit near, or does anybody sleep?
 * @snap: snapshot, or a part of one
 *
 * Return: true if the report has to know of everything.
 */
bool full_is_near(const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_NS];

	for (size_t i = 0; i < list->n; i++) {
		const struct rec *ns = list->v[i];

		if (rec_num(ns, F_SEMWAITERS, 0))
			return true;
		for (enum limit_id id = 0; id < LIMITS_FILLED; id++) {
			struct limit_use use;

			if (limit_use_get(&use, id, ns) && is_near(&use))
				return true;
		}
	}
	return false;
}

static void add(struct limit_use **list, size_t *n, size_t *room,
		const struct limit_use *use)
{
	if (*n == *room) {
		*room = *room ? 2 * *room : 16;
		*list = xreallocarray(*list, *room, sizeof(**list));
	}
	(*list)[(*n)++] = *use;
}

static int by_share(const void *pa, const void *pb)
{
	const struct limit_use *a = pa, *b = pb;
	unsigned int x = limit_percent(a->used, a->max);
	unsigned int y = limit_percent(b->used, b->max);
	bool one = a->queue, other = b->queue;

	/* A queue is full for its users only. */
	if (one != other)
		return one ? 1 : -1;
	if (x != y)
		return x > y ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->used > b->used ? -1 : a->used < b->used;
}

/**
 * limit_kind() - what counts against a limit
 * @id: the limit
 *
 * Return: the kind of object.
 */
enum kind limit_kind(enum limit_id id)
{
	return id <= LIMIT_SHMALL ? KIND_SHM :
	       id <= LIMIT_SEMMNS ? KIND_SEM :
				    KIND_MSG;
}

/* A filter that is about objects, not namespaces, lets all limits pass. */
static bool is_chosen(const struct choice *choice, const struct limit_use *use)
{
	return choice->kinds & 1U << limit_kind(use->id) &&
	       filter_match_ns(choice->filter, use->ns);
}

/**
 * full_find() - the limits that are full, or nearly so
 * @snap: snapshot
 * @choice: which namespaces and kinds matter
 * @n: set to how many
 *
 * Return: a new list, the fullest first, queues after all others.
 */
struct limit_use *full_find(const struct snapshot *snap,
			    const struct choice *choice, size_t *n)
{
	const struct rec_list *ns = &snap->list[KIND_NS];
	const struct rec_list *msg = &snap->list[KIND_MSG];
	struct limit_use *list = NULL, use;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; i < ns->n; i++)
		for (enum limit_id id = 0; id < LIMIT_MSGMNB; id++)
			if (limit_use_get(&use, id, ns->v[i]) &&
			    is_near(&use) && is_chosen(choice, &use))
				add(&list, n, &room, &use);
	for (size_t i = 0; i < msg->n; i++) {
		const struct rec *queue = msg->v[i];

		use = (struct limit_use){
			.id = LIMIT_MSGMNB,
			.ns = rec_ns(queue),
			.queue = queue,
			.used = rec_num(queue, F_CBYTES, 0),
			.max = rec_num(queue, F_QBYTES, 0),
			.used_known = rec_known(queue, F_CBYTES) &&
				      rec_known(queue, F_QBYTES),
		};
		/* One that takes nothing is closed, not full. */
		if (use.max && is_near(&use) && is_chosen(choice, &use))
			add(&list, n, &room, &use);
	}
	if (list)
		qsort(list, *n, sizeof(*list), by_share);
	return list;
}

static uint64_t pages(const struct rec *rec, uint64_t page)
{
	uint64_t size = rec_num(rec, F_SIZE, 0);

	return size / page + !!(size % page);
}

/* The kernel's own pages are those of whatever segment has the smallest. */
static uint64_t page_size(const struct snapshot *snap)
{
	const struct rec_list *list = &snap->list[KIND_SHM];
	uint64_t page = 0;

	for (size_t i = 0; i < list->n; i++) {
		uint64_t own = rec_num(list->v[i], F_PAGESIZE, 0);

		if (own && (!page || own < page))
			page = own;
	}
	return page ? page : PAGE_SIZE;
}

static unsigned int class_of(const struct rec *rec)
{
	const char *verdict = rec_str(rec, F_VERDICT);
	const struct verdict_word *word =
		verdict ? verdict_word_find(verdict) : NULL;

	return word ? (unsigned int)(word - verdict_words) : TALLY_CLASSES - 1;
}

static uint64_t amount_of(const struct rec *rec, enum limit_id id,
			  uint64_t page)
{
	switch (id) {
	case LIMIT_SHMALL:
		return pages(rec, page);
	case LIMIT_SEMMNS:
		return rec_num(rec, F_NSEMS, 0);
	case LIMIT_MSGMNB:
		return rec_num(rec, F_CBYTES, 0);
	default:
		return 1;
	}
}

/* Names are told apart by their first object, which a sort finds. */
struct named {
	const char *name;
	struct tally_item item;
};

static int by_name(const void *pa, const void *pb)
{
	const struct named *a = pa, *b = pb;

	if (!a->name || !b->name)
		return !a->name - !b->name;
	return strcmp(a->name, b->name);
}

static void number_names(struct named *v, size_t n)
{
	size_t first = 0;

	if (n)
		qsort(v, n, sizeof(*v), by_name);
	for (size_t i = 0; i < n; i++) {
		if (i && by_name(&v[first], &v[i]))
			first = i;
		v[i].item.key = first;
	}
}

static void add_filler(struct named *named, const struct limit_use *use,
		       const struct rec *rec, enum filler_by by, uint64_t page)
{
	named->name = by == FILLER_PROGRAM ? maker_program(rec) :
		      by == FILLER_CGROUP  ? maker_cgroup(rec) :
					     NULL;
	named->item = (struct tally_item){ rec_num(rec, F_UID, UINT32_MAX),
					   amount_of(rec, use->id, page),
					   class_of(rec) };
}

/**
 * full_fillers() - who fills a limit
 * @use: the limit
 * @snap: snapshot
 * @by: how they are told apart
 * @n: set to how many
 *
 * Return: a new list, who fills most of it first.
 */
struct filler *full_fillers(const struct limit_use *use,
			    const struct snapshot *snap, enum filler_by by,
			    size_t *n)
{
	const struct rec_list *list = &snap->list[limit_kind(use->id)];
	size_t most = use->queue ? 1 : list->n, m = 0;
	struct named *named = xcalloc(most, sizeof(*named));
	struct tally_item *items = xcalloc(most, sizeof(*items));
	uint64_t page = use->id == LIMIT_SHMALL ? page_size(snap) : PAGE_SIZE;
	struct filler *fillers;
	struct tally *tally;

	if (use->queue)
		add_filler(&named[m++], use, use->queue, by, page);
	for (size_t i = 0; i < list->n && !use->queue; i++)
		if (rec_ns(list->v[i]) == use->ns)
			add_filler(&named[m++], use, list->v[i], by, page);
	if (by != FILLER_USER)
		number_names(named, m);
	for (size_t i = 0; i < m; i++)
		items[i] = named[i].item;
	tally = tally_sum(items, m, n);
	fillers = xcalloc(*n, sizeof(*fillers));
	for (size_t i = 0; i < *n; i++) {
		fillers[i].tally = tally[i];
		if (by == FILLER_USER)
			fillers[i].uid = tally[i].key;
		else
			fillers[i].name = named[tally[i].key].name;
	}
	free(tally);
	free(items);
	free(named);
	return fillers;
}
