/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What findings are to be about.
 */
#ifndef IPCDIAG_FINDINGS_CHOICE_H
#define IPCDIAG_FINDINGS_CHOICE_H

#include <stdbool.h>

#include "findings/filter.h"
#include "findings/rules.h"
#include "records/records.h"

/**
 * struct choice - what findings are to be about
 * @kinds: kinds of object, one bit each
 * @filter: which of them; NULL for all
 * @by_owner: the reader may remove only what is owned or made by @remover
 * @remover: the user who reads
 * @fine: groups are told apart by container, however many there are
 * @rules: what is known of certain programs; NULL for nothing
 */
struct choice {
	unsigned int kinds;
	const struct filter *filter;
	bool by_owner;
	uint32_t remover;
	bool fine;
	const struct rules *rules;
};

/**
 * choice_has_at() - are findings to be about an object, as a later snapshot has it?
 * @choice: what they are to be about
 * @rec: object
 * @now: when that snapshot was taken
 *
 * Return: true if so.
 */
static inline bool choice_has_at(const struct choice *choice,
				 const struct rec *rec, int64_t now)
{
	return choice->kinds & 1U << rec->kind &&
	       filter_match_at(choice->filter, rec, now);
}

/**
 * choice_has() - are findings to be about an object?
 * @choice: what they are to be about
 * @rec: object
 *
 * Return: true if so.
 */
static inline bool choice_has(const struct choice *choice,
			      const struct rec *rec)
{
	return choice->kinds & 1U << rec->kind &&
	       (!choice->filter || !choice->filter->n ||
		filter_match(choice->filter, rec));
}

#endif
