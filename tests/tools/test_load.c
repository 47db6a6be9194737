// SPDX-License-Identifier: GPL-2.0
/*
 * What is done when the live snapshot cannot be opened.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>

#include "records/load.h"

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

static int open_error;

/* The linker sends calls of open() here. */
int __wrap_open(const char *path, int flags, ...)
{
	size_t len = strlen(path), n = strlen(LOAD_SNAPSHOT);

	if (len < n || strcmp(path + len - n, LOAD_SNAPSHOT))
		return __real_open(path, flags);
	errno = open_error;
	return -1;
}

/* What load() prints when opening the snapshot fails like this. */
static char *messages(int error, struct snapshot **snap)
{
	FILE *old = stderr;
	char *text = NULL;
	size_t len;

	open_error = error;
	stderr = open_memstream(&text, &len);
	assert_non_null(stderr);
	*snap = load(NULL, LOAD_ALL, NULL);
	fclose(stderr);
	stderr = old;
	return text;
}

static void errors_are_not_hidden_by_a_reduced_table(void **state)
{
	static const int errors[] = { EPERM, ENOMEM, EINTR, EIO };

	(void)state;
	setenv("IPCDIAG_TEST_ROOT", "data/loaded", 1);
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		struct snapshot *snap;
		char *text = messages(errors[i], &snap);

		assert_null(snap);
		assert_non_null(strstr(text, strerror(errors[i])));
		assert_non_null(strstr(text, LOAD_SNAPSHOT));
		assert_null(strstr(text, "reduced"));
		free(text);
	}
}

static void no_memory_is_explained(void **state)
{
	struct snapshot *snap;
	char *text = messages(ENOMEM, &snap);

	(void)state;
	assert_non_null(strstr(text, "the kernel has no memory"));
	free(text);
}

static void without_the_module_less_is_known(void **state)
{
	static const int errors[] = { ENOENT, EACCES };
	struct snapshot *snap;
	char *text;

	(void)state;
	setenv("IPCDIAG_TEST_ROOT", "data/proc", 1);
	/* Whether or not one may look into debugfs. */
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		text = messages(errors[i], &snap);
		assert_non_null(strstr(text, "modprobe ipcdiag"));
		assert_non_null(strstr(text, "only what /proc/sysvipc tells"));
		assert_non_null(snap);
		assert_int_equal(snap->source, SOURCE_PROC);
		free(text);
		snapshot_free(snap);
	}
}

static void sysvipc_is_read(void **state)
{
	struct snapshot *snap;
	const struct rec *rec;

	(void)state;
	setenv("IPCDIAG_TEST_ROOT", "data/proc", 1);
	free(messages(ENOENT, &snap));
	assert_non_null(snap);
	assert_int_equal(snap->list[KIND_SHM].n, 3);
	assert_int_equal(snap->list[KIND_SEM].n, 1);
	assert_int_equal(snap->list[KIND_MSG].n, 1);

	rec = snap->list[KIND_NS].v[0];
	assert_true(rec_num(rec, F_SHMMAX, 0) == 18446744073692774399ULL);
	assert_int_equal(rec_num(rec, F_SEMMNI, 0), 32004);
	assert_false(rec_known(rec, F_PROCS));

	/* key -1, nobody attached */
	rec = snap->list[KIND_SHM].v[0];
	assert_true(rec_num(rec, F_KEY, 0) == 0xffffffff);
	assert_int_equal(rec_num(rec, F_MODE, 0), 0640);
	assert_int_equal(rec_num(rec, F_SIZE, 0), 4096);
	assert_int_equal(rec_num(rec, F_RSS, 0), 8192);
	assert_int_equal(rec_num(rec, F_PLAIN, 9), 1);
	assert_int_equal(rec_num(rec, F_TOUCHED, 0), 1700000020);
	assert_false(rec_known(rec, F_FLAGS));
	assert_false(rec_known(rec, F_VERDICT));
	assert_false(rec_known(rec, F_CSTATE));
	/* a pid of 0 is one that cannot be seen */
	assert_false(rec_known(rec, F_LPID));
	assert_int_equal(rec_num(rec, F_CPID, 0), 11);

	/* marked for destruction and locked, nobody attached */
	rec = snap->list[KIND_SHM].v[1];
	assert_string_equal(rec_str(rec, F_FLAGS), "dest,locked");
	assert_int_equal(rec_num(rec, F_MODE, 0), 0600);
	assert_int_equal(rec_num(rec, F_PLAIN, 9), 0);
	/* attached */
	rec = snap->list[KIND_SHM].v[2];
	assert_int_equal(rec_num(rec, F_PLAIN, 9), 0);

	assert_int_equal(rec_num(snap->list[KIND_SEM].v[0], F_NSEMS, 0), 3);
	assert_int_equal(rec_num(snap->list[KIND_MSG].v[0], F_QNUM, 0), 2);
	snapshot_free(snap);
}

static void no_sysvipc_is_an_error(void **state)
{
	struct snapshot *snap;
	char *text;

	(void)state;
	setenv("IPCDIAG_TEST_ROOT", "data", 1);
	text = messages(ENOENT, &snap);
	assert_null(snap);
	assert_non_null(strstr(text, "/proc/sysvipc/shm: No such file"));
	free(text);
}

/* A module that has a file for a part is asked for that part. */
static void parts_are_read_where_they_are(void **state)
{
	struct snapshot *snap;
	struct text text = { .fd = -1 };
	char *out = NULL;
	size_t len;
	FILE *f;

	(void)state;
	assert_int_equal(
		system("rm -rf build/root && mkdir -p build/root/sys/kernel/debug/ipcdiag && cp -r data/proc/proc build/root && sed 's/ grace=60/& part=leaks/' data/mixed.txt >build/root/sys/kernel/debug/ipcdiag/snapshot-leaks"),
		0);
	setenv("IPCDIAG_TEST_ROOT", "build/root", 1);
	snap = load(NULL, LOAD_LEAKS, NULL);
	assert_non_null(snap);
	assert_int_equal(snap->source, SOURCE_MODULE);
	assert_true(load_is_part(snap));
	snapshot_free(snap);

	/* There is no file of objects, and none of everything. */
	open_error = ENOENT;
	snap = load(NULL, LOAD_OBJECTS, NULL);
	assert_non_null(snap);
	assert_int_equal(snap->source, SOURCE_PROC);
	assert_false(load_is_part(snap));
	snapshot_free(snap);

	snap = load("data/mixed.txt", LOAD_LEAKS, &text);
	assert_non_null(snap);
	assert_false(load_is_part(snap));
	f = open_memstream(&out, &len);
	assert_true(text_copy(&text, text.end, text.size, f));
	fclose(f);
	assert_string_equal(out,
			    "end ns=2 shm=6 sem=2 semval=3 msg=1 changed=1\n");
	free(out);
	text_free(&text);
	snapshot_free(snap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_are_not_hidden_by_a_reduced_table),
		cmocka_unit_test(no_memory_is_explained),
		cmocka_unit_test(without_the_module_less_is_known),
		cmocka_unit_test(sysvipc_is_read),
		cmocka_unit_test(no_sysvipc_is_an_error),
		cmocka_unit_test(parts_are_read_where_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
