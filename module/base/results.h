/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A finished report: everything found by one walk, frozen. Made at open(),
 * read-only from then on, freed at release().
 *
 * It consists of tables of records. A record holds values only: no pointer to a
 * kernel object, nothing to put. Records are written by one thread while a
 * report is made and are read-only from then on, so they need no lock. Records
 * refer to each other by their indices in the tables.
 */
#ifndef IPCDIAG_RESULTS_H
#define IPCDIAG_RESULTS_H

#include <linux/bits.h>
#include <linux/types.h>

#include "base/clock.h"
#include "base/lives.h"
#include "base/namespace.h"
#include "base/objects.h"
#include "base/people.h"
#include "base/table.h"
#include "base/uses.h"

/* What a report is to contain besides namespaces, which it always does. */
#define IPCDIAG_WANT_SHM	BIT(IPCDIAG_SHM)
#define IPCDIAG_WANT_SEM	BIT(IPCDIAG_SEM)
#define IPCDIAG_WANT_MSG	BIT(IPCDIAG_MSG)
#define IPCDIAG_WANT_OBJECTS	(BIT(IPCDIAG_KINDS) - 1)
#define IPCDIAG_WANT_SEMVALS	BIT(IPCDIAG_KINDS)
#define IPCDIAG_WANT_USERS	BIT(IPCDIAG_KINDS + 1)
/* Of the objects, only those that ipcdiag_object_leaks() tells. */
#define IPCDIAG_WANT_LEAKS	BIT(IPCDIAG_KINDS + 2)
/*
 * With IPCDIAG_WANT_LEAKS: those objects, too, that are held or of which it
 * cannot be told. Users are looked for only of what is held.
 */
#define IPCDIAG_WANT_HELD	BIT(IPCDIAG_KINDS + 4)
/* What segments are charged to. */
#define IPCDIAG_WANT_CHARGES	BIT(IPCDIAG_KINDS + 3)
/* Who made them, as far as that was recorded. */
#define IPCDIAG_WANT_BIRTHS	BIT(IPCDIAG_KINDS + 5)
/* What went, and what could not be made. */
#define IPCDIAG_WANT_DEATHS	BIT(IPCDIAG_KINDS + 6)
/* All that with the newest first. */
#define IPCDIAG_WANT_NEWEST	BIT(IPCDIAG_KINDS + 7)

/**
 * struct ipcdiag_stats - how a walk went
 * @time: when it began, seconds since 1970, 0 if there was none
 * @duration: how long it took, nanoseconds
 * @longest: longest stretch without a scheduling point while namespaces,
 *	     objects and processes are looked at, nanoseconds; not that under
 *	     i_mmap_rwsem, which is @hold
 * @hold: longest time for which a segment's i_mmap_rwsem was held, nanoseconds
 * @bytes: memory that the report took, the most at a time
 * @namespaces: namespaces found
 * @objects: objects copied, by kind
 * @vanished: objects that were removed while they were read, and left out
 * @changed: namespaces where objects were made or removed meanwhile
 * @segments_cut: tasks that had made more segments than were looked at for
 *		  namespaces that these lead to
 */
struct ipcdiag_stats {
	time64_t	time;
	u64		duration;
	u64		longest;
	u64		hold;
	size_t		bytes;
	unsigned long	namespaces;
	unsigned long	objects[IPCDIAG_KINDS];
	unsigned long	vanished;
	unsigned long	changed;
	unsigned long	segments_cut;
};

/**
 * struct ipcdiag_report - everything found by one walk
 * @budget: memory
 * @namespaces: struct ipcdiag_namespace
 * @objects: struct ipcdiag_shm, _sem, _msg
 * @semvals: struct ipcdiag_semval
 * @users: struct ipcdiag_user
 * @residents: struct ipcdiag_resident
 * @runs: struct ipcdiag_run
 * @cgroups: struct ipcdiag_cgroup
 * @births: struct ipcdiag_birth
 * @deaths: struct ipcdiag_death
 * @failures: struct ipcdiag_failure
 * @paths: struct ipcdiag_text
 * @want: IPCDIAG_WANT_* bits
 * @grace: grace period in seconds
 * @clock: what the clock said last
 * @capped: of some object, not all users are in it
 * @stats: how it went
 */
struct ipcdiag_report {
	struct ipcdiag_budget	budget;
	struct ipcdiag_table	namespaces;
	struct ipcdiag_table	objects[IPCDIAG_KINDS];
	struct ipcdiag_table	semvals;
	struct ipcdiag_table	users;
	struct ipcdiag_table	residents;
	struct ipcdiag_table	runs;
	struct ipcdiag_table	cgroups;
	struct ipcdiag_table	births;
	struct ipcdiag_table	deaths;
	struct ipcdiag_table	failures;
	struct ipcdiag_table	paths;
	unsigned int		want;
	unsigned int		grace;
	struct ipcdiag_clock	clock;
	bool			capped;
	struct ipcdiag_stats	stats;
};

#endif /* IPCDIAG_RESULTS_H */
