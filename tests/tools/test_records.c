// SPDX-License-Identifier: GPL-2.0
/*
 * A record gives back what was put into it, however little of it is its own.
 */
#include "unit.h"

#include "base/bytes.h"
#include "base/intern.h"
#include "records/records.h"

#define MANY 20000

static uint64_t state = 1;

/* The same numbers in every run. */
static uint64_t any(void)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return state ^ state >> 29;
}

/* Small, large, and what is neither. */
static uint64_t any_value(void)
{
	switch (any() % 6) {
	case 0:
		return any();
	case 1:
		return -(any() % 100);
	case 2:
		return UINT32_MAX - any() % 2;
	case 3:
		return (1ULL << 32) + any() % 2;
	default:
		return any() % 4;
	}
}

/* Changes a draft here and there, and says where. */
static uint64_t alter(struct draft *draft, size_t n, unsigned int times)
{
	uint64_t changed = 0;

	while (times--) {
		size_t slot = any() % n;
		uint64_t bit = 1ULL << slot;

		changed |= bit;
		draft->seen |= bit;
		draft->known &= ~bit;
		draft->hidden &= ~bit;
		if (any() % 8) {
			draft->known |= bit;
			draft->v[slot] = any_value();
		} else if (any() % 2) {
			draft->hidden |= bit;
		}
	}
	return changed;
}

static void assert_is(const struct rec *rec, const struct draft *draft)
{
	const struct key *keys;
	size_t n;

	keys = kind_keys(draft->kind, &n);
	assert_int_equal(rec->kind, draft->kind);
	for (size_t i = 0; i < n; i++) {
		bool known = draft->known >> i & 1;

		assert_int_equal(rec_seen(rec, keys[i].field),
				 draft->seen >> i & 1);
		assert_int_equal(rec_known(rec, keys[i].field), known);
		assert_int_equal(rec_hidden(rec, keys[i].field),
				 draft->hidden >> i & 1);
		if (known)
			assert_true(rec_num(rec, keys[i].field, 0) ==
				    draft->v[i]);
		else
			assert_true(rec_num(rec, keys[i].field, 4711) == 4711);
	}
}

static void records_are_as_their_drafts(void **nothing)
{
	struct draft *drafts = calloc(MANY, sizeof(*drafts));
	struct snapshot *snap = snapshot_new(SOURCE_MODULE);
	const struct rec_list *list = &snap->list[KIND_SHM];
	struct draft draft = { .kind = KIND_SHM };
	struct packer packer = { 0 };
	size_t n;

	(void)nothing;
	kind_keys(KIND_SHM, &n);
	for (size_t i = 0; i < MANY; i++) {
		/* Now alike, now not at all. */
		unsigned int times = i / 500 % 2 ? any() % 60 : any() % 3;
		uint64_t changed = alter(&draft, n, times);

		/* Of what may have changed, some has not. */
		changed |= any() % 4 ? 0 : any();
		drafts[i] = draft;
		snapshot_pack(snap, &packer, &draft, i ? changed : ~0ULL);
	}
	assert_int_equal(list->n, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_is(list->v[i], &drafts[i]);
	snapshot_free(snap);
	free(drafts);
}

/* What others share does not change with one of them. */
static void a_record_changes_alone(void **nothing)
{
	struct snapshot *snap = snapshot_new(SOURCE_MODULE);
	const struct rec_list *list = &snap->list[KIND_SHM];
	struct draft draft = { .kind = KIND_SHM };
	struct packer packer = { 0 };
	struct rec *rec;

	(void)nothing;
	draft_set(&draft, F_SIZE, 1ULL << 40);
	for (int i = 0; i < 3; i++) {
		draft_set(&draft, F_ID, i);
		snapshot_pack(snap, &packer, &draft, ~0ULL);
	}
	rec = list->v[1];
	rec_set_num(rec, F_NATTCH, 5);
	rec_set_str(rec, F_VERDICT, "orphan");
	rec_set_hidden(rec, F_CPID);
	rec_forget(rec, F_SIZE);
	assert_int_equal(rec_num(rec, F_ID, 9), 1);
	assert_int_equal(rec_num(rec, F_NATTCH, 9), 5);
	assert_true(rec_is(rec, F_VERDICT, "orphan"));
	assert_int_equal(intern_length(rec_str(rec, F_VERDICT)), 6);
	assert_true(rec_hidden(rec, F_CPID));
	assert_false(rec_known(rec, F_SIZE));
	/* The kind has no such key. */
	assert_false(rec_known(rec, F_QNUM));
	for (int i = 0; i < 3; i += 2) {
		assert_false(rec_known(list->v[i], F_NATTCH));
		assert_null(rec_str(list->v[i], F_VERDICT));
		assert_true(rec_num(list->v[i], F_SIZE, 0) == 1ULL << 40);
		assert_int_equal(rec_num(list->v[i], F_ID, 9), i);
	}
	snapshot_free(snap);
}

/* Like ones are told apart by a few bytes each. */
static void like_records_are_small(void **nothing)
{
	struct snapshot *snap = snapshot_new(SOURCE_MODULE);
	struct draft draft = { .kind = KIND_SHM };
	struct packer packer = { 0 };
	size_t n, chunks = 0;

	(void)nothing;
	kind_keys(KIND_SHM, &n);
	alter(&draft, n, 500);
	for (size_t i = 0; i < 100000; i++) {
		draft_set(&draft, F_ID, i);
		snapshot_pack(snap, &packer, &draft,
			      i ? 1ULL << rec_slot(KIND_SHM, F_ID) : ~0ULL);
	}
	for (void *c = snap->arena.chunks; c; c = *(void **)c)
		chunks++;
	/* Of 256 KiB. */
	assert_true(chunks < 24);
	snapshot_free(snap);
}

static void texts_are_kept_once(void **nothing)
{
	struct intern texts = { 0 };
	uint32_t *ids = calloc(MANY, sizeof(*ids));
	char text[32];

	(void)nothing;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < MANY; i++) {
			int len = snprintf(text, sizeof(text), "%.*zx",
					   (int)(i % 24), i);
			uint32_t id = intern(&texts, text, len);

			assert_true(id);
			if (round)
				assert_int_equal(id, ids[i]);
			ids[i] = id;
			assert_string_equal(intern_string(&texts, id), text);
			assert_int_equal(
				intern_length(intern_string(&texts, id)), len);
		}
	}
	assert_true(texts.n <= MANY);
	intern_free(&texts);
	free(ids);
}

static void bytes_are_compared_as_one_by_one(void **nothing)
{
	char a[300 + BYTES_SLACK], b[sizeof(a)];

	(void)nothing;
	for (size_t i = 0; i < sizeof(a); i++)
		a[i] = b[i] = any();
	for (size_t n = 0; n <= 300; n++) {
		assert_int_equal(bytes_equal(a, b, n), n);
		for (size_t at = 0; at < n + 20; at++) {
			b[at] ^= 1 << at % 8;
			assert_int_equal(bytes_equal(a, b, n), at < n ? at : n);
			b[at] ^= 1 << at % 8;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_as_their_drafts),
		cmocka_unit_test(a_record_changes_alone),
		cmocka_unit_test(like_records_are_small),
		cmocka_unit_test(texts_are_kept_once),
		cmocka_unit_test(bytes_are_compared_as_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
