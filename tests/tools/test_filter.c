// SPDX-License-Identifier: GPL-2.0
/*
 * Filters: what is accepted, what is said of what is not, and what they choose.
 */
#include "unit.h"

#include "base/names.h"
#include "findings/cgroup.h"
#include "findings/filter.h"
#include "findings/objects.h"
#include "records/parse.h"

static int load_snapshot(void **state)
{
	struct parser *p = parse_new("test");
	size_t len;
	char *text = read_data("verdicts.txt", &len);

	parse_feed(p, text, len);
	*state = parse_finish(p);
	parse_free(p);
	free(text);
	return !*state;
}

static int free_snapshot(void **state)
{
	snapshot_free(*state);
	names_free();
	return 0;
}

/* What is chosen by one or two words, as in "shm:5 sem:1". */
static void check(const struct snapshot *snap, const char *a, const char *b,
		  const char *wanted)
{
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY], found[512] = "";
	size_t n = 0;

	assert_true(filter_add(&filter, a, 0, why, sizeof(why)));
	if (b)
		assert_true(filter_add(&filter, b, 0, why, sizeof(why)));
	assert_true(filter_resolve(&filter, snap, false, why, sizeof(why)));
	for (int k = 0; k < 3; k++) {
		const struct rec_list *list = &snap->list[object_kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			char name[OBJECT_NAME];

			if (!filter_match(&filter, list->v[i]))
				continue;
			object_name(name, sizeof(name), list->v[i]);
			n += snprintf(found + n, sizeof(found) - n, "%s%s",
				      n ? " " : "", name);
		}
	}
	if (strcmp(found, wanted))
		fail_msg("%s %s: %s", a, b ? b : "", found);
	filter_free(&filter);
}

static void filters_choose(void **state)
{
	static const char *const cases[][3] = {
		{ "kind=msg", NULL, "msg:1 msg:2 msg:3" },
		{ "kind=sem,msg", "verdict=in-use", "sem:2 sem:4 msg:2" },
		{ "verdict=orphan", "ns=own", "shm:10" },
		{ "verdict=orphan", "ns=4026532291",
		  "shm:1@4026532291 shm:3@4026532291" },
		{ "verdict=orphan", "ns=3",
		  "shm:1@4026532291 shm:3@4026532291" },
		{ "id=12-13", NULL, "shm:12 shm:13" },
		{ "id=-1", "kind=shm", "shm:1@4026532291" },
		{ "id=+20", NULL, "shm:20 shm:21" },
		{ "key=0x0052e2c2", NULL, "shm:12" },
		{ "key=5432002", NULL, "shm:12" },
		{ "key=private", "kind=msg", "msg:1 msg:2" },
		{ "user=33", "kind=shm", "shm:13 shm:14 shm:18 shm:21" },
		{ "user=root", "kind=msg", "msg:2" },
		{ "group=33", "user=1000", "shm:20" },
		{ "creator=1000", "kind=msg", "msg:1 msg:3" },
		{ "reason=service-gone", "verdict=suspect", "shm:14" },
		{ "reason=nobody-known,unread-data", NULL, "sem:1 msg:1" },
		{ "idle=+1d", NULL, "" },
		{ "idle=+2h", "kind=sem", "sem:1 sem:2 sem:3 sem:4" },
		{ "idle=9999", "kind=msg", "msg:1 msg:2 msg:3" },
		{ "mem=+1M", NULL, "shm:10" },
		{ "mem=8K-64K", NULL, "shm:12 shm:13" },
		{ "mem=100", "kind=msg", "msg:1" },
		{ "size=8M", NULL, "shm:10" },
		{ "nattch=+1", NULL, "shm:17 shm:2@4026532291" },
		{ "nsems=2", "verdict=unknown", "sem:1" },
		{ "messages=+1", NULL, "msg:1" },
		{ "pid=815", NULL, "sem:3 sem:4" },
		{ "pid=812", NULL, "shm:17" },
		{ "program=Xorg", NULL, "shm:15" },
		{ "program=careful,frozen", NULL, "sem:2 sem:3 sem:4" },
		{ "cgroup=/system.slice", "verdict=held", "shm:17" },
		{ "cgroup=/system.slice/app", NULL, "" },
		{ "cgroup=apache2.serv", NULL, "" },
		{ "cgroup=apache2.service", NULL, "shm:13 shm:17" },
		{ "cgroup=apache2", NULL, "shm:13 shm:17" },
		{ "cgroup=system.slice/apache2.service", NULL,
		  "shm:13 shm:17" },
		{ "cgroup=/pod/", "kind=sem", "sem:2 sem:3 sem:4" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(*state, cases[i][0], cases[i][1], cases[i][2]);
}

/* No more than what was named: what is chosen may be removed. */
static void cgroups_are_named(void **state)
{
#define ID "3f2a9c1b7d5e8a604c3f2a9c1b7d5e8a604c3f2a9c1b7d5e8a604c3f2a9c1b7d"
	static const struct {
		const char *word;
		const char *cgroup;
		bool is;
	} cases[] = {
		{ "/", "/a", true },
		{ "/", "/", true },
		{ "/a", "/a", true },
		{ "/a/", "/a/b", true },
		{ "/a", "/ab", false },
		{ "a/b", "/a/b/c", true },
		{ "a/b", "/x/a/b", false },
		{ "web", "/web", true },
		{ "web", "/a.slice/web.service/b", true },
		{ "web.service", "/a.slice/web.service", true },
		{ "web", "/web-staging.service", false },
		{ "web", "/a-web.scope", false },
		{ "web", "/web.service.d", false },
		{ "web", "/we/b", false },
		{ "4", "/session-4.scope", false },
		{ "session-4", "/user.slice/session-4.scope", true },
		{ "session-4", "/user.slice/session-41.scope", false },
		{ "3f2a9c1b7d5e", "/docker/" ID, true },
		{ "3f2a9c1b7d5e", "/s.slice/docker-" ID ".scope/init", true },
		{ "3f2a9c1b7d5e", "/k:cri-containerd:" ID, true },
		{ ID, "/docker/" ID, true },
		/* A container in one. */
		{ "3f2a9c1b7d5e", "/docker/" ID "/docker/a" ID, true },
		{ "3f2a9c1b7d5f", "/docker/" ID, false },
		{ "3f2a9c1b7d5", "/docker/" ID, false },
		{ "f2a9c1b7d5e8", "/docker/" ID, false },
		{ "3f2a9c1b7d5e", "/3f2a9c1b7d5e8", false },
		{ "3f2a9c1b7d5e", "/3f2a9c1b7d5e.scope", true },
		{ "", "/a", false },
		{ "a", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (cgroup_is(cases[i].word, cases[i].cgroup) != cases[i].is)
			fail_msg("%s in %s", cases[i].word, cases[i].cgroup);
	assert_string_equal(cgroup_container("/docker/" ID "/b"), ID "/b");
	assert_null(cgroup_container("/docker/" ID "0"));
	assert_null(cgroup_container(NULL));
#undef ID
}

static void wrong_words_are_told(void **state)
{
	static const char *const cases[][2] = {
		{ "verdcit=orphan",
		  "unknown filter 'verdcit'; did you mean 'verdict'?" },
		{ "verdict", "verdict needs a value: verdict=WORD" },
		{ "zzz=1", "unknown filter 'zzz'; there are kind, ns, id" },
		{ "verdict=orphna",
		  "verdict: unknown verdict 'orphna'; did you mean 'orphan'?" },
		{ "reason=dead", "reason: unknown reason 'dead'" },
		{ "kind=queue",
		  "kind: unknown kind of object 'queue'; there are shm, sem, msg" },
		{ "verdict=", "unknown verdict ''" },
		{ "id=", "id: '' is not a number such as" },
		{ "id=1,,2", "id: '' is not a number such as" },
		{ "id=x", "id: 'x' is not a number" },
		{ "id=5-3", "id: '5-3' is not a number" },
		{ "id=1K", "id: '1K' is not a number" },
		{ "mem=1Q", "mem: '1Q' is not a size" },
		{ "mem=1MX", "mem: '1MX' is not a size" },
		{ "mem=--1", "mem: '--1' is not a size" },
		{ "idle=1M", "idle: '1M' is not a time" },
		{ "idle=+", "idle: '+' is not a time" },
		{ "key=0x1ffffffff", "key: '0x1ffffffff' is not a key" },
		{ "key=foo", "key: 'foo' is not a key" },
		{ "ns=foo", "ns: 'foo' is not own, a number" },
		{ "ns=@x", "ns: '@x' is not own" },
		{ "user=", "user: '' is not a name or an id" },
		{ "user=99999999999", "user: '99999999999' is not a name" },
		{ "program=", "program: '' is not some text" },
		{ "id=\033[31m", "id: '\\x1b[31m' is not" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct filter filter = { .n = 0 };
		char why[FILTER_WHY] = "";

		if (filter_add(&filter, cases[i][0], 0, why, sizeof(why)))
			fail_msg("accepted: %s", cases[i][0]);
		if (!strstr(why, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], why);
		filter_free(&filter);
	}
}

static void numbers_do_not_wrap(void **state)
{
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY];

	(void)state;
	assert_true(filter_add(&filter, "mem=+99999999T", 0, why, sizeof(why)));
	assert_true(filter.tests[0].v[0].low == UINT64_MAX);
	assert_true(filter_add(&filter, "size=-99999999999999999999", 0, why,
			       sizeof(why)));
	assert_true(filter.tests[1].v[0].high == UINT64_MAX);
	filter_free(&filter);
}

static void there_is_an_end(void **state)
{
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY];

	(void)state;
	for (int i = 0; i < FILTER_TESTS; i++)
		assert_true(filter_add(&filter, "id=1", 0, why, sizeof(why)));
	assert_false(filter_add(&filter, "id=1", 0, why, sizeof(why)));
	assert_non_null(strstr(why, "more than 32 filters"));
	filter_free(&filter);
}

static void namespaces_are_chosen(void **state)
{
	const struct snapshot *snap = *state;
	const struct rec_list *list = &snap->list[KIND_NS];
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY];

	assert_false(filter_add(&filter, "user=root", FILTER_OF_NS, why,
				sizeof(why)));
	assert_non_null(strstr(why, "namespaces are shown here"));
	assert_true(filter_add(&filter, "ns=own,@4300", FILTER_OF_NS, why,
			       sizeof(why)));
	assert_true(filter_resolve(&filter, snap, false, why, sizeof(why)));
	for (size_t i = 0; i < list->n; i++)
		assert_true(filter_match_ns(&filter, list->v[i]));
	filter_free(&filter);
	assert_true(
		filter_add(&filter, "ns=own", FILTER_OF_NS, why, sizeof(why)));
	assert_true(filter_match_ns(&filter, list->v[0]));
	assert_false(filter_match_ns(&filter, list->v[1]));
	filter_free(&filter);
}

static void who_does_not_exist_is_told(void **state)
{
	static const char *const cases[][2] = {
		{ "user=nobody-of-that-name",
		  "there is no user 'nobody-of-that-name'" },
		{ "group=no-such-group", "there is no group 'no-such-group'" },
		{ "ns=@999999", "does not tell where this process ran" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct filter filter = { .n = 0 };
		char why[FILTER_WHY] = "";

		assert_true(
			filter_add(&filter, cases[i][0], 0, why, sizeof(why)));
		assert_false(filter_resolve(&filter, *state, false, why,
					    sizeof(why)));
		if (!strstr(why, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], why);
		filter_free(&filter);
	}
}

static void what_is_needed_is_known(void **state)
{
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY];

	(void)state;
	assert_int_equal(filter_flags(NULL), 0);
	assert_int_equal(filter_kinds(NULL), OBJECT_KINDS);
	assert_true(filter_match(NULL, NULL));
	assert_true(filter_add(&filter, "kind=sem,msg", 0, why, sizeof(why)));
	assert_true(filter_add(&filter, "kind=msg,shm", 0, why, sizeof(why)));
	assert_int_equal(filter_kinds(&filter), 1U << KIND_MSG);
	assert_int_equal(filter_flags(&filter), 0);
	assert_true(filter_add(&filter, "cgroup=x", 0, why, sizeof(why)));
	assert_int_equal(filter_flags(&filter),
			 FILTER_BY_MODULE | FILTER_BY_USERS);
	filter_free(&filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(filters_choose, load_snapshot,
						free_snapshot),
		cmocka_unit_test(cgroups_are_named),
		cmocka_unit_test(wrong_words_are_told),
		cmocka_unit_test(numbers_do_not_wrap),
		cmocka_unit_test(there_is_an_end),
		cmocka_unit_test_setup_teardown(namespaces_are_chosen,
						load_snapshot, free_snapshot),
		cmocka_unit_test_setup_teardown(who_does_not_exist_is_told,
						load_snapshot, free_snapshot),
		cmocka_unit_test(what_is_needed_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
