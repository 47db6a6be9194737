// SPDX-License-Identifier: GPL-2.0
/*
 * Comparing times of the clock with times since boot, while the clock is set
 * again and again.
 */
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "base/clock.h"
#include "suites.h"

#define SECOND	1000000000LL

/* Seconds since 1970 at boot, as the clock is set at first. */
#define EPOCH	1700000000LL

/* Read the clock so many seconds after boot, when it is so much ahead. */
static struct ipcdiag_clock read_at(struct ipcdiag_clock_steps *steps,
				    s64 boot, s64 ahead)
{
	struct ipcdiag_clock clock;

	memset(&clock, 0xa5, sizeof(clock));
	ipcdiag_clock_note(steps, boot * SECOND, (EPOCH + boot + ahead) *
			   SECOND, &clock);

	return clock;
}

static void not_set(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock = read_at(&steps, 100, 0);

	KUNIT_EXPECT_EQ(test, clock.now, EPOCH + 100);
	KUNIT_EXPECT_EQ(test, clock.boot, (u64)(100 * SECOND));
	KUNIT_EXPECT_FALSE(test, clock.stepped);
	clock = read_at(&steps, 1000000, 0);
	KUNIT_EXPECT_FALSE(test, clock.stepped);
	KUNIT_EXPECT_EQ(test, clock.now, EPOCH + 1000000);

	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, clock.now), 0LL);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, 0), clock.now);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, clock.now + 1), -1LL);
}

/* What the clock said first is nothing special, not even nothing. */
static void first_reading(struct kunit *test)
{
	static const s64 first[] = { 0, 5 * SECOND, -5 * SECOND,
				     EPOCH * SECOND };
	int i;

	for (i = 0; i < ARRAY_SIZE(first); i++) {
		struct ipcdiag_clock_steps steps = {};
		struct ipcdiag_clock clock;

		ipcdiag_clock_note(&steps, 100, 100 + first[i], &clock);
		KUNIT_EXPECT_FALSE(test, clock.stepped);
		ipcdiag_clock_note(&steps, 200, 200 + first[i], &clock);
		KUNIT_EXPECT_FALSE(test, clock.stepped);
		ipcdiag_clock_note(&steps, 300, 300 + first[i] + 3 * SECOND,
				   &clock);
		KUNIT_EXPECT_TRUE(test, clock.stepped);
	}
}

/* Below the tolerance it is the same clock, but little steps add up. */
static void little_steps(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock;

	ipcdiag_clock_note(&steps, 0, EPOCH * SECOND, &clock);
	ipcdiag_clock_note(&steps, SECOND, EPOCH * SECOND + 3 * SECOND - 1,
			   &clock);
	KUNIT_EXPECT_FALSE(test, clock.stepped);
	ipcdiag_clock_note(&steps, SECOND, EPOCH * SECOND - SECOND + 1,
			   &clock);
	KUNIT_EXPECT_FALSE(test, clock.stepped);
	ipcdiag_clock_note(&steps, SECOND, EPOCH * SECOND + 3 * SECOND,
			   &clock);
	KUNIT_EXPECT_TRUE(test, clock.stepped);

	memset(&steps, 0, sizeof(steps));
	ipcdiag_clock_note(&steps, 0, EPOCH * SECOND, &clock);
	ipcdiag_clock_note(&steps, 5 * SECOND, EPOCH * SECOND + 6 * SECOND,
			   &clock);
	KUNIT_EXPECT_FALSE(test, clock.stepped);
	ipcdiag_clock_note(&steps, 10 * SECOND, EPOCH * SECOND + 12 * SECOND,
			   &clock);
	KUNIT_EXPECT_TRUE(test, clock.stepped);
}

/* Set forward: nothing looks older than what has passed since. */
static void set_forward(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock;
	const time64_t touched = EPOCH + 95;

	clock = read_at(&steps, 100, 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, touched), 5LL);
	clock = read_at(&steps, 110, 3600);
	KUNIT_EXPECT_TRUE(test, clock.stepped);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, touched), 0LL);
	clock = read_at(&steps, 150, 3600);
	KUNIT_EXPECT_EQ(test, clock.since, 40LL);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, touched), 40LL);
	/* What was touched later has its true age. */
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, EPOCH + 3600 + 130),
			20LL);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, clock.now + 7), -7LL);

	/* No time up to the step can be compared: it may be of either clock. */
	KUNIT_EXPECT_GE(test, clock.before, EPOCH + 3600 + 110);
	KUNIT_EXPECT_LE(test, clock.before, EPOCH + 3600 + 115);
}

/* Set back: what was touched before is still to come. */
static void set_back(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock;

	read_at(&steps, 100, 0);
	clock = read_at(&steps, 110, -3600);
	KUNIT_EXPECT_TRUE(test, clock.stepped);
	KUNIT_EXPECT_EQ(test, clock.now, EPOCH + 110 - 3600);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, EPOCH + 100), -3590LL);
	KUNIT_EXPECT_GE(test, clock.before, EPOCH + 110);

	/* And put right again: young, until as much has passed for certain. */
	clock = read_at(&steps, 120, 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, EPOCH + 100), 0LL);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, EPOCH - 3480), 0LL);
	clock = read_at(&steps, 125, 0);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_age(&clock, EPOCH + 100), 5LL);
}

/* What any clock of before said cannot be compared, not only the last one. */
static void set_often(struct kunit *test)
{
	static const s64 ahead[] = { 0, 9000, -9000, 0, 5, -70000, 1 };
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock;
	time64_t said = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(ahead); i++) {
		clock = read_at(&steps, 100 * (i + 1), ahead[i]);
		KUNIT_EXPECT_EQ(test, clock.stepped, i > 0);
		if (i) {
			KUNIT_EXPECT_EQ(test, clock.since, 0LL);
			KUNIT_EXPECT_GE(test, clock.before, said);
		}
		/* Until it is set again. */
		clock = read_at(&steps, 100 * (i + 1) + 99, ahead[i]);
		if (i)
			KUNIT_EXPECT_EQ(test, clock.since, 99LL);
		said = max(said, clock.now);
	}
}

static void real(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock = read_at(&steps, 100, 0);

	KUNIT_EXPECT_EQ(test, ipcdiag_clock_real(&clock, 0), EPOCH);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_real(&clock, 100 * SECOND),
			EPOCH + 100);
	/* Noted after the clock was read. */
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_real(&clock, 103 * SECOND),
			EPOCH + 103);
	/* As it is set now, whatever it said then. */
	clock = read_at(&steps, 200, 50);
	KUNIT_EXPECT_EQ(test, ipcdiag_clock_real(&clock, 100 * SECOND),
			EPOCH + 150);
}

/* Within the tolerance, it may be the one or the other. */
static void earlier_and_later(struct kunit *test)
{
	struct ipcdiag_clock_steps steps = {};
	struct ipcdiag_clock clock = read_at(&steps, 1000, 0);
	int i;

	for (i = -10; i <= 10; i++) {
		u64 start = (500 + i) * SECOND;

		KUNIT_EXPECT_EQ(test, ipcdiag_clock_earlier(&clock, start,
							    EPOCH + 500),
				i <= 2);
		KUNIT_EXPECT_EQ(test, ipcdiag_clock_later(&clock, start,
							  EPOCH + 500),
				i >= -2);
	}
	/* One that it is not known of. */
	KUNIT_EXPECT_TRUE(test, ipcdiag_clock_earlier(&clock, 0, EPOCH - 500));
	KUNIT_EXPECT_TRUE(test, ipcdiag_clock_later(&clock, 0, EPOCH + 500));
}

/* Parts of seconds are lost on the way: never so many that it matters. */
static void parts_of_seconds(struct kunit *test)
{
	s64 now, made, wrong = 0;

	for (now = 1000 * SECOND; now < 1002 * SECOND; now += 77777777) {
		for (made = 500 * SECOND; made < 502 * SECOND;
		     made += 77777777) {
			struct ipcdiag_clock_steps steps = {};
			struct ipcdiag_clock clock;
			/* As the kernel keeps it: whole, and a tick too old. */
			time64_t kept = EPOCH + div_s64(made - SECOND / 100,
							SECOND);

			ipcdiag_clock_note(&steps, now, EPOCH * SECOND + now,
					   &clock);
			wrong += !ipcdiag_clock_earlier(&clock, made - 1, kept);
			wrong += !ipcdiag_clock_later(&clock, made + 1, kept);
		}
	}
	KUNIT_EXPECT_EQ(test, wrong, 0LL);
}

/* May a process that began then be earlier, and later? Two bits. */
static int order(const struct ipcdiag_clock *clock, s64 boot, time64_t made)
{
	return ipcdiag_clock_earlier(clock, boot * SECOND, made) |
	       ipcdiag_clock_later(clock, boot * SECOND, made) << 1;
}

/* After a step, nothing of before is told as the earlier or the later one. */
static void not_comparable(struct kunit *test)
{
	static const s64 ahead[] = { 3600, -3600 };
	int i, t;

	for (i = 0; i < ARRAY_SIZE(ahead); i++) {
		struct ipcdiag_clock_steps steps = {};
		struct ipcdiag_clock clock;

		read_at(&steps, 100, 0);
		read_at(&steps, 200, ahead[i]);
		clock = read_at(&steps, 10000, ahead[i]);
		/* Made by the old clock, and by the new one. */
		for (t = 0; t <= 200; t += 10) {
			KUNIT_EXPECT_EQ(test, order(&clock, 9999, EPOCH + t),
					3);
			KUNIT_EXPECT_EQ(test, order(&clock, 1, EPOCH + t), 3);
		}
		for (t = 8000; t <= 9000; t += 100) {
			time64_t made = EPOCH + ahead[i] + t;

			KUNIT_EXPECT_EQ(test, order(&clock, 9999, made), 2);
			KUNIT_EXPECT_EQ(test, order(&clock, 1, made), 1);
		}
	}
}

static struct kunit_case clock_cases[] = {
	KUNIT_CASE(not_set),
	KUNIT_CASE(first_reading),
	KUNIT_CASE(little_steps),
	KUNIT_CASE(set_forward),
	KUNIT_CASE(set_back),
	KUNIT_CASE(set_often),
	KUNIT_CASE(real),
	KUNIT_CASE(earlier_and_later),
	KUNIT_CASE(parts_of_seconds),
	KUNIT_CASE(not_comparable),
	{}
};

struct kunit_suite ipcdiag_clock_suite = {
	.name = "ipcdiag_clock",
	.test_cases = clock_cases,
};
