// SPDX-License-Identifier: GPL-2.0
/*
 * What clean plans to remove, from texts of snapshots.
 */
#include "findings/plan.h"
#include "records/parse.h"
#include "unit.h"

static char *replaced(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);
	char *out;

	assert_non_null(at);
	assert_true(asprintf(&out, "%.*s%s%s", (int)(at - text), text, new,
			     at + strlen(old)) > 0);
	return out;
}

static struct snapshot *parsed(const char *text)
{
	struct parser *p = parse_new("text");
	struct snapshot *snap;

	parse_feed(p, text, strlen(text));
	snap = parse_finish(p);
	if (!snap)
		print_message("%s\n", p->msg);
	assert_non_null(snap);
	parse_free(p);
	return snap;
}

/* The example has an orphan, shm:0, and an array that nobody can judge, sem:3. */
static struct snapshot *example(const char *old, const char *new)
{
	size_t len;
	char *text = read_data("abi-example.txt", &len);
	char *other = replaced(text, old, new);
	struct snapshot *snap = parsed(other);

	free(text);
	free(other);
	return snap;
}

static size_t planned(const char *old, const char *new, const char *filters[])
{
	struct filter filter = { .n = 0 };
	struct choice choice = { .kinds = OBJECT_KINDS, .filter = &filter };
	struct snapshot *snap = example(old, new);
	char why[FILTER_WHY];
	struct plan plan;
	size_t n;

	for (; filters && *filters; filters++)
		assert_true(filter_add(&filter, *filters, 0, why, sizeof(why)));
	assert_true(filter_resolve(&filter, snap, false, why, sizeof(why)));
	plan_make(&plan, snap, &choice, SIZE_MAX);
	n = plan.n;
	plan_free(&plan);
	filter_free(&filter);
	snapshot_free(snap);
	return n;
}

#define FILTERS(...) ((const char *[]){ __VA_ARGS__, NULL })

static void test_eligible(void **state)
{
	static const char *const never[] = { "in-use", "held",	  "idle",
					     "young",  "unknown", "new-word" };
	char verdict[32];

	(void)state;
	assert_int_equal(planned("grace", "grace", NULL), 1);
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
		snprintf(verdict, sizeof(verdict), "verdict=%s", never[i]);
		assert_int_equal(planned("verdict=orphan", verdict, NULL), 0);
	}
	assert_int_equal(planned("verdict=unknown", "verdict=unclaimed", NULL),
			 1);
	assert_int_equal(planned("verdict=unknown", "verdict=unclaimed",
				 FILTERS("verdict=unclaimed")),
			 1);
	assert_int_equal(planned("verdict=unknown", "verdict=suspect",
				 FILTERS("verdict=suspect,orphan")),
			 2);
	/* A filter that fits by another word does not name the verdict. */
	assert_int_equal(planned("verdict=unknown", "verdict=suspect",
				 FILTERS("kind=sem")),
			 0);
}

static void test_in_use(void **state)
{
	(void)state;
	assert_int_equal(planned(" nattch=0", " nattch=1", NULL), 0);
	assert_int_equal(planned(" maps=0", " maps=1", NULL), 0);
	assert_int_equal(planned("capped=0", "capped=1", NULL), 0);
	assert_int_equal(planned("flags=-", "flags=dest", NULL), 0);
	assert_int_equal(planned("flags=-", "flags=locked,dest", NULL), 0);
	assert_int_equal(planned("flags=-", "flags=locked", NULL), 1);
	assert_int_equal(planned("dtime=1699990001", "dtime=-", NULL), 0);
}

/* Who is stopped may come back; an old module does not know of them. */
static void test_stopped(void **state)
{
	static const char judged[] =
		"verdict=unknown reasons=creator-unknown,never-operated,public-key,owner-has-processes,nobody-known reclaim=0 stopped=0";

	(void)state;
	assert_int_equal(planned(judged,
				 "verdict=orphan reasons=- reclaim=0 stopped=0",
				 NULL),
			 2);
	assert_int_equal(
		planned(judged, "verdict=orphan reasons=- reclaim=0", NULL), 1);
}

static void test_namespaces(void **state)
{
	(void)state;
	assert_int_equal(planned("self=1", "self=0", NULL), 0);
	assert_int_equal(planned("self=1", "self=0", FILTERS("ns=4026531839")),
			 1);
	assert_int_equal(planned("self=1", "self=0", FILTERS("ns=own")), 0);
}

static void test_refuses(void **state)
{
	struct filter filter = { .n = 0 };
	char why[FILTER_WHY];

	(void)state;
	assert_null(plan_refuses(&filter));
	assert_true(filter_add(&filter, "kind=sem", 0, why, sizeof(why)));
	assert_true(filter_add(&filter, "verdict=orphan,unclaimed,suspect", 0,
			       why, sizeof(why)));
	assert_null(plan_refuses(&filter));
	assert_true(filter_add(&filter, "verdict=orphan,idle", 0, why,
			       sizeof(why)));
	assert_string_equal(plan_refuses(&filter), "idle");
	filter_free(&filter);
}

/* Every number that STAT has is compared. */
static void test_looks(void **state)
{
	static const enum kind kinds[] = { KIND_SHM, KIND_SEM, KIND_MSG };

	(void)state;
	for (int k = 0; k < 3; k++) {
		uint32_t needed = looks_needed(kinds[k]);

		for (int i = 0; i < LOOK_NUMBERS; i++) {
			struct looks a = { .known = needed };
			struct looks b = a;
			bool has = needed & LOOK_BIT(i);
			int expected = has ? i : LOOK_SAME;

			assert_int_equal(looks_differ(&a, &b, kinds[k], 0),
					 LOOK_SAME);
			b.num[i] = 1;
			assert_int_equal(looks_differ(&a, &b, kinds[k], 0),
					 expected);
			assert_int_equal(looks_differ(&a, &b, kinds[k],
						      LOOK_BIT(i)),
					 LOOK_SAME);
			b = a;
			b.known &= ~LOOK_BIT(i);
			assert_int_equal(looks_differ(&a, &b, kinds[k], 0),
					 expected);
			assert_non_null(look_name(i));
		}
	}
	assert_string_equal(look_name(LOOK_SEMS), "its semaphores");
}

static void test_semaphores(void **state)
{
	struct look_sem v[] = { { 1, 0 }, { 2, 5 } };
	struct look_sem w[] = { { 1, 0 }, { 2, 5 } };
	struct look_sem x[] = { { 0, 0 } };
	struct look_sem y[] = { { 1, 0 }, { 2, 6 } };
	struct looks a = { looks_needed(KIND_SEM), { 0 }, v, 2 };
	struct looks b = { looks_needed(KIND_SEM), { 0 }, w, 2 };

	(void)state;
	assert_int_equal(looks_differ(&a, &b, KIND_SEM, 0), LOOK_SAME);
	b.sems = y;
	assert_int_equal(looks_differ(&a, &b, KIND_SEM, 0), LOOK_SEMS);
	/* Only the first ones are in a snapshot where there are many. */
	a.nsems = 1;
	assert_int_equal(looks_differ(&a, &b, KIND_SEM, 0), LOOK_SAME);
	b.sems = x;
	b.nsems = 1;
	assert_int_equal(looks_differ(&a, &b, KIND_SEM, 0), LOOK_SEMS);
}

/* What a plan says of its one object after it was looked up in another. */
static void still(const char *old, const char *new, const char *why)
{
	struct choice choice = { .kinds = OBJECT_KINDS };
	struct snapshot *snap = example("grace", "grace");
	struct snapshot *later = example(old, new);
	struct plan_item *item;
	const struct rec *found;
	struct plan plan;

	plan_make(&plan, snap, &choice, SIZE_MAX);
	assert_int_equal(plan.n, 1);
	item = plan.v;
	plan_look_up(&(struct plan_some){ &item, 1 }, later, &found);
	assert_int_equal(plan_still(plan.v, found, &choice, 0), !why);
	if (why)
		assert_string_equal(plan.v->why, why);
	plan_free(&plan);
	snapshot_free(snap);
	snapshot_free(later);
}

static void test_still(void **state)
{
	(void)state;
	still("grace", "grace", NULL);
	still("shm ns=4026531839 id=0", "shm ns=4026531839 id=1",
	      "it is gone, or not judged so any more");
	still("verdict=orphan", "verdict=suspect", "it is judged suspect now");
	still("verdict=orphan", "verdict=young", "it is judged young now");
	still(" nattch=0", " nattch=2", "it is in use");
	still("lpid=812", "lpid=813", "its last user changed");
	still("inum=4026531839", "inum=4026531838",
	      "its namespace is another one now");
	still("self=1", "self=0", "its namespace is another one now");
}

/* Is what fits filters in a plan kept because of them, by what is there later? */
static bool fits(const char *filter, const char *old, const char *new,
		 int64_t now)
{
	struct filter asked = { .n = 0 };
	struct choice choice = { .kinds = OBJECT_KINDS, .filter = &asked };
	struct snapshot *snap = example("grace", "grace");
	struct snapshot *later = example(old, new);
	struct plan_item *item;
	const struct rec *found;
	char why[FILTER_WHY];
	struct plan plan;
	bool ok;

	assert_true(filter_add(&asked, filter, 0, why, sizeof(why)));
	assert_true(filter_resolve(&asked, snap, false, why, sizeof(why)));
	plan_make(&plan, snap, &choice, SIZE_MAX);
	assert_int_equal(plan.n, 1);
	item = plan.v;
	plan_look_up(&(struct plan_some){ &item, 1 }, later, &found);
	ok = plan_still(plan.v, found, &choice, now);
	if (!ok)
		assert_string_equal(plan.v->why,
				    "it does not fit the filters any more");
	plan_free(&plan);
	filter_free(&asked);
	snapshot_free(snap);
	snapshot_free(later);
	return ok;
}

static void test_filters_later(void **state)
{
	(void)state;
	assert_true(fits("reason=owner-gone", "grace", "grace", 0));
	assert_false(fits("reason=owner-gone", ",owner-gone", "", 0));
	/* What was old enough when it was planned is touched in the future now. */
	assert_true(fits("idle=+1s", "grace", "grace", INT64_MAX));
	assert_false(fits("idle=+1s", "grace", "grace", 1));
	assert_true(fits("mem=+1", "grace", "grace", 0));
	assert_false(fits("mem=+1", " rss=65536 swap=0", " rss=0 swap=0", 0));
}

/* What is logged is what the later snapshot says, and fit for a log. */
static void test_verdict(void **state)
{
	struct choice choice = { .kinds = OBJECT_KINDS };
	struct snapshot *snap =
		example("reasons=nattch0", "reasons=nattch0\\012fake\\033[31m");
	struct snapshot *later = example("grace", "grace");
	struct plan_item *item;
	const struct rec *found;
	struct plan plan;

	(void)state;
	plan_make(&plan, snap, &choice, SIZE_MAX);
	assert_int_equal(plan.n, 1);
	item = plan.v;
	plan_look_up(&(struct plan_some){ &item, 1 }, later, &found);
	assert_true(plan_still(plan.v, found, &choice, 0));
	assert_string_equal(plan.v->verdict, "orphan");
	assert_null(strstr(plan.v->reasons, "fake"));
	assert_non_null(strstr(plan.v->reasons, "nattch0,not-dest"));
	assert_true(plan_still(plan.v, plan.v->rec, &choice, 0));
	assert_non_null(strstr(plan.v->reasons, "nattch0\\x0afake\\x1b[31m"));
	plan_free(&plan);
	snapshot_free(snap);
	snapshot_free(later);
}

/* A rule keeps an object out of a plan, and what is in one from being removed. */
static void test_rules(void **state)
{
	struct snapshot *snap = example("grace", "grace");
	struct rules rules = { .n = 0 };
	struct choice choice = { .kinds = OBJECT_KINDS };
	struct plan plan;
	char why[FILTER_WHY];

	(void)state;
	assert_true(rules_add(&rules, "kind=sem : keep : No.", "x:1", 9, why,
			      sizeof(why)));
	assert_true(rules_add(&rules, "kind=shm : explain : Hm.", "x:2", 9, why,
			      sizeof(why)));
	choice.rules = &rules;
	plan_make(&plan, snap, &choice, SIZE_MAX);
	assert_int_equal(plan.n, 1);
	assert_int_equal(plan.ruled, 0);
	assert_true(plan_still(plan.v, plan.v->rec, &choice, 0));
	assert_true(rules_add(&rules, "kind=shm : keep : Yes.", "x:3", 9, why,
			      sizeof(why)));
	assert_false(plan_still(plan.v, plan.v->rec, &choice, 0));
	assert_string_equal(plan.v->why, "a rule says to keep it: Yes.");
	plan_free(&plan);
	plan_make(&plan, snap, &choice, SIZE_MAX);
	assert_int_equal(plan.n, 0);
	assert_int_equal(plan.ruled, 1);
	assert_string_equal(plan.hits[2].rule->sentence, "Yes.");
	plan_free(&plan);
	rules_free(&rules);
	snapshot_free(snap);
}

static void test_limit(void **state)
{
	struct choice choice = { .kinds = OBJECT_KINDS };
	struct snapshot *snap = example("grace", "grace");
	struct plan plan;
	uint64_t bytes;

	(void)state;
	plan_make(&plan, snap, &choice, 0);
	assert_int_equal(plan.n, 0);
	assert_int_equal(plan.over, 1);
	plan_free(&plan);
	plan_make(&plan, snap, &choice, 1);
	assert_int_equal(plan_count(&plan, OUTCOME_PLANNED, &bytes), 1);
	assert_int_equal(bytes, 65536);
	assert_int_equal(plan_count(&plan, OUTCOME_KEPT, &bytes), 0);
	assert_int_equal(bytes, 0);
	plan_free(&plan);
	snapshot_free(snap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eligible),
		cmocka_unit_test(test_in_use),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_namespaces),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_semaphores),
		cmocka_unit_test(test_still),
		cmocka_unit_test(test_filters_later),
		cmocka_unit_test(test_verdict),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
