// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what has to be known beside it, and what to do.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "findings/access.h"
#include "view/report.h"
#include "write/color.h"

/* Most namespaces that are told of one by one. */
#define NAMESPACES_MAX 3

static void line(struct report *r, struct buf *b)
{
	prose_wrap(&r->out, &r->req->style, 4, buf_string(b));
	buf_free(b);
}

/* "namespace 4026532291, kept by 4300 holder, which has shm:2 mapped" */
static void put_keeper_of(struct report *r, const struct rec *ns)
{
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];
	struct rec **v;
	size_t n;

	v = access_holders(r->snap, ns, &n);
	buf_printf(&b, "  namespace %" PRIu64,
		   rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (n) {
		object_name(name, sizeof(name), rec_whole(v[0]));
		buf_puts(&b, ", kept by ");
		prose_process(&b, &r->req->style, v[0], F_PID, F_COMM);
		buf_printf(&b, ", which has %s mapped", name);
	} else {
		buf_puts(&b, ", kept by nobody who was found");
	}
	if (n > 1)
		buf_printf(&b, ", and %zu more", n - 1);
	line(r, &b);
	free(v);
}

/* Orphans that nobody can remove, by namespace. */
static void put_out_of_reach(struct report *r)
{
	const struct groups *g = &r->facts->groups[FINDING_ORPHAN];
	const struct rec *told[NAMESPACES_MAX];
	struct buf b = { .len = 0 };
	size_t n = 0;

	for (size_t i = 0; i < g->n && n < NAMESPACES_MAX; i++) {
		const struct rec *rec = g->v[i].object;
		size_t j = 0;

		if (!object_is_out_of_reach(rec))
			continue;
		while (j < n && told[j] != rec_ns(rec))
			j++;
		if (j < n)
			continue;
		if (!n) {
			buf_puts(
				&b,
				"An orphan in a namespace without processes goes with the last mapping that keeps it:");
			line(r, &b);
		}
		told[n++] = rec_ns(rec);
		put_keeper_of(r, rec_ns(rec));
	}
}

/* Is one in another namespace, in which somebody could remove it? */
static bool is_elsewhere(const struct facts *f)
{
	for (int i = 0; i <= FINDING_SUSPECT; i++)
		for (size_t j = 0; j < f->groups[i].n; j++) {
			const struct rec *rec = f->groups[i].v[j].object;

			if (!object_is_own(rec) && !object_is_out_of_reach(rec))
				return true;
		}
	return false;
}

static void put_missing(struct report *r)
{
	const char *refused = kinds_refused(r->snap);
	struct buf b = { .len = 0 };

	if (r->snap->source != SOURCE_MODULE) {
		buf_puts(
			&b,
			"Only the module, read by root, knows other namespaces, who uses what, and what leaked.");
		line(r, &b);
	}
	if (refused) {
		buf_puts(
			&b,
			"Not read, because the kernel's structures are not what was expected: ");
		prose_string(&b, &r->req->style, refused);
		line(r, &b);
	}
	if (r->facts->strange) {
		prose_count(&b, r->facts->strange, "object");
		buf_puts(&b, r->facts->strange == 1 ? " counts" : " count");
		buf_puts(
			&b,
			" as not judged, because this version of ipcdiag does not know the verdict.");
		line(r, &b);
	}
}

/**
 * report_notes() - write what has to be known beside what was found
 * @r: report
 */
void report_notes(struct report *r)
{
	struct buf b = { .len = 0 };

	put_missing(r);
	put_out_of_reach(r);
	if (r->facts->changed) {
		buf_puts(&b, "Objects came or went in ");
		prose_count(&b, r->facts->changed, "namespace");
		buf_puts(&b, " while the snapshot was taken.");
		line(r, &b);
	}
}

static void put_removal(struct report *r)
{
	static const char options[] = "msq";
	const struct style *style = &r->req->style;
	const size_t *of = r->facts->removable;
	size_t n = of[0] + of[1] + of[2];
	char args[OBJECT_NAME];
	struct buf b = { .len = 0 }, text = { .len = 0 };

	buf_puts(&b, "ipcrm");
	for (size_t i = 0; i < n && n <= FACTS_REMOVE; i++) {
		object_remover(args, sizeof(args), r->facts->remove[i]);
		buf_printf(&b, " %s", args);
	}
	/* A list of all orphans would have those too that are to be kept. */
	if (n > FACTS_REMOVE && r->facts->kept) {
		buf_free(&b);
		return;
	}
	if (n && n <= FACTS_REMOVE)
		prose_command(
			&r->out, style, 4,
			r->req->from ?
				"Remove the orphans, if a new snapshot has them:" :
				"Remove the orphans:",
			buf_string(&b));
	for (int k = 0; n > FACTS_REMOVE && k < 3; k++) {
		if (!of[k])
			continue;
		b.len = 0;
		text.len = 0;
		buf_puts(&text, "Remove ");
		prose_count(&text, of[k], "orphan");
		buf_putc(&text, ':');
		buf_printf(
			&b,
			"ipcdiag list %s verdict=orphan ns=own -r --noheadings -o id | xargs -n 1 ipcrm -%c",
			kind_name(object_kinds[k]), options[k]);
		prose_command(&r->out, style, 4, buf_string(&text),
			      buf_string(&b));
	}
	buf_free(&text);
	buf_free(&b);
}

/**
 * report_advice() - write what to do
 * @r: report
 */
void report_advice(struct report *r)
{
	const struct facts *f = r->facts;
	struct buf b = { .len = 0 };

	put_removal(r);
	if (is_elsewhere(f))
		prose_command(
			&r->out, &r->req->style, 4,
			"What is in another namespace, KIND:ID@NS, is removed there:",
			"nsenter -t PID -i ipcrm");
	buf_puts(&b, "More:");
	if (f->nfull)
		buf_puts(&b, " ipcdiag limits,");
	if (f->of[FINDING_UNCLAIMED] || f->of[FINDING_SUSPECT] ||
	    f->of[FINDING_NOBODY_KNOWN] || f->of[FINDING_ORPHAN])
		buf_puts(&b, " ipcdiag show OBJECT,");
	if (f->keepers.held.told || f->stuck.g.nknots || f->hoards.n)
		buf_puts(&b, " ipcdiag who PID,");
	if (b.data[b.len - 1] == ',') {
		b.len--;
		line(r, &b);
	}
	buf_free(&b);
}
