// SPDX-License-Identifier: GPL-2.0
/*
 * The truth table of docs/verdicts.md, row by row, and then for every
 * combination of facts at once.
 */
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "suites.h"
#include "verdict.h"

#define GRACE	60

#define ROWS	9

/*
 * Rows 1 to 9 as the document has them, written down a second time and in its
 * order. Returns the number of the first that fits.
 */
static int first_row(const struct ipcdiag_facts *f)
{
	bool recorded = f->kind == IPCDIAG_SHM && f->creator != IPCDIAG_NONE;
	bool lives = f->creator == IPCDIAG_ALIVE ||
		     f->creator == IPCDIAG_THREAD;
	bool closed = f->private_key || !f->open_mode;

	if (f->dest)
		return 1;
	if (f->nattch || f->waiters || f->undo)
		return 2;
	if (lives || f->alive || f->creator_family || f->families)
		return 3;
	if (f->age < 0)
		return 4;
	if (f->age < f->grace)
		return 5;
	if (f->private_key && recorded)
		return 6;
	if (f->ns_empty && !f->ns_pinned)
		return 7;
	if (!f->ns_empty && !f->owner_has_processes && closed)
		return 8;

	return 9;
}

static const enum ipcdiag_verdict row_verdict[ROWS + 1] = {
	[1] = IPCDIAG_HELD,
	[2] = IPCDIAG_IN_USE,
	[3] = IPCDIAG_IDLE,
	[4] = IPCDIAG_UNKNOWN,
	[5] = IPCDIAG_YOUNG,
	[6] = IPCDIAG_ORPHAN,
	[7] = IPCDIAG_ORPHAN,
	[8] = IPCDIAG_ORPHAN,
	[9] = IPCDIAG_SUSPECT,
};

/* A segment that no row but the last fits. */
static const struct ipcdiag_facts segment = {
	.kind = IPCDIAG_SHM,
	.creator = IPCDIAG_DEAD,
	.recorded = 1,
	.owner_has_processes = true,
	.age = 1000,
	.grace = GRACE,
};

/* The same for an array. */
static const struct ipcdiag_facts array = {
	.kind = IPCDIAG_SEM,
	.creator = IPCDIAG_NONE,
	.recorded = 3,
	.owner_has_processes = true,
	.age = 1000,
	.grace = GRACE,
};

static u32 expect(struct kunit *test, const struct ipcdiag_facts *facts,
		  enum ipcdiag_verdict verdict)
{
	struct ipcdiag_judgement j = ipcdiag_judge(facts);

	KUNIT_EXPECT_STREQ(test, ipcdiag_verdict_name(j.verdict),
			   ipcdiag_verdict_name(verdict));

	return j.reasons;
}

static void expect_reason(struct kunit *test, u32 reasons,
			  enum ipcdiag_reason reason)
{
	KUNIT_EXPECT_TRUE_MSG(test, reasons & BIT(reason), "reason %s",
			      ipcdiag_reason_name(reason));
}

static void expect_no_reason(struct kunit *test, u32 reasons,
			     enum ipcdiag_reason reason)
{
	KUNIT_EXPECT_FALSE_MSG(test, reasons & BIT(reason), "reason %s",
			       ipcdiag_reason_name(reason));
}

static void row_1_held(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.dest = true;
	f.nattch = 2;
	reasons = expect(test, &f, IPCDIAG_HELD);
	expect_reason(test, reasons, IPCDIAG_REASON_DEST);
	expect_reason(test, reasons, IPCDIAG_REASON_ATTACHED);
	expect_no_reason(test, reasons, IPCDIAG_REASON_NOT_DEST);

	/* Before every later row. */
	f.creator = IPCDIAG_ALIVE;
	f.age = -1;
	expect(test, &f, IPCDIAG_HELD);
	f.nattch = 0;
	expect(test, &f, IPCDIAG_HELD);
}

static void row_2_in_use(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.nattch = 1;
	f.private_key = true;
	f.age = -1;
	reasons = expect(test, &f, IPCDIAG_IN_USE);
	expect_reason(test, reasons, IPCDIAG_REASON_ATTACHED);
	expect_reason(test, reasons, IPCDIAG_REASON_NOT_DEST);

	f = array;
	f.waiters = 1;
	reasons = expect(test, &f, IPCDIAG_IN_USE);
	expect_reason(test, reasons, IPCDIAG_REASON_WAITERS);
	expect_no_reason(test, reasons, IPCDIAG_REASON_NATTCH0);
	expect_no_reason(test, reasons, IPCDIAG_REASON_NOT_DEST);

	f = array;
	f.undo = 1;
	reasons = expect(test, &f, IPCDIAG_IN_USE);
	expect_reason(test, reasons, IPCDIAG_REASON_UNDO);
	expect_no_reason(test, reasons, IPCDIAG_REASON_WAITERS);
}

static void row_3_idle_creator(struct kunit *test)
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
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ipcdiag_facts f = segment;

		f.creator = rows[i].state;
		expect_reason(test, expect(test, &f, rows[i].verdict),
			      rows[i].reason);
	}
}

static void row_3_idle_last(struct kunit *test)
{
	struct ipcdiag_facts f = array;
	u32 reasons;

	f.alive = 1;
	f.reused = 1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	expect_reason(test, reasons, IPCDIAG_REASON_LAST_ALIVE);
	expect_no_reason(test, reasons, IPCDIAG_REASON_LAST_DEAD);
	expect_no_reason(test, reasons, IPCDIAG_REASON_LAST_PID_REUSED);

	f.alive = 0;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_LAST_PID_REUSED);
	expect_no_reason(test, reasons, IPCDIAG_REASON_LAST_DEAD);

	f.reused = 0;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_LAST_DEAD);

	f.recorded = 0;
	f.never_used = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_no_reason(test, reasons, IPCDIAG_REASON_LAST_DEAD);
	expect_reason(test, reasons, IPCDIAG_REASON_NEVER_OPERATED);
}

static void row_3_idle_family(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.creator_family = true;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	expect_reason(test, reasons, IPCDIAG_REASON_FAMILY_ALIVE);
	expect_reason(test, reasons, IPCDIAG_REASON_CREATOR_DEAD);

	f = array;
	f.families = 1;
	f.age = -1;
	reasons = expect(test, &f, IPCDIAG_IDLE);
	expect_reason(test, reasons, IPCDIAG_REASON_FAMILY_ALIVE);
	expect_no_reason(test, reasons, IPCDIAG_REASON_TIME_IN_FUTURE);
}

static void row_4_time_in_future(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.age = -1;
	reasons = expect(test, &f, IPCDIAG_UNKNOWN);
	expect_reason(test, reasons, IPCDIAG_REASON_TIME_IN_FUTURE);
	expect_no_reason(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);

	f.grace = 0;
	f.private_key = true;
	expect(test, &f, IPCDIAG_UNKNOWN);
	f.age = S64_MIN;
	expect(test, &f, IPCDIAG_UNKNOWN);
}

static void row_5_young(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.age = 0;
	reasons = expect(test, &f, IPCDIAG_YOUNG);
	expect_reason(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);
	f.age = GRACE - 1;
	expect(test, &f, IPCDIAG_YOUNG);
	f.private_key = true;
	expect(test, &f, IPCDIAG_YOUNG);

	f = segment;
	f.age = GRACE;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_no_reason(test, reasons, IPCDIAG_REASON_WITHIN_GRACE);

	/* Without a grace period nothing is young. */
	f.age = 0;
	f.grace = 0;
	expect(test, &f, IPCDIAG_SUSPECT);
}

static void row_6_private_segment(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.private_key = true;
	f.open_mode = true;
	f.never_used = true;
	reasons = expect(test, &f, IPCDIAG_ORPHAN);
	expect_reason(test, reasons, IPCDIAG_REASON_PRIVATE_KEY);
	expect_reason(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	expect_reason(test, reasons, IPCDIAG_REASON_NEVER_ATTACHED);
	expect_no_reason(test, reasons, IPCDIAG_REASON_OTHERS_MAY_OPEN);

	/* A private key proves nothing if the creator may be alive. */
	f.creator = IPCDIAG_NONE;
	expect(test, &f, IPCDIAG_SUSPECT);
	f = array;
	f.private_key = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_CREATOR_UNKNOWN);
}

static void row_7_namespace_empty(struct kunit *test)
{
	struct ipcdiag_facts f = array;
	u32 reasons;

	f.ns_empty = true;
	f.open_mode = true;
	reasons = expect(test, &f, IPCDIAG_ORPHAN);
	expect_reason(test, reasons, IPCDIAG_REASON_NAMESPACE_EMPTY);
	expect_no_reason(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	expect_no_reason(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	expect_no_reason(test, reasons, IPCDIAG_REASON_PINNED_BY_FILE);

	f.ns_pinned = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_PINNED_BY_FILE);

	/* Who is not in it cannot be known by its uid. */
	f.owner_has_processes = false;
	f.private_key = true;
	expect(test, &f, IPCDIAG_SUSPECT);
}

static void row_8_owner_gone(struct kunit *test)
{
	struct ipcdiag_facts f = array;
	u32 reasons;

	f.owner_has_processes = false;
	reasons = expect(test, &f, IPCDIAG_ORPHAN);
	expect_reason(test, reasons, IPCDIAG_REASON_OWNER_GONE);
	expect_reason(test, reasons, IPCDIAG_REASON_PUBLIC_KEY);

	f.open_mode = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_OTHERS_MAY_OPEN);

	f.private_key = true;
	reasons = expect(test, &f, IPCDIAG_ORPHAN);
	expect_no_reason(test, reasons, IPCDIAG_REASON_OTHERS_MAY_OPEN);
}

static void row_9_suspect(struct kunit *test)
{
	u32 reasons;

	reasons = expect(test, &segment, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_PUBLIC_KEY);
	expect_reason(test, reasons, IPCDIAG_REASON_OWNER_HAS_PROCESSES);
	expect_reason(test, reasons, IPCDIAG_REASON_NATTCH0);
	expect(test, &array, IPCDIAG_SUSPECT);
}

/* What is said beside the verdict and does not decide it. */
static void asides(struct kunit *test)
{
	struct ipcdiag_facts f = segment;
	u32 reasons;

	f.locked = true;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_LOCKED);

	f = array;
	f.kind = IPCDIAG_MSG;
	f.unread = 5;
	reasons = expect(test, &f, IPCDIAG_SUSPECT);
	expect_reason(test, reasons, IPCDIAG_REASON_UNREAD_DATA);
}

/* Each reason that is given is true; of opposites never both. */
static u32 false_reasons(const struct ipcdiag_facts *f, u32 reasons)
{
	bool shm = f->kind == IPCDIAG_SHM;
	bool dead = f->creator == IPCDIAG_DEAD || f->creator == IPCDIAG_ZOMBIE;
	u32 true_ones = 0;

#define REASON(name, condition) \
	(true_ones |= (condition) ? BIT(IPCDIAG_REASON_##name) : 0)
	REASON(ATTACHED, shm && f->nattch);
	REASON(NATTCH0, shm && !f->nattch);
	REASON(DEST, shm && f->dest);
	REASON(NOT_DEST, shm && !f->dest);
	REASON(WAITERS, f->waiters);
	REASON(UNDO, f->undo);
	REASON(UNREAD_DATA, f->unread);
	REASON(CREATOR_ALIVE, ipcdiag_state_lives(f->creator));
	REASON(CREATOR_DEAD, dead);
	REASON(CREATOR_PID_REUSED, f->creator == IPCDIAG_REUSED);
	REASON(CREATOR_UNKNOWN, f->creator == IPCDIAG_NONE);
	REASON(LAST_ALIVE, f->alive);
	REASON(LAST_DEAD, f->recorded && !f->alive && !f->reused);
	REASON(LAST_PID_REUSED, f->reused && !f->alive);
	REASON(FAMILY_ALIVE, f->creator_family || f->families);
	REASON(NEVER_ATTACHED, shm && f->never_used);
	REASON(NEVER_OPERATED, !shm && f->never_used);
	REASON(PRIVATE_KEY, f->private_key);
	REASON(PUBLIC_KEY, !f->private_key);
	REASON(OWNER_HAS_PROCESSES, f->owner_has_processes && !f->ns_empty);
	REASON(OWNER_GONE, !f->owner_has_processes && !f->ns_empty);
	REASON(OTHERS_MAY_OPEN, !f->private_key && f->open_mode);
	REASON(NAMESPACE_EMPTY, f->ns_empty);
	REASON(PINNED_BY_FILE, f->ns_empty && f->ns_pinned);
	REASON(WITHIN_GRACE, f->age >= 0 && f->age < f->grace);
	REASON(TIME_IN_FUTURE, f->age < 0);
	REASON(LOCKED, f->locked);
#undef REASON

	return reasons & ~true_ones;
}

static u32 digit(u32 *n, u32 base)
{
	u32 d = *n % base;

	*n /= base;

	return d;
}

/* Facts number @n; false if they cannot occur. */
static bool make_facts(u32 n, struct ipcdiag_facts *f)
{
	static const s64 ages[] = { -1, 0, GRACE - 1, GRACE };

	memset(f, 0, sizeof(*f));
	f->kind = digit(&n, 3);
	f->creator = digit(&n, 6);
	f->age = ages[digit(&n, 4)];
	f->grace = GRACE;
	f->nattch = digit(&n, 2);
	f->dest = digit(&n, 2);
	f->private_key = digit(&n, 2);
	f->open_mode = digit(&n, 2);
	f->creator_family = digit(&n, 2);
	f->recorded = digit(&n, 2);
	f->alive = digit(&n, 2);
	f->families = digit(&n, 2);
	f->reused = digit(&n, 2);
	f->waiters = digit(&n, 2);
	f->undo = digit(&n, 2);
	f->owner_has_processes = digit(&n, 2);
	f->ns_empty = digit(&n, 2);
	f->ns_pinned = digit(&n, 2);
	f->never_used = !f->recorded;
	f->locked = f->kind == IPCDIAG_SHM && f->open_mode;
	f->unread = f->kind == IPCDIAG_MSG && f->open_mode;
	if (f->kind != IPCDIAG_SHM &&
	    (f->creator != IPCDIAG_NONE || f->nattch || f->dest))
		return false;
	if (f->kind != IPCDIAG_SEM && f->undo)
		return false;

	return f->recorded || (!f->alive && !f->families && !f->reused);
}

#define COMBINATIONS	(3 * 6 * 4 * (1 << 14))

static void every_combination(struct kunit *test)
{
	u32 n, rows = 0, verdicts = 0, reasons = 0, wrong = 0, count = 0;

	for (n = 0; n < COMBINATIONS; n++) {
		struct ipcdiag_judgement j;
		struct ipcdiag_facts f;
		int row;

		if (!(n % 4096))
			cond_resched();
		if (!make_facts(n, &f))
			continue;
		count++;
		j = ipcdiag_judge(&f);
		row = first_row(&f);
		rows |= BIT(row);
		verdicts |= BIT(j.verdict);
		reasons |= j.reasons;
		if (j.verdict == row_verdict[row] &&
		    !false_reasons(&f, j.reasons))
			continue;
		if (!wrong++)
			kunit_err(test,
				  "combination %u: row %d, but %s; reasons %x, of which false: %x\n",
				  n, row, ipcdiag_verdict_name(j.verdict),
				  j.reasons, false_reasons(&f, j.reasons));
	}
	kunit_info(test, "%u combinations\n", count);
	KUNIT_EXPECT_EQ(test, wrong, (u32)0);
	KUNIT_EXPECT_EQ(test, rows, (u32)GENMASK(ROWS, 1));
	KUNIT_EXPECT_EQ(test, verdicts, (u32)GENMASK(IPCDIAG_ORPHAN, 0));
	KUNIT_EXPECT_EQ(test, reasons, (u32)GENMASK(IPCDIAG_REASONS - 1, 0));
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
	KUNIT_CASE(row_3_idle_creator),
	KUNIT_CASE(row_3_idle_last),
	KUNIT_CASE(row_3_idle_family),
	KUNIT_CASE(row_4_time_in_future),
	KUNIT_CASE(row_5_young),
	KUNIT_CASE(row_6_private_segment),
	KUNIT_CASE(row_7_namespace_empty),
	KUNIT_CASE(row_8_owner_gone),
	KUNIT_CASE(row_9_suspect),
	KUNIT_CASE(asides),
	KUNIT_CASE(every_combination),
	KUNIT_CASE(words),
	KUNIT_CASE(plain_rule),
	{}
};

struct kunit_suite ipcdiag_verdict_suite = {
	.name = "ipcdiag_verdict",
	.test_cases = verdict_cases,
};
