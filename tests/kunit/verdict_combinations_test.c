// SPDX-License-Identifier: GPL-2.0
/*
 * The truth table of docs/verdicts.md for combinations of facts, the table and
 * the reasons being written down a second time.
 */
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "suites.h"
#include "judge/verdict.h"

#define GRACE	60
#define ROWS	12

static bool lives(enum ipcdiag_state state)
{
	return state == IPCDIAG_ALIVE || state == IPCDIAG_THREAD;
}

/* Somebody in the namespace may use it, and needs no capability for that. */
static bool somebody_may(const struct ipcdiag_facts *f)
{
	if (f->owner_runs)
		return true;
	if (f->group_mode && f->group_runs)
		return true;

	return f->other_mode && !f->ns_empty;
}

/*
 * Rows 1 to 12 as the document has them and in its order. Returns the number of
 * the first that fits.
 */
static int first_row(const struct ipcdiag_facts *f)
{
	bool segment = f->kind == IPCDIAG_SHM;
	bool user = f->alive || f->families;
	bool known = !f->capped && !f->changed;
	bool enterable = f->ns_empty && f->ns_pinned;
	bool closed = f->owner_made && !f->group_mode && !f->other_mode;
	bool creator_dead = f->creator == IPCDIAG_DEAD ||
			    f->creator == IPCDIAG_REUSED ||
			    f->creator == IPCDIAG_ZOMBIE;

	if (f->dest)
		return 1;
	if (f->nattch || f->waiters || f->stopped || f->undoing)
		return 2;
	if (lives(f->creator) || f->creator_family || f->creator_unreaped)
		return 3;
	if (user && (!segment || !f->private_key || f->user_younger))
		return 4;
	if (f->undo)
		return 4;
	if (f->age < 0)
		return 5;
	if (f->age < f->grace)
		return 6;
	if (f->ns_empty && !f->ns_pinned && known)
		return 7;
	if (segment && f->private_key && closed && !f->never_used &&
	    creator_dead && !user && !f->unreaped && !f->owner_runs &&
	    f->left != IPCDIAG_LEFT_SOMEBODY &&
	    f->service == IPCDIAG_SERVICE_GONE && !enterable && known)
		return 8;
	if (f->private_key && closed && !f->unread && creator_dead && !user &&
	    !f->unreaped && !f->others && !f->owner_runs &&
	    f->left == IPCDIAG_LEFT_NOBODY &&
	    f->service != IPCDIAG_SERVICE_ALIVE && !enterable && known)
		return 9;
	if (!somebody_may(f) && !user && f->service != IPCDIAG_SERVICE_ALIVE &&
	    known)
		return 10;
	if (!f->recorded && f->creator == IPCDIAG_NONE && somebody_may(f) &&
	    f->older)
		return 11;

	return 12;
}

static const enum ipcdiag_verdict row_verdict[ROWS + 1] = {
	[1] = IPCDIAG_HELD,
	[2] = IPCDIAG_IN_USE,
	[3] = IPCDIAG_IDLE,
	[4] = IPCDIAG_IDLE,
	[5] = IPCDIAG_UNKNOWN,
	[6] = IPCDIAG_YOUNG,
	[7] = IPCDIAG_ORPHAN,
	[8] = IPCDIAG_ORPHAN,
	[9] = IPCDIAG_ORPHAN,
	[10] = IPCDIAG_UNCLAIMED,
	[11] = IPCDIAG_UNKNOWN,
	[12] = IPCDIAG_SUSPECT,
};

#define REASON(name, condition) \
	((condition) ? BIT_ULL(IPCDIAG_REASON_##name) : 0)

/* What holds it: told of every object. */
static u64 true_uses(const struct ipcdiag_facts *f)
{
	bool segment = f->kind == IPCDIAG_SHM;

	return REASON(ATTACHED, segment && f->nattch) |
	       REASON(NATTCH0, segment && !f->nattch) |
	       REASON(DEST, segment && f->dest) |
	       REASON(NOT_DEST, segment && !f->dest) |
	       REASON(WAITERS, f->waiters) |
	       REASON(STOPPED_WAITERS, f->stopped) |
	       REASON(UNDO, f->undo && f->undoing) |
	       REASON(UNDO_EMPTY, f->undo && !f->undoing) |
	       REASON(UNREAD_DATA, f->unread) |
	       REASON(LOCKED, f->locked);
}

/* Who made and used it: told from row 3 on. */
static u64 true_users(const struct ipcdiag_facts *f)
{
	bool segment = f->kind == IPCDIAG_SHM;
	bool dead = f->creator == IPCDIAG_DEAD ||
		    (f->creator == IPCDIAG_ZOMBIE && !f->creator_unreaped);
	bool no_operation = !segment && f->never_used;

	return REASON(CREATOR_ALIVE, lives(f->creator)) |
	       REASON(CREATOR_UNREAPED, f->creator_unreaped) |
	       REASON(CREATOR_DEAD, dead) |
	       REASON(CREATOR_PID_REUSED, f->creator == IPCDIAG_REUSED) |
	       REASON(CREATOR_UNKNOWN, f->creator == IPCDIAG_NONE) |
	       REASON(LAST_ALIVE, f->alive) |
	       REASON(LAST_DEAD, f->recorded && !f->alive && !f->reused) |
	       REASON(LAST_PID_REUSED, f->reused && !f->alive) |
	       REASON(FAMILY_ALIVE, f->creator_family || f->families) |
	       REASON(NEVER_ATTACHED, segment && f->never_used) |
	       REASON(NEVER_OPERATED, no_operation && !f->recorded) |
	       REASON(ONLY_SET, no_operation && f->recorded);
}

/* Who could come: told from row 5 on. */
static u64 true_outlook(const struct ipcdiag_facts *f)
{
	bool someone = !f->ns_empty;
	bool group = someone && f->group_mode && f->group_runs;

	return REASON(PRIVATE_KEY, f->private_key) |
	       REASON(PUBLIC_KEY, !f->private_key) |
	       REASON(SERVICE_ALIVE, f->service == IPCDIAG_SERVICE_ALIVE) |
	       REASON(SERVICE_GONE, f->service == IPCDIAG_SERVICE_GONE) |
	       REASON(KIN_ALIVE, f->left == IPCDIAG_LEFT_SOMEBODY) |
	       REASON(KIN_GONE, f->left == IPCDIAG_LEFT_NOBODY) |
	       REASON(OWNER_HAS_PROCESSES, someone && f->owner_runs) |
	       REASON(OWNER_GONE, someone && !f->owner_runs) |
	       REASON(GROUP_HAS_PROCESSES, group) |
	       REASON(OTHERS_MAY_OPEN, someone && f->other_mode) |
	       REASON(NAMESPACE_EMPTY, f->ns_empty) |
	       REASON(PINNED_BY_FILE, f->ns_empty && f->ns_pinned) |
	       REASON(NOT_ALL_KNOWN, f->capped) |
	       REASON(CHANGED_MEANWHILE, f->changed);
}

/* All reasons that are to be given where this row decides. */
static u64 due_reasons(const struct ipcdiag_facts *f, int row)
{
	bool nobody = f->creator == IPCDIAG_NONE && !f->recorded;
	/* It matters only where the creator is gone, and then keeps row 4 off. */
	bool older = row >= 5 && f->kind == IPCDIAG_SHM && f->private_key &&
		     f->alive && !f->user_younger;
	bool younger_only = nobody && somebody_may(f) && !f->older;
	/* Somebody may find it, or may enter where it is. */
	bool found = !f->private_key || f->unread ||
		     (f->ns_empty && f->ns_pinned);

	return true_uses(f) | (row >= 3 ? true_users(f) : 0) |
	       (row >= 5 ? true_outlook(f) : 0) |
	       REASON(OLDER_USER, older) |
	       REASON(TIME_IN_FUTURE, row == 5) |
	       REASON(WITHIN_GRACE, row == 6) |
	       REASON(MAY_RETURN, row == 10 && found) |
	       REASON(NOBODY_KNOWN, row == 11) |
	       REASON(MAKER_GONE, row == 12 && younger_only);
}

static u32 digit(u32 *n, u32 base)
{
	u32 d = *n % base;

	*n /= base;

	return d;
}

/* What is going on with it, and who made it: what rows 1 to 6 ask for. */
#define PRESENT	(7 * 8 * 7 * 2 * 4)

static void make_present(u32 n, struct ipcdiag_facts *f)
{
	static const enum ipcdiag_state states[] = {
		IPCDIAG_NONE, IPCDIAG_ALIVE, IPCDIAG_THREAD, IPCDIAG_ZOMBIE,
		IPCDIAG_ZOMBIE, IPCDIAG_DEAD, IPCDIAG_DEAD, IPCDIAG_REUSED,
	};
	static const s64 ages[] = { -1, 0, GRACE - 1, GRACE };
	u32 use = digit(&n, 7), creator = digit(&n, 8), user = digit(&n, 7);

	f->dest = use == 1;
	f->nattch = use == 2;
	f->waiters = use == 3;
	f->stopped = use == 4;
	f->undo = use == 5 || use == 6;
	f->undoing = use == 6;
	f->creator = states[creator];
	f->creator_unreaped = creator == 4;
	f->creator_family = creator == 6;
	/* None, dead, reused, alive, a family, alive with one, a zombie. */
	f->recorded = user > 0;
	f->reused = user == 2;
	f->alive = user == 3 || user == 5;
	f->families = user == 4 || user == 5;
	f->unreaped = user == 6;
	f->user_younger = digit(&n, 2);
	f->age = ages[digit(&n, 4)];
	f->grace = GRACE;
}

/* Who could still come: what only rows 7 to 12 ask for. */
#define OUTLOOK	((1 << 8) * 4 * 3 * 3 * 4)

static void make_outlook(u32 n, struct ipcdiag_facts *f)
{
	static const enum ipcdiag_left lefts[] = {
		IPCDIAG_LEFT_UNKNOWN, IPCDIAG_LEFT_SOMEBODY,
		IPCDIAG_LEFT_NOBODY, IPCDIAG_LEFT_NOBODY,
	};
	u32 certain, ns, left;

	f->private_key = digit(&n, 2);
	f->owner_made = digit(&n, 2);
	f->group_mode = digit(&n, 2);
	f->other_mode = digit(&n, 2);
	f->never_used = digit(&n, 2);
	f->owner_runs = digit(&n, 2);
	f->group_runs = digit(&n, 2);
	f->older = digit(&n, 2);
	ns = digit(&n, 4);
	f->ns_empty = ns & 1;
	f->ns_pinned = ns & 2;
	f->service = digit(&n, 3);
	certain = digit(&n, 3);
	f->capped = certain == 1;
	f->changed = certain == 2;
	left = digit(&n, 4);
	f->left = lefts[left];
	f->others = left != 2;
	f->locked = f->kind == IPCDIAG_SHM && f->group_runs;
	f->unread = f->kind == IPCDIAG_MSG && f->owner_made;
}

/* Facts of a kind that cannot occur. */
static bool impossible(const struct ipcdiag_facts *f)
{
	if (f->kind != IPCDIAG_SHM && (f->nattch || f->dest))
		return true;
	if (f->kind == IPCDIAG_SHM && (f->waiters || f->stopped))
		return true;

	return f->kind != IPCDIAG_SEM && f->undo;
}

/**
 * struct hits - what occurred among combinations
 * @count: how many there were
 * @wrong: how many were judged otherwise than the table has it
 * @rows: rows that fitted
 * @verdicts: verdicts that were given
 * @reasons: reasons that were given
 */
struct hits {
	u32	count;
	u32	wrong;
	u32	rows;
	u32	verdicts;
	u64	reasons;
};

static void look_at(struct kunit *test, const struct ipcdiag_facts *f,
		    struct hits *hits)
{
	struct ipcdiag_judgement j;
	int row;
	u64 due;

	if (!(++hits->count % 4096))
		cond_resched();
	j = ipcdiag_judge(f);
	row = first_row(f);
	due = due_reasons(f, row);
	hits->rows |= BIT(row);
	hits->verdicts |= BIT(j.verdict);
	hits->reasons |= j.reasons;
	if (j.verdict == row_verdict[row] && j.reasons == due)
		return;
	if (!hits->wrong++)
		kunit_err(test,
			  "combination %u: %s, row %d, but %s; reasons %llx, of which wrong %llx, missing %llx\n",
			  hits->count, ipcdiag_kind_name(f->kind), row,
			  ipcdiag_verdict_name(j.verdict), j.reasons,
			  j.reasons & ~due, due & ~j.reasons);
}

/*
 * All that rows 1 to 6 ask for, each time with OUTLOOKS outlooks. As that is
 * prime to their number, each of the former meets others.
 */
#define OUTLOOKS	307

static void every_present(struct kunit *test)
{
	struct hits hits = {};
	u32 kind, n, i, outlook = 0;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		for (n = 0; n < PRESENT; n++) {
			struct ipcdiag_facts f = { .kind = kind };

			make_present(n, &f);
			if (impossible(&f))
				continue;
			for (i = 0; i < OUTLOOKS; i++) {
				/* All are reached: they have no factor in common. */
				outlook = (outlook + 5303) % OUTLOOK;
				make_outlook(outlook, &f);
				look_at(test, &f, &hits);
			}
		}
	}
	kunit_info(test, "%u combinations\n", hits.count);
	KUNIT_EXPECT_EQ(test, hits.wrong, (u32)0);
	KUNIT_EXPECT_EQ(test, hits.rows, (u32)GENMASK(ROWS, 1));
	KUNIT_EXPECT_EQ(test, hits.verdicts, (u32)GENMASK(IPCDIAG_ORPHAN, 0));
	KUNIT_EXPECT_TRUE(test, hits.reasons ==
			  GENMASK_ULL(IPCDIAG_REASONS - 1, 0));
}

/* Every outlook, where no row before the seventh fits; but a live user may. */
static void every_outlook(struct kunit *test)
{
	static const enum ipcdiag_state states[] = {
		IPCDIAG_NONE, IPCDIAG_ZOMBIE, IPCDIAG_DEAD, IPCDIAG_REUSED,
	};
	struct hits hits = {};
	u32 n, outlook;

	for (n = 0; n < 3 * 4 * 4; n++) {
		struct ipcdiag_facts f = { .age = GRACE, .grace = GRACE };
		u32 user, m = n;

		f.kind = digit(&m, 3);
		f.creator = states[digit(&m, 4)];
		/* None, a dead one, one that lives, a zombie. */
		user = digit(&m, 4);
		f.recorded = user > 0;
		f.alive = user == 2;
		f.unreaped = user == 3;
		if (impossible(&f))
			continue;
		for (outlook = 0; outlook < OUTLOOK; outlook++) {
			make_outlook(outlook, &f);
			look_at(test, &f, &hits);
		}
	}
	kunit_info(test, "%u combinations\n", hits.count);
	KUNIT_EXPECT_EQ(test, hits.wrong, (u32)0);
	KUNIT_EXPECT_EQ(test, hits.rows, (u32)(GENMASK(ROWS, 7) | BIT(4)));
}

static struct kunit_case combination_cases[] = {
	KUNIT_CASE(every_present),
	KUNIT_CASE(every_outlook),
	{}
};

struct kunit_suite ipcdiag_combinations_suite = {
	.name = "ipcdiag_combinations",
	.test_cases = combination_cases,
};
