/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rules: what is known of the objects of certain programs.
 */
#ifndef IPCDIAG_FINDINGS_RULES_H
#define IPCDIAG_FINDINGS_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "findings/filter.h"
#include "records/records.h"

/* Each is asked about each object that is found to be left over. */
#define RULES_MAX 256

/* What the owners of objects say themselves of them has room of its own. */
#define RULES_FOUND_MAX 32

/**
 * struct rule - what is known of some objects
 * @filter: which objects
 * @keep: none of them is to be removed
 * @sentence: what is known of them
 * @place: the file and line where that stands
 */
struct rule {
	struct filter filter;
	bool keep;
	char *sentence;
	char *place;
};

/**
 * struct rules - all rules
 * @v: the rules
 * @n: how many
 * @now: when the snapshot was taken that they are asked about
 */
struct rules {
	struct rule *v;
	size_t n;
	int64_t now;
};

/**
 * struct rule_hit - objects that a rule tells of
 * @rule: the rule
 * @first: the first of them
 * @n: how many
 */
struct rule_hit {
	const struct rule *rule;
	const struct rec *first;
	size_t n;
};

bool rules_add(struct rules *rules, const char *line, const char *place,
	       size_t most, char *why, size_t size);
const struct rule *rules_find(const struct rules *rules, const struct rec *rec);
const struct rule *rules_find_at(const struct rules *rules,
				 const struct rec *rec, int64_t now);
struct rule_hit *rules_hits(const struct rules *rules, size_t *n);
void rules_hit(struct rule_hit *hits, const struct rules *rules,
	       const struct rule *rule, const struct rec *rec);
bool rules_look_up(struct rules *rules);
void rules_set_time(struct rules *rules, int64_t now);
void rules_free(struct rules *rules);

#endif
