// SPDX-License-Identifier: GPL-2.0
/*
 * May an object be removed, how, and what would that do?
 */
#include <inttypes.h>
#include <stdio.h>

#include "findings/objects.h"
#include "findings/removal.h"

static const struct {
	const char *verdict;
	const char *text;
} texts[] = {
	{ "in-use", "no: it is in use" },
	{ "held",
	  "it is removed already; its memory comes back when the last process detaches" },
	{ "idle",
	  "no: a process that made or used it is alive, or its process group, session or parent is" },
	{ "young", "not yet: it was touched just now" },
	{ "suspect", "ask those first who could use it" },
	{ "unclaimed",
	  "ask its owner first: a program that is started later may know its id" },
	{ "orphan", "yes: nobody will miss it" },
	{ "unknown", "it could not be judged" },
};

/* Empty if it cannot be removed from here. */
static void remove_by(char *buf, size_t size, const struct rec *rec)
{
	uint64_t pid = rec_num(rec_ns(rec), F_PID, 0);
	char args[OBJECT_NAME];

	object_remover(args, sizeof(args), rec);
	*buf = '\0';
	if (object_has_reason(rec, "namespace-empty"))
		return;
	if (object_is_own(rec))
		snprintf(buf, size, "ipcrm %s", args);
	else if (pid)
		snprintf(buf, size, "nsenter -t %" PRIu64 " -i ipcrm %s", pid,
			 args);
}

static const char *usual_text(const struct rec *rec)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (rec_is(rec, F_VERDICT, texts[i].verdict))
			return texts[i].text;
	return rec_known(rec, F_VERDICT) ?
		       "not judged: this version of ipcdiag does not know the verdict" :
		       "not judged: that takes the module";
}

/**
 * removal_find() - may an object be removed?
 * @r: set to the answer
 * @rec: object
 * @rule: what is known of it, NULL if nothing is
 */
void removal_find(struct removal *r, const struct rec *rec,
		  const struct rule *rule)
{
	enum finding finding = object_finding(rec);

	*r = (struct removal){ .text = usual_text(rec) };
	r->safe = finding == FINDING_NONE ? 0 : -1;
	if (rule && rule->keep && finding != FINDING_NONE) {
		r->safe = 0;
		r->text = "no: a rule says to keep it";
	} else if ((finding == FINDING_ORPHAN ||
		    finding == FINDING_UNCLAIMED) &&
		   object_is_used(rec)) {
		r->safe = 0;
		r->text = "no: it is in use";
	} else if (object_is_safe(rec)) {
		r->safe = 1;
		remove_by(r->command, sizeof(r->command), rec);
		if (object_is_out_of_reach(rec))
			r->text =
				"nobody can: it goes with the last mapping that keeps its namespace";
		else if (!*r->command)
			r->text =
				"yes, but only in its namespace, of which no process can be seen from here";
	} else if (object_is_to_be_asked_for(rec)) {
		remove_by(r->asked, sizeof(r->asked), rec);
	} else if (finding == FINDING_UNCLAIMED) {
		r->text =
			"ask its owner first: a program that is started later may find it again";
	} else if (finding == FINDING_NOBODY_KNOWN) {
		r->text = "nobody can tell: ask those who could use it";
	}
}

static void put_blocked(struct buf *b, uint64_t n)
{
	if (!n)
		return;
	buf_puts(b, b->len ? ", " : "");
	buf_u64(b, n);
	buf_puts(b, n == 1 ? " blocked thread gets EIDRM" :
			     " blocked threads get EIDRM");
}

/**
 * removal_effect() - put what removing an object would do to others
 * @b: where to, empty; nothing is put if it would do nothing
 * @rec: object
 */
void removal_effect(struct buf *b, const struct rec *rec)
{
	uint64_t n;

	if (rec_is(rec, F_VERDICT, "held"))
		return;
	n = rec_num(rec, F_NATTCH, 0);
	if (n)
		buf_printf(
			b,
			"its key is free at once, its memory when the %" PRIu64
			" mapping%s go%s",
			n, n == 1 ? "" : "s", n == 1 ? "es" : "");
	n = rec_num(rec, F_QNUM, 0);
	if (n)
		buf_printf(b, "%" PRIu64 " unread message%s lost", n,
			   n == 1 ? " is" : "s are");
	put_blocked(b, rec_num(rec, F_WAITERS, 0) + rec_num(rec, F_SENDERS, 0) +
			       rec_num(rec, F_RECEIVERS, 0));
	if (rec_num(rec, F_UNDOING, 0))
		buf_printf(b, "%swhat SEM_UNDO holds is forgotten",
			   b->len ? ", " : "");
}
