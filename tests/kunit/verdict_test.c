// SPDX-License-Identifier: GPL-2.0
/* The truth table of docs/verdicts.md, row by row: those before the leaks. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "verdict_facts.h"

static void row_1_held(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u64 reasons;

	f.dest = true;
	f.nattch = 2;
	reasons = expect(test, &f, IPCDIAG_HELD);
	has(test, reasons, IPCDIAG_REASON_DEST);
	has(test, reasons, IPCDIAG_REASON_ATTACHED);
	lacks(test, reasons, IPCDIAG_REASON_NOT_DEST);
	lacks(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);

	/* Before every later row. */
	f.creator = IPCDIAG_ALIVE;
	f.age = -1;
	expect(test, &f, IPCDIAG_HELD);
	f.nattch = 0;
	expect(test, &f, IPCDIAG_HELD);
	EXPECT_WITH(out_of_reach, dest = true, IPCDIAG_HELD);
	EXPECT_WITH(service_gone, dest = true, IPCDIAG_HELD);
}

static void row_2_in_use(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u64 reasons;

	f.nattch = 1;
	f.age = -1;
	reasons = expect(test, &f, IPCDIAG_IN_USE);
	has(test, reasons, IPCDIAG_REASON_ATTACHED);
	has(test, reasons, IPCDIAG_REASON_NOT_DEST);
	EXPECT_WITH(service_gone, nattch = 1, IPCDIAG_IN_USE);

	reasons = EXPECT_WITH(array, waiters = 1, IPCDIAG_IN_USE);
	has(test, reasons, IPCDIAG_REASON_WAITERS);
	lacks(test, reasons, IPCDIAG_REASON_NATTCH0);
	lacks(test, reasons, IPCDIAG_REASON_NOT_DEST);
	EXPECT_WITH(out_of_reach, waiters = 1, IPCDIAG_IN_USE);

	reasons = EXPECT_WITH(array, stopped = 1, IPCDIAG_IN_USE);
	has(test, reasons, IPCDIAG_REASON_STOPPED_WAITERS);
	lacks(test, reasons, IPCDIAG_REASON_WAITERS);
	EXPECT_WITH(out_of_reach, stopped = 1, IPCDIAG_IN_USE);

	f = array;
	f.undo = 1;
	f.undoing = true;
	reasons = expect(test, &f, IPCDIAG_IN_USE);
	has(test, reasons, IPCDIAG_REASON_UNDO);
	lacks(test, reasons, IPCDIAG_REASON_UNDO_EMPTY);
}

static void row_3_creator(struct kunit *test)
{
	static const struct {
		enum ipcdiag_state	state;
		enum ipcdiag_verdict	verdict;
		enum ipcdiag_reason	reason;
	} rows[] = {
		{ IPCDIAG_ALIVE, IPCDIAG_IDLE, IPCDIAG_REASON_CREATOR_ALIVE },
		{ IPCDIAG_THREAD, IPCDIAG_IDLE, IPCDIAG_REASON_CREATOR_ALIVE },
		{ IPCDIAG_ZOMBIE, IPCDIAG_SUSPECT,
		  IPCDIAG_REASON_CREATOR_DEAD },
		{ IPCDIAG_DEAD, IPCDIAG_SUSPECT, IPCDIAG_REASON_CREATOR_DEAD },
		{ IPCDIAG_REUSED, IPCDIAG_SUSPECT,
		  IPCDIAG_REASON_CREATOR_PID_REUSED },
		{ IPCDIAG_NONE, IPCDIAG_SUSPECT,
		  IPCDIAG_REASON_CREATOR_UNKNOWN },
		{ IPCDIAG_KERNEL, IPCDIAG_SUSPECT,
		  IPCDIAG_REASON_CREATOR_DEAD },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		has(test, EXPECT_WITH(segment, creator = rows[i].state,
				      rows[i].verdict), rows[i].reason);
	EXPECT_WITH(service_gone, creator = IPCDIAG_ALIVE, IPCDIAG_IDLE);
}

static void row_3_around_creator(struct kunit *test)
{
	struct ipcdiag_facts f = service_gone;
	u64 reasons;

	reasons = EXPECT_WITH(service_gone, creator_family = true,
			      IPCDIAG_IDLE);
	has(test, reasons, IPCDIAG_REASON_FAMILY_ALIVE);
	has(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);

	f.creator = IPCDIAG_ZOMBIE;
	f.creator_unreaped = true;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	has(test, reasons, IPCDIAG_REASON_CREATOR_UNREAPED);
	lacks(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);
	/* Its parent has exited as well, or adopted it. */
	f.creator_unreaped = false;
	reasons = expect(test, &f, IPCDIAG_ORPHAN);
	has(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);
}

static void row_4_user(struct kunit *test)
{
	struct ipcdiag_facts f = array;
	u64 reasons;

	f.alive = 1;
	f.reused = 1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	has(test, reasons, IPCDIAG_REASON_LAST_ALIVE);
	lacks(test, reasons, IPCDIAG_REASON_LAST_DEAD);
	lacks(test, reasons, IPCDIAG_REASON_LAST_PID_REUSED);
	lacks(test, reasons, IPCDIAG_REASON_OLDER_USER);
	/* How old it is does not matter, nor whether the key is private. */
	f.private_key = true;
	expect(test, &f, IPCDIAG_IDLE);

	f.alive = 0;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_LAST_PID_REUSED);
	lacks(test, reasons, IPCDIAG_REASON_LAST_DEAD);
	f.reused = 0;
	has(test, expect(test, &f, IPCDIAG_SUSPECT), IPCDIAG_REASON_LAST_DEAD);
	f.families = 1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	has(test, reasons, IPCDIAG_REASON_FAMILY_ALIVE);
	f.age = -1;
	expect(test, &f, IPCDIAG_IDLE);

	/* Nothing to undo, but somebody may operate on it again. */
	f = array;
	f.undo = 1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	has(test, reasons, IPCDIAG_REASON_UNDO_EMPTY);
	lacks(test, reasons, IPCDIAG_REASON_UNDO);
	EXPECT_WITH(out_of_reach, undo = 1, IPCDIAG_IDLE);
}

/* Who is older than a private segment did not inherit its identifier. */
static void row_4_older_user(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u64 reasons;

	f.alive = 1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	lacks(test, reasons, IPCDIAG_REASON_OLDER_USER);

	f.private_key = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_OLDER_USER);
	has(test, reasons, IPCDIAG_REASON_LAST_ALIVE);
	/* The creator itself is older than what it made. */
	f.creator = IPCDIAG_ALIVE;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	lacks(test, reasons, IPCDIAG_REASON_OLDER_USER);
	f.creator = IPCDIAG_DEAD;
	f.user_younger = true;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	lacks(test, reasons, IPCDIAG_REASON_OLDER_USER);

	/* It keeps the segment from being more than suspect. */
	f = service_gone;
	f.alive = 1;
	expect(test, &f, IPCDIAG_SUSPECT);
	f.alive = 0;
	f.families = 1;
	expect(test, &f, IPCDIAG_SUSPECT);
	f.user_younger = true;
	expect(test, &f, IPCDIAG_IDLE);
	/* But where nobody can come, nobody's age matters. */
	f = service_gone;
	f.alive = 1;
	f.ns_empty = true;
	expect(test, &f, IPCDIAG_ORPHAN);
}

static void row_5_time_in_future(struct kunit *test)
{
	struct ipcdiag_facts f = service_gone;
	u64 reasons;

	f.age = -1;
	reasons = expect(test, &f, IPCDIAG_UNKNOWN);
	has(test, reasons, IPCDIAG_REASON_TIME_IN_FUTURE);
	lacks(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);
	lacks(test, reasons, IPCDIAG_REASON_NOBODY_KNOWN);

	f.grace = 0;
	expect(test, &f, IPCDIAG_UNKNOWN);
	f.age = S64_MIN;
	expect(test, &f, IPCDIAG_UNKNOWN);
	EXPECT_WITH(out_of_reach, age = -1, IPCDIAG_UNKNOWN);
}

static void row_6_young(struct kunit *test)
{
	struct ipcdiag_facts f = service_gone;
	u64 reasons;

	f.age = 0;
	reasons = expect(test, &f, IPCDIAG_YOUNG);
	has(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);
	EXPECT_WITH(service_gone, age = GRACE - 1, IPCDIAG_YOUNG);
	EXPECT_WITH(out_of_reach, age = GRACE - 1, IPCDIAG_YOUNG);
	EXPECT_WITH(unclaimed, age = GRACE - 1, IPCDIAG_YOUNG);
	EXPECT_WITH(nobody_known, age = GRACE - 1, IPCDIAG_YOUNG);

	reasons = expect(test, &service_gone, IPCDIAG_ORPHAN);
	lacks(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);

	/* Without a grace period nothing is young. */
	f.age = 0;
	f.grace = 0;
	expect(test, &f, IPCDIAG_ORPHAN);
}

static void words(struct kunit *test)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	int i, j;

	for (i = 0; i < IPCDIAG_REASONS; i++) {
		const char *name = ipcdiag_reason_name(i);

		KUNIT_ASSERT_TRUE(test, name && *name);
		KUNIT_EXPECT_EQ(test, strspn(name, letters), strlen(name));
		for (j = 0; j < i; j++)
			KUNIT_EXPECT_TRUE(test,
					  strcmp(name, ipcdiag_reason_name(j)));
	}
	for (i = 0; i <= IPCDIAG_ORPHAN; i++) {
		KUNIT_ASSERT_TRUE(test, ipcdiag_verdict_name(i));
		for (j = 0; j < i; j++)
			KUNIT_EXPECT_TRUE(test, strcmp(ipcdiag_verdict_name(i),
						       ipcdiag_verdict_name(j)));
	}
	KUNIT_EXPECT_STREQ(test, ipcdiag_kind_name(IPCDIAG_SHM), "shm");
	KUNIT_EXPECT_STREQ(test, ipcdiag_kind_name(IPCDIAG_SEM), "sem");
	KUNIT_EXPECT_STREQ(test, ipcdiag_kind_name(IPCDIAG_MSG), "msg");
}

static void plain_rule(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, ipcdiag_plain_rule(0, false));
	KUNIT_EXPECT_FALSE(test, ipcdiag_plain_rule(0, true));
	KUNIT_EXPECT_FALSE(test, ipcdiag_plain_rule(1, false));
	KUNIT_EXPECT_FALSE(test, ipcdiag_plain_rule(ULONG_MAX, true));
}

static struct kunit_case verdict_cases[] = {
	KUNIT_CASE(row_1_held),
	KUNIT_CASE(row_2_in_use),
	KUNIT_CASE(row_3_creator),
	KUNIT_CASE(row_3_around_creator),
	KUNIT_CASE(row_4_user),
	KUNIT_CASE(row_4_older_user),
	KUNIT_CASE(row_5_time_in_future),
	KUNIT_CASE(row_6_young),
	KUNIT_CASE(words),
	KUNIT_CASE(plain_rule),
	{}
};

struct kunit_suite ipcdiag_verdict_suite = {
	.name = "ipcdiag_verdict",
	.test_cases = verdict_cases,
};
