// SPDX-License-Identifier: GPL-2.0
/* What became of a process: row by row, and in every combination of traces. */
#include <linux/kernel.h>

#include "base/state.h"
#include "suites.h"
#include "judge/verdict.h"

#define STATES	(IPCDIAG_KERNEL + 1)

static enum ipcdiag_state state_of(struct ipcdiag_traces traces)
{
	return ipcdiag_state_of(&traces);
}

#define EXPECT_STATE(test, state, ...)					\
	KUNIT_EXPECT_EQ(test, (int)(state),				\
			(int)state_of((struct ipcdiag_traces){ __VA_ARGS__ }))

/* Nobody was recorded: whoever has number 0 does not matter. */
static void none(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_NONE, .recorded = false);
	EXPECT_STATE(test, IPCDIAG_NONE, .successor = true);
	EXPECT_STATE(test, IPCDIAG_NONE, .leader = true);
}

static void alive(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_ALIVE, .recorded = true, .leader = true);
	/* Its first thread has exited, others go on. */
	EXPECT_STATE(test, IPCDIAG_ALIVE, .recorded = true, .leader = true,
		     .thread = true, .thread_exited = true);
}

static void zombie(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_ZOMBIE, .recorded = true, .leader = true,
		     .exited = true);
	EXPECT_STATE(test, IPCDIAG_ZOMBIE, .recorded = true, .leader = true,
		     .exited = true, .thread = true, .thread_exited = true);
}

static void thread(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_THREAD, .recorded = true, .thread = true);
}

/* The kernel's own threads use no object, whatever they are doing. */
static void kernel(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_KERNEL, .recorded = true, .leader = true,
		     .kernel = true);
	EXPECT_STATE(test, IPCDIAG_KERNEL, .recorded = true, .leader = true,
		     .kernel = true, .exited = true);
	/* Of a task that is gone, nobody knows. */
	EXPECT_STATE(test, IPCDIAG_DEAD, .recorded = true, .kernel = true);
	KUNIT_EXPECT_FALSE(test, ipcdiag_state_lives(IPCDIAG_KERNEL));
}

static void dead(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_DEAD, .recorded = true);
	/* A thread that has exited is as good as gone. */
	EXPECT_STATE(test, IPCDIAG_DEAD, .recorded = true, .thread = true,
		     .thread_exited = true);
}

static void reused(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_REUSED, .recorded = true, .successor = true);
	EXPECT_STATE(test, IPCDIAG_REUSED, .recorded = true, .thread = true,
		     .thread_exited = true, .successor = true);
}

/* Its own task goes before whoever else seems to have the number. */
static void own_task_first(struct kunit *test)
{
	EXPECT_STATE(test, IPCDIAG_ALIVE, .recorded = true, .leader = true,
		     .successor = true);
	EXPECT_STATE(test, IPCDIAG_ZOMBIE, .recorded = true, .leader = true,
		     .exited = true, .successor = true);
	EXPECT_STATE(test, IPCDIAG_THREAD, .recorded = true, .thread = true,
		     .successor = true);
}

/* What must hold whatever was found, said in other words than the code's. */
static void every_combination(struct kunit *test)
{
	unsigned int n, wrong = 0, seen[STATES] = {};

	for (n = 0; n < 128; n++) {
		struct ipcdiag_traces t = {
			.recorded = n & 1,
			.leader = n & 2,
			.exited = n & 4,
			.thread = n & 8,
			.thread_exited = n & 16,
			.successor = n & 32,
			.kernel = n & 64,
		};
		enum ipcdiag_state state = ipcdiag_state_of(&t);
		bool lives = t.recorded &&
			     ((t.leader && !t.exited && !t.kernel) ||
			      (!t.leader && t.thread && !t.thread_exited));

		KUNIT_ASSERT_TRUE(test, state < STATES);
		seen[state]++;
		if (ipcdiag_state_lives(state) != lives)
			wrong++;
		if (!t.recorded && state != IPCDIAG_NONE)
			wrong++;
		if (state == IPCDIAG_REUSED && !t.successor)
			wrong++;
		if (state == IPCDIAG_DEAD && t.successor)
			wrong++;
		if (state == IPCDIAG_ZOMBIE && !(t.leader && t.exited))
			wrong++;
		if (state == IPCDIAG_KERNEL && !(t.leader && t.kernel))
			wrong++;
	}
	KUNIT_EXPECT_EQ(test, 0U, wrong);
	KUNIT_EXPECT_EQ(test, 64U, seen[IPCDIAG_NONE]);
	KUNIT_EXPECT_EQ(test, 8U, seen[IPCDIAG_ALIVE]);
	KUNIT_EXPECT_EQ(test, 8U, seen[IPCDIAG_ZOMBIE]);
	KUNIT_EXPECT_EQ(test, 8U, seen[IPCDIAG_THREAD]);
	KUNIT_EXPECT_EQ(test, 12U, seen[IPCDIAG_DEAD]);
	KUNIT_EXPECT_EQ(test, 12U, seen[IPCDIAG_REUSED]);
	KUNIT_EXPECT_EQ(test, 16U, seen[IPCDIAG_KERNEL]);
}

static struct kunit_case identity_cases[] = {
	KUNIT_CASE(none),
	KUNIT_CASE(alive),
	KUNIT_CASE(zombie),
	KUNIT_CASE(thread),
	KUNIT_CASE(kernel),
	KUNIT_CASE(dead),
	KUNIT_CASE(reused),
	KUNIT_CASE(own_task_first),
	KUNIT_CASE(every_combination),
	{}
};

struct kunit_suite ipcdiag_identity_suite = {
	.name = "ipcdiag_identity",
	.test_cases = identity_cases,
};
