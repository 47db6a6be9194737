// SPDX-License-Identifier: GPL-2.0
/*
 * Type information: what is right is found, what is wrong is refused. Buffers
 * are copied to memory of their exact size, so that KASAN sees a byte too far.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "layout/btf.h"
#include "suites.h"

enum {
	INT = 1, PTR, ARRAY, STRUCT, UNION, ENUM, FWD, TYPEDEF, VOLATILE, CONST,
	RESTRICT, FUNC, FUNC_PROTO, VAR, DATASEC, FLOAT, DECL_TAG, TYPE_TAG,
	ENUM64,
};

#define KFLAG	BIT(31)

#define HEADER_WORDS	6
#define TYPE_WORDS	1024
#define STRING_BYTES	512

/**
 * struct writer - type information that is being written
 * @types: the type section
 * @nr_words: words in it
 * @nr_types: types in it
 * @strings: the string section
 * @strings_len: bytes in it
 * @file: header and both sections, in memory of this very size
 * @size: bytes of @file
 * @btf: what was made of it
 */
struct writer {
	u32			types[TYPE_WORDS];
	u32			nr_words;
	u32			nr_types;
	char			strings[STRING_BYTES];
	u32			strings_len;
	u8			*file;
	u32			size;
	struct ipcdiag_btf	btf;
};

/* Fields of the header, as words; the first is magic, version and flags. */
enum {
	MAGIC, HDR_LEN, TYPE_OFF, TYPE_LEN, STR_OFF, STR_LEN,
};

#define GOOD_MAGIC	0x0001eb9fU

static struct writer *new_writer(struct kunit *test)
{
	struct writer *w = kunit_kzalloc(test, sizeof(*w), GFP_KERNEL);

	KUNIT_ASSERT_TRUE(test, w);
	w->strings_len = 1;

	return w;
}

static u32 string(struct writer *w, const char *s)
{
	u32 at = w->strings_len;
	size_t len = strlen(s) + 1;

	if (len == 1)
		return 0;
	if (WARN_ON(len > STRING_BYTES - at))
		return 0;
	memcpy(w->strings + at, s, len);
	w->strings_len += len;

	return at;
}

static void word(struct writer *w, u32 value)
{
	if (!WARN_ON(w->nr_words == TYPE_WORDS))
		w->types[w->nr_words++] = value;
}

/* Begin a type; @kind may have KFLAG in it. */
static u32 type(struct writer *w, u32 kind, const char *name, u32 vlen,
		u32 size_or_type)
{
	word(w, string(w, name));
	word(w, (kind & KFLAG) | (kind & ~KFLAG) << 24 | vlen);
	word(w, size_or_type);

	return ++w->nr_types;
}

static u32 integer(struct writer *w, const char *name, u32 size)
{
	u32 id = type(w, INT, name, 0, size);

	word(w, size * 8);

	return id;
}

static u32 array(struct writer *w, u32 of, u32 nelems)
{
	u32 id = type(w, ARRAY, "", 0, 0);

	word(w, of);
	word(w, 1);
	word(w, nelems);

	return id;
}

static void member(struct writer *w, const char *name, u32 id, u32 offset)
{
	word(w, string(w, name));
	word(w, id);
	word(w, offset);
}

/* A structure with one member, "m", at 0. */
static u32 wrap(struct writer *w, const char *name, u32 id)
{
	u32 s = type(w, STRUCT, name, 1, 8);

	member(w, "m", id, 0);

	return s;
}

/* Header and sections into a buffer of their exact size. */
static void make_file(struct kunit *test, struct writer *w)
{
	u32 header[HEADER_WORDS] = {
		[MAGIC] = GOOD_MAGIC,
		[HDR_LEN] = sizeof(header),
		[TYPE_OFF] = 0,
		[TYPE_LEN] = w->nr_words * 4,
		[STR_OFF] = w->nr_words * 4,
		[STR_LEN] = w->strings_len,
	};

	w->size = sizeof(header) + w->nr_words * 4 + w->strings_len;
	w->file = kunit_kzalloc(test, w->size, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, w->file);
	memcpy(w->file, header, sizeof(header));
	memcpy(w->file + sizeof(header), w->types, w->nr_words * 4);
	memcpy(w->file + sizeof(header) + w->nr_words * 4, w->strings,
	       w->strings_len);
}

static void index_types(struct kunit *test, struct ipcdiag_btf *btf)
{
	u32 *offsets = kunit_kzalloc(test, (btf->nr_types + 1) * sizeof(u32),
				     GFP_KERNEL);

	KUNIT_ASSERT_TRUE(test, offsets);
	ipcdiag_btf_index(btf, offsets);
}

static void open_file(struct kunit *test, struct writer *w)
{
	make_file(test, w);
	KUNIT_ASSERT_EQ(test, ipcdiag_btf_open(&w->btf, w->file, w->size), 0);
	KUNIT_ASSERT_EQ(test, w->btf.nr_types, w->nr_types);
	index_types(test, &w->btf);
}

static int find(struct writer *w, u32 id, const char *name,
		struct ipcdiag_btf_member *m)
{
	memset(m, 0xff, sizeof(*m));

	return ipcdiag_btf_find_member(&w->btf, id, name, m);
}

/* What looking for "m" in structure @id comes to. */
static int look(struct writer *w, u32 id)
{
	struct ipcdiag_btf_member m;

	return find(w, id, "m", &m);
}

static void expect_member(struct kunit *test, struct writer *w, u32 id,
			  const char *name, u32 offset, u32 size)
{
	struct ipcdiag_btf_member m;

	KUNIT_EXPECT_EQ_MSG(test, find(w, id, name, &m), 0, "%s", name);
	KUNIT_EXPECT_EQ_MSG(test, m.offset, offset, "%s", name);
	KUNIT_EXPECT_EQ_MSG(test, m.size, size, "%s", name);
}

/* A small kernel: an int, a pointer, a structure with all sorts of members. */
static u32 write_sample(struct writer *w)
{
	u32 i = integer(w, "int", 4);
	u32 p = type(w, PTR, "", 0, i);
	u32 a = array(w, i, 3);
	u32 t = type(w, TYPEDEF, "int_t", 0, i);
	u32 c = type(w, CONST, "", 0, t);
	u32 inner = type(w, STRUCT, "", 2, 8);
	u32 u, s;

	member(w, "in_a", i, 0);
	member(w, "in_b", i, 32);
	u = type(w, UNION, "", 2, 8);
	member(w, "", inner, 0);
	member(w, "whole", p, 0);
	s = type(w, STRUCT, "sample", 5, 48);
	member(w, "first", i, 0);
	member(w, "pointer", p, 64);
	member(w, "", u, 128);
	member(w, "three", a, 192);
	member(w, "fixed", c, 288);

	return s;
}

static void finds_members(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 s = write_sample(w), id, size;
	struct ipcdiag_btf_member m;

	open_file(test, w);
	KUNIT_ASSERT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "sample", &id),
			0);
	KUNIT_EXPECT_EQ(test, id, s);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_struct_size(&w->btf, id, &size), 0);
	KUNIT_EXPECT_EQ(test, size, (u32)48);

	expect_member(test, w, id, "first", 0, 4);
	expect_member(test, w, id, "fixed", 36, 4);
	KUNIT_EXPECT_EQ(test, find(w, id, "fixed", &m), 0);
	KUNIT_EXPECT_FALSE(test, m.is_pointer);
	KUNIT_EXPECT_FALSE(test, m.is_array);
	expect_member(test, w, id, "pointer", 8, sizeof(void *));
	KUNIT_EXPECT_EQ(test, find(w, id, "pointer", &m), 0);
	KUNIT_EXPECT_TRUE(test, m.is_pointer);
	KUNIT_EXPECT_FALSE(test, m.is_array);
	expect_member(test, w, id, "three", 24, 12);
	KUNIT_EXPECT_EQ(test, find(w, id, "three", &m), 0);
	KUNIT_EXPECT_FALSE(test, m.is_pointer);
	KUNIT_EXPECT_TRUE(test, m.is_array);

	/* A part of a name is none. */
	KUNIT_EXPECT_EQ(test, find(w, id, "fir", &m), -ENOENT);
	KUNIT_EXPECT_EQ(test, find(w, id, "firsts", &m), -ENOENT);
	KUNIT_EXPECT_EQ(test, find(w, id, "int", &m), -ENOENT);
}

static void finds_anonymous_members(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 s = write_sample(w);

	open_file(test, w);
	expect_member(test, w, s, "in_a", 16, 4);
	expect_member(test, w, s, "in_b", 20, 4);
	expect_member(test, w, s, "whole", 16, sizeof(void *));
	/* The search goes on behind them. */
	expect_member(test, w, s, "three", 24, 12);
}

static void empty_file(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 id;

	open_file(test, w);
	KUNIT_EXPECT_EQ(test, w->btf.nr_types, (u32)0);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "sample", &id),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, look(w, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_struct_size(&w->btf, 1, &id),
			-EINVAL);
}

/* Use all that was accepted: nothing may be read beyond it. */
static void use_everything(struct kunit *test, struct ipcdiag_btf *btf)
{
	u32 *offsets = kmalloc_array(btf->nr_types + 1, sizeof(u32),
				     GFP_KERNEL);
	struct ipcdiag_btf_member m;
	u32 id, size;

	KUNIT_ASSERT_TRUE(test, offsets);
	ipcdiag_btf_index(btf, offsets);
	ipcdiag_btf_find_struct(btf, "sample", &id);
	ipcdiag_btf_find_struct(btf, "", &id);
	for (id = 0; id <= btf->nr_types + 1; id++) {
		ipcdiag_btf_struct_size(btf, id, &size);
		ipcdiag_btf_find_member(btf, id, "in_b", &m);
		ipcdiag_btf_find_member(btf, id, "none", &m);
		ipcdiag_btf_find_member(btf, id, "", &m);
	}
	kfree(offsets);
}

static void file_truncated_at_every_byte(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 size;

	write_sample(w);
	make_file(test, w);
	for (size = 0; size < w->size; size++) {
		struct ipcdiag_btf btf;
		u8 *copy = kmemdup(w->file, size, GFP_KERNEL);

		KUNIT_ASSERT_TRUE(test, copy);
		KUNIT_EXPECT_EQ_MSG(test, ipcdiag_btf_open(&btf, copy, size),
				    -EINVAL, "%u bytes", size);
		kfree(copy);
	}
}

/* The header agrees with what is left: types end in their middle. */
static void types_truncated_at_every_byte(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 len, types_len, whole = 0;

	write_sample(w);
	make_file(test, w);
	types_len = w->nr_words * 4;
	for (len = 0; len <= types_len; len++) {
		u32 header[HEADER_WORDS] = {
			[MAGIC] = GOOD_MAGIC,
			[HDR_LEN] = sizeof(header),
			[TYPE_OFF] = w->strings_len,
			[TYPE_LEN] = len,
			[STR_LEN] = w->strings_len,
		};
		u32 size = sizeof(header) + w->strings_len + len;
		u8 *copy = kmalloc(size, GFP_KERNEL);
		struct ipcdiag_btf btf;
		int err;

		KUNIT_ASSERT_TRUE(test, copy);
		memcpy(copy, header, sizeof(header));
		memcpy(copy + sizeof(header), w->strings, w->strings_len);
		memcpy(copy + sizeof(header) + w->strings_len, w->types, len);
		err = ipcdiag_btf_open(&btf, copy, size);
		if (!err) {
			KUNIT_EXPECT_EQ(test, btf.nr_types, whole);
			whole++;
			use_everything(test, &btf);
		} else {
			KUNIT_EXPECT_EQ(test, err, -EINVAL);
		}
		kfree(copy);
	}
	/* After no type, and after each of them. */
	KUNIT_EXPECT_EQ(test, whole, w->nr_types + 1);
}

static void every_bit_flipped(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 bit, accepted = 0;

	write_sample(w);
	make_file(test, w);
	for (bit = 0; bit < w->size * 8; bit++) {
		struct ipcdiag_btf btf;

		w->file[bit / 8] ^= BIT(bit % 8);
		if (!ipcdiag_btf_open(&btf, w->file, w->size)) {
			accepted++;
			use_everything(test, &btf);
		}
		w->file[bit / 8] ^= BIT(bit % 8);
	}
	/* Names, offsets and ids can be anything at first sight. */
	KUNIT_EXPECT_TRUE(test, accepted > 0);
	KUNIT_EXPECT_TRUE(test, accepted < w->size * 8);
}

static void headers(struct kunit *test)
{
	static const struct {
		u32	field;
		u32	value;
		int	err;
	} rows[] = {
		{ MAGIC, 0x0001eb9e, -EINVAL },
		{ MAGIC, 0x00019feb, -EINVAL },
		{ MAGIC, 0x0000eb9f, -EOPNOTSUPP },
		{ MAGIC, 0x0002eb9f, -EOPNOTSUPP },
		{ MAGIC, 0x00ffeb9f, -EOPNOTSUPP },
		{ HDR_LEN, 0, -EINVAL },
		{ HDR_LEN, 23, -EINVAL },
		{ HDR_LEN, 25, -EINVAL },
		{ HDR_LEN, U32_MAX, -EINVAL },
		{ TYPE_OFF, 1, -EINVAL },
		{ TYPE_OFF, U32_MAX, -EINVAL },
		{ TYPE_OFF, U32_MAX - 3, -EINVAL },
		{ TYPE_LEN, U32_MAX, -EINVAL },
		{ TYPE_LEN, 0x80000000, -EINVAL },
		{ STR_OFF, U32_MAX, -EINVAL },
		{ STR_LEN, U32_MAX, -EINVAL },
		{ STR_LEN, 0, -EINVAL },
	};
	struct writer *w = new_writer(test);
	struct ipcdiag_btf btf;
	size_t i;

	write_sample(w);
	make_file(test, w);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		u8 *field = w->file + rows[i].field * 4;
		u32 good;

		memcpy(&good, field, 4);
		memcpy(field, &rows[i].value, 4);
		KUNIT_EXPECT_EQ_MSG(test,
				    ipcdiag_btf_open(&btf, w->file, w->size),
				    rows[i].err, "field %u, value %#x",
				    rows[i].field, rows[i].value);
		memcpy(field, &good, 4);
	}
	/* One byte less and the last string has no end; one more is too far. */
	w->file[STR_LEN * 4]--;
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_open(&btf, w->file, w->size),
			-EINVAL);
	w->file[STR_LEN * 4] += 2;
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_open(&btf, w->file, w->size),
			-EINVAL);
	w->file[STR_LEN * 4]--;
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_open(&btf, w->file, w->size), 0);
	/* The empty string is the first one. */
	w->file[w->size - w->strings_len] = 'x';
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_open(&btf, w->file, w->size),
			-EINVAL);
}

/* A header that grew, and sections that begin anywhere. */
static void longer_header(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 s = write_sample(w), types_len = w->nr_words * 4;
	u32 header[HEADER_WORDS] = {
		[MAGIC] = GOOD_MAGIC,
		[HDR_LEN] = sizeof(header) + 5,
		[TYPE_OFF] = 3,
		[TYPE_LEN] = types_len,
		[STR_OFF] = 3 + types_len + 1,
		[STR_LEN] = w->strings_len,
	};

	w->size = sizeof(header) + 5 + 3 + types_len + 1 + w->strings_len;
	w->file = kunit_kzalloc(test, w->size, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, w->file);
	memset(w->file, 0xff, w->size);
	memcpy(w->file, header, sizeof(header));
	memcpy(w->file + sizeof(header) + 8, w->types, types_len);
	memcpy(w->file + w->size - w->strings_len, w->strings, w->strings_len);
	KUNIT_ASSERT_EQ(test, ipcdiag_btf_open(&w->btf, w->file, w->size), 0);
	index_types(test, &w->btf);
	expect_member(test, w, s, "in_b", 20, 4);
}

/* All kinds are stepped over by their right size. */
static void all_kinds(struct kunit *test)
{
	static const struct {
		u32	kind;
		u32	vlen;
		u32	words;
	} rows[] = {
		{ INT, 0, 1 }, { PTR, 0, 0 }, { ARRAY, 0, 3 },
		{ STRUCT, 0, 0 }, { STRUCT, 3, 9 }, { UNION, 2, 6 },
		{ ENUM, 0, 0 }, { ENUM, 3, 6 }, { FWD, 0, 0 },
		{ TYPEDEF, 0, 0 }, { VOLATILE, 0, 0 }, { CONST, 0, 0 },
		{ RESTRICT, 0, 0 }, { FUNC, 0, 0 }, { FUNC, 1, 0 },
		{ FUNC_PROTO, 0, 0 }, { FUNC_PROTO, 2, 4 }, { VAR, 0, 1 },
		{ DATASEC, 2, 6 }, { FLOAT, 0, 0 }, { DECL_TAG, 0, 1 },
		{ TYPE_TAG, 0, 0 }, { ENUM64, 2, 6 },
		{ FWD | KFLAG, 0, 0 }, { ENUM | KFLAG, 1, 2 },
		{ STRUCT | KFLAG, 1, 3 }, { DECL_TAG | KFLAG, 0, 1 },
	};
	struct writer *w = new_writer(test);
	u32 i, j, s, id;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		type(w, rows[i].kind, "", rows[i].vlen, 0);
		/* What would be no kind at all, were it read as a type. */
		for (j = 0; j < rows[i].words; j++)
			word(w, U32_MAX);
	}
	s = wrap(w, "last", integer(w, "int", 4));
	open_file(test, w);
	KUNIT_ASSERT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "last", &id), 0);
	KUNIT_EXPECT_EQ(test, id, s);
	expect_member(test, w, id, "m", 0, 4);
}

static void unknown_kinds(struct kunit *test)
{
	u32 kind;

	for (kind = 0; kind < 128; kind++) {
		u32 words[HEADER_WORDS + 4] = {
			[MAGIC] = GOOD_MAGIC,
			[HDR_LEN] = HEADER_WORDS * 4,
			[TYPE_LEN] = 12,
			[STR_OFF] = 12,
			[STR_LEN] = 1,
			[HEADER_WORDS + 1] = kind << 24,
		};
		struct ipcdiag_btf btf;
		int err = ipcdiag_btf_open(&btf, words, sizeof(words));

		if (!kind || kind > ENUM64)
			KUNIT_EXPECT_EQ_MSG(test, err, -EOPNOTSUPP, "kind %u",
					    kind);
		else
			KUNIT_EXPECT_TRUE_MSG(test, !err || err == -EINVAL,
					      "kind %u", kind);
	}
}

/* More members, values, parameters than there is room for. */
static void hostile_counts(struct kunit *test)
{
	static const u32 kinds[] = {
		STRUCT, UNION, ENUM, FUNC_PROTO, DATASEC, ENUM64,
	};
	static const u32 counts[] = { 2, 0xffff, 0x10000, 0xffffff };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		for (j = 0; j < ARRAY_SIZE(counts); j++) {
			struct writer *w = new_writer(test);

			type(w, kinds[i], "sample", counts[j], 4);
			member(w, "m", 1, 0);
			make_file(test, w);
			KUNIT_EXPECT_EQ_MSG(test, ipcdiag_btf_open(&w->btf,
								   w->file,
								   w->size),
					    -EINVAL, "kind %u, %u of them",
					    kinds[i], counts[j]);
			kunit_kfree(test, w->file);
			kunit_kfree(test, w);
		}
	}
}

static void names(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i, id;

	i = integer(w, "twice", 4);
	type(w, UNION, "once", 0, 4);
	type(w, FWD, "once", 0, 0);
	type(w, TYPEDEF, "once", 0, i);
	wrap(w, "once", i);
	wrap(w, "twice", i);
	wrap(w, "twice", i);
	type(w, FWD, "never", 0, 0);
	type(w, UNION, "never", 0, 4);
	type(w, STRUCT | KFLAG, "flagged", 0, 4);
	open_file(test, w);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "once", &id), 0);
	KUNIT_EXPECT_EQ(test, id, (u32)5);
	id = 77;
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "twice", &id),
			-ENOTUNIQ);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "never", &id),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "onc", &id),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, id, (u32)77);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "flagged", &id),
			0);
	KUNIT_EXPECT_EQ(test, id, (u32)10);
}

static void name_out_of_bounds(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i = integer(w, "int", 4), s, id;

	s = wrap(w, "s", i);
	/* The name of its member. */
	w->types[w->nr_words - 3] = w->strings_len;
	word(w, U32_MAX);
	word(w, STRUCT << 24);
	word(w, 4);
	w->nr_types++;
	open_file(test, w);
	KUNIT_EXPECT_EQ(test, look(w, s), -EINVAL);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&w->btf, "none", &id),
			-EINVAL);
}

static void ids_out_of_bounds(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i = integer(w, "int", 4), id;
	u32 zero = wrap(w, "zero", 0);
	u32 beyond = wrap(w, "beyond", 1000);
	u32 anonymous = type(w, STRUCT, "anonymous", 1, 4);

	member(w, "", U32_MAX, 0);
	open_file(test, w);
	KUNIT_EXPECT_EQ(test, look(w, zero), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, beyond), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, anonymous), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, anonymous + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, U32_MAX), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, i), -ENOENT);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_struct_size(&w->btf, 0, &id),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_struct_size(&w->btf, i, &id),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_struct_size(&w->btf, U32_MAX, &id),
			-EINVAL);
}

static void bit_fields(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i = integer(w, "int", 4), flagged, plain;
	struct ipcdiag_btf_member m;

	flagged = type(w, STRUCT | KFLAG, "flagged", 4, 16);
	member(w, "whole", i, 32);
	member(w, "field", i, 3 << 24 | 64);
	member(w, "odd", i, 5 << 24 | 67);
	member(w, "after", i, 96);
	plain = type(w, STRUCT, "plain", 2, 4 << 20);
	member(w, "odd", i, 3);
	member(w, "far", i, 1 << 24);
	open_file(test, w);
	expect_member(test, w, flagged, "whole", 4, 4);
	KUNIT_EXPECT_EQ(test, find(w, flagged, "field", &m), -EINVAL);
	KUNIT_EXPECT_EQ(test, find(w, flagged, "odd", &m), -EINVAL);
	expect_member(test, w, flagged, "after", 12, 4);
	KUNIT_EXPECT_EQ(test, find(w, plain, "odd", &m), -EINVAL);
	expect_member(test, w, plain, "far", 1 << 21, 4);
}

static void loops(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 typedef_loop, array_loop, self, a, b, wide, i;

	/* 1 and 2 name each other; 3 itself. */
	type(w, TYPEDEF, "ping", 0, 2);
	type(w, CONST, "", 0, 1);
	array(w, 3, 2);
	typedef_loop = wrap(w, "typedef_loop", 1);
	array_loop = wrap(w, "array_loop", 3);
	self = type(w, STRUCT, "self", 1, 4);
	member(w, "", self, 0);
	a = type(w, STRUCT, "a", 1, 4);
	member(w, "", a + 1, 0);
	b = type(w, UNION, "b", 1, 4);
	member(w, "", a, 0);
	/* Without a bound this is 20 to the power of the depth. */
	wide = type(w, STRUCT, "wide", 20, 4);
	for (i = 0; i < 20; i++)
		member(w, "", i == 19 ? wide : wide + 1, 0);
	type(w, STRUCT, "wide2", 20, 4);
	for (i = 0; i < 20; i++)
		member(w, "", wide + 2, 0);
	type(w, STRUCT, "wide3", 20, 4);
	for (i = 0; i < 20; i++)
		member(w, "", wide + 3, 0);
	type(w, STRUCT, "wide4", 0, 4);
	open_file(test, w);
	KUNIT_EXPECT_EQ(test, look(w, typedef_loop), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, array_loop), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, self), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, a), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, b), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, wide), -EINVAL);
}

static void chains(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 id = integer(w, "int", 4), i, good, bad, nested, deep;

	for (i = 0; i < 10; i++)
		id = type(w, i % 2 ? CONST : TYPEDEF, "", 0, id);
	id = type(w, VOLATILE, "", 0, id);
	id = type(w, RESTRICT, "", 0, id);
	id = type(w, TYPE_TAG, "tag", 0, id);
	good = wrap(w, "good", id);
	for (i = 0; i < 40; i++)
		id = type(w, TYPEDEF, "", 0, id);
	bad = wrap(w, "bad", id);

	nested = wrap(w, "nested", 1);
	for (i = 0; i < 6; i++) {
		u32 outer = type(w, STRUCT, "", 1, 8);

		member(w, "", nested, 8);
		nested = outer;
	}
	deep = nested;
	for (i = 0; i < 10; i++) {
		u32 outer = type(w, STRUCT, "", 1, 8);

		member(w, "", deep, 8);
		deep = outer;
	}
	open_file(test, w);
	expect_member(test, w, good, "m", 0, 4);
	KUNIT_EXPECT_EQ(test, look(w, bad), -EINVAL);
	expect_member(test, w, nested, "m", 6, 4);
	KUNIT_EXPECT_EQ(test, look(w, deep), -EINVAL);
}

static void arrays(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i = integer(w, "int", 4);
	u32 p = type(w, PTR, "", 0, i);
	u32 flexible = wrap(w, "flexible", array(w, i, 0));
	u32 matrix = wrap(w, "matrix", array(w, array(w, i, 3), 5));
	u32 pointers = wrap(w, "pointers", array(w, p, 7));
	u32 largest = wrap(w, "largest",
			   array(w, integer(w, "char", 1), U32_MAX));
	struct ipcdiag_btf_member m;

	open_file(test, w);
	expect_member(test, w, flexible, "m", 0, 0);
	KUNIT_EXPECT_EQ(test, find(w, flexible, "m", &m), 0);
	KUNIT_EXPECT_TRUE(test, m.is_array);
	expect_member(test, w, matrix, "m", 0, 60);
	expect_member(test, w, pointers, "m", 0, 7 * sizeof(void *));
	KUNIT_EXPECT_EQ(test, find(w, pointers, "m", &m), 0);
	KUNIT_EXPECT_FALSE(test, m.is_pointer);
	KUNIT_EXPECT_TRUE(test, m.is_array);
	expect_member(test, w, largest, "m", 0, U32_MAX);
}

static void hostile_arrays(struct kunit *test)
{
	struct writer *w = new_writer(test);
	u32 i = integer(w, "int", 4), k, product, size, wraps, deep, id;

	product = wrap(w, "product", array(w, array(w, i, 65536), 65536));
	size = wrap(w, "size", array(w, i, 0x40000000));
	/* 2^64 is 0 in 64 bits. */
	id = array(w, array(w, i, 0x80000000), 0x80000000);
	wraps = wrap(w, "wraps", array(w, id, 4));
	id = i;
	for (k = 0; k < 9; k++)
		id = array(w, id, 1);
	deep = wrap(w, "deep", id);
	open_file(test, w);
	KUNIT_EXPECT_EQ(test, look(w, product), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, size), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, wraps), -EINVAL);
	KUNIT_EXPECT_EQ(test, look(w, deep), -EINVAL);
}

/* Members of what has no size. */
static void sizeless(struct kunit *test)
{
	static const u32 kinds[] = { FWD, FUNC, FUNC_PROTO, DATASEC };
	struct writer *w = new_writer(test);
	u32 first, i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		type(w, kinds[i], "", 0, 0);
	first = w->nr_types + 1;
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		wrap(w, "s", i + 1);
	open_file(test, w);
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		KUNIT_EXPECT_EQ_MSG(test, look(w, first + i), -EINVAL,
				    "kind %u", kinds[i]);
}

/* 7.0 counts members with 24 bits. */
static void many_values(struct kunit *test)
{
	const u32 count = 70000, len = 12 + 8 * count + 12 + 12 + 16;
	u32 *words = kvzalloc(HEADER_WORDS * 4 + len + 8, GFP_KERNEL);
	struct ipcdiag_btf btf;
	u32 *t, offsets[4], id;

	KUNIT_ASSERT_TRUE(test, words);
	words[MAGIC] = GOOD_MAGIC;
	words[HDR_LEN] = HEADER_WORDS * 4;
	words[TYPE_LEN] = len;
	words[STR_OFF] = len;
	words[STR_LEN] = 8;
	t = words + HEADER_WORDS;
	t[1] = ENUM << 24 | count;
	t += 3 + 2 * count;
	t[1] = INT << 24;
	t[2] = 4;
	t += 4;
	t[0] = 1;
	t[1] = STRUCT << 24 | 1;
	t[2] = 4;
	t[3] = 3;
	t[4] = 2;
	t += 6;
	memcpy(t, "\0s\0m\0\0\0", 8);
	KUNIT_EXPECT_EQ(test, ipcdiag_btf_open(&btf, words,
					       HEADER_WORDS * 4 + len + 8), 0);
	KUNIT_EXPECT_EQ(test, btf.nr_types, (u32)3);
	if (btf.nr_types == 3) {
		struct ipcdiag_btf_member m = { };

		ipcdiag_btf_index(&btf, offsets);
		KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_struct(&btf, "s", &id),
				0);
		KUNIT_EXPECT_EQ(test, ipcdiag_btf_find_member(&btf, 3, "m", &m),
				0);
		KUNIT_EXPECT_EQ(test, m.size, (u32)4);
	}
	kvfree(words);
}

static struct kunit_case btf_cases[] = {
	KUNIT_CASE(finds_members),
	KUNIT_CASE(finds_anonymous_members),
	KUNIT_CASE(empty_file),
	KUNIT_CASE(file_truncated_at_every_byte),
	KUNIT_CASE(types_truncated_at_every_byte),
	KUNIT_CASE(every_bit_flipped),
	KUNIT_CASE(headers),
	KUNIT_CASE(longer_header),
	KUNIT_CASE(all_kinds),
	KUNIT_CASE(unknown_kinds),
	KUNIT_CASE(hostile_counts),
	KUNIT_CASE(names),
	KUNIT_CASE(name_out_of_bounds),
	KUNIT_CASE(ids_out_of_bounds),
	KUNIT_CASE(bit_fields),
	KUNIT_CASE(loops),
	KUNIT_CASE(chains),
	KUNIT_CASE(arrays),
	KUNIT_CASE(hostile_arrays),
	KUNIT_CASE(sizeless),
	KUNIT_CASE(many_values),
	{}
};

struct kunit_suite ipcdiag_btf_suite = {
	.name = "ipcdiag_btf",
	.test_cases = btf_cases,
};
