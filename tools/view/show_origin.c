// SPDX-License-Identifier: GPL-2.0
/*
 * All about one object: where it comes from.
 */
#include <inttypes.h>

#include "findings/cgroup.h"
#include "view/origin.h"
#include "view/prose.h"
#include "view/show.h"

/* Who pays, and how much was looked at to tell. */
static void put_charged(struct page *p)
{
	uint64_t looked = rec_num(p->rec, F_LOOKED, 0);
	uint64_t groups = rec_num(p->rec, F_MEMCGS, 1);
	struct buf b = { .len = 0 };

	if (!looked || !rec_known(p->rec, F_MEMCG))
		return;
	prose_cgroup(&b, &p->req->style, rec_str(p->rec, F_MEMCG));
	if (groups > 1)
		buf_printf(&b, " and %" PRIu64 " more", groups - 1);
	if (rec_known(p->rec, F_POPULATED))
		buf_printf(&b, ", in which %s left",
			   rec_num(p->rec, F_POPULATED, 0) ? "processes are" :
							     "no process is");
	buf_puts(&b, " (looked at ");
	prose_count(&b, looked, "page");
	buf_putc(&b, ')');
	page_put(p, "charged to", &b);
}

/* The container, and what says that it is this one. */
static void put_container(struct page *p)
{
	const char *path = origin_cgroup(p->rec);
	const char *id = cgroup_container(path);
	struct buf b = { .len = 0 };

	if (!id)
		return;
	buf_put(&b, id, CONTAINER_DIGITS);
	if (p->rec->kind == KIND_SHM && path == rec_str(p->rec, F_MEMCG))
		buf_puts(&b, ", which pays for its memory");
	else if (rec_ns(p->rec) && path == rec_str(rec_ns(p->rec), F_CGROUP))
		buf_puts(&b, ", whose namespace it is in");
	else
		buf_puts(&b, ", whose processes use it");
	page_put(p, "container", &b);
}

static void put_namespace(struct page *p)
{
	const struct rec *ns = rec_ns(p->rec);
	const struct style *style = &p->req->style;
	struct buf b = { .len = 0 };

	buf_u64(&b, rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (rec_num(ns, F_SELF, 0))
		buf_puts(&b, ", the own one");
	else if (rec_num(ns, F_INIT, 0))
		buf_puts(&b, ", the initial one");
	if (rec_known(ns, F_PROCS) && !rec_num(ns, F_PROCS, 0)) {
		buf_puts(&b, ", without processes");
	} else if (rec_known(ns, F_PID) && rec_known(ns, F_COMM) &&
		   !rec_num(ns, F_SELF, 0)) {
		buf_puts(&b, ", of ");
		prose_process(&b, style, ns, F_PID, F_COMM);
		if (rec_known(ns, F_CGROUP)) {
			buf_puts(&b, " in ");
			prose_cgroup(&b, style, rec_str(ns, F_CGROUP));
		}
	}
	page_put(p, "namespace", &b);
}

/**
 * show_origin() - write who pays for an object, its container and its namespace
 * @p: page
 */
void show_origin(struct page *p)
{
	put_charged(p);
	put_container(p);
	put_namespace(p);
}
