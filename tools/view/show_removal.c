// SPDX-License-Identifier: GPL-2.0
/*
 * The command show: may an object be removed, and what is known of that?
 */
#include "findings/removal.h"
#include "view/prose.h"
#include "view/show.h"

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
