// SPDX-License-Identifier: GPL-2.0
/*
 * Objects that have something in common, put together in one row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/say.h"
#include "findings/objects.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/document.h"
#include "view/group_by.h"
#include "view/totals.h"
#include "write/csv.h"
#include "write/raw.h"
#include "write/table.h"

/* What is left of the name of a group where a terminal is narrow, at least. */
#define NAME_LEAST 20

/* What groups are told apart by. */
struct sort_of_group {
	const char *name;
	bool of_ns; /* the columns are those of the namespace */
	int table; /* column of tables, CSV and raw output */
	int columns[5]; /* members of JSON, up to -1 */
};

static const struct sort_of_group sorts[] = {
	[GROUP_OWNER] = { "owner", false, C_USER, { F_UID, C_USER, -1 } },
	[GROUP_NS] = { "ns",
		       true,
		       F_INUM,
		       { F_ID, F_INUM, F_SELF, F_COMM, -1 } },
	[GROUP_CGROUP] = { "cgroup",
			   false,
			   C_CONTROL,
			   { C_CONTROL, C_CONTAINER, -1 } },
	[GROUP_VERDICT] = { "verdict", false, F_VERDICT, { F_VERDICT, -1 } },
	[GROUP_PROGRAM] = { "program", false, C_PROGRAM, { C_PROGRAM, -1 } },
};

/* An object and, as a text, what it has in common with others. */
struct item {
	const struct rec *rec;
	size_t text;
};

/* Objects that have it in common. */
struct common {
	const struct rec *rec; /* one of them; NULL: all objects */
	struct totals totals;
};

static const char *texts;

static int by_text(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;

	return strcmp(texts + a->text, texts + b->text);
}

static int by_size(const void *pa, const void *pb)
{
	static const enum total order[] = { T_MEM, T_OBJECTS };
	const struct common *a = pa, *b = pb;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		uint64_t na = a->totals.v[order[i]], nb = b->totals.v[order[i]];

		if (na != nb)
			return na > nb ? -1 : 1;
	}
	return 0;
}

static size_t find_items(const struct request *req, const struct snapshot *snap,
			 const struct sort_of_group *sort, struct item **items,
			 struct buf *b)
{
	static const struct style exact = { .format = FORMAT_RAW };
	size_t n = 0, all = 0;

	for (int k = 0; k < 3; k++)
		all += snap->list[object_kinds[k]].n;
	*items = xcalloc(all, sizeof(**items));
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		if (!(req->kinds & 1U << object_kinds[k]))
			continue;
		for (size_t i = 0; i < list->n; i++) {
			const struct rec *rec = list->v[i];

			if (!filter_match(req->filter, rec))
				continue;
			(*items)[n++] = (struct item){ rec, b->len };
			cell(b, &exact, sort->of_ns ? rec_ns(rec) : rec,
			     sort->columns[0]);
			buf_putc(b, '\0');
		}
	}
	return n;
}

/* One for each group, and the last one for all. */
static size_t find_common(const struct request *req,
			  const struct snapshot *snap,
			  const struct sort_of_group *sort,
			  struct common **common)
{
	struct buf b = { 0 };
	struct item *items;
	size_t n = find_items(req, snap, sort, &items, &b), groups = 0;
	struct totals all;

	totals_init(&all);
	*common = xcalloc(n + 1, sizeof(**common));
	texts = b.data;
	if (n)
		qsort(items, n, sizeof(*items), by_text);
	for (size_t i = 0; i < n; i++) {
		struct common *c;

		if (!i || by_text(&items[i - 1], &items[i])) {
			c = &(*common)[groups++];
			c->rec = items[i].rec;
			totals_init(&c->totals);
		}
		c = &(*common)[groups - 1];
		totals_add(&c->totals, items[i].rec);
		totals_add(&all, items[i].rec);
	}
	if (groups)
		qsort(*common, groups, sizeof(**common), by_size);
	if (groups > req->limit)
		groups = req->limit;
	(*common)[groups] = (struct common){ .totals = all };
	free(items);
	buf_free(&b);
	return groups;
}

static void put_total(struct buf *b, const struct request *req,
		      const struct snapshot *snap, const struct totals *t,
		      enum total total)
{
	if (!totals_known(t, total, snap))
		put_absent(b, &req->style);
	else if (total_info[total].bytes)
		put_size(b, &req->style, t->v[total]);
	else
		buf_u64(b, t->v[total]);
}

static void put_common_json(const struct request *req,
			    const struct snapshot *snap,
			    const struct sort_of_group *sort,
			    const struct common *c, struct json *j)
{
	const struct rec *rec = c->rec && sort->of_ns ? rec_ns(c->rec) : c->rec;

	for (const int *column = sort->columns; rec && *column >= 0; column++) {
		json_next(j, column_name(*column));
		cell(j->out, &req->style, rec, *column);
	}
	for (int t = 0; t < TOTALS; t++) {
		json_next(j, total_info[t].name);
		put_total(j->out, req, snap, &c->totals, t);
	}
	json_close(j);
}

static void put_json(const struct request *req, const struct snapshot *snap,
		     const struct sort_of_group *sort,
		     const struct common *common, size_t n, struct buf *out)
{
	struct json j;

	document_begin(&j, out, &req->style, snap);
	json_string(&j, "group_by", sort->name);
	json_list(&j, "groups");
	for (size_t i = 0; i < n; i++) {
		json_object(&j, NULL);
		put_common_json(req, snap, sort, &common[i], &j);
	}
	json_close(&j);
	json_object(&j, "total");
	put_common_json(req, snap, sort, &common[n], &j);
	json_end(&j);
}

/* Of a group, what it has in common; of all objects, that it is all. */
static void put_name(struct buf *b, const struct request *req,
		     const struct sort_of_group *sort, const struct common *c)
{
	if (!c->rec)
		put_string(b, &req->style, "total", 5);
	else
		cell(b, &req->style, sort->of_ns ? rec_ns(c->rec) : c->rec,
		     sort->table);
}

static void put_table(const struct request *req, const struct snapshot *snap,
		      const struct sort_of_group *sort,
		      const struct common *common, size_t n, struct buf *out)
{
	struct table_column columns[1 + TOTALS] = { 0 };
	char heading[COLUMN_NAME];
	size_t ncolumns = 1;
	struct table t;

	column_heading(sort->table, OBJECT_KINDS, heading, sizeof(heading));
	columns[0].heading = heading;
	/* A path may be long; an owner or a verdict is never cut. */
	columns[0].cut = sort->table == C_CONTROL || sort->table == C_PROGRAM;
	columns[0].least = NAME_LEAST;
	for (int i = 0; i < TOTALS; i++)
		if (total_info[i].heading)
			columns[ncolumns++] = (struct table_column){
				.heading = total_info[i].heading,
				.priority = total_info[i].priority,
				.right = true,
			};
	table_init(&t, &req->style, columns, ncolumns);
	for (size_t i = 0; i <= n; i++) {
		put_name(table_cell(&t), req, sort, &common[i]);
		table_next(&t);
		for (int k = 0; k < TOTALS; k++) {
			if (!total_info[k].heading)
				continue;
			put_total(table_cell(&t), req, snap, &common[i].totals,
				  k);
			table_next(&t);
		}
	}
	table_print(&t, out);
}

static void put_lines(const struct request *req, const struct snapshot *snap,
		      const struct sort_of_group *sort,
		      const struct common *common, size_t n, struct buf *out)
{
	bool csv = req->style.format == FORMAT_CSV;
	char separator = csv ? ',' : ' ';
	void (*end)(struct buf * b) = csv ? csv_end_row : raw_end_row;

	if (!req->style.noheadings) {
		buf_puts(out, sort->name);
		buf_putc(out, separator);
		for (int k = 0; k < TOTALS; k++) {
			buf_puts(out, total_info[k].name);
			buf_putc(out, separator);
		}
		end(out);
	}
	for (size_t i = 0; i < n; i++) {
		put_name(out, req, sort, &common[i]);
		buf_putc(out, separator);
		for (int k = 0; k < TOTALS; k++) {
			put_total(out, req, snap, &common[i].totals, k);
			buf_putc(out, separator);
		}
		end(out);
	}
}

/**
 * group_by() - show groups of objects, the largest first, and the total
 * @req: what the user wants
 * @snap: snapshot
 * @out: where to
 */
void group_by(const struct request *req, const struct snapshot *snap,
	      struct buf *out)
{
	const struct sort_of_group *sort = &sorts[req->group_by];
	struct common *common;
	size_t n = find_common(req, snap, sort, &common);

	if (req->style.format == FORMAT_JSON)
		put_json(req, snap, sort, common, n, out);
	else if (req->style.format == FORMAT_TABLE)
		put_table(req, snap, sort, common, n, out);
	else
		put_lines(req, snap, sort, common, n, out);
	free(common);
}
