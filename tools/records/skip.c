// SPDX-License-Identifier: GPL-2.0
/*
 * Lines about objects that nobody asks for.
 *
 * Who acts on 64 objects looks at each of them once more, and 32,000 others may be
 * listed with them. Only what says whom a line is about is read of it here, in the
 * order in which the module writes it; any other line is left to the parsers.
 */
#include <string.h>

#include "records/skip.h"

/* Numbers of more digits than this are not taken for numbers. */
#define DIGITS 19

static bool skip_word(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

static bool skip_number(const char **at, uint64_t *num)
{
	int n = 0;

	*num = 0;
	for (; **at >= '0' && **at <= '9' && n < DIGITS; n++)
		*num = *num * 10 + *(*at)++ - '0';
	return n && (**at == ' ' || **at == '\n');
}

/* What a line of a kind is a part of, or about; KINDS if another key tells. */
static enum kind whole_of(enum kind kind)
{
	switch (kind) {
	case KIND_SEMVAL:
		return KIND_SEM;
	case KIND_RUN:
		return KIND_MSG;
	case KIND_USER:
	case KIND_BIRTH:
		return KINDS;
	default:
		return kind;
	}
}

/**
 * skip_line() - is a line about an object that is not wanted?
 * @p: parser
 * @line: the line, with its end
 * @len: its length without that
 *
 * Return: true if so; it was counted then.
 */
bool skip_line(struct parser *p, const char *line, size_t len)
{
	static const unsigned int skipped = OBJECT_KINDS | 1U << KIND_SEMVAL |
					    1U << KIND_RUN | 1U << KIND_USER |
					    1U << KIND_BIRTH;
	const char *at = memchr(line, ' ', len);
	enum kind kind, whole;
	uint64_t ns, id;

	if (!at || p->ended)
		return false;
	kind = kind_named(line, at - line);
	if (kind == KINDS || !(skipped & 1U << kind))
		return false;
	at++;
	if (!skip_word(&at, "ns=") || !skip_number(&at, &ns))
		return false;
	whole = whole_of(kind);
	if (whole == KINDS) {
		const char *type;

		if (!skip_word(&at, " type="))
			return false;
		type = at;
		at += strcspn(at, " \n");
		whole = kind_named(type, at - type);
		if (whole == KINDS || !(OBJECT_KINDS & 1U << whole))
			return false;
	}
	if (!skip_word(&at, " id=") || !skip_number(&at, &id) ||
	    p->only->wants(p->only->arg, whole, ns, id))
		return false;
	p->skipped[kind]++;
	return true;
}
