// SPDX-License-Identifier: GPL-2.0
/*
 * The report for a person: what leaked, and what to do.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings/access.h"
#include "view/views.h"
#include "findings/objects.h"
#include "view/output.h"

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
	struct picked found; /* sorted by what there is to tell of them */
	struct picked plain; /* by the plain rule, but no finding */
	struct picked held; /* removed, but still attached */
	size_t objects;
	size_t of[FINDINGS]; /* how many of found are which */
	uint64_t bytes[FINDINGS]; /* what removing them would give back */
	size_t leaks;
	size_t may_return;
	size_t strange; /* judged by a word that is not known here */
	size_t changed;
	uint64_t held_bytes;
};

/* What each finding is called, and what it asks of the reader. */
static const struct {
	const char *name;
	const char *title;
} kinds_of[FINDINGS] = {
	[FINDING_ORPHAN] = { "orphan", "Orphans: removing them harms nobody" },
	[FINDING_UNCLAIMED] = { "unclaimed",
				"Unclaimed: nobody who runs could use them without a capability; ask their owners whether a program is still to be started that does" },
	[FINDING_SUSPECT] = { "suspect",
			      "Suspects: nobody is known to want them, but somebody who runs could use them; ask these (ipcdiag show names them)" },
	[FINDING_NOBODY_KNOWN] = { "nobody-known",
				   "Nobody known: no user was ever recorded, and nobody can tell who made them" },
	[FINDING_UNJUDGED] = { "not judged",
			       "Not judged: these may be anything" },
};

static void examine(struct findings *f, struct rec *rec)
{
	enum finding finding = object_finding(rec);

	f->objects++;
	if (finding < FINDINGS) {
		f->found.v[f->found.n++] = rec;
		f->of[finding]++;
		f->bytes[finding] =
			sum(f->bytes[finding], rec_num(rec, F_RECLAIM, 0));
		f->leaks += object_is_leak(rec);
		f->may_return +=
			finding == FINDING_UNCLAIMED && !object_is_leak(rec);
		f->strange += object_is_strange(rec);
		return;
	}
	if (rec_num(rec, F_PLAIN, 0))
		f->plain.v[f->plain.n++] = rec;
	if (rec_is(rec, F_VERDICT, "held")) {
		f->held.v[f->held.n++] = rec;
		f->held_bytes = sum(f->held_bytes, rec_num(rec, F_RSS, 0));
		f->held_bytes = sum(f->held_bytes, rec_num(rec, F_SWAP, 0));
	}
}

static int by_rank(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	int diff = object_rank(a) - object_rank(b);

	if (!diff)
		diff = (int)a->kind - (int)b->kind;
	return diff ? diff : (a->line > b->line) - (a->line < b->line);
}

/* Without the module nothing is judged: only the plain rule can be told of. */
static void examine_reduced(struct findings *f, struct rec *rec)
{
	f->objects++;
	if (rec_num(rec, F_PLAIN, 0))
		f->plain.v[f->plain.n++] = rec;
}

static bool find(struct findings *f, const struct snapshot *snap)
{
	const struct rec_list *ns = &snap->list[KIND_NS];
	size_t n = 1;

	memset(f, 0, sizeof(*f));
	for (int i = 0; i < 3; i++)
		n += snap->list[object_kinds[i]].n;
	f->found.v = reallocarray(NULL, n, sizeof(*f->found.v));
	f->plain.v = reallocarray(NULL, n, sizeof(*f->plain.v));
	f->held.v = reallocarray(NULL, n, sizeof(*f->held.v));
	if (!f->found.v || !f->plain.v || !f->held.v)
		return false;

	for (int i = 0; i < 3; i++) {
		const struct rec_list *list = &snap->list[object_kinds[i]];

		for (size_t j = 0; j < list->n; j++)
			if (snap->source == SOURCE_MODULE)
				examine(f, list->v[j]);
			else
				examine_reduced(f, list->v[j]);
	}
	if (f->found.n)
		qsort(f->found.v, f->found.n, sizeof(*f->found.v), by_rank);
	for (size_t i = 0; i < ns->n; i++)
		f->changed += !!rec_num(ns->v[i], F_CHANGED, 0);
	return true;
}

/* Those of one or more findings, which follow each other. */
static struct picked found(const struct findings *f, enum finding from,
			   enum finding to)
{
	struct picked picked = { f->found.v, 0 };

	for (enum finding i = 0; i < from; i++)
		picked.v += f->of[i];
	for (enum finding i = from; i <= to; i++)
		picked.n += f->of[i];
	return picked;
}

static size_t not_judged(const struct findings *f)
{
	return f->of[FINDING_NOBODY_KNOWN] + f->of[FINDING_UNJUDGED];
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

static void put_objects(const struct findings *f, const struct snapshot *snap)
{
	size_t ns = snap->list[KIND_NS].n;

	printf(": %zu object%s in %zu namespace%s\n", f->objects, s(f->objects),
	       ns, s(ns));
}

/* That nothing leaked is said only if everything was read and judged. */
static void summary(const struct request *req, const struct findings *f,
		    const struct snapshot *snap)
{
	bool refused = kinds_refused(snap);
	const char *before = "";

	if (f->of[FINDING_UNJUDGED] == f->found.n) {
		if (f->found.n)
			printf("No leak is known, but %zu of %zu object%s could not be judged\n",
			       f->found.n, f->objects, s(f->objects));
		else if (refused)
			printf("No leak is known of what could be read");
		else
			printf("Nothing leaked");
		if (!f->found.n)
			put_objects(f, snap);
		return;
	}
	for (int i = 0; i < FINDINGS; i++) {
		char size[32];

		if (!f->of[i])
			continue;
		printf("%s%zu %s", before, f->of[i], kinds_of[i].name);
		before = ", ";
		bytes_text(size, sizeof(size), f->bytes[i], req);
		if (i <= FINDING_SUSPECT)
			printf(" (%s)", size);
	}
	put_objects(f, snap);
}

/* In another namespace than the reader's? */
static bool foreign(const struct picked *picked)
{
	for (size_t i = 0; i < picked->n; i++)
		if (!object_is_own(picked->v[i]))
			return true;
	return false;
}

static bool table(const struct request *req, const struct picked *picked,
		  enum field size)
{
	int columns[10];
	size_t n = 0;

	columns[n++] = C_KIND;
	columns[n++] = F_ID;
	if (foreign(picked))
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
	for (enum finding i = 0; i < FINDINGS; i++) {
		struct picked picked = found(f, i, i);

		if (!picked.n)
			continue;
		printf("\n%s:\n", kinds_of[i].title);
		if (!table(req, &picked, F_RECLAIM))
			return false;
	}
	if (!f->plain.n)
		return true;
	printf("\nNot attached, yet no leak%s:\n", s(f->plain.n));
	return table(req, &f->plain, F_SIZE);
}

/* Only in the reader's own namespace, because ipcrm knows no other. */
static bool may_remove(const struct rec *rec)
{
	return object_is_safe(rec) && object_is_own(rec) &&
	       !object_has_reason(rec, "namespace-empty");
}

static bool may_ask_for(const struct rec *rec)
{
	return object_is_to_be_asked_for(rec) && object_is_own(rec) &&
	       !object_has_reason(rec, "namespace-empty");
}

static void hint(const struct request *req, const struct findings *f,
		 const char *intro, bool (*wanted)(const struct rec *rec))
{
	size_t n = 0;

	for (size_t i = 0; i < f->found.n; i++) {
		const struct rec *rec = f->found.v[i];
		char args[OBJECT_NAME];

		if (!wanted(rec))
			continue;
		if (!n)
			printf("\n%s%s:\n    ipcrm", intro,
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

/* Is one in another namespace, in which somebody could remove it? */
static bool elsewhere(const struct picked *picked)
{
	for (size_t i = 0; i < picked->n; i++)
		if (!object_is_own(picked->v[i]) &&
		    !object_is_out_of_reach(picked->v[i]))
			return true;
	return false;
}

static void hints(const struct request *req, const struct findings *f)
{
	hint(req, f, "To remove the orphans of this namespace", may_remove);
	hint(req, f,
	     "To remove what is unclaimed in this namespace; ask the owner first",
	     may_ask_for);
}

/* "namespace 4026532291: 812 apache2, which has shm:7@4026532291 mapped" */
static bool keepers(const struct request *req, const struct snapshot *snap,
		    const struct rec *ns)
{
	size_t n, i;
	struct rec **v = access_holders(snap, ns, &n);

	if (!v)
		return false;
	printf("    namespace %" PRIu64 ": ",
	       rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (!n)
		printf("held by nobody who was found");
	for (i = 0; i < n && i < HOLDER_MAX; i++) {
		char *text = access_holder_text(&req->style, v[i]);

		printf("%s%s", i ? "; " : "", text ? text : "");
		free(text);
	}
	if (n > i)
		printf("; and %zu more", n - i);
	putchar('\n');
	free(v);
	return true;
}

/* Orphans that nobody can remove, by namespace. */
static bool out_of_reach(const struct request *req, const struct findings *f,
			 const struct snapshot *snap)
{
	struct picked orphans = found(f, FINDING_ORPHAN, FINDING_ORPHAN);
	const struct rec *told[HELD_MAX];
	bool more = false;
	size_t n = 0;

	for (size_t i = 0; i < orphans.n && !more; i++) {
		const struct rec *ns = rec_ns(orphans.v[i]);
		size_t j = 0;

		if (!object_is_out_of_reach(orphans.v[i]))
			continue;
		while (j < n && told[j] != ns)
			j++;
		if (j < n)
			continue;
		if (n == HELD_MAX) {
			more = true;
			continue;
		}
		if (!n)
			printf("\nNobody can remove an orphan in a namespace without a process: it goes when the last mapping goes that holds the namespace:\n");
		told[n++] = ns;
		if (!keepers(req, snap, ns))
			return false;
	}
	if (more)
		printf("    and others: ipcdiag show\n");
	return true;
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
	struct picked removable = found(f, FINDING_ORPHAN, FINDING_SUSPECT);

	if (not_read) {
		char *words = escape_dup(not_read, req->style.escape);

		printf("\nNot read, because the kernel's structures are not what was expected: %s\n",
		       words ? words : "");
		free(words);
	}
	if (elsewhere(&removable) || elsewhere(&f->plain))
		printf("\nWhat is in another namespace can only be removed there (nsenter --ipc).\n");
	if (f->held.n)
		held(req, f);
	if (f->strange)
		printf("\n%zu object%s not judged, because this version of ipcdiag does not know the verdict.\n",
		       f->strange,
		       f->strange == 1 ? " counts as" : "s count as");
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
	static const struct {
		const char *name;
		enum finding from, to;
	} lists[] = {
		{ "leaks", FINDING_ORPHAN, FINDING_SUSPECT },
		{ "nobody_known", FINDING_NOBODY_KNOWN, FINDING_NOBODY_KNOWN },
		{ "unknown", FINDING_UNJUDGED, FINDING_UNJUDGED },
	};
	bool reduced = snap->source != SOURCE_MODULE;
	bool no_segments = kind_is_refused(snap, KIND_SHM);
	struct pair pairs[] = {
		{ .name = "objects" },	    { .name = "namespaces" },
		{ .name = "changed" },	    { .name = "leaked" },
		{ .name = "orphan" },	    { .name = "unclaimed" },
		{ .name = "may_return" },   { .name = "suspect" },
		{ .name = "nobody_known" }, { .name = "unknown" },
		{ .name = "reclaim" },
	};
	const uint64_t values[] = {
		f->objects,
		snap->list[KIND_NS].n,
		f->changed,
		f->leaks,
		f->of[FINDING_ORPHAN],
		f->of[FINDING_UNCLAIMED],
		f->may_return,
		f->of[FINDING_SUSPECT],
		f->of[FINDING_NOBODY_KNOWN],
		f->of[FINDING_UNJUDGED],
		sum(f->bytes[FINDING_ORPHAN], sum(f->bytes[FINDING_UNCLAIMED],
						  f->bytes[FINDING_SUSPECT])),
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
		    (old_column_in(c, KIND_SHM) || old_column_in(c, KIND_SEM) ||
		     old_column_in(c, KIND_MSG)))
			columns[n++] = c;

	doc_begin(snap);
	if (!json_record(&req->style, "snapshot", snapshot_header(snap)) ||
	    !json_pairs("summary", pairs, npairs))
		return false;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct picked picked = found(f, lists[i].from, lists[i].to);

		/* Not an empty list: what leaked is not known. */
		if (reduced)
			doc_null(lists[i].name);
		else if (!json_records(&req->style, lists[i].name, picked.v,
				       picked.n, columns, n))
			return false;
	}
	if (no_segments)
		doc_null("plain");
	else if (!json_records(&req->style, "plain", f->plain.v, f->plain.n,
			       columns, n))
		return false;
	if (reduced || no_segments) {
		doc_null("held");
		doc_null("holders");
	} else if (!json_held(req, f, columns, n)) {
		return false;
	}
	doc_end();
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
	if (!out_of_reach(req, f, snap)) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return false;
	}
	notes(req, f, snap);
	return true;
}

/**
 * view_report() - what leaked?
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_report(const struct request *req,
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
	if (f.leaks)
		code = EXIT_FOUND;
	else if (snap->source != SOURCE_MODULE || kinds_refused(snap) ||
		 not_judged(&f))
		code = EXIT_REDUCED;
	else
		code = EXIT_OK;
out:
	free(f.found.v);
	free(f.plain.v);
	free(f.held.v);
	return code;
}
