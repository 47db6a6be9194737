// SPDX-License-Identifier: GPL-2.0
/*
 * Lines of a snapshot that look like the one before.
 *
 * The module writes the keys of a kind in the same order again and again, and
 * most values are what they were in the line before. So a line is compared with
 * that one; only where they differ a value is read. Whatever is not quite as
 * expected is left to the general parser (line.c), which alone says what is
 * wrong with a line, and from whose result the next line is expected.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"
#include "records/fast.h"
#include "records/line.h"

/* Most keys of a line, with those that are not known here. */
#define FORM_KEYS 96

/* The uses that user lines tell of have keys of their own. */
#define FORM_USES 8
#define FORMS	  (KINDS + FORM_USES)

/**
 * enum parse_as - how a value is read
 * @AS_IGNORED: the key is not known here
 * @AS_TEXT: text
 * @AS_NUMBER: decimal
 * @AS_PID: the same, or `?`
 * @AS_SIGNED: decimal, may be negative
 * @AS_BOOL: 0 or 1
 * @AS_KEY: hexadecimal
 * @AS_MODE: octal
 */
enum parse_as {
	AS_IGNORED,
	AS_TEXT,
	AS_NUMBER,
	AS_PID,
	AS_SIGNED,
	AS_BOOL,
	AS_KEY,
	AS_MODE,
};

/**
 * struct place - a key of a line, and its value
 * @value: length of the key with its `=`
 * @slot: slot of the key
 * @as: how the value is read
 * @needed: the value is never unavailable
 * @largest: the largest number
 */
struct place {
	uint16_t value;
	uint8_t slot;
	uint8_t as;
	bool needed;
	uint64_t largest;
};

/**
 * struct form - a line, and what it says
 * @kind: kind of line
 * @n: how many keys, 0 if no line was learned
 * @len: length of @text without its `\n`
 * @draft: what it says
 * @packer: how such records are packed
 * @off: where in @text each key begins; then where the next line would; and a
 *	 number larger than any other
 * @place: the keys
 * @text: the line with its `\n`
 */
struct form {
	enum kind kind;
	size_t n;
	size_t len;
	struct draft draft;
	struct packer packer;
	uint16_t off[FORM_KEYS + 2];
	struct place place[FORM_KEYS];
	char text[PARSE_MAX_LINE + 1 + FAST_SLACK];
};

static uint64_t word_at(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	return word;
}

/* The first byte, in memory, that is not zero. */
static unsigned int first_byte(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return __builtin_ctzll(word) / 8;
#else
	return __builtin_clzll(word) / 8;
#endif
}

/* The same, if most bytes are equal. */
static size_t equal_long(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i += 32) {
		uint64_t w0 = word_at(a + i) ^ word_at(b + i);
		uint64_t w1 = word_at(a + i + 8) ^ word_at(b + i + 8);
		uint64_t w2 = word_at(a + i + 16) ^ word_at(b + i + 16);
		uint64_t w3 = word_at(a + i + 24) ^ word_at(b + i + 24);

		if (!(w0 | w1 | w2 | w3))
			continue;
		if (w0)
			i += first_byte(w0);
		else if (w1)
			i += 8 + first_byte(w1);
		else if (w2)
			i += 16 + first_byte(w2);
		else
			i += 24 + first_byte(w3);
		return i < n ? i : n;
	}
	return n;
}

/*
 * How many of n bytes are equal from the first on. FAST_SLACK more are read.
 * Where two lines differ, they often do so again at the next value.
 */
static inline size_t equal(const char *a, const char *b, size_t n)
{
	uint64_t word = word_at(a) ^ word_at(b);
	size_t i = 0;

	if (!word) {
		i = 8;
		word = word_at(a + 8) ^ word_at(b + 8);
	}
	if (word) {
		i += first_byte(word);
		return i < n ? i : n;
	}
	return n <= 16 ? n : 16 + equal_long(a + 16, b + 16, n - 16);
}

#define EVERY(byte) (0x0101010101010101ULL * (byte))

/*
 * The highest bit of a byte is set where it ends a value, or is a backslash, or
 * must not be in a value. Only the first of them is sure.
 */
static uint64_t special_bytes(uint64_t word)
{
	uint64_t backslash = word ^ EVERY('\\');
	uint64_t del = word ^ EVERY(0x7f);
	uint64_t found;

	found = (word - EVERY('!')) & ~word;
	found |= (backslash - EVERY(1)) & ~backslash;
	found |= (del - EVERY(1)) & ~del;
	return (found | word) & EVERY(0x80);
}

/* Where a value ends, NULL if a byte is in it that must not be. */
static const char *value_end(const char *s, bool *escaped)
{
	for (;;) {
		uint64_t found = special_bytes(word_at(s));

		if (!found) {
			s += sizeof(found);
			continue;
		}
		s += first_byte(found);
		if (*s == ' ' || *s == '\n')
			return s;
		/* With the other order of bytes it may be taken for one. */
		if (*s < '!' || *s > '~')
			return NULL;
		if (*s == '\\')
			*escaped = true;
		s++;
	}
}

static const char *read_text(struct parser *p, const char *s, uint64_t *value)
{
	bool escaped = false;
	const char *end = value_end(s, &escaped);
	char *copy = p->text;

	if (!end)
		return NULL;
	if (!escaped) {
		*value = snapshot_text(p->snap, s, end - s);
		return end;
	}
	memcpy(copy, s, end - s);
	copy[end - s] = '\0';
	if (!escape_undo(copy))
		return NULL;
	*value = snapshot_text(p->snap, copy, strlen(copy));
	return end;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Reads up to eight digits at once; sets *n to how many there are. */
static uint64_t eight_digits(const char *s, unsigned int *n)
{
	uint64_t word = word_at(s) ^ EVERY('0');
	uint64_t other = ((word + EVERY(0x80 - 10)) | word) & EVERY(0x80);

	*n = other ? first_byte(other) : 8;
	if (!*n)
		return 0;
	/* Leading zeros, which come first in memory. */
	word <<= 64 - 8 * *n;
	word = word * 10 + (word >> 8);
	return ((word & 0x000000ff000000ff) * (100 + (1000000ULL << 32)) +
		(word >> 16 & 0x000000ff000000ff) * (1 + (10000ULL << 32))) >>
	       32;
}
#else
static uint64_t eight_digits(const char *s, unsigned int *n)
{
	uint64_t number = 0;

	for (*n = 0; *n < 8 && s[*n] >= '0' && s[*n] <= '9'; ++*n)
		number = number * 10 + (s[*n] - '0');
	return number;
}
#endif

/* Longer ones, which might not fit 64 bits, are for the general parser. */
static const char *read_number(const char *s, uint64_t largest, uint64_t *value)
{
	const char *from = s;
	unsigned int n;
	uint64_t number = eight_digits(s, &n);

	if (!n)
		return NULL;
	s += n;
	if (n == 8)
		for (; *s >= '0' && *s <= '9'; s++)
			number = number * 10 + (*s - '0');
	if (s - from > 19 || number > largest)
		return NULL;
	*value = number;
	return s;
}

static const char *read_signed(const char *s, uint64_t largest, uint64_t *value)
{
	if (*s != '-')
		return read_number(s, largest, value);
	s = read_number(s + 1, largest, value);
	*value = -*value;
	return s;
}

static const char *read_key(const char *s, uint64_t *value)
{
	uint64_t n = 0;

	if (s[0] != '0' || s[1] != 'x')
		return NULL;
	s += 2;
	for (int i = 0; i < 8; i++, s++) {
		if (*s >= '0' && *s <= '9')
			n = n << 4 | (*s - '0');
		else if (*s >= 'a' && *s <= 'f')
			n = n << 4 | (*s - 'a' + 10);
		else
			return NULL;
	}
	*value = n;
	return s;
}

static const char *read_mode(const char *s, uint64_t *value)
{
	uint64_t n = 0;

	for (int i = 0; i < 4; i++, s++) {
		if (*s < '0' || *s > '7')
			return NULL;
		n = n << 3 | (*s - '0');
	}
	*value = n;
	return s;
}

static const char *read_known(struct parser *p, const struct place *place,
			      const char *s, uint64_t *value)
{
	switch (place->as) {
	case AS_TEXT:
		return read_text(p, s, value);
	case AS_NUMBER:
	case AS_PID:
		return read_number(s, place->largest, value);
	case AS_SIGNED:
		return read_signed(s, place->largest, value);
	case AS_BOOL:
		*value = *s - '0';
		return *s == '0' || *s == '1' ? s + 1 : NULL;
	case AS_KEY:
		return read_key(s, value);
	case AS_MODE:
		return read_mode(s, value);
	default:
		return NULL;
	}
}

static bool at_end(const char *s)
{
	return *s == ' ' || *s == '\n';
}

/* Reads a value into the form's draft. Returns where it ends, NULL if unsure. */
static const char *read_value(struct parser *p, struct form *form,
			      const struct place *place, const char *s)
{
	struct draft *d = &form->draft;
	uint64_t bit = 1ULL << place->slot;
	uint64_t value;
	bool escaped;

	if (place->as == AS_IGNORED)
		return value_end(s, &escaped);
	if (*s == '-' && at_end(s + 1)) {
		if (place->needed)
			return NULL;
		d->known &= ~bit;
		d->hidden &= ~bit;
		return s + 1;
	}
	if (*s == '?' && place->as == AS_PID) {
		d->known &= ~bit;
		d->hidden |= bit;
		return at_end(s + 1) ? s + 1 : NULL;
	}
	s = read_known(p, place, s, &value);
	if (!s || !at_end(s))
		return NULL;
	d->known |= bit;
	d->hidden &= ~bit;
	d->v[place->slot] = value;
	return s;
}

/* What user lines have in common ends with their use. */
static unsigned int form_number(enum kind kind, const char *line)
{
	if (kind != KIND_USER)
		return kind;
	for (int i = 0; i < 4; i++) {
		while (!at_end(line))
			line++;
		if (*line == '\n')
			return kind;
		line++;
	}
	if (strncmp(line, "kind=", 5))
		return kind;
	return KINDS + (unsigned char)line[5] % FORM_USES;
}

static struct form *find_form(struct parser *p, const char *line, size_t len)
{
	struct form *form = p->form;
	const char *space;
	enum kind kind;

	if (form && !memcmp(form->text, line, form->off[0])) {
		if (form->kind != KIND_USER)
			return form;
		kind = KIND_USER;
	} else {
		space = memchr(line, ' ', len);
		if (!space)
			return NULL;
		kind = kind_named(line, space - line);
		if (kind == KINDS)
			return NULL;
	}
	return p->forms[form_number(kind, line)];
}

/* Reads what differs from the form. Returns the slots of that in *changed. */
static bool read_changes(struct parser *p, struct form *form, const char *line,
			 uint64_t *changed)
{
	size_t i = 0, shift = 0;
	size_t at = equal(line, form->text, form->len + 1);

	if (at < form->off[0])
		return false;
	for (;;) {
		const struct place *place;
		const char *end;

		if (!shift && at > form->len)
			return true;
		/* What begins behind a longer or shorter value has moved. */
		for (; form->off[i + 1] <= at; i++)
			form->off[i] += shift;
		if (i == form->n)
			return true;
		place = &form->place[i];
		if (at < form->off[i] + (size_t)place->value)
			return false;
		end = read_value(p, form, place,
				 line + (uint16_t)(form->off[i] + shift) +
					 place->value);
		if (!end)
			return false;
		if (place->as != AS_IGNORED)
			*changed |= 1ULL << place->slot;
		form->off[i] += shift;
		i++;
		if ((*end == '\n') != (i == form->n))
			return false;
		shift = (size_t)(end + 1 - line) - form->off[i];
		at = form->off[i];
		if (i < form->n)
			at += equal(end + 1, form->text + at,
				    form->len + 1 - at);
	}
}

/**
 * fast_init() - prepare to read fast
 * @p: parser
 */
void fast_init(struct parser *p)
{
	p->forms = xcalloc(FORMS, sizeof(struct form *));
}

/**
 * fast_parse() - read a line that looks like one before
 * @p: parser
 * @line: the line; FAST_SLACK bytes behind its `\n` may be read
 * @len: its length without the `\n`
 *
 * Return: true if it was read and its record was added. Else the general parser
 * is to read it.
 */
bool fast_parse(struct parser *p, const char *line, size_t len)
{
	struct form *form;
	uint64_t changed = 0;

	if (p->ended || p->line == 1)
		return false;
	form = find_form(p, line, len);
	if (!form || !form->n)
		return false;
	if (!read_changes(p, form, line, &changed)) {
		form->n = 0;
		return false;
	}
	snapshot_pack(p->snap, &form->packer, &form->draft, changed)->line =
		p->line;
	memcpy(form->text, line, len + 1);
	form->len = len;
	form->off[form->n] = len + 1;
	p->form = form;
	return true;
}

static enum parse_as parse_as(enum type type)
{
	switch (type) {
	case TYPE_STRING:
	case TYPE_WORDS:
		return AS_TEXT;
	case TYPE_PID:
		return AS_PID;
	case TYPE_SIGNED:
	case TYPE_TIME:
		return AS_SIGNED;
	case TYPE_BOOL:
		return AS_BOOL;
	case TYPE_KEY:
		return AS_KEY;
	case TYPE_MODE:
		return AS_MODE;
	default:
		return AS_NUMBER;
	}
}

static void learn_place(struct form *form, const char *name, size_t len)
{
	struct place *place = &form->place[form->n];
	const struct key *keys;
	size_t n, slot;

	keys = kind_keys(form->kind, &n);
	for (slot = 0; slot < n; slot++)
		if (strlen(keys[slot].name) == len &&
		    !memcmp(keys[slot].name, name, len))
			break;
	memset(place, 0, sizeof(*place));
	place->value = len + 1;
	if (slot == n)
		return;
	place->slot = slot;
	place->as = parse_as(keys[slot].type);
	place->needed = line_needs_value(&keys[slot]);
	place->largest = line_largest(form->kind, &keys[slot]);
}

/**
 * fast_learn() - add the record of a line that the general parser has read
 * @p: parser; its draft is what the line says
 * @line: the line, followed by its `\n`
 * @len: its length without the `\n`
 */
void fast_learn(struct parser *p, const char *line, size_t len)
{
	unsigned int number = form_number(p->draft.kind, line);
	struct form *form = p->forms[number];
	const char *word = memchr(line, ' ', len);

	if (!form) {
		form = xcalloc(1, sizeof(*form));
		p->forms[number] = form;
	}
	form->kind = p->draft.kind;
	form->draft = p->draft;
	snapshot_pack(p->snap, &form->packer, &form->draft, ~0ULL)->line =
		p->line;

	form->n = 0;
	memcpy(form->text, line, len + 1);
	form->len = len;
	while (word && form->n < FORM_KEYS) {
		const char *value = memchr(word, '=', line + len - word);

		/* Only the header has a word that is no key. */
		if (!value)
			break;
		word++;
		form->off[form->n] = word - line;
		learn_place(form, word, value - word);
		form->n++;
		word = memchr(value, ' ', line + len - value);
	}
	/* These two are where a snapshot begins and ends. */
	if (word || form->kind == KIND_HEADER || form->kind == KIND_END)
		form->n = 0;
	form->off[form->n] = len + 1;
	form->off[form->n + 1] = UINT16_MAX;
	p->form = form->n ? form : NULL;
}

/**
 * fast_free() - forget what lines look like
 * @p: parser
 */
void fast_free(struct parser *p)
{
	for (int i = 0; p->forms && i < FORMS; i++)
		free(p->forms[i]);
	free(p->forms);
}
