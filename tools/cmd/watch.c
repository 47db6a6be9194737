// SPDX-License-Identifier: GPL-2.0
/*
 * The command watch: look, show, wait for a key or until it is time to look again.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/say.h"
#include "cmd/watch.h"
#include "write/terminal.h"

/* Looking takes at most one second of so many. */
#define SHARE 10

static double clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/* What takes long is done less often than the user said. */
static double interval(const struct watcher *w)
{
	double least = w->took * (SHARE - 1);

	return w->req->interval > least ? w->req->interval : least;
}

static void look(struct watcher *w, enum exit_code *code)
{
	double start = clock_now();

	watch_look(w, code);
	w->took = clock_now() - start;
}

static void draw(struct watcher *w)
{
	struct watch *s = &w->screen;
	struct buf said = { .len = 0 }, lines = { .len = 0 };

	terminal_size(&w->req->style.width, &s->height);
	s->words = w->words;
	s->seconds = interval(w);
	s->prompt = w->ask == ASK_FILTER ? "Filters:" :
		    w->ask == ASK_SORT	 ? "Sort by columns:" :
					   NULL;
	s->typed = w->typed;
	buf_puts(&said, buf_string(&w->answer));
	buf_puts(&said, buf_string(&w->messages));
	s->messages = buf_string(&said);
	watch_screen(s, &lines);
	terminal_draw(&lines);
	buf_free(&lines);
	buf_free(&said);
	s->messages = NULL;
}

/* Until the key that ends it, or until it was looked often enough. */
static void watch_terminal(struct watcher *w)
{
	double next = clock_now() + interval(w);
	enum exit_code code;
	size_t looks = 1;

	for (;;) {
		enum watch_next what = NEXT_DRAW;
		double now;
		int key;

		draw(w);
		now = clock_now();
		key = terminal_key(w->screen.paused ? -1 :
				   next > now	    ? (next - now) * 1000 + 1 :
						      0);
		if (key == KEY_REDRAW) {
			terminal_forget();
		} else if (key != KEY_NONE) {
			w->answer.len = 0;
			say_into(&w->answer);
			what = watch_key(w, key);
		}
		if (what == NEXT_END)
			return;
		if (what == NEXT_REDRAW)
			terminal_forget();
		if (what == NEXT_FIND)
			watch_show(w);
		say_into(&w->messages);
		now = clock_now();
		if (what == NEXT_LOOK || (!w->screen.paused && now >= next)) {
			if (w->req->count && looks++ >= w->req->count)
				return;
			look(w, &code);
			next = clock_now() + interval(w);
		}
	}
}

static void put_plain(struct watcher *w, bool first)
{
	struct buf lines = { .len = 0 };

	w->screen.words = w->words;
	watch_screen(&w->screen, &lines);
	if (!first)
		putchar('\n');
	fwrite(lines.data, 1, lines.len, stdout);
	fflush(stdout);
	buf_free(&lines);
}

/* As often as the user says; each is compared with the one before. */
static enum exit_code watch_plain(struct watcher *w, enum exit_code code)
{
	size_t looks = w->req->count ? w->req->count : 1;
	bool printed = false;

	for (size_t i = 0; i < looks; i++) {
		struct timespec wait;

		if (i) {
			wait.tv_sec = interval(w);
			wait.tv_nsec = (interval(w) - wait.tv_sec) * 1e9;
			watch_seen(w);
			ppoll(NULL, 0, &wait, NULL);
			look(w, &code);
		}
		if (code != EXIT_BAD)
			put_plain(w, !printed);
		printed |= code != EXIT_BAD;
		if (ferror(stdout))
			break;
	}
	return code;
}

/* What was to be said while nobody could see it. */
static void say_collected(struct watcher *w)
{
	const char *at = buf_string(&w->messages);

	say_into(NULL);
	while (*at) {
		size_t n = strcspn(at, "\n");

		say("%.*s", (int)n, at);
		at += n + !!at[n];
	}
}

/**
 * watch_start() - look again and again
 * @command: the command
 * @req: what the user wants
 * @filter: the filters of @req
 *
 * Return: exit code.
 */
enum exit_code watch_start(const struct command *command, struct request *req,
			   struct filter *filter)
{
	bool screen = terminal_is_there();
	enum exit_code code = EXIT_OK;
	static struct watcher w;

	if (req->from && !strcmp(req->from, "-")) {
		say("watch: standard input can be read only once; name a file, which is read at each look");
		return EXIT_USAGE;
	}
	watch_begin(&w, command, req, filter);
	if (screen)
		say_into(&w.messages);
	look(&w, &code);
	if (code == EXIT_BAD || code == EXIT_USAGE) {
		say_collected(&w);
	} else if (!screen || !terminal_open()) {
		say_collected(&w);
		code = watch_plain(&w, code);
	} else {
		watch_terminal(&w);
		terminal_close();
		say_into(NULL);
		code = EXIT_OK;
	}
	watch_end(&w);
	return code;
}
