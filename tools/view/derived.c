// SPDX-License-Identifier: GPL-2.0
/*
 * The columns that are made of keys.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/names.h"
#include "base/text.h"
#include "findings/cgroup.h"
#include "findings/objects.h"
#include "findings/why.h"
#include "view/columns.h"
#include "view/derived.h"
#include "view/origin.h"
#include "view/use.h"

/* Different reasons of which the words are kept. */
#define KEPT_BITS 10
#define KEPT	  (1U << KEPT_BITS)

static void put_text(struct buf *b, const struct style *style, const char *s)
{
	if (s)
		put_string(b, style, s, strlen(s));
	else
		put_absent(b, style);
}

static void object(struct buf *b, const struct style *style,
		   const struct rec *rec, int column)
{
	const char *type;
	bool json = style->format == FORMAT_JSON;

	(void)column;
	if (rec->kind == KIND_USER && rec_whole(rec))
		rec = rec_whole(rec);
	type = kind_name(rec->kind);
	if (rec->kind == KIND_USER || rec->kind == KIND_DEATH)
		type = rec_str(rec, F_TYPE);
	if (json)
		buf_putc(b, '"');
	buf_puts(b, type ? type : "");
	buf_putc(b, ':');
	buf_u64(b, rec_num(rec, F_ID, 0));
	if (!object_is_own(rec)) {
		buf_putc(b, '@');
		buf_u64(b, object_ns(rec));
	}
	if (json)
		buf_putc(b, '"');
}

static void kind(struct buf *b, const struct style *style,
		 const struct rec *rec, int column)
{
	(void)column;
	put_text(b, style, kind_name(rec->kind));
}

static void own(struct buf *b, const struct style *style, const struct rec *rec,
		int column)
{
	(void)column;
	if (rec_ns(rec))
		cell(b, style, rec_ns(rec), F_SELF);
	else
		put_absent(b, style);
}

static void name(struct buf *b, const struct style *style,
		 const struct rec *rec, int column)
{
	enum field id = column == C_USER  ? F_UID :
			column == C_GROUP ? F_GID :
			column == C_CUSER ? F_CUID :
					    F_CGID;
	uint64_t num = rec_num(rec, id, 0);
	const char *s;

	/* On the line of a death, uid is that of who removed it. */
	if (rec->kind == KIND_DEATH) {
		id = F_OWNER;
		num = rec_num(rec, id, 0);
	}
	if (!rec_known(rec, id)) {
		put_unknown(b, style, rec, id);
		return;
	}
	s = column == C_USER || column == C_CUSER ? names_user(num) :
						    names_group(num);
	if (s || style->format == FORMAT_JSON)
		put_text(b, style, s);
	else
		buf_u64(b, num);
}

static bool idle_of(const struct rec *rec, int64_t now, uint64_t *num)
{
	int64_t touched = rec_num(rec, F_TOUCHED, 0);

	if (touched <= 0 || touched > now)
		return false;
	*num = now - touched;
	return true;
}

static void idle(struct buf *b, const struct style *style,
		 const struct rec *rec, int column)
{
	uint64_t num;

	(void)column;
	if (idle_of(rec, style->now, &num))
		put_span(b, style, num);
	else
		put_absent(b, style);
}

static bool mem_of(const struct rec *rec, uint64_t *num)
{
	*num = object_memory(rec);
	return rec_known(rec, rec->kind == KIND_SHM ? F_SIZE : F_RECLAIM);
}

static void mem(struct buf *b, const struct style *style, const struct rec *rec,
		int column)
{
	uint64_t num;

	(void)column;
	if (mem_of(rec, &num))
		put_size(b, style, num);
	else
		put_absent(b, style);
}

static void process(struct buf *b, const struct style *style,
		    const struct rec *rec, int column)
{
	struct buf text = { 0 };

	if (!use_process(&text, rec, column))
		put_absent(b, style);
	else
		put_string(b, style, text.data, text.len);
	buf_free(&text);
}

static void program(struct buf *b, const struct style *style,
		    const struct rec *rec, int column)
{
	(void)column;
	put_text(b, style, origin_program(rec));
}

/*
 * On a terminal, where there is little room, the path of a container is its id, as
 * many digits as docker ps prints, and what comes below that.
 */
static void control(struct buf *b, const struct style *style,
		    const struct rec *rec, int column)
{
	const char *path = origin_cgroup(rec), *id = cgroup_container(path);
	const char *dots =
		style->escape == ESCAPE_ASCII ? ".." : "\342\200\246";
	const char *below;
	struct buf text = { 0 };

	(void)column;
	if (!id || style->format != FORMAT_TABLE || !style->width) {
		put_text(b, style, path);
		return;
	}
	buf_puts(&text, id == path ? "" : dots);
	buf_put(&text, id, CONTAINER_DIGITS);
	buf_puts(&text, dots);
	below = strchr(id, '/');
	buf_puts(&text, below ? below : "");
	put_text(b, style, buf_string(&text));
	buf_free(&text);
}

static void container(struct buf *b, const struct style *style,
		      const struct rec *rec, int column)
{
	bool is_object = OBJECT_KINDS & 1U << rec->kind;
	const char *id = cgroup_container(is_object ? origin_cgroup(rec) :
						      rec_str(rec, F_CGROUP));

	(void)column;
	if (id)
		put_string(b, style, id, CONTAINER_DIGITS);
	else
		put_absent(b, style);
}

/*
 * Of many objects there are few different reasons, so that the words for them are
 * kept, as many as there is room for. A snapshot has the same reasons once only,
 * so that where they lie is as good as a hash of them.
 */
static const struct buf *words_for(const char *reasons)
{
	static struct {
		char *reasons;
		struct buf text;
	} kept[KEPT];
	uint32_t hash = (uint32_t)(uintptr_t)reasons * 0x9e3779b1;

	hash >>= 32 - KEPT_BITS;
	if (!kept[hash].reasons || strcmp(kept[hash].reasons, reasons) != 0) {
		free(kept[hash].reasons);
		kept[hash].reasons = xstrdup(reasons);
		kept[hash].text.len = 0;
		why_put(&kept[hash].text, reasons);
	}
	return &kept[hash].text;
}

static void why(struct buf *b, const struct style *style, const struct rec *rec,
		int column)
{
	const char *reasons = rec_str(rec, F_REASONS);
	const struct buf *text = reasons ? words_for(reasons) : NULL;

	(void)column;
	if (text && text->len)
		put_string(b, style, text->data, text->len);
	else
		put_absent(b, style);
}

static void use(struct buf *b, const struct style *style, const struct rec *rec,
		int column)
{
	(void)column;
	put_text(b, style, rec_str(rec, F_KIND));
}

static void details(struct buf *b, const struct style *style,
		    const struct rec *rec, int column)
{
	struct buf text = { 0 };

	(void)column;
	use_details(&text, rec);
	if (text.len)
		put_string(b, style, text.data, text.len);
	else
		put_absent(b, style);
	buf_free(&text);
}

/* Hundredths of a per cent, cut; a limit of 0 has none. */
static bool part_of(const struct rec *rec, int column, uint64_t *num)
{
	enum field limit, used;
	unsigned __int128 part;
	uint64_t max;

	column_limit(column, &limit, &used);
	/* A queue has a limit of its own; not every module tells it. */
	if (limit == F_MSGMNB && rec_known(rec, F_MSGFULLEST) &&
	    rec_known(rec, F_MSGFULLLIMIT)) {
		limit = F_MSGFULLLIMIT;
		used = F_MSGFULLEST;
	}
	max = rec_num(rec, limit, 0);
	if (!max || !rec_known(rec, used))
		return false;
	part = (unsigned __int128)rec_num(rec, used, 0) * 10000 / max;
	*num = part > UINT64_MAX ? UINT64_MAX : part;
	return true;
}

static void percent(struct buf *b, const struct style *style,
		    const struct rec *rec, int column)
{
	bool table = style->format == FORMAT_TABLE;
	enum field limit, used;
	uint64_t part;

	column_limit(column, &limit, &used);
	if (!part_of(rec, column, &part)) {
		put_absent(b, style);
	} else if (table && !part && rec_num(rec, used, 0)) {
		buf_puts(b, "<0.01%");
	} else {
		buf_u64(b, part / 100);
		buf_putc(b, '.');
		buf_digits(b, part % 100, 2);
		if (table)
			buf_putc(b, '%');
	}
}

/**
 * derived_cell() - the function that puts a column that is no key
 * @column: column
 *
 * Return: the function.
 */
cell_put derived_cell(int column)
{
	static const cell_put puts[C_USED - FIELDS] = {
		[C_OBJECT - FIELDS] = object,
		[C_KIND - FIELDS] = kind,
		[C_OWN - FIELDS] = own,
		[C_USER - FIELDS] = name,
		[C_GROUP - FIELDS] = name,
		[C_CUSER - FIELDS] = name,
		[C_CGRP - FIELDS] = name,
		[C_IDLE - FIELDS] = idle,
		[C_MEM - FIELDS] = mem,
		[C_CREATOR - FIELDS] = process,
		[C_LAST - FIELDS] = process,
		[C_SENDER - FIELDS] = process,
		[C_RECEIVER - FIELDS] = process,
		[C_PROGRAM - FIELDS] = program,
		[C_CONTROL - FIELDS] = control,
		[C_CONTAINER - FIELDS] = container,
		[C_WHY - FIELDS] = why,
		[C_USE - FIELDS] = use,
		[C_DETAILS - FIELDS] = details,
		[C_REMOVER - FIELDS] = process,
	};

	return column >= C_USED ? percent : puts[column - FIELDS];
}

/**
 * derived_number() - the number that a column stands for, to sort by
 * @rec: record whose kind has the column
 * @column: column that is no key
 * @now: when the snapshot was taken
 * @num: set to the number
 *
 * Return: false if it is not known, or the column is a text.
 */
bool derived_number(const struct rec *rec, int column, int64_t now,
		    uint64_t *num)
{
	if (column >= C_USED)
		return part_of(rec, column, num);
	if (column == C_IDLE)
		return idle_of(rec, now, num);
	if (column == C_MEM)
		return mem_of(rec, num);
	return false;
}
