/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The command watch.
 */
#ifndef IPCDIAG_CMD_WATCH_H
#define IPCDIAG_CMD_WATCH_H

#include "cmd/commands.h"
#include "view/watch.h"

#define WATCH_TYPED 256

/**
 * enum ask - what the user is being asked for
 * @ASK_NOTHING: nothing
 * @ASK_FILTER: filters
 * @ASK_SORT: columns to sort by
 */
enum ask {
	ASK_NOTHING,
	ASK_FILTER,
	ASK_SORT,
};

/**
 * enum watch_next - what a key asks for
 * @NEXT_DRAW: the screen with what is known
 * @NEXT_FIND: the same in another order, or of other objects
 * @NEXT_LOOK: a new look
 * @NEXT_REDRAW: the whole screen anew
 * @NEXT_END: the end
 */
enum watch_next {
	NEXT_DRAW,
	NEXT_FIND,
	NEXT_LOOK,
	NEXT_REDRAW,
	NEXT_END,
};

/**
 * struct watcher - the command at work
 * @command: the command
 * @req: what the user wants now
 * @filter: filters of the user
 * @shown: the same, and that only what leaked or is held is wanted
 * @screen: the screen
 * @now: the snapshot that is shown
 * @before: the one that it is compared with, maybe the same
 * @part: how much is in @now
 * @part_before: how much is in @before
 * @all: objects in use are wanted, too
 * @ask: what the user is being asked for
 * @words: filters and kinds as the user writes them
 * @sort: columns to sort by
 * @typed: what is typed as an answer
 * @messages: what there is to be said
 * @answer: what there is to be said of what was typed, until the next key
 * @took: seconds that the last look took
 */
struct watcher {
	const struct command *command;
	struct request *req;
	struct filter *filter;
	struct filter shown;
	struct watch screen;
	struct snapshot *now;
	struct snapshot *before;
	enum load_part part;
	enum load_part part_before;
	bool all;
	enum ask ask;
	char words[WATCH_TYPED];
	char sort[WATCH_TYPED];
	char typed[WATCH_TYPED];
	struct buf messages;
	struct buf answer;
	double took;
};

enum exit_code watch_start(const struct command *command, struct request *req,
			   struct filter *filter);

enum watch_next watch_key(struct watcher *w, int key);

bool watch_look(struct watcher *w, enum exit_code *code);
enum exit_code watch_show(struct watcher *w);
void watch_seen(struct watcher *w);
void watch_all(struct watcher *w, bool all);
bool watch_filter(struct watcher *w, const char *words);
bool watch_sort(struct watcher *w, const char *columns);
void watch_begin(struct watcher *w, const struct command *command,
		 struct request *req, struct filter *filter);
void watch_end(struct watcher *w);

#endif
