// SPDX-License-Identifier: GPL-2.0
/*
 * Rules: how a line is read, and which rule tells of an object.
 */
#include <errno.h>
#include <pwd.h>

#include "base/names.h"
#include "findings/rules.h"
#include "unit.h"

static struct rules rules;
static char why[FILTER_WHY];

static bool add(const char *line)
{
	why[0] = '\0';
	return rules_add(&rules, line, "here:1", RULES_MAX, why, sizeof(why));
}

static int end(void **state)
{
	(void)state;
	rules_free(&rules);
	names_free();
	return 0;
}

static void test_lines(void **state)
{
	(void)state;
	assert_true(add(""));
	assert_true(add("  \n"));
	assert_true(add("# kind=shm : keep : not this one"));
	assert_int_equal(rules.n, 0);
	assert_true(add("  kind=shm key=0x4711 : keep : One : two.  \r\n"));
	assert_int_equal(rules.n, 1);
	assert_true(rules.v[0].keep);
	assert_string_equal(rules.v[0].sentence, "One : two.");
	assert_string_equal(rules.v[0].place, "here:1");
	assert_int_equal(rules.v[0].filter.n, 2);
	assert_true(add("kind=msg : explain : Yes."));
	assert_false(rules.v[1].keep);
}

static void test_wrong(void **state)
{
	static const struct {
		const char *line;
		const char *why;
	} lines[] = {
		{ "kind=shm", "a rule is FILTERS" },
		{ "kind=shm : keep", "a rule is FILTERS" },
		{ "kind=shm : keep : ", "a rule is FILTERS" },
		{ "kind=shm:keep:it", "a rule is FILTERS" },
		{ "kind=shm : remove : it", "neither keep nor explain" },
		{ " : keep : it", "a rule is FILTERS" },
		{ "  : keep : it : x", "neither keep nor explain" },
		{ "knd=shm : keep : it", "unknown filter 'knd'" },
		{ "pid=1 : keep : it", "cannot name a process" },
		{ "ns=@1 : keep : it", "cannot name a process" },
		{ "ns=own,@1 : keep : it", "cannot name a process" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_false(add(lines[i].line));
		if (!strstr(why, lines[i].why))
			fail_msg("%s: %s", lines[i].line, why);
	}
	assert_int_equal(rules.n, 0);
	for (int i = 0; i < RULES_MAX; i++)
		assert_true(add("kind=shm : keep : it"));
	assert_false(add("kind=shm : keep : it"));
	assert_non_null(strstr(why, "more than"));
}

static void test_find(void **state)
{
	struct snapshot *snap = snapshot_new(SOURCE_MODULE);
	struct rec *shm = snapshot_add(snap, KIND_SHM);
	struct rec *msg = snapshot_add(snap, KIND_MSG);

	(void)state;
	rec_set_num(shm, F_KEY, 0x4711);
	rec_set_num(shm, F_SIZE, 10);
	rec_set_num(msg, F_KEY, 1);
	assert_null(rules_find(NULL, shm));
	assert_null(rules_find(&rules, shm));
	assert_true(add("kind=shm size=+20 : keep : large"));
	assert_true(add("kind=shm : explain : first"));
	assert_true(add("kind=shm : explain : second"));
	assert_string_equal(rules_find(&rules, shm)->sentence, "first");
	assert_null(rules_find(&rules, msg));
	/* To keep it is worth more, wherever that stands. */
	assert_true(add("key=0x4711 : keep : key"));
	assert_string_equal(rules_find(&rules, shm)->sentence, "key");
	/* Nobody has that name, which fits nobody. */
	assert_true(add("kind=msg user=no-such-user : keep : never"));
	assert_null(rules_find(&rules, msg));
	snapshot_free(snap);
}

/* What getpwnam_r() returns, if not 0: a directory service that is away. */
static int lookup_error;

int __real_getpwnam_r(const char *name, struct passwd *pwd, char *buf,
		      size_t size, struct passwd **result);
int __wrap_getpwnam_r(const char *name, struct passwd *pwd, char *buf,
		      size_t size, struct passwd **result);

int __wrap_getpwnam_r(const char *name, struct passwd *pwd, char *buf,
		      size_t size, struct passwd **result)
{
	int error = lookup_error;

	if (!error)
		return __real_getpwnam_r(name, pwd, buf, size, result);
	/* It is asked once more with more room. */
	if (error == ERANGE)
		lookup_error = 0;
	*result = NULL;
	return error;
}

static void test_look_up(void **state)
{
	const struct filter_value *v;

	(void)state;
	assert_true(add("kind=shm user=root,no-such-user-here : keep : it"));
	lookup_error = ERANGE;
	assert_true(rules_look_up(&rules));
	v = rules.v[0].filter.tests[1].v;
	assert_null(v[0].text);
	assert_int_equal(v[0].low, 0);
	assert_string_equal(v[1].text, "no-such-user-here");
	assert_true(add("user=root : explain : it"));
	lookup_error = ECONNREFUSED;
	assert_false(rules_look_up(&rules));
	rules.v[0].keep = false;
	assert_true(rules_look_up(&rules));
	lookup_error = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_lines, end),
		cmocka_unit_test_teardown(test_wrong, end),
		cmocka_unit_test_teardown(test_find, end),
		cmocka_unit_test_teardown(test_look_up, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
