// SPDX-License-Identifier: GPL-2.0
/*
 * The report: full limits, who filled them, and who waits for whom.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "findings/words.h"
#include "view/report.h"

/* Most processes in a deadlock, and most names of a kind that are told of. */
#define DEADLOCK_MAX 10
#define DEADLOCK_ALL 1000
#define NAMES_MAX    4

/* Where what is told of a limit begins. */
#define INDENT 10

static const char *class_word(unsigned int class)
{
	return class < verdict_words_n ? verdict_words[class].word :
					 "not judged";
}

/* "(11 suspect)", or "(in-use)" where all are alike. */
static void put_classes(struct buf *b, const struct tally *t)
{
	const char *before = " (";

	for (unsigned int i = 0; i < TALLY_CLASSES; i++) {
		if (!t->by[i])
			continue;
		buf_puts(b, before);
		if (t->by[i] != t->amount) {
			prose_number(b, t->by[i]);
			buf_putc(b, ' ');
		}
		buf_puts(b, class_word(i));
		before = ", ";
	}
	if (*before == ',')
		buf_putc(b, ')');
}

static void put_name(struct report *r, struct buf *b, enum filler_by by,
		     const struct filler *f)
{
	if (by == FILLER_USER)
		prose_user(b, &r->req->style, f->uid);
	else if (by == FILLER_CGROUP)
		prose_cgroup(b, &r->req->style, f->name);
	else
		prose_string(b, &r->req->style, f->name);
}

/*
 * "www-data 11 (11 suspect), root 2 (in-use)". Programs and cgroups are told
 * only if something is known of them.
 */
static void put_fillers(struct report *r, const struct limit_use *use,
			enum filler_by by, const char *title)
{
	struct buf b = { .len = 0 };
	size_t n, shown = 0;
	struct filler *v = full_fillers(use, r->snap, by, &n);

	buf_fill(&b, ' ', INDENT);
	buf_puts(&b, title);
	for (size_t i = 0; i < n && shown < NAMES_MAX; i++) {
		if (!v[i].tally.amount || (by != FILLER_USER && !v[i].name))
			continue;
		if (shown++)
			buf_puts(&b, ", ");
		put_name(r, &b, by, &v[i]);
		buf_putc(&b, ' ');
		prose_number(&b, v[i].tally.amount);
		if (by == FILLER_USER)
			put_classes(&b, &v[i].tally);
	}
	if (n > shown && shown == NAMES_MAX) {
		buf_puts(&b, ", and ");
		prose_count(&b, n - shown, "other");
	}
	if (shown)
		prose_wrap(&r->out, &r->req->style, INDENT + 2, buf_string(&b));
	buf_free(&b);
	free(v);
}

/* "nsenter -t 281 -i " where the limit is that of another namespace. */
static bool put_enter(struct buf *b, const struct rec *ns)
{
	if (rec_num(ns, F_SELF, 0))
		return true;
	if (!rec_known(ns, F_PID) || !rec_num(ns, F_PID, 0))
		return false;
	buf_puts(b, "nsenter -t ");
	buf_u64(b, rec_num(ns, F_PID, 0));
	buf_puts(b, " -i ");
	return true;
}

static void put_sysctl(struct buf *b, const struct limit_use *use,
		       uint64_t more)
{
	static const enum field sem[] = { F_SEMMSL, F_SEMMNS, F_SEMOPM,
					  F_SEMMNI };
	const struct limit_info *info = &limit_info[use->id];

	buf_puts(b, "sysctl -w ");
	buf_puts(b, info->sysctl);
	buf_putc(b, '=');
	if (!info->word) {
		buf_u64(b, more);
		return;
	}
	for (unsigned int i = 0; i < 4; i++) {
		buf_putc(b, i ? ' ' : '"');
		buf_u64(b, i + 1 == info->word ? more :
						 rec_num(use->ns, sem[i], 0));
	}
	buf_putc(b, '"');
}

/* To have more than kernel.msgmnb takes CAP_SYS_RESOURCE; lowering it changes no queue. */
static void put_raise_queue(const struct limit_use *use, struct buf *b)
{
	uint64_t most = rec_num(use->ns, F_MSGMNB, 0);

	if (!rec_num(use->queue, F_RTIME, 0)) {
		buf_puts(
			b,
			"start the program that receives from it; a higher limit would fill up as well");
	} else if (use->max < most) {
		buf_puts(b, "raise it, by msgctl(IPC_SET): its owner to ");
		prose_number(b, most);
		buf_puts(b, " (kernel.msgmnb), root to more");
	} else {
		buf_puts(
			b,
			"raise it, by msgctl(IPC_SET): only root can; kernel.msgmnb is for new queues");
	}
}

static void put_raise(struct report *r, const struct limit_use *use)
{
	static const char raise[] = "          raise it:";
	uint64_t more = limit_suggest(use->id, use->max);
	const struct style *style = &r->req->style;
	struct buf b = { .len = 0 };

	buf_fill(&b, ' ', INDENT);
	if (use->queue) {
		put_raise_queue(use, &b);
		prose_wrap(&r->out, style, INDENT + 2, buf_string(&b));
	} else if (more <= use->max) {
		buf_puts(
			&b,
			"the kernel has numbers for no more, unless it boots with ipcmni_extend");
		prose_wrap(&r->out, style, INDENT + 2, buf_string(&b));
	} else {
		b.len = 0;
		if (put_enter(&b, use->ns)) {
			put_sysctl(&b, use, more);
			prose_command(&r->out, style, INDENT + 2, raise,
				      buf_string(&b));
		}
	}
	buf_free(&b);
}

static void put_namespace(struct report *r, struct buf *b, const struct rec *ns)
{
	if (rec_num(ns, F_SELF, 0)) {
		buf_puts(b, " in this namespace");
		return;
	}
	buf_puts(b, " in namespace ");
	buf_u64(b, rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (rec_num(ns, F_PID, 0)) {
		buf_puts(b, " (");
		prose_process(b, &r->req->style, ns, F_PID, F_COMM);
		buf_putc(b, ')');
	}
}

/* "12 messages, 1 sender blocked, last received by 304 worker, which has ..." */
static void put_queue(struct report *r, const struct rec *rec)
{
	uint64_t senders = rec_num(rec, F_SENDERS, 0);
	struct buf b = { .len = 0 };

	buf_fill(&b, ' ', INDENT);
	prose_count(&b, rec_num(rec, F_QNUM, 0), "message");
	if (senders) {
		buf_puts(&b, ", ");
		prose_count(&b, senders, "sender");
		buf_puts(&b, " blocked");
	}
	if (rec_num(rec, F_RECEIVERS, 0))
		buf_puts(&b, ", receivers wait for another type");
	else if (!rec_num(rec, F_RTIME, 0))
		buf_puts(&b, ", nobody ever received");
	else if (rec_is(rec, F_LRSTATE, "dead") ||
		 rec_is(rec, F_LRSTATE, "reused"))
		buf_puts(&b, ", the last receiver has exited");
	prose_wrap(&r->out, &r->req->style, INDENT + 2, buf_string(&b));
	buf_free(&b);
}

static void put_head(struct report *r, const struct limit_use *use)
{
	const struct limit_info *info = &limit_info[use->id];
	bool full = limit_is_full(use->used, use->max);
	char name[OBJECT_NAME];
	struct buf b = { .len = 0 };

	buf_puts(&b, "  ");
	buf_puts(&b, info->name);
	buf_puts(&b, "  ");
	prose_number(&b, use->used);
	buf_puts(&b, " of ");
	prose_number(&b, use->max);
	if (use->queue) {
		object_name(name, sizeof(name), use->queue);
		buf_puts(&b, " bytes in ");
		buf_puts(&b, name);
	} else {
		buf_putc(&b, ' ');
		buf_puts(&b, info->counts);
		put_namespace(r, &b, use->ns);
	}
	if (!full) {
		buf_puts(&b, " (");
		buf_u64(&b, limit_percent(use->used, use->max));
		buf_puts(&b, "%); when full,");
	} else {
		buf_putc(&b, ':');
	}
	buf_putc(&b, ' ');
	buf_puts(&b, info->fails);
	prose_wrap(&r->out, &r->req->style, INDENT, buf_string(&b));
	buf_free(&b);
}

/* "  and 2,861 more: ipcdiag limits" */
static void put_more(struct report *r, size_t n, const char *command)
{
	if (!n)
		return;
	buf_puts(&r->out, "  and ");
	prose_number(&r->out, n);
	buf_printf(&r->out, " more: ipcdiag %s\n", command);
}

static bool any_is_full(const struct facts *f)
{
	for (size_t i = 0; i < f->nfull; i++)
		if (limit_is_full(f->full[i].used, f->full[i].max))
			return true;
	return false;
}

/**
 * report_full() - write which limits are full, and who filled them
 * @r: report
 * @most: of how many to tell
 */
void report_full(struct report *r, size_t most)
{
	const struct facts *f = r->facts;
	const struct style *style = &r->req->style;
	size_t n = f->nfull < most ? f->nfull : most;

	if (!n)
		return;
	prose_title(&r->out, style, COLOR_RED,
		    any_is_full(f) ? "FULL" : "NEARLY FULL", "");
	for (size_t i = 0; i < n; i++) {
		const struct limit_use *use = &f->full[i];

		put_head(r, use);
		if (use->queue) {
			put_queue(r, use->queue);
		} else {
			put_fillers(r, use, FILLER_USER, "");
			put_fillers(r, use, FILLER_PROGRAM, "programs: ");
			put_fillers(r, use, FILLER_CGROUP, "cgroups: ");
		}
		/* What holds for all queues is said once. */
		if (!use->queue || i + 1 == n)
			put_raise(r, use);
	}
	put_more(r, f->nfull - n,
		 n == f->nfull || f->full[n].queue ? "list msg --sort=-cbytes" :
						     "limits");
}

/* "[0], held by 326 holder-a and 2 others" */
static void put_holders(struct report *r, struct buf *b, size_t sem,
			size_t self)
{
	const struct stuck *s = &r->facts->stuck;
	size_t told = 0, more = 0;

	for (size_t i = 0; i < s->g.nholds; i++) {
		const struct dl_hold *h = &s->g.holds[i];

		if (h->sem != sem)
			continue;
		if (told == 2) {
			more++;
			continue;
		}
		buf_puts(b, told++ ? " and " : ", held by ");
		if (h->process == self)
			buf_puts(b, "itself");
		else
			prose_process(b, &r->req->style,
				      s->processes[h->process], F_PID, F_COMM);
	}
	if (more) {
		buf_puts(b, " and ");
		prose_count(b, more, "other");
	}
}

static void put_stuck(struct report *r, size_t process)
{
	const struct stuck *s = &r->facts->stuck;
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];

	buf_puts(&b, "  ");
	prose_process(&b, &r->req->style, s->processes[process], F_PID, F_COMM);
	for (size_t i = 0, n = 0; i < s->g.nwaits; i++) {
		const struct stuck_sem *sem = &s->sems[s->g.waits[i].sem];

		if (s->g.waits[i].process != process)
			continue;
		object_name(name, sizeof(name), sem->array);
		buf_puts(&b, n++ ? "; and for " : " waits for ");
		buf_printf(&b, "%s[%" PRIu64 "]", name, sem->num);
		put_holders(r, &b, s->g.waits[i].sem, process);
	}
	prose_wrap(&r->out, &r->req->style, 4, buf_string(&b));
	buf_free(&b);
}

/**
 * report_deadlocks() - write who waits for whom for ever
 * @r: report
 */
void report_deadlocks(struct report *r)
{
	const struct dl_graph *g = &r->facts->stuck.g;
	size_t n = g->nknot, behind = g->nstuck - g->nknot;

	if (!n)
		return;
	if (n > DEADLOCK_ALL)
		n = DEADLOCK_ALL;
	if (!r->req->all && n > DEADLOCK_MAX)
		n = DEADLOCK_MAX;
	prose_title(
		&r->out, &r->req->style, COLOR_RED, "DEADLOCK",
		"each waits for what another one holds; only a timeout could end it");
	for (size_t i = 0; i < n; i++)
		put_stuck(r, r->facts->stuck.order[i]);
	put_more(r, g->nknot - n,
		 r->req->all ? "report --json" : "report --all");
	if (behind)
		buf_printf(&r->out, "  %zu more process%s behind %s\n", behind,
			   behind == 1 ? " waits" : "es wait",
			   g->nknots == 1 ? "it" : "them");
}
