// SPDX-License-Identifier: GPL-2.0
/*
 * The command diff: what became of one snapshot until another.
 */
#include <string.h>

#include "base/say.h"
#include "base/text.h"
#include "findings/objects.h"
#include "records/here.h"
#include "records/saved.h"
#include "view/diff.h"
#include "view/prose.h"
#include "view/report.h"
#include "view/views.h"
#include "write/color.h"

/* What keeps two snapshots from being compared; NULL if nothing does. */
static const char *obstacle(const struct snapshot *before,
			    const struct snapshot *now, bool live)
{
	if (now->source != SOURCE_MODULE)
		return "diff needs what only the module knows; it compares saved snapshots without it: ipcdiag diff A B";
	if (rec_is(snapshot_header(before), F_PART, "leaks") ||
	    rec_is(snapshot_header(now), F_PART, "leaks"))
		return "diff needs all objects, but one of these files has only what leaked; ipcdiag snapshot saves all";
	if (rec_num(snapshot_header(now), F_TIME, 0) <
	    rec_num(snapshot_header(before), F_TIME, 0))
		return "the first snapshot is newer than the second; the older one comes first";
	if (here_rebooted(before, now, live))
		return "the machine was started anew between these two, or they are of two machines of one name: nothing is left of the first to compare; ipcdiag report tells what leaked since";
	return NULL;
}

static void tell_doubts(const struct diff_view *v)
{
	const char *a = saved_host(v->before), *b = saved_host(v->now);
	char here[HERE_HOST];

	if (!v->req->from) {
		here_host(here, sizeof(here));
		b = here;
	}
	if (a && b && strcmp(a, b) != 0) {
		char from[256];

		snprintf(from, sizeof(from), "%s", shown(a));
		say("these are snapshots of two machines, %s and %s: what has the same number need not be the same",
		    from, shown(b));
	}
	for (int i = 0; i < 3; i++)
		if (v->diff->left_out & 1U << object_kinds[i])
			say("%s objects are not compared: the module did not read them on this kernel",
			    kind_name(object_kinds[i]));
}

static unsigned int found(const struct diff *d)
{
	unsigned int what = 0;

	if (d->leaked[FINDING_ORPHAN])
		what |= FAIL_ORPHAN;
	if (d->leaked[FINDING_UNCLAIMED])
		what |= FAIL_UNCLAIMED;
	if (d->leaked[FINDING_SUSPECT])
		what |= FAIL_SUSPECT;
	for (size_t i = 0; i < d->nlimits; i++)
		if (d->limits[i].crossed)
			what |= FAIL_LIMIT;
	return what;
}

static void put_text(struct diff_view *v)
{
	size_t lines = SIZE_MAX, used;

	diff_headline(v);
	diff_totals(v);
	diff_limits(v);
	used = report_line_count(&v->out);
	if (!v->req->all)
		lines = used < REPORT_LINES ? REPORT_LINES - used : 0;
	diff_rows(v, lines);
}

/**
 * view_diff() - show what became of one snapshot until another
 * @req: what the user wants
 * @snap: the second snapshot; the first is in @req
 *
 * Return: exit code.
 */
enum exit_code view_diff(const struct request *req, const struct snapshot *snap)
{
	const struct choice choice = { .kinds = req->kinds,
				       .filter = req->filter };
	const char *why = obstacle(req->before, snap, !req->from);
	struct diff diff;
	struct diff_view v = {
		.req = req, .before = req->before, .now = snap, .diff = &diff
	};
	enum exit_code code = EXIT_OK;

	if (why) {
		say("%s", why);
		return EXIT_BAD;
	}
	diff_find(&diff, req->before, snap, &choice);
	tell_doubts(&v);
	if (req->style.format == FORMAT_JSON) {
		v.out.file = stdout;
		diff_json(&v);
	} else {
		/* The lines are counted before they are written. */
		put_text(&v);
		v.out.file = stdout;
	}
	buf_flush(&v.out);
	buf_free(&v.out);
	if (found(&diff) & req->fail_on)
		code = EXIT_FOUND;
	else if (diff.left_out)
		code = EXIT_REDUCED;
	diff_free(&diff);
	return code;
}
