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

#include "records/sysvipc.h"

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

/* The flags that perms shows above the permissions, and the plain rule. */
static void finish_segment(struct rec *rec, uint64_t perms)
{
	static const char *const words[] = { NULL, "dest", "locked",
					     "dest,locked" };
	int flags = (perms & (SHM_DEST_BIT | SHM_LOCKED_BIT)) / SHM_DEST_BIT;

	/* Not knowing about huge pages, no flag may not mean none. */
	if (words[flags])
		rec_set_str(rec, F_FLAGS, words[flags]);
	if (rec_get(rec, F_NATTCH) && rec_get(rec, F_MODE))
		rec_set_num(rec, F_PLAIN,
			    !rec_num(rec, F_NATTCH, 0) &&
				    !(perms & SHM_DEST_BIT));
}

static bool parse_row(struct rec *rec, char *line, const int *field, int n)
{
	static const enum field times[] = { F_CTIME, F_ATIME, F_DTIME,
					    F_OTIME, F_STIME, F_RTIME };
	uint64_t num, perms = 0, touched = 0;
	char *save;
	int i = 0;

	for (char *word = strtok_r(line, " \t\n", &save); word && i < n;
	     word = strtok_r(NULL, " \t\n", &save), i++) {
		if (field[i] < 0 || rec_slot(rec->kind, field[i]) < 0)
			continue;
		if (!to_number(word, field[i] == F_MODE ? 8 : 10, &num))
			return false;
		if (field_info[field[i]].type == TYPE_PID && !num)
			continue;
		if (field[i] == F_KEY)
			num &= UINT32_MAX;
		if (field[i] == F_MODE) {
			perms = num;
			num &= 0777;
		}
		rec_set_num(rec, field[i], num);
	}
	if (i < n || !rec_get(rec, F_ID))
		return false;

	for (size_t t = 0; t < sizeof(times) / sizeof(times[0]); t++) {
		num = rec_num(rec, times[t], 0);
		if ((int64_t)num > (int64_t)touched)
			touched = num;
	}
	rec_set_num(rec, F_TOUCHED, touched);
	if (rec->kind == KIND_SHM)
		finish_segment(rec, perms);
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
	int field[MAX_COLUMNS];
	unsigned long row = 0;
	char *line = NULL;
	size_t room = 0;
	bool ok = false;
	int n;

	if (!f) {
		fprintf(stderr, "ipcdiag: /proc/sysvipc/%s: %s\n",
			kind_name(kind), strerror(errno));
		return false;
	}
	if (getline(&line, &room, f) < 0)
		goto out;
	n = parse_heading(line, field);
	while (getline(&line, &room, f) >= 0) {
		struct rec *rec = snapshot_add(snap, kind);

		row++;
		if (!rec)
			goto out;
		rec->ns = ns;
		rec_set_num(rec, F_NS, rec_num(ns, F_ID, 0));
		if (!parse_row(rec, line, field, n))
			goto out;
	}
	ok = !ferror(f);
out:
	if (!ok)
		fprintf(stderr, "ipcdiag: /proc/sysvipc/%s: cannot be read%s\n",
			kind_name(kind), row ? ": bad line" : "");
	free(line);
	fclose(f);
	return ok;
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

	if (!ns)
		return NULL;
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

static bool add_header(struct snapshot *snap)
{
	struct rec *rec = snapshot_add(snap, KIND_HEADER);
	struct utsname u;

	if (!rec)
		return false;
	rec_set_num(rec, F_TIME, time(NULL));
	if (!uname(&u)) {
		char *release;

		release = snapshot_string(snap, u.release, strlen(u.release));
		if (!release)
			return false;
		rec_set_str(rec, F_KERNEL, release);
	}
	return true;
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

	if (!snap || !add_header(snap) || !(ns = add_namespace(snap, root))) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		snapshot_free(snap);
		return NULL;
	}
	if (!read_table(snap, root, KIND_SHM, ns) ||
	    !read_table(snap, root, KIND_SEM, ns) ||
	    !read_table(snap, root, KIND_MSG, ns)) {
		snapshot_free(snap);
		return NULL;
	}
	rec_set_num(ns, F_SHM, snap->list[KIND_SHM].n);
	rec_set_num(ns, F_SEM, snap->list[KIND_SEM].n);
	rec_set_num(ns, F_MSG, snap->list[KIND_MSG].n);
	return snap;
}
