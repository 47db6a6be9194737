/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The screen of the command watch: what is found in a snapshot and in the one that
 * it is compared with, made into lines. Nothing here knows of a terminal.
 */
#ifndef IPCDIAG_VIEW_WATCH_H
#define IPCDIAG_VIEW_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "findings/diff.h"
#include "findings/facts.h"
#include "records/records.h"
#include "view/request.h"
#include "view/rows.h"

/**
 * enum watch_page - what the screen shows
 * @WATCH_LIST: objects, one in a row
 * @WATCH_OBJECT: all about one of them
 * @WATCH_HELP: what the keys do
 */
enum watch_page {
	WATCH_LIST,
	WATCH_OBJECT,
	WATCH_HELP,
};

/**
 * enum watch_order - in which order objects come
 * @WATCH_WORST: the worst verdict first, then the most memory
 * @WATCH_GROWTH: what grew most first
 * @WATCH_COLUMNS: as --sort says
 */
enum watch_order {
	WATCH_WORST,
	WATCH_GROWTH,
	WATCH_COLUMNS,
};

/**
 * struct watch_id - an object, whatever snapshot it is in
 * @kind: its kind; KINDS for none
 * @ns: its namespace
 * @id: its number
 */
struct watch_id {
	enum kind kind;
	uint64_t ns;
	uint64_t id;
};

/**
 * struct watch - a screen in the making
 * @req: what the user wants; its style has the width
 * @filter: which objects are to be shown
 * @words: the same as the user writes it
 * @leaks_only: of these only what leaked, or is held
 * @order: in which order
 * @snap: the snapshot, NULL as long as there is none
 * @before: the one that it is compared with; @snap if there is no other
 * @page: what the screen shows
 * @object: the object of WATCH_OBJECT
 * @height: lines of the screen; 0 for no screen: all is shown, and no keys
 * @top: the first row, or line of a page, that is seen
 * @cursor: the row that is chosen
 * @room: set to how many rows, or lines of a page, are seen at once
 * @length: set to how many there are
 * @seconds: the time between two looks
 * @paused: no new looks are taken
 * @prompt: what is asked for, NULL if nothing is
 * @typed: what the user has typed as an answer
 * @messages: what there is to be said, a line each
 * @facts: what there is to tell of @snap
 * @diff: what became of @before
 * @changed: objects of @snap that are not as they were, by address
 * @nchanged: how many
 * @rows: the objects that are shown, in order
 */
struct watch {
	const struct request *req;
	const struct filter *filter;
	const char *words;
	bool leaks_only;
	enum watch_order order;
	const struct snapshot *snap;
	const struct snapshot *before;
	enum watch_page page;
	struct watch_id object;
	unsigned int height;
	size_t top;
	size_t cursor;
	size_t room;
	size_t length;
	double seconds;
	bool paused;
	const char *prompt;
	const char *typed;
	const char *messages;

	struct facts facts;
	struct diff diff;
	const struct diff_object **changed;
	size_t nchanged;
	struct rows rows;
};

void watch_find(struct watch *w, const struct choice *choice);
void watch_drop(struct watch *w);
bool watch_is_compared(const struct watch *w);
const struct diff_object *watch_became(const struct watch *w,
				       const struct rec *rec);
const struct rec *watch_object(const struct watch *w);
struct watch_id watch_id_of(const struct rec *rec);
size_t watch_row_of(const struct watch *w, const struct watch_id *id);
enum load_part watch_part(const struct watch *w);

void watch_screen(struct watch *w, struct buf *out);

#endif
