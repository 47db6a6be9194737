// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what leaked, what is held, and who hoards, in one table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/report.h"
#include "write/table.h"

/* Rows that every section gets before any gets more. */
#define ROWS_LEAST 3

/* Columns that reasons get; in a narrow terminal as many as a process needs. */
#define WHY_LEAST	 24
#define WHY_LEAST_NARROW 14
#define NARROW		 56

/* Sections that follow those of the findings. */
enum {
	SECTION_HELD = FINDINGS,
	SECTION_HOARD,
	SECTIONS,
};

struct section {
	const char *title;
	const char *meaning;
	const char *more;
	enum color color;
};

/* What is told instead of all others where nothing could be judged. */
static const struct section unattached = {
	"NOT ATTACHED",
	"nobody has these attached; only the module can tell if they leaked",
	"ipcdiag list shm nattch=0", COLOR_MAGENTA
};

static const struct section sections[SECTIONS] = {
	[FINDING_ORPHAN] = { "ORPHAN", "removing these harms nobody",
			     "ipcdiag list verdict=orphan", COLOR_RED },
	[FINDING_UNCLAIMED] = { "UNCLAIMED",
				"no running process without privileges may use these; ask their owners",
				"ipcdiag list verdict=unclaimed",
				COLOR_YELLOW },
	[FINDING_SUSPECT] = { "SUSPECT",
			      "no known user is alive, but processes that run could use these",
			      "ipcdiag list verdict=suspect", COLOR_YELLOW },
	[FINDING_NOBODY_KNOWN] = { "UNKNOWN",
				   "nobody is recorded to have used these",
				   "ipcdiag list verdict=unknown",
				   COLOR_MAGENTA },
	[FINDING_UNJUDGED] = { "NOT JUDGED", "these may be anything",
			       "ipcdiag list verdict=unknown", COLOR_MAGENTA },
	[SECTION_HELD] = { "REMOVED, STILL ATTACHED",
			   "the memory comes back when these let go",
			   "ipcdiag list verdict=held", COLOR_CYAN },
	[SECTION_HOARD] = { "HOARDED",
			    "nobody uses these, but whoever made them is alive",
			    "ipcdiag list verdict=idle", COLOR_CYAN },
};

enum {
	COLUMN_OBJECT,
	COLUMN_MEM,
	COLUMN_IDLE,
	COLUMN_OWNER,
	COLUMN_KEY,
	COLUMN_WHY,
};

static const struct table_column columns[] = {
	[COLUMN_OBJECT] = { .heading = "OBJECT" },
	[COLUMN_MEM] = { .heading = "MEM", .right = true },
	[COLUMN_IDLE] = { .heading = "IDLE", .priority = 3, .right = true },
	/* Without WHY it is not told which process keeps what. */
	[COLUMN_OWNER] = { .heading = "OWNER", .priority = 2 },
	[COLUMN_KEY] = { .heading = "KEY", .priority = 4 },
	[COLUMN_WHY] = { .heading = "WHY",
			 .priority = 1,
			 .cut = true,
			 .least = WHY_LEAST },
};

static const struct section *section_of(const struct report *r, int section)
{
	return section == FINDING_UNJUDGED && r->snap->source != SOURCE_MODULE ?
		       &unattached :
		       &sections[section];
}

static size_t wanted(const struct report *r, int section)
{
	const struct facts *f = r->facts;

	if (section == SECTION_HELD)
		return f->keepers.held.nrows + !!f->keepers.unseen;
	if (section == SECTION_HOARD)
		return f->hoards.n;
	return r->facts->groups[section].n;
}

/* Each section gets a few rows first, then one more in turn as long as there are. */
static void share(const size_t *want, size_t *get, size_t lines)
{
	bool more = true;

	for (int i = 0; i < SECTIONS; i++) {
		size_t least = want[i] < ROWS_LEAST ? want[i] : ROWS_LEAST;
		/* A title, and perhaps a line that tells of more. */
		size_t needs = want[i] ? least + 2 : 0;

		get[i] = least;
		lines -= lines < needs ? lines : needs;
	}
	while (lines && more) {
		more = false;
		for (int i = 0; i < SECTIONS && lines; i++) {
			if (get[i] == want[i])
				continue;
			get[i]++;
			lines--;
			more = true;
		}
	}
}

static void put_row(struct report *r, struct table *t, int section, size_t i)
{
	const struct facts *f = r->facts;

	if (section == SECTION_HOARD)
		report_hoarder(r, t, i);
	else if (section != SECTION_HELD)
		report_group(r, t, &r->facts->groups[section].v[i], section);
	else if (i < f->keepers.held.nrows)
		report_keeper(r, t, i);
	else
		report_unseen(r, t);
}

/* Objects that the rows from one on stand for. */
static size_t left_out(const struct report *r, int section, size_t from)
{
	const struct facts *f = r->facts;
	size_t n = 0;

	if (section == SECTION_HELD) {
		for (size_t i = from; i < f->keepers.held.nrows; i++)
			n += f->keepers.held.rows[i].segments;
		return n + f->keepers.unseen;
	}
	if (section == SECTION_HOARD) {
		for (size_t i = from; i < f->hoards.n; i++)
			n += f->hoards.v[i].objects;
		return n;
	}
	for (size_t i = from; i < r->facts->groups[section].n; i++)
		n += r->facts->groups[section].v[i].n;
	return n;
}

static void put_title(struct report *r, struct table *t, int section)
{
	const struct section *s = section_of(r, section);
	const struct style *style = &r->req->style;
	struct buf b = { .len = 0 };
	size_t len = strlen(s->title) + 2 + strlen(s->meaning);

	/* What does not fit is in the manual. */
	if (!style->width || len <= style->width)
		buf_printf(&b, "%s  %s", s->title, s->meaning);
	else
		buf_printf(&b, "%s", s->title);
	table_line(t, s->color, buf_string(&b));
	buf_free(&b);
}

static void put_section(struct report *r, struct table *t, int section,
			size_t rows)
{
	size_t all = wanted(r, section);
	struct buf b = { .len = 0 };

	put_title(r, t, section);
	if (!t->heading_shown)
		table_heading(t);
	for (size_t i = 0; i < rows; i++)
		put_row(r, t, section, i);
	if (rows == all)
		return;
	buf_puts(&b, rows ? "  and " : "  ");
	prose_count(&b, left_out(r, section, rows),
		    rows ? "more object" : "object");
	buf_printf(&b, ": %s", section_of(r, section)->more);
	table_line(t, COLOR_NONE, buf_string(&b));
	buf_free(&b);
}

/**
 * report_tables() - write what leaked, what is held, and who hoards
 * @r: report
 * @lines: most lines
 */
void report_tables(struct report *r, size_t lines)
{
	struct table_column fitting[sizeof(columns) / sizeof(columns[0])];
	const unsigned int width = r->req->style.width;
	size_t want[SECTIONS], get[SECTIONS];
	struct table t;

	memcpy(fitting, columns, sizeof(fitting));
	if (width && width <= NARROW)
		fitting[COLUMN_WHY].least = WHY_LEAST_NARROW;
	for (int i = 0; i < SECTIONS; i++)
		want[i] = wanted(r, i);
	share(want, get, lines);
	table_init(&t, &r->req->style, fitting,
		   sizeof(columns) / sizeof(columns[0]));
	t.indent = 2;
	for (int i = 0; i < SECTIONS; i++)
		if (want[i])
			put_section(r, &t, i, get[i]);
	table_print(&t, &r->out);
}
