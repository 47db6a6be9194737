// SPDX-License-Identifier: GPL-2.0
/*
 * The command clean: what may be removed, and what became of it.
 */
#include <stdio.h>
#include <string.h>

#include "act/clean.h"
#include "base/buf.h"
#include "base/say.h"
#include "findings/plan.h"
#include "view/clean_rows.h"
#include "view/document.h"
#include "view/prose.h"
#include "view/report.h"
#include "view/views.h"

/* What would be in the plan if it were not for a rule. */
static void put_ruled(const struct request *req, const struct plan *plan,
		      struct buf *out)
{
	struct buf b = { .len = 0 };

	if (!plan->ruled)
		return;
	prose_count(&b, plan->ruled, "object");
	buf_puts(&b, plan->ruled == 1 ? " stays" : " stay");
	buf_puts(&b, ", since rules say so:");
	prose_wrap(out, &req->style, 0, buf_string(&b));
	buf_free(&b);
	for (size_t i = 0; i < plan->nhits; i++)
		if (plan->hits[i].n)
			report_hit(out, &req->style, &plan->hits[i]);
}

static void put_left(const struct request *req, const struct plan *plan,
		     struct buf *out)
{
	struct buf b = { .len = 0 };
	size_t unclaimed = plan->unnamed[FINDING_UNCLAIMED];
	size_t suspects = plan->unnamed[FINDING_SUSPECT];

	put_ruled(req, plan, out);
	if (unclaimed + suspects) {
		if (unclaimed) {
			prose_number(&b, unclaimed);
			buf_puts(&b, " unclaimed");
		}
		if (unclaimed && suspects)
			buf_puts(&b, " and ");
		if (suspects)
			prose_count(&b, suspects, "suspect");
		buf_puts(&b, unclaimed + suspects == 1 ? " stays" : " stay");
		buf_puts(
			&b,
			", since others have to be asked first: "
			"verdict=unclaimed or verdict=suspect includes them.\n");
	}
	if (plan->elsewhere) {
		prose_count(&b, plan->elsewhere, "object");
		buf_puts(
			&b,
			plan->elsewhere == 1 ?
				" in another namespace stays: ns=NAMESPACE includes it.\n" :
				" in other namespaces stay: ns=NAMESPACE includes them.\n");
	}
	if (plan->over) {
		prose_number(&b, plan->over);
		buf_puts(&b, " more would fit: --limit leaves them out.\n");
	}
	for (char *line = buf_string(&b); *line;) {
		size_t len = strcspn(line, "\n");
		bool last = !line[len];

		line[len] = '\0';
		prose_wrap(out, &req->style, 0, line);
		line += len + !last;
	}
	buf_free(&b);
}

/* What is done to objects, in words. */
static const struct {
	const char *would;
	const char *does;
	const char *one;
	const char *many;
	const char *none;
	const char *outcome;
} acts[] = {
	[CLEAN_REMOVE] = { " would be removed, which gives back ",
			   "--yes removes ", " was removed, which gave back ",
			   " were removed, which gave back ",
			   "There is nothing to be removed.", "removed" },
	[CLEAN_QUARANTINE] = { " would get the mode 0", "--yes changes ",
			       " got the mode 0", " got the mode 0",
			       "There is nothing to be put into quarantine.",
			       "quarantined" },
	[CLEAN_RELEASE] = { " would get the old mode back", "--yes changes ",
			    " got the old mode back", " got the old mode back",
			    "Nothing in quarantine fits.", "released" },
};

/* Whom the mode 0 does not stop. */
static const char not_stopped[] =
	"It does not stop root and others with capabilities, nor the owner from giving himself the mode back, nor whoever is attached or sleeps on an array by then. clean --release gives the modes back; a later clean with the same filters removes what stayed unused.";

static void put_kept(const struct request *req, const struct plan *plan,
		     size_t kept, struct buf *out)
{
	size_t n = clean_rows_wanted(req, kept);
	struct buf b = { .len = 0 };

	/* However many are kept, these are not to be lost among them. */
	for (size_t i = 0; i < plan->n; i++) {
		if (plan->v[i].outcome != OUTCOME_STUCK)
			continue;
		b.len = 0;
		buf_printf(&b, "stuck %s: %s", plan->v[i].name, plan->v[i].why);
		prose_wrap(out, &req->style, 2, buf_string(&b));
	}
	for (size_t i = 0; i < plan->n; i++) {
		if (!plan->v[i].lingers)
			continue;
		b.len = 0;
		buf_printf(
			&b,
			"%s: somebody attached it at the last moment; it goes when he lets go, and nobody else finds it",
			plan->v[i].name);
		prose_wrap(out, &req->style, 2, buf_string(&b));
	}
	for (size_t i = 0; n && i < plan->n; i++) {
		const struct plan_item *item = &plan->v[i];

		if (item->outcome != OUTCOME_KEPT)
			continue;
		b.len = 0;
		buf_printf(&b, "kept %s: %s", item->name, item->why);
		prose_wrap(out, &req->style, 2, buf_string(&b));
		n--;
	}
	buf_free(&b);
	clean_put_more(out, req, kept);
}

/* What the user has to do to have it done. */
static void put_how(const struct request *req, size_t n, struct buf *b)
{
	buf_puts(b, ". Nothing was changed");
	if (req->rules_missing && req->act != CLEAN_RELEASE) {
		buf_puts(
			b,
			", and --yes refuses as long as a rule cannot be read.");
	} else if (req->from && !req->plan) {
		buf_puts(b, ".");
	} else {
		buf_puts(b, ": ");
		buf_puts(b, acts[req->act].does);
		buf_puts(b, n == 1 ? "it." : "them.");
	}
}

static void put_plan(const struct request *req, const struct snapshot *snap,
		     const struct plan *plan, struct buf *out)
{
	struct buf b = { .len = 0 };
	uint64_t bytes, kept_bytes;
	size_t n = plan_count(plan, OUTCOME_PLANNED, &bytes);

	clean_put_when(req, snap, out);
	clean_put_rows(req, plan, out);
	put_kept(req, plan, plan_count(plan, OUTCOME_KEPT, &kept_bytes), out);
	if (n) {
		buf_putc(out, '\n');
		prose_count(&b, n, "object");
		buf_puts(&b, acts[req->act].would);
		if (req->act == CLEAN_REMOVE)
			prose_bytes(&b, &req->style, bytes);
		put_how(req, n, &b);
	} else {
		buf_puts(&b, acts[req->act].none);
	}
	prose_wrap(out, &req->style, 0, buf_string(&b));
	buf_free(&b);
	if (n && req->act == CLEAN_QUARANTINE)
		prose_wrap(out, &req->style, 0, not_stopped);
	put_left(req, plan, out);
}

static void put_done(const struct request *req, const struct plan *plan,
		     struct buf *out)
{
	uint64_t bytes, kept_bytes;
	size_t removed = plan_count(plan, OUTCOME_DONE, &bytes);
	size_t kept = plan_count(plan, OUTCOME_KEPT, &kept_bytes);
	struct buf b = { .len = 0 };

	put_kept(req, plan, kept, out);
	if (plan->n) {
		prose_number(&b, removed);
		buf_puts(&b, " of ");
		prose_count(&b, plan->n, "object");
		buf_puts(&b, removed == 1 ? acts[req->act].one :
					    acts[req->act].many);
		if (req->act == CLEAN_REMOVE)
			prose_bytes(&b, &req->style, bytes);
		buf_putc(&b, '.');
	} else {
		buf_puts(&b, acts[req->act].none);
	}
	prose_wrap(out, &req->style, 0, buf_string(&b));
	buf_free(&b);
	if (removed && req->save)
		prose_wrap(
			out, &req->style, 0,
			"What was removed is saved: ipcdiag restore makes it again.");
	if (removed && req->act == CLEAN_QUARANTINE)
		prose_wrap(out, &req->style, 0, not_stopped);
	put_left(req, plan, out);
}

static void put_json(const struct request *req, const struct snapshot *snap,
		     const struct plan *plan, struct buf *out)
{
	const char *const words[] = {
		[OUTCOME_PLANNED] = "planned",
		[OUTCOME_DONE] = acts[req->act].outcome,
		[OUTCOME_KEPT] = "kept",
		[OUTCOME_STUCK] = "stuck",
	};
	bool removes = req->act == CLEAN_REMOVE;
	size_t done;
	uint64_t bytes;
	struct json j;

	document_begin(&j, out, &req->style, snap);
	json_bool(&j, "acted", req->yes);
	json_number(&j, "planned", plan->n);
	done = plan_count(plan, OUTCOME_DONE, &bytes);
	json_number(&j, "removed", removes ? done : 0);
	json_number(&j, "removed_bytes", removes ? bytes : 0);
	json_number(&j, "quarantined", req->act == CLEAN_QUARANTINE ? done : 0);
	json_number(&j, "released", req->act == CLEAN_RELEASE ? done : 0);
	json_number(&j, "kept", plan_count(plan, OUTCOME_KEPT, &bytes));
	json_number(&j, "stuck", plan_count(plan, OUTCOME_STUCK, &bytes));
	json_number(&j, "unclaimed", plan->unnamed[FINDING_UNCLAIMED]);
	json_number(&j, "suspects", plan->unnamed[FINDING_SUSPECT]);
	json_number(&j, "elsewhere", plan->elsewhere);
	json_number(&j, "over_limit", plan->over);
	json_number(&j, "ruled", plan->ruled);
	report_json_rules(&j, plan->hits, plan->nhits);
	json_list(&j, "plan");
	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_item *item = &plan->v[i];
		bool kept = item->outcome == OUTCOME_KEPT ||
			    item->outcome == OUTCOME_STUCK;

		json_object(&j, NULL);
		json_string(&j, "name", item->name);
		json_string(&j, "outcome", words[item->outcome]);
		json_string(&j, "kept_because", kept ? item->why : NULL);
		json_bool(&j, "lingers", item->lingers);
		json_string(&j, "saved", *item->saved ? item->saved : NULL);
		if (item->looked)
			json_number(&j, "looked", item->looked);
		else
			json_null(&j, "looked");
		document_record(&j, &req->style, "object", item->rec);
		json_close(&j);
	}
	json_close(&j);
	json_end(&j);
}

static enum exit_code code_of(const struct plan *plan)
{
	uint64_t bytes;
	size_t removed = plan_count(plan, OUTCOME_DONE, &bytes);

	if (plan_count(plan, OUTCOME_STUCK, &bytes))
		return EXIT_BAD;
	if (removed == plan->n)
		return EXIT_OK;
	return removed ? EXIT_FOUND : EXIT_ABSENT;
}

/* Is there anything to go by, and is it not against the rules? */
static enum exit_code check(const struct request *req,
			    const struct snapshot *snap)
{
	const char *verdict = plan_refuses(req->filter);

	/* A message told why. */
	if (req->quarantine_missing)
		return EXIT_BAD;
	if (req->act == CLEAN_RELEASE)
		return EXIT_OK;
	if (verdict) {
		say("clean: verdict=%s: only orphan, unclaimed and suspect objects are ever removed",
		    shown(verdict));
		return EXIT_USAGE;
	}
	if (req->yes && req->rules_missing) {
		say("clean: nothing is removed while a rule cannot be read: it may be one that keeps objects");
		return EXIT_BAD;
	}
	if (snap->source == SOURCE_MODULE)
		return EXIT_OK;
	say("clean: nothing is removed without the verdicts of the module");
	return EXIT_BAD;
}

/* Return: false after a message. */
static bool act(const struct request *req, const struct choice *choice,
		struct plan *plan, struct quarantine_file *journal)
{
	struct save save = { .dir = -1 };
	struct clean_order order = {
		.choice = choice,
		.quarantine = req->quarantine,
		.journal = journal,
		.quarantine_them = req->act == CLEAN_QUARANTINE,
	};

	bool ok;

	if (req->act == CLEAN_RELEASE)
		return release_run(plan, journal);
	if (req->save && !save_open(&save, req->save))
		return false;
	order.save = req->save ? &save : NULL;
	ok = clean_run(plan, &order);
	save_close(&save);
	return ok;
}

static void put_all(const struct request *req, const struct snapshot *snap,
		    const struct plan *plan)
{
	struct buf out = { .file = stdout };

	if (req->style.format == FORMAT_JSON)
		put_json(req, snap, plan, &out);
	else if (!req->yes)
		put_plan(req, snap, plan, &out);
	else
		put_done(req, plan, &out);
	buf_flush(&out);
	buf_free(&out);
}

/**
 * view_clean() - show what may be removed, and remove it if that is wanted
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_clean(const struct request *req,
			  const struct snapshot *snap)
{
	struct choice choice = { .kinds = req->kinds,
				 .filter = req->filter,
				 .rules = req->rules };
	struct quarantine_file journal = { .fd = -1, .dir = -1 };
	enum exit_code code = check(req, snap);
	struct quarantine now = { .n = 0 };
	struct plan plan;
	bool acted = true;

	if (code != EXIT_OK)
		return code;
	if (req->yes && !quarantine_open(&journal, &now))
		return EXIT_BAD;
	if (req->act == CLEAN_RELEASE)
		plan_release(&plan, snap, &choice,
			     req->yes ? &now : req->quarantine, req->limit);
	else
		plan_make(&plan, snap, &choice, req->limit);
	if (req->plan && !req->yes &&
	    !preview_run(&plan, &choice, req->quarantine)) {
		say("clean: without the module it cannot be told what of the plan is as it was");
		acted = false;
		code = EXIT_BAD;
	}
	if (req->yes) {
		acted = act(req, &choice, &plan, &journal);
		code = acted ? code_of(&plan) : EXIT_BAD;
	}
	if (acted)
		put_all(req, snap, &plan);
	quarantine_close(&journal);
	quarantine_free(&now);
	plan_free(&plan);
	return code;
}
