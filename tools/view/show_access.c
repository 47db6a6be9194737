// SPDX-License-Identifier: GPL-2.0
/*
 * All about one object: who could still use it, and who keeps its namespace.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/names.h"
#include "findings/access.h"
#include "findings/objects.h"
#include "view/prose.h"
#include "view/show.h"

/* Most processes that are named as keeping a namespace. */
#define HOLDERS_MAX 4

/* "812 apache2 in /system.slice/apache2.service" */
static void put_process(struct page *p, struct buf *b, const struct rec *rec)
{
	prose_process(b, &p->req->style, rec, F_PID, F_COMM);
	if (!rec_known(rec, F_CGROUP))
		return;
	buf_puts(b, " in ");
	prose_cgroup(b, &p->req->style, rec_str(rec, F_CGROUP));
}

static void put_processes(struct buf *b, uint64_t n)
{
	prose_number(b, n);
	buf_puts(b, n == 1 ? " process" : " processes");
}

static void put_name(struct page *p, struct buf *b, const struct rec *resident)
{
	uint64_t who = rec_num(resident, F_WHO, 0);
	bool user = rec_is(resident, F_TYPE, "uid");
	const char *name = user ? names_user(who) : names_group(who);

	if (name) {
		buf_puts(b, user ? "" : "group ");
		prose_string(b, &p->req->style, name);
	} else {
		buf_printf(b, "%s %" PRIu64, user ? "uid" : "gid", who);
	}
}

/* "3 processes of www-data, the oldest since ..., for example 812 apache2" */
static void put_resident(struct page *p, struct buf *b, const struct rec *rec)
{
	uint64_t procs = rec_num(rec, F_PROCS, 0);

	put_processes(b, procs);
	buf_puts(b, " of ");
	put_name(p, b, rec);
	if (rec_known(rec, F_START)) {
		buf_puts(b, procs == 1 ? " since " : ", the oldest since ");
		prose_time(b, &p->req->style, rec_num(rec, F_START, 0));
	}
	if (rec_known(rec, F_IPID)) {
		buf_puts(b, procs == 1 ? ": " : ", for example ");
		put_process(p, b, rec);
	}
}

static void put_line(struct page *p, const char **label, struct buf *b)
{
	page_put(p, *label, b);
	*label = "";
}

/* Only where somebody is to be asked. */
static void put_could_use(struct page *p)
{
	enum finding finding = object_finding(p->rec);
	const struct rec *ns = rec_ns(p->rec);
	const char *label = "could use it";
	struct buf b = { .len = 0 };
	struct rec **v;
	size_t n;

	if (!residents_known(p->snap) || finding == FINDING_ORPHAN ||
	    (finding == FINDING_NONE && !rec_is(p->rec, F_VERDICT, "young")))
		return;
	v = access_residents(p->snap, p->rec, &n);
	for (size_t i = 0; i < n; i++) {
		put_resident(p, &b, v[i]);
		put_line(p, &label, &b);
	}
	free(v);
	if (access_open(p->rec) && rec_num(ns, F_PROCS, 0)) {
		buf_puts(&b, "anybody in its namespace, by its mode: ");
		put_processes(&b, rec_num(ns, F_PROCS, 0));
		if (rec_known(ns, F_IPID)) {
			buf_puts(&b, ", for example ");
			put_process(p, &b, ns);
		}
		put_line(p, &label, &b);
	}
	if (rec_num(ns, F_CAPABLE, 0)) {
		put_processes(&b, rec_num(ns, F_CAPABLE, 0));
		buf_puts(
			&b,
			" could use any object by a capability, whoever owns it");
		if (rec_known(ns, F_CAPIPID)) {
			buf_puts(&b, ", for example ");
			prose_process(&b, &p->req->style, ns, F_CAPPID,
				      F_CAPCOMM);
		}
		put_line(p, &label, &b);
	}
	if (*label) {
		buf_puts(&b, "nobody who runs");
		put_line(p, &label, &b);
	}
}

/* Who could be ended, for what nobody can remove to go. */
static void put_holders(struct page *p)
{
	const char *label = "kept by";
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];
	struct rec **v;
	size_t n;

	if (!rec_is(p->rec, F_VERDICT, "orphan") ||
	    !object_is_out_of_reach(p->rec))
		return;
	v = access_holders(p->snap, rec_ns(p->rec), &n);
	for (size_t i = 0; i < n && i < HOLDERS_MAX; i++) {
		if (rec_known(v[i], F_IPID))
			put_process(p, &b, v[i]);
		else
			buf_puts(&b, "memory that is left of a process");
		object_name(name, sizeof(name), rec_whole(v[i]));
		buf_printf(&b, ", which has %s mapped", name);
		put_line(p, &label, &b);
	}
	if (n > HOLDERS_MAX) {
		buf_printf(&b, "and %zu more", n - HOLDERS_MAX);
		put_line(p, &label, &b);
	}
	if (!n) {
		buf_puts(&b, "nobody who was found");
		put_line(p, &label, &b);
	}
	free(v);
}

/**
 * show_access() - write who could still use an object, and who keeps it
 * @p: page
 */
void show_access(struct page *p)
{
	put_could_use(p);
	put_holders(p);
}
