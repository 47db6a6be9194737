// SPDX-License-Identifier: GPL-2.0
/*
 * From the text of a snapshot to records.
 *
 * The text may come from anybody: it may be cut off, altered, endless. Nothing
 * is believed before it was checked, nothing is returned before the whole was
 * read, and memory stays within a fixed multiple of the input. No work is
 * quadratic in the number of lines: what must be unique is sorted.
 *
 * Pure: reads and prints nothing.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "records/parse.h"

/* Most bytes of the input that a message repeats. */
#define QUOTE_MAX 40

__attribute__((format(printf, 3, 4))) static bool
fail(struct parser *p, unsigned long line, const char *fmt, ...)
{
	char at[24] = "";
	char what[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);

	if (line)
		snprintf(at, sizeof(at), ":%lu", line);
	snprintf(p->msg, sizeof(p->msg), "%.200s%s: %s", p->name, at, what);
	p->failed = true;
	return false;
}

/* A piece of the input, fit for a message. */
struct quote {
	char s[4 * QUOTE_MAX + 4];
};

static struct quote quote(const char *s)
{
	size_t len = strlen(s);
	struct quote q = { "" };
	size_t n;

	n = escape_show(q.s, sizeof(q.s) - 3, s,
			len > QUOTE_MAX ? QUOTE_MAX : len, ESCAPE_ASCII);
	if (len > QUOTE_MAX)
		memcpy(q.s + n, "...", sizeof("..."));
	return q;
}

static bool digits(const char *s, unsigned int base, uint64_t max,
		   uint64_t *num)
{
	uint64_t n = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned int d;

		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (*s >= 'a' && *s <= 'f')
			d = *s - 'a' + 10;
		else
			return false;
		if (d >= base || d > max || n > (max - d) / base)
			return false;
		n = n * base + d;
	}
	*num = n;
	return true;
}

static bool parse_number(const char *s, enum type type, uint64_t *num)
{
	switch (type) {
	case TYPE_NUMBER:
	case TYPE_BYTES:
		return digits(s, 10, UINT64_MAX, num);
	case TYPE_UINT:
		return digits(s, 10, UINT32_MAX, num);
	case TYPE_PID:
		return digits(s, 10, INT_MAX, num);
	case TYPE_BOOL:
		return *s && !s[1] && digits(s, 10, 1, num);
	case TYPE_TIME:
	case TYPE_SIGNED:
		if (*s != '-')
			return digits(s, 10, INT64_MAX, num);
		if (!digits(s + 1, 10, INT64_MAX, num))
			return false;
		*num = -*num;
		return true;
	case TYPE_KEY:
		return !strncmp(s, "0x", 2) && strlen(s) == 10 &&
		       digits(s + 2, 16, UINT32_MAX, num);
	case TYPE_MODE:
		return strlen(s) == 4 && digits(s, 8, 07777, num);
	default:
		return false;
	}
}

/* What a line is told apart by, and what counts, is never unavailable. */
static bool must_be_known(enum kind kind, enum field field)
{
	/* Of a task that was stopped in semop(), it is not. */
	if (kind == KIND_USER && field == F_NUM)
		return false;

	switch (field) {
	case F_NS:
	case F_ID:
	case F_NUM:
	case F_FIRST:
	case F_WHO:
		return true;
	case F_TYPE:
		return kind == KIND_RESIDENT;
	default:
		return kind == KIND_END;
	}
}

/* The number of an object is an int, that of a namespace is not. */
static bool too_big(enum kind kind, enum field field, uint64_t num)
{
	return (field == F_ID || field == F_NUM) && kind != KIND_NS &&
	       num > INT_MAX;
}

static bool parse_value(struct parser *p, struct rec *rec, int slot,
			enum field field, char *s)
{
	const struct field_info *info = &field_info[field];
	enum type type = kind_type(rec->kind, field);
	union value *v = &rec->v[slot];

	if (rec->seen & 1ULL << slot)
		return fail(p, p->line, "%s is given twice", info->name);
	rec->seen |= 1ULL << slot;

	if (!strcmp(s, "-")) {
		if (!must_be_known(rec->kind, field))
			return true;
		return fail(p, p->line, "%s must not be \"-\"", info->name);
	}
	if (!strcmp(s, "?") && type == TYPE_PID) {
		rec->hidden |= 1ULL << slot;
		return true;
	}
	rec->known |= 1ULL << slot;

	if (type == TYPE_STRING || type == TYPE_WORDS) {
		if (!escape_undo(s))
			return fail(p, p->line, "%s: bad escape", info->name);
		v->str = snapshot_string(p->snap, s, strlen(s));
		return v->str || fail(p, 0, "out of memory");
	}
	if (!parse_number(s, type, &v->num) ||
	    too_big(rec->kind, field, v->num))
		return fail(p, p->line, "%s: bad value \"%s\"", info->name,
			    quote(s).s);
	return true;
}

/* Keys usually come in the order of the table: try the next one first. */
static int find_slot(const enum field *fields, size_t n, size_t *next,
		     const char *key)
{
	for (size_t i = 0; i < n; i++) {
		size_t slot = (*next + i) % n;

		if (!strcmp(field_info[fields[slot]].name, key)) {
			*next = slot + 1;
			return slot;
		}
	}
	return -1;
}

static bool good_key(const char *s)
{
	const char *from = s;

	while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
	       (*s >= '0' && *s <= '9') || *s == '_' || *s == '-')
		s++;
	return s > from && !*s;
}

/* A value that nobody reads must be well-formed nevertheless. */
static bool good_value(const char *s)
{
	for (; *s; s++)
		if (*s < '!' || *s > '~')
			return false;
	return true;
}

/* rest: what follows the kind (and version) of a line, NULL if nothing. */
static bool parse_fields(struct parser *p, struct rec *rec, char *rest)
{
	const enum field *fields;
	size_t n, next = 0;
	uint64_t missing;

	fields = kind_fields(rec->kind, &n);
	while (rest) {
		char *word = strsep(&rest, " ");
		char *value = strchr(word, '=');
		int slot;

		if (!*word)
			return fail(p, p->line, "a space too many");
		if (!value)
			return fail(p, p->line, "\"%s\" is not key=value",
				    quote(word).s);
		*value++ = '\0';
		if (!good_key(word) || !good_value(value)) {
			value[-1] = '=';
			return fail(p, p->line, "\"%s\" is not key=value",
				    quote(word).s);
		}
		slot = find_slot(fields, n, &next, word);
		if (slot < 0)
			continue;
		if (!parse_value(p, rec, slot, fields[slot], value))
			return false;
	}

	missing = ~rec->seen & ((1ULL << kind_required(rec->kind)) - 1);
	if (missing) {
		int slot = __builtin_ctzll(missing);

		return fail(p, p->line, "%s is missing",
			    field_info[fields[slot]].name);
	}
	return true;
}

static bool parse_header(struct parser *p, char *word, char *rest)
{
	struct rec *rec;
	char *version;

	if (strcmp(word, kind_name(KIND_HEADER)) || !rest)
		return fail(p, p->line, "not a snapshot of ipcdiag");
	version = strsep(&rest, " ");
	if (strcmp(version, PARSE_VERSION))
		return fail(p, p->line,
			    "format version \"%s\", only %s can be read",
			    quote(version).s, PARSE_VERSION);

	rec = snapshot_add(p->snap, KIND_HEADER);
	if (!rec)
		return fail(p, 0, "out of memory");
	rec->line = p->line;
	return parse_fields(p, rec, rest);
}

static bool parse_line(struct parser *p)
{
	char *rest = p->buf;
	char *word;
	struct rec *rec;
	enum kind kind;

	p->buf[p->len] = '\0';
	if (memchr(p->buf, '\0', p->len))
		return fail(p, p->line, "a zero byte");
	if (p->ended)
		return fail(p, p->line, "something follows the end line");

	word = strsep(&rest, " ");
	if (p->line == 1)
		return parse_header(p, word, rest);
	if (!good_key(word))
		return fail(p, p->line, "\"%s\" is no kind of line",
			    quote(word).s);
	if (!strcmp(word, kind_name(KIND_HEADER)))
		return fail(p, p->line, "a second header");

	for (kind = KIND_NS; kind < KINDS; kind++)
		if (!strcmp(word, kind_name(kind)))
			break;
	if (kind == KINDS)
		return true;

	rec = snapshot_add(p->snap, kind);
	if (!rec)
		return fail(p, 0, "out of memory");
	rec->line = p->line;
	p->ended = kind == KIND_END;
	return parse_fields(p, rec, rest);
}

/**
 * parse_new() - begin to read a snapshot
 * @name: name of the input for messages, fit to be shown; it must live as long
 *	  as the parser
 *
 * Return: the parser, NULL if memory ran out.
 */
struct parser *parse_new(const char *name)
{
	struct parser *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->name = name;
	p->max = PARSE_MAX_TOTAL;
	p->line = 1;
	p->snap = snapshot_new(SOURCE_MODULE);
	if (!p->snap) {
		free(p);
		return NULL;
	}
	return p;
}

/**
 * parse_feed() - read on
 * @p: parser
 * @data: the next bytes of the snapshot
 * @len: how many
 *
 * Return: false if the snapshot is bad; @p->msg says why.
 */
bool parse_feed(struct parser *p, const char *data, size_t len)
{
	if (p->failed)
		return false;
	if (len > p->max - p->total)
		return fail(p, 0, "larger than %zu bytes", p->max);
	p->total += len;

	while (len) {
		const char *end = memchr(data, '\n', len);
		size_t n = end ? (size_t)(end - data) : len;

		if (n > PARSE_MAX_LINE - p->len)
			return fail(p, p->line, "line longer than %d bytes",
				    PARSE_MAX_LINE);
		memcpy(p->buf + p->len, data, n);
		p->len += n;
		if (!end)
			break;
		if (!parse_line(p))
			return false;
		p->len = 0;
		p->line++;
		data += n + 1;
		len -= n + 1;
	}
	return true;
}

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* By identity; fields that a kind does not have are equal. */
static int by_identity(const void *pa, const void *pb)
{
	static const enum field identity[] = { F_NS, F_ID, F_NUM, F_FIRST,
					       F_WHO };
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	int diff = 0;

	for (int i = 0; i < 5 && !diff; i++)
		diff = compare(rec_num(a, identity[i], 0),
			       rec_num(b, identity[i], 0));
	/* A user and a group may have the same number. */
	if (!diff && a->kind == KIND_RESIDENT)
		diff = strcmp(rec_str(a, F_TYPE), rec_str(b, F_TYPE));
	return diff;
}

static int by_identity_and_line(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	int diff = by_identity(pa, pb);

	return diff ? diff : compare(a->line, b->line);
}

/* A namespace's id against the ns of a record. */
static int by_ns(const void *pkey, const void *pns)
{
	const struct rec *key = *(const struct rec *const *)pkey;
	const struct rec *ns = *(const struct rec *const *)pns;

	return compare(rec_num(key, F_NS, 0), rec_num(ns, F_ID, 0));
}

/* A part against the object that it is of. */
static int by_object(const void *pkey, const void *pobject)
{
	const struct rec *key = *(const struct rec *const *)pkey;
	const struct rec *object = *(const struct rec *const *)pobject;
	int diff = compare(rec_num(key, F_NS, 0), rec_num(object, F_NS, 0));

	return diff ? diff :
		      compare(rec_num(key, F_ID, 0), rec_num(object, F_ID, 0));
}

/* A sorted copy of a list; refuses what occurs twice. */
static bool sorted(struct parser *p, enum kind kind, struct rec ***out)
{
	const struct rec_list *list = &p->snap->list[kind];
	struct rec **v;

	v = reallocarray(NULL, list->n + 1, sizeof(*v));
	*out = v;
	if (!v)
		return fail(p, 0, "out of memory");
	for (size_t i = 0; i < list->n; i++)
		v[i] = list->v[i];
	qsort(v, list->n, sizeof(*v), by_identity_and_line);
	for (size_t i = 1; i < list->n; i++)
		if (!by_identity(&v[i - 1], &v[i]))
			return fail(p, v[i]->line, "the same %s as in line %lu",
				    kind_name(kind), v[i - 1]->line);
	return true;
}

static bool check_counts(struct parser *p)
{
	const struct rec *end = p->snap->list[KIND_END].v[0];
	const struct rec_list *ns = &p->snap->list[KIND_NS];
	uint64_t changed = 0;
	size_t n;
	const enum field *fields = kind_fields(KIND_END, &n);

	for (size_t i = 0; i < ns->n; i++)
		changed += rec_num(ns->v[i], F_CHANGED, 0);

	for (size_t i = 0; i < n; i++) {
		uint64_t want = rec_num(end, fields[i], 0), have = changed;
		const char *name = field_info[fields[i]].name;

		if (!rec_get(end, fields[i]))
			continue;
		for (int k = KIND_NS; k < KIND_END; k++)
			if (!strcmp(name, kind_name(k)))
				have = p->snap->list[k].n;
		if (want != have)
			return fail(p, end->line, "%s=%llu, but there are %llu",
				    name, (unsigned long long)want,
				    (unsigned long long)have);
	}
	return true;
}

/* What a record is a part of, KINDS for nothing that is known. */
static enum kind part_of(const struct rec *rec)
{
	switch (rec->kind) {
	case KIND_SEMVAL:
		return KIND_SEM;
	case KIND_RUN:
		return KIND_MSG;
	case KIND_USER:
		for (enum kind k = 0; k < KINDS; k++)
			if (OBJECT_KINDS & 1U << k &&
			    rec_is(rec, F_TYPE, kind_name(k)))
				return k;
		return KINDS;
	default:
		return KINDS;
	}
}

static bool check_record(struct parser *p, struct rec *rec,
			 struct rec **by_id[KINDS])
{
	enum kind whole = part_of(rec);
	struct rec **ns, **object;

	ns = bsearch(&rec, by_id[KIND_NS], p->snap->list[KIND_NS].n,
		     sizeof(*ns), by_ns);
	if (!ns)
		return fail(p, rec->line, "namespace %llu is not listed",
			    (unsigned long long)rec_num(rec, F_NS, 0));
	rec->ns = *ns;
	if (whole == KINDS)
		return true;
	object = bsearch(&rec, by_id[whole], p->snap->list[whole].n,
			 sizeof(*object), by_object);
	if (!object)
		return fail(p, rec->line, "%s %llu is not listed",
			    kind_name(whole),
			    (unsigned long long)rec_num(rec, F_ID, 0));
	rec->whole = *object;
	return true;
}

/* From the last to the first, for the lists to be in the right order. */
static void link_parts(struct snapshot *snap)
{
	for (int k = KIND_END - 1; k > KIND_SHM; k--) {
		const struct rec_list *list = &snap->list[k];

		for (size_t i = list->n; i-- > 0;) {
			struct rec *rec = list->v[i];

			if (!rec->whole)
				continue;
			rec->next = rec->whole->parts;
			rec->whole->parts = rec;
		}
	}
}

/* Every object must be in a namespace, every part of one in a listed one. */
static bool check_references(struct parser *p)
{
	struct rec **by_id[KINDS] = { NULL };
	bool ok = true;

	for (enum kind k = KIND_NS; ok && k < KIND_END; k++)
		if (k != KIND_USER)
			ok = sorted(p, k, &by_id[k]);

	for (enum kind k = KIND_SHM; ok && k < KIND_END; k++) {
		const struct rec_list *list = &p->snap->list[k];

		for (size_t i = 0; ok && i < list->n; i++)
			ok = check_record(p, list->v[i], by_id);
	}
	if (ok)
		link_parts(p->snap);

	for (int k = 0; k < KINDS; k++)
		free(by_id[k]);
	return ok;
}

/**
 * parse_finish() - end of the input
 * @p: parser, which is of no more use afterwards
 *
 * Return: the snapshot, NULL if it is bad; @p->msg says why.
 */
struct snapshot *parse_finish(struct parser *p)
{
	struct snapshot *snap;

	if (p->failed)
		return NULL;
	if (!p->total)
		fail(p, 0, "empty, not a snapshot of ipcdiag");
	else if (p->len && p->line == 1)
		fail(p, 1, "not a snapshot of ipcdiag, or cut off");
	else if (p->len)
		fail(p, p->line, "cut off in the middle of this line");
	else if (!p->ended)
		fail(p, p->line, "cut off: the end line is missing");
	else if (check_counts(p))
		check_references(p);
	if (p->failed)
		return NULL;

	snap = p->snap;
	p->snap = NULL;
	return snap;
}

/**
 * parse_free() - free a parser
 * @p: parser or NULL
 */
void parse_free(struct parser *p)
{
	if (!p)
		return;
	snapshot_free(p->snap);
	free(p);
}
