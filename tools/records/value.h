/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values in a line of a snapshot, where they stand.
 */
#ifndef IPCDIAG_RECORDS_VALUE_H
#define IPCDIAG_RECORDS_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

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
 * struct value_place - a key of a line, and its value
 * @value: length of the key with its `=`
 * @slot: slot of the key
 * @as: how the value is read
 * @needed: the value is never unavailable
 * @largest: the largest number
 */
struct value_place {
	uint16_t value;
	uint8_t slot;
	uint8_t as;
	bool needed;
	uint64_t largest;
};

void value_place(struct value_place *place, enum kind kind, int slot);
const char *value_read(struct snapshot *snap, struct draft *d,
		       const struct value_place *place, const char *s);

/**
 * value_is_over() - does a value end here?
 * @s: a byte of a line
 *
 * Return: true at a space or at the end of the line.
 */
static inline bool value_is_over(const char *s)
{
	return *s == ' ' || *s == '\n';
}

#endif
