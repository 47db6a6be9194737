/* SPDX-License-Identifier: GPL-2.0 */
/* Facts for each row of the truth table, and what is expected of them. */
#ifndef IPCDIAG_KUNIT_VERDICT_FACTS_H
#define IPCDIAG_KUNIT_VERDICT_FACTS_H

#include <linux/bits.h>
#include <linux/compiler.h>

#include "suites.h"
#include "judge/verdict.h"

#define GRACE	60

/* Nobody is left who used it, but its owner runs: no row but the last fits. */
static const struct ipcdiag_facts __maybe_unused segment = {
	.kind = IPCDIAG_SHM,
	.owner_made = true,
	.creator = IPCDIAG_DEAD,
	.recorded = 1,
	.owner_runs = true,
	.older = true,
	.age = 1000,
	.grace = GRACE,
};

/* The same for an array. */
static const struct ipcdiag_facts __maybe_unused array = {
	.kind = IPCDIAG_SEM,
	.owner_made = true,
	.creator = IPCDIAG_NONE,
	.recorded = 3,
	.owner_runs = true,
	.older = true,
	.age = 1000,
	.grace = GRACE,
};

/* Rows 7 to 11: of the rows on leaks, that one is the first to fit. */
static const struct ipcdiag_facts __maybe_unused out_of_reach = {
	.kind = IPCDIAG_SEM,
	.owner_made = true,
	.other_mode = true,
	.recorded = 1,
	.ns_empty = true,
	.age = GRACE,
	.grace = GRACE,
};

static const struct ipcdiag_facts __maybe_unused service_gone = {
	.kind = IPCDIAG_SHM,
	.private_key = true,
	.owner_made = true,
	.creator = IPCDIAG_DEAD,
	.recorded = 1,
	.service = IPCDIAG_SERVICE_GONE,
	.age = GRACE,
	.grace = GRACE,
};

static const struct ipcdiag_facts __maybe_unused kin_gone = {
	.kind = IPCDIAG_SEM,
	.private_key = true,
	.owner_made = true,
	.creator = IPCDIAG_DEAD,
	.recorded = 1,
	.left = IPCDIAG_LEFT_NOBODY,
	.age = GRACE,
	.grace = GRACE,
};

static const struct ipcdiag_facts __maybe_unused unclaimed = {
	.kind = IPCDIAG_SHM,
	.private_key = true,
	.owner_made = true,
	.group_mode = true,
	.creator = IPCDIAG_DEAD,
	.recorded = 1,
	.age = GRACE,
	.grace = GRACE,
};

static const struct ipcdiag_facts __maybe_unused nobody_known = {
	.kind = IPCDIAG_MSG,
	.owner_made = true,
	.never_used = true,
	.owner_runs = true,
	.older = true,
	.age = GRACE,
	.grace = GRACE,
};

static u64 expect(struct kunit *test, const struct ipcdiag_facts *facts,
		  enum ipcdiag_verdict verdict)
{
	struct ipcdiag_judgement j = ipcdiag_judge(facts);

	KUNIT_EXPECT_STREQ(test, ipcdiag_verdict_name(j.verdict),
			   ipcdiag_verdict_name(verdict));

	return j.reasons;
}

/* The verdict on these facts with one thing changed. */
#define EXPECT_WITH(facts, change, verdict)				\
({									\
	struct ipcdiag_facts changed = facts;				\
									\
	changed.change;							\
	expect(test, &changed, verdict);				\
})

static inline void has(struct kunit *test, u64 reasons,
		       enum ipcdiag_reason reason)
{
	KUNIT_EXPECT_TRUE_MSG(test, reasons & BIT_ULL(reason), "reason %s",
			      ipcdiag_reason_name(reason));
}

static inline void lacks(struct kunit *test, u64 reasons,
			 enum ipcdiag_reason reason)
{
	KUNIT_EXPECT_FALSE_MSG(test, reasons & BIT_ULL(reason), "reason %s",
			       ipcdiag_reason_name(reason));
}

#endif /* IPCDIAG_KUNIT_VERDICT_FACTS_H */
