// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: what each key does.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/watch.h"
#include "write/terminal.h"

#define CTRL(letter) ((letter)&0x1f)

/* What + and - choose from, in seconds. */
static const double intervals[] = { 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 600 };
#define INTERVALS (sizeof(intervals) / sizeof(intervals[0]))

/* The orders that s goes through, after worst and growth. */
static const char *const orders[] = { "-mem", "idle", "-idle", "user,-mem" };
#define ORDERS (sizeof(orders) / sizeof(orders[0]))

static void move(struct watch *s, int key)
{
	size_t *at = s->page == WATCH_LIST ? &s->cursor : &s->top;
	size_t last = s->page == WATCH_LIST ? s->length :
		      s->length > s->room   ? s->length - s->room + 1 :
					      1;
	size_t page = s->room > 1 ? s->room - 1 : 1;

	switch (key) {
	case KEY_UP:
	case 'k':
		*at -= *at > 0;
		break;
	case KEY_DOWN:
	case 'j':
		*at += *at + 1 < last;
		break;
	case KEY_PAGE_UP:
		*at -= *at < page ? *at : page;
		break;
	case KEY_PAGE_DOWN:
		*at += page;
		break;
	case KEY_HOME:
	case 'g':
		*at = 0;
		break;
	default:
		*at = last;
	}
	if (*at + 1 > last)
		*at = last ? last - 1 : 0;
}

static void change_pace(struct watcher *w, bool faster)
{
	double old = w->req->interval;
	size_t i = 0;

	if (faster) {
		for (i = INTERVALS; i > 1 && intervals[i - 1] >= old; i--)
			;
		w->req->interval = intervals[i - 1];
	} else {
		while (i + 1 < INTERVALS && intervals[i] <= old)
			i++;
		w->req->interval = intervals[i];
	}
}

static void change_order(struct watcher *w)
{
	struct watch *s = &w->screen;
	size_t i = 0;

	if (s->order == WATCH_WORST) {
		s->order = WATCH_GROWTH;
		return;
	}
	if (s->order == WATCH_COLUMNS) {
		while (i < ORDERS && strcmp(orders[i], w->sort) != 0)
			i++;
		i++;
	}
	watch_sort(w, i < ORDERS ? orders[i] : "");
	s->order = i < ORDERS ? WATCH_COLUMNS : WATCH_WORST;
}

/* A look is taken only if what is wanted now is not there. */
static enum watch_next find_or_look(struct watcher *w)
{
	w->screen.filter = &w->shown;
	return !w->req->from && watch_part(&w->screen) < w->part ? NEXT_LOOK :
								   NEXT_FIND;
}

static void begin_to_ask(struct watcher *w, enum ask ask, const char *old)
{
	w->ask = ask;
	snprintf(w->typed, sizeof(w->typed), "%s", old);
}

static enum watch_next answer(struct watcher *w)
{
	enum ask ask = w->ask;

	if (ask == ASK_FILTER ? !watch_filter(w, w->typed) :
				!watch_sort(w, w->typed))
		return NEXT_DRAW;
	w->ask = ASK_NOTHING;
	if (ask == ASK_SORT)
		w->screen.order = *w->sort ? WATCH_COLUMNS : WATCH_WORST;
	w->screen.top = 0;
	w->screen.cursor = 0;
	return find_or_look(w);
}

static enum watch_next type(struct watcher *w, int key)
{
	size_t n = strlen(w->typed);

	if (key == KEY_ENTER)
		return answer(w);
	if (key == KEY_ESCAPE) {
		w->ask = ASK_NOTHING;
	} else if (key == KEY_BACKSPACE) {
		/* A character may have several bytes. */
		while (n && (w->typed[n - 1] & 0xc0) == 0x80)
			n--;
		w->typed[n ? n - 1 : 0] = '\0';
	} else if (key == CTRL('U')) {
		w->typed[0] = '\0';
	} else if (key >= ' ' && key < KEY_NONE && n + 1 < sizeof(w->typed)) {
		w->typed[n] = (char)key;
		w->typed[n + 1] = '\0';
	}
	return NEXT_DRAW;
}

static enum watch_next go_to(struct watcher *w, enum watch_page page)
{
	struct watch *s = &w->screen;

	if (page == WATCH_OBJECT) {
		if (s->cursor >= s->rows.n)
			return NEXT_DRAW;
		s->object = watch_id_of(s->rows.v[s->cursor]);
	}
	s->page = page;
	s->top = 0;
	return page == WATCH_OBJECT ? find_or_look(w) : NEXT_DRAW;
}

/* The object before or after, in the order of the list. */
static enum watch_next turn(struct watcher *w, bool on)
{
	struct watch *s = &w->screen;

	if (on && s->cursor + 1 < s->rows.n)
		s->cursor++;
	else if (!on && s->cursor)
		s->cursor--;
	return go_to(w, WATCH_OBJECT);
}

static enum watch_next list_key(struct watcher *w, int key)
{
	switch (key) {
	case KEY_ENTER:
	case KEY_RIGHT:
		return go_to(w, WATCH_OBJECT);
	case '/':
		begin_to_ask(w, ASK_FILTER, w->words);
		return NEXT_DRAW;
	case 'S':
		begin_to_ask(w, ASK_SORT, w->sort);
		return NEXT_DRAW;
	case 's':
		change_order(w);
		return NEXT_FIND;
	case 'a':
		watch_all(w, !w->all);
		return find_or_look(w);
	default:
		return NEXT_DRAW;
	}
}

static enum watch_next page_key(struct watcher *w, int key)
{
	switch (key) {
	case KEY_ESCAPE:
	case KEY_BACKSPACE:
	case KEY_LEFT:
		return go_to(w, WATCH_LIST);
	case 'n':
	case 'p':
		if (w->screen.page == WATCH_OBJECT)
			return turn(w, key == 'n');
		return NEXT_DRAW;
	default:
		return NEXT_DRAW;
	}
}

/**
 * watch_key() - do what a key says
 * @w: the command at work
 * @key: the key
 *
 * Return: what comes next.
 */
enum watch_next watch_key(struct watcher *w, int key)
{
	if (key == KEY_CLOSED)
		return NEXT_END;
	if (w->ask != ASK_NOTHING)
		return type(w, key);
	switch (key) {
	case 'q':
	case CTRL('D'):
		return NEXT_END;
	case CTRL('L'):
		return NEXT_REDRAW;
	case KEY_UP:
	case KEY_DOWN:
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN:
	case KEY_HOME:
	case KEY_END:
	case 'j':
	case 'k':
	case 'g':
	case 'G':
		move(&w->screen, key);
		return NEXT_DRAW;
	case ' ':
		w->screen.paused = !w->screen.paused;
		return w->screen.paused ? NEXT_DRAW : NEXT_LOOK;
	case 'r':
		return NEXT_LOOK;
	case '+':
	case '-':
		change_pace(w, key == '+');
		return NEXT_DRAW;
	case 'm':
		watch_seen(w);
		return NEXT_DRAW;
	case '?':
	case 'h':
		return go_to(w, WATCH_HELP);
	default:
		return w->screen.page == WATCH_LIST ? list_key(w, key) :
						      page_key(w, key);
	}
}
