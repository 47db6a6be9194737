// SPDX-License-Identifier: GPL-2.0
/*
 * All about one object: whose it is, what it takes, why it is judged so, and
 * what removing it would do.
 */
#include <inttypes.h>
#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "findings/makers.h"
#include "findings/objects.h"
#include "findings/words.h"
#include "view/cells.h"
#include "view/columns.h"
#include "view/prose.h"
#include "view/show.h"
#include "write/color.h"

/* Where the text of a property begins. */
#define TEXT 19

/* Instead of the id of a user or group that is none here. */
#define NOBODY UINT64_MAX

/* In a terminal that is narrower, it begins behind the name of the property. */
#define NARROW 60

/**
 * page_put() - write a property
 * @p: page
 * @label: its name; empty if it goes with the one before
 * @text: its text; empty afterwards. Without a text nothing is written
 */
void page_put(struct page *p, const char *label, struct buf *text)
{
	struct buf b = { .len = 0 };

	if (text->len && p->req->style.width && p->req->style.width < NARROW) {
		buf_printf(&b, "  %s%s", label, *label ? ": " : "  ");
		buf_put(&b, text->data, text->len);
		prose_wrap(p->out, &p->req->style, 4, buf_string(&b));
	} else if (text->len) {
		buf_printf(&b, "  %-*s", TEXT - 2, label);
		buf_put(&b, text->data, text->len);
		prose_wrap(p->out, &p->req->style, TEXT, buf_string(&b));
	}
	buf_free(&b);
	buf_free(text);
}

static void put_head(struct page *p)
{
	const char *verdict = rec_str(p->rec, F_VERDICT);
	const struct style *style = &p->req->style;
	const struct verdict_word *word =
		verdict ? verdict_word_find(verdict) : NULL;
	struct buf b = { .len = 0 };
	char name[OBJECT_NAME];

	object_name(name, sizeof(name), p->rec);
	color_puts(p->out, style, COLOR_BOLD, name);
	buf_putc(p->out, '\n');
	if (verdict) {
		prose_string(&b, style, verdict);
		if (object_finding(p->rec) == FINDING_NOBODY_KNOWN)
			buf_printf(&b, ": nobody is known to have used it%s",
				   maker_recorded(p->rec) ?
					   "" :
					   ", and nobody can tell who made it");
		else if (word)
			buf_printf(&b, ": %s", word->meaning);
		else
			buf_puts(
				&b,
				": this version of ipcdiag does not know the word");
	} else {
		buf_puts(&b, "not judged, as that takes the module");
	}
	page_put(p, "verdict", &b);
}

/* What holds for nearly all objects. */
static bool says_nothing(const char *reason, size_t n)
{
	static const char *const words[] = { "not-dest", "creator-unknown" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == n && !memcmp(words[i], reason, n))
			return true;
	return false;
}

static void put_reasons(struct page *p)
{
	const char *reasons = rec_str(p->rec, F_REASONS);
	const char *label = "because";
	struct buf b = { .len = 0 };

	while (reasons && *reasons) {
		size_t n = strcspn(reasons, ",");
		const struct reason_word *word = reason_word_find(reasons, n);

		if (says_nothing(reasons, n)) {
			reasons += n + !!reasons[n];
			continue;
		}
		if (word)
			buf_puts(&b, word->meaning);
		else
			text_show(&b, reasons, n, p->req->style.escape);
		page_put(p, label, &b);
		label = "";
		reasons += n + !!reasons[n];
	}
}

static void put_name(struct page *p, struct buf *b, const char *name,
		     uint64_t id)
{
	if (id == NOBODY) {
		buf_puts(b, "outside this user namespace");
	} else if (name) {
		prose_string(b, &p->req->style, name);
		buf_printf(b, " (%" PRIu64 ")", id);
	} else {
		buf_u64(b, id);
	}
}

static void put_ids(struct page *p, const char *label, enum field user,
		    enum field group)
{
	uint64_t uid = rec_num(p->rec, user, NOBODY),
		 gid = rec_num(p->rec, group, NOBODY);
	struct buf b = { .len = 0 };

	if (!rec_seen(p->rec, user) || !rec_seen(p->rec, group))
		return;
	put_name(p, &b, names_user(uid), uid);
	if (uid != NOBODY || gid != NOBODY) {
		buf_puts(&b, ", group ");
		put_name(p, &b, names_group(gid), gid);
	}
	page_put(p, label, &b);
}

static bool same(const struct rec *rec, enum field a, enum field b)
{
	return rec_num(rec, a, NOBODY) == rec_num(rec, b, NOBODY);
}

static void put_owner(struct page *p)
{
	put_ids(p, "owner", F_UID, F_GID);
	if (!same(p->rec, F_UID, F_CUID) || !same(p->rec, F_GID, F_CGID))
		put_ids(p, "creator", F_CUID, F_CGID);
}

static void put_key(struct page *p)
{
	struct buf b = { .len = 0 };

	if (rec_num(p->rec, F_KEY, 0))
		buf_key(&b, rec_num(p->rec, F_KEY, 0));
	else if (rec_known(p->rec, F_KEY))
		buf_puts(&b, "private");
	if (rec_known(p->rec, F_FKEY)) {
		buf_puts(&b, ", until it was removed ");
		buf_key(&b, rec_num(p->rec, F_FKEY, 0));
	}
	if (rec_known(p->rec, F_MODE)) {
		buf_puts(&b, b.len ? ", mode " : "mode ");
		buf_mode(&b, rec_num(p->rec, F_MODE, 0));
	}
	page_put(p, "key", &b);
}

/* Nobody is recorded, only when it was. */
#define NO_PARTY (-1)

/* A process that the kernel recorded, with what became of it, and when. */
static void put_party(struct page *p, const char *label, int column,
		      enum field time)
{
	const struct style *style = &p->req->style;
	struct buf b = { .len = 0 };

	if (column != NO_PARTY)
		cell(&b, style, p->rec, column);
	if (b.len == 1 && *b.data == '-')
		b.len = 0;
	if (time < FIELDS && rec_num(p->rec, time, 0)) {
		int64_t t = rec_num(p->rec, time, 0);

		buf_puts(&b, b.len ? ", " : "");
		prose_time(&b, style, t);
		if (t > 0 && t <= style->now && style->time != TIME_AGE) {
			buf_puts(&b, ", ");
			text_age(&b, style->now - t);
			buf_puts(&b, " ago");
		} else if (t > style->now) {
			buf_puts(&b, ", still to come");
		}
	} else if (!b.len && time < FIELDS && rec_known(p->rec, time)) {
		buf_puts(&b, "never");
	}
	page_put(p, label, &b);
}

static void put_parties(struct page *p)
{
	bool told = show_birth(p);

	switch (p->rec->kind) {
	case KIND_SHM:
		if (!told)
			put_party(p, "made by", C_CREATOR,
				  rec_known(p->rec, F_MADE) ? F_MADE : F_CTIME);
		put_party(p, "last used by", C_LAST, FIELDS);
		put_party(p, "last attached", NO_PARTY, F_ATIME);
		put_party(p, "last detached", NO_PARTY, F_DTIME);
		break;
	case KIND_SEM:
		put_party(p, "last used by", C_LAST, F_OTIME);
		put_party(p, "made or changed", NO_PARTY, F_CTIME);
		break;
	default:
		put_party(p, "last sent by", C_SENDER, F_STIME);
		put_party(p, "last received by", C_RECEIVER, F_RTIME);
		put_party(p, "made or changed", NO_PARTY, F_CTIME);
	}
}

static void put_part(struct page *p, struct buf *b, enum field field,
		     const char *what)
{
	if (!rec_num(p->rec, field, 0))
		return;
	buf_puts(b, ", ");
	prose_bytes(b, &p->req->style, rec_num(p->rec, field, 0));
	buf_putc(b, ' ');
	buf_puts(b, what);
}

static void put_segment(struct page *p)
{
	const char *flags = rec_str(p->rec, F_FLAGS);
	const struct style *style = &p->req->style;
	struct buf b = { .len = 0 };

	prose_bytes(&b, style, rec_num(p->rec, F_SIZE, 0));
	put_part(p, &b, F_RSS, "resident");
	put_part(p, &b, F_SWAP, "swapped out");
	put_part(p, &b, F_LOCKED, "locked");
	if (rec_known(p->rec, F_PAGESIZE)) {
		buf_puts(&b, ", pages of ");
		prose_bytes(&b, style, rec_num(p->rec, F_PAGESIZE, 0));
	}
	page_put(p, "size", &b);
	if (flags && *flags) {
		prose_string(&b, style, flags);
		page_put(p, "flags", &b);
	}
}

static void put_array(struct page *p)
{
	uint64_t waiters = rec_num(p->rec, F_WAITERS, 0);
	uint64_t undo = rec_num(p->rec, F_UNDO, 0);
	struct buf b = { .len = 0 };

	prose_count(&b, rec_num(p->rec, F_NSEMS, 0), "semaphore");
	if (waiters) {
		buf_puts(&b, ", ");
		prose_count(&b, waiters, "thread");
		buf_puts(&b, " blocked on it");
	}
	if (undo) {
		buf_puts(&b, ", ");
		prose_count(&b, undo, "undo list");
	}
	page_put(p, "size", &b);
}

static void put_queue(struct page *p)
{
	uint64_t bytes = rec_num(p->rec, F_CBYTES, 0);
	uint64_t max = rec_num(p->rec, F_QBYTES, 0);
	struct buf b = { .len = 0 };

	prose_count(&b, rec_num(p->rec, F_QNUM, 0), "message");
	buf_puts(&b, ", ");
	prose_bytes(&b, &p->req->style, bytes);
	buf_puts(&b, " of ");
	prose_bytes(&b, &p->req->style, max);
	if (rec_num(p->rec, F_SENDERS, 0)) {
		buf_puts(&b, ", ");
		prose_count(&b, rec_num(p->rec, F_SENDERS, 0), "sender");
		buf_puts(&b, " blocked");
	}
	if (rec_num(p->rec, F_RECEIVERS, 0)) {
		buf_puts(&b, ", ");
		prose_count(&b, rec_num(p->rec, F_RECEIVERS, 0), "receiver");
		buf_puts(&b, " blocked");
	}
	page_put(p, "size", &b);
}

/**
 * show_properties() - write what an object is, and why it is judged so
 * @p: page
 */
void show_properties(struct page *p)
{
	put_head(p);
	put_reasons(p);
	show_removal(p);
	show_access(p);
	put_owner(p);
	put_key(p);
	put_parties(p);
	if (p->rec->kind == KIND_SHM)
		put_segment(p);
	else if (p->rec->kind == KIND_SEM)
		put_array(p);
	else
		put_queue(p);
	show_origin(p);
}
