// SPDX-License-Identifier: GPL-2.0
/*
 * What is written: numbers, times, tables, JSON, CSV, raw lines.
 */
#include "unit.h"

#include <inttypes.h>
#include <locale.h>
#include <time.h>

#include "base/buf.h"
#include "base/text.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/raw.h"
#include "write/table.h"

static void expect(struct buf *b, const char *want)
{
	assert_string_equal(buf_string(b), want);
	b->len = 0;
}

static void numbers_are_as_printf_has_them(void **state)
{
	static const uint64_t nums[] = { 0,	     9,		10,
					 99,	     100,	999,
					 1000,	     123456,	1u << 31,
					 UINT32_MAX, INT64_MAX, 1ULL << 63,
					 UINT64_MAX };
	struct buf b = { 0 };
	char want[32];

	(void)state;
	for (size_t i = 0; i < sizeof(nums) / sizeof(nums[0]); i++) {
		snprintf(want, sizeof(want), "%" PRIu64, nums[i]);
		buf_u64(&b, nums[i]);
		expect(&b, want);
		snprintf(want, sizeof(want), "%" PRId64, (int64_t)nums[i]);
		buf_i64(&b, nums[i]);
		expect(&b, want);
		snprintf(want, sizeof(want), "0x%08x", (uint32_t)nums[i]);
		buf_key(&b, nums[i]);
		expect(&b, want);
		snprintf(want, sizeof(want), "%04o",
			 (unsigned int)nums[i] & 07777);
		buf_mode(&b, nums[i]);
		expect(&b, want);
	}
	buf_digits(&b, 7, 3);
	expect(&b, "007");
	buf_printf(&b, "%0200d", 1);
	assert_int_equal(b.len, 200);
	buf_free(&b);
}

static void a_buffer_with_a_file_is_emptied_into_it(void **state)
{
	struct buf b = { 0 };
	char *text;
	size_t len;

	(void)state;
	b.file = open_memstream(&text, &len);
	assert_non_null(b.file);
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "0123456789");
	assert_true(b.room < 200000);
	buf_flush(&b);
	fclose(b.file);
	assert_int_equal(len, 1000000);
	assert_memory_equal(text + 999990, "0123456789", 10);
	free(text);
	buf_free(&b);
}

static void sizes_are_rounded_down(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *want, *with_unit;
	} cases[] = {
		{ 0, "0B", "0 B" },
		{ 1023, "1023B", "1023 B" },
		{ 1024, "1K", "1 KiB" },
		{ 1536, "1.5K", "1.5 KiB" },
		{ 1048575, "1023K", "1023 KiB" },
		{ 12948748, "12.3M", "12.3 MiB" },
		{ 1ULL << 40, "1T", "1 TiB" },
		{ UINT64_MAX, "15.9E", "15.9 EiB" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_size(&b, cases[i].bytes, "");
		expect(&b, cases[i].want);
		text_size(&b, cases[i].bytes, "iB");
		expect(&b, cases[i].with_unit);
	}
	buf_free(&b);
}

static void spans_are_short(void **state)
{
	static const struct {
		int64_t s;
		const char *want;
	} cases[] = {
		{ 0, "0s" },	    { 59, "59s" },
		{ 60, "1m" },	    { 3599, "59m" },
		{ 3600, "1h00m" },  { 9999, "2h46m" },
		{ 86400, "1d00h" }, { 864000, "10d00h" },
		{ -61, "-1m" },	    { INT64_MIN, "-106751991167300d15h" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_age(&b, cases[i].s);
		expect(&b, cases[i].want);
	}
	buf_free(&b);
}

static void zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static void times_have_a_zone(void **state)
{
	const int64_t now = 1795663053; /* 2026-11-26 03:17:33 UTC */
	struct buf b = { 0 };

	(void)state;
	zone("UTC");
	text_time(&b, now, TIME_FULL, now);
	expect(&b, "2026-11-26 03:17:33 +00:00");
	text_time(&b, now, TIME_ISO, now);
	expect(&b, "2026-11-26T03:17:33+00:00");
	text_time(&b, now, TIME_UNIX, now);
	expect(&b, "1795663053");
	text_time(&b, now - 9999, TIME_AGE, now);
	expect(&b, "2h46m");
	text_time(&b, now + 9, TIME_AGE, now);
	expect(&b, "-9s");
	text_time(&b, now - 3, TIME_SHORT, now);
	expect(&b, "03:17:30");
	text_time(&b, now - 86400, TIME_SHORT, now);
	expect(&b, "2026-11-25");
	text_time(&b, 0, TIME_FULL, now);
	expect(&b, "never");
	text_time(&b, -1, TIME_FULL, now);
	expect(&b, "1969-12-31 23:59:59 +00:00");
	text_time(&b, INT64_MIN, TIME_FULL, now);
	expect(&b, "-9223372036854775808");
	text_time(&b, INT64_MIN, TIME_AGE, now);
	expect(&b, "-");
	text_time(&b, INT64_MAX, TIME_ISO, INT64_MIN);
	expect(&b, "9223372036854775807");
	/* A zone that changes at such a moment, and one with odd minutes. */
	zone("CET-1CEST,M3.5.0,M10.5.0/3");
	text_time(&b, 1774745999, TIME_FULL, now);
	expect(&b, "2026-03-29 01:59:59 +01:00");
	text_time(&b, 1774746000, TIME_FULL, now);
	expect(&b, "2026-03-29 03:00:00 +02:00");
	zone("XXX3:30");
	text_time(&b, now, TIME_ISO, now);
	expect(&b, "2026-11-25T23:47:33-03:30");
	zone("UTC");
	buf_free(&b);
}

static void times_agree_with_the_library(void **state)
{
	struct buf b = { 0 };
	char want[64];

	(void)state;
	zone("CET-1CEST,M3.5.0,M10.5.0/3");
	for (int64_t t = -5000000000; t < 40000000000; t += 7654321) {
		time_t tt = t;
		struct tm tm;

		localtime_r(&tt, &tm);
		strftime(want, sizeof(want), "%Y-%m-%dT%H:%M:%S", &tm);
		strcat(want, tm.tm_isdst ? "+02:00" : "+01:00");
		text_time(&b, t, TIME_ISO, 0);
		expect(&b, want);
	}
	zone("UTC");
	buf_free(&b);
}

static const struct style terminal = { .escape = ESCAPE_UTF8, .width = 40 };
static const struct style paper = { .escape = ESCAPE_UTF8 };

static const struct table_column columns[] = {
	{ "OBJECT", 0, false, false, 0 }, { "SIZE", 0, true, false, 0 },
	{ "NS", 2, true, false, 0 },	  { "KEY", 1, false, false, 0 },
	{ "WHY", 0, false, true, 6 },
};

static void row(struct table *t, const char *a, const char *b, const char *c,
		const char *d, enum color color, const char *e)
{
	table_puts(t, a);
	table_puts(t, b);
	table_puts(t, c);
	buf_puts(table_cell(t), d);
	table_next_color(t, color);
	table_puts(t, e);
}

static void rows(struct table *t, const struct style *style)
{
	table_init(t, style, columns, 5);
	row(t, "shm:5", "12M", "4026531839", "0x00000001", COLOR_RED,
	    "nobody is attached to it any more");
	row(t, "sem:32768", "0", "-", "-", COLOR_NONE, "caf\303\251");
}

static void a_table_is_as_wide_as_it_must_be(void **state)
{
	struct buf b = { 0 };
	struct table t;

	(void)state;
	rows(&t, &paper);
	table_print(&t, &b);
	expect(&b,
	       "OBJECT    SIZE         NS KEY        WHY\n"
	       "shm:5      12M 4026531839 0x00000001 nobody is attached to it any more\n"
	       "sem:32768    0          - -          caf\303\251\n");
	table_init(&t, &paper, columns, 5);
	table_print(&t, &b);
	expect(&b, "");
	buf_free(&b);
}

static void a_narrow_terminal_hides_and_cuts(void **state)
{
	struct style style = terminal;
	struct buf b = { 0 };
	struct table t;

	(void)state;
	rows(&t, &style);
	t.indent = 2;
	table_print(&t, &b);
	expect(&b, "  OBJECT    SIZE KEY        WHY\n"
		   "  shm:5      12M 0x00000001 nobody is a\342\200\246\n"
		   "  sem:32768    0 -          caf\303\251\n");
	style.width = 28;
	style.escape = ESCAPE_ASCII;
	style.noheadings = true;
	rows(&t, &style);
	table_print(&t, &b);
	expect(&b, "shm:5     12M nobody is at..\n"
		   "sem:32768   0 caf\303\251\n");
	/* What must not be cut is not. */
	style.width = 3;
	rows(&t, &style);
	table_print(&t, &b);
	expect(&b, "shm:5     12M nobo..\n"
		   "sem:32768   0 caf\303\251\n");
	buf_free(&b);
}

static void a_column_that_is_empty_is_hidden_first(void **state)
{
	struct style style = { .width = 22 };
	struct buf b = { 0 };
	struct table t;

	(void)state;
	table_init(&t, &style, columns, 5);
	row(&t, "msg:1", "1", "1", "-", COLOR_NONE, "123456789012");
	table_print(&t, &b);
	expect(&b, "OBJECT SIZE NS WHY\n"
		   "msg:1     1  1 12345..\n");
	buf_free(&b);
}

static void lines_stand_between_rows(void **state)
{
	struct style style = { .width = 20, .color = true };
	struct buf b = { 0 };
	struct table t;

	(void)state;
	table_init(&t, &style, columns, 2);
	table_line(&t, COLOR_BOLD, "ORPHAN");
	table_heading(&t);
	table_puts(&t, "shm:1");
	buf_puts(table_cell(&t), "8M");
	table_next_color(&t, COLOR_RED);
	table_line(&t, COLOR_NONE, "a line that is much too long");
	t.indent = 2;
	table_print(&t, &b);
	expect(&b, "\033[1mORPHAN\033[0m\n"
		   "  OBJECT SIZE\n"
		   "  shm:1    \033[31m8M\033[0m\n"
		   "a line that is muc..\n");
	buf_free(&b);
}

/* What is repeated is as if it were put again, colours and long cells too. */
static void cells_are_repeated(void **state)
{
	struct style style = { .escape = ESCAPE_UTF8, .color = true };
	struct buf b = { 0 };
	struct table t;

	(void)state;
	rows(&t, &style);
	table_puts(&t, "msg:1");
	table_repeat(&t, 3);
	table_puts(&t, "short");
	table_repeat(&t, 4);
	table_puts(&t, "last");
	table_puts(&t, "a");
	table_puts(&t, "b");
	table_repeat(&t, 3);
	table_repeat(&t, 5);
	table_print(&t, &b);
	expect(&b,
	       "OBJECT    SIZE         NS KEY        WHY\n"
	       "shm:5      12M 4026531839 \033[31m0x00000001\033[0m nobody is attached to it any more\n"
	       "sem:32768    0          - -          caf\303\251\n"
	       "msg:1        0          - -          short\n"
	       "msg:1        0          - -          last\n"
	       "a            b          - -          last\n"
	       "a            b          - -          last\n");
	buf_free(&b);
}

static void long_cells_are_whole(void **state)
{
	char text[1000];
	struct buf b = { 0 };
	struct table t;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	table_init(&t, &paper, columns, 2);
	for (size_t len = 100; len < sizeof(text); len += 17) {
		buf_put(table_cell(&t), text, len);
		table_next(&t);
		table_puts(&t, "1");
	}
	table_print(&t, &b);
	assert_int_equal(strcspn(buf_string(&b), "\n"), 984 + 5);
	buf_free(&b);
}

static void document(struct buf *b, enum json_layout layout)
{
	struct style style = { .json = layout };
	struct json j;

	json_begin(&j, b, &style);
	json_number(&j, "version", 1);
	json_string(&j, "source", "a\"\\\n\001\033\177\377\303\251");
	json_list(&j, "shm");
	json_object(&j, NULL);
	json_number(&j, "id", UINT64_MAX);
	json_words(&j, "reasons", "a,b");
	json_close(&j);
	json_object(&j, NULL);
	json_signed(&j, "id", -1);
	json_words(&j, "reasons", "");
	json_words(&j, "none", NULL);
	json_close(&j);
	json_close(&j);
	json_list(&j, "sem");
	json_close(&j);
	json_object(&j, "total");
	json_bool(&j, "yes", true);
	json_list(&j, "list");
	json_null(&j, NULL);
	json_object(&j, NULL);
	json_close(&j);
	json_close(&j);
	json_close(&j);
	json_null(&j, "msg");
	json_end(&j);
}

#define STRING "\"a\\\"\\\\\\n\\u0001\\u001b\\\\x7f\\\\xff\303\251\""

static void json_has_three_layouts(void **state)
{
	struct buf b = { 0 };

	(void)state;
	document(&b, JSON_COMPACT);
	expect(&b, "{\"version\":1,\"source\":" STRING ",\"shm\":["
		   "{\"id\":18446744073709551615,\"reasons\":[\"a\",\"b\"]},\n"
		   "{\"id\":-1,\"reasons\":[],\"none\":null}],\"sem\":[],"
		   "\"total\":{\"yes\":true,\"list\":[null,{}]},"
		   "\"msg\":null}\n");
	document(&b, JSON_LINES);
	expect(&b,
	       "{\"record\":\"document\",\"version\":1,\"source\":" STRING "}\n"
	       "{\"record\":\"shm\",\"id\":18446744073709551615,\"reasons\":[\"a\",\"b\"]}\n"
	       "{\"record\":\"shm\",\"id\":-1,\"reasons\":[],\"none\":null}\n"
	       "{\"record\":\"total\",\"yes\":true,\"list\":[null,{}]}\n"
	       "{\"record\":\"document\",\"msg\":null}\n");
	document(&b, JSON_PRETTY);
	expect(&b, "{\n"
		   "  \"version\": 1,\n"
		   "  \"source\": " STRING ",\n"
		   "  \"shm\": [\n"
		   "    {\n"
		   "      \"id\": 18446744073709551615,\n"
		   "      \"reasons\": [\"a\",\"b\"]\n"
		   "    },\n"
		   "    {\n"
		   "      \"id\": -1,\n"
		   "      \"reasons\": [],\n"
		   "      \"none\": null\n"
		   "    }\n"
		   "  ],\n"
		   "  \"sem\": [],\n"
		   "  \"total\": {\n"
		   "    \"yes\": true,\n"
		   "    \"list\": [\n"
		   "      null,\n"
		   "      {}\n"
		   "    ]\n"
		   "  },\n"
		   "  \"msg\": null\n"
		   "}\n");
	buf_free(&b);
}

static void csv_quotes_what_it_must(void **state)
{
	static const struct {
		const char *s, *want;
	} cases[] = {
		{ "plain", "plain" },	   { "", "\"\"" },
		{ "a,b", "\"a,b\"" },	   { "a\"b\"", "\"a\"\"b\"\"\"" },
		{ "a\nb", "\"a\\x0ab\"" }, { " a", "\" a\"" },
		{ "a b", "a b" },	   { "\"", "\"\"\"\"" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		csv_string(&b, cases[i].s, strlen(cases[i].s), ESCAPE_UTF8);
		expect(&b, cases[i].want);
	}
	buf_puts(&b, "1,2,");
	csv_end_row(&b);
	expect(&b, "1,2\r\n");
	buf_free(&b);
}

static void raw_cells_are_one_word(void **state)
{
	static const struct {
		const char *s, *want;
	} cases[] = {
		{ "plain", "plain" },
		{ "", "\"\"" },
		{ "a b\\", "a\\x20b\\x5c" },
		{ "-", "\\x2d" },
		{ "?", "\\x3f" },
		{ "\303\251", "\\xc3\\xa9" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		raw_string(&b, cases[i].s, strlen(cases[i].s));
		expect(&b, cases[i].want);
	}
	buf_puts(&b, "1 2 ");
	raw_end_row(&b);
	expect(&b, "1 2\n");
	buf_free(&b);
}

static void wide_characters_take_two_columns(void **state)
{
	const char *s = "\346\227\245\346\234\254x";
	size_t used;

	(void)state;
	assert_int_equal(text_width(s, 7), 5);
	assert_int_equal(text_fit(s, 7, 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(text_fit("abcdefghij", 10, 4, &used), 4);
	/* What is not of the locale does no harm. */
	assert_int_equal(text_width("\377\377", 2), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_as_printf_has_them),
		cmocka_unit_test(a_buffer_with_a_file_is_emptied_into_it),
		cmocka_unit_test(sizes_are_rounded_down),
		cmocka_unit_test(spans_are_short),
		cmocka_unit_test(times_have_a_zone),
		cmocka_unit_test(times_agree_with_the_library),
		cmocka_unit_test(a_table_is_as_wide_as_it_must_be),
		cmocka_unit_test(a_narrow_terminal_hides_and_cuts),
		cmocka_unit_test(a_column_that_is_empty_is_hidden_first),
		cmocka_unit_test(lines_stand_between_rows),
		cmocka_unit_test(cells_are_repeated),
		cmocka_unit_test(long_cells_are_whole),
		cmocka_unit_test(json_has_three_layouts),
		cmocka_unit_test(csv_quotes_what_it_must),
		cmocka_unit_test(raw_cells_are_one_word),
		cmocka_unit_test(wide_characters_take_two_columns),
	};

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
