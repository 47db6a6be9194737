// SPDX-License-Identifier: GPL-2.0
/*
 * From values to the text of cells.
 */
#include "unit.h"

#include "findings/words.h"
#include "view/cells.h"
#include "view/columns.h"
#include "base/names.h"
#include "records/parse.h"

static const struct style table = { .format = FORMAT_TABLE,
				    .escape = ESCAPE_UTF8,
				    .now = 1700000000 };
static const struct style raw = { .format = FORMAT_RAW, .now = 1700000000 };
static const struct style json = { .format = FORMAT_JSON, .now = 1700000000 };
static const struct style csv = { .format = FORMAT_CSV, .now = 1700000000 };

static int load(void **state, const char *name)
{
	struct parser *p = parse_new("test");
	size_t len;
	char *text = read_data(name, &len);

	parse_feed(p, text, len);
	*state = parse_finish(p);
	parse_free(p);
	free(text);
	return !*state;
}

static int load_snapshot(void **state)
{
	return load(state, "mixed.txt");
}

static int load_uses(void **state)
{
	return load(state, "uses.txt");
}

static int load_verdicts(void **state)
{
	return load(state, "verdicts.txt");
}

static int free_snapshot(void **state)
{
	snapshot_free(*state);
	names_free();
	return 0;
}

static void expect(const struct style *style, const struct rec *rec,
		   const char *column, const char *want)
{
	int c = column_find(column, OBJECT_KINDS | 1U << rec->kind);
	struct buf b = { 0 };

	if (c < 0)
		fail_msg("no column %s", column);
	cell(&b, style, rec, c);
	assert_string_equal(buf_string(&b), want);
	buf_free(&b);
}

static void each_format_has_its_text(void **state)
{
	const struct snapshot *snap = *state;
	const struct rec *shm = snap->list[KIND_SHM].v[0];
	const struct rec *ns = snap->list[KIND_NS].v[0];

	expect(&table, shm, "size", "12M");
	expect(&raw, shm, "size", "12582912");
	expect(&json, shm, "size", "12582912");
	expect(&json, ns, "shmmax", "18446744073692774399");
	expect(&json, ns, "shmall", "18446744073709551615");
	expect(&table, shm, "plain", "yes");
	expect(&raw, shm, "plain", "1");
	expect(&json, shm, "plain", "true");
	expect(&json, ns, "changed", "true");
	expect(&json, shm, "mode", "\"0600\"");
	expect(&json, shm, "key", "\"0x00000000\"");
	expect(&table, shm, "key", "private");
	expect(&csv, shm, "key", "0x00000000");
	expect(&csv, shm, "ccomm", "sleep");
	expect(&csv, shm, "flags", "");
	expect(&csv, shm, "reasons",
	       "\"nattch0,not-dest,creator-pid-reused,last-pid-reused,private-key,owner-gone\"");
	expect(&table, shm, "object", "shm:5");
	expect(&json, shm, "own", "true");
	expect(&table, shm, "mem", "12M");
	expect(&json, shm, "mem", "12582912");
	expect(&table, shm, "idle", "2h46m");
	expect(&raw, shm, "idle", "9999");
	expect(&json, shm, "flags", "[]");
	expect(&json, snap->list[KIND_SHM].v[1], "flags", "[\"locked\"]");
	expect(&json, snap->list[KIND_SHM].v[2], "reasons",
	       "[\"attached\",\"dest\"]");
}

static void unknown_is_not_a_value(void **state)
{
	const struct snapshot *snap = *state;
	const struct rec *foreign = snap->list[KIND_SHM].v[5];
	const struct rec *sem = snap->list[KIND_SEM].v[0];

	expect(&table, foreign, "cpid", "?");
	expect(&json, foreign, "cpid", "null");
	expect(&table, sem, "lpid", "-");
	expect(&json, sem, "lpid", "null");
	expect(&json, sem, "lcomm", "null");
	expect(&json, sem, "size", "null");
	expect(&table, sem, "otime", "never");
}

static void processes_are_told_in_words(void **state)
{
	const struct snapshot *snap = *state;
	struct rec *const *shm = snap->list[KIND_SHM].v;

	expect(&table, shm[0], "creator",
	       "812 (exited; PID now used by sleep)");
	expect(&table, shm[1], "creator", "900 (exited)");
	expect(&table, shm[1], "last-user",
	       "901 evil\\x1b[31m\\x0a\\xff\303\251 (zombie)");
	expect(&table, shm[2], "creator", "1000 postgres");
	expect(&table, shm[4], "creator", "1002 (exited; family alive)");
	expect(&table, shm[3], "last-user", "-");
	expect(&table, shm[5], "creator", "? (exited)");
	expect(&table, snap->list[KIND_MSG].v[0], "last-user", "77 (exited)");
}

static void reasons_are_told_in_words(void **state)
{
	const struct snapshot *snap = *state;
	struct rec *shm = snap->list[KIND_SHM].v[0];

	expect(&json, shm, "why", "\"owner runs nothing, all users exited\"");
	expect(&table, snap->list[KIND_SHM].v[1], "why",
	       "all users exited, locked");
	rec_set_str(shm, F_REASONS,
		    "a-new-word,nattch0,\033x,not-dest,last-dead,last-dead");
	expect(&table, shm, "why", "last user exited, a-new-word, \\x1bx");
	expect(&raw, shm, "why",
	       "last\\x20user\\x20exited,\\x20a-new-word,\\x20\\x1bx");
	rec_forget(shm, F_REASONS);
	expect(&json, shm, "why", "null");
}

static void uses_are_told_in_words(void **state)
{
	struct snapshot *snap = *state;
	struct rec **user = snap->list[KIND_USER].v;
	static const struct {
		const char *wanted, *want;
	} receives[] = {
		{ "any", "any type, at most 8192 bytes" },
		{ "equal", "type -5, at most 8192 bytes" },
		{ "not-equal", "any type but -5, at most 8192 bytes" },
		{ "less-equal", "types up to -5, at most 8192 bytes" },
		{ "number", "message number -5, at most 8192 bytes" },
	};

	expect(&table, user[0], "details", "2 writable, 1 read-only");
	expect(&table, user[1], "details", "1 read-only");
	expect(&json, user[1], "pid", "null");
	expect(&table, user[1], "pid", "?");
	expect(&table, user[2], "details", "1 writable");
	expect(&table, user[3], "details",
	       "semaphore 0, operation -1 (one of 3), asleep for 12s");
	expect(&table, user[4], "details", "semaphore 1, operation 0");
	expect(&table, user[5], "details",
	       "its exit would add 0:-1, 2:5 and 1 more; shared by 2 processes");
	expect(&raw, user[6], "use", "send");
	expect(&json, user[5], "adj", "[\"0:-1\",\"2:5\"]");
	rec_set_str(user[5], F_ADJ, ",a,,");
	expect(&json, user[5], "adj", "[\"\",\"a\",\"\"]");

	rec_set_num(user[5], F_ADJUSTED, 0);
	rec_set_num(user[5], F_SHARERS, 1);
	rec_set_str(user[5], F_ADJ, "");
	expect(&table, user[5], "details", "nothing to undo");
	rec_forget(user[5], F_ADJUSTED);
	expect(&table, user[5], "details", "adjustments not known");

	rec_set_num(user[7], F_MSGTYPE, -5);
	rec_forget(user[7], F_SLEPT);
	for (size_t i = 0; i < sizeof(receives) / sizeof(receives[0]); i++) {
		rec_set_str(user[7], F_WANTED, receives[i].wanted);
		expect(&table, user[7], "details", receives[i].want);
	}
	rec_set_str(user[7], F_KIND, "something-new");
	expect(&table, user[7], "details", "-");
	expect(&json, user[7], "details", "null");
}

static void stopped_tasks_are_told(void **state)
{
	struct snapshot *snap = *state;
	struct rec **user = snap->list[KIND_USER].v;

	expect(&table, user[0], "details", "1 writable");
	expect(&table, user[2], "details", "inside semop(), stopped for 5s");
	expect(&table, user[3], "details", "inside msgrcv(), stopped");
	expect(&json, user[2], "stopped", "true");
	expect(&json, user[0], "stopped", "null");
	expect(&json, snap->list[KIND_SEM].v[1], "stopped", "1");
	expect(&table, snap->list[KIND_SEM].v[1], "undoing", "no");

	rec_set_num(user[2], F_NUM, 1);
	rec_set_num(user[2], F_OP, -1);
	expect(&table, user[2], "details",
	       "semaphore 1, operation -1, stopped for 5s");
	rec_forget(user[2], F_NUM);
	rec_set_num(user[2], F_STOPPED, 0);
	expect(&table, user[2], "details", "inside semop(), asleep for 5s");
	rec_set_str(user[3], F_KIND, "send");
	expect(&table, user[3], "details", "inside msgsnd(), stopped");
}

static void processes_that_count_as_others_are_told(void **state)
{
	struct snapshot *snap = *state;
	struct rec *const *shm = snap->list[KIND_SHM].v;

	expect(&table, shm[9], "last-user", "77 kworker/0:1 (kernel thread)");
	expect(&table, shm[6], "creator",
	       "950 worker (zombie; its parent is alive)");
	/* A zombie of which that is not known. */
	rec_set_str(shm[6], F_REASONS, "nattch0,creator-dead");
	expect(&table, shm[6], "creator", "950 worker (zombie)");
	expect(&table, shm[7], "fkey", "0x0052e2c1");
	expect(&json, shm[0], "fkey", "null");
}

/* The queue that is nearest to its own limit, where that is known. */
static void the_fullest_queue_has_its_own_limit(void **state)
{
	struct snapshot *snap = *state;
	struct rec *ns = snap->list[KIND_NS].v[0];

	expect(&table, ns, "msgmnb%", "76.92%");
	rec_set_num(ns, F_MSGFULLLIMIT, 0);
	expect(&table, ns, "msgmnb%", "-");
	rec_forget(ns, F_MSGFULLLIMIT);
	expect(&table, ns, "msgmnb%", "0.61%");
}

static void per_cent_are_cut_not_rounded(void **state)
{
	struct snapshot *snap = *state;
	struct rec *ns = snap->list[KIND_NS].v[0];

	expect(&table, ns, "shmmni%", "75.00%");
	expect(&json, ns, "shmmni%", "75.00");
	expect(&raw, ns, "msgmni%", "3.12");
	rec_set_num(ns, F_SHMMNI, 3);
	rec_set_num(ns, F_SHM, 2);
	expect(&table, ns, "shmmni%", "66.66%");
	rec_set_num(ns, F_SHM, 4);
	expect(&table, ns, "shmmni%", "133.33%");
	rec_set_num(ns, F_SHMMNI, 0);
	expect(&table, ns, "shmmni%", "-");
	expect(&json, ns, "shmmni%", "null");
	rec_set_num(ns, F_SHMALL, UINT64_MAX);
	rec_set_num(ns, F_SHMPAGES, 1);
	expect(&table, ns, "shmall%", "<0.01%");
	expect(&json, ns, "shmall%", "0.00");
	rec_set_num(ns, F_SHMPAGES, UINT64_MAX);
	expect(&table, ns, "shmall%", "100.00%");
	rec_set_num(ns, F_SHMALL, 1);
	expect(&json, ns, "shmall%", "184467440737095516.15");
	rec_forget(ns, F_SHMLARGEST);
	expect(&table, ns, "shmmax%", "-");
}

/* Every reason that docs/verdicts.md lists has words. */
static void every_documented_reason_has_words(void **state)
{
	FILE *f = fopen("../../docs/verdicts.md", "r");
	bool in_table = false;
	char line[1024];
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		char *end;

		if (!strncmp(line, "## ", 3))
			in_table = !strcmp(line, "## Reasons\n");
		if (!in_table || strncmp(line, "| `", 3))
			continue;
		end = strchr(line + 2, '|');
		assert_non_null(end);
		*end = '\0';
		for (char *w = strtok(line + 2, " `,"); w;
		     w = strtok(NULL, " `,")) {
			const struct reason_word *word =
				reason_word_find(w, strlen(w));

			if (!word || !*word->meaning)
				fail_msg("no words for %s", w);
			n++;
		}
	}
	fclose(f);
	assert_true(n > 20);
}

/* The example of docs/abi.md has known keys only, and all that are required. */
static void keys_agree_with_the_example(void **state)
{
	size_t len;
	char *text, *line, *save;

	(void)state;
	text = read_data("abi-example.txt", &len);
	for (line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *save_word, *word = strtok_r(line, " ", &save_word);
		const struct key *keys;
		enum kind k = 0;
		size_t n, known = 0;

		while (strcmp(word, kind_name(k)))
			k++;
		if (k == KIND_HEADER)
			strtok_r(NULL, " ", &save_word);
		keys = kind_keys(k, &n);
		while ((word = strtok_r(NULL, " ", &save_word))) {
			size_t i = 0;

			*strchr(word, '=') = '\0';
			while (i < n && strcmp(word, keys[i].name))
				i++;
			if (i == n)
				fail_msg("%s: unknown key %s", kind_name(k),
					 word);
			known++;
		}
		/* Of a whole snapshot, no part is named. */
		assert_int_equal(known, n - (k == KIND_HEADER));
	}
	free(text);
}

/* Every key in the tables of docs/abi.md is known. */
static void documented_keys_are_known(void **state)
{
	FILE *f = fopen("../../docs/abi.md", "r");
	bool in_format = false, pids = false;
	char line[4096];
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		char *end, *save;

		if (!strncmp(line, "### ", 4)) {
			in_format = true;
			pids = !strcmp(line, "### Pids\n") ||
			       !strcmp(line, "### Who did something\n");
		} else if (!strncmp(line, "## ", 3)) {
			in_format = false;
		}
		if (!in_format || pids || strncmp(line, "| `", 3))
			continue;
		end = strchr(line + 2, '|');
		assert_non_null(end);
		*end = '\0';
		for (char *w = strtok_r(line + 2, " `,", &save); w;
		     w = strtok_r(NULL, " `,", &save)) {
			int i = 0;

			while (i < FIELDS && strcmp(w, field_name(i)))
				i++;
			if (i == FIELDS)
				fail_msg("unknown key %s", w);
			n++;
		}
	}
	fclose(f);
	assert_true(n > 90);
}

static void names_are_found_among_many(void **state)
{
	(void)state;
	for (uint32_t uid = 100000; uid < 100500; uid++)
		names_user(uid);
	assert_string_equal(names_user(0), "root");
	assert_string_equal(names_group(0), "root");
	assert_null(names_user(4294967294));
	names_free();
	assert_string_equal(names_user(0), "root");
}

#define with_snapshot(test) \
	cmocka_unit_test_setup_teardown(test, load_snapshot, free_snapshot)

#define with_verdicts(test) \
	cmocka_unit_test_setup_teardown(test, load_verdicts, free_snapshot)

int main(void)
{
	const struct CMUnitTest tests[] = {
		with_snapshot(each_format_has_its_text),
		with_snapshot(unknown_is_not_a_value),
		with_snapshot(processes_are_told_in_words),
		with_snapshot(reasons_are_told_in_words),
		cmocka_unit_test_setup_teardown(uses_are_told_in_words,
						load_uses, free_snapshot),
		with_verdicts(stopped_tasks_are_told),
		with_verdicts(processes_that_count_as_others_are_told),
		with_verdicts(the_fullest_queue_has_its_own_limit),
		cmocka_unit_test_setup_teardown(per_cent_are_cut_not_rounded,
						load_uses, free_snapshot),
		cmocka_unit_test(every_documented_reason_has_words),
		cmocka_unit_test(keys_agree_with_the_example),
		cmocka_unit_test(documented_keys_are_known),
		with_snapshot(names_are_found_among_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
