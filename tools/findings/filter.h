/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters: which objects or namespaces the user wants, as NAME=VALUE.
 */
#ifndef IPCDIAG_FINDINGS_FILTER_H
#define IPCDIAG_FINDINGS_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "findings/refs.h"
#include "records/records.h"

#define FILTER_TESTS 32
#define FILTER_WHY   256

/**
 * enum filter_type - how the value of a filter is written
 * @FILTER_KIND: kinds of object
 * @FILTER_VERDICT: verdicts
 * @FILTER_REASON: reasons
 * @FILTER_NS: namespaces, see ns_ref_parse()
 * @FILTER_USER: names or ids of users
 * @FILTER_GROUP: names or ids of groups
 * @FILTER_NUMBER: numbers: 5, at least +5, at most -5, 5-9
 * @FILTER_SIZE: the same in bytes, or with K, M, G, T
 * @FILTER_TIME: the same in seconds, or with s, m, h, d, w, y
 * @FILTER_KEY: keys: 0x4711, 18193, private
 * @FILTER_TEXT: text
 */
enum filter_type {
	FILTER_KIND,
	FILTER_VERDICT,
	FILTER_REASON,
	FILTER_NS,
	FILTER_USER,
	FILTER_GROUP,
	FILTER_NUMBER,
	FILTER_SIZE,
	FILTER_TIME,
	FILTER_KEY,
	FILTER_TEXT,
};

#define FILTER_OF_NS	 0x1 /* it can choose namespaces, too */
#define FILTER_BY_MODULE 0x2 /* only the module knows */
#define FILTER_BY_USERS	 0x4 /* it looks at who uses an object */
#define FILTER_OF_GONE	 0x8 /* it can choose objects that are gone, too */

/**
 * struct filter_name - a filter that there is
 * @name: its name
 * @type: how its value is written
 * @flags: FILTER_OF_NS and the like
 * @value: what stands for the value in --help
 * @help: what it chooses
 */
struct filter_name {
	const char *name;
	enum filter_type type;
	unsigned int flags;
	const char *value;
	const char *help;
};

/**
 * struct filter_value - one of the values of a filter, joined by commas
 * @low: the least number, or a kind, key or id
 * @high: the largest number
 * @text: a word, as the user wrote it; NULL for an id
 * @ns: a namespace
 */
struct filter_value {
	uint64_t low;
	uint64_t high;
	const char *text;
	struct ns_ref ns;
};

/**
 * struct filter_test - a filter with its values, of which one has to fit
 * @name: which filter
 * @v: the values
 * @n: how many
 * @words: the text of the values
 */
struct filter_test {
	const struct filter_name *name;
	struct filter_value *v;
	size_t n;
	char *words;
};

/**
 * struct filter - all filters that the user gave, which all have to fit
 * @tests: the filters
 * @n: how many
 * @now: when the snapshot was taken
 */
struct filter {
	struct filter_test tests[FILTER_TESTS];
	size_t n;
	int64_t now;
};

extern const struct filter_name filter_names[];
extern const size_t filter_names_n;

bool filter_add(struct filter *filter, const char *word, unsigned int flags,
		char *why, size_t size);
bool filter_time(const char *word, uint64_t *seconds);
bool filter_resolve(struct filter *filter, const struct snapshot *snap,
		    bool live, char *why, size_t size);
void filter_text(const struct filter *filter, int but, struct buf *b);
bool filter_look_up(struct filter *filter, char *why, size_t size);
void filter_free(struct filter *filter);

unsigned int filter_flags(const struct filter *filter);
unsigned int filter_kinds(const struct filter *filter);
bool filter_match(const struct filter *filter, const struct rec *rec);
bool filter_match_at(const struct filter *filter, const struct rec *rec,
		     int64_t now);
bool filter_match_ns(const struct filter *filter, const struct rec *ns);

#endif
