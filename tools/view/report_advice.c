// SPDX-License-Identifier: GPL-2.0
/*
 * The report: what has to be known beside it, and what to do.
 */
#include <ctype.h>
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

/* Can the words stand in a command as they are, without quotes? */
static bool are_plain(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++) {
		const struct filter_test *test = &filter->tests[i];
		const char *word = test->words;

		for (size_t j = 0; j < test->n; j++, word++)
			for (; *word; word++)
				if (!isalnum((unsigned char)*word) &&
				    !strchr("_./:=,+@-", *word))
					return false;
	}
	return true;
}

/*
 * What removes orphans of the same kinds and filters, respects rules, and looks at each
 * once more. Verdicts are left out: clean takes orphans unless others are named.
 */
static void put_clean(struct report *r, size_t n)
{
	const struct request *req = r->req;
	bool plain = are_plain(req->filter);
	/* Without its filters it would remove what was not asked for. */
	bool removes = plain && !req->from;
	struct buf command = { .len = 0 }, words = { .len = 0 };
	struct buf text = { .len = 0 };

	if (req->kinds != filter_kinds(req->filter))
		for (int k = 0; k < 3; k++)
			if (req->kinds & 1U << object_kinds[k])
				buf_printf(&words, "%s%s",
					   words.len ? "," : "kind=",
					   kind_name(object_kinds[k]));
	filter_text(req->filter, FILTER_VERDICT, &words);

	buf_puts(&text, removes ? "Remove these " : "See which of these ");
	prose_count(&text, n, "orphan");
	buf_puts(&text, removes ?
				"; each is looked at once more before it goes" :
			req->from ? " a new snapshot still has" :
				    " may go");
	buf_printf(&command, "ipcdiag clean%s", removes ? " --yes" : "");
	if (plain)
		buf_printf(&command, "%s%s", words.len ? " " : "",
			   buf_string(&words));
	else
		buf_puts(&text, ", with the same filters");
	buf_putc(&text, ':');
	prose_command(&r->out, &req->style, 4, buf_string(&text),
		      buf_string(&command));
	buf_free(&text);
	buf_free(&words);
	buf_free(&command);
}

static void put_removal(struct report *r)
{
	const size_t *of = r->facts->removable;
	size_t n = of[0] + of[1] + of[2];
	char args[OBJECT_NAME];
	struct buf b = { .len = 0 };

	if (!n)
		return;
	if (n > FACTS_REMOVE) {
		put_clean(r, n);
		return;
	}
	buf_puts(&b, "ipcrm");
	for (size_t i = 0; i < n; i++) {
		object_remover(args, sizeof(args), r->facts->remove[i]);
		buf_printf(&b, " %s", args);
	}
	prose_command(
		&r->out, &r->req->style, 4,
		r->req->from ?
			"Remove the orphans, if a new snapshot has them:" :
			"Remove the orphans:",
		buf_string(&b));
	buf_free(&b);
}

/* The first orphan in another namespace, in which somebody could remove it. */
static const struct rec *orphan_elsewhere(const struct facts *f)
{
	const struct groups *g = &f->groups[FINDING_ORPHAN];

	for (size_t i = 0; i < g->n; i++) {
		const struct rec *rec = g->v[i].object;

		if (!object_is_own(rec) && !object_is_out_of_reach(rec))
			return rec;
	}
	return NULL;
}

static void put_elsewhere(struct report *r)
{
	const struct rec *rec = orphan_elsewhere(r->facts);
	struct buf b = { .len = 0 };

	if (!rec)
		return;
	buf_printf(&b, "ipcdiag clean ns=%" PRIu64,
		   rec_num(rec_ns(rec), F_INUM, 0));
	prose_command(
		&r->out, &r->req->style, 4,
		"See what may be removed in another namespace, KIND:ID@NS:",
		buf_string(&b));
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
	put_elsewhere(r);
	buf_puts(&b, "More:");
	if (f->nfull)
		buf_puts(&b, " ipcdiag limits,");
	if (f->of[FINDING_ORPHAN])
		buf_puts(&b, " ipcdiag clean,");
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
