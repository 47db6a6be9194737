// SPDX-License-Identifier: GPL-2.0
/*
 * Values in a line of a snapshot, read where they stand, several bytes at a
 * time. What is not quite as expected is left to the general parser (line.c),
 * which alone says what is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/escape.h"
#include "base/memory.h"
#include "records/line.h"
#include "records/value.h"

/*
 * The highest bit of a byte is set where it ends a value, or is a backslash, or
 * must not be in a value. Only the first of them is sure.
 */
static uint64_t special_bytes(uint64_t word)
{
	uint64_t backslash = word ^ BYTES_EVERY('\\');
	uint64_t del = word ^ BYTES_EVERY(0x7f);
	uint64_t found;

	found = (word - BYTES_EVERY('!')) & ~word;
	found |= (backslash - BYTES_EVERY(1)) & ~backslash;
	found |= (del - BYTES_EVERY(1)) & ~del;
	return (found | word) & BYTES_EVERY(0x80);
}

/* Where a value ends, NULL if a byte is in it that must not be. */
static const char *value_end(const char *s, bool *escaped)
{
	for (;;) {
		uint64_t found = special_bytes(bytes_word(s));

		if (!found) {
			s += sizeof(found);
			continue;
		}
		s += bytes_first(found);
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

static const char *read_text(struct snapshot *snap, const char *s,
			     uint64_t *value)
{
	bool escaped = false;
	const char *end = value_end(s, &escaped);
	char *copy;

	if (!end)
		return NULL;
	if (!escaped) {
		*value = snapshot_text(snap, s, end - s);
		return end;
	}
	copy = xmalloc(end - s + 1);
	memcpy(copy, s, end - s);
	copy[end - s] = '\0';
	if (escape_undo(copy))
		*value = snapshot_text(snap, copy, strlen(copy));
	else
		end = NULL;
	free(copy);
	return end;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Reads up to eight digits at once; sets *n to how many there are. */
static uint64_t eight_digits(const char *s, unsigned int *n)
{
	uint64_t word = bytes_word(s) ^ BYTES_EVERY('0');
	uint64_t other =
		((word + BYTES_EVERY(0x80 - 10)) | word) & BYTES_EVERY(0x80);

	*n = other ? bytes_first(other) : 8;
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
	uint64_t number = 0;

	if (*s != '-')
		return read_number(s, largest, value);
	s = read_number(s + 1, largest, &number);
	*value = -number;
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

static const char *read_known(struct snapshot *snap,
			      const struct value_place *place, const char *s,
			      uint64_t *value)
{
	switch (place->as) {
	case AS_TEXT:
		return read_text(snap, s, value);
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

/**
 * value_read() - read a value
 * @snap: where texts are kept
 * @d: set to what was read
 * @place: which value it is
 * @s: the value, in a line that ends with a `\n`; BYTES_SLACK behind the line
 *     may be read
 *
 * Return: where it ends; NULL if it is not as expected, and for the general
 * parser to judge.
 */
const char *value_read(struct snapshot *snap, struct draft *d,
		       const struct value_place *place, const char *s)
{
	uint64_t bit = 1ULL << place->slot;
	uint64_t value;
	bool escaped;

	if (place->as == AS_IGNORED)
		return value_end(s, &escaped);
	if (*s == '-' && value_is_over(s + 1)) {
		if (place->needed)
			return NULL;
		d->known &= ~bit;
		d->hidden &= ~bit;
		return s + 1;
	}
	if (*s == '?' && place->as == AS_PID) {
		d->known &= ~bit;
		d->hidden |= bit;
		return value_is_over(s + 1) ? s + 1 : NULL;
	}
	s = read_known(snap, place, s, &value);
	if (!s || !value_is_over(s))
		return NULL;
	d->known |= bit;
	d->hidden &= ~bit;
	d->v[place->slot] = value;
	return s;
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

/**
 * value_place() - how a value is read
 * @place: set to that, but for where it stands
 * @kind: kind of line
 * @slot: slot of the key, -1 for one that is not known here
 */
void value_place(struct value_place *place, enum kind kind, int slot)
{
	const struct key *keys;
	size_t n;

	memset(place, 0, sizeof(*place));
	if (slot < 0)
		return;
	keys = kind_keys(kind, &n);
	place->slot = slot;
	place->as = parse_as(keys[slot].type);
	place->needed = line_needs_value(&keys[slot]);
	place->largest = line_largest(kind, &keys[slot]);
}
