/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The report, in parts.
 */
#ifndef IPCDIAG_VIEW_REPORT_H
#define IPCDIAG_VIEW_REPORT_H

#include "findings/facts.h"
#include "view/prose.h"
#include "view/request.h"
#include "write/json.h"
#include "write/table.h"

/* What fits a terminal, unless the user wants all. */
#define REPORT_LINES 48

/* Most full limits that the report tells of. */
#define REPORT_FULL 5

/**
 * struct report - the report in the making
 * @req: what the user wants
 * @snap: snapshot
 * @facts: all that there is to tell
 * @out: where to
 */
struct report {
	const struct request *req;
	const struct snapshot *snap;
	const struct facts *facts;
	struct buf out;
};

enum color report_found(const struct report *r, struct buf *b);
void report_headline(struct report *r);
void report_full(struct report *r, size_t most);
void report_deadlocks(struct report *r);
void report_tables(struct report *r, size_t lines);
void report_group(struct report *r, struct table *t, const struct group *g,
		  enum finding section);
void report_keeper(struct report *r, struct table *t, size_t i);
void report_unseen(struct report *r, struct table *t);
void report_hoarder(struct report *r, struct table *t, size_t i);
void report_rules(struct report *r);
void report_hit(struct buf *out, const struct style *style,
		const struct rule_hit *hit);
void report_json_rules(struct json *j, const struct rule_hit *hits, size_t n);
void report_json_rule(struct json *j, const struct rule *rule);
void report_notes(struct report *r);
void report_advice(struct report *r);
void report_json(struct report *r);
void report_json_limit(struct json *j, const struct limit_use *use);

size_t report_line_count(const struct buf *b);
void report_blank(struct report *r);

#endif
