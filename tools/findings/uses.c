// SPDX-License-Identifier: GPL-2.0
/*
 * Every object that a process touches.
 *
 * What it does now is in the lines of users; what it did, in who made an object
 * and who used it last. Both become records of users, each process's together.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings/objects.h"
#include "findings/uses.h"

/* What a recorded process did, by the keys that tell of it. */
static const struct {
	enum kind kind;
	const char *use;
	enum field pid, ipid, state, comm;
} deeds[] = {
	{ KIND_SHM, "create", F_CPID, F_CIPID, F_CSTATE, F_CCOMM },
	{ KIND_SHM, "last-use", F_LPID, F_LIPID, F_LSTATE, F_LCOMM },
	{ KIND_SEM, "last-use", F_LPID, F_LIPID, F_LSTATE, F_LCOMM },
	{ KIND_SEMVAL, "last-use", F_PID, F_IPID, F_STATE, F_COMM },
	{ KIND_MSG, "last-send", F_LSPID, F_LSIPID, F_LSSTATE, F_LSCOMM },
	{ KIND_MSG, "last-receive", F_LRPID, F_LRIPID, F_LRSTATE, F_LRCOMM },
};

#define DEEDS (sizeof(deeds) / sizeof(deeds[0]))

/*
 * struct wanted - whose uses are wanted
 * @by_pid: by number, else by name
 * @pid: the number
 * @name: the name, as much of it as the kernel keeps; empty for everybody
 */
struct wanted {
	bool by_pid;
	uint64_t pid;
	char name[USES_NAME + 1];
};

static bool is_wanted(const struct wanted *w, const struct rec *rec,
		      enum field pid, enum field comm)
{
	if (w->by_pid)
		return rec_known(rec, pid) && rec_num(rec, pid, 0) == w->pid;
	return !*w->name || rec_is(rec, comm, w->name);
}

/* Does the number still belong to the one that was recorded? */
static bool is_there(const struct rec *rec, enum field state)
{
	return rec_is(rec, state, "alive") || rec_is(rec, state, "thread") ||
	       rec_is(rec, state, "zombie") || rec_is(rec, state, "kernel");
}

static void keep(struct uses *uses, const struct rec *rec)
{
	if (uses->n == uses->room) {
		uses->room = uses->room ? 2 * uses->room : 64;
		uses->v = xreallocarray(uses->v, uses->room, sizeof(*uses->v));
	}
	uses->v[uses->n++] = rec;
}

static void keep_deed(struct uses *uses, struct rec *rec, size_t deed)
{
	struct rec *object = rec_whole(rec) ? rec_whole(rec) : rec;
	struct rec *use = snapshot_add(uses->own, KIND_USER);

	if (!use)
		memory_gone();
	use->up = object;
	rec_set_num(use, F_NS, rec_num(object, F_NS, 0));
	rec_set_num(use, F_ID, rec_num(object, F_ID, 0));
	rec_set_str(use, F_TYPE, kind_name(object->kind));
	rec_set_str(use, F_KIND, deeds[deed].use);
	if (rec_known(rec, deeds[deed].pid))
		rec_set_num(use, F_PID, rec_num(rec, deeds[deed].pid, 0));
	else if (rec_hidden(rec, deeds[deed].pid))
		rec_set_hidden(use, F_PID);
	if (rec_known(rec, deeds[deed].ipid))
		rec_set_num(use, F_IPID, rec_num(rec, deeds[deed].ipid, 0));
	if (rec_known(rec, deeds[deed].comm))
		rec_set_str(use, F_COMM, rec_str(rec, deeds[deed].comm));
	keep(uses, use);
}

static void find_deeds(struct uses *uses, const struct snapshot *snap,
		       const struct choice *choice, const struct wanted *w,
		       size_t deed)
{
	const struct rec_list *list = &snap->list[deeds[deed].kind];

	for (size_t i = 0; i < list->n; i++) {
		struct rec *rec = list->v[i];
		const struct rec *object =
			rec_whole(rec) ? rec_whole(rec) : rec;

		if (is_there(rec, deeds[deed].state) &&
		    is_wanted(w, rec, deeds[deed].pid, deeds[deed].comm) &&
		    choice_has(choice, object))
			keep_deed(uses, rec, deed);
	}
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_process(const struct rec *a, const struct rec *b)
{
	int diff = compare(rec_num(a, F_IPID, UINT64_MAX),
			   rec_num(b, F_IPID, UINT64_MAX));

	return diff ? diff :
		      compare(rec_num(a, F_PID, 0), rec_num(b, F_PID, 0));
}

static int by_object(const struct rec *a, const struct rec *b)
{
	int diff = compare(rec_whole(a)->kind, rec_whole(b)->kind);

	if (!diff)
		diff = compare(rec_num(a, F_NS, 0), rec_num(b, F_NS, 0));
	return diff ? diff : compare(rec_num(a, F_ID, 0), rec_num(b, F_ID, 0));
}

/* What is done now, in the order of the snapshot, before what was done. */
static int by_all(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	int diff = by_process(a, b);

	if (!diff)
		diff = by_object(a, b);
	if (!diff)
		diff = compare((uint32_t)(a->line - 1),
			       (uint32_t)(b->line - 1));
	return diff ? diff : strcmp(rec_str(a, F_KIND), rec_str(b, F_KIND));
}

/* The last of many semaphores is one use of the array. */
static void drop_doubles(struct uses *uses)
{
	size_t n = 0;

	for (size_t i = 0; i < uses->n; i++)
		if (!n || uses->v[i]->line ||
		    by_all(&uses->v[n - 1], &uses->v[i]))
			uses->v[n++] = uses->v[i];
	uses->n = n;
}

/**
 * uses_find() - what a process does with objects, and what it did
 * @uses: set to it
 * @snap: snapshot
 * @choice: which objects matter
 * @process: number or name of the process; NULL for what all do now
 */
void uses_find(struct uses *uses, const struct snapshot *snap,
	       const struct choice *choice, const char *process)
{
	const struct rec_list *users = &snap->list[KIND_USER];
	struct wanted w = { .by_pid = false };

	memset(uses, 0, sizeof(*uses));
	uses->own = snapshot_new(snap->source);
	if (!uses->own)
		memory_gone();
	if (process && *process && !process[strspn(process, "0123456789")]) {
		w.by_pid = true;
		w.pid = strtoull(process, NULL, 10);
	} else if (process) {
		strncpy(w.name, process, USES_NAME);
	}
	for (size_t i = 0; i < users->n; i++)
		if (rec_whole(users->v[i]) && rec_known(users->v[i], F_KIND) &&
		    is_wanted(&w, users->v[i], F_PID, F_COMM) &&
		    choice_has(choice, rec_whole(users->v[i])))
			keep(uses, users->v[i]);
	for (size_t i = 0; process && i < DEEDS; i++)
		find_deeds(uses, snap, choice, &w, i);
	if (process && uses->n)
		qsort(uses->v, uses->n, sizeof(*uses->v), by_all);
	if (process)
		drop_doubles(uses);
}

/**
 * uses_free() - free what uses_find() found
 * @uses: it
 */
void uses_free(struct uses *uses)
{
	snapshot_free(uses->own);
	free(uses->v);
	memset(uses, 0, sizeof(*uses));
}

/**
 * uses_same_process() - are two uses by one process?
 * @a: use
 * @b: use
 *
 * Return: true if so.
 */
bool uses_same_process(const struct rec *a, const struct rec *b)
{
	return !by_process(a, b);
}

/**
 * uses_same_object() - are two uses of one object?
 * @a: use
 * @b: use
 *
 * Return: true if so.
 */
bool uses_same_object(const struct rec *a, const struct rec *b)
{
	return !by_object(a, b);
}

/**
 * uses_by_process() - in which order do two uses come? For qsort()
 * @pa: a record of KIND_USER, by a pointer to it
 * @pb: another one
 *
 * By the number in the initial pid namespace, which is there whoever reads, and of
 * one process in the order of the snapshot. An address space without a process has
 * no number, and comes last.
 *
 * Return: less than, equal to or more than 0.
 */
int uses_by_process(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	uint64_t x = rec_num(a, F_IPID, UINT64_MAX);
	uint64_t y = rec_num(b, F_IPID, UINT64_MAX);

	if (x != y)
		return x < y ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}
