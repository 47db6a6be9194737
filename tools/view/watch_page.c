// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: the pages. One is about an object and its users, one says
 * what the keys do.
 */
#include <stdlib.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/prose.h"
#include "view/show.h"
#include "view/watch_lines.h"
#include "write/table.h"

/* Numbers of which it is told how they changed. */
static const struct {
	enum field field;
	const char *one;
	const char *many;
} counted[] = {
	{ F_NATTCH, "attachment", "attachments" },
	{ F_WAITERS, "waiting thread", "waiting threads" },
	{ F_UNDO, "undo list", "undo lists" },
	{ F_QNUM, "message", "messages" },
	{ F_SENDERS, "blocked sender", "blocked senders" },
	{ F_RECEIVERS, "waiting receiver", "waiting receivers" },
};

static void put_counts(struct buf *b, const struct rec *before,
		       const struct rec *now)
{
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		int64_t n;

		if (!rec_known(before, counted[i].field) ||
		    !rec_known(now, counted[i].field))
			continue;
		n = diff_change(rec_num(before, counted[i].field, 0),
				rec_num(now, counted[i].field, 0));
		if (!n)
			continue;
		buf_puts(b, b->len ? ", " : "");
		buf_putc(b, n < 0 ? '-' : '+');
		prose_number(b, n < 0 ? -n : n);
		buf_putc(b, ' ');
		buf_puts(b,
			 n == 1 || n == -1 ? counted[i].one : counted[i].many);
	}
}

/* What became of an object since the snapshot that it is compared with. */
static void put_change(struct watch *w, const struct diff_object *o,
		       struct buf *out)
{
	const struct style *style = &w->req->style;
	struct buf b = { .len = 0 }, line = { .len = 0 };
	int64_t n;

	if (o->before) {
		n = diff_change(object_memory(o->before),
				object_memory(o->now));
		if (n) {
			buf_putc(&b, n < 0 ? '-' : '+');
			prose_bytes(&b, style, n < 0 ? -n : n);
		}
		put_counts(&b, o->before, o->now);
		if (o->what & DIFF_VERDICT) {
			buf_puts(&b, b.len ? ", it was " : "it was ");
			prose_string(&b, style, rec_str(o->before, F_VERDICT));
		}
	} else {
		buf_puts(&b, "it is new");
	}
	buf_puts(&line, "Since ");
	text_time(&line, rec_num(snapshot_header(w->before), F_TIME, 0),
		  TIME_SHORT, style->now);
	buf_puts(&line, ", ");
	text_age(&line, w->diff.seconds);
	buf_puts(&line, ": ");
	buf_puts(&line, buf_string(&b));
	prose_wrap(out, style, 2, buf_string(&line));
	buf_free(&b);
	buf_free(&line);
}

/**
 * watch_object_page() - write all about an object and who uses it
 * @w: screen
 * @out: where to
 */
void watch_object_page(struct watch *w, struct buf *out)
{
	const struct rec *rec = watch_object(w);
	const struct diff_object *o;
	struct buf b = { .len = 0 };

	if (!rec) {
		buf_printf(&b, "%s:%llu", kind_name(w->object.kind),
			   (unsigned long long)w->object.id);
		buf_puts(&b,
			 " is not there any more, or not among what is shown.");
		prose_wrap(out, &w->req->style, 2, buf_string(&b));
		buf_free(&b);
		return;
	}
	o = watch_became(w, rec);
	if (o)
		put_change(w, o, out);
	show_object(w->req, w->snap, rec, out);
}

static const struct {
	const char *key;
	const char *does;
} help[] = {
	{ "q, Ctrl-C", "end" },
	{ "arrows, j, k", "choose another row, or scroll a page" },
	{ "PgUp, PgDn", "the same by a screen; Home and End, too" },
	{ "Enter", "all about the object that is chosen, and who uses it" },
	{ "n, p", "there: the next object, the one before" },
	{ "Esc, Backspace", "back to the list" },
	{ "/",
	  "choose objects by filters, such as sem user=www-data idle=+1d" },
	{ "a", "all objects, or only what is left over or held" },
	{ "s", "sort by: worst, growth, mem, idle, user" },
	{ "S", "sort by columns that you name, such as -mem,user" },
	{ "m", "all is seen: mark only what changes from now on" },
	{ "Space", "pause, and go on" },
	{ "r", "look again at once" },
	{ "+, -", "look more often, less often" },
	{ "Ctrl-L", "draw the screen anew" },
};

static const char *const marks[] = {
	"Before an object: + it is new in the list, ! it is judged by another word,",
	"^ it takes more memory, v less, each compared with when you last pressed m.",
	"Rates are of that time. At the top are the six limits that fill up, each of",
	"the namespace where it is fullest; then what is full, deadlocked or hoarded.",
};

/**
 * watch_help_page() - write what the keys do
 * @w: screen
 * @out: where to
 */
void watch_help_page(struct watch *w, struct buf *out)
{
	static const struct table_column columns[] = {
		{ .heading = "KEY" },
		{ .heading = "WHAT IT DOES", .cut = true, .least = 16 },
	};
	struct table t;

	table_init(&t, &w->req->style, columns, 2);
	for (size_t i = 0; i < sizeof(help) / sizeof(help[0]); i++) {
		table_puts(&t, help[i].key);
		table_puts(&t, help[i].does);
	}
	table_print(&t, out);
	buf_putc(out, '\n');
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		prose_wrap(out, &w->req->style, 0, marks[i]);
}
