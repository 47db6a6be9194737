// SPDX-License-Identifier: GPL-2.0
/*
 * Objects that could not be made, since there were as many as there may be.
 */
#include <inttypes.h>

#include "findings/makers.h"
#include "findings/objects.h"
#include "view/failures.h"
#include "view/prose.h"
#include "view/rows.h"

/* The last failure by each limit of a namespace, and how many are kept. */
static const struct rec *last_failure(const struct snapshot *snap,
				      const struct rec *ns, const char *limit,
				      size_t *n)
{
	const struct rec_list *list = &snap->list[KIND_FAILURE];
	const struct rec *last = NULL;

	*n = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (rec_ns(list->v[i]) != ns ||
		    !rec_is(list->v[i], F_LIMIT, limit))
			continue;
		++*n;
		if (!last ||
		    rec_num(list->v[i], F_SEQ, 0) > rec_num(last, F_SEQ, 0))
			last = list->v[i];
	}
	return last;
}

static void put_failure(const struct request *req, const struct rec *failure,
			size_t n, const char *name, struct buf *out)
{
	const struct style *style = &req->style;
	struct buf b = { .len = 0 };

	buf_printf(&b, "%s in namespace %" PRIu64 ": ", name,
		   object_ns(failure));
	if (rec_known(failure, F_COMM))
		prose_process(&b, style, failure, F_PID, F_COMM);
	else
		buf_puts(&b, "somebody");
	buf_printf(&b, " got ENOSPC at %" PRIu64 " of %" PRIu64 ", ",
		   rec_num(failure, F_INUSE, 0), rec_num(failure, F_MAX, 0));
	prose_time(&b, style, rec_num(failure, F_TIME, 0));
	if (n > 1)
		buf_printf(&b, "; %zu such failures are recorded", n);
	prose_wrap(out, style, 2, buf_string(&b));
	buf_free(&b);
}

/**
 * failures_put() - tell who ran into a limit last
 * @req: what the user wants
 * @snap: snapshot
 * @out: where to
 */
void failures_put(const struct request *req, const struct snapshot *snap,
		  struct buf *out)
{
	static const struct {
		const char *limit, *name;
	} limits[] = { { "shmmni", "SHMMNI" },
		       { "semmni", "SEMMNI" },
		       { "msgmni", "MSGMNI" } };
	const struct rec_list *list = &snap->list[KIND_NS];
	bool any = false;

	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; k < 3; k++) {
			const struct rec *last;
			size_t n;

			if (!filter_match_ns(req->filter, list->v[i]))
				continue;
			last = last_failure(snap, list->v[i], limits[k].limit,
					    &n);
			if (!last)
				continue;
			if (!any) {
				buf_putc(out, '\n');
				prose_wrap(
					out, &req->style, 0,
					"Who ran into a limit last (failures by SHMALL and SEMMNS are not recorded):");
			}
			any = true;
			put_failure(req, last, n, limits[k].name, out);
		}
}

/**
 * failures_json() - write all failures that are recorded
 * @req: what the user wants
 * @snap: snapshot
 * @j: where to, in an object
 */
void failures_json(const struct request *req, const struct snapshot *snap,
		   struct json *j)
{
	const struct rec_list *list = &snap->list[KIND_FAILURE];
	struct column_list columns;
	struct rows rows;

	if (!births_known(snap)) {
		json_null(j, kind_name(KIND_FAILURE));
		return;
	}
	rows_init(&rows, 1U << KIND_FAILURE);
	for (size_t i = 0; i < list->n; i++)
		if (filter_match_ns(req->filter, rec_ns(list->v[i])))
			rows_add(&rows, list->v[i]);
	rows_all(KIND_FAILURE, &columns);
	rows_json(&rows, &req->style, &columns, j, kind_name(KIND_FAILURE));
	rows_free(&rows);
}
