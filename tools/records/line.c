// SPDX-License-Identifier: GPL-2.0
/*
 * Lines of a snapshot, whatever they look like.
 *
 * This is the general parser: it takes keys in any order, says what is wrong
 * with a line, and decides whenever the fast one (fast.c) is in doubt.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "records/line.h"

/* Most bytes of the input that a message repeats. */
#define QUOTE_MAX 40

/**
 * parse_fail() - say what is wrong with a snapshot
 * @p: parser, which has failed then
 * @line: number of the line, 0 for the whole
 * @fmt: what is wrong, as for printf()
 *
 * Return: false.
 */
bool parse_fail(struct parser *p, unsigned long line, const char *fmt, ...)
{
	char at[24] = "";
	char what[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);

	if (line)
		snprintf(at, sizeof(at), ":%lu", line);
	snprintf(p->msg, sizeof(p->msg), "%.200s%s: %s", p->name, at, what);
	p->failed = true;
	return false;
}

/* A piece of the input, fit for a message. */
struct quote {
	char s[4 * QUOTE_MAX + 4];
};

static struct quote quote(const char *s)
{
	size_t len = strlen(s);
	struct quote q = { "" };
	size_t n;

	n = escape_show(q.s, sizeof(q.s) - 3, s,
			len > QUOTE_MAX ? QUOTE_MAX : len, ESCAPE_ASCII);
	if (len > QUOTE_MAX)
		memcpy(q.s + n, "...", sizeof("..."));
	return q;
}

static bool digits(const char *s, unsigned int base, uint64_t max,
		   uint64_t *num)
{
	uint64_t n = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned int d;

		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (*s >= 'a' && *s <= 'f')
			d = *s - 'a' + 10;
		else
			return false;
		if (d >= base || d > max || n > (max - d) / base)
			return false;
		n = n * base + d;
	}
	*num = n;
	return true;
}

/**
 * line_needs_value() - may a value not be unavailable?
 * @key: key
 *
 * Return: true if `-` is an error.
 */
bool line_needs_value(const struct key *key)
{
	return key->need == KNOWN || key->need == LATER_KNOWN;
}

/**
 * line_largest() - the largest number that a key may have
 * @kind: kind of line
 * @key: key of it, of a type that is a decimal number
 *
 * Return: the number.
 */
uint64_t line_largest(enum kind kind, const struct key *key)
{
	/* The number of an object is an int, that of a namespace is not. */
	if (kind != KIND_NS && (key->field == F_ID || key->field == F_NUM))
		return INT_MAX;
	switch (key->type) {
	case TYPE_UINT:
		return UINT32_MAX;
	case TYPE_PID:
		return INT_MAX;
	case TYPE_BOOL:
		return 1;
	case TYPE_TIME:
	case TYPE_SIGNED:
		return INT64_MAX;
	default:
		return UINT64_MAX;
	}
}

static bool parse_number(const char *s, enum kind kind, const struct key *key,
			 uint64_t *num)
{
	uint64_t largest = line_largest(kind, key);

	switch (key->type) {
	case TYPE_NUMBER:
	case TYPE_BYTES:
	case TYPE_UINT:
	case TYPE_PID:
		return digits(s, 10, largest, num);
	case TYPE_BOOL:
		return *s && !s[1] && digits(s, 10, largest, num);
	case TYPE_TIME:
	case TYPE_SIGNED:
		if (*s != '-')
			return digits(s, 10, largest, num);
		if (!digits(s + 1, 10, largest, num))
			return false;
		*num = -*num;
		return true;
	case TYPE_KEY:
		return !strncmp(s, "0x", 2) && strlen(s) == 10 &&
		       digits(s + 2, 16, UINT32_MAX, num);
	case TYPE_MODE:
		return strlen(s) == 4 && digits(s, 8, 07777, num);
	default:
		return false;
	}
}

static bool parse_value(struct parser *p, const struct key *key, int slot,
			char *s)
{
	struct draft *d = &p->draft;
	uint64_t bit = 1ULL << slot;

	if (d->seen & bit)
		return parse_fail(p, p->line, "%s is given twice", key->name);
	d->seen |= bit;

	if (!strcmp(s, "-")) {
		if (!line_needs_value(key))
			return true;
		return parse_fail(p, p->line, "%s must not be \"-\"",
				  key->name);
	}
	if (!strcmp(s, "?") && key->type == TYPE_PID) {
		d->hidden |= bit;
		return true;
	}
	d->known |= bit;

	if (key->type == TYPE_STRING || key->type == TYPE_WORDS) {
		if (!escape_undo(s))
			return parse_fail(p, p->line, "%s: bad escape",
					  key->name);
		d->v[slot] = snapshot_text(p->snap, s, strlen(s));
		return true;
	}
	if (!parse_number(s, d->kind, key, &d->v[slot]))
		return parse_fail(p, p->line, "%s: bad value \"%s\"", key->name,
				  quote(s).s);
	return true;
}

/* Keys usually come in the order of the table: try the next one first. */
static int find_slot(const struct key *keys, size_t n, size_t *next,
		     const char *name)
{
	for (size_t i = 0; i < n; i++) {
		size_t slot = (*next + i) % n;

		if (!strcmp(keys[slot].name, name)) {
			*next = slot + 1;
			return slot;
		}
	}
	return -1;
}

static bool good_key(const char *s)
{
	const char *from = s;

	while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
	       (*s >= '0' && *s <= '9') || *s == '_' || *s == '-')
		s++;
	return s > from && !*s;
}

/* A value that nobody reads must be well-formed nevertheless. */
static bool good_value(const char *s)
{
	for (; *s; s++)
		if (*s < '!' || *s > '~')
			return false;
	return true;
}

/* rest: what follows the kind (and version) of a line, NULL if nothing. */
static bool parse_fields(struct parser *p, char *rest)
{
	struct draft *d = &p->draft;
	const struct key *keys;
	size_t n, next = 0;
	uint64_t missing;

	keys = kind_keys(d->kind, &n);
	d->seen = d->known = d->hidden = 0;
	while (rest) {
		char *word = strsep(&rest, " ");
		char *value = strchr(word, '=');
		int slot;

		if (!*word)
			return parse_fail(p, p->line, "a space too many");
		if (!value)
			return parse_fail(p, p->line, "\"%s\" is not key=value",
					  quote(word).s);
		*value++ = '\0';
		if (!good_key(word) || !good_value(value)) {
			value[-1] = '=';
			return parse_fail(p, p->line, "\"%s\" is not key=value",
					  quote(word).s);
		}
		slot = find_slot(keys, n, &next, word);
		if (slot >= 0 && !parse_value(p, &keys[slot], slot, value))
			return false;
	}

	missing = kind_required(d->kind) & ~d->seen;
	if (missing)
		return parse_fail(p, p->line, "%s is missing",
				  keys[__builtin_ctzll(missing)].name);
	return true;
}

static bool parse_header(struct parser *p, char *word, char *rest)
{
	char *version;

	if (strcmp(word, kind_name(KIND_HEADER)) || !rest)
		return parse_fail(p, p->line, "not a snapshot of ipcdiag");
	version = strsep(&rest, " ");
	if (strcmp(version, PARSE_VERSION))
		return parse_fail(p, p->line,
				  "format version \"%s\", only %s can be read",
				  quote(version).s, PARSE_VERSION);

	p->draft.kind = KIND_HEADER;
	return parse_fields(p, rest);
}

/**
 * line_parse() - read a line
 * @p: parser; its draft is what the line says, of the kind KINDS if that is
 *     none that is known here
 * @line: the line
 * @len: its length, without its end
 *
 * Return: false if the line is bad; @p->msg says why.
 */
bool line_parse(struct parser *p, const char *line, size_t len)
{
	char *rest = p->text;
	char *word;

	if (memchr(line, '\0', len))
		return parse_fail(p, p->line, "a zero byte");
	if (p->ended)
		return parse_fail(p, p->line, "something follows the end line");

	memcpy(p->text, line, len);
	p->text[len] = '\0';
	word = strsep(&rest, " ");
	if (p->line == 1)
		return parse_header(p, word, rest);
	if (!good_key(word))
		return parse_fail(p, p->line, "\"%s\" is no kind of line",
				  quote(word).s);
	if (!strcmp(word, kind_name(KIND_HEADER)))
		return parse_fail(p, p->line, "a second header");

	p->draft.kind = kind_named(word, strlen(word));
	if (p->draft.kind == KINDS)
		return true;
	return parse_fields(p, rest);
}
