// SPDX-License-Identifier: GPL-2.0
/*
 * From whoever was recorded to a record of a report.
 *
 * Locking: none; what a person refers to is referenced by the caller.
 */
#include <linux/jhash.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/string.h>

#include "base/seen.h"
#include "births/event.h"
#include "births/path.h"
#include "find/identity.h"
#include "users/actors.h"

/* Paths of one event: of three persons, an executable and a cgroup; and one. */
#define PATHS	7

/* Processes: three persons, and of one parents, session and group. */
#define PROCESSES	13

/**
 * ipcdiag_actors_reserve() - make room for what one event can add
 * @making: the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_actors_reserve(struct ipcdiag_making *making)
{
	int err;

	err = ipcdiag_table_reserve(&making->report->paths, PATHS);
	if (!err)
		err = ipcdiag_set_reserve(&making->seen, PATHS);
	if (!err)
		err = ipcdiag_identities_reserve(making->identities,
						 PROCESSES);

	return err;
}

/**
 * ipcdiag_actor_path() - put a path into the report, unless it is there
 * @making: the report that is being made; room is reserved
 * @path: the path, or NULL
 *
 * Return: its index there, or IPCDIAG_NO_PATH.
 */
u32 ipcdiag_actor_path(struct ipcdiag_making *making,
		       const struct ipcdiag_path *path)
{
	struct ipcdiag_table *paths = &making->report->paths;
	const struct ipcdiag_set_entry *entry;
	struct ipcdiag_text *record;
	u64 hash;

	if (!path)
		return IPCDIAG_NO_PATH;
	hash = ipcdiag_path_hash(path->text, path->len);
	entry = ipcdiag_set_find(&making->seen, hash, SEEN_PATH);
	if (entry) {
		record = ipcdiag_table_at(paths, entry->value);
		if (!strcmp(record->text, path->text))
			return entry->value;
	}
	record = ipcdiag_table_at(paths, paths->nr);
	memcpy(record->text, path->text, path->len + 1);
	ipcdiag_set_add(&making->seen, hash, SEEN_PATH, paths->nr);

	return paths->nr++;
}

/**
 * ipcdiag_actor_fill() - make a record of whoever was recorded
 * @making: the report that is being made; room is reserved
 * @person: who it was
 * @actor: the record
 */
void ipcdiag_actor_fill(struct ipcdiag_making *making,
			const struct ipcdiag_person *person,
			struct ipcdiag_actor *actor)
{
	ipcdiag_identify_kept(making->identities, person->process,
			      &actor->process);
	/* Of one that was in another pid namespace no more than this is kept. */
	if (!person->process) {
		actor->process.init_nr = person->nr;
		if (making->identities->viewer == &init_pid_ns)
			actor->process.nr = person->nr;
	}
	if (person->thread) {
		actor->tid = pid_nr_ns(person->thread,
				       making->identities->viewer);
		actor->init_tid = pid_nr(person->thread);
	}
	actor->uid = person->uid;
	actor->loginuid = person->loginuid;
	memcpy(actor->comm, person->comm, sizeof(actor->comm));
	actor->exe = ipcdiag_actor_path(making, person->exe);
	actor->cgroup = ipcdiag_actor_path(making, person->cgroup);
}
