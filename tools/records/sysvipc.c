// SPDX-License-Identifier: GPL-2.0
/*
 * What is known without the module: /proc/sysvipc.
 *
 * It has the reader's own namespace only. It does not say whether a recorded
 * process lives, prints 0 for one that cannot be seen from here, and knows
 * neither waiters nor undo lists, so nothing can be judged: what it does not
 * say stays unavailable in the records. Only the plain rule can be computed.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/say.h"
#include "records/sysvipc.h"
#include "records/userns.h"

/* Bits that /proc/sysvipc/shm shows above the permissions. */
#define SHM_DEST_BIT   01000
#define SHM_LOCKED_BIT 02000

#define MAX_COLUMNS 32

/* What a column of /proc/sysvipc is called here. */
static const struct {
	const char *column;
	enum field field;
} columns[] = {
	{ "key", F_KEY },     { "shmid", F_ID },    { "semid", F_ID },
	{ "msqid", F_ID },    { "perms", F_MODE },  { "uid", F_UID },
	{ "gid", F_GID },     { "cuid", F_CUID },   { "cgid", F_CGID },
	{ "ctime", F_CTIME }, { "size", F_SIZE },   { "nattch", F_NATTCH },
	{ "cpid", F_CPID },   { "lpid", F_LPID },   { "atime", F_ATIME },
	{ "dtime", F_DTIME }, { "rss", F_RSS },	    { "swap", F_SWAP },
	{ "nsems", F_NSEMS }, { "otime", F_OTIME }, { "cbytes", F_CBYTES },
	{ "qnum", F_QNUM },   { "lspid", F_LSPID }, { "lrpid", F_LRPID },
	{ "stime", F_STIME }, { "rtime", F_RTIME },
};

/* Limits of the namespace, one file per value. */
static const struct {
	const char *file;
	enum field fields[4];
	int n;
} limits[] = {
	{ "shmmni", { F_SHMMNI }, 1 },
	{ "shmmax", { F_SHMMAX }, 1 },
	{ "shmall", { F_SHMALL }, 1 },
	{ "msgmni", { F_MSGMNI }, 1 },
	{ "msgmax", { F_MSGMAX }, 1 },
	{ "msgmnb", { F_MSGMNB }, 1 },
	{ "shm_rmid_forced", { F_RMIDFORCED }, 1 },
	{ "sem", { F_SEMMSL, F_SEMMNS, F_SEMOPM, F_SEMMNI }, 4 },
};

static FILE *open_file(const char *root, const char *dir, const char *name)
{
	char path[PATH_MAX];

	if (snprintf(path, sizeof(path), "%s%s/%s", root, dir, name) >=
	    (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	return fopen(path, "re");
}

static bool to_number(const char *word, int base, uint64_t *num)
{
	char *end;

	if (!isdigit((unsigned char)*word) && *word != '-')
		return false;
	errno = 0;
	*num = *word == '-' ? (uint64_t)strtoll(word, &end, base) :
			      strtoull(word, &end, base);
	return !errno && !*end;
}

/**
 * struct table - a file of /proc/sysvipc that is being read
 * @snap: where its rows go
 * @ns: the reader's own namespace
 * @n: how many columns it has
 * @field: of each column, the key, -1 for one that is not known
 * @no_uid: the user that stands for all who are none in this user namespace
 * @no_gid: the same of groups
 * @packer: how rows are packed
 * @draft: the row at hand
 */
struct table {
	struct snapshot *snap;
	struct rec *ns;
	int n;
	int field[MAX_COLUMNS];
	uint64_t no_uid;
	uint64_t no_gid;
	struct packer packer;
	struct draft draft;
};

/* The flags that perms shows above the permissions, and the plain rule. */
static void finish_segment(struct table *t, uint64_t perms, uint64_t nattch)
{
	static const char *const words[] = { NULL, "dest", "locked",
					     "dest,locked" };
	const char *word =
		words[(perms & (SHM_DEST_BIT | SHM_LOCKED_BIT)) / SHM_DEST_BIT];

	/* Not knowing about huge pages, no flag may not mean none. */
	if (word)
		draft_set(&t->draft, F_FLAGS,
			  snapshot_text(t->snap, word, strlen(word)));
	draft_set(&t->draft, F_PLAIN, !nattch && !(perms & SHM_DEST_BIT));
}

static bool is_time(enum field field)
{
	return kind_type(KIND_SHM, field) == TYPE_TIME;
}

/* Is it somebody who is none in this user namespace? */
static bool is_outside(const struct table *t, enum field field, uint64_t num)
{
	if (field == F_UID || field == F_CUID)
		return num == t->no_uid;
	return (field == F_GID || field == F_CGID) && num == t->no_gid;
}

static bool parse_row(struct table *t, char *line)
{
	uint64_t num, perms = 0, nattch = 0, touched = 0;
	enum kind kind = t->draft.kind;
	bool has_id = false;
	char *save;
	int i = 0;

	t->draft.seen = t->draft.known = t->draft.hidden = 0;
	draft_set(&t->draft, F_NS, rec_num(t->ns, F_ID, 0));
	for (char *word = strtok_r(line, " \t\n", &save); word && i < t->n;
	     word = strtok_r(NULL, " \t\n", &save), i++) {
		int field = t->field[i];

		if (field < 0 || rec_slot(kind, field) < 0)
			continue;
		if (!to_number(word, field == F_MODE ? 8 : 10, &num))
			return false;
		/* A pid of 0 is one that cannot be seen from here. */
		if (kind_type(kind, field) == TYPE_PID && !num)
			continue;
		if (is_outside(t, field, num)) {
			draft_hide(&t->draft, field);
			continue;
		}
		if (field == F_KEY)
			num &= UINT32_MAX;
		if (field == F_MODE) {
			perms = num;
			num &= 0777;
		}
		if (field == F_NATTCH)
			nattch = num;
		if (is_time(field) && (int64_t)num > (int64_t)touched)
			touched = num;
		has_id |= field == F_ID;
		draft_set(&t->draft, field, num);
	}
	if (i < t->n || !has_id)
		return false;
	draft_set(&t->draft, F_TOUCHED, touched);
	if (kind == KIND_SHM)
		finish_segment(t, perms, nattch);
	return true;
}

static int parse_heading(char *line, int *field)
{
	char *save;
	int n = 0;

	for (char *word = strtok_r(line, " \t\n", &save);
	     word && n < MAX_COLUMNS; word = strtok_r(NULL, " \t\n", &save)) {
		field[n] = -1;
		for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]);
		     i++)
			if (!strcmp(word, columns[i].column))
				field[n] = columns[i].field;
		n++;
	}
	return n;
}

static bool read_table(struct snapshot *snap, const char *root, enum kind kind,
		       struct rec *ns)
{
	FILE *f = open_file(root, "/proc/sysvipc", kind_name(kind));
	struct table t = {
		.snap = snap,
		.ns = ns,
		.no_uid = userns_overflow(root, "overflowuid"),
		.no_gid = userns_overflow(root, "overflowgid"),
		.draft.kind = kind,
	};
	unsigned long row = 0;
	char *line = NULL;
	size_t room = 0;
	bool ok = false;

	if (!f) {
		say("/proc/sysvipc/%s: %s", kind_name(kind), strerror(errno));
		return false;
	}
	if (getline(&line, &room, f) < 0)
		goto out;
	t.n = parse_heading(line, t.field);
	while (getline(&line, &room, f) >= 0) {
		row++;
		if (!parse_row(&t, line))
			goto out;
		snapshot_pack(snap, &t.packer, &t.draft, ~0ULL)->up = ns;
	}
	ok = !ferror(f);
out:
	if (!ok)
		say("/proc/sysvipc/%s: cannot be read%s", kind_name(kind),
		    row ? ": bad line" : "");
	free(line);
	fclose(f);
	return ok;
}

/* What the objects take, as far as their rows tell. */
static void add_up(struct rec *ns, const struct rec_list *list,
		   enum field field, enum field sum, enum field largest)
{
	uint64_t total = 0, most = 0;

	for (size_t i = 0; i < list->n; i++) {
		uint64_t num = rec_num(list->v[i], field, 0);

		total += num;
		if (num > most)
			most = num;
	}
	if (sum != FIELDS)
		rec_set_num(ns, sum, total);
	if (largest != FIELDS)
		rec_set_num(ns, largest, most);
}

static void add_pages(struct rec *ns, const struct rec_list *list)
{
	uint64_t page = sysconf(_SC_PAGESIZE), pages = 0;

	for (size_t i = 0; i < list->n; i++) {
		uint64_t size = rec_num(list->v[i], F_SIZE, 0);

		pages += size / page + !!(size % page);
	}
	rec_set_num(ns, F_SHMPAGES, pages);
}

static void add_use(const struct snapshot *snap, struct rec *ns)
{
	const struct rec_list *shm = &snap->list[KIND_SHM];
	const struct rec_list *sem = &snap->list[KIND_SEM];
	const struct rec_list *msg = &snap->list[KIND_MSG];

	rec_set_num(ns, F_SHM, shm->n);
	rec_set_num(ns, F_SEM, sem->n);
	rec_set_num(ns, F_MSG, msg->n);
	add_pages(ns, shm);
	add_up(ns, shm, F_SIZE, FIELDS, F_SHMLARGEST);
	add_up(ns, shm, F_RSS, F_SHMRSS, FIELDS);
	add_up(ns, shm, F_SWAP, F_SHMSWAP, FIELDS);
	add_up(ns, sem, F_NSEMS, F_SEMS, F_SEMLARGEST);
	add_up(ns, msg, F_QNUM, F_MSGS, FIELDS);
	add_up(ns, msg, F_CBYTES, F_MSGBYTES, F_MSGLARGEST);
}

static void read_limits(struct rec *ns, const char *root)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		FILE *f = open_file(root, "/proc/sys/kernel", limits[i].file);
		char word[32];
		uint64_t num;

		for (int j = 0; f && j < limits[i].n; j++)
			if (fscanf(f, "%31s", word) == 1 &&
			    to_number(word, 10, &num))
				rec_set_num(ns, limits[i].fields[j], num);
		if (f)
			fclose(f);
	}
}

static struct rec *add_namespace(struct snapshot *snap, const char *root)
{
	struct rec *ns = snapshot_add(snap, KIND_NS);
	char path[PATH_MAX];
	struct stat st;

	rec_set_num(ns, F_ID, 0);
	snprintf(path, sizeof(path), "%s/proc/self/ns/ipc", root);
	if (!stat(path, &st)) {
		rec_set_num(ns, F_ID, st.st_ino);
		rec_set_num(ns, F_INUM, st.st_ino);
	}
	rec_set_num(ns, F_SELF, 1);
	read_limits(ns, root);
	return ns;
}

static void add_header(struct snapshot *snap)
{
	struct rec *rec = snapshot_add(snap, KIND_HEADER);
	struct utsname u;

	rec_set_num(rec, F_TIME, time(NULL));
	if (!uname(&u))
		rec_set_str(rec, F_KERNEL, u.release);
}

/**
 * sysvipc_read() - read /proc/sysvipc
 * @root: where / is, for tests
 *
 * Return: what is known, NULL if it cannot be read; a message was printed then.
 */
struct snapshot *sysvipc_read(const char *root)
{
	struct snapshot *snap = snapshot_new(SOURCE_PROC);
	struct rec *ns;

	add_header(snap);
	ns = add_namespace(snap, root);
	if (!read_table(snap, root, KIND_SHM, ns) ||
	    !read_table(snap, root, KIND_SEM, ns) ||
	    !read_table(snap, root, KIND_MSG, ns)) {
		snapshot_free(snap);
		return NULL;
	}
	add_use(snap, ns);
	return snap;
}
