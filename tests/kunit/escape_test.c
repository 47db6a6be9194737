// SPDX-License-Identifier: GPL-2.0
/* Names from user space, made safe. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "base/escape.h"
#include "suites.h"

#define CANARY	0x5a

static void every_byte(struct kunit *test)
{
	unsigned int c;

	for (c = 1; c < 256; c++) {
		char src[2] = { 'x', c }, dst[IPCDIAG_ESCAPED_SIZE(2)];
		char expected[IPCDIAG_ESCAPED_SIZE(2)];
		size_t len;

		if (c > ' ' && c < 0x7f && c != '\\')
			snprintf(expected, sizeof(expected), "x%c", c);
		else
			snprintf(expected, sizeof(expected), "x\\%03o", c);
		len = ipcdiag_escape(src, sizeof(src), dst, sizeof(dst));
		KUNIT_EXPECT_STREQ(test, &dst[0], &expected[0]);
		KUNIT_EXPECT_EQ(test, len, strlen(expected));
	}
}

static void ends_at_nul(struct kunit *test)
{
	char dst[32];

	KUNIT_EXPECT_EQ(test, ipcdiag_escape("ab\0cd", 5, dst, sizeof(dst)),
			(size_t)2);
	KUNIT_EXPECT_STREQ(test, &dst[0], "ab");
	KUNIT_EXPECT_EQ(test, ipcdiag_escape("", 1, dst, sizeof(dst)),
			(size_t)0);
	KUNIT_EXPECT_STREQ(test, &dst[0], "");
}

static void ends_at_length(struct kunit *test)
{
	char *src = kunit_kzalloc(test, 3, GFP_KERNEL);
	char dst[32];

	KUNIT_ASSERT_TRUE(test, src);
	memcpy(src, "abc", 3);
	KUNIT_EXPECT_EQ(test, ipcdiag_escape(src, 3, dst, sizeof(dst)),
			(size_t)3);
	KUNIT_EXPECT_STREQ(test, &dst[0], "abc");
	KUNIT_EXPECT_EQ(test, ipcdiag_escape(src, 2, dst, sizeof(dst)),
			(size_t)2);
	KUNIT_EXPECT_EQ(test, ipcdiag_escape(src, 0, dst, sizeof(dst)),
			(size_t)0);
	KUNIT_EXPECT_STREQ(test, &dst[0], "");
}

static void lone_dash(struct kunit *test)
{
	static const struct {
		const char	*src;
		size_t		len;
		const char	*dst;
	} rows[] = {
		{ "-", 1, "\\055" },
		{ "-", 2, "\\055" },
		{ "-\0x", 3, "\\055" },
		{ "-x", 1, "\\055" },
		{ "-x", 2, "-x" },
		{ "--", 2, "--" },
		{ "x-", 2, "x-" },
	};
	char dst[32];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		ipcdiag_escape(rows[i].src, rows[i].len, dst, sizeof(dst));
		KUNIT_EXPECT_STREQ(test, &dst[0], rows[i].dst);
	}
}

/* However small the space is, what is in it is whole. */
static void truncation(struct kunit *test)
{
	static const char src[] = "a b\\\xff\xc3\xa4-\n\x7f!";
	static const char full[] =
		"a\\040b\\134\\377\\303\\244-\\012\\177!";
	char dst[IPCDIAG_ESCAPED_SIZE(sizeof(src)) + 1];
	size_t size;

	for (size = 0; size < sizeof(dst); size++) {
		size_t len;

		memset(dst, CANARY, sizeof(dst));
		len = ipcdiag_escape(src, sizeof(src), dst, size);
		KUNIT_EXPECT_EQ(test, (int)dst[size], CANARY);
		if (!size) {
			KUNIT_EXPECT_EQ(test, len, (size_t)0);
			continue;
		}
		KUNIT_ASSERT_TRUE(test, len < size);
		KUNIT_EXPECT_EQ(test, strlen(dst), len);
		KUNIT_EXPECT_EQ(test, memcmp(dst, full, len), 0);
		/* At the end of what is written a new character begins... */
		KUNIT_EXPECT_TRUE(test, len < 1 || dst[len - 1] != '\\');
		KUNIT_EXPECT_TRUE(test, len < 2 || dst[len - 2] != '\\');
		KUNIT_EXPECT_TRUE(test, len < 3 || dst[len - 3] != '\\');
		/* ...and it is missing because there is no room for it. */
		if (full[len])
			KUNIT_EXPECT_TRUE(test, len + 1 >= size ||
					  (full[len] == '\\' &&
					   len + 4 >= size));
		if (size >= sizeof(full))
			KUNIT_EXPECT_STREQ(test, &dst[0], &full[0]);
	}
}

static void enough_space(struct kunit *test)
{
	char src[256], dst[IPCDIAG_ESCAPED_SIZE(sizeof(src))];

	memset(src, '\n', sizeof(src));
	KUNIT_EXPECT_EQ(test, ipcdiag_escape(src, sizeof(src), dst,
					     sizeof(dst)), 4 * sizeof(src));
}

static struct kunit_case escape_cases[] = {
	KUNIT_CASE(every_byte),
	KUNIT_CASE(ends_at_nul),
	KUNIT_CASE(ends_at_length),
	KUNIT_CASE(lone_dash),
	KUNIT_CASE(truncation),
	KUNIT_CASE(enough_space),
	{}
};

struct kunit_suite ipcdiag_escape_suite = {
	.name = "ipcdiag_escape",
	.test_cases = escape_cases,
};
