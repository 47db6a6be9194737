// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: what is urgent, a line for each: full limits and who fills
 * them, deadlocks, limits that are nearly full, hoarders.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "findings/makers.h"
#include "view/prose.h"
#include "view/watch_lines.h"

/* Most who fill a limit that are named. */
#define FILLERS 3

/* What is urgent, a line for each. */
struct problems {
	struct watch *w;
	struct buf *out;
	size_t most;
	size_t n;
};

/* Is there room for one more? It is counted anyway. */
static bool next_problem(struct problems *p)
{
	return p->n++ < p->most;
}

static void put_problem(struct problems *p, enum color color, const char *tag,
			struct buf *text)
{
	struct watch_line line;
	char word[16];

	snprintf(word, sizeof(word), "%-10s", tag);
	watch_line_begin(&line, p->out, &p->w->req->style);
	watch_line_put(&line, color, word);
	watch_line_put(&line, COLOR_NONE, buf_string(text));
	watch_line_end(&line);
	buf_free(text);
}

static void put_fillers(struct problems *p, struct buf *b,
			const struct limit_use *use)
{
	size_t n, told = 0;
	struct filler *v = full_fillers(use, p->w->snap, FILLER_USER, &n);

	for (size_t i = 0; i < n && told < FILLERS; i++) {
		if (!v[i].tally.amount)
			continue;
		buf_puts(b, told++ ? ", " : ": ");
		prose_user(b, &p->w->req->style, v[i].uid);
		buf_putc(b, ' ');
		prose_number(b, v[i].tally.amount);
	}
	free(v);
}

/* When it will be full if it goes on like this, if that can be told. */
static void put_time_left(struct problems *p, struct buf *b,
			  const struct limit_use *use)
{
	const struct diff *d = &p->w->diff;

	for (size_t i = 0; i < d->nlimits; i++) {
		uint64_t left;

		if (d->limits[i].use.ns != use->ns ||
		    d->limits[i].use.id != use->id || use->queue ||
		    !diff_time_left(&d->limits[i], d->seconds, &left))
			continue;
		buf_puts(b, ", at this rate for ");
		text_age(b, left);
	}
}

static void put_limit(struct problems *p, const struct limit_use *use)
{
	const struct limit_info *info = &limit_info[use->id];
	bool full = limit_is_full(use->used, use->max);
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];

	if (!next_problem(p))
		return;
	buf_printf(&b, "%s ", info->name);
	prose_number(&b, use->used);
	buf_puts(&b, " of ");
	prose_number(&b, use->max);
	if (use->queue) {
		object_name(name, sizeof(name), use->queue);
		buf_printf(&b, " bytes in %s", name);
	} else {
		buf_printf(&b, " %s", info->counts);
		if (!rec_num(use->ns, F_SELF, 0))
			buf_printf(&b, " in %" PRIu64,
				   rec_num(use->ns, F_INUM, 0));
	}
	if (full)
		buf_printf(&b, ", %s", info->fails);
	else
		put_time_left(p, &b, use);
	if (!use->queue)
		put_fillers(p, &b, use);
	put_problem(p, full ? COLOR_RED : COLOR_YELLOW, full ? "FULL" : "NEAR",
		    &b);
}

/* "300 holder-a waits for sem:4[0], 301 holder-b for sem:3[0]" */
static void put_knot(struct problems *p, size_t *at)
{
	const struct stuck *s = &p->w->facts.stuck;
	size_t knot = s->g.processes[s->order[*at]].knot;
	struct buf b = { .len = 0 };

	for (; *at < s->g.nknot && s->g.processes[s->order[*at]].knot == knot;
	     ++*at) {
		size_t process = s->order[*at];

		buf_puts(&b, b.len ? ", " : "");
		prose_process(&b, &p->w->req->style, s->processes[process],
			      F_PID, F_COMM);
		for (size_t i = 0; i < s->g.nwaits; i++) {
			const struct stuck_sem *sem =
				&s->sems[s->g.waits[i].sem];
			char name[OBJECT_NAME];

			if (s->g.waits[i].process != process)
				continue;
			object_name(name, sizeof(name), sem->array);
			buf_printf(&b, " waits for %s[%" PRIu64 "]", name,
				   sem->num);
			break;
		}
	}
	if (next_problem(p))
		put_problem(p, COLOR_RED, "DEADLOCK", &b);
	buf_free(&b);
}

static void put_hoarder(struct problems *p, const struct hoarder *h)
{
	const struct rec *rec = p->w->facts.hoards.objects[h->object];
	const struct party *party = maker_alive(rec);
	struct buf b = { .len = 0 };

	if (!party || !next_problem(p))
		return;
	prose_process(&b, &p->w->req->style, rec, party->pid, party->comm);
	buf_puts(&b, " keeps ");
	prose_number(&b, h->objects);
	buf_printf(&b, " %s that nobody uses, %u%% of %s",
		   limit_info[h->limit].counts, h->percent,
		   limit_info[h->limit].name);
	put_problem(p, COLOR_CYAN, "HOARDER", &b);
}

/**
 * watch_problems() - write a line for each full limit, deadlock and hoarder
 * @w: screen, with a snapshot
 * @out: where to
 * @most: most lines; what is most urgent comes first
 */
void watch_problems(struct watch *w, struct buf *out, size_t most)
{
	const struct facts *f = &w->facts;
	struct problems p = { w, out, most, 0 };

	for (size_t i = 0; i < f->nfull; i++)
		if (limit_is_full(f->full[i].used, f->full[i].max))
			put_limit(&p, &f->full[i]);
	for (size_t i = 0; i < f->stuck.g.nknot;)
		put_knot(&p, &i);
	for (size_t i = 0; i < f->nfull; i++)
		if (!limit_is_full(f->full[i].used, f->full[i].max))
			put_limit(&p, &f->full[i]);
	for (size_t i = 0; i < f->hoards.n; i++)
		put_hoarder(&p, &f->hoards.v[i]);
}
