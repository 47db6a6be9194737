// SPDX-License-Identifier: GPL-2.0
/* What lines of the files are made of. */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "../../debugfs/line.h"
#include "suites.h"

#define CANARY	0x5a

/* A line with so much room in @buf, which has a byte more. */
static struct ipcdiag_line line_in(char *buf, size_t room)
{
	memset(buf, CANARY, room + 1);

	return (struct ipcdiag_line) {
		.start = buf,
		.at = buf,
		.end = buf + room,
	};
}

static void expect_line(struct kunit *test, struct ipcdiag_line *line,
			const char *expected)
{
	KUNIT_EXPECT_FALSE(test, line->full);
	KUNIT_EXPECT_EQ(test, line_column(line), strlen(expected));
	line_char(line, '\0');
	KUNIT_EXPECT_STREQ(test, (const char *)line->start, expected);
}

/* Around every change of length, and what 32 bits cannot hold. */
static void numbers(struct kunit *test)
{
	char buf[64], expected[32];
	struct ipcdiag_line line;
	u64 number = 1;
	int digits, add;

	for (digits = 1; digits <= 20; digits++) {
		for (add = -1; add <= 1; add++) {
			line = line_in(buf, sizeof(buf) - 1);
			snprintf(expected, sizeof(expected), "%llu",
				 number + add);
			ipcdiag_line_number(&line, number + add);
			expect_line(test, &line, expected);
		}
		number *= 10;
	}
	line = line_in(buf, sizeof(buf) - 1);
	ipcdiag_line_number(&line, U64_MAX);
	line_char(&line, ' ');
	ipcdiag_line_number(&line, U32_MAX);
	line_char(&line, ' ');
	ipcdiag_line_number(&line, (u64)U32_MAX + 1);
	expect_line(test, &line, "18446744073709551615 4294967295 4294967296");
}

static void signed_numbers(struct kunit *test)
{
	char buf[64];
	struct ipcdiag_line line = line_in(buf, sizeof(buf) - 1);

	ipcdiag_line_signed(&line, S64_MIN);
	line_char(&line, ' ');
	ipcdiag_line_signed(&line, -1);
	line_char(&line, ' ');
	ipcdiag_line_signed(&line, 0);
	line_char(&line, ' ');
	ipcdiag_line_signed(&line, S64_MAX);
	expect_line(test, &line,
		    "-9223372036854775808 -1 0 9223372036854775807");
}

static void columns(struct kunit *test)
{
	char buf[128];
	struct ipcdiag_line line = line_in(buf, sizeof(buf) - 1);
	unsigned long from;

	ipcdiag_line_right(&line, 7, 4);
	ipcdiag_line_right(&line, 1234, 4);
	ipcdiag_line_right(&line, 12345, 4);
	ipcdiag_line_left(&line, "shm", 4);
	ipcdiag_line_left(&line, "four", 4);
	ipcdiag_line_left(&line, "longer", 4);
	from = line_column(&line);
	line_text(&line, "ab");
	ipcdiag_line_pad(&line, from, 3);
	ipcdiag_line_printf(&line, "%s%d", "|", 5);
	expect_line(test, &line,
		    "   7 1234 12345 shm  four longer ab  |5");
}

static void keys_and_modes(struct kunit *test)
{
	char buf[128];
	struct ipcdiag_line line = line_in(buf, sizeof(buf) - 1);

	ipcdiag_line_key(&line, 0);
	ipcdiag_line_key(&line, 0xfedcba98);
	ipcdiag_line_key(&line, 0x01234567);
	ipcdiag_line_mode(&line, 0);
	ipcdiag_line_mode(&line, 0777);
	ipcdiag_line_mode(&line, 0640);
	expect_line(test, &line,
		    "0x000000000xfedcba980x01234567000007770640");
}

/* A string is escaped in pieces; one that is just a dash is not "none". */
static void strings(struct kunit *test)
{
	char src[100], buf[512], expected[512] = "";
	struct ipcdiag_line line;
	unsigned int i;

	for (i = 0; i < sizeof(src); i++) {
		src[i] = i % 3 ? 'a' + i % 26 : ' ';
		snprintf(expected + strlen(expected), 5,
			 i % 3 ? "%c" : "\\040", src[i]);
	}
	line = line_in(buf, sizeof(buf) - 1);
	ipcdiag_line_string(&line, src, sizeof(src));
	expect_line(test, &line, expected);

	line = line_in(buf, sizeof(buf) - 1);
	ipcdiag_line_string(&line, "-", 16);
	line_char(&line, ' ');
	ipcdiag_line_string(&line, "", 16);
	line_char(&line, ' ');
	ipcdiag_line_string(&line, "ab\0c", 4);
	expect_line(test, &line, "\\055  ab");
}

static void write_all(struct ipcdiag_line *line)
{
	line_text(line, "text");
	line_char(line, ' ');
	ipcdiag_line_word(line, "word");
	ipcdiag_line_number(line, 123);
	ipcdiag_line_signed(line, -45);
	ipcdiag_line_right(line, 6, 3);
	ipcdiag_line_left(line, "l", 3);
	ipcdiag_line_key(line, 1);
	ipcdiag_line_mode(line, 0600);
	ipcdiag_line_string(line, "a b", 3);
	ipcdiag_line_printf(line, "%d", 789);
}

/* However small the room is, nothing is written behind it, and it is told. */
static void too_little_room(struct kunit *test)
{
	char buf[128];
	struct ipcdiag_line line = line_in(buf, sizeof(buf) - 1);
	unsigned long needed, room;

	write_all(&line);
	KUNIT_ASSERT_FALSE(test, line.full);
	needed = line_column(&line);
	/* What ipcdiag_line_printf() writes has a final NUL. */
	for (room = 0; room <= needed + 1; room++) {
		line = line_in(buf, room);
		write_all(&line);
		KUNIT_EXPECT_EQ(test, line.full, room <= needed);
		KUNIT_EXPECT_TRUE(test, line.at <= line.end);
		KUNIT_EXPECT_EQ(test, (int)buf[room], CANARY);
	}
}

static struct kunit_case line_cases[] = {
	KUNIT_CASE(numbers),
	KUNIT_CASE(signed_numbers),
	KUNIT_CASE(columns),
	KUNIT_CASE(keys_and_modes),
	KUNIT_CASE(strings),
	KUNIT_CASE(too_little_room),
	{}
};

struct kunit_suite ipcdiag_line_suite = {
	.name = "ipcdiag_line",
	.test_cases = line_cases,
};
