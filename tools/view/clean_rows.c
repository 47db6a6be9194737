// SPDX-License-Identifier: GPL-2.0
/*
 * The command clean: what is planned, and as of when.
 */
#include "base/text.h"
#include "records/saved.h"
#include "view/clean_rows.h"
#include "view/prose.h"
#include "view/rows.h"

/* On a terminal, a screen is enough unless all is asked for. */
#define ROWS_SHOWN 40

static const struct usual usual[] = {
	{ C_OBJECT, 0, 0 }, { C_MEM, 0, 0 }, { C_IDLE, 1, 0 },
	{ C_USER, 0, 0 },   { F_KEY, 3, 0 }, { F_VERDICT, 0, 0 },
	{ C_WHY, 2, 20 },   { -1, 0, 0 },
};

/**
 * clean_rows_wanted() - how many rows are put out
 * @req: what the user wants
 * @n: how many there are
 *
 * Return: as many, or what fits a terminal.
 */
size_t clean_rows_wanted(const struct request *req, size_t n)
{
	bool all = req->all || !req->style.width || n <= ROWS_SHOWN;

	return all ? n : ROWS_SHOWN;
}

/**
 * clean_put_more() - tell of the rows that are not put out
 * @out: where to
 * @req: what the user wants
 * @n: how many there are
 */
void clean_put_more(struct buf *out, const struct request *req, size_t n)
{
	size_t put = clean_rows_wanted(req, n);

	if (put < n)
		buf_printf(out, "... and %zu more; --all shows them\n",
			   n - put);
}

/**
 * clean_put_rows() - put out what is planned, an object in each row
 * @req: what the user wants
 * @plan: the plan
 * @out: where to
 */
void clean_put_rows(const struct request *req, const struct plan *plan,
		    struct buf *out)
{
	uint64_t bytes;
	size_t all = plan_count(plan, OUTCOME_PLANNED, &bytes);
	size_t n = clean_rows_wanted(req, all), left = n;
	struct column_list columns;
	struct rows rows;

	rows_init(&rows, req->kinds);
	for (size_t i = 0; i < plan->n && left; i++) {
		if (plan->v[i].outcome != OUTCOME_PLANNED)
			continue;
		rows_add(&rows, plan->v[i].rec);
		left--;
	}
	rows_usual(&rows, usual, false, &columns);
	if (n)
		rows_put(&rows, &req->style, &columns, usual, out);
	rows_free(&rows);
	clean_put_more(out, req, all);
}

/**
 * clean_put_when() - tell of when a plan is, so that it does not look as if of now
 * @req: what the user wants
 * @snap: the snapshot that it is made from
 * @out: where to
 */
void clean_put_when(const struct request *req, const struct snapshot *snap,
		    struct buf *out)
{
	const char *host = saved_host(snap);
	struct buf b = { .len = 0 };

	if (!req->from)
		return;
	buf_puts(&b, req->plan ? "This was planned at " : "This was so at ");
	text_time(&b, rec_num(snapshot_header(snap), F_TIME, 0), TIME_FULL,
		  req->style.now);
	if (host) {
		buf_puts(&b, " on ");
		prose_string(&b, &req->style, host);
	}
	buf_puts(&b, req->plan ? "; what changed since is kept." :
				 "; what there is now was not looked at.");
	prose_wrap(out, &req->style, 0, buf_string(&b));
	buf_putc(out, '\n');
	buf_free(&b);
}
