// SPDX-License-Identifier: GPL-2.0
/*
 * Who made the objects of a report, what went, and what could not be made, from
 * what was recorded.
 *
 * A record counts only if it agrees with the object. Where anything differs, who
 * made the object is unknown: a record may be left of one that is gone.
 *
 * Locking: none of its own; events are copied, with references to what they refer
 * to, which are put before the next batch.
 */
#include <linux/ipc.h>
#include <linux/ipc_namespace.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uidgid.h>

#include "base/seen.h"
#include "base/state.h"
#include "births/births.h"
#include "births/gaps.h"
#include "births/read.h"
#include "find/identity.h"
#include "find/nstable.h"
#include "users/actors.h"
#include "users/kin.h"
#include "users/lives.h"
#include "users/object.h"

static const struct ipcdiag_set_entry *
object_of(const struct ipcdiag_making *making, const struct ipcdiag_event *event)
{
	return ipcdiag_set_find(&making->seen, (unsigned long)event->perm,
				SEEN_OBJECT(event->kind));
}

static bool wants(const struct ipcdiag_event *event, const void *data)
{
	const struct ipcdiag_making *making = data;
	unsigned int want = making->report->want;

	switch (event->type) {
	case IPCDIAG_EVENT_BIRTH:
		return want & IPCDIAG_WANT_BIRTHS && object_of(making, event);
	case IPCDIAG_EVENT_DEATH:
	case IPCDIAG_EVENT_FAILURE:
		return want & IPCDIAG_WANT_DEATHS;
	default:
		return false;
	}
}

/*
 * Its object is not in the report, in which all of its kind are, or all of these
 * that may be orphans: it is used, or was used a moment ago.
 */
static bool not_there(const struct ipcdiag_event *event, const void *data)
{
	const struct ipcdiag_making *making = data;

	return event->kind < IPCDIAG_KINDS &&
	       making->report->want & BIT(event->kind) &&
	       !object_of(making, event);
}

/* Is it the object that the record tells of? */
static bool agrees(const struct ipcdiag_report *report,
		   const struct ipcdiag_event *event,
		   const struct ipcdiag_object *obj)
{
	const struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, obj->ns);
	/* One that is marked for destruction has no key any more. */
	bool key = obj->key == event->key ||
		   (event->mark && obj->key == IPC_PRIVATE);

	/*
	 * Where the identifier is not known, by whatever reason, at least none of
	 * its times is earlier.
	 */
	bool id = event->id_known ? obj->id == event->id :
				    obj->ctime >= event->time;

	return obj->kind == event->kind && id && ns->id == event->ns && key &&
	       uid_eq(obj->cuid, event->uid);
}

/* Where the maker came from, and what became of that. */
static void add_origin(struct ipcdiag_making *making,
		       const struct ipcdiag_person *person,
		       struct ipcdiag_birth *birth)
{
	struct ipcdiag_identities *known = making->identities;
	struct ipcdiag_process process;
	unsigned int i;

	ipcdiag_identify_kept(known, person->parents[0], &process);
	birth->parent = process.nr;
	birth->init_parent = process.init_nr;
	birth->parent_state = process.state;
	birth->parent_lives = person->more_parents;
	for (i = 0; i < IPCDIAG_PARENTS && !person->reaper; i++) {
		ipcdiag_identify_kept(known, person->parents[i], &process);
		birth->parent_lives |= ipcdiag_state_lives(process.state) ||
				       process.unreaped;
	}
	ipcdiag_identify_kept(known, person->session, &process);
	birth->session = process.nr;
	birth->init_session = process.init_nr;
	birth->session_lives = process.family;
	ipcdiag_identify_kept(known, person->group, &process);
	birth->group = process.nr;
	birth->init_group = process.init_nr;
	birth->group_lives = process.family;
}

static void add_birth(struct ipcdiag_making *making,
		      const struct ipcdiag_event_copy *copy)
{
	struct ipcdiag_report *report = making->report;
	const struct ipcdiag_event *event = &copy->event;
	const struct ipcdiag_person *person = &event->person;
	const struct ipcdiag_set_entry *entry = object_of(making, event);
	struct ipcdiag_object *obj =
		ipcdiag_table_at(&report->objects[event->kind], entry->value);
	struct ipcdiag_birth *birth;

	if (!agrees(report, event, obj))
		return;
	/* If one is left of an object that was the same, the last one counts. */
	if (!obj->birth)
		obj->birth = ++report->births.nr;
	birth = ipcdiag_table_at(&report->births, obj->birth - 1);
	if (birth->seq > event->seq)
		return;
	memset(birth, 0, sizeof(*birth));
	birth->kind = event->kind;
	birth->object = entry->value;
	birth->seq = event->seq;
	birth->time = event->time;
	ipcdiag_actor_fill(making, person, &birth->maker);
	birth->cwd = ipcdiag_actor_path(making, person->cwd);
	add_origin(making, person, birth);
	birth->reaper = person->reaper;
	memcpy(birth->parent_comm, person->parent_comm,
	       sizeof(birth->parent_comm));
	birth->place = copy->place;
	birth->audit = person->audit;
	birth->cgroup_id = person->cgroup_id;
	birth->inode = person->inode;
	birth->device = person->device;
	birth->marked = event->mark;
	if (event->mark) {
		birth->mark_time = copy->mark.time;
		ipcdiag_actor_fill(making, &copy->mark.person, &birth->marker);
	}
}

static void add_death(struct ipcdiag_making *making,
		      const struct ipcdiag_event_copy *copy)
{
	struct ipcdiag_table *deaths = &making->report->deaths;
	struct ipcdiag_death *death = ipcdiag_table_at(deaths, deaths->nr);
	const struct ipcdiag_event *event = &copy->event;
	const struct ipcdiag_event *birth = copy->self ? event : &copy->birth;

	memset(death, 0, sizeof(*death));
	death->kind = event->kind;
	death->how = event->how;
	death->born = copy->self || copy->born;
	death->marked = event->mark;
	death->ns = event->ns;
	death->seq = event->seq;
	death->id = event->id;
	death->key = event->key;
	death->size = event->size;
	death->uid = event->uid;
	death->time = event->time;
	if (death->born) {
		death->key = birth->key;
		death->birth_time = copy->self ? event->attached : birth->time;
		ipcdiag_actor_fill(making, &birth->person, &death->maker);
	}
	if (death->marked) {
		/* What it had been found by, and how many had it attached. */
		if (!death->born)
			death->key = copy->mark.key;
		death->attached = copy->mark.attached;
		death->mark_time = copy->mark.time;
		ipcdiag_actor_fill(making, &copy->mark.person, &death->marker);
	}
	if (!copy->self)
		ipcdiag_actor_fill(making, &event->person, &death->remover);
	deaths->nr++;
}

static void add_failure(struct ipcdiag_making *making,
			const struct ipcdiag_event_copy *copy)
{
	struct ipcdiag_table *failures = &making->report->failures;
	struct ipcdiag_failure *failure =
		ipcdiag_table_at(failures, failures->nr);
	const struct ipcdiag_event *event = &copy->event;

	memset(failure, 0, sizeof(*failure));
	failure->kind = event->kind;
	failure->ns = event->ns;
	failure->seq = event->seq;
	failure->time = event->time;
	failure->in_use = event->size;
	failure->limit = event->attached;
	ipcdiag_actor_fill(making, &event->person, &failure->actor);
	failures->nr++;
}

static int add_event(struct ipcdiag_making *making,
		     const struct ipcdiag_event_copy *copy)
{
	struct ipcdiag_report *report = making->report;
	int err;

	err = ipcdiag_actors_reserve(making);
	switch (copy->event.type) {
	case IPCDIAG_EVENT_BIRTH:
		err = err ? : ipcdiag_table_reserve(&report->births, 1);
		if (!err)
			add_birth(making, copy);
		break;
	case IPCDIAG_EVENT_DEATH:
		err = err ? : ipcdiag_table_reserve(&report->deaths, 1);
		if (!err)
			add_death(making, copy);
		break;
	default:
		err = err ? : ipcdiag_table_reserve(&report->failures, 1);
		if (!err)
			add_failure(making, copy);
		break;
	}

	return err;
}

static int read_events(struct ipcdiag_making *making)
{
	struct ipcdiag_budget *budget = &making->report->budget;
	struct ipcdiag_events_reader reader = {
		.wants = wants,
		.not_there = not_there,
		.data = making,
	};
	unsigned int i;
	bool more;
	int err = 0;

	reader.copies = ipcdiag_alloc(budget, IPCDIAG_EVENTS_BATCH,
				      sizeof(*reader.copies), 0);
	if (!reader.copies)
		return -ENOMEM;
	do {
		ipcdiag_section_begin(&making->pace);
		more = ipcdiag_events_read(&reader);
		for (i = 0; i < reader.nr && !err; i++)
			err = add_event(making, &reader.copies[i]);
		ipcdiag_events_put(&reader);
		err = ipcdiag_section_end(&making->pace) ? : err;
	} while (more && !err);
	ipcdiag_free(budget, reader.copies, IPCDIAG_EVENTS_BATCH,
		     sizeof(*reader.copies));

	return err;
}

/* Objects are to be found by what is recorded of them. */
static int note_objects(struct ipcdiag_making *making, enum ipcdiag_kind kind)
{
	struct ipcdiag_table *table = &making->report->objects[kind];
	unsigned long i;
	int err;

	err = ipcdiag_set_reserve(&making->seen, table->nr);
	if (err)
		return err;
	for (i = 0; i < table->nr; i++) {
		struct ipcdiag_object *obj = ipcdiag_table_at(table, i);

		ipcdiag_set_add(&making->seen, obj->address, SEEN_OBJECT(kind),
				i);
		if (!(i % 1024))
			cond_resched();
	}

	return fatal_signal_pending(current) ? -EINTR : 0;
}

/* Whether anything was missed is known best now. */
static void compare_counts(struct ipcdiag_making *making)
{
	unsigned int kind;
	unsigned long ns;

	for (ns = 0; ns < making->report->namespaces.nr; ns++) {
		const struct ipcdiag_namespace *record =
			ipcdiag_table_at(&making->report->namespaces, ns);

		for (kind = 0; kind < IPCDIAG_KINDS; kind++) {
			struct ipc_ids *ids = ipcdiag_ids(making, ns, kind);
			struct ipcdiag_place place = {
				.ids = ids,
				.ns = record->id,
				.kind = kind,
			};

			ipcdiag_gaps_compare(&place, ids);
		}
		cond_resched();
	}
}

/**
 * ipcdiag_lives_find() - who made the objects of a report, and what went
 * @making: the report that is being made, its namespaces referenced, its objects
 *	    copied
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_lives_find(struct ipcdiag_making *making)
{
	unsigned int want = making->report->want;
	unsigned int kind;
	int err = 0;

	if (!(want & IPCDIAG_WANT_BIRTHS) || ipcdiag_births_off())
		return 0;
	compare_counts(making);
	for (kind = 0; kind < IPCDIAG_KINDS && !err; kind++)
		err = note_objects(making, kind);
	if (!err)
		err = read_events(making);
	if (!err)
		err = ipcdiag_kin_look(making);

	return err;
}
