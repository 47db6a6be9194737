// SPDX-License-Identifier: GPL-2.0
/*
 * The truth table of docs/verdicts.md, row by row: those on leaks. Facts that a
 * row fits have each of its conditions switched off alone, and then it must not
 * fit any more.
 */
#include "verdict_facts.h"

static void row_7_out_of_reach(struct kunit *test)
{
	struct ipcdiag_facts f;
	u64 reasons;

	reasons = expect(test, &out_of_reach, IPCDIAG_ORPHAN);
	has(test, reasons, IPCDIAG_REASON_NAMESPACE_EMPTY);
	lacks(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	lacks(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	lacks(test, reasons, IPCDIAG_REASON_OTHERS_MAY_OPEN);
	lacks(test, reasons, IPCDIAG_REASON_PINNED_BY_FILE);
	/* Nothing else matters then. */
	EXPECT_WITH(out_of_reach, unread = 1, IPCDIAG_ORPHAN);
	EXPECT_WITH(out_of_reach, service = IPCDIAG_SERVICE_ALIVE,
		    IPCDIAG_ORPHAN);

	/* Each condition alone. */
	EXPECT_WITH(out_of_reach, ns_empty = false, IPCDIAG_SUSPECT);
	reasons = EXPECT_WITH(out_of_reach, ns_pinned = true,
			      IPCDIAG_UNCLAIMED);
	has(test, reasons, IPCDIAG_REASON_PINNED_BY_FILE);
	has(test, reasons, IPCDIAG_REASON_MAY_RETURN);
	reasons = EXPECT_WITH(out_of_reach, capped = true, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_NOT_ALL_KNOWN);
	reasons = EXPECT_WITH(out_of_reach, changed = true, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_CHANGED_MEANWHILE);

	/* A file that lets somebody in keeps it from being an orphan at all. */
	f = service_gone;
	f.ns_empty = true;
	f.ns_pinned = true;
	has(test, expect(test, &f, IPCDIAG_UNCLAIMED),
	    IPCDIAG_REASON_MAY_RETURN);
}

static void row_8_service_gone(struct kunit *test)
{
	u64 reasons;

	reasons = expect(test, &service_gone, IPCDIAG_ORPHAN);
	has(test, reasons, IPCDIAG_REASON_SERVICE_GONE);
	has(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	has(test, reasons, IPCDIAG_REASON_PRIVATE_KEY);
	/* One that the kernel recorded for itself counts as nobody. */
	EXPECT_WITH(service_gone, recorded = 0, IPCDIAG_ORPHAN);
	EXPECT_WITH(service_gone, creator = IPCDIAG_REUSED, IPCDIAG_ORPHAN);

	/* Each condition alone. */
	EXPECT_WITH(service_gone, kind = IPCDIAG_SEM, IPCDIAG_UNCLAIMED);
	has(test, EXPECT_WITH(service_gone, private_key = false,
			      IPCDIAG_UNCLAIMED), IPCDIAG_REASON_MAY_RETURN);
	EXPECT_WITH(service_gone, owner_made = false, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(service_gone, group_mode = true, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(service_gone, other_mode = true, IPCDIAG_SUSPECT);
	has(test, EXPECT_WITH(service_gone, never_used = true,
			      IPCDIAG_UNCLAIMED),
	    IPCDIAG_REASON_NEVER_ATTACHED);
	EXPECT_WITH(service_gone, creator = IPCDIAG_NONE, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(service_gone, alive = 1, IPCDIAG_SUSPECT);
	EXPECT_WITH(service_gone, families = 1, IPCDIAG_SUSPECT);
	EXPECT_WITH(service_gone, unreaped = 1, IPCDIAG_UNCLAIMED);
	reasons = EXPECT_WITH(service_gone, owner_runs = true, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_SERVICE_GONE);
	has(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	EXPECT_WITH(service_gone, service = IPCDIAG_SERVICE_UNKNOWN,
		    IPCDIAG_UNCLAIMED);
	EXPECT_WITH(service_gone, left = IPCDIAG_LEFT_NOBODY, IPCDIAG_ORPHAN);
	has(test, EXPECT_WITH(service_gone, left = IPCDIAG_LEFT_SOMEBODY,
			      IPCDIAG_UNCLAIMED), IPCDIAG_REASON_KIN_ALIVE);
	has(test, EXPECT_WITH(service_gone, service = IPCDIAG_SERVICE_ALIVE,
			      IPCDIAG_SUSPECT), IPCDIAG_REASON_SERVICE_ALIVE);
	EXPECT_WITH(service_gone, capped = true, IPCDIAG_SUSPECT);
	EXPECT_WITH(service_gone, changed = true, IPCDIAG_SUSPECT);
}

static void row_9_kin_gone(struct kunit *test)
{
	struct ipcdiag_facts f = kin_gone;
	u64 reasons;

	reasons = expect(test, &kin_gone, IPCDIAG_ORPHAN);
	has(test, reasons, IPCDIAG_REASON_KIN_GONE);
	has(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);
	has(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	/* Of any kind, used or not. */
	EXPECT_WITH(kin_gone, kind = IPCDIAG_MSG, IPCDIAG_ORPHAN);
	EXPECT_WITH(kin_gone, kind = IPCDIAG_SHM, IPCDIAG_ORPHAN);
	EXPECT_WITH(kin_gone, recorded = 0, IPCDIAG_ORPHAN);
	EXPECT_WITH(kin_gone, never_used = true, IPCDIAG_ORPHAN);
	EXPECT_WITH(kin_gone, creator = IPCDIAG_REUSED, IPCDIAG_ORPHAN);
	EXPECT_WITH(kin_gone, creator = IPCDIAG_ZOMBIE, IPCDIAG_ORPHAN);

	/* Each condition alone. */
	EXPECT_WITH(kin_gone, owner_runs = true, IPCDIAG_SUSPECT);
	EXPECT_WITH(kin_gone, left = IPCDIAG_LEFT_UNKNOWN, IPCDIAG_UNCLAIMED);
	reasons = EXPECT_WITH(kin_gone, left = IPCDIAG_LEFT_SOMEBODY,
			      IPCDIAG_UNCLAIMED);
	has(test, reasons, IPCDIAG_REASON_KIN_ALIVE);
	lacks(test, reasons, IPCDIAG_REASON_KIN_GONE);
	EXPECT_WITH(kin_gone, others = true, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, private_key = false, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, owner_made = false, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, group_mode = true, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, other_mode = true, IPCDIAG_SUSPECT);
	EXPECT_WITH(kin_gone, unread = 1, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, unreaped = 1, IPCDIAG_UNCLAIMED);
	EXPECT_WITH(kin_gone, creator_unreaped = true, IPCDIAG_IDLE);
	EXPECT_WITH(kin_gone, creator = IPCDIAG_ALIVE, IPCDIAG_IDLE);
	EXPECT_WITH(kin_gone, creator_family = true, IPCDIAG_IDLE);
	EXPECT_WITH(kin_gone, alive = 1, IPCDIAG_IDLE);
	EXPECT_WITH(kin_gone, service = IPCDIAG_SERVICE_ALIVE,
		    IPCDIAG_SUSPECT);
	EXPECT_WITH(kin_gone, capped = true, IPCDIAG_SUSPECT);
	EXPECT_WITH(kin_gone, changed = true, IPCDIAG_SUSPECT);
	/* Without its birth, its creator is not known. */
	f.creator = IPCDIAG_NONE;
	f.left = IPCDIAG_LEFT_UNKNOWN;
	f.others = true;
	expect(test, &f, IPCDIAG_UNCLAIMED);
	/* Somebody may enter. */
	f = kin_gone;
	f.ns_empty = true;
	f.ns_pinned = true;
	expect(test, &f, IPCDIAG_UNCLAIMED);
}

static void row_10_unclaimed(struct kunit *test)
{
	u64 reasons;

	reasons = expect(test, &unclaimed, IPCDIAG_UNCLAIMED);
	has(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	lacks(test, reasons, IPCDIAG_REASON_GROUP_HAS_PROCESSES);
	lacks(test, reasons, IPCDIAG_REASON_MAY_RETURN);
	/* Its group is asked for only where the mode gives it something. */
	reasons = EXPECT_WITH(service_gone, service = IPCDIAG_SERVICE_UNKNOWN,
			      IPCDIAG_UNCLAIMED);
	lacks(test, reasons, IPCDIAG_REASON_SERVICE_GONE);

	/* Somebody may come back for it. */
	has(test, EXPECT_WITH(unclaimed, private_key = false,
			      IPCDIAG_UNCLAIMED), IPCDIAG_REASON_MAY_RETURN);
	has(test, EXPECT_WITH(unclaimed, unread = 1, IPCDIAG_UNCLAIMED),
	    IPCDIAG_REASON_MAY_RETURN);

	/* Each condition alone. */
	EXPECT_WITH(unclaimed, owner_runs = true, IPCDIAG_SUSPECT);
	has(test, EXPECT_WITH(unclaimed, group_runs = true, IPCDIAG_SUSPECT),
	    IPCDIAG_REASON_GROUP_HAS_PROCESSES);
	has(test, EXPECT_WITH(unclaimed, other_mode = true, IPCDIAG_SUSPECT),
	    IPCDIAG_REASON_OTHERS_MAY_OPEN);
	EXPECT_WITH(unclaimed, alive = 1, IPCDIAG_SUSPECT);
	EXPECT_WITH(unclaimed, families = 1, IPCDIAG_SUSPECT);
	EXPECT_WITH(unclaimed, service = IPCDIAG_SERVICE_ALIVE,
		    IPCDIAG_SUSPECT);
	EXPECT_WITH(unclaimed, capped = true, IPCDIAG_SUSPECT);
	EXPECT_WITH(unclaimed, changed = true, IPCDIAG_SUSPECT);
}

static void row_11_nobody_known(struct kunit *test)
{
	struct ipcdiag_facts f = nobody_known;
	u64 reasons;

	reasons = expect(test, &nobody_known, IPCDIAG_UNKNOWN);
	has(test, reasons, IPCDIAG_REASON_NOBODY_KNOWN);
	has(test, reasons, IPCDIAG_REASON_NEVER_OPERATED);
	lacks(test, reasons, IPCDIAG_REASON_LAST_DEAD);
	lacks(test, reasons, IPCDIAG_REASON_MAKER_GONE);
	/* Whoever may use it may have made it. */
	f.owner_runs = false;
	f.other_mode = true;
	expect(test, &f, IPCDIAG_UNKNOWN);
	f.other_mode = false;
	f.group_mode = true;
	f.group_runs = true;
	expect(test, &f, IPCDIAG_UNKNOWN);

	/* Each condition alone. */
	EXPECT_WITH(nobody_known, creator = IPCDIAG_DEAD, IPCDIAG_SUSPECT);
	has(test, EXPECT_WITH(nobody_known, recorded = 1, IPCDIAG_SUSPECT),
	    IPCDIAG_REASON_ONLY_SET);
	reasons = EXPECT_WITH(nobody_known, owner_runs = false,
			      IPCDIAG_UNCLAIMED);
	lacks(test, reasons, IPCDIAG_REASON_NOBODY_KNOWN);
	reasons = EXPECT_WITH(nobody_known, older = false, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_MAKER_GONE);
}

static void row_12_suspect(struct kunit *test)
{
	u64 reasons;

	reasons = expect(test, &segment, IPCDIAG_SUSPECT);
	has(test, reasons, IPCDIAG_REASON_PUBLIC_KEY);
	has(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	has(test, reasons, IPCDIAG_REASON_NATTCH0);
	expect(test, &array, IPCDIAG_SUSPECT);
	/* What is said beside the verdict and does not decide it. */
	has(test, EXPECT_WITH(segment, locked = true, IPCDIAG_SUSPECT),
	    IPCDIAG_REASON_LOCKED);
	has(test, EXPECT_WITH(array, unread = 5, IPCDIAG_SUSPECT),
	    IPCDIAG_REASON_UNREAD_DATA);
}

/* What is listed as a leak: of the unknown ones, those that nobody is known of. */
static void listed(struct kunit *test)
{
	int i;

	for (i = 0; i <= IPCDIAG_ORPHAN; i++) {
		bool leak = i == IPCDIAG_SUSPECT || i == IPCDIAG_UNCLAIMED ||
			    i == IPCDIAG_ORPHAN;

		KUNIT_EXPECT_EQ(test, ipcdiag_verdict_leaks(i, 0), leak);
		KUNIT_EXPECT_EQ(test,
				ipcdiag_verdict_leaks(i, U64_MAX),
				leak || i == IPCDIAG_UNKNOWN);
		KUNIT_EXPECT_EQ(test,
				ipcdiag_verdict_leaks(i, BIT_ULL(IPCDIAG_REASON_TIME_IN_FUTURE)),
				leak);
	}
}

static struct kunit_case verdict_leaks_cases[] = {
	KUNIT_CASE(row_7_out_of_reach),
	KUNIT_CASE(row_8_service_gone),
	KUNIT_CASE(row_9_kin_gone),
	KUNIT_CASE(row_10_unclaimed),
	KUNIT_CASE(row_11_nobody_known),
	KUNIT_CASE(row_12_suspect),
	KUNIT_CASE(listed),
	{}
};

struct kunit_suite ipcdiag_verdict_leaks_suite = {
	.name = "ipcdiag_verdict_leaks",
	.test_cases = verdict_leaks_cases,
};
