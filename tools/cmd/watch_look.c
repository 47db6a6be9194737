// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: a look at what there is, and what of it is wanted.
 *
 * At most two snapshots are kept, however long it runs: the last one, and the one
 * that it is compared with.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/names.h"
#include "base/say.h"
#include "cmd/watch.h"
#include "findings/objects.h"
#include "records/saved.h"
#include "view/columns.h"

/* What is left over, or keeps memory. */
#define LEAKS "verdict=orphan,unclaimed,suspect,unknown,held"

/* Is the second one to be compared with the first? */
static bool is_alike(const struct watcher *w, const struct snapshot *snap)
{
	const struct snapshot *before = w->before;

	/* Objects in use are missing in a part that has leaks only. */
	return before->source == snap->source &&
	       (w->screen.leaks_only || w->part_before != LOAD_LEAKS) &&
	       rec_num(snapshot_header(before), F_TIME, 0) <=
		       rec_num(snapshot_header(snap), F_TIME, 0);
}

static void drop_before(struct watcher *w)
{
	if (w->before != w->now)
		snapshot_free(w->before);
	w->before = NULL;
}

/* Of the parts the smallest that has what is shown, as the snapshot itself tells. */
static struct snapshot *take(struct watcher *w, enum load_part *part)
{
	struct watch *s = &w->screen;
	const struct snapshot *old = s->snap;
	struct snapshot *snap;
	enum load_part needed;

	*part = w->req->from ? LOAD_ALL : watch_part(s);
	snap = load(w->req->from, *part, NULL);
	if (!snap || w->req->from)
		return snap;
	if (!load_is_part(snap))
		*part = LOAD_ALL;
	s->snap = snap;
	needed = watch_part(s);
	s->snap = old;
	if (needed >= *part)
		return snap;
	snapshot_free(snap);
	w->messages.len = 0;
	*part = needed;
	snap = load(NULL, needed, NULL);
	if (snap && !load_is_part(snap))
		*part = LOAD_ALL;
	return snap;
}

/* Read filters anew, with the verdicts of what is left over if only that is wanted. */
static bool make_filters(struct watcher *w, const char *words)
{
	char copy[WATCH_TYPED], why[FILTER_WHY];
	struct filter filter = { .n = 0 }, wanted = { .n = 0 };
	unsigned int kinds = w->req->kinds;
	char *save;

	w->req->kinds = 0;
	snprintf(copy, sizeof(copy), "%s", words);
	for (char *word = strtok_r(copy, " \t", &save); word;
	     word = strtok_r(NULL, " \t", &save)) {
		unsigned int old = w->req->kinds;

		if (!words_filter(w->command, word, w->req, &filter)) {
			w->req->kinds = kinds;
			filter_free(&filter);
			filter_free(&wanted);
			return false;
		}
		if (w->req->kinds == old)
			filter_add(&wanted, word, 0, why, sizeof(why));
	}
	if (!w->req->kinds)
		w->req->kinds = OBJECT_KINDS;
	w->req->kinds &= filter_kinds(&filter);
	if (w->screen.leaks_only)
		filter_add(&wanted, LEAKS, 0, why, sizeof(why));
	filter_free(w->filter);
	filter_free(&w->shown);
	*w->filter = filter;
	w->shown = wanted;
	return true;
}

/**
 * watch_all() - want objects in use, too, or not
 * @w: the command at work
 * @all: they are wanted
 */
void watch_all(struct watcher *w, bool all)
{
	/* Without the module there is nothing to tell leaks by. */
	bool leaks_only = !all && (!w->now || w->now->source == SOURCE_MODULE);

	w->all = all;
	if (leaks_only == w->screen.leaks_only)
		return;
	w->screen.leaks_only = leaks_only;
	make_filters(w, w->words);
}

/**
 * watch_show() - find what of the last snapshot is wanted
 * @w: the command at work
 *
 * Return: exit code; a message was printed if a filter names what does not exist.
 */
enum exit_code watch_show(struct watcher *w)
{
	uid_t self = geteuid();
	const struct choice choice = { .kinds = w->req->kinds,
				       .filter = w->filter,
				       .by_owner = !w->req->from && self,
				       .remover = self };
	struct watch *s = &w->screen;
	struct watch_id id = { .kind = KINDS };
	enum exit_code code;
	char why[FILTER_WHY];

	if (s->cursor && s->cursor < s->rows.n)
		id = watch_id_of(s->rows.v[s->cursor]);
	watch_drop(s);
	if (!w->now)
		return EXIT_BAD;
	watch_all(w, w->all);
	if (!w->before || !is_alike(w, w->now)) {
		drop_before(w);
		w->before = w->now;
		w->part_before = w->part;
	}
	w->req->style.now = rec_num(snapshot_header(w->now), F_TIME, 0);
	code = command_resolve(w->req, w->filter, w->now);
	if (code == EXIT_OK)
		filter_resolve(&w->shown, w->now, !w->req->from, why,
			       sizeof(why));
	s->snap = w->now;
	s->before = w->before;
	s->filter = &w->shown;
	s->order = w->req->sort		     ? WATCH_COLUMNS :
		   s->order == WATCH_COLUMNS ? WATCH_WORST :
					       s->order;
	watch_find(s, &choice);
	if (id.kind != KINDS && watch_row_of(s, &id) < s->rows.n)
		s->cursor = watch_row_of(s, &id);
	return code;
}

/**
 * watch_look() - take a snapshot, and find what of it is wanted
 * @w: the command at work
 * @code: set to the exit code
 *
 * What was shown before stays where none can be had.
 *
 * Return: false if there is none.
 */
bool watch_look(struct watcher *w, enum exit_code *code)
{
	enum load_part part;
	struct snapshot *snap;

	w->messages.len = 0;
	names_free();
	snap = take(w, &part);
	if (!snap) {
		if (w->now && w->req->from)
			saved_names(w->now);
		*code = EXIT_BAD;
		return false;
	}
	watch_drop(&w->screen);
	if (w->now != w->before)
		snapshot_free(w->now);
	w->now = snap;
	w->part = part;
	w->screen.snap = snap;
	command_know(w->command, w->req, snap);
	*code = watch_show(w);
	if (*code != EXIT_OK)
		return true;
	command_tell_missing(w->command, w->req, snap);
	*code = command_tell_strange(w->req, snap);
	return true;
}

/**
 * watch_seen() - compare with the last snapshot from now on
 * @w: the command at work
 */
void watch_seen(struct watcher *w)
{
	watch_drop(&w->screen);
	drop_before(w);
	w->before = w->now;
	w->part_before = w->part;
	watch_show(w);
}

/**
 * watch_filter() - want other objects
 * @w: the command at work
 * @words: filters and kinds
 *
 * Return: false if they are wrong; a message was printed then, and the old ones
 * stay.
 */
bool watch_filter(struct watcher *w, const char *words)
{
	char old[WATCH_TYPED];

	memcpy(old, w->words, sizeof(old));
	if (!make_filters(w, words))
		return false;
	if (w->now && command_resolve(w->req, w->filter, w->now) != EXIT_OK) {
		make_filters(w, old);
		return false;
	}
	if (words != w->words)
		snprintf(w->words, sizeof(w->words), "%s", words);
	watch_all(w, w->req->all || *w->words);
	return true;
}

/**
 * watch_sort() - want another order
 * @w: the command at work
 * @columns: as after --sort; empty for the usual order
 *
 * Return: false if there are no such columns; a message was printed then.
 */
bool watch_sort(struct watcher *w, const char *columns)
{
	if (*columns && !columns_check(w->command, w->req, "sort", columns))
		return false;
	if (columns != w->sort)
		snprintf(w->sort, sizeof(w->sort), "%s", columns);
	w->req->sort = *w->sort ? w->sort : NULL;
	return true;
}

/* The words that the filters were made from. */
static void put_words(struct watcher *w)
{
	struct buf b = { .len = 0 };

	if (w->req->kinds != filter_kinds(w->filter))
		for (int i = 0; i < 3; i++)
			if (w->req->kinds & 1U << object_kinds[i])
				buf_printf(&b, "%s%s", b.len ? " " : "",
					   kind_name(object_kinds[i]));
	filter_text(w->filter, -1, &b);
	snprintf(w->words, sizeof(w->words), "%s", buf_string(&b));
	buf_free(&b);
}

/**
 * watch_begin() - begin
 * @w: set up
 * @command: the command
 * @req: what the user wants; changed as the user changes it
 * @filter: filters of the user; the same
 */
void watch_begin(struct watcher *w, const struct command *command,
		 struct request *req, struct filter *filter)
{
	*w = (struct watcher){ .command = command,
			       .req = req,
			       .filter = filter };
	put_words(w);
	w->all = req->all || *w->words;
	w->screen.req = req;
	w->screen.leaks_only = !w->all;
	w->screen.filter = &w->shown;
	w->screen.object.kind = KINDS;
	if (req->sort)
		snprintf(w->sort, sizeof(w->sort), "%s", req->sort);
	make_filters(w, w->words);
}

/**
 * watch_end() - give back what it has
 * @w: the command at work
 */
void watch_end(struct watcher *w)
{
	watch_drop(&w->screen);
	drop_before(w);
	snapshot_free(w->now);
	filter_free(&w->shown);
	buf_free(&w->messages);
	buf_free(&w->answer);
	command_forget(w->req);
	names_free();
	w->req->sort = NULL;
}
