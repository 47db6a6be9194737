// SPDX-License-Identifier: GPL-2.0
/*
 * The columns of every output: their names, and the text of a cell.
 *
 * Every key of a snapshot is a column by the same name. A few more are derived
 * from them, for people.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "view/old_columns.h"
#include "base/names.h"
#include "findings/objects.h"

/* Where a line of reasons is broken. */
#define WHY_WIDTH 44

static const struct {
	const char *name;
	const char *help;
} derived[] = {
	[C_KIND - FIELDS] = { "kind", "shm, sem or msg" },
	[C_OWN - FIELDS] = { "own", "in the reader's own namespace" },
	[C_USER - FIELDS] = { "user", "owner" },
	[C_GROUP - FIELDS] = { "group", "owner's group" },
	[C_CUSER - FIELDS] = { "cuser", "creator's user" },
	[C_CGRP - FIELDS] = { "cgrp", "creator's group" },
	[C_AGE - FIELDS] = { "age", "time since it was touched" },
	[C_CREATOR - FIELDS] = { "creator", "process that made it" },
	[C_LAST - FIELDS] = { "last-user", "last process that used it" },
	[C_SENDER - FIELDS] = { "sender", "last process that sent" },
	[C_RECEIVER - FIELDS] = { "receiver", "last process that received" },
	[C_WHY - FIELDS] = { "why", "the reasons in words" },
	[C_USE - FIELDS] = { "use", "how it is used (as kind)" },
	[C_DETAILS - FIELDS] = { "details", "the rest in words" },
};

/* Limits of a namespace, and what counts against each. */
static const struct {
	const char *name;
	const char *help;
	enum field limit;
	enum field used;
} limits[C_USED_N] = {
	{ "shmmni%", "per cent used of shmmni", F_SHMMNI, F_SHM },
	{ "shmall%", "per cent used of shmall", F_SHMALL, F_SHMPAGES },
	{ "shmmax%", "largest segment in per cent of shmmax", F_SHMMAX,
	  F_SHMLARGEST },
	{ "semmni%", "per cent used of semmni", F_SEMMNI, F_SEM },
	{ "semmns%", "per cent used of semmns", F_SEMMNS, F_SEMS },
	{ "semmsl%", "largest array in per cent of semmsl", F_SEMMSL,
	  F_SEMLARGEST },
	{ "msgmni%", "per cent used of msgmni", F_MSGMNI, F_MSG },
	{ "msgmnb%", "fullest queue in per cent of its own limit", F_MSGMNB,
	  F_MSGLARGEST },
};

struct phrase {
	const char *word;
	const char *phrase;
};

/* What the words of docs/verdicts.md mean; an empty one says nothing new. */
static const struct phrase phrases[] = {
	{ "attached", "processes are attached" },
	{ "nattch0", "nobody is attached" },
	{ "dest", "marked for destruction" },
	{ "not-dest", "" },
	{ "waiters", "tasks sleep on it" },
	{ "stopped-waiters", "stopped tasks wait for it" },
	{ "undo", "operations would be undone at an exit" },
	{ "undo-empty", "undo lists with nothing to undo" },
	{ "unread-data", "unread messages in it" },
	{ "creator-alive", "its creator lives" },
	{ "creator-unreaped", "its creator's parent lives" },
	{ "creator-dead", "its creator is dead" },
	{ "creator-pid-reused", "its creator is dead (pid reused)" },
	{ "creator-unknown", "" },
	{ "last-alive", "a last user lives" },
	{ "older-user", "but began before it was made" },
	{ "last-dead", "its last users are dead" },
	{ "last-pid-reused", "its last users are dead (a pid reused)" },
	{ "family-alive", "its users' group or session lives" },
	{ "never-attached", "never attached" },
	{ "never-operated", "never used" },
	{ "only-set", "values set, never used" },
	{ "private-key", "private key" },
	{ "public-key", "public key" },
	{ "service-alive", "its service runs" },
	{ "service-gone", "its service is gone" },
	{ "owner-has-processes", "its owner has processes" },
	{ "owner-gone", "its owner has no process" },
	{ "group-has-processes", "its group has processes" },
	{ "others-may-open", "open to other users" },
	{ "nobody-known", "no user was ever recorded" },
	{ "maker-gone", "whoever may use it came later" },
	{ "may-return", "a program may find it again" },
	{ "namespace-empty", "no process in its namespace" },
	{ "pinned-by-file", "a process may enter it through a file" },
	{ "within-grace", "touched just now" },
	{ "time-in-future", "touched in the future: check the clock" },
	{ "not-all-known", "not everything is known" },
	{ "changed-meanwhile", "it changed meanwhile" },
	{ "locked", "locked in memory" },
};

/* The same where there is room, and the empty ones as well. */
static const struct phrase full_phrases[] = {
	{ "not-dest", "not marked for destruction" },
	{ "stopped-waiters",
	  "tasks that are stopped, frozen or traced will wait for it when they go on" },
	{ "undo-empty", "undo lists name it, but there is nothing to undo" },
	{ "creator-unreaped",
	  "its creator has exited, but the parent lives and has not reaped it, and may use it" },
	{ "creator-unknown", "the kernel keeps no creator of it" },
	{ "older-user",
	  "that one began before it was made: it attached, detached or forked with it last, or held the memory of one that died" },
	{ "only-set", "its values were set, but nobody ever operated on it" },
	{ "service-alive",
	  "processes are left in the memory cgroup that its pages are charged to" },
	{ "service-gone",
	  "no process is left in the memory cgroups that its pages are charged to" },
	{ "owner-has-processes",
	  "processes in its namespace run under its owner or creator" },
	{ "owner-gone",
	  "no process in its namespace runs under its owner or creator" },
	{ "group-has-processes",
	  "its mode gives something to its group, and a process that runs is in it" },
	{ "others-may-open", "its mode gives something to other users" },
	{ "nobody-known",
	  "nobody was ever recorded, and somebody who may use it began before it was made and may have made it" },
	{ "maker-gone",
	  "nobody was ever recorded, and all who may use it began after it was made" },
	{ "may-return",
	  "a program that is started later may find it again: its key is public, messages are unread, or its empty namespace can be entered" },
	{ "not-all-known",
	  "a fact was cut off or could not be read, which counts as one that keeps it" },
	{ "changed-meanwhile",
	  "it was used, changed or removed while the report was made" },
};

/* The keys of a recorded process, as the reader sees it. */
struct process {
	enum field pid, state, family, comm;
};

static const struct process creator = { F_CPID, F_CSTATE, F_CFAMILY, F_CCOMM };
static const struct process last = { F_LPID, F_LSTATE, F_LFAMILY, F_LCOMM };
static const struct process sender = { F_LSPID, F_LSSTATE, F_LSFAMILY,
				       F_LSCOMM };
static const struct process receiver = { F_LRPID, F_LRSTATE, F_LRFAMILY,
					 F_LRCOMM };

/* In no language but C's: in Turkish an i has another capital letter. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

/**
 * old_column_name() - the name of a column
 * @column: column
 * @buf: where to
 * @size: its size
 */
void old_column_name(int column, char *buf, size_t size)
{
	const char *name = column < FIELDS ? field_name(column) :
			   column < C_USED ? derived[column - FIELDS].name :
					     limits[column - C_USED].name;
	size_t i;

	for (i = 0; name[i] && i + 1 < size; i++)
		buf[i] = upper(name[i]);
	buf[i] = '\0';
}

/**
 * old_column_help() - what a column says
 * @column: column
 *
 * Return: a short text.
 */
const char *old_column_help(int column)
{
	if (column >= C_USED)
		return limits[column - C_USED].help;
	return column < FIELDS ? field_help(column) :
				 derived[column - FIELDS].help;
}

/**
 * old_column_in() - does a kind of record have a column?
 * @column: column
 * @kind: kind of record
 *
 * Return: true if so.
 */
bool old_column_in(int column, enum kind kind)
{
	if (column < FIELDS)
		return rec_slot(kind, column) >= 0;
	if (column >= C_USED)
		return kind == KIND_NS;
	switch (column) {
	case C_CREATOR:
		return kind == KIND_SHM;
	case C_SENDER:
	case C_RECEIVER:
		return kind == KIND_MSG;
	case C_OWN:
	case C_USER:
		return kind == KIND_USER || OBJECT_KINDS & 1U << kind;
	case C_USE:
	case C_DETAILS:
		return kind == KIND_USER;
	default:
		return OBJECT_KINDS & 1U << kind;
	}
}

/**
 * old_column_find() - find a column by its name
 * @name: name, in whatever case
 * @kinds: kinds of record, one bit each, any of which must have it
 *
 * Return: the column, -1 if there is none.
 */
int old_column_find(const char *name, unsigned int kinds)
{
	for (int column = 0; column < COLUMNS; column++) {
		char buf[32];
		size_t i = 0;

		old_column_name(column, buf, sizeof(buf));
		while (name[i] && upper(name[i]) == buf[i])
			i++;
		if (name[i] || buf[i])
			continue;
		for (enum kind k = 0; k < KINDS; k++)
			if (kinds & 1U << k && old_column_in(column, k))
				return column;
	}
	return -1;
}

/**
 * old_column_is_json_string() - is a column a string in JSON?
 * @column: column
 * @kind: kind of record
 *
 * Return: false for numbers, booleans and lists.
 */
bool old_column_is_json_string(int column, enum kind kind)
{
	if (column >= FIELDS)
		return column != C_AGE && column != C_OWN && column < C_USED;
	switch (kind_type(kind, column)) {
	case TYPE_KEY:
	case TYPE_MODE:
	case TYPE_STRING:
		return true;
	default:
		return false;
	}
}

/**
 * old_column_is_right() - is a column aligned to the right?
 * @column: column
 * @kind: kind of record
 *
 * Return: true if so.
 */
bool old_column_is_right(int column, enum kind kind)
{
	if (column >= FIELDS)
		return column == C_AGE || column >= C_USED;
	switch (kind_type(kind, column)) {
	case TYPE_NUMBER:
	case TYPE_SIGNED:
	case TYPE_BYTES:
	case TYPE_UINT:
	case TYPE_PID:
		return true;
	default:
		return false;
	}
}

/**
 * size_text() - a size for people
 * @buf: where to
 * @size: its size
 * @bytes: the size
 * @unit: what follows the letter of the unit, such as "iB"
 *
 * One decimal place below 10; never rounded up to what is not there.
 */
void size_text(char *buf, size_t size, uint64_t bytes, const char *unit)
{
	static const char letters[] = "KMGTPE";
	uint64_t whole = bytes, rest = 0;
	int i = -1;

	while (whole >= 1024) {
		rest = whole % 1024;
		whole /= 1024;
		i++;
	}
	rest = rest * 10 / 1024;
	if (i < 0)
		snprintf(buf, size, "%" PRIu64 "%s", whole, *unit ? " B" : "B");
	else if (rest && whole < 1000)
		snprintf(buf, size, "%" PRIu64 ".%" PRIu64 "%s%c%s", whole,
			 rest, *unit ? " " : "", letters[i], unit);
	else
		snprintf(buf, size, "%" PRIu64 "%s%c%s", whole,
			 *unit ? " " : "", letters[i], unit);
}

/**
 * age_text() - a time span for people
 * @buf: where to
 * @size: its size
 * @s: seconds
 */
void age_text(char *buf, size_t size, int64_t s)
{
	if (s < 60)
		snprintf(buf, size, "%" PRId64 "s", s);
	else if (s < 3600)
		snprintf(buf, size, "%" PRId64 "m", s / 60);
	else if (s < 86400)
		snprintf(buf, size, "%" PRId64 "h%02" PRId64 "m", s / 3600,
			 s / 60 % 60);
	else
		snprintf(buf, size, "%" PRId64 "d%02" PRId64 "h", s / 86400,
			 s / 3600 % 24);
}

/**
 * time_text() - a time for people, local
 * @buf: where to
 * @size: its size
 * @t: seconds since 1970; 0 is never
 */
void time_text(char *buf, size_t size, int64_t t)
{
	time_t tt = t;
	struct tm tm;

	if (!t)
		snprintf(buf, size, "never");
	else if (!localtime_r(&tt, &tm) ||
		 !strftime(buf, size, "%Y-%m-%d %H:%M:%S", &tm))
		snprintf(buf, size, "%" PRId64, t);
}

/* JSON and raw output escape by themselves what they must. */
static char *string_text(const struct style *style, const char *s)
{
	if (style->format == FORMAT_JSON)
		return escape_dup(s, ESCAPE_JSON);
	if (!*s)
		return strdup("\"\"");
	if (style->format == FORMAT_RAW)
		return strdup(s);
	return escape_dup(s, style->escape);
}

static void put_json_string(FILE *f, const char *s, size_t len)
{
	putc('"', f);
	for (; len; s++, len--) {
		if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else if ((unsigned char)*s < 0x20)
			fprintf(f, "\\u%04x", (unsigned int)*s);
		else
			putc(*s, f);
	}
	putc('"', f);
}

/*
 * A list of words in JSON. libsmartcols makes [null] of an empty list, so this
 * is written here.
 */
static char *json_words(const char *words)
{
	char *safe = escape_dup(words, ESCAPE_JSON);
	char *text = NULL;
	size_t len;
	FILE *f;

	if (!safe)
		return NULL;
	f = open_memstream(&text, &len);
	if (f) {
		const char *s = safe;

		putc('[', f);
		while (*s) {
			size_t n = strcspn(s, ",");

			put_json_string(f, s, n);
			s += n;
			s += !!*s;
			if (*s)
				fputs(", ", f);
		}
		putc(']', f);
		if (fclose(f)) {
			free(text);
			text = NULL;
		}
	}
	free(safe);
	return text;
}

static char *field_text(const struct style *style, const struct rec *rec,
			enum field field)
{
	uint64_t num = rec_num(rec, field, 0);
	enum type type = kind_type(rec->kind, field);
	bool json = style->format == FORMAT_JSON;
	bool table = style->format == FORMAT_TABLE;
	char buf[64];

	if (!rec_known(rec, field)) {
		/* The module's `-` is an empty list. */
		if (json && type == TYPE_WORDS && rec_seen(rec, field))
			return strdup("[]");
		if (json)
			return NULL;
		return strdup(rec_hidden(rec, field) ? "?" : "-");
	}

	switch (type) {
	case TYPE_STRING:
		return string_text(style, rec_str(rec, field));
	case TYPE_WORDS:
		return json ? json_words(rec_str(rec, field)) :
			      string_text(style, rec_str(rec, field));
	case TYPE_BOOL:
		if (json)
			return strdup(num ? "true" : "false");
		if (table)
			return strdup(num ? "yes" : "no");
		return strdup(num ? "1" : "0");
	case TYPE_KEY:
		snprintf(buf, sizeof(buf), "0x%08" PRIx64, num);
		break;
	case TYPE_MODE:
		snprintf(buf, sizeof(buf), "%04" PRIo64, num);
		break;
	case TYPE_TIME:
		if (table)
			time_text(buf, sizeof(buf), num);
		else
			snprintf(buf, sizeof(buf), "%" PRId64, (int64_t)num);
		break;
	case TYPE_SIGNED:
		snprintf(buf, sizeof(buf), "%" PRId64, (int64_t)num);
		break;
	case TYPE_BYTES:
		if (table && !style->bytes) {
			size_text(buf, sizeof(buf), num, "");
			break;
		}
		/* fall through */
	default:
		snprintf(buf, sizeof(buf), "%" PRIu64, num);
		break;
	}
	return strdup(buf);
}

static char *name_text(const struct style *style, const struct rec *rec,
		       enum field field)
{
	uint64_t num = rec_num(rec, field, 0);
	const char *name;
	char buf[16];

	if (!rec_known(rec, field))
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	name = field == F_UID || field == F_CUID ? names_user(num) :
						   names_group(num);
	if (name)
		return string_text(style, name);
	if (style->format == FORMAT_JSON)
		return NULL;
	snprintf(buf, sizeof(buf), "%" PRIu64, num);
	return strdup(buf);
}

static char *age(const struct style *style, const struct rec *rec)
{
	int64_t touched = rec_num(rec, F_TOUCHED, 0);
	char buf[32];

	if (touched <= 0 || touched > style->now)
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	if (style->format == FORMAT_TABLE)
		age_text(buf, sizeof(buf), style->now - touched);
	else
		snprintf(buf, sizeof(buf), "%" PRId64, style->now - touched);
	return strdup(buf);
}

/* "812 postgres (alive)", "812 (dead)", "812 (dead; the pid is sleep's now)" */
static char *process_text(const struct style *style, const struct rec *rec,
			  const struct process *p)
{
	const char *state = rec_str(rec, p->state);
	const char *name = rec_str(rec, p->comm);
	bool pid = rec_known(rec, p->pid);
	bool reused = rec_is(rec, p->state, "reused");
	char *text = NULL, *safe = NULL;
	char nr[24];
	FILE *f;
	size_t len;

	if (!pid && (!rec_hidden(rec, p->pid)))
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	if (pid)
		snprintf(nr, sizeof(nr), "%" PRIu64, rec_num(rec, p->pid, 0));
	else
		snprintf(nr, sizeof(nr), "?");

	f = open_memstream(&text, &len);
	if (!f)
		return NULL;
	fputs(nr, f);
	if (name && !reused)
		fprintf(f, " %s", name);
	if (state) {
		fprintf(f, " (%s",
			reused				? "dead" :
			rec_is(rec, p->state, "kernel") ? "a kernel thread" :
							  state);
		if (p == &creator && rec_is(rec, p->state, "zombie") &&
		    object_has_reason(rec, "creator-unreaped"))
			fputs("; its parent lives", f);
		if (reused && name)
			fprintf(f, "; now %s", name);
		if (rec_num(rec, p->family, 0))
			fprintf(f, "; family lives");
		fputs(")", f);
	}
	if (!fclose(f))
		safe = string_text(style, text);
	free(text);
	return safe;
}

static char *last_text(const struct style *style, const struct rec *rec)
{
	if (rec->kind != KIND_MSG)
		return process_text(style, rec, &last);
	if ((int64_t)rec_num(rec, F_STIME, 0) >=
	    (int64_t)rec_num(rec, F_RTIME, 0))
		return process_text(style, rec, &sender);
	return process_text(style, rec, &receiver);
}

static const char *find_phrase(const struct phrase *list, size_t n,
			       const char *word, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(list[i].word, word, len) && !list[i].word[len])
			return list[i].phrase;
	return NULL;
}

/**
 * reason_text() - a reason in words
 * @word: the reason, as the module gives it
 * @len: its length
 * @full: even if it says nothing new
 *
 * Return: the words, NULL if the reason is not known.
 */
const char *reason_text(const char *word, size_t len, bool full)
{
	const char *text = NULL;

	if (full)
		text = find_phrase(full_phrases,
				   sizeof(full_phrases) / sizeof(*full_phrases),
				   word, len);
	return text ? text :
		      find_phrase(phrases, sizeof(phrases) / sizeof(*phrases),
				  word, len);
}

/* Lines are broken between phrases, for libsmartcols to print them so. */
static char *why(const struct style *style, const struct rec *rec)
{
	const char *reasons = rec_str(rec, F_REASONS);
	char *safe, *text = NULL;
	size_t len;
	FILE *f;

	if (!reasons)
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	safe = string_text(style, reasons);
	if (!safe)
		return NULL;
	f = open_memstream(&text, &len);
	if (f) {
		size_t width = 0;

		for (const char *s = safe; *s;) {
			size_t n = strcspn(s, ",");
			const char *p = reason_text(s, n, false);
			size_t plen = p ? strlen(p) : n;

			if (plen && width) {
				bool full = width + 2 + plen > WHY_WIDTH &&
					    style->format == FORMAT_TABLE;

				fputs(full ? ",\n" : ", ", f);
				width = full ? 0 : width + 2;
			}
			fprintf(f, "%.*s", (int)plen, p ? p : s);
			width += plen;
			s += n + !!s[n];
		}
		if (fclose(f)) {
			free(text);
			text = NULL;
		}
	}
	free(safe);
	return text;
}

/* Which messages a receiver waits for. */
static void put_wanted(FILE *f, const struct rec *rec)
{
	static const struct {
		const char *word;
		const char *text;
	} wanted[] = {
		{ "equal", "type " },
		{ "not-equal", "any type but " },
		{ "less-equal", "types up to " },
		{ "number", "message number " },
	};

	if (rec_is(rec, F_WANTED, "any"))
		fputs("any type", f);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (rec_is(rec, F_WANTED, wanted[i].word))
			fprintf(f, "%s%" PRId64, wanted[i].text,
				(int64_t)rec_num(rec, F_MSGTYPE, 0));
	if (rec_known(rec, F_SIZE))
		fprintf(f, ", at most %" PRIu64 " bytes",
			rec_num(rec, F_SIZE, 0));
}

static void put_undo(FILE *f, const struct rec *rec)
{
	const char *adj = rec_str(rec, F_ADJ);
	uint64_t n = 0, all = rec_num(rec, F_ADJUSTED, 0);
	uint64_t sharers = rec_num(rec, F_SHARERS, 1);

	if (!rec_known(rec, F_ADJUSTED))
		fputs("adjustments not known", f);
	else if (!all)
		fputs("nothing to undo", f);
	else
		fputs("would add", f);
	for (; adj && *adj; n++) {
		size_t len = strcspn(adj, ",");

		fprintf(f, "%s %.*s", n ? "," : "", (int)len, adj);
		adj += len + !!adj[len];
	}
	if (all > n)
		fprintf(f, "%s %" PRIu64 " more", n ? " and" : "", all - n);
	if (sharers > 1)
		fprintf(f, "; shared by %" PRIu64 " processes", sharers);
}

static void put_use(FILE *f, const struct rec *rec)
{
	uint64_t ro = rec_num(rec, F_RO, 0), rw = rec_num(rec, F_RW, 0);
	bool stopped = rec_num(rec, F_STOPPED, 0);

	if (rec_is(rec, F_KIND, "attach")) {
		if (rw || !ro)
			fprintf(f, "%" PRIu64 " writable", rw);
		if (ro)
			fprintf(f, "%s%" PRIu64 " read-only", rw ? ", " : "",
				ro);
	} else if (rec_is(rec, F_KIND, "wait") && !rec_known(rec, F_NUM)) {
		fputs("inside semop()", f);
	} else if (rec_is(rec, F_KIND, "wait")) {
		fprintf(f, "semaphore %" PRIu64 ", operation %" PRId64,
			rec_num(rec, F_NUM, 0), (int64_t)rec_num(rec, F_OP, 0));
		if (rec_num(rec, F_NOPS, 1) > 1)
			fprintf(f, " (one of %" PRIu64 ")",
				rec_num(rec, F_NOPS, 1));
	} else if (rec_is(rec, F_KIND, "undo")) {
		put_undo(f, rec);
	} else if (rec_is(rec, F_KIND, "send") && !rec_known(rec, F_SIZE)) {
		fputs("inside msgsnd()", f);
	} else if (rec_is(rec, F_KIND, "send")) {
		fprintf(f, "%" PRIu64 " bytes", rec_num(rec, F_SIZE, 0));
	} else if (rec_is(rec, F_KIND, "receive") &&
		   !rec_known(rec, F_WANTED)) {
		fputs("inside msgrcv()", f);
	} else if (rec_is(rec, F_KIND, "receive")) {
		put_wanted(f, rec);
	}
	if (rec_known(rec, F_SLEPT)) {
		char buf[32];

		age_text(buf, sizeof(buf),
			 rec_num(rec, F_SLEPT, 0) / 1000000000);
		fprintf(f, ", %s for %s", stopped ? "stopped" : "asleep", buf);
	} else if (stopped) {
		fputs(", stopped", f);
	}
}

/* Two decimal places; a limit of 0 has none. */
static char *used(const struct style *style, const struct rec *rec, int i)
{
	enum field limit = limits[i].limit, num = limits[i].used;
	bool table = style->format == FORMAT_TABLE;
	unsigned __int128 part;
	char buf[48];

	/* A queue has a limit of its own; not every module tells it. */
	if (limits[i].limit == F_MSGMNB && rec_known(rec, F_MSGFULLEST) &&
	    rec_known(rec, F_MSGFULLLIMIT)) {
		limit = F_MSGFULLLIMIT;
		num = F_MSGFULLEST;
	}
	if (!rec_known(rec, num) || !rec_num(rec, limit, 0))
		return style->format == FORMAT_JSON ? NULL : strdup("-");
	part = (unsigned __int128)rec_num(rec, num, 0) * 10000 /
	       rec_num(rec, limit, 1);
	if (part > UINT64_MAX)
		part = UINT64_MAX;
	if (table && rec_num(rec, num, 0) && !part)
		return strdup("<0.01%");
	snprintf(buf, sizeof(buf), "%" PRIu64 ".%02" PRIu64 "%s",
		 (uint64_t)part / 100, (uint64_t)part % 100, table ? "%" : "");
	return strdup(buf);
}

/* JSON has the key as it is, which belongs to the id of a namespace. */
static char *namespace_text(const struct style *style, const struct rec *rec)
{
	char *text = NULL;

	if (style->format == FORMAT_JSON || !rec_known(rec, F_NS))
		return field_text(style, rec, F_NS);
	return asprintf(&text, "%" PRIu64, object_ns(rec)) < 0 ? NULL : text;
}

static char *details(const struct style *style, const struct rec *rec)
{
	char *text = NULL, *safe = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	put_use(f, rec);
	if (!fclose(f))
		safe = len			    ? string_text(style, text) :
		       style->format == FORMAT_JSON ? NULL :
						      strdup("-");
	free(text);
	return safe;
}

/**
 * column_text() - the text of a cell
 * @style: what output shall look like
 * @rec: record
 * @column: column; the record's kind may lack it
 *
 * Return: a new string fit for the format; NULL for null in JSON, or if memory
 * ran out.
 */
char *column_text(const struct style *style, const struct rec *rec, int column)
{
	if (!old_column_in(column, rec->kind))
		return style->format == FORMAT_JSON ? NULL : strdup("-");

	if (column >= C_USED)
		return used(style, rec, column - C_USED);
	switch (column) {
	case F_NS:
		return namespace_text(style, rec);
	case C_KIND:
		return strdup(kind_name(rec->kind));
	case C_OWN:
		return rec_ns(rec) ? field_text(style, rec_ns(rec), F_SELF) :
				     NULL;
	case C_USER:
		return name_text(style, rec, F_UID);
	case C_GROUP:
		return name_text(style, rec, F_GID);
	case C_CUSER:
		return name_text(style, rec, F_CUID);
	case C_CGRP:
		return name_text(style, rec, F_CGID);
	case C_AGE:
		return age(style, rec);
	case C_CREATOR:
		return process_text(style, rec, &creator);
	case C_LAST:
		return last_text(style, rec);
	case C_SENDER:
		return process_text(style, rec, &sender);
	case C_RECEIVER:
		return process_text(style, rec, &receiver);
	case C_WHY:
		return why(style, rec);
	case C_USE:
		return field_text(style, rec, F_KIND);
	case C_DETAILS:
		return details(style, rec);
	default:
		return field_text(style, rec, column);
	}
}
