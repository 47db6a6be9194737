// SPDX-License-Identifier: GPL-2.0
/*
 * Bytes in, harmless text out.
 */
#include "unit.h"

#include "base/escape.h"

static void undo_gives_bytes(void **state)
{
	char s[] = "a\\040b\\134\\012\\377\\303\\251-";

	(void)state;
	assert_true(escape_undo(s));
	assert_string_equal(s, "a b\\\n\377\303\251-");
}

static void undo_refuses_what_is_malformed(void **state)
{
	static const char *const bad[] = { "\\",    "\\1",   "\\12",	"\\128",
					   "\\400", "\\000", "\\x41",	"a b",
					   "a\tb",  "\177",  "\303\251" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char s[16];

		strcpy(s, bad[i]);
		if (escape_undo(s))
			fail_msg("\"%s\" was accepted", bad[i]);
	}
}

static void shown(const char *in, enum escape how, const char *want)
{
	char *s = escape_dup(in, how);

	assert_non_null(s);
	assert_string_equal(s, want);
	free(s);
}

static void controls_never_stay(void **state)
{
	(void)state;
	for (int c = 1; c < 0xa0; c++) {
		char in[3] = { c }, want[16];

		if (c >= 0x20 && c < 0x7f)
			continue;
		if (c >= 0x80) {
			in[0] = 0xc2;
			in[1] = c;
			snprintf(want, sizeof(want), "\\xc2\\x%02x", c);
		} else {
			snprintf(want, sizeof(want), "\\x%02x", c);
		}
		shown(in, ESCAPE_UTF8, want);
		shown(in, ESCAPE_ASCII, want);
	}
	shown("\033[31m", ESCAPE_UTF8, "\\x1b[31m");
}

static void utf8_stays_where_it_can_be_shown(void **state)
{
	static const char text[] = "\303\251 \342\202\254 \360\237\230\200";

	(void)state;
	shown(text, ESCAPE_UTF8, text);
	shown(text, ESCAPE_JSON, text);
	shown("\303\251", ESCAPE_ASCII, "\\xc3\\xa9");
}

static void invalid_utf8_is_escaped(void **state)
{
	static const struct {
		const char *in;
		const char *want;
	} cases[] = {
		{ "\377", "\\xff" },
		{ "\200", "\\x80" },
		{ "\303", "\\xc3" },
		{ "\303x", "\\xc3x" },
		{ "\300\257", "\\xc0\\xaf" },
		{ "\340\200\257", "\\xe0\\x80\\xaf" },
		{ "\355\240\200", "\\xed\\xa0\\x80" },
		{ "\364\220\200\200", "\\xf4\\x90\\x80\\x80" },
		{ "\360\237\230", "\\xf0\\x9f\\x98" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		shown(cases[i].in, ESCAPE_UTF8, cases[i].want);
		shown(cases[i].in, ESCAPE_JSON, cases[i].want);
	}
}

static void text_direction_cannot_be_turned(void **state)
{
	(void)state;
	shown("\342\200\256", ESCAPE_UTF8, "\\xe2\\x80\\xae");
	shown("\342\201\246", ESCAPE_UTF8, "\\xe2\\x81\\xa6");
	shown("\342\200\213", ESCAPE_UTF8, "\\xe2\\x80\\x8b");
	shown("\357\273\277", ESCAPE_UTF8, "\\xef\\xbb\\xbf");
}

static void json_keeps_what_it_can_escape(void **state)
{
	(void)state;
	shown("a\n\033\"\\", ESCAPE_JSON, "a\n\033\"\\");
	shown("\177\302\233", ESCAPE_JSON, "\\x7f\\xc2\\x9b");
}

static void a_full_buffer_cuts_between_characters(void **state)
{
	char buf[8];

	(void)state;
	assert_int_equal(escape_show(buf, 6, "ab\303\251\033", 5, ESCAPE_UTF8),
			 4);
	assert_string_equal(buf, "ab\303\251");
	assert_int_equal(escape_show(buf, 4, "ab\303\251", 4, ESCAPE_UTF8), 2);
	assert_string_equal(buf, "ab");
	assert_int_equal(escape_show(buf, 4, "\033", 1, ESCAPE_UTF8), 0);
	assert_int_equal(escape_show(buf, 3, "abcd", 4, ESCAPE_UTF8), 2);
	assert_string_equal(buf, "ab");
	assert_int_equal(escape_show(buf, 0, "abcd", 4, ESCAPE_UTF8), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undo_gives_bytes),
		cmocka_unit_test(undo_refuses_what_is_malformed),
		cmocka_unit_test(controls_never_stay),
		cmocka_unit_test(utf8_stays_where_it_can_be_shown),
		cmocka_unit_test(invalid_utf8_is_escaped),
		cmocka_unit_test(text_direction_cannot_be_turned),
		cmocka_unit_test(json_keeps_what_it_can_escape),
		cmocka_unit_test(a_full_buffer_cuts_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
