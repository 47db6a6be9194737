// SPDX-License-Identifier: GPL-2.0
/*
 * The longest line that each file can have fits in the room that is made for a
 * line before it is begun: nothing asks for room after that.
 *
 * Every field of every record has its longest value here: names and paths of
 * bytes that are escaped, the largest and the most negative numbers, all
 * reasons at once, although some of them exclude each other.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "../../debugfs/views.h"
#include "layout/findings.h"
#include "longest_lives.h"
#include "report.h"
#include "suites.h"

/* What there is behind the room, so that the test can tell, and not crash. */
#define BUFFER (4 * IPCDIAG_LINE_ROOM)

/* The views ask what the layout is. It is refused, at length, if this is set. */
static bool refuse;

const char *ipcdiag_layout_source(void)
{
	return "built-in";
}

bool ipcdiag_layout_usable(enum ipcdiag_kind kind)
{
	return !refuse;
}

const char *ipcdiag_layout_refusal(enum ipcdiag_kind kind)
{
	static char text[sizeof_field(struct ipcdiag_findings, refusals[0])];

	memset(text, 'x', sizeof(text) - 1);

	return text;
}

const char *ipcdiag_report_births_word(void)
{
	return "complete";
}

static const struct ipcdiag_view *const all_views[] = {
	&ipcdiag_births_view,
	&ipcdiag_leaks_view,
	&ipcdiag_shm_view,
	&ipcdiag_sem_view,
	&ipcdiag_msg_view,
	&ipcdiag_users_view,
	&ipcdiag_namespaces_view,
	&ipcdiag_snapshot_view,
	&ipcdiag_snapshot_leaks_view,
	&ipcdiag_snapshot_objects_view,
};

static void make_process(struct ipcdiag_process *process)
{
	process->nr = INT_MAX;
	process->init_nr = INT_MAX;
	process->state = IPCDIAG_REUSED;
	process->family = true;
	memset(process->comm, 1, sizeof(process->comm));
}

static void make_who(struct ipcdiag_who *who)
{
	who->nr = INT_MAX;
	who->init_nr = INT_MAX;
	who->tid = INT_MAX;
	who->init_tid = INT_MAX;
	who->uid = KUIDT_INIT(UINT_MAX - 1);
	memset(who->comm, 1, sizeof(who->comm));
}

/* Numbers all of whose digits are there. */
static void make_namespace(struct ipcdiag_namespace *ns)
{
	unsigned int kind;

	memset(ns, 0xff, sizeof(*ns));
	ns->init = true;
	ns->self = true;
	ns->changed = true;
	ns->pinned = true;
	ns->gone = false;
	ns->rmid_forced = true;
	ns->queues = true;
	ns->cgroup = 0;
	make_process(&ns->sample);
	make_who(&ns->capable_who);
	/* What a part is in per cent is longest if the limit is small. */
	ns->shmall = 1;
	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ns->largest[kind] = U64_MAX;
}

static void make_object(struct ipcdiag_object *obj, enum ipcdiag_kind kind)
{
	obj->kind = kind;
	obj->verdict = IPCDIAG_UNCLAIMED;
	obj->mode = 0777;
	obj->reasons = BIT_ULL(IPCDIAG_REASONS) - 1;
	obj->id = INT_MAX;
	obj->key = 0xffffffff;
	obj->uid = KUIDT_INIT(UINT_MAX - 1);
	obj->gid = KGIDT_INIT(UINT_MAX - 1);
	obj->cuid = obj->uid;
	obj->cgid = obj->gid;
	obj->ctime = S64_MIN;
	obj->touched = S64_MIN;
	obj->reclaim = U64_MAX;
}

static void make_shm(struct ipcdiag_shm *shm)
{
	memset(shm, 0xff, sizeof(*shm));
	memset(&shm->obj, 0, sizeof(shm->obj));
	make_object(&shm->obj, IPCDIAG_SHM);
	shm->dest = true;
	shm->locked = true;
	shm->hugetlb = true;
	shm->capped = true;
	shm->atime = S64_MIN;
	shm->dtime = S64_MIN;
	shm->made = S64_MIN;
	shm->charges.known = true;
	shm->charges.populated = true;
	shm->charges.path = 0;
	make_process(&shm->creator);
	make_process(&shm->last);
}

static void make_sem(struct ipcdiag_sem *sem)
{
	memset(sem, 0xff, sizeof(*sem));
	memset(&sem->obj, 0, sizeof(sem->obj));
	make_object(&sem->obj, IPCDIAG_SEM);
	sem->capped = true;
	sem->undoing = true;
	sem->otime = S64_MIN;
	make_process(&sem->last);
}

static void make_msg(struct ipcdiag_msg *msg)
{
	memset(msg, 0xff, sizeof(*msg));
	memset(&msg->obj, 0, sizeof(msg->obj));
	make_object(&msg->obj, IPCDIAG_MSG);
	msg->capped = true;
	msg->stime = S64_MIN;
	msg->rtime = S64_MIN;
	make_process(&msg->sender);
	make_process(&msg->receiver);
}

static void make_user(struct ipcdiag_user *user, enum ipcdiag_use use)
{
	unsigned int i;

	user->use = use;
	user->kind = use == IPCDIAG_ATTACH			? IPCDIAG_SHM :
		     use == IPCDIAG_WAIT || use == IPCDIAG_UNDO ? IPCDIAG_SEM :
								  IPCDIAG_MSG;
	user->known = true;
	user->threads = U32_MAX;
	make_who(&user->who);
	user->slept = U64_MAX;
	switch (use) {
	case IPCDIAG_ATTACH:
		user->ro = U32_MAX;
		user->rw = U32_MAX;
		break;
	case IPCDIAG_WAIT:
		user->num = U32_MAX;
		user->op = S16_MIN;
		user->nops = U32_MAX;
		break;
	case IPCDIAG_UNDO:
		user->sharers = U32_MAX;
		user->adjusted = U32_MAX;
		user->adjustments_known = true;
		for (i = 0; i < IPCDIAG_ADJUSTMENTS; i++) {
			user->adjustments[i].num = U16_MAX;
			user->adjustments[i].value = S16_MIN;
		}
		break;
	default:
		user->size = U64_MAX;
		user->type = S64_MIN;
		user->wanted = IPCDIAG_WANTS_LESS_EQUAL;
		break;
	}
}

/* A new record in a table, which is made with the first one. */
static void *add(struct kunit *test, struct ipcdiag_report *report,
		 struct ipcdiag_table *table, size_t size)
{
	if (!table->budget)
		ipcdiag_table_init(table, size, &report->budget);
	KUNIT_ASSERT_EQ(test, ipcdiag_table_reserve(table, 1), 0);

	return ipcdiag_table_at(table, table->nr++);
}

static void make_lives(struct kunit *test, struct ipcdiag_report *report)
{
	struct ipcdiag_text *path;

	ipcdiag_longest_birth(add(test, report, &report->births,
				  sizeof(struct ipcdiag_birth)));
	ipcdiag_longest_death(add(test, report, &report->deaths,
				  sizeof(struct ipcdiag_death)));
	ipcdiag_longest_failure(add(test, report, &report->failures,
				    sizeof(struct ipcdiag_failure)));
	path = add(test, report, &report->paths, sizeof(*path));
	memset(path->text, 1, sizeof(path->text) - 1);
}

static void make_report(struct kunit *test, struct ipcdiag_report *report)
{
	struct ipcdiag_resident *resident;
	struct ipcdiag_semval *val;
	struct ipcdiag_cgroup *cgroup;
	struct ipcdiag_run *run;
	unsigned int use;

	report->budget.limit = SIZE_MAX;
	report->stats.time = S64_MIN;
	report->grace = UINT_MAX;
	report->capped = true;
	make_namespace(add(test, report, &report->namespaces,
			   sizeof(struct ipcdiag_namespace)));
	make_shm(add(test, report, &report->objects[IPCDIAG_SHM],
		     sizeof(struct ipcdiag_shm)));
	make_sem(add(test, report, &report->objects[IPCDIAG_SEM],
		     sizeof(struct ipcdiag_sem)));
	make_msg(add(test, report, &report->objects[IPCDIAG_MSG],
		     sizeof(struct ipcdiag_msg)));
	for (use = 0; use <= IPCDIAG_RECEIVE; use++)
		make_user(add(test, report, &report->users,
			      sizeof(struct ipcdiag_user)),
			  use);
	cgroup = add(test, report, &report->cgroups,
		     sizeof(struct ipcdiag_cgroup));
	memset(cgroup->path, 1, sizeof(cgroup->path) - 1);

	val = add(test, report, &report->semvals,
		  sizeof(struct ipcdiag_semval));
	val->num = U32_MAX;
	val->value = INT_MIN;
	val->ncnt = U32_MAX;
	val->zcnt = U32_MAX;
	make_process(&val->last);
	run = add(test, report, &report->runs, sizeof(struct ipcdiag_run));
	run->first = U32_MAX;
	run->count = U32_MAX;
	run->type = S64_MIN;
	run->bytes = U64_MAX;
	resident = add(test, report, &report->residents,
		       sizeof(struct ipcdiag_resident));
	resident->type = IPCDIAG_RESIDENT_GID;
	resident->id = UINT_MAX - 1;
	resident->procs = U32_MAX;
	make_who(&resident->who);
	make_lives(test, report);
}

static void free_report(struct ipcdiag_report *report)
{
	unsigned int kind;

	for (kind = 0; kind < IPCDIAG_KINDS; kind++)
		ipcdiag_table_free(&report->objects[kind]);
	ipcdiag_table_free(&report->namespaces);
	ipcdiag_table_free(&report->users);
	ipcdiag_table_free(&report->cgroups);
	ipcdiag_table_free(&report->semvals);
	ipcdiag_table_free(&report->runs);
	ipcdiag_table_free(&report->residents);
	ipcdiag_table_free(&report->births);
	ipcdiag_table_free(&report->deaths);
	ipcdiag_table_free(&report->failures);
	ipcdiag_table_free(&report->paths);
}

static const struct ipcdiag_table *table_of(const struct ipcdiag_report *report,
					    enum ipcdiag_over over)
{
	switch (over) {
	case IPCDIAG_OVER_NAMESPACES:
		return &report->namespaces;
	case IPCDIAG_OVER_SHM:
		return &report->objects[IPCDIAG_SHM];
	case IPCDIAG_OVER_SEM:
		return &report->objects[IPCDIAG_SEM];
	case IPCDIAG_OVER_SEMVALS:
		return &report->semvals;
	case IPCDIAG_OVER_MSG:
		return &report->objects[IPCDIAG_MSG];
	case IPCDIAG_OVER_RUNS:
		return &report->runs;
	case IPCDIAG_OVER_USERS:
		return &report->users;
	case IPCDIAG_OVER_RESIDENTS:
		return &report->residents;
	case IPCDIAG_OVER_BIRTHS:
		return &report->births;
	case IPCDIAG_OVER_DEATHS:
		return &report->deaths;
	case IPCDIAG_OVER_FAILURES:
		return &report->failures;
	default:
		return NULL;
	}
}

/* The longest of what a section writes in one go, in a buffer of its own. */
static size_t longest(struct kunit *test, struct seq_file *m, char *buf,
		      const struct ipcdiag_report *report,
		      const struct ipcdiag_section *section)
{
	const struct ipcdiag_table *table = table_of(report, section->over);
	unsigned long count = table ? table->nr : 1;
	size_t most = 0;
	unsigned long i;

	for (i = 0; i < count; i++) {
		struct ipcdiag_line line = {
			.m = m,
			.start = buf,
			.at = buf,
			.end = buf + BUFFER,
		};

		section->show(&line, report,
			      table ? ipcdiag_table_at(table, i) : NULL);
		KUNIT_EXPECT_FALSE(test, line.full);
		if (line_column(&line))
			KUNIT_EXPECT_EQ(test, line.at[-1], '\n');
		most = max(most, line_column(&line));
	}

	return most;
}

static void check_view(struct kunit *test, const struct ipcdiag_view *view,
		       struct seq_file *m, char *buf,
		       struct ipcdiag_report *report)
{
	const struct ipcdiag_section *section;
	size_t most = 0;

	report->want = view->want;
	for (section = view->sections; section->over != IPCDIAG_END; section++)
		most = max(most, longest(test, m, buf, report, section));
	KUNIT_EXPECT_LE_MSG(test, most, (size_t)IPCDIAG_LINE_MAX, "%s",
			    view->name);
}

static void longest_lines(struct kunit *test)
{
	struct ipcdiag_report *report =
		kunit_kzalloc(test, sizeof(*report), GFP_KERNEL);
	struct seq_file *m = kunit_kzalloc(test, sizeof(*m), GFP_KERNEL);
	struct file *file = kunit_kzalloc(test, sizeof(*file), GFP_KERNEL);
	char *buf = kunit_kzalloc(test, BUFFER, GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_TRUE(test, report && m && file && buf);
	file->f_cred = current_cred();
	m->file = file;
	ipcdiag_words_make();
	make_report(test, report);
	for (i = 0; i < ARRAY_SIZE(all_views); i++) {
		refuse = false;
		check_view(test, all_views[i], m, buf, report);
		refuse = true;
		check_view(test, all_views[i], m, buf, report);
	}
	refuse = false;
	free_report(report);
}

/* A word that is ready to be copied was not cut when it was made. */
static void whole_words(struct kunit *test)
{
	unsigned int i;

	ipcdiag_words_make();
	for (i = 0; i < IPCDIAG_REASONS; i++)
		KUNIT_EXPECT_EQ(test, (size_t)ipcdiag_words.reasons[i].len,
				strlen(ipcdiag_reason_name(i)) + 1);
	for (i = 0; i <= IPCDIAG_ORPHAN; i++)
		KUNIT_EXPECT_EQ(test, (size_t)ipcdiag_words.verdicts[i].len,
				strlen(ipcdiag_verdict_name(i)) + 1);
}

static struct kunit_case longest_cases[] = { KUNIT_CASE(longest_lines),
					     KUNIT_CASE(whole_words),
					     {} };

struct kunit_suite ipcdiag_longest_suite = {
	.name = "ipcdiag_longest",
	.test_cases = longest_cases,
};
