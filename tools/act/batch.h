/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects that are removed by one walk.
 */
#ifndef IPCDIAG_ACT_BATCH_H
#define IPCDIAG_ACT_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "act/clean.h"
#include "act/enter.h"
#include "findings/looks.h"
#include "findings/plan.h"
#include "findings/quarantine.h"

/* The most objects that may be removed by one walk. */
#define BATCH 64

/**
 * struct batch - objects that are removed by one walk
 * @v: the objects
 * @n: how many
 * @muted: of those in @v, whose mode is 0 now
 * @touched: and whose mode we set
 * @base: of those whose mode is 0, how they were right after they got it
 * @entry: of those in @v, what the journal has; those without have the time 0
 * @order: how it is done
 * @at: where we are
 */
struct batch {
	struct plan_item *v[BATCH];
	size_t n;
	bool muted[BATCH];
	bool touched[BATCH];
	struct looks base[BATCH];
	struct quarantined entry[BATCH];
	const struct clean_order *order;
	struct enter at;
};

void batch_announce(struct batch *b, size_t i);
void batch_first_step(struct batch *b, size_t i);
void batch_second_step(struct batch *b, size_t i);
int batch_give_back(struct batch *b, size_t i);
void batch_tell(struct batch *b, size_t i);

#endif
