/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A report: everything found by one walk, frozen. Made at open(), read-only
 * from then on, freed at release().
 */
#ifndef IPCDIAG_SNAPSHOT_H
#define IPCDIAG_SNAPSHOT_H

#include <linux/bits.h>
#include <linux/ktime.h>

#include "base/clock.h"
#include "find/identity.h"
#include "base/records.h"
#include "base/table.h"
#include "judge/verdict.h"

struct ipc_namespace;

/* What a report is to contain besides namespaces, which it always does. */
#define IPCDIAG_WANT_SHM	BIT(IPCDIAG_SHM)
#define IPCDIAG_WANT_SEM	BIT(IPCDIAG_SEM)
#define IPCDIAG_WANT_MSG	BIT(IPCDIAG_MSG)
#define IPCDIAG_WANT_OBJECTS	(BIT(IPCDIAG_KINDS) - 1)
#define IPCDIAG_WANT_SEMVALS	BIT(IPCDIAG_KINDS)
#define IPCDIAG_WANT_USERS	BIT(IPCDIAG_KINDS + 1)
/* Of the objects, only those that ipcdiag_object_leaks() tells. */
#define IPCDIAG_WANT_LEAKS	BIT(IPCDIAG_KINDS + 2)
/* What segments are charged to. */
#define IPCDIAG_WANT_CHARGES	BIT(IPCDIAG_KINDS + 3)

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
 * struct ipcdiag_pinned - a namespace that a record was made of
 * @ns: the namespace, referenced
 * @held: link in the table of all namespaces that are referenced by walks
 * @record: index of the record
 */
struct ipcdiag_pinned {
	struct ipc_namespace	*ns;
	struct hlist_node	held;
	u32			record;
};

/**
 * struct ipcdiag_report - everything found by one walk
 * @budget: memory
 * @namespaces: struct ipcdiag_namespace
 * @pinned: struct ipcdiag_pinned, in the order of finding; only while the walk
 *	    goes on
 * @objects: struct ipcdiag_shm, _sem, _msg
 * @semvals: struct ipcdiag_semval
 * @users: struct ipcdiag_user
 * @residents: struct ipcdiag_resident
 * @runs: struct ipcdiag_run
 * @cgroups: struct ipcdiag_cgroup
 * @stopped: struct ipcdiag_stopped; only while the walk goes on
 * @finding: what is needed to find users (users.c); NULL if they are not
 *	     looked for, or no longer
 * @seen: which namespaces are known and who lives in them (namespaces.c)
 * @identities: what became of processes, as the opener sees them; only while
 *		the walk goes on
 * @want: IPCDIAG_WANT_* bits
 * @grace: grace period in seconds
 * @clock: what the clock said last
 * @capped: of some object, not all users are in it
 * @stopped_capped: some of those that are stopped are not in @stopped, or what
 *		    they were in could not be read
 * @next_fd_of: task whose files are being looked at, by its number
 * @next_fd_since: when it was made, as its number may be another one's by now
 * @next_fd_files: their table; only its address is used
 * @next_fd: where to go on in it
 * @next_fd_changes: how often it was another one than before
 * @looked: things of tasks that were looked at since others could run
 * @section: when the current stretch without a scheduling point began
 * @stats: how it went
 */
struct ipcdiag_report {
	struct ipcdiag_budget	budget;
	struct ipcdiag_table	namespaces;
	struct ipcdiag_table	pinned;
	struct ipcdiag_table	objects[IPCDIAG_KINDS];
	struct ipcdiag_table	semvals;
	struct ipcdiag_table	users;
	struct ipcdiag_table	residents;
	struct ipcdiag_table	runs;
	struct ipcdiag_table	cgroups;
	struct ipcdiag_table	stopped;
	struct ipcdiag_users	*finding;
	struct ipcdiag_set	seen;
	struct ipcdiag_identities identities;
	unsigned int		want;
	unsigned int		grace;
	struct ipcdiag_clock	clock;
	bool			capped;
	bool			stopped_capped;
	pid_t			next_fd_of;
	u64			next_fd_since;
	const void		*next_fd_files;
	unsigned int		next_fd;
	unsigned int		next_fd_changes;
	unsigned int		looked;
	ktime_t			section;
	struct ipcdiag_stats	stats;
};

struct ipcdiag_budget ipcdiag_report_budget(void);
struct ipcdiag_report *ipcdiag_report_create(unsigned int want,
					     struct ipcdiag_budget budget);
void ipcdiag_report_free(struct ipcdiag_report *report);
void ipcdiag_section_begin(struct ipcdiag_report *report);
int ipcdiag_section_end(struct ipcdiag_report *report);

/**
 * struct ipcdiag_totals - what a report says, counted
 * @objects: leaks by verdict; unknown are those of which nobody is known
 * @reclaim: bytes that removing those would give back
 * @plain_only: segments that meet the plain rule and are not counted as leaks
 */
struct ipcdiag_totals {
	unsigned long	objects[IPCDIAG_ORPHAN + 1];
	u64		reclaim[IPCDIAG_ORPHAN + 1];
	unsigned long	plain_only;
};

bool ipcdiag_object_plain(const struct ipcdiag_object *obj);
bool ipcdiag_object_leaks(const struct ipcdiag_object *obj);
void ipcdiag_report_totals(const struct ipcdiag_report *report,
			   struct ipcdiag_totals *totals);

/**
 * struct ipcdiag_last - the last walk, and what went wrong since loading
 * @stats: the last complete walk
 * @longest: longest stretch without a scheduling point of any walk, nanoseconds
 * @hold: longest time that any walk held an i_mmap_rwsem, nanoseconds
 * @walks: complete walks
 * @no_memory: walks given up for want of memory
 * @interrupted: walks given up because the reader was killed
 */
struct ipcdiag_last {
	struct ipcdiag_stats	stats;
	u64			longest;
	u64			hold;
	unsigned long		walks;
	unsigned long		no_memory;
	unsigned long		interrupted;
};

void ipcdiag_last_walk(struct ipcdiag_last *last);

/* Parameters, in main.c. */
extern unsigned int ipcdiag_grace;
extern unsigned int ipcdiag_memory_mb;

#endif /* IPCDIAG_SNAPSHOT_H */
