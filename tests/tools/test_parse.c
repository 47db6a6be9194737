// SPDX-License-Identifier: GPL-2.0
/*
 * Good snapshots are read in full, bad ones are refused with the place.
 */
#include "unit.h"

#include <ctype.h>

#include "records/parse.h"

static char error[512];

/* Reads a text in pieces of the given size; 0: at once. */
static struct snapshot *parse(const char *text, size_t len, size_t piece)
{
	struct parser *p = parse_new("test");
	struct snapshot *snap;

	assert_non_null(p);
	if (!piece)
		piece = len;
	for (size_t at = 0; at < len; at += piece) {
		size_t n = len - at < piece ? len - at : piece;

		if (!parse_feed(p, text + at, n))
			break;
	}
	snap = parse_finish(p);
	assert_true(snap || p->failed);
	snprintf(error, sizeof(error), "%s", p->msg);
	assert_true(snap ? !*error : !strncmp(error, "test", 4));
	parse_free(p);
	return snap;
}

/* The text with one occurrence of a part replaced. */
static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	char *out = NULL;

	assert_non_null(at);
	assert_true(asprintf(&out, "%.*s%s%s", (int)(at - text), text, to,
			     at + strlen(from)) > 0);
	return out;
}

static void refused(const char *text, size_t len, const char *want)
{
	struct snapshot *snap = parse(text, len, 0);

	snapshot_free(snap);
	if (snap)
		fail_msg("accepted; wanted: %s", want);
	assert_string_equal(error, want);
}

struct sample {
	char *text;
	size_t len;
};

static int load_sample(void **state)
{
	struct sample *sample = malloc(sizeof(*sample));

	sample->text = read_data("mixed.txt", &sample->len);
	*state = sample;
	return 0;
}

static int free_sample(void **state)
{
	struct sample *sample = *state;

	free(sample->text);
	free(sample);
	return 0;
}

static void example_of_the_contract_is_read(void **state)
{
	size_t len;
	char *text = read_data("abi-example.txt", &len);
	struct snapshot *snap = parse(text, len, 0);
	struct rec *rec;

	(void)state;
	if (!snap)
		fail_msg("%s", error);
	assert_string_equal(rec_str(snapshot_header(snap), F_KERNEL),
			    "6.1.0-56-cloud-amd64");
	assert_int_equal(rec_num(snapshot_header(snap), F_TIME, 0), 1700000000);
	assert_int_equal(snap->list[KIND_SHM].n, 1);
	rec = snap->list[KIND_SHM].v[0];
	assert_int_equal(rec_num(rec, F_SIZE, 0), 65536);
	assert_int_equal(rec_num(rec, F_MODE, 0), 0600);
	assert_true(rec_is(rec, F_VERDICT, "orphan"));
	assert_ptr_equal(rec_ns(rec), snap->list[KIND_NS].v[0]);
	snapshot_free(snap);
	free(text);
}

static void every_kind_of_value_is_read(void **state)
{
	struct sample *sample = *state;
	struct snapshot *snap = parse(sample->text, sample->len, 0);
	struct rec *ns, *shm, *sem;

	assert_non_null(snap);
	ns = snap->list[KIND_NS].v[0];
	assert_true(rec_num(ns, F_SHMMAX, 0) == 18446744073692774399ULL);
	assert_true(rec_num(ns, F_SHMALL, 0) == UINT64_MAX);
	assert_int_equal(rec_num(ns, F_CHANGED, 0), 1);
	ns = snap->list[KIND_NS].v[1];
	assert_string_equal(rec_str(ns, F_COMM), "cont ainer");
	assert_false(rec_known(ns, F_PID));
	assert_true(rec_hidden(ns, F_PID));
	assert_int_equal(rec_num(ns, F_IPID, 0), 4242);

	shm = snap->list[KIND_SHM].v[1];
	assert_int_equal(rec_num(shm, F_KEY, 0), 0x0052e2c1);
	assert_string_equal(rec_str(shm, F_LCOMM),
			    "evil\033[31m\n\377\303\251");
	assert_null(rec_str(shm, F_CCOMM));
	assert_false(rec_hidden(shm, F_CCOMM));
	assert_string_equal(rec_str(shm, F_FLAGS), "locked");
	sem = snap->list[KIND_SEM].v[0];
	assert_true(rec_num(sem, F_KEY, 0) == 0xffffffff);
	assert_false(rec_known(sem, F_SIZE));
	assert_int_equal(snap->list[KIND_SEMVAL].n, 3);
	assert_int_equal(snap->list[KIND_MSG].n, 1);
	snapshot_free(snap);
}

static void pieces_do_not_matter(void **state)
{
	struct sample *sample = *state;

	for (size_t piece = 1; piece < 300; piece++) {
		struct snapshot *snap = parse(sample->text, sample->len, piece);

		assert_non_null(snap);
		assert_int_equal(snap->list[KIND_SHM].n, 6);
		snapshot_free(snap);
	}
}

static void truncated_anywhere_is_refused(void **state)
{
	struct sample *sample = *state;

	for (size_t len = 0; len < sample->len; len++) {
		/* An own block of memory, so that ASan sees its end. */
		char *text = malloc(len + !len);
		struct snapshot *snap;

		memcpy(text, sample->text, len);
		snap = parse(text, len, 0);
		snapshot_free(snap);
		free(text);
		if (snap)
			fail_msg("accepted when cut at %zu", len);
	}
}

static void any_byte_altered_does_no_harm(void **state)
{
	static const char bytes[] = { 0,   ' ', '\n', '=', '\\',
				      '-', '?', '9',  'a', '\377' };
	struct sample *sample = *state;

	for (size_t at = 0; at < sample->len; at++) {
		char old = sample->text[at];

		for (size_t i = 0; i < sizeof(bytes); i++) {
			sample->text[at] = bytes[i];
			snapshot_free(parse(sample->text, sample->len, 0));
		}
		sample->text[at] = old;
	}
}

static void any_line_dropped_or_doubled_is_refused(void **state)
{
	struct sample *sample = *state;
	char *text = malloc(2 * sample->len + 1);
	char *line = sample->text;

	while (*line) {
		size_t before = line - sample->text;
		char *next = strchr(line, '\n') + 1;
		size_t n = next - line;
		struct snapshot *snap;

		memcpy(text, sample->text, before);
		memcpy(text + before, next, sample->len - before - n);
		snap = parse(text, sample->len - n, 0);
		snapshot_free(snap);
		if (snap)
			fail_msg("accepted without line %.20s", line);

		memcpy(text, sample->text, before + n);
		memcpy(text + before + n, line, sample->len - before);
		snap = parse(text, sample->len + n, 0);
		snapshot_free(snap);
		if (snap)
			fail_msg("accepted with line %.20s doubled", line);
		line = next;
	}
	free(text);
}

static void unknown_keys_and_kinds_are_ignored(void **state)
{
	struct sample *sample = *state;
	char *a = replaced(sample->text, " size=", " new-key=\\040x=y size=");
	char *b = replaced(a, "sem ns=", "novelty ns=1 what ever\nsem ns=");
	char *c = replaced(b, "end ns=2", "end novelty=1 ns=2");
	char *d = replaced(c, "grace=60", "grace=60 boot=abc");
	struct snapshot *snap = parse(d, strlen(d), 0);

	if (!snap)
		fail_msg("%s", error);
	assert_int_equal(snap->list[KIND_SHM].n, 6);
	snapshot_free(snap);
	free(a);
	free(b);
	free(c);
	free(d);
}

/* What the first release did not have yet. */
static void users_and_runs_are_read(void **state)
{
	size_t len;
	char *text = read_data("users.txt", &len);
	struct snapshot *snap = parse(text, len, 0);
	struct rec *rec;

	(void)state;
	if (!snap)
		fail_msg("%s", error);
	assert_int_equal(snap->list[KIND_RUN].n, 2);
	rec = snap->list[KIND_RUN].v[1];
	assert_true((int64_t)rec_num(rec, F_TYPE, 0) == -7);
	assert_int_equal(rec_num(rec, F_FIRST, 0), 1);
	assert_int_equal(snap->list[KIND_USER].n, 3);
	rec = snap->list[KIND_USER].v[1];
	assert_string_equal(rec_str(rec, F_TYPE), "sem");
	assert_true((int64_t)rec_num(rec, F_OP, 0) == -1);
	assert_false(rec_known(rec, F_RO));
	assert_ptr_equal(rec_ns(rec), snap->list[KIND_NS].v[0]);
	assert_string_equal(rec_str(snap->list[KIND_NS].v[0], F_CGROUP),
			    "/init.scope");
	snapshot_free(snap);
	free(text);
}

struct place {
	enum kind kind;
	uint64_t ns;
	uint64_t id;
};

static bool is_at(const void *arg, enum kind kind, uint64_t ns, uint64_t id)
{
	const struct place *place = arg;

	return kind == place->kind && ns == place->ns && id == place->id;
}

static struct snapshot *parse_only(const char *text, const struct place *place)
{
	const struct parse_only only = { .wants = is_at, .arg = place };
	struct parser *p = parse_new("test");
	struct snapshot *snap = NULL;

	p->only = &only;
	if (parse_feed(p, text, strlen(text)))
		snap = parse_finish(p);
	snprintf(error, sizeof(error), "%s", p->msg);
	parse_free(p);
	return snap;
}

static size_t parts(const struct snapshot *snap, enum kind kind)
{
	const struct rec_list *list = &snap->list[kind];

	for (size_t i = 0; i < list->n; i++)
		assert_non_null(rec_whole(list->v[i]));
	return list->n;
}

/* With all that is told of it, and nothing that is told of others. */
static void only_what_is_wanted_is_kept(void **state)
{
	static const struct {
		const char *file;
		struct place place;
		size_t n, values, runs, users, births;
	} cases[] = {
		{ "trouble.txt", { KIND_SEM, 4026531839, 3 }, 1, 1, 0, 3, 0 },
		{ "trouble.txt", { KIND_MSG, 4026531839, 2 }, 1, 0, 1, 1, 0 },
		{ "trouble.txt", { KIND_MSG, 4026532184, 2 }, 0, 0, 0, 0, 0 },
		{ "trouble.txt", { KIND_SHM, 4026531839, 9999 }, 0, 0, 0, 0, 0 },
		{ "lives.txt", { KIND_SHM, 4026531839, 0 }, 1, 0, 0, 0, 1 },
	};
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = read_data(cases[i].file, &len);
		char *more;
		struct snapshot *all = parse(text, len, 0);
		struct snapshot *snap = parse_only(text, &cases[i].place);
		size_t n = 0;

		if (!snap)
			fail_msg("%zu: %s", i, error);
		for (enum kind k = 0; k < KINDS; k++)
			if (OBJECT_KINDS & 1U << k)
				n += snap->list[k].n;
		assert_int_equal(n, cases[i].n);
		assert_int_equal(parts(snap, KIND_SEMVAL), cases[i].values);
		assert_int_equal(parts(snap, KIND_RUN), cases[i].runs);
		assert_int_equal(parts(snap, KIND_USER), cases[i].users);
		assert_int_equal(parts(snap, KIND_BIRTH), cases[i].births);
		assert_int_equal(snap->list[KIND_NS].n, all->list[KIND_NS].n);
		assert_int_equal(snap->list[KIND_RESIDENT].n,
				 all->list[KIND_RESIDENT].n);
		snapshot_free(all);
		snapshot_free(snap);
		/* Those that are passed over are counted all the same. */
		more = replaced(text, "\nshm ns=4026531839 id=0 ",
				"\nnew ns=4026531839 id=0 ");
		assert_null(parse_only(more, &cases[i].place));
		assert_non_null(strstr(error, "but there are"));
		free(more);
		free(text);
	}
}

/* What does not begin as the module writes it is read like any other line. */
static void what_looks_unusual_is_not_passed_over(void **state)
{
	static const char *const bad[] = {
		"id=7 ns=1", "ns= id=7",   "ns=x id=7",
		"ns=1 id=",  "ns=1 id=7x", "ns=99999999999999999999 id=7",
	};
	const struct place none = { KIND_SHM, 0, 0 };
	size_t len;
	char *text = read_data("abi-example.txt", &len);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		for (int user = 0; user < 2; user++) {
			char *line, *more;

			assert_true(asprintf(&line, "\n%s %s\nshm ",
					     user ? "user" : "shm",
					     bad[i]) > 0);
			more = replaced(text, "\nshm ", line);
			assert_null(parse_only(more, &none));
			free(line);
			free(more);
		}
	free(text);
}

static void bad_users_and_runs_are_named(void **state)
{
	static const struct {
		const char *from, *to, *want;
	} cases[] = {
		{ "first=1", "first=0", "test:9: the same run as in line 8" },
		{ "run ns=4026531839 id=2", "run ns=4026531839 id=3",
		  "test:8: msg 3 is not listed" },
		{ "type=sem id=3", "type=sem id=4",
		  "test:11: sem 4 is not listed" },
		{ "type=sem id=3", "type=shm id=3",
		  "test:11: shm 3 is not listed" },
		{ "user ns=4026531839", "user ns=7",
		  "test:10: namespace 7 is not listed" },
		{ "run=2", "run=3", "test:13: run=3, but there are 2" },
		{ "user=3", "user=2", "test:13: user=2, but there are 3" },
		{ "op=-1", "op=-9223372036854775809",
		  "test:11: op: bad value \"-9223372036854775809\"" },
		{ "op=-1", "op=-", NULL },
		{ " tid=51", "", "test:11: tid is missing" },
	};
	size_t len;
	char *text = read_data("users.txt", &len);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *bad = replaced(text, cases[i].from, cases[i].to);

		if (cases[i].want) {
			refused(bad, strlen(bad), cases[i].want);
		} else {
			struct snapshot *snap = parse(bad, strlen(bad), 0);

			if (!snap)
				fail_msg("%s", error);
			snapshot_free(snap);
		}
		free(bad);
	}
	free(text);
}

/* Who lives where came later still. */
static void residents_are_read(void **state)
{
	size_t len;
	char *text = read_data("verdicts.txt", &len);
	struct snapshot *snap = parse(text, len, 0);
	struct rec *rec;

	(void)state;
	if (!snap)
		fail_msg("%s", error);
	assert_int_equal(snap->list[KIND_RESIDENT].n, 4);
	rec = snap->list[KIND_RESIDENT].v[1];
	assert_string_equal(rec_str(rec, F_TYPE), "uid");
	assert_int_equal(rec_num(rec, F_WHO, 0), 33);
	assert_int_equal(rec_num(rec, F_PROCS, 0), 3);
	assert_int_equal(rec_num(rec, F_START, 0), 1699910000);
	assert_ptr_equal(rec_ns(rec), snap->list[KIND_NS].v[0]);
	assert_null(rec_whole(rec));
	rec = snap->list[KIND_USER].v[2];
	assert_int_equal(rec_num(rec, F_STOPPED, 0), 1);
	rec = snap->list[KIND_SHM].v[0];
	assert_int_equal(rec_num(rec, F_MADE, 0), 1699980000);
	assert_false(rec_known(rec, F_FKEY));
	snapshot_free(snap);
	free(text);
}

static void bad_residents_are_named(void **state)
{
	static const struct {
		const char *from, *to, *want;
	} cases[] = {
		{ "resident ns=1 type=uid who=33",
		  "resident ns=1 type=uid who=0",
		  "test:42: the same resident as in line 41" },
		{ "resident ns=1 type=gid who=33",
		  "resident ns=1 type=uid who=33",
		  "test:44: the same resident as in line 42" },
		{ "resident ns=1", "resident ns=7",
		  "test:41: namespace 7 is not listed" },
		{ "resident ns=1 type=uid who=0", "resident ns=1 type=- who=0",
		  "test:41: type must not be \"-\"" },
		{ "type=uid who=33", "type=uid who=-",
		  "test:42: who must not be \"-\"" },
		{ "type=uid who=33", "type=uid who=4294967296",
		  "test:42: who: bad value \"4294967296\"" },
		{ " who=33 procs=3", " who=33", "test:42: procs is missing" },
		{ " resident=4", " resident=3",
		  "test:45: resident=3, but there are 4" },
		{ " resident=4", " resident=-",
		  "test:45: resident must not be \"-\"" },
		{ "stopped=1\nuser", "stopped=2\nuser",
		  "test:37: stopped: bad value \"2\"" },
		{ " populated=1", " populated=2",
		  "test:5: populated: bad value \"2\"" },
		{ " fkey=-", " fkey=7", "test:4: fkey: bad value \"7\"" },
		/* What may be. */
		{ " resident=4", "", NULL },
		{ "type=uid who=33", "type=project who=33", NULL },
		{ " start=1699910000", "", NULL },
		{ " start=1699910000", " start=- new=1", NULL },
	};
	size_t len;
	char *text = read_data("verdicts.txt", &len);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *bad = replaced(text, cases[i].from, cases[i].to);

		if (cases[i].want) {
			refused(bad, strlen(bad), cases[i].want);
		} else {
			struct snapshot *snap = parse(bad, strlen(bad), 0);

			if (!snap)
				fail_msg("%s", error);
			snapshot_free(snap);
		}
		free(bad);
	}
	free(text);
}

/* Each line of the sample without each of its keys in turn. */
static void every_required_key_is_missed(void **state)
{
	struct sample *sample = *state;
	char *text = malloc(sample->len);

	for (size_t at = 0; at < sample->len; at++) {
		size_t n = strcspn(sample->text + at + 1, " \n") + 1;
		struct snapshot *snap;

		if (sample->text[at] != ' ' || isdigit(sample->text[at + 1]))
			continue;
		memcpy(text, sample->text, at);
		memcpy(text + at, sample->text + at + n, sample->len - at - n);
		snap = parse(text, sample->len - n, 0);
		snapshot_free(snap);
		if (snap)
			fail_msg("not missed: %.20s", sample->text + at);
		assert_non_null(strstr(error, " is missing"));
	}
	free(text);
}

static void bad_lines_are_named(void **state)
{
	static const struct {
		const char *from, *to, *want;
	} cases[] = {
		{ "ipcdiag 1 ", "ipcdiag 2 ",
		  "test:1: format version \"2\", only 1 can be read" },
		{ "ipcdiag 1 ", "ipcdiag 1.0 ",
		  "test:1: format version \"1.0\", only 1 can be read" },
		{ "ipcdiag 1 ", "ipcs 1 ",
		  "test:1: not a snapshot of ipcdiag" },
		{ " time=1700000000", "", "test:1: time is missing" },
		{ " size=12582912", "", "test:4: size is missing" },
		{ " size=12582912", " size=1 size=2",
		  "test:4: size is given twice" },
		{ " size=12582912", " size=-1",
		  "test:4: size: bad value \"-1\"" },
		{ " size=12582912", " size=", "test:4: size: bad value \"\"" },
		{ " size=12582912", " size=+1",
		  "test:4: size: bad value \"+1\"" },
		{ " size=12582912", " size=18446744073709551616",
		  "test:4: size: bad value \"18446744073709551616\"" },
		{ " size=12582912", " size=99999999999999999999",
		  "test:4: size: bad value \"99999999999999999999\"" },
		{ " size=12582912", " size=0x10",
		  "test:4: size: bad value \"0x10\"" },
		{ " size=12582912", " size=\033[2J",
		  "test:4: \"size=\\x1b[2J\" is not key=value" },
		{ " size=12582912", " size=?",
		  "test:4: size: bad value \"?\"" },
		{ " size=12582912", "  size=1", "test:4: a space too many" },
		{ " size=12582912", " size",
		  "test:4: \"size\" is not key=value" },
		{ " size=12582912", " =1", "test:4: \"=1\" is not key=value" },
		{ " id=5 ", " id=2147483648 ",
		  "test:4: id: bad value \"2147483648\"" },
		{ " id=5 ", " id=- ", "test:4: id must not be \"-\"" },
		{ " id=5 ", " id=? ", "test:4: id: bad value \"?\"" },
		{ " uid=1000 ", " uid=4294967296 ",
		  "test:4: uid: bad value \"4294967296\"" },
		{ " cpid=812 ", " cpid=2147483648 ",
		  "test:4: cpid: bad value \"2147483648\"" },
		{ " key=0x00000000", " key=0x0000000g",
		  "test:4: key: bad value \"0x0000000g\"" },
		{ " key=0x00000000", " key=0x0",
		  "test:4: key: bad value \"0x0\"" },
		{ " mode=0600", " mode=0800",
		  "test:4: mode: bad value \"0800\"" },
		{ " mode=0600", " mode=600",
		  "test:4: mode: bad value \"600\"" },
		{ " plain=1", " plain=2", "test:4: plain: bad value \"2\"" },
		{ " self=1", " self=01", "test:2: self: bad value \"01\"" },
		{ " changed=1", " changed=2",
		  "test:2: changed: bad value \"2\"" },
		{ " ctime=1699990000", " ctime=9223372036854775808",
		  "test:4: ctime: bad value \"9223372036854775808\"" },
		{ " ctime=1699990000", " ctime=--1",
		  "test:4: ctime: bad value \"--1\"" },
		{ " ccomm=sleep", " ccomm=a\\09", "test:4: ccomm: bad escape" },
		{ " ccomm=sleep", " ccomm=a\\000",
		  "test:4: ccomm: bad escape" },
		{ "shm ns=4026531839 id=5", "shm ns=1 id=5",
		  "test:4: namespace 1 is not listed" },
		{ "shm ns=4026531839 id=7", "shm ns=4026531839 id=5",
		  "test:6: the same shm as in line 4" },
		{ "ns id=4026532290", "ns id=4026531839",
		  "test:3: the same ns as in line 2" },
		{ " num=1 ", " num=0 ",
		  "test:13: the same semval as in line 12" },
		{ "semval ns=4026531839 id=3", "semval ns=4026531839 id=4",
		  "test:12: sem 4 is not listed" },
		{ "end ns=2", "end ns=3", "test:16: ns=3, but there are 2" },
		{ " shm=6 ", " shm=7 ", "test:16: shm=7, but there are 6" },
		{ " semval=3", " semval=2",
		  "test:16: semval=2, but there are 3" },
		{ "msg=1 changed=1\n", "msg=1 changed=0\n",
		  "test:16: changed=0, but there are 1" },
		{ " semval=3", "", "test:16: semval is missing" },
		{ "end ns=2", "end ns=-", "test:16: ns must not be \"-\"" },
		{ "\nend ", "\n\nend ", "test:16: \"\" is no kind of line" },
		{ "\nend ", "\nsh\tm x\nend ",
		  "test:16: \"sh\\x09m\" is no kind of line" },
		{ "\nend ", "\nipcdiag 1\nend ", "test:16: a second header" },
		{ "\nend ", "\nnovelty ",
		  "test:17: cut off: the end line is missing" },
	};
	struct sample *sample = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = replaced(sample->text, cases[i].from, cases[i].to);

		refused(text, strlen(text), cases[i].want);
		free(text);
	}
}

static void what_follows_the_end_is_refused(void **state)
{
	struct sample *sample = *state;
	char *text = NULL;

	assert_true(asprintf(&text, "%s\n", sample->text) > 0);
	refused(text, strlen(text), "test:17: something follows the end line");
	free(text);
	assert_true(asprintf(&text, "%sx", sample->text) > 0);
	refused(text, strlen(text),
		"test:17: cut off in the middle of this line");
	free(text);
}

static void no_snapshot_at_all_is_refused(void **state)
{
	(void)state;
	refused("", 0, "test: empty, not a snapshot of ipcdiag");
	refused("\n", 1, "test:1: not a snapshot of ipcdiag");
	refused("ipcdiag\n", 8, "test:1: not a snapshot of ipcdiag");
	refused("hello", 5, "test:1: not a snapshot of ipcdiag, or cut off");
	refused("ipcdiag 1\n", 10, "test:1: module is missing");
}

static void zero_bytes_are_refused(void **state)
{
	struct sample *sample = *state;
	char *at = strstr(sample->text, "ccomm=sleep");

	assert_non_null(at);
	at[7] = '\0';
	refused(sample->text, sample->len, "test:4: a zero byte");
}

static void long_lines_are_refused(void **state)
{
	struct sample *sample = *state;
	size_t size = sample->len + 2 * PARSE_MAX_LINE;
	char *text = malloc(size);
	char *at = strchr(sample->text, '\n') + 1;
	size_t head = at - sample->text;
	struct snapshot *snap;

	for (size_t n = PARSE_MAX_LINE; n <= PARSE_MAX_LINE + 1; n++) {
		size_t len = head;

		memcpy(text, sample->text, head);
		memset(text + len, 'x', n);
		len += n;
		text[len++] = '\n';
		memcpy(text + len, at, sample->len - head);
		len += sample->len - head;
		if (n == PARSE_MAX_LINE) {
			snap = parse(text, len, 0);
			assert_non_null(snap);
			snapshot_free(snap);
			snap = parse(text, len, 1000);
			assert_non_null(snap);
			snapshot_free(snap);
		} else {
			refused(text, len,
				"test:2: line longer than 4096 bytes");
		}
	}
	free(text);
}

static void too_much_is_refused(void **state)
{
	struct parser *p = parse_new("test");
	struct sample *sample = *state;

	assert_non_null(p);
	assert_int_equal(p->max, PARSE_MAX_TOTAL);
	p->max = sample->len - 1;
	assert_true(parse_feed(p, sample->text, 10));
	assert_false(parse_feed(p, sample->text + 10, sample->len - 10));
	assert_null(parse_finish(p));
	assert_non_null(strstr(p->msg, "test: larger than "));
	assert_false(parse_feed(p, "x", 1));
	parse_free(p);
}

/* Quadratic work would take hours on this. */
static void many_objects_are_read(void **state)
{
	const size_t many = 200000;
	struct sample *sample = *state;
	char *shm = strstr(sample->text, "shm ns=");
	char *rest = strstr(shm, " key=");
	size_t rest_len = strchr(rest, '\n') - rest;
	struct parser *p = parse_new("test");
	struct snapshot *snap;
	char line[PARSE_MAX_LINE];
	int n;

	*strstr(sample->text, "ns id=4026532290") = '\0';
	assert_true(parse_feed(p, sample->text, strlen(sample->text)));
	for (size_t i = 0; i < many; i++) {
		n = snprintf(line, sizeof(line),
			     "shm ns=4026531839 id=%zu%.*s\n", many - i,
			     (int)rest_len, rest);
		assert_true(parse_feed(p, line, n));
	}
	n = snprintf(line, sizeof(line),
		     "end ns=1 shm=%zu sem=0 semval=0 msg=0 changed=1\n", many);
	assert_true(parse_feed(p, line, n));
	snap = parse_finish(p);
	if (!snap)
		fail_msg("%s", p->msg);
	assert_int_equal(snap->list[KIND_SHM].n, many);
	snapshot_free(snap);
	parse_free(p);
}

#define with_sample(test) \
	cmocka_unit_test_setup_teardown(test, load_sample, free_sample)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example_of_the_contract_is_read),
		with_sample(every_kind_of_value_is_read),
		with_sample(pieces_do_not_matter),
		with_sample(truncated_anywhere_is_refused),
		with_sample(any_byte_altered_does_no_harm),
		with_sample(any_line_dropped_or_doubled_is_refused),
		with_sample(unknown_keys_and_kinds_are_ignored),
		cmocka_unit_test(users_and_runs_are_read),
		cmocka_unit_test(only_what_is_wanted_is_kept),
		cmocka_unit_test(what_looks_unusual_is_not_passed_over),
		cmocka_unit_test(bad_users_and_runs_are_named),
		cmocka_unit_test(residents_are_read),
		cmocka_unit_test(bad_residents_are_named),
		with_sample(every_required_key_is_missed),
		with_sample(bad_lines_are_named),
		with_sample(what_follows_the_end_is_refused),
		cmocka_unit_test(no_snapshot_at_all_is_refused),
		with_sample(zero_bytes_are_refused),
		with_sample(long_lines_are_refused),
		with_sample(too_much_is_refused),
		with_sample(many_objects_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
