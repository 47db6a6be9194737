// SPDX-License-Identifier: GPL-2.0
/*
 * Everything about one object.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings/access.h"
#include "view/views.h"
#include "base/say.h"
#include "findings/objects.h"
#include "view/output.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Most semaphores that the eight adjustments of a user may name. */
#define ADJUSTED_MAX 8

/* Most processes that are named as keeping a namespace. */
#define HOLDER_MAX 4

static const char *const titles[KINDS] = {
	[KIND_SHM] = "Segment",
	[KIND_SEM] = "Semaphore array",
	[KIND_MSG] = "Queue",
};

/* What is told of each kind, in this order; a column that it lacks is not. */
static const struct {
	const char *label;
	int column;
} properties[] = {
	{ "key", F_KEY },
	{ "former key", F_FKEY },
	{ "mode", F_MODE },
	{ "made by", C_CREATOR },
	{ "last used by", C_LAST },
	{ "last sent by", C_SENDER },
	{ "last received by", C_RECEIVER },
	{ "made", F_MADE },
	{ "made or changed", F_CTIME },
	{ "attached", F_ATIME },
	{ "detached", F_DTIME },
	{ "operated on", F_OTIME },
	{ "sent", F_STIME },
	{ "received", F_RTIME },
	{ "size", F_SIZE },
	{ "resident", F_RSS },
	{ "swapped out", F_SWAP },
	{ "locked", F_LOCKED },
	{ "page size", F_PAGESIZE },
	{ "flags", F_FLAGS },
	{ "attachments", F_NATTCH },
	{ "processes", F_PROCS },
	{ "semaphores", F_NSEMS },
	{ "waiting", F_WAITERS },
	{ "undo lists", F_UNDO },
	{ "to be undone", F_UNDOING },
	{ "messages", F_QNUM },
	{ "bytes queued", F_CBYTES },
	{ "bytes at most", F_QBYTES },
	{ "sending", F_SENDERS },
	{ "receiving", F_RECEIVERS },
	{ "stopped in a call", F_STOPPED },
	{ "would give back", F_RECLAIM },
};

static const struct {
	const char *verdict;
	const char *meaning;
	const char *removal;
} verdicts[] = {
	{ "in-use", "it is used now", "no: it is in use" },
	{ "held", "it was removed, but processes are still attached",
	  "it is removed already; its memory comes back when the last one detaches" },
	{ "idle", "nobody uses it now, but somebody who did is still there",
	  "no: who made or used it lives" },
	{ "young", "nobody may be left to use it, but it was touched just now",
	  "not yet: it was touched just now" },
	{ "suspect",
	  "nobody is known to want it, but somebody who runs could use it",
	  "not without asking who could use it" },
	{ "unclaimed", "nobody who runs could use it without a capability",
	  "not without asking its owner: a program may be started that knows it" },
	{ "orphan", "removing it harms nobody", "yes" },
	{ "unknown", "it could not be judged", "it could not be judged" },
};

__attribute__((format(printf, 1, 2))) static char *str(const char *fmt, ...)
{
	char *text;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	return n < 0 ? NULL : text;
}

static bool out_of_memory(void)
{
	fprintf(stderr, "ipcdiag: out of memory\n");
	return false;
}

/*
 * struct removal - may it be removed?
 * @safe: 1 if so, 0 if not, -1 if others have to be asked or it is not known
 * @text: the same in words
 * @command: that removes what is safe to remove, or empty
 * @asked: that removes it if its owner agrees, or empty
 */
struct removal {
	int safe;
	const char *text;
	char command[128];
	char asked[128];
};

/* Empty if it cannot be removed from here. */
static void remove_by(char *buf, size_t size, const struct rec *rec)
{
	uint64_t pid = rec_num(rec_ns(rec), F_PID, 0);
	char args[OBJECT_NAME];

	object_remover(args, sizeof(args), rec);
	*buf = '\0';
	if (object_has_reason(rec, "namespace-empty"))
		return;
	if (object_is_own(rec))
		snprintf(buf, size, "ipcrm %s", args);
	else if (pid)
		snprintf(buf, size,
			 "nsenter --target %" PRIu64 " --ipc ipcrm %s", pid,
			 args);
}

static const char *usual_advice(const struct rec *rec)
{
	for (size_t i = 0; i < ARRAY_SIZE(verdicts); i++)
		if (rec_is(rec, F_VERDICT, verdicts[i].verdict))
			return verdicts[i].removal;
	return rec_known(rec, F_VERDICT) ?
		       "it counts as not judged: this version of ipcdiag does not know the verdict" :
		       "it cannot be judged without the module";
}

static void advise(struct removal *r, const struct rec *rec)
{
	enum finding finding = object_finding(rec);

	r->text = usual_advice(rec);
	r->safe = finding == FINDING_NONE ? 0 : -1;
	*r->command = '\0';
	*r->asked = '\0';
	if ((finding == FINDING_ORPHAN || finding == FINDING_UNCLAIMED) &&
	    object_is_used(rec)) {
		r->safe = 0;
		r->text = "no: it is in use";
	} else if (object_is_safe(rec)) {
		r->safe = 1;
		remove_by(r->command, sizeof(r->command), rec);
		if (object_is_out_of_reach(rec))
			r->text =
				"nobody can remove it: it goes when the last mapping goes that holds its namespace";
		else if (!*r->command)
			r->text =
				"yes, but only in its namespace, of which no process can be seen from here";
	} else if (object_is_to_be_asked_for(rec)) {
		remove_by(r->asked, sizeof(r->asked), rec);
	} else if (finding == FINDING_UNCLAIMED) {
		r->text =
			"not without asking its owner: a program may be started that finds it again";
	} else if (finding == FINDING_NOBODY_KNOWN) {
		r->text = "nobody can tell: ask who could use it";
	}
}

static void property(struct sheet *sheet, const char *label, char *text)
{
	struct libscols_line *line = sheet_line(sheet, NULL);

	sheet_cell(sheet, line, 0, str("  %s", label));
	sheet_cell(sheet, line, 1, text);
}

/* "2023-11-14 20:10:01 (2h46m ago)" */
static char *time_and_age(const struct style *style, const struct rec *rec,
			  int column)
{
	int64_t t = rec_num(rec, column, 0);
	char when[64], age[32];

	time_text(when, sizeof(when), t);
	if (!t)
		return strdup(when);
	if (t > style->now)
		return str("%s (still to come)", when);
	if (t < 0)
		return strdup(when);
	age_text(age, sizeof(age), style->now - t);
	return str("%s (%s ago)", when, age);
}

static char *property_text(const struct style *style, const struct rec *rec,
			   int column)
{
	char *text, *more;

	if (column < FIELDS && kind_type(rec->kind, column) == TYPE_TIME)
		return time_and_age(style, rec, column);
	text = column_text(style, rec, column);
	if (column != F_KEY || !text || rec_num(rec, F_KEY, 1))
		return text;
	more = str("%s (private)", text);
	free(text);
	return more;
}

static char *joined(const struct style *style, const struct rec *rec, int user,
		    int uid, int group, int gid)
{
	char *u = column_text(style, rec, user);
	char *g = column_text(style, rec, group);
	char *text = NULL;

	if (u && g)
		text = str("%s (%" PRIu64 "), group %s (%" PRIu64 ")", u,
			   rec_num(rec, uid, 0), g, rec_num(rec, gid, 0));
	free(u);
	free(g);
	return text;
}

static char *namespace_text(const struct style *style, const struct rec *ns)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		return NULL;
	fprintf(f, "%" PRIu64, rec_num(ns, F_INUM, rec_num(ns, F_ID, 0)));
	if (rec_num(ns, F_SELF, 0))
		fputs(", the own one", f);
	else if (rec_num(ns, F_INIT, 0))
		fputs(", the initial one", f);
	if (rec_known(ns, F_PROCS) && !rec_num(ns, F_PROCS, 0))
		fputs(", without a process", f);
	else if (rec_known(ns, F_PID) && rec_known(ns, F_COMM)) {
		char *comm = column_text(style, ns, F_COMM);

		fprintf(f, ", of %" PRIu64 " %s", rec_num(ns, F_PID, 0),
			comm ? comm : "");
		free(comm);
	}
	if (rec_known(ns, F_CGROUP)) {
		char *cgroup = column_text(style, ns, F_CGROUP);

		fprintf(f, " in %s", cgroup ? cgroup : "");
		free(cgroup);
	}
	if (fclose(f)) {
		free(text);
		return NULL;
	}
	return text;
}

static const char *meaning_of(const struct rec *rec)
{
	if (object_finding(rec) == FINDING_NOBODY_KNOWN)
		return "no user was ever recorded, and nobody can tell who made it";
	for (size_t i = 0; i < ARRAY_SIZE(verdicts); i++)
		if (rec_is(rec, F_VERDICT, verdicts[i].verdict))
			return verdicts[i].meaning;
	return rec_known(rec, F_VERDICT) ?
		       "this version of ipcdiag does not know this verdict" :
		       NULL;
}

/* Which process a reason is about, unless it is plain from elsewhere. */
static const struct {
	const char *reason;
	int column;
} about[] = {
	{ "creator-unreaped", C_CREATOR },
	{ "older-user", C_LAST },
};

static char *reason_line(const struct style *style, const struct rec *rec,
			 const char *word, size_t len)
{
	const char *known = reason_text(word, len, true);
	char *copy, *text;

	if (!known) {
		copy = strndup(word, len);
		text = copy ? escape_dup(copy, style->escape) : NULL;
		free(copy);
		return text;
	}
	for (size_t i = 0; i < ARRAY_SIZE(about); i++) {
		char *who;

		if (strlen(about[i].reason) != len ||
		    strncmp(word, about[i].reason, len) ||
		    !old_column_in(about[i].column, rec->kind))
			continue;
		who = column_text(style, rec, about[i].column);
		text = who ? str("%s: %s", known, who) : NULL;
		free(who);
		return text;
	}
	return strdup(known);
}

static void judgement(struct sheet *sheet, const struct request *req,
		      const struct rec *rec)
{
	const char *reasons = rec_str(rec, F_REASONS);
	const char *meaning = meaning_of(rec);
	struct removal removal;
	char *verdict = column_text(&req->style, rec, F_VERDICT);

	property(sheet, "verdict",
		 str("%s%s%s", verdict ? verdict : "", meaning ? ": " : "",
		     meaning ? meaning : ""));
	free(verdict);

	for (const char *r = reasons; r && *r;) {
		size_t n = strcspn(r, ",");

		property(sheet, r == reasons ? "because" : "",
			 reason_line(&req->style, rec, r, n));
		r += n + !!r[n];
	}

	advise(&removal, rec);
	property(sheet, "safe to remove", strdup(removal.text));
	if (*removal.command)
		property(sheet, req->from ? "if still so" : "with",
			 strdup(removal.command));
	if (*removal.asked)
		property(sheet, "if its owner agrees", strdup(removal.asked));
}

/* Which container pays, and how much was looked at to tell. */
static void charged(struct sheet *sheet, const struct style *style,
		    const struct rec *rec)
{
	uint64_t looked = rec_num(rec, F_LOOKED, 0);
	uint64_t page = rec_num(rec, F_PAGESIZE, 0);
	uint64_t pages = page ? rec_num(rec, F_RSS, 0) / page : 0;
	uint64_t groups = rec_num(rec, F_MEMCGS, 1);
	char *path, of[32] = "", more[64] = "";

	if (!looked || !rec_known(rec, F_MEMCG))
		return;
	path = column_text(style, rec, F_MEMCG);
	if (pages >= looked)
		snprintf(of, sizeof(of), " of %" PRIu64, pages);
	if (groups > 1)
		snprintf(more, sizeof(more), " and %" PRIu64 " more",
			 groups - 1);
	property(sheet, "charged to",
		 path ? str("%s%s (looked at %" PRIu64 "%s page%s)", path, more,
			    looked, of, looked == 1 && !*of ? "" : "s") :
			NULL);
	free(path);
	if (rec_known(rec, F_POPULATED))
		property(sheet, "",
			 str("%s left in %s",
			     rec_num(rec, F_POPULATED, 0) ? "processes are" :
							    "no process is",
			     groups > 1 ? "them" : "it"));
}

/* Only where somebody is to be asked. */
static bool could_use(struct sheet *sheet, const struct style *style,
		      const struct snapshot *snap, const struct rec *rec)
{
	static const char label[] = "could use it";
	enum finding finding = object_finding(rec);
	bool told = false;
	struct rec **v;
	size_t n;

	if (!residents_known(snap) || finding == FINDING_ORPHAN ||
	    (finding == FINDING_NONE && !rec_is(rec, F_VERDICT, "young")))
		return true;
	v = access_residents(snap, rec, &n);
	if (!v)
		return false;
	for (size_t i = 0; i < n; i++) {
		property(sheet, told ? "" : label,
			 access_resident_text(style, v[i]));
		told = true;
	}
	free(v);
	if (access_open(rec) && rec_num(rec_ns(rec), F_PROCS, 0)) {
		property(sheet, told ? "" : label,
			 access_open_text(style, rec_ns(rec)));
		told = true;
	}
	if (rec_num(rec_ns(rec), F_CAPABLE, 0)) {
		property(sheet, told ? "" : label,
			 access_capable_text(style, rec_ns(rec)));
		told = true;
	}
	if (!told)
		property(sheet, label, strdup("nobody who runs"));
	return true;
}

/* Who could be ended, for what nobody can remove to go. */
static bool holders(struct sheet *sheet, const struct style *style,
		    const struct snapshot *snap, const struct rec *rec)
{
	static const char label[] = "namespace held by";
	struct rec **v;
	size_t n;

	if (!rec_is(rec, F_VERDICT, "orphan") || !object_is_out_of_reach(rec))
		return true;
	v = access_holders(snap, rec_ns(rec), &n);
	if (!v)
		return false;
	for (size_t i = 0; i < n && i < HOLDER_MAX; i++)
		property(sheet, i ? "" : label,
			 access_holder_text(style, v[i]));
	if (n > HOLDER_MAX)
		property(sheet, "", str("and %zu more", n - HOLDER_MAX));
	if (!n)
		property(sheet, label, strdup("nobody who was found"));
	free(v);
	return true;
}

static bool show_properties(const struct request *req,
			    const struct snapshot *snap, const struct rec *rec)
{
	static const struct sheet_column columns[] = { { .name = "" },
						       { .name = "" } };
	struct sheet *sheet = sheet_new(&req->style, columns, 2);
	bool ok;

	property(sheet, "namespace", namespace_text(&req->style, rec_ns(rec)));
	property(sheet, "owner",
		 joined(&req->style, rec, C_USER, F_UID, C_GROUP, F_GID));
	property(sheet, "creator",
		 joined(&req->style, rec, C_CUSER, F_CUID, C_CGRP, F_CGID));
	for (size_t i = 0; i < ARRAY_SIZE(properties); i++) {
		int c = properties[i].column;

		if (!old_column_in(c, rec->kind) ||
		    (c == C_LAST && rec->kind == KIND_MSG))
			continue;
		if (c < FIELDS && !rec_known(rec, c))
			continue;
		property(sheet, properties[i].label,
			 property_text(&req->style, rec, c));
	}
	charged(sheet, &req->style, rec);
	judgement(sheet, req, rec);
	ok = could_use(sheet, &req->style, snap, rec) &&
	     holders(sheet, &req->style, snap, rec);
	return sheet_print(sheet) && (ok || out_of_memory());
}

static int by_number(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

/* The semaphores that undo lists would change, as far as they are listed. */
static uint64_t *adjusted(const struct rec *rec, size_t *n)
{
	uint64_t *nums =
		reallocarray(NULL,
			     object_parts(rec, KIND_USER) * ADJUSTED_MAX + 1,
			     sizeof(*nums));

	*n = 0;
	for (struct rec *u = object_part(rec, KIND_USER); nums && u;
	     u = object_next(u)) {
		const char *adj = rec_str(u, F_ADJ);

		for (int i = 0; adj && *adj && i < ADJUSTED_MAX; i++) {
			nums[(*n)++] = strtoull(adj, NULL, 10);
			adj += strcspn(adj, ",");
			adj += !!*adj;
		}
	}
	if (nums)
		qsort(nums, *n, sizeof(*nums), by_number);
	return nums;
}

static bool show_semaphores(const struct request *req, const struct rec *rec)
{
	static const int columns[] = { F_NUM, F_VALUE, F_NCNT, F_ZCNT,
				       F_PID, F_STATE, F_COMM };
	size_t all = object_parts(rec, KIND_SEMVAL), n = 0, nadjusted;
	struct rec **v = reallocarray(NULL, all + 1, sizeof(struct rec *));
	uint64_t *nums = adjusted(rec, &nadjusted);
	bool ok = v && nums;

	if (!ok)
		out_of_memory();
	for (struct rec *s = object_part(rec, KIND_SEMVAL); ok && s;
	     s = object_next(s)) {
		uint64_t num = rec_num(s, F_NUM, 0);

		if (rec_num(s, F_VALUE, 0) || rec_num(s, F_NCNT, 0) ||
		    rec_num(s, F_ZCNT, 0) ||
		    bsearch(&num, nums, nadjusted, sizeof(num), by_number))
			v[n++] = s;
	}
	if (ok && n) {
		printf("\nSemaphores that are not 0, waited for, or to be adjusted (%zu of %zu):\n",
		       n, all);
		ok = output_table(&req->style, v, n, columns,
				  ARRAY_SIZE(columns));
	} else if (ok && all) {
		printf("\nAll %zu semaphores listed are 0, and nobody waits.\n",
		       all);
	}
	if (ok && all && all < rec_num(rec, F_NSEMS, all))
		printf("Only the first %zu of its %" PRIu64
		       " semaphores are listed.\n",
		       all, rec_num(rec, F_NSEMS, 0));
	free(nums);
	free(v);
	return ok;
}

static bool show_messages(const struct request *req, const struct rec *rec)
{
	static const int columns[] = { F_FIRST, F_COUNT, F_TYPE, F_BYTES };
	size_t all = object_parts(rec, KIND_RUN), n = 0;
	uint64_t listed = rec_num(rec, F_LISTED, 0);
	uint64_t qnum = rec_num(rec, F_QNUM, 0);
	struct rec **v;
	bool ok;

	if (!all) {
		/* Unless the snapshot tells nothing of messages. */
		if (rec_known(rec, F_LISTED) && qnum)
			printf("\nNone of its %" PRIu64
			       " messages are listed: there are so many in other queues.\n",
			       qnum);
		return true;
	}
	v = reallocarray(NULL, all, sizeof(*v));
	if (!v)
		return out_of_memory();
	for (struct rec *r = object_part(rec, KIND_RUN); r; r = object_next(r))
		v[n++] = r;
	printf("\nMessages, the oldest first");
	if (listed < qnum)
		printf(" (capped: only %" PRIu64 " of %" PRIu64 " are listed)",
		       listed, qnum);
	printf(":\n");
	ok = output_table(&req->style, v, n, columns, ARRAY_SIZE(columns));
	free(v);
	return ok;
}

/* Who has no number, a space of addresses without a process, comes last. */
static int by_process(const void *pa, const void *pb)
{
	const struct rec *a = *(const struct rec *const *)pa;
	const struct rec *b = *(const struct rec *const *)pb;
	uint64_t x = rec_num(a, F_IPID, UINT64_MAX);
	uint64_t y = rec_num(b, F_IPID, UINT64_MAX);

	if (x != y)
		return x < y ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* The users of an object, each process's together. */
static struct rec **users_of(const struct rec *rec, size_t *n)
{
	struct rec **v = reallocarray(NULL, object_parts(rec, KIND_USER) + 1,
				      sizeof(*v));

	*n = 0;
	for (struct rec *u = object_part(rec, KIND_USER); v && u;
	     u = object_next(u))
		v[(*n)++] = u;
	if (v)
		qsort(v, *n, sizeof(*v), by_process);
	else
		out_of_memory();
	return v;
}

static bool same_process(const struct rec *a, const struct rec *b)
{
	return rec_num(a, F_IPID, UINT64_MAX) == rec_num(b, F_IPID, UINT64_MAX);
}

static size_t processes(struct rec *const *users, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (rec_known(users[i], F_IPID))
			count += !i || !same_process(users[i - 1], users[i]);
	return count;
}

static char *process_name(const struct style *style, const struct rec *user)
{
	char *pid, *comm, *text = NULL;

	if (!rec_known(user, F_IPID))
		return strdup("(no process is left)");
	pid = column_text(style, user, F_PID);
	comm = column_text(style, user, F_COMM);
	if (pid && comm)
		text = str("%s %s", pid, comm);
	free(pid);
	free(comm);
	return text;
}

static bool show_tree(const struct request *req, const struct rec *rec,
		      struct rec *const *users, size_t n)
{
	static const struct sheet_column columns[] = {
		{ .name = "WHO", .tree = true },
		{ .name = "TID", .right = true },
		{ .name = "USER" },
		{ .name = "DETAILS" },
		{ .name = "CGROUP" },
	};
	struct sheet *sheet =
		sheet_new(&req->style, columns, ARRAY_SIZE(columns));
	struct libscols_line *top = sheet_line(sheet, NULL), *process = NULL;
	const struct style *style = &req->style;
	char name[OBJECT_NAME];

	object_name(name, sizeof(name), rec);
	sheet_cell(sheet, top, 0, strdup(name));
	for (size_t i = 0; i < n; i++) {
		struct libscols_line *line;

		if (!i || !same_process(users[i - 1], users[i])) {
			process = sheet_line(sheet, top);
			sheet_cell(sheet, process, 0,
				   process_name(style, users[i]));
			sheet_cell(sheet, process, 2,
				   column_text(style, users[i], C_USER));
			sheet_cell(sheet, process, 4,
				   column_text(style, users[i], F_CGROUP));
		}
		line = sheet_line(sheet, process);
		sheet_cell(sheet, line, 0, column_text(style, users[i], C_USE));
		sheet_cell(sheet, line, 1, column_text(style, users[i], F_TID));
		sheet_cell(sheet, line, 3,
			   column_text(style, users[i], C_DETAILS));
	}
	return sheet_print(sheet);
}

static bool show_users(const struct request *req, const struct snapshot *snap,
		       const struct rec *rec)
{
	size_t n, count;
	struct rec **users = users_of(rec, &n);
	bool ok = users;

	if (!ok)
		return false;
	count = processes(users, n);
	if (snap->source != SOURCE_MODULE)
		printf("\nOnly the module knows who uses it.\n");
	else if (!n && object_is_used(rec))
		printf("\nIt is in use, but by whom was not found.\n");
	else if (!n)
		printf("\nNobody uses it now.\n");
	else if (!count)
		printf("\nKept by memory that is left of a process:\n");
	else if (rec_is(rec, F_VERDICT, "held"))
		printf("\nKept alive by %zu process%s:\n", count,
		       count == 1 ? "" : "es");
	else
		printf("\nUsed by %zu process%s:\n", count,
		       count == 1 ? "" : "es");
	if (n)
		ok = show_tree(req, rec, users, n);
	if (rec_known(rec, F_MAPS) &&
	    rec_num(rec, F_MAPS, 0) != rec_num(rec, F_NATTCH, 0))
		printf("%" PRIu64 " of %" PRIu64
		       " attachments were found as mappings.\n",
		       rec_num(rec, F_MAPS, 0), rec_num(rec, F_NATTCH, 0));
	if (rec_num(rec, F_CAPPED, 0))
		printf("Counting stopped early: there may be more.\n");
	free(users);
	return ok;
}

static bool show_text(const struct request *req, const struct snapshot *snap,
		      const struct rec *rec)
{
	printf("%s %" PRIu64 "\n", titles[rec->kind], rec_num(rec, F_ID, 0));
	if (!show_properties(req, snap, rec))
		return false;
	if (rec->kind == KIND_SEM && !show_semaphores(req, rec))
		return false;
	if (rec->kind == KIND_MSG && !show_messages(req, rec))
		return false;
	return show_users(req, snap, rec);
}

static bool json_removal(const struct request *req, const struct rec *rec)
{
	static const struct sheet_column columns[] = {
		{ .name = "safe", .raw = true },
		{ .name = "command" },
		{ .name = "after_asking" },
		{ .name = "text" },
	};
	struct sheet *sheet =
		sheet_new(&req->style, columns, ARRAY_SIZE(columns));
	struct libscols_line *line = sheet_line(sheet, NULL);
	struct removal removal;

	advise(&removal, rec);
	if (removal.safe >= 0)
		sheet_cell(sheet, line, 0,
			   strdup(removal.safe ? "true" : "false"));
	if (*removal.command)
		sheet_cell(sheet, line, 1, strdup(removal.command));
	if (*removal.asked)
		sheet_cell(sheet, line, 2, strdup(removal.asked));
	sheet_cell(sheet, line, 3, strdup(removal.text));
	return sheet_json(sheet, "removal", true);
}

static bool json_parts(const struct request *req, const struct rec *rec,
		       enum kind kind)
{
	size_t all = object_parts(rec, kind), n = 0;
	struct rec **v = reallocarray(NULL, all + 1, sizeof(*v));
	int columns[COLUMNS];
	bool ok;

	if (!v)
		return out_of_memory();
	for (struct rec *p = object_part(rec, kind); p; p = object_next(p))
		v[n++] = p;
	ok = json_records(&req->style, kind_name(kind), v, n, columns,
			  list_json_columns(kind, columns));
	free(v);
	return ok;
}

/* Those who may use it, whatever the verdict; an older module does not tell. */
static bool json_residents(const struct request *req,
			   const struct snapshot *snap, const struct rec *rec)
{
	int columns[COLUMNS];
	struct rec **v;
	size_t n;
	bool ok;

	if (!residents_known(snap))
		return doc_null(kind_name(KIND_RESIDENT));
	v = access_residents(snap, rec, &n);
	if (!v)
		return out_of_memory();
	ok = json_records(&req->style, kind_name(KIND_RESIDENT), v, n, columns,
			  list_json_columns(KIND_RESIDENT, columns));
	free(v);
	return ok;
}

static bool show_json(const struct request *req, const struct snapshot *snap,
		      const struct rec *rec)
{
	int columns[COLUMNS];
	size_t n = list_json_columns(rec->kind, columns);

	columns[n++] = C_KIND;
	columns[n++] = C_WHY;
	doc_begin(snap);
	if (!json_record(&req->style, "snapshot", snapshot_header(snap)) ||
	    !json_record(&req->style, "ns", rec_ns(rec)) ||
	    !json_columns(&req->style, "object", rec, columns, n) ||
	    !json_removal(req, rec))
		return false;
	for (enum kind k = KIND_SEMVAL; k < KIND_END; k++) {
		if (OBJECT_KINDS & 1U << k || k == KIND_RESIDENT)
			continue;
		/* Without the module no empty lists: they are not known. */
		if (snap->source != SOURCE_MODULE ? !doc_null(kind_name(k)) :
						    !json_parts(req, rec, k))
			return false;
	}
	if (!json_residents(req, snap, rec))
		return false;
	doc_end();
	return true;
}

static enum exit_code show_one(const struct request *req,
			       const struct snapshot *snap,
			       const struct rec *rec)
{
	bool ok = req->style.format == FORMAT_JSON ?
			  show_json(req, snap, rec) :
			  show_text(req, snap, rec);

	if (!ok)
		return EXIT_BAD;
	return object_is_strange(rec) ? EXIT_REDUCED : EXIT_OK;
}

static enum exit_code show_ref(const struct request *req,
			       const struct snapshot *snap,
			       const struct object_ref *ref)
{
	struct ref_objects objects = ref_find(ref, snap);
	enum exit_code code = EXIT_ABSENT;
	char word[REF_TEXT];

	ref_text(word, sizeof(word), ref);
	if (objects.found == REF_NONE)
		say("there is no %s", word);
	else if (objects.found == REF_AMBIGUOUS)
		say("%s is not in the own namespace, but in %zu others: say in which, as in %s@%" PRIu64,
		    word, objects.namespaces, word, object_ns(objects.v[0]));
	else
		code = EXIT_OK;
	if (objects.found == REF_ELSEWHERE)
		say("%s is not in the own namespace, but in %" PRIu64, word,
		    object_ns(objects.v[0]));
	for (size_t i = 0; code == EXIT_OK && i < objects.n; i++)
		code = show_one(req, snap, objects.v[i]);
	free(objects.v);
	return code;
}

/**
 * view_show() - show everything about objects
 * @req: what the user wants
 * @snap: snapshot
 *
 * Return: exit code.
 */
enum exit_code view_show(const struct request *req, const struct snapshot *snap)
{
	enum exit_code code = EXIT_OK;

	for (size_t i = 0; code == EXIT_OK && i < req->nrefs; i++) {
		if (kind_is_refused(snap, req->refs[i].kind))
			return EXIT_REDUCED;
		code = show_ref(req, snap, &req->refs[i]);
	}
	return code;
}
