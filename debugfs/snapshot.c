// SPDX-License-Identifier: GPL-2.0
/*
 * The file `snapshot`: everything, for programs. docs/abi.md is its contract;
 * keys are added, never renamed. Here are its first and last line, and those of
 * namespaces.
 *
 * `snapshot-leaks` and `snapshot-objects` are parts of it for a reader that does
 * not need it all: of 200,000 segments in use, the one line that is leaked. What
 * belongs to a part is decided while the report is made, so that nothing is
 * collected that nobody is shown.
 */
#include <linux/utsname.h>

#include "fields.h"
#include "report.h"
#include "snapshot_lines.h"
#include "views.h"

static void show_header(struct ipcdiag_line *line,
			const struct ipcdiag_report *report, const void *entry)
{
	const char *separator = "";
	unsigned int kind;

	ipcdiag_line_printf(line, "ipcdiag 1 module=%s kernel=%s layout=%s",
			    IPCDIAG_VERSION, init_utsname()->release,
			    ipcdiag_layout_source());
	ipcdiag_line_printf(line, " time=%lld grace=%u refused=",
			    report->stats.time, report->grace);
	for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
		if (ipcdiag_layout_usable(kind))
			continue;
		ipcdiag_line_printf(line, "%s%s", separator,
				    ipcdiag_kind_name(kind));
		separator = ",";
	}
	if (!*separator)
		line_char(line, '-');
	if (report->want & IPCDIAG_WANT_HELD)
		line_text(line, " part=leaks");
	else if (!(report->want & IPCDIAG_WANT_USERS))
		line_text(line, " part=objects");
	ipcdiag_line_printf(line, " births=%s\n",
			    ipcdiag_report_births_word());
}

/* What only the objects of a kind tell is not known if they are not read. */
static void show_found(struct ipcdiag_line *line, const char *key,
		       enum ipcdiag_kind kind, u64 number)
{
	ipcdiag_line_word(line, key);
	if (ipcdiag_layout_usable(kind))
		ipcdiag_line_number(line, number);
	else
		line_char(line, '-');
}

/* A process that is in the namespace, and its cgroup. */
static void show_sample(struct ipcdiag_line *line,
			const struct ipcdiag_report *report,
			const struct ipcdiag_namespace *ns)
{
	const struct ipcdiag_process *sample = &ns->sample;

	if (sample->state == IPCDIAG_NONE) {
		line_text(line, " pid=- ipid=- comm=-");
	} else {
		line_text(line, " pid=");
		field_pid(line, sample->nr);
		ipcdiag_line_printf(line, " ipid=%d comm=", sample->init_nr);
		ipcdiag_line_string(line, sample->comm, sizeof(sample->comm));
	}
	if (ns->procs) {
		const struct ipcdiag_cgroup *cgroup =
			ipcdiag_table_at(&report->cgroups, ns->cgroup);

		line_text(line, " cgroup=");
		ipcdiag_line_string(line, cgroup->path, sizeof(cgroup->path));
	} else {
		line_text(line, " cgroup=-");
	}
}

/* What is in use, and the limits. */
static void show_limits(struct ipcdiag_line *line,
			const struct ipcdiag_namespace *ns)
{
	show_found(line, " shm=", IPCDIAG_SHM, ns->in_use[IPCDIAG_SHM]);
	show_found(line, " sem=", IPCDIAG_SEM, ns->in_use[IPCDIAG_SEM]);
	show_found(line, " msg=", IPCDIAG_MSG, ns->in_use[IPCDIAG_MSG]);
	ipcdiag_line_printf(line,
			    " shmmni=%u shmmax=%llu shmall=%llu shmpages=%llu",
			    ns->shmmni, ns->shmmax, ns->shmall, ns->shmpages);
	ipcdiag_line_printf(line,
			    " semmni=%u semmsl=%u semmns=%u semopm=%u sems=%u",
			    ns->semmni, ns->semmsl, ns->semmns, ns->semopm,
			    ns->sems);
	ipcdiag_line_printf(line, " msgmni=%u msgmax=%u msgmnb=%u", ns->msgmni,
			    ns->msgmax, ns->msgmnb);
	show_found(line, " msgs=", IPCDIAG_MSG, ns->msgs);
	show_found(line, " msgbytes=", IPCDIAG_MSG, ns->msgbytes);
	show_found(line, " shmlargest=", IPCDIAG_SHM,
		   ns->largest[IPCDIAG_SHM]);
	show_found(line, " semlargest=", IPCDIAG_SEM,
		   ns->largest[IPCDIAG_SEM]);
	show_found(line, " msglargest=", IPCDIAG_MSG,
		   ns->largest[IPCDIAG_MSG]);
}

/* Who may use any object in the namespace. */
static void show_capable(struct ipcdiag_line *line,
			 const struct ipcdiag_namespace *ns)
{
	const struct ipcdiag_who *who = &ns->capable_who;

	field_number(line, " capable=", ns->capable);
	if (!ns->capable) {
		line_text(line, " cappid=- capipid=- capcomm=-");
		return;
	}
	line_text(line, " cappid=");
	field_pid(line, who->nr);
	field_number(line, " capipid=", who->init_nr);
	line_text(line, " capcomm=");
	ipcdiag_line_string(line, who->comm, sizeof(who->comm));
}

/* What all objects of the namespace have and hold together. */
static void show_sums(struct ipcdiag_line *line,
		      const struct ipcdiag_namespace *ns)
{
	show_found(line, " shmrss=", IPCDIAG_SHM, ns->rss);
	show_found(line, " shmswap=", IPCDIAG_SHM, ns->swap);
	show_found(line, " semwaiters=", IPCDIAG_SEM, ns->sem_waiters);
	show_found(line, " msgwaiters=", IPCDIAG_MSG, ns->msg_waiters);
	field_number(line, " rmidforced=", ns->rmid_forced);
}

static void show_namespace(struct ipcdiag_line *line,
			   const struct ipcdiag_report *report,
			   const void *entry)
{
	const struct ipcdiag_namespace *ns = entry;

	ipcdiag_line_printf(line, "ns id=%llu inum=%u init=%d self=%d procs=%u",
			    ns->id, ns->inum, ns->init, ns->self, ns->procs);
	show_sample(line, report, ns);
	ipcdiag_line_printf(line, " pinned=%d userns=%u owner=%u", ns->pinned,
			    ns->userns, ipcdiag_show_uid(line, ns->owner));
	show_limits(line, ns);
	ipcdiag_line_printf(line, " changed=%d", ns->changed);
	if (ns->queues)
		ipcdiag_line_printf(line, " msgfullest=%llu msgfulllimit=%llu",
				    ns->fullest, ns->fullest_limit);
	else
		line_text(line, " msgfullest=- msgfulllimit=-");
	show_capable(line, ns);
	show_sums(line, ns);
	line_char(line, '\n');
}

static void show_end(struct ipcdiag_line *line,
		     const struct ipcdiag_report *report, const void *entry)
{
	ipcdiag_line_printf(line, "end ns=%lu shm=%lu sem=%lu semval=%lu msg=%lu",
			    report->namespaces.nr,
			    report->objects[IPCDIAG_SHM].nr,
			    report->objects[IPCDIAG_SEM].nr, report->semvals.nr,
			    report->objects[IPCDIAG_MSG].nr);
	ipcdiag_line_printf(line, " run=%lu user=%lu resident=%lu changed=%lu",
			    report->runs.nr, report->users.nr,
			    report->residents.nr, report->stats.changed);
	ipcdiag_line_printf(line, " birth=%lu death=%lu failure=%lu\n",
			    report->births.nr, report->deaths.nr,
			    report->failures.nr);
}

static const struct ipcdiag_section snapshot_sections[] = {
	{ IPCDIAG_ONCE, show_header },
	{ IPCDIAG_OVER_NAMESPACES, show_namespace },
	{ IPCDIAG_OVER_SHM, ipcdiag_snapshot_shm },
	{ IPCDIAG_OVER_SEM, ipcdiag_snapshot_sem },
	{ IPCDIAG_OVER_SEMVALS, ipcdiag_snapshot_semval },
	{ IPCDIAG_OVER_MSG, ipcdiag_snapshot_msg },
	{ IPCDIAG_OVER_RUNS, ipcdiag_snapshot_run },
	{ IPCDIAG_OVER_USERS, ipcdiag_snapshot_user },
	{ IPCDIAG_OVER_RESIDENTS, ipcdiag_snapshot_resident },
	{ IPCDIAG_OVER_BIRTHS, ipcdiag_snapshot_birth },
	{ IPCDIAG_OVER_DEATHS, ipcdiag_snapshot_death },
	{ IPCDIAG_OVER_FAILURES, ipcdiag_snapshot_failure },
	{ IPCDIAG_ONCE, show_end },
	{ IPCDIAG_END, NULL },
};

const struct ipcdiag_view ipcdiag_snapshot_view = {
	.name = "snapshot",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_SEMVALS |
		IPCDIAG_WANT_USERS | IPCDIAG_WANT_CHARGES |
		IPCDIAG_WANT_BIRTHS | IPCDIAG_WANT_DEATHS,
	.sections = snapshot_sections,
};

const struct ipcdiag_view ipcdiag_snapshot_leaks_view = {
	.name = "snapshot-leaks",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_SEMVALS |
		IPCDIAG_WANT_USERS | IPCDIAG_WANT_CHARGES |
		IPCDIAG_WANT_LEAKS | IPCDIAG_WANT_HELD | IPCDIAG_WANT_BIRTHS,
	.sections = snapshot_sections,
};

const struct ipcdiag_view ipcdiag_snapshot_objects_view = {
	.name = "snapshot-objects",
	.want = IPCDIAG_WANT_OBJECTS | IPCDIAG_WANT_CHARGES |
		IPCDIAG_WANT_BIRTHS,
	.sections = snapshot_sections,
};
