// SPDX-License-Identifier: GPL-2.0
/* What lines of the files are made of. */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "../../debugfs/line.h"
#include "suites.h"

/* Room for a line of so many bytes, and what is written behind its end. */
#define ROOM(size)	((size) + IPCDIAG_LINE_SLACK)

/* A line that is written to @buf. */
static struct ipcdiag_line line_in(char *buf, size_t size)
{
	return (struct ipcdiag_line) {
		.start = buf,
		.at = buf,
		.end = buf + size,
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
	char buf[ROOM(64)], expected[32];
	struct ipcdiag_line line;
	u64 number = 1;
	int digits, add;

	for (digits = 1; digits <= 20; digits++) {
		for (add = -1; add <= 1; add++) {
			line = line_in(buf, sizeof(buf));
			snprintf(expected, sizeof(expected), "%llu",
				 number + add);
			ipcdiag_line_number(&line, number + add);
			expect_line(test, &line, expected);
		}
		number *= 10;
	}
	line = line_in(buf, sizeof(buf));
	ipcdiag_line_number(&line, U64_MAX);
	line_char(&line, ' ');
	ipcdiag_line_number(&line, U32_MAX);
	line_char(&line, ' ');
	ipcdiag_line_number(&line, (u64)U32_MAX + 1);
	expect_line(test, &line, "18446744073709551615 4294967295 4294967296");
}

static void signed_numbers(struct kunit *test)
{
	char buf[ROOM(64)];
	struct ipcdiag_line line = line_in(buf, sizeof(buf));

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
	char buf[ROOM(128)];
	struct ipcdiag_line line = line_in(buf, sizeof(buf));
	const char *from;

	ipcdiag_line_right(&line, 7, 4);
	ipcdiag_line_right(&line, 1234, 4);
	ipcdiag_line_right(&line, 12345, 4);
	ipcdiag_line_left(&line, "shm", 4);
	ipcdiag_line_left(&line, "four", 4);
	ipcdiag_line_left(&line, "longer", 4);
	from = line.at;
	line_text(&line, "ab");
	ipcdiag_line_pad(&line, from, 3);
	ipcdiag_line_printf(&line, "%s%d", "|", 5);
	expect_line(test, &line,
		    "   7 1234 12345 shm  four longer ab  |5");
}

static void keys_and_modes(struct kunit *test)
{
	char buf[ROOM(128)];
	struct ipcdiag_line line = line_in(buf, sizeof(buf));

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
	char src[100], buf[ROOM(256)], expected[256] = "";
	struct ipcdiag_line line;
	unsigned int i;

	for (i = 0; i < sizeof(src); i++) {
		src[i] = i % 3 ? 'a' + i % 26 : ' ';
		snprintf(expected + strlen(expected), 5,
			 i % 3 ? "%c" : "\\040", src[i]);
	}
	line = line_in(buf, sizeof(buf));
	ipcdiag_line_string(&line, src, sizeof(src));
	expect_line(test, &line, expected);

	line = line_in(buf, sizeof(buf));
	ipcdiag_line_string(&line, "-", 16);
	line_char(&line, ' ');
	ipcdiag_line_string(&line, "", 16);
	line_char(&line, ' ');
	ipcdiag_line_string(&line, "ab\0c", 4);
	expect_line(test, &line, "\\055  ab");
}

/* Every length of a number at every place of its column. */
static void right_numbers(struct kunit *test)
{
	char buf[ROOM(64)], expected[64];
	struct ipcdiag_line line;
	u64 number = 0;
	int digits, width;

	for (digits = 0; digits <= 20; digits++) {
		for (width = 1; width <= 24; width++) {
			line = line_in(buf, sizeof(buf));
			snprintf(expected, sizeof(expected), "%*llu ", width,
				 number);
			ipcdiag_line_right(&line, number, width);
			expect_line(test, &line, expected);
		}
		number = number * 10 + digits % 9 + 1;
	}
}

/* What the line before had is written again, and only if it is the same. */
static void repeated_parts(struct kunit *test)
{
	char buf[ROOM(128)];
	struct ipcdiag_line line = line_in(buf, sizeof(buf));
	struct ipcdiag_memo *memo = &line.memos[IPCDIAG_MEMO_REASONS];
	static const char text[] = "a text of more than sixteen bytes,";
	const char *from;

	ipcdiag_line_repeated(&line, IPCDIAG_MEMO_TIME, 1700000000);
	line_char(&line, ' ');
	ipcdiag_line_repeated(&line, IPCDIAG_MEMO_TIME, 1700000000);
	line_char(&line, ' ');
	ipcdiag_line_repeated(&line, IPCDIAG_MEMO_TIME, -5);
	line_char(&line, ' ');
	ipcdiag_line_repeated(&line, IPCDIAG_MEMO_TIME, -5);
	line_char(&line, ' ');
	KUNIT_EXPECT_FALSE(test, line_again(&line, memo, 7));
	from = line.at;
	line_bytes(&line, text, sizeof(text) - 1);
	line_remember(&line, memo, from);
	KUNIT_EXPECT_TRUE(test, line_again(&line, memo, 7));
	KUNIT_EXPECT_FALSE(test, line_again(&line, memo, 0));
	expect_line(test, &line,
		    "1700000000 1700000000 -5 -5 a text of more than sixteen bytes,a text of more than sixteen bytes,");
}

static void words(struct kunit *test)
{
	char buf[ROOM(128)];
	struct ipcdiag_line line = line_in(buf, sizeof(buf));
	struct ipcdiag_word word;

	ipcdiag_word_make(&word, "shm", 0, ',');
	line_ready(&line, &word);
	ipcdiag_word_make(&word, "shm", 5, '|');
	line_ready(&line, &word);
	ipcdiag_word_make(&word, "longer", 3, '|');
	line_ready(&line, &word);
	ipcdiag_word_make(&word, "exactly twenty-three by", 0, '|');
	line_ready(&line, &word);
	expect_line(test, &line, "shm,shm  |longer|exactly twenty-three by|");
}

/* What is written with a format is told if it does not fit. */
static void too_little_room(struct kunit *test)
{
	char buf[ROOM(16)];
	size_t room;

	for (room = 1; room <= 16; room++) {
		struct ipcdiag_line line = line_in(buf, room);

		buf[room] = 'x';
		ipcdiag_line_printf(&line, "%d", 1234567);
		KUNIT_EXPECT_EQ(test, line.full, room <= 7);
		KUNIT_EXPECT_EQ(test, buf[room], 'x');
	}
}

static struct kunit_case line_cases[] = {
	KUNIT_CASE(numbers),
	KUNIT_CASE(signed_numbers),
	KUNIT_CASE(columns),
	KUNIT_CASE(keys_and_modes),
	KUNIT_CASE(strings),
	KUNIT_CASE(right_numbers),
	KUNIT_CASE(repeated_parts),
	KUNIT_CASE(words),
	KUNIT_CASE(too_little_room),
	{}
};

struct kunit_suite ipcdiag_line_suite = {
	.name = "ipcdiag_line",
	.test_cases = line_cases,
};
