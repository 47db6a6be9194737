// SPDX-License-Identifier: GPL-2.0
/*
 * The command show: may an object be removed, and what is known of that?
 */
#include <inttypes.h>
#include "findings/removal.h"
#include "view/prose.h"
#include "view/show.h"

static void put_quarantine(struct page *p)
{
	const struct quarantined *one =
		quarantine_find(p->req->quarantine, p->rec);
	struct buf b = { .len = 0 };

	if (!one)
		return;
	buf_puts(&b, "since ");
	prose_time(&b, &p->req->style, one->time);
	buf_printf(&b, "; its mode was 0%o, and it was judged %s", one->mode,
		   one->verdict);
	page_put(p, "quarantine", &b);
	buf_printf(&b,
		   "ipcdiag clean --release --yes ns=%" PRIu64
		   " gives the mode back",
		   rec_num(rec_ns(p->rec), F_INUM, 0));
	page_put(p, "", &b);
}

/**
 * show_removal() - put whether an object may be removed, and what that would do
 * @p: page
 */
void show_removal(struct page *p)
{
	const char *also = p->req->from ? "if still so" : "with";
	struct removal r;
	struct buf b = { .len = 0 };
	const struct rule *rule = rules_find(p->req->rules, p->rec);

	if (rule) {
		prose_string(&b, &p->req->style, rule->sentence);
		page_put(p, "known", &b);
		prose_string(&b, &p->req->style, rule->place);
		page_put(p, "by the rule", &b);
	}
	put_quarantine(p);
	removal_find(&r, p->rec, rule);
	buf_puts(&b, r.text);
	page_put(p, "may be removed", &b);
	if (*r.command) {
		buf_puts(&b, r.command);
		page_put(p, also, &b);
	}
	if (*r.asked) {
		buf_puts(&b, r.asked);
		page_put(p, "if agreed", &b);
	}
	if (rec_num(p->rec, F_RECLAIM, 0)) {
		prose_bytes(&b, &p->req->style, rec_num(p->rec, F_RECLAIM, 0));
		page_put(p, "gives back", &b);
	}
	removal_effect(&b, p->rec);
	page_put(p, "if removed", &b);
}
