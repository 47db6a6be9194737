// SPDX-License-Identifier: GPL-2.0
/*
 * The report for a person: what leaked, and what to do.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "objects.h"
#include "output.h"

/* Most identifiers in a hint. */
#define HINT_MAX 16

/* Most held segments that are told of, and most processes of each. */
#define HELD_MAX   8
#define HOLDER_MAX 4

/* Objects that the report is about. */
struct picked {
	struct rec **v;
	size_t n;
};

struct findings {
	struct picked leaks;
	struct picked plain; /* by the plain rule, but no leaks */
	struct picked held; /* removed, but still attached */
	size_t objects;
	size_t orphans;
	size_t suspects;
	size_t unknown;
	size_t changed;
	uint64_t held_bytes;
	uint64_t reclaim;
	bool foreign; /* a leak in another namespace */
	bool foreign_plain; /* the same of plain */
};

static void examine(struct findings *f, struct rec *rec)
{
	f->objects++;
	if (object_is_leak(rec)) {
		f->leaks.v[f->leaks.n++] = rec;
		f->reclaim = sum(f->reclaim, rec_num(rec, F_RECLAIM, 0));
		if (rec_is(rec, F_VERDICT, "orphan"))
			f->orphans++;
		else
			f->suspects++;
		if (!object_is_own(rec))
			f->foreign = true;
		return;
	}
	if (rec_num(rec, F_PLAIN, 0)) {
		f->plain.v[f->plain.n++] = rec;
		if (!object_is_own(rec))
			f->foreign_plain = true;
	}
	if (rec_is(rec, F_VERDICT, "unknown"))
		f->unknown++;
	if (rec_is(rec, F_VERDICT, "held")) {
		f->held.v[f->held.n++] = rec;
		f->held_bytes = sum(f->held_bytes, rec_num(rec, F_RSS, 0));
		f->held_bytes = sum(f->held_bytes, rec_num(rec, F_SWAP, 0));
	}
}

static bool find(struct findings *f, const struct snapshot *snap)
{
	const struct rec_list *ns = &snap->list[KIND_NS];
	size_t n = 1;

	memset(f, 0, sizeof(*f));
	for (int i = 0; i < 3; i++)
		n += snap->list[object_kinds[i]].n;
	f->leaks.v = reallocarray(NULL, n, sizeof(*f->leaks.v));
	f->plain.v = reallocarray(NULL, n, sizeof(*f->plain.v));
	f->held.v = reallocarray(NULL, n, sizeof(*f->held.v));
	if (!f->leaks.v || !f->plain.v || !f->held.v)
		return false;

	for (int i = 0; i < 3; i++) {
		const struct rec_list *list = &snap->list[object_kinds[i]];

		for (size_t j = 0; j < list->n; j++)
			examine(f, list->v[j]);
	}
	for (size_t i = 0; i < ns->n; i++)
		f->changed += !!rec_num(ns->v[i], F_CHANGED, 0);
	return true;
}

static const char *s(size_t n)
{
	return n == 1 ? "" : "s";
}

static void bytes_text(char *buf, size_t size, uint64_t bytes,
		       const struct request *req)
{
	if (req->style.bytes)
		snprintf(buf, size, "%" PRIu64 " byte%s", bytes, s(bytes));
	else
		size_text(buf, size, bytes, "iB");
}

static void summary(const struct request *req, const struct findings *f,
		    const struct snapshot *snap)
{
	size_t ns = snap->list[KIND_NS].n;
	char size[32];

	if (!f->leaks.n) {
		printf("Nothing leaked%s: %zu object%s in %zu namespace%s\n",
		       kinds_refused(snap) ? " of what could be read" :
		       f->unknown	   ? " of what could be judged" :
					     "",
		       f->objects, s(f->objects), ns, s(ns));
		return;
	}
	bytes_text(size, sizeof(size), f->reclaim, req);
	printf("%zu leaked object%s (%zu orphan, %zu suspect), %s could be given back\n",
	       f->leaks.n, s(f->leaks.n), f->orphans, f->suspects, size);
}

static bool table(const struct request *req, const struct picked *picked,
		  bool foreign, enum field size)
{
	int columns[10];
	size_t n = 0;

	columns[n++] = C_KIND;
	columns[n++] = F_ID;
	if (foreign)
		columns[n++] = F_NS;
	columns[n++] = F_VERDICT;
	columns[n++] = size;
	columns[n++] = C_AGE;
	columns[n++] = C_USER;
	columns[n++] = C_CREATOR;
	columns[n++] = C_LAST;
	columns[n++] = C_WHY;
	return output_table(&req->style, picked->v, picked->n, columns, n);
}

static bool tables(const struct request *req, const struct findings *f)
{
	if (f->leaks.n) {
		putchar('\n');
		if (!table(req, &f->leaks, f->foreign, F_RECLAIM))
			return false;
	}
	if (!f->plain.n)
		return true;
	printf("\nNot attached, yet no leak%s:\n", s(f->plain.n));
	return table(req, &f->plain, f->foreign_plain, F_SIZE);
}

/* Only in the reader's own namespace, because ipcrm knows no other. */
static bool may_advise(const struct rec *rec)
{
	return object_is_safe(rec) && object_is_own(rec);
}

static void hints(const struct request *req, const struct findings *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->leaks.n; i++) {
		const struct rec *rec = f->leaks.v[i];
		char args[OBJECT_NAME];

		if (!may_advise(rec))
			continue;
		if (!n)
			printf("\nTo remove the orphans of this namespace%s:\n    ipcrm",
			       req->from ? " (look at a new snapshot first)" :
					   "");
		object_remover(args, sizeof(args), rec);
		if (n++ < HINT_MAX)
			printf(" %s", args);
	}
	if (n)
		putchar('\n');
	if (n > HINT_MAX)
		printf("and %zu more.\n", n - HINT_MAX);
}

/* "shm:7 4 KiB: 2 processes: 1000 postgres, 1001 postgres" */
static void holders(const struct request *req, const struct rec *rec)
{
	/* The module lists only so many. */
	uint64_t listed = object_parts(rec, KIND_USER), n = 0;
	uint64_t procs = rec_num(rec, F_PROCS, 0);
	uint64_t all = procs > listed ? procs : listed;
	char name[OBJECT_NAME], size[32];

	object_name(name, sizeof(name), rec);
	bytes_text(size, sizeof(size),
		   sum(rec_num(rec, F_RSS, 0), rec_num(rec, F_SWAP, 0)), req);
	printf("    %s %s: %s%" PRIu64 " process%s", name, size,
	       rec_num(rec, F_CAPPED, 0) ? "at least " : "", all,
	       all == 1 ? "" : "es");
	for (struct rec *u = object_part(rec, KIND_USER); u && n < HOLDER_MAX;
	     u = object_next(u), n++) {
		char *pid = column_text(&req->style, u, F_PID);
		char *comm = column_text(&req->style, u, F_COMM);

		printf("%s %s %s", n ? "," : ":", pid ? pid : "",
		       comm ? comm : "");
		free(pid);
		free(comm);
	}
	if (all > n)
		printf(" and %" PRIu64 " more", all - n);
	putchar('\n');
}

static void held(const struct request *req, const struct findings *f)
{
	size_t n = f->held.n, i;
	char size[32];

	bytes_text(size, sizeof(size), f->held_bytes, req);
	printf("\n%zu removed segment%s still hold%s %s, because processes are attached (ipcdiag show):\n",
	       n, s(n), n == 1 ? "s" : "", size);
	for (i = 0; i < n && i < HELD_MAX; i++)
		holders(req, f->held.v[i]);
	if (n > i)
		printf("    and %zu more: ipcdiag list shm\n", n - i);
}

static void notes(const struct request *req, const struct findings *f,
		  const struct snapshot *snap)
{
	const char *not_read = kinds_refused(snap);

	if (not_read) {
		char *words = escape_dup(not_read, req->style.escape);

		printf("\nNot read, because the kernel's structures are not what was expected: %s\n",
		       words ? words : "");
		free(words);
	}
	if (f->suspects)
		printf("\nA suspect may still be wanted: ask its owner before removing it.\n");
	if (f->foreign)
		printf("\nWhat is in another namespace can only be removed there (nsenter --ipc).\n");
	if (f->held.n)
		held(req, f);
	if (f->unknown)
		printf("\n%zu object%s could not be judged.\n", f->unknown,
		       s(f->unknown));
	if (f->changed)
		printf("\nObjects came or went in %zu namespace%s while the snapshot was taken.\n",
		       f->changed, s(f->changed));
}

/* The segments, and who keeps them alive. */
static bool json_held(const struct request *req, const struct findings *f,
		      const int *columns, size_t n)
{
	size_t nusers = 0, all = 0;
	int user_columns[COLUMNS];
	struct rec **users;
	bool ok;

	for (size_t i = 0; i < f->held.n; i++)
		all += object_parts(f->held.v[i], KIND_USER);
	users = reallocarray(NULL, all + 1, sizeof(*users));
	if (!users) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return false;
	}
	for (size_t i = 0; i < f->held.n; i++)
		for (struct rec *u = object_part(f->held.v[i], KIND_USER); u;
		     u = object_next(u))
			users[nusers++] = u;
	ok = json_records(&req->style, "held", f->held.v, f->held.n, columns,
			  n) &&
	     json_records(&req->style, "holders", users, nusers, user_columns,
			  list_json_columns(KIND_USER, user_columns));
	free(users);
	return ok;
}

/* Everything that any kind of object has. */
static bool report_json(const struct request *req, const struct snapshot *snap,
			const struct findings *f)
{
	bool reduced = snap->source != SOURCE_MODULE;
	bool no_segments = kind_is_refused(snap, KIND_SHM);
	struct pair pairs[] = {
		{ .name = "objects" }, { .name = "namespaces" },
		{ .name = "changed" }, { .name = "leaked" },
		{ .name = "orphan" },  { .name = "suspect" },
		{ .name = "unknown" }, { .name = "reclaim" },
	};
	const uint64_t values[] = {
		f->objects, snap->list[KIND_NS].n, f->changed, f->leaks.n,
		f->orphans, f->suspects,	   f->unknown, f->reclaim,
	};
	const size_t judged = 2; /* the values before are always known */
	size_t npairs = sizeof(pairs) / sizeof(pairs[0]);
	int columns[COLUMNS];
	size_t n = 0;

	for (size_t i = 0; i < npairs; i++)
		if (!reduced || i < judged)
			snprintf(pairs[i].value, sizeof(pairs[i].value),
				 "%" PRIu64, values[i]);

	columns[n++] = C_KIND;
	for (int c = 0; c < COLUMNS; c++)
		if (c != C_KIND && c != C_CREATOR && c != C_LAST &&
		    c != C_SENDER && c != C_RECEIVER &&
		    (column_in(c, KIND_SHM) || column_in(c, KIND_SEM) ||
		     column_in(c, KIND_MSG)))
			columns[n++] = c;

	json_begin(snap);
	if (!json_record(&req->style, "snapshot", snapshot_header(snap)) ||
	    !json_pairs("summary", pairs, npairs))
		return false;
	/* Not an empty list: what leaked is not known. */
	if (reduced)
		json_null("leaks");
	else if (!json_records(&req->style, "leaks", f->leaks.v, f->leaks.n,
			       columns, n))
		return false;
	if (no_segments)
		json_null("plain");
	else if (!json_records(&req->style, "plain", f->plain.v, f->plain.n,
			       columns, n))
		return false;
	if (reduced || no_segments) {
		json_null("held");
		json_null("holders");
	} else if (!json_held(req, f, columns, n)) {
		return false;
	}
	json_end();
	return true;
}

static bool reduced_report(const struct request *req, const struct findings *f)
{
	static const int columns[] = { F_ID,  F_KEY,  C_USER, F_SIZE,
				       F_RSS, F_CPID, F_LPID, C_AGE };

	printf("Nothing can be judged without the module: %zu object%s in this namespace\n",
	       f->objects, s(f->objects));
	if (!f->plain.n)
		return true;
	printf("%zu segment%s not attached and not marked for destruction, which alone does not make a leak:\n\n",
	       f->plain.n, f->plain.n == 1 ? " is" : "s are");
	return output_table(&req->style, f->plain.v, f->plain.n, columns,
			    sizeof(columns) / sizeof(columns[0]));
}

static bool report_text(const struct request *req, const struct snapshot *snap,
			const struct findings *f)
{
	if (snap->source != SOURCE_MODULE)
		return reduced_report(req, f);
	summary(req, f, snap);
	if (!tables(req, f))
		return false;
	hints(req, f);
	notes(req, f, snap);
	return true;
}

/**
 * command_report() - what leaked?
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code command_report(const struct request *req,
			      const struct snapshot *snap)
{
	enum exit_code code = EXIT_BAD;
	struct findings f;
	bool ok;

	if (!find(&f, snap)) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		goto out;
	}
	ok = req->style.format == FORMAT_JSON ? report_json(req, snap, &f) :
						report_text(req, snap, &f);
	if (!ok)
		goto out;
	if (f.leaks.n)
		code = EXIT_LEAKS;
	else if (snap->source != SOURCE_MODULE || kinds_refused(snap) ||
		 f.unknown)
		code = EXIT_REDUCED;
	else
		code = EXIT_OK;
out:
	free(f.leaks.v);
	free(f.plain.v);
	free(f.held.v);
	return code;
}
