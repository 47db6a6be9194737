// SPDX-License-Identifier: GPL-2.0
/*
 * Every object that a process touches.
 *
 * What it does now is in the lines of users; what it did, in who made an object
 * and who used it last. Both become records of users, each process's together.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/views.h"
#include "findings/objects.h"
#include "view/output.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

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

/*
 * struct found - what is to be shown
 * @own: the records that were made here
 * @v: uses, records of KIND_USER
 * @n: how many
 * @room: how many @v has room for
 */
struct found {
	struct snapshot *own;
	struct rec **v;
	size_t n;
	size_t room;
};

static bool is_number(const char *word)
{
	return *word && word[strspn(word, "0123456789")] == '\0';
}

static bool is_wanted(const struct request *req, const struct rec *rec,
		      enum field pid, enum field comm)
{
	if (!is_number(req->processes[0]))
		return rec_is(rec, comm, req->processes[0]);
	return rec_known(rec, pid) &&
	       rec_num(rec, pid, 0) == strtoull(req->processes[0], NULL, 10);
}

/* Does the number still belong to the one that was recorded? */
static bool is_there(const struct rec *rec, enum field state)
{
	return rec_is(rec, state, "alive") || rec_is(rec, state, "thread") ||
	       rec_is(rec, state, "zombie") || rec_is(rec, state, "kernel");
}

static bool keep(struct found *found, struct rec *rec)
{
	if (found->n == found->room) {
		size_t room = found->room ? 2 * found->room : 64;
		struct rec **v = reallocarray(found->v, room, sizeof(*v));

		if (!v)
			return false;
		found->v = v;
		found->room = room;
	}
	found->v[found->n++] = rec;
	return true;
}

static bool keep_deed(struct found *found, struct rec *rec, size_t deed)
{
	struct rec *object = rec_whole(rec) ? rec_whole(rec) : rec;
	struct rec *use = snapshot_add(found->own, KIND_USER);

	if (!use)
		return false;
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
	return keep(found, use);
}

static bool find_deeds(struct found *found, const struct request *req,
		       const struct snapshot *snap, size_t deed)
{
	const struct rec_list *list = &snap->list[deeds[deed].kind];

	for (size_t i = 0; i < list->n; i++) {
		struct rec *rec = list->v[i];

		if (is_there(rec, deeds[deed].state) &&
		    is_wanted(req, rec, deeds[deed].pid, deeds[deed].comm) &&
		    !keep_deed(found, rec, deed))
			return false;
	}
	return true;
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
		diff = compare(a->line - 1, b->line - 1);
	return diff ? diff : strcmp(rec_str(a, F_KIND), rec_str(b, F_KIND));
}

/* The last of many semaphores is one use of the array. */
static void drop_doubles(struct found *found)
{
	size_t n = 0;

	for (size_t i = 0; i < found->n; i++)
		if (!n || found->v[i]->line ||
		    by_all(&found->v[n - 1], &found->v[i]))
			found->v[n++] = found->v[i];
	found->n = n;
}

static bool find(struct found *found, const struct request *req,
		 const struct snapshot *snap)
{
	const struct rec_list *users = &snap->list[KIND_USER];

	memset(found, 0, sizeof(*found));
	found->own = snapshot_new(snap->source);
	if (!found->own)
		return false;
	for (size_t i = 0; i < users->n; i++)
		if (rec_whole(users->v[i]) && rec_known(users->v[i], F_KIND) &&
		    is_wanted(req, users->v[i], F_PID, F_COMM) &&
		    !keep(found, users->v[i]))
			return false;
	for (size_t i = 0; i < ARRAY_SIZE(deeds); i++)
		if (!find_deeds(found, req, snap, i))
			return false;
	if (found->n)
		qsort(found->v, found->n, sizeof(*found->v), by_all);
	drop_doubles(found);
	return true;
}

static char *process_name(const struct style *style, const struct rec *use)
{
	char *pid = column_text(style, use, F_PID);
	char *comm = column_text(style, use, F_COMM);
	char *text = NULL;

	if (pid && comm && asprintf(&text, "%s %s", pid, comm) < 0)
		text = NULL;
	free(pid);
	free(comm);
	return text;
}

static bool show_tree(const struct request *req, const struct found *found)
{
	static const struct sheet_column columns[] = {
		{ .name = "WHO", .tree = true },
		{ .name = "VERDICT" },
		{ .name = "TID", .right = true },
		{ .name = "DETAILS" },
	};
	const struct style *style = &req->style;
	struct sheet *sheet = sheet_new(style, columns, ARRAY_SIZE(columns));
	struct libscols_line *process = NULL, *object = NULL, *line;

	for (size_t i = 0; i < found->n; i++) {
		const struct rec *use = found->v[i];
		const struct rec *last = i ? found->v[i - 1] : NULL;
		bool new_process = !last || by_process(last, use);

		if (new_process) {
			process = sheet_line(sheet, NULL);
			sheet_cell(sheet, process, 0, process_name(style, use));
		}
		if (new_process || by_object(last, use)) {
			char name[OBJECT_NAME];

			object_name(name, sizeof(name), rec_whole(use));
			object = sheet_line(sheet, process);
			sheet_cell(sheet, object, 0, strdup(name));
			sheet_cell(sheet, object, 1,
				   column_text(style, rec_whole(use),
					       F_VERDICT));
		}
		line = sheet_line(sheet, object);
		sheet_cell(sheet, line, 0, column_text(style, use, C_USE));
		if (rec_known(use, F_TID) || rec_hidden(use, F_TID))
			sheet_cell(sheet, line, 2,
				   column_text(style, use, F_TID));
		sheet_cell(sheet, line, 3, column_text(style, use, C_DETAILS));
	}
	return sheet_print(sheet);
}

static bool show_json(const struct request *req, const struct snapshot *snap,
		      const struct found *found)
{
	static const struct sheet_column columns[] = {
		{ .name = "pid", .raw = true },
		{ .name = "ipid", .raw = true },
		{ .name = "comm" },
		{ .name = "uses", .raw = true },
	};
	struct sheet *sheet =
		sheet_new(&req->style, columns, ARRAY_SIZE(columns));
	int keys[COLUMNS];
	size_t nkeys = list_json_columns(KIND_USER, keys);

	for (size_t i = 0, n; i < found->n; i += n) {
		struct libscols_line *line = sheet_line(sheet, NULL);
		char *uses;

		for (n = 1; i + n < found->n; n++)
			if (by_process(found->v[i], found->v[i + n]))
				break;
		uses = doc_list(&req->style, found->v + i, n, keys, nkeys);
		for (int c = 0; c < 3; c++) {
			static const enum field fields[] = { F_PID, F_IPID,
							     F_COMM };

			sheet_cell(sheet, line, c,
				   column_text(&req->style, found->v[i],
					       fields[c]));
		}
		if (!uses) {
			sheet_json(sheet, "processes", false);
			return false;
		}
		sheet_cell(sheet, line, 3, uses);
	}
	doc_begin(snap);
	if (!sheet_json(sheet, "processes", false))
		return false;
	doc_end();
	return true;
}

static bool without_module(const struct request *req,
			   const struct snapshot *snap)
{
	if (req->style.format != FORMAT_JSON) {
		fprintf(stderr,
			"ipcdiag: only the module knows who uses what\n");
		return false;
	}
	doc_begin(snap);
	doc_null("processes");
	doc_end();
	return true;
}

/**
 * view_who() - show every object that a process touches
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_who(const struct request *req,
			   const struct snapshot *snap)
{
	struct found found;
	bool ok;

	if (!req->nprocesses)
		return view_users(req, snap);
	if (snap->source != SOURCE_MODULE)
		return without_module(req, snap) ? EXIT_OK : EXIT_BAD;
	ok = find(&found, req, snap);
	if (!ok) {
		fprintf(stderr, "ipcdiag: out of memory\n");
	} else if (req->style.format == FORMAT_JSON) {
		ok = show_json(req, snap, &found);
	} else if (found.n) {
		ok = show_tree(req, &found);
	} else {
		char *word = escape_dup(req->processes[0], req->style.escape);

		printf("No object is %s to be used by %s.\n",
		       uses_capped(snap) ? "listed" : "known",
		       word ? word : "it");
		free(word);
	}
	free(found.v);
	snapshot_free(found.own);
	return ok ? EXIT_OK : EXIT_BAD;
}
