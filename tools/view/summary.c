// SPDX-License-Identifier: GPL-2.0
/*
 * How much could be given back, and to whom it belongs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/views.h"
#include "base/names.h"
#include "findings/objects.h"
#include "view/output.h"

/*
 * enum figure - what is summed up
 * @JUDGED: those from here on need a verdict
 */
enum figure {
	OBJECTS,
	RSS,
	SWAP,
	LOCKED,
	ORPHANS,
	ORPHAN_BYTES,
	UNCLAIMED,
	UNCLAIMED_BYTES,
	SUSPECTS,
	SUSPECT_BYTES,
	NOBODY_KNOWN,
	UNKNOWN,
	RECLAIM,
	HELD,
	HELD_BYTES,
	FIGURES,
	JUDGED = ORPHANS,
};

/* The names in tables and, in small letters, in JSON. */
static const struct {
	const char *name;
	bool bytes;
} figures[FIGURES] = {
	[OBJECTS] = { "OBJECTS", false },
	[RSS] = { "RSS", true },
	[SWAP] = { "SWAP", true },
	[LOCKED] = { "LOCKED", true },
	[ORPHANS] = { "ORPHANS", false },
	[ORPHAN_BYTES] = { "ORPHAN_BYTES", true },
	[UNCLAIMED] = { "UNCLAIMED", false },
	[UNCLAIMED_BYTES] = { "UNCLAIMED_BYTES", true },
	[SUSPECTS] = { "SUSPECTS", false },
	[SUSPECT_BYTES] = { "SUSPECT_BYTES", true },
	[NOBODY_KNOWN] = { "NOBODY_KNOWN", false },
	[UNKNOWN] = { "UNKNOWN", false },
	[RECLAIM] = { "RECLAIM", true },
	[HELD] = { "HELD", false },
	[HELD_BYTES] = { "HELD_BYTES", true },
};

struct totals {
	uint64_t v[FIGURES];
	bool locked; /* was said of every segment */
};

/* Where what there is to tell is counted, and the bytes of it. */
static const struct {
	enum figure objects;
	enum figure bytes; /* FIGURES: none */
} found[FINDINGS] = {
	[FINDING_ORPHAN] = { ORPHANS, ORPHAN_BYTES },
	[FINDING_UNCLAIMED] = { UNCLAIMED, UNCLAIMED_BYTES },
	[FINDING_SUSPECT] = { SUSPECTS, SUSPECT_BYTES },
	[FINDING_NOBODY_KNOWN] = { NOBODY_KNOWN, FIGURES },
	[FINDING_UNJUDGED] = { UNKNOWN, FIGURES },
};

static void add(struct totals *t, const struct rec *rec)
{
	enum finding finding = object_finding(rec);
	uint64_t reclaim = rec_num(rec, F_RECLAIM, 0);
	uint64_t rss = rec_num(rec, F_RSS, 0), swap = rec_num(rec, F_SWAP, 0);

	t->v[OBJECTS]++;
	t->v[RSS] = sum(t->v[RSS], rss);
	t->v[SWAP] = sum(t->v[SWAP], swap);
	t->v[LOCKED] = sum(t->v[LOCKED], rec_num(rec, F_LOCKED, 0));
	if (rec->kind == KIND_SHM && !rec_known(rec, F_LOCKED))
		t->locked = false;
	if (finding < FINDINGS) {
		enum figure bytes = found[finding].bytes;

		t->v[found[finding].objects]++;
		if (bytes < FIGURES) {
			t->v[bytes] = sum(t->v[bytes], reclaim);
			t->v[RECLAIM] = sum(t->v[RECLAIM], reclaim);
		}
	}
	if (rec_is(rec, F_VERDICT, "held")) {
		t->v[HELD]++;
		t->v[HELD_BYTES] = sum(t->v[HELD_BYTES], sum(rss, swap));
	}
}

static char *figure_text(const struct style *style, const struct totals *t,
			 const struct snapshot *snap, int figure)
{
	uint64_t num = t->v[figure];
	char buf[32];

	if ((figure >= JUDGED && snap->source != SOURCE_MODULE) ||
	    (figure == LOCKED && !t->locked))
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	if (figures[figure].bytes && style->format == FORMAT_TABLE &&
	    !style->bytes)
		size_text(buf, sizeof(buf), num, "");
	else
		snprintf(buf, sizeof(buf), "%" PRIu64, num);
	return strdup(buf);
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int by_user(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;

	return compare(rec_num(a, F_UID, UINT64_MAX),
		       rec_num(b, F_UID, UINT64_MAX));
}

static int by_namespace(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;

	return compare(rec_num(a, F_NS, 0), rec_num(b, F_NS, 0));
}

static int by_nothing(const void *a, const void *b)
{
	(void)a;
	(void)b;
	return 0;
}

/*
 * struct group - what is summed up by
 * @title: for people
 * @json: name in JSON
 * @order: tells whether two objects belong together
 * @of_ns: the columns are those of the namespace, not of an object
 * @columns: that tell the groups apart
 * @n: how many
 */
struct group {
	const char *title;
	const char *json;
	int (*order)(const void *a, const void *b);
	bool of_ns;
	int columns[4];
	size_t n;
};

static const struct group groups[] = {
	{ "By owner", "users", by_user, false, { F_UID, C_USER }, 2 },
	{ "By namespace",
	  "namespaces",
	  by_namespace,
	  true,
	  { F_ID, F_INUM, F_SELF, F_COMM },
	  4 },
	{ "All", "total", by_nothing, false, { 0 }, 0 },
};

/* Of a namespace's numbers, people get the one that lsns(8) shows. */
static bool shows(const struct request *req, const struct group *group,
		  size_t i)
{
	return req->style.format == FORMAT_JSON || group->columns[i] != F_ID;
}

static void add_line(struct sheet *sheet, const struct request *req,
		     const struct snapshot *snap, const struct group *group,
		     const struct rec *rec, const struct totals *t)
{
	struct libscols_line *line = sheet_line(sheet, NULL);
	size_t n = 0;

	if (rec && group->of_ns)
		rec = rec_ns(rec);
	for (size_t i = 0; i < group->n; i++) {
		if (shows(req, group, i))
			sheet_cell(sheet, line, n++,
				   column_text(&req->style, rec,
					       group->columns[i]));
	}
	for (int f = 0; f < FIGURES; f++)
		sheet_cell(sheet, line, n++,
			   figure_text(&req->style, t, snap, f));
}

static struct sheet *make_sheet(const struct request *req,
				const struct group *group)
{
	struct sheet_column columns[4 + FIGURES] = { { .name = NULL } };
	enum kind kind = group->of_ns ? KIND_NS : KIND_SHM;
	char names[4][32];
	size_t n = 0;

	for (size_t i = 0; i < group->n; i++) {
		int c = group->columns[i];

		if (!shows(req, group, i))
			continue;
		old_column_name(c, names[i], sizeof(names[i]));
		columns[n].name = names[i];
		columns[n].right = old_column_is_right(c, kind);
		columns[n++].raw = !old_column_is_json_string(c, kind);
	}
	for (int f = 0; f < FIGURES; f++) {
		columns[n].name = figures[f].name;
		columns[n].right = true;
		columns[n++].raw = true;
	}
	return sheet_new(&req->style, columns, n);
}

/* Objects that belong together follow each other when this begins. */
static bool show_group(const struct request *req, const struct snapshot *snap,
		       const struct group *group, struct rec **v, size_t n)
{
	static const struct totals none = { .locked = true };
	struct sheet *sheet = make_sheet(req, group);
	bool json = req->style.format == FORMAT_JSON;
	struct totals t = none;

	if (n)
		qsort(v, n, sizeof(*v), group->order);
	for (size_t i = 0; i < n; i++) {
		add(&t, v[i]);
		if (i + 1 < n && !group->order(&v[i], &v[i + 1]))
			continue;
		add_line(sheet, req, snap, group, v[i], &t);
		t = none;
	}
	if (!n && !group->n)
		add_line(sheet, req, snap, group, NULL, &t);
	if (json)
		return sheet_json(sheet, group->json, !group->n);
	printf("%s%s:\n", group == groups ? "" : "\n", group->title);
	return sheet_print(sheet);
}

/**
 * view_summary() - show how much belongs to whom
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_summary(const struct request *req,
			       const struct snapshot *snap)
{
	bool json = req->style.format == FORMAT_JSON, ok = true;
	struct rec **v;
	size_t n = 0;

	for (int k = 0; k < 3; k++)
		n += snap->list[object_kinds[k]].n;
	v = reallocarray(NULL, n + 1, sizeof(*v));
	if (!v) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return EXIT_BAD;
	}
	n = 0;
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++)
			v[n++] = list->v[i];
	}
	if (json) {
		doc_begin(snap);
		ok = json_record(&req->style, "snapshot",
				 snapshot_header(snap));
	}
	for (size_t i = 0; ok && i < sizeof(groups) / sizeof(groups[0]); i++)
		ok = show_group(req, snap, &groups[i], v, n);
	if (ok && json)
		doc_end();
	free(v);
	return ok ? EXIT_OK : EXIT_BAD;
}
