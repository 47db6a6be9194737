// SPDX-License-Identifier: GPL-2.0
/*
 * Rules: what is known of the objects of certain programs.
 *
 * A rule is a line: FILTERS : keep|explain : sentence. It can say that an object
 * is not to be removed, and why; it never makes a verdict worse, and runs nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/say.h"
#include "findings/rules.h"

#define BLANKS " \t\r\n"

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, BLANKS);
	n = strlen(s);
	while (n && strchr(BLANKS, s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* The part before the next lone colon; what comes after it is left in @rest. */
static char *part(char **rest)
{
	char *start = *rest, *colon = start ? strstr(start, " : ") : NULL;

	if (colon) {
		*colon = '\0';
		*rest = colon + 3;
	} else {
		*rest = NULL;
	}
	return start ? trim(start) : NULL;
}

/* There is at least one: a line does not begin with a blank. */
static bool add_filters(struct rule *rule, char *words, char *why, size_t size)
{
	char *save, *word = strtok_r(words, BLANKS, &save);

	for (; word; word = strtok_r(NULL, BLANKS, &save)) {
		if (!filter_add(&rule->filter, word, 0, why, size))
			return false;
		/* A process may be another one tomorrow. */
		if ((!strncmp(word, "ns=", 3) && strchr(word, '@')) ||
		    !strncmp(word, "pid=", 4)) {
			snprintf(why, size,
				 "a rule cannot name a process, as '%s' does",
				 shown(word));
			return false;
		}
	}
	return true;
}

static bool parse(struct rule *rule, char *line, char *why, size_t size)
{
	char *rest = line;
	char *filters = part(&rest), *action = part(&rest);
	char *sentence = rest ? trim(rest) : NULL;

	if (!action || !sentence || !*sentence) {
		snprintf(why, size,
			 "a rule is FILTERS : keep|explain : sentence");
		return false;
	}
	rule->keep = !strcmp(action, "keep");
	if (!rule->keep && strcmp(action, "explain") != 0) {
		snprintf(why, size, "'%s' is neither keep nor explain",
			 shown(action));
		return false;
	}
	if (!add_filters(rule, filters, why, size))
		return false;
	rule->sentence = xstrdup(sentence);
	return true;
}

/**
 * rules_add() - read a line of a file of rules
 * @rules: the rules; this one is added
 * @line: the line; one that is blank or begins with # says nothing
 * @place: the file and line, as people are told
 * @most: so many rules may there be
 * @why: set to a message if the line is wrong; FILTER_WHY bytes are enough
 * @size: the size of @why
 *
 * Return: false if it is wrong.
 */
bool rules_add(struct rules *rules, const char *line, const char *place,
	       size_t most, char *why, size_t size)
{
	struct rule rule = { .keep = false };
	char *copy;
	bool ok;

	line += strspn(line, BLANKS);
	if (!*line || *line == '#')
		return true;
	if (rules->n >= most) {
		snprintf(why, size, "there are more than %zu rules", most);
		return false;
	}
	copy = xstrdup(line);
	ok = parse(&rule, copy, why, size);
	free(copy);
	if (!ok) {
		filter_free(&rule.filter);
		return false;
	}
	rule.place = xstrdup(place);
	rules->v = xreallocarray(rules->v, rules->n + 1, sizeof(*rules->v));
	rules->v[rules->n++] = rule;
	return true;
}

/**
 * rules_find() - what is known of an object
 * @rules: the rules, NULL for none
 * @rec: object
 *
 * Return: the first rule that says to keep it, else the first that fits; NULL if
 * there is none.
 */
const struct rule *rules_find(const struct rules *rules, const struct rec *rec)
{
	return rules_find_at(rules, rec, rules ? rules->now : 0);
}

/**
 * rules_find_at() - what is known of an object, as a later snapshot has it
 * @rules: the rules, NULL for none
 * @rec: object
 * @now: when that snapshot was taken
 *
 * Return: as rules_find() does.
 */
const struct rule *rules_find_at(const struct rules *rules,
				 const struct rec *rec, int64_t now)
{
	const struct rule *found = NULL;

	for (size_t i = 0; rules && i < rules->n; i++) {
		const struct rule *rule = &rules->v[i];

		if ((found && !rule->keep) ||
		    !filter_match_at(&rule->filter, rec, now))
			continue;
		found = rule;
		if (rule->keep)
			break;
	}
	return found;
}

/**
 * rules_hits() - room to count what rules tell of
 * @rules: the rules, NULL for none
 * @n: set to how many rules there are
 *
 * Return: an array for free().
 */
struct rule_hit *rules_hits(const struct rules *rules, size_t *n)
{
	*n = rules ? rules->n : 0;
	return xcalloc(*n + 1, sizeof(struct rule_hit));
}

/**
 * rules_hit() - count an object that a rule tells of
 * @hits: what rules_hits() gave
 * @rules: the rules
 * @rule: the rule
 * @rec: object
 */
void rules_hit(struct rule_hit *hits, const struct rules *rules,
	       const struct rule *rule, const struct rec *rec)
{
	struct rule_hit *hit = &hits[rule - rules->v];

	hit->rule = rule;
	if (!hit->n++)
		hit->first = rec;
}

/**
 * rules_set_time() - say when the snapshot was taken that rules are asked about
 * @rules: the rules
 * @now: the time
 *
 * A name that no user has, here or in the snapshot, fits nobody.
 */
void rules_set_time(struct rules *rules, int64_t now)
{
	rules->now = now;
}

/**
 * rules_look_up() - find out whom names of users and groups in rules stand for here
 * @rules: the rules, which go by number afterwards
 *
 * Names that a snapshot has may be those of another machine, or of a day on which
 * this one did not know its users.
 *
 * Return: false after a message if that cannot be told of a rule that keeps objects.
 */
bool rules_look_up(struct rules *rules)
{
	bool ok = true;

	for (size_t i = 0; i < rules->n; i++) {
		struct rule *rule = &rules->v[i];
		char why[FILTER_WHY];

		if (filter_look_up(&rule->filter, why, sizeof(why)) ||
		    !rule->keep)
			continue;
		say("%s: %s", shown(rule->place), why);
		ok = false;
	}
	return ok;
}

/**
 * rules_free() - free what rules_add() keeps
 * @rules: the rules
 */
void rules_free(struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		filter_free(&rules->v[i].filter);
		free(rules->v[i].sentence);
		free(rules->v[i].place);
	}
	free(rules->v);
	*rules = (struct rules){ .n = 0 };
}
