// SPDX-License-Identifier: GPL-2.0
/*
 * Who attaches, sleeps, holds undo.
 *
 * A segment knows who maps it through the reverse map of its file, in address
 * spaces; a semaphore array knows its undo lists. Neither knows processes. So
 * what is found at the objects first names a holder, an address space or an
 * undo list, and one pass over all tasks then tells whose it is. It may belong
 * to several processes, or to none. Sleepers are tasks already.
 *
 * Locking and lifetime:
 *
 * - The reverse map is walked under i_mmap_rwsem, taken for reading, the
 *   object's lock not held, nothing allocated under it. Whoever attaches,
 *   detaches, forks or exits with the segment waits for it, and a reader is not
 *   boosted for those who wait: so it is never held while we may lose the
 *   processor. It is taken by trylock with preemption disabled, and given back
 *   after HOLD_NS at the latest. While it is held, a mapping in the tree and
 *   its address space cannot go away. An address space is pinned by mm_count
 *   (mmgrab()): its memory cannot be reused, so that the pointers compared
 *   later mean the same, but it can be torn down; mm_users is never taken,
 *   whose last put would detach segments in our name.
 * - On PREEMPT_RT too, a rwsem can be had by trylock and be given back with
 *   preemption disabled: that takes raw locks only.
 * - An undo list cannot be pinned without writing to it. Pointers are compared
 *   only. If the memory of a list was reused in between, the array would name
 *   a process that does have an undo list, but perhaps not on this array: so
 *   arrays are asked again afterwards, and a holder that is not found a second
 *   time is left out.
 * - Sleepers are pinned while they are linked, and the lock is held. Their
 *   struct pid is referenced under it.
 * - Of a task, mm is read under RCU and task_lock; its undo list, whose address
 *   is all that is used, under RCU.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pid.h>
#include <linux/rbtree.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sem.h>
#include <linux/slab.h>

#include "find/cgroups.h"
#include "base/seen.h"
#include "find/tasks.h"
#include "users/users.h"
#include "walk/walk.h"
#include "find/who.h"

/*
 * How long a reverse map is held at a stretch, without preemption: others wait
 * to map the segment meanwhile, or, where latencies matter, for the processor.
 */
#define HOLD_NS		(IS_ENABLED(CONFIG_PREEMPT_RT) ? \
			 200 * NSEC_PER_USEC : 2 * NSEC_PER_MSEC)

/* Mappings between two looks at the clock. */
#define HOLD_STEPS	32

/*
 * How often it is begun anew before the rest is left out. Address spaces that
 * are known already are passed more quickly, so that each gets further.
 */
#define HOLD_ROUNDS	8

/*
 * How often others may have it when we want it before that segment is left out:
 * first they are given way to, then a jiffy goes by each time. And how many
 * jiffies are spent on all segments of a report.
 */
#define BUSY_YIELDS	4
#define BUSY_TRIES	100
#define BUSY_JIFFIES	1000

/* Address spaces that room is made for at first. */
#define ROOM_MAX	4096

/* Processes that are listed of those that share an address space or undo list. */
#define OWNERS_MAX	64

/* Undo lists that are compared, under one array's lock, with those known. */
#define UNDO_SEARCHES	16384

/**
 * struct holder - an address space or an undo list
 * @mm: the address space, pinned; NULL for an undo list
 * @ulp: the undo list; NULL for an address space
 * @owners: processes that have it
 * @first: index of the first of them, plus 1; 0 for none
 */
struct holder {
	struct mm_struct	*mm;
	struct sem_undo_list	*ulp;
	u32			owners;
	u32			first;
};

/**
 * struct owner - a process that has a holder
 * @who: the process
 * @next: index of the next owner of the same holder, plus 1; 0 for none
 */
struct owner {
	struct ipcdiag_who	who;
	u32			next;
};

/**
 * struct claim - a use by a holder
 * @use: how
 * @holder: index of the holder
 * @round: the round in which its mappings were counted last
 */
struct claim {
	struct ipcdiag_user	use;
	u32			holder;
	u32			round;
};

/**
 * struct sleeper - a use by a sleeping task
 * @use: how
 * @pid: its thread, referenced
 */
struct sleeper {
	struct ipcdiag_user	use;
	struct pid		*pid;
};

/**
 * struct undo - a use by an undo list
 * @use: what it holds
 * @ulp: the undo list; only its address is used
 */
struct undo {
	struct ipcdiag_user	use;
	struct sem_undo_list	*ulp;
};

/**
 * struct ipcdiag_users - what is needed while users are looked for
 * @holders: struct holder
 * @owners: struct owner
 * @claims: struct claim
 * @patience: jiffies that may still be spent on waiting for reverse maps
 * @nr_sleepers: entries of @sleepers in use
 * @sleepers: sleepers of one object
 * @nr_undos: entries of @undos in use
 * @next_undo: the one that is expected next
 * @undo_searches: undo lists that may still be compared in this lock section
 * @undos: undo lists of one array
 */
struct ipcdiag_users {
	struct ipcdiag_table	holders;
	struct ipcdiag_table	owners;
	struct ipcdiag_table	claims;
	unsigned int		patience;
	unsigned int		nr_sleepers;
	struct sleeper		sleepers[IPCDIAG_WALK_COUNT];
	unsigned int		nr_undos;
	unsigned int		next_undo;
	unsigned int		undo_searches;
	struct undo		undos[IPCDIAG_WALK_COUNT];
};

/**
 * ipcdiag_users_init() - begin to look for users
 * @report: the report that is being made
 *
 * Return: 0, or -ENOMEM.
 */
int ipcdiag_users_init(struct ipcdiag_report *report)
{
	struct ipcdiag_budget *budget = &report->budget;
	struct ipcdiag_users *users;

	users = ipcdiag_alloc(budget, 1, sizeof(*users), __GFP_ZERO);
	if (!users)
		return -ENOMEM;
	users->patience = BUSY_JIFFIES;
	ipcdiag_table_init(&users->holders, sizeof(struct holder), budget);
	ipcdiag_table_init(&users->owners, sizeof(struct owner), budget);
	ipcdiag_table_init(&users->claims, sizeof(struct claim), budget);
	report->finding = users;

	return 0;
}

/**
 * ipcdiag_users_cleanup() - give back what was needed while looking for users
 * @report: the report; may be called again
 */
void ipcdiag_users_cleanup(struct ipcdiag_report *report)
{
	struct ipcdiag_users *users = report->finding;
	unsigned long i;

	if (!users)
		return;
	for (i = 0; i < users->holders.nr; i++) {
		struct holder *holder = ipcdiag_table_at(&users->holders, i);

		if (holder->mm)
			mmdrop(holder->mm);
		cond_resched();
	}
	ipcdiag_table_free(&users->holders);
	ipcdiag_table_free(&users->owners);
	ipcdiag_table_free(&users->claims);
	ipcdiag_free(&report->budget, users, 1, sizeof(*users));
	report->finding = NULL;
}

/*
 * Anybody can make more uses than there is memory for, so that they may take a
 * part of it only: what is left out is told by the object's capped. A sixteenth
 * for what is found at the objects, and twice as much for the set where it is
 * looked up; an eighth for what becomes of it.
 */
static unsigned long claims_max(const struct ipcdiag_report *report)
{
	return report->budget.limit / 16 / sizeof(struct claim);
}

static unsigned long users_max(const struct ipcdiag_report *report)
{
	return report->budget.limit / 8 / sizeof(struct ipcdiag_user);
}

/* Make room for what @nr uses by holders can add. */
static int reserve_claims(struct ipcdiag_report *report, unsigned long nr)
{
	struct ipcdiag_users *users = report->finding;
	int err;

	err = ipcdiag_table_reserve(&users->holders, nr);
	if (!err)
		err = ipcdiag_table_reserve(&users->claims, nr);
	if (!err)
		err = ipcdiag_set_reserve(&report->seen, 2 * nr);

	return err;
}

/* The claim of a holder on an object, or NULL. */
static struct claim *find_claim(struct ipcdiag_report *report, const void *key,
				u32 object)
{
	const struct ipcdiag_set_entry *entry;

	entry = ipcdiag_set_find(&report->seen, (unsigned long)key,
				 SEEN_HOLDER);
	if (entry)
		entry = ipcdiag_set_find(&report->seen, entry->value,
					 SEEN_CLAIM(object));
	if (!entry)
		return NULL;

	return ipcdiag_table_at(&report->finding->claims, entry->value);
}

/* The same; made if it is not there yet, room being reserved. */
static struct claim *claim_of(struct ipcdiag_report *report, const void *key,
			      u32 object)
{
	struct claim *claim = find_claim(report, key, object);
	struct ipcdiag_users *users = report->finding;
	u32 index = users->holders.nr;

	if (claim)
		return claim;

	if (ipcdiag_set_add(&report->seen, (unsigned long)key, SEEN_HOLDER,
			    index))
		users->holders.nr++;
	else
		index = ipcdiag_set_find(&report->seen, (unsigned long)key,
					 SEEN_HOLDER)->value;
	ipcdiag_set_add(&report->seen, index, SEEN_CLAIM(object),
			users->claims.nr);
	claim = ipcdiag_table_at(&users->claims, users->claims.nr++);
	claim->holder = index;

	return claim;
}

/**
 * struct mapping_walk - looking for the mappings of a segment
 * @report: the report that is being made
 * @file: the file behind the segment
 * @object: index of the segment
 * @first: index of its first claim
 * @last: index that claims cannot reach, for want of room
 * @round: how often the reverse map was begun
 * @maps: mappings found in this round
 * @capped: there is no more room for some of them
 */
struct mapping_walk {
	struct ipcdiag_report	*report;
	const struct file	*file;
	u32			object;
	unsigned long		first;
	unsigned long		last;
	u32			round;
	u32			maps;
	bool			capped;
};

/* How a round ended. */
enum round_end {
	ROUND_DONE,
	ROUND_NO_ROOM,
	ROUND_LATE,
	ROUND_BUSY,
};

static void add_mapping(const struct mapping_walk *walk,
			const struct vm_area_struct *vma)
{
	struct ipcdiag_report *report = walk->report;
	struct claim *claim = claim_of(report, vma->vm_mm, walk->object);
	struct holder *holder = ipcdiag_table_at(&report->finding->holders,
						 claim->holder);

	if (!holder->mm) {
		mmgrab(vma->vm_mm);
		holder->mm = vma->vm_mm;
	}
	claim->use.use = IPCDIAG_ATTACH;
	claim->use.kind = IPCDIAG_SHM;
	claim->use.object = walk->object;
	if (claim->round != walk->round) {
		claim->round = walk->round;
		claim->use.ro = 0;
		claim->use.rw = 0;
	}
	if (vma->vm_flags & VM_WRITE)
		claim->use.rw++;
	else
		claim->use.ro++;
}

/*
 * A segment is attached through a file of its own kind that stands in front of
 * the one behind the segment; that one itself can be mapped too, through
 * /proc/PID/map_files, which is no attachment.
 */
static bool is_attachment(const struct vm_area_struct *vma,
			  const struct file *file)
{
	return vma->vm_file && vma->vm_file->f_op != file->f_op;
}

/* Walk the reverse map, as long as there is time; i_mmap_rwsem is held. */
static enum round_end walk_mappings(struct mapping_walk *walk, u64 until)
{
	struct ipcdiag_table *claims = &walk->report->finding->claims;
	unsigned int steps = 0;
	struct rb_node *node;

	for (node = rb_first_cached(&walk->file->f_mapping->i_mmap); node;
	     node = rb_next(node)) {
		const struct vm_area_struct *vma =
			rb_entry(node, struct vm_area_struct, shared.rb);

		if (!(++steps % HOLD_STEPS) && ktime_get_ns() > until)
			return ROUND_LATE;
		if (!is_attachment(vma, walk->file))
			continue;
		walk->maps++;
		if (claims->nr == walk->last &&
		    !find_claim(walk->report, vma->vm_mm, walk->object)) {
			if (walk->last < claims_max(walk->report))
				return ROUND_NO_ROOM;
			walk->capped = true;
			continue;
		}
		add_mapping(walk, vma);
	}

	return ROUND_DONE;
}

/*
 * One round. Not even what has a higher priority than we takes the processor
 * away while others wait for us.
 */
static enum round_end try_round(struct mapping_walk *walk)
{
	struct rw_semaphore *rwsem = &walk->file->f_mapping->i_mmap_rwsem;
	struct ipcdiag_stats *stats = &walk->report->stats;
	enum round_end end = ROUND_BUSY;
	u64 begin;

	walk->round++;
	walk->maps = 0;
	walk->capped = false;

	preempt_disable();
	begin = ktime_get_ns();
	if (down_read_trylock(rwsem)) {
		end = walk_mappings(walk, begin + HOLD_NS);
		up_read(rwsem);
		stats->hold = max_t(u64, stats->hold, ktime_get_ns() - begin);
	}
	preempt_enable();

	return end;
}

/* Let others have it. Returns false if they had it too often. */
static bool give_way(struct ipcdiag_users *users, unsigned int *busy)
{
	if (++*busy <= BUSY_YIELDS) {
		cond_resched();
		return true;
	}
	if (*busy > BUSY_TRIES || !users->patience)
		return false;
	users->patience--;
	schedule_timeout_killable(1);

	return true;
}

/*
 * Room is needed for address spaces, however many mappings they have. If it was
 * not enough, those that were found stay known.
 */
static int make_room(struct mapping_walk *walk, unsigned long room)
{
	unsigned long nr = walk->report->finding->claims.nr;
	unsigned long max = claims_max(walk->report);

	room = min(room, max - min(max, nr));
	walk->last = nr + room;

	return reserve_claims(walk->report, room);
}

/* What is not there any more, or was not found to be, is no use. */
static void drop_stale(const struct mapping_walk *walk)
{
	struct ipcdiag_table *claims = &walk->report->finding->claims;
	unsigned long i;

	for (i = walk->first; i < claims->nr; i++) {
		struct claim *claim = ipcdiag_table_at(claims, i);

		if (!(i % 4096))
			cond_resched();
		if (claim->round == walk->round)
			continue;
		claim->use.ro = 0;
		claim->use.rw = 0;
	}
}

/**
 * ipcdiag_users_add_mappings() - find who has a segment mapped
 * @report: the report that is being made
 * @shm: the segment, about to become the last one of the report
 * @file: the file behind it; the caller holds a reference
 *
 * Nothing marks a place in the reverse map, so that each round begins with the
 * first mapping. If none comes to the end, what all of them found is told.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_users_add_mappings(struct ipcdiag_report *report,
			       struct ipcdiag_shm *shm, struct file *file)
{
	struct mapping_walk walk = {
		.report = report,
		.file = file,
		.object = report->objects[IPCDIAG_SHM].nr,
		.first = report->finding->claims.nr,
	};
	unsigned long room = clamp_t(unsigned long, shm->nattch,
				     IPCDIAG_WALK_BATCH, ROOM_MAX);
	enum round_end end = ROUND_NO_ROOM;
	unsigned int late = 0, busy = 0;

	do {
		int err = end == ROUND_NO_ROOM ? make_room(&walk, room) : 0;

		if (err)
			return err;
		end = try_round(&walk);
		shm->maps = max(shm->maps, walk.maps);
		if (end == ROUND_NO_ROOM)
			room *= 2;
		else if (end == ROUND_LATE)
			shm->capped = ++late == HOLD_ROUNDS;
		else if (end == ROUND_BUSY)
			shm->capped = !give_way(report->finding, &busy);
		cond_resched();
		if (fatal_signal_pending(current))
			return -EINTR;
	} while (end != ROUND_DONE && !shm->capped);

	if (end == ROUND_DONE) {
		shm->maps = walk.maps;
		shm->capped = walk.capped;
		drop_stale(&walk);
	}

	return 0;
}

/**
 * ipcdiag_users_begin_undos() - the undo lists of an array come from the first
 * @report: the report that is being made
 */
void ipcdiag_users_begin_undos(struct ipcdiag_report *report)
{
	report->finding->next_undo = 0;
	report->finding->undo_searches = UNDO_SEARCHES;
}

/**
 * ipcdiag_users_note_undo() - note that an undo list names an array
 * @report: the report that is being made
 * @ulp: the undo list; only its address is used
 * @first: no list of this array was noted before this round
 *
 * An array is read in chunks, and its undo lists come once for each. As a rule
 * they come in the same order.
 *
 * Context: under the array's lock.
 *
 * Return: what it holds, to be added to; NULL if there is no more room.
 */
struct ipcdiag_user *ipcdiag_users_note_undo(struct ipcdiag_report *report,
					     struct sem_undo_list *ulp,
					     bool first)
{
	struct ipcdiag_users *users = report->finding;
	unsigned int i = users->next_undo;

	if (!first && (i >= users->nr_undos || users->undos[i].ulp != ulp)) {
		for (i = 0; i < users->nr_undos; i++) {
			if (users->undos[i].ulp == ulp)
				break;
			if (!users->undo_searches)
				return NULL;
			users->undo_searches--;
		}
	}
	if (first || i == users->nr_undos) {
		i = users->nr_undos;
		if (i == ARRAY_SIZE(users->undos))
			return NULL;
		memset(&users->undos[i], 0, sizeof(users->undos[i]));
		users->undos[i].ulp = ulp;
		users->undos[i].use.use = IPCDIAG_UNDO;
		users->undos[i].use.kind = IPCDIAG_SEM;
		users->nr_undos++;
	}
	users->next_undo = i + 1;

	return &users->undos[i].use;
}

/**
 * ipcdiag_users_add_undos() - make uses of the undo lists that were noted
 * @report: the report that is being made
 * @object: index of the array
 * @keep: false to forget them
 * @capped: set to true if there is no more room for them
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; the undo lists are forgotten in any case.
 */
int ipcdiag_users_add_undos(struct ipcdiag_report *report, u32 object,
			    bool keep, bool *capped)
{
	struct ipcdiag_users *users = report->finding;
	unsigned int nr, i;
	int err = 0;

	if (!users)
		return 0;
	nr = users->nr_undos;
	users->nr_undos = 0;
	if (keep && users->claims.nr + nr > claims_max(report)) {
		*capped = true;
		return 0;
	}
	if (keep)
		err = reserve_claims(report, nr);
	if (!keep || err)
		return err;

	for (i = 0; i < nr; i++) {
		const struct undo *undo = &users->undos[i];
		struct claim *claim = claim_of(report, undo->ulp, object);
		struct holder *holder = ipcdiag_table_at(&users->holders,
							 claim->holder);

		holder->ulp = undo->ulp;
		claim->use = undo->use;
		claim->use.object = object;
	}

	return 0;
}

/**
 * ipcdiag_users_note_sleeper() - note a task that sleeps on an object
 * @report: the report that is being made
 * @task: the task, linked in one of the object's lists
 * @use: what it sleeps for
 *
 * Context: under the object's lock.
 *
 * Return: false if there is no more room.
 */
bool ipcdiag_users_note_sleeper(struct ipcdiag_report *report,
				struct task_struct *task,
				const struct ipcdiag_user *use)
{
	struct ipcdiag_users *users = report->finding;
	struct sleeper *sleeper;

	if (users->nr_sleepers == ARRAY_SIZE(users->sleepers))
		return false;
	sleeper = &users->sleepers[users->nr_sleepers++];
	sleeper->use = *use;
	sleeper->pid = get_pid(task_pid(task));

	return true;
}

/**
 * ipcdiag_users_add_sleepers() - make users of the sleepers that were noted
 * @report: the report that is being made
 * @kind: kind of their object
 * @object: its index
 * @keep: false to forget them
 *
 * Those that have exited since are left out.
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; the sleepers are forgotten in any case.
 */
int ipcdiag_users_add_sleepers(struct ipcdiag_report *report,
			       enum ipcdiag_kind kind, u32 object, bool keep)
{
	struct ipcdiag_users *users = report->finding;
	unsigned int i;
	int err = 0;

	if (!users)
		return 0;
	for (i = 0; i < users->nr_sleepers; i++) {
		struct sleeper *sleeper = &users->sleepers[i];
		struct ipcdiag_user *user;
		struct task_struct *task;

		if (keep && !err)
			err = ipcdiag_table_reserve(&report->users, 1);
		if (keep && !err)
			err = ipcdiag_cgroups_reserve(report, 1);
		if (keep && !err) {
			user = ipcdiag_table_at(&report->users,
						report->users.nr);
			*user = sleeper->use;
			user->kind = kind;
			user->object = object;

			rcu_read_lock();
			task = pid_task(sleeper->pid, PIDTYPE_PID);
			if (task && !READ_ONCE(task->exit_state) &&
			    ipcdiag_who_fill(report, task, &user->who)) {
				user->slept = ipcdiag_who_slept(task);
				user->known = true;
				report->users.nr++;
			}
			rcu_read_unlock();
		}
		put_pid(sleeper->pid);
		/* The path of a cgroup may have been made. */
		cond_resched();
	}
	users->nr_sleepers = 0;

	return err;
}

static int reserve_owners(struct ipcdiag_report *report)
{
	struct ipcdiag_users *users = report->finding;
	int err;

	/*
	 * A task may own an address space and an undo list, and be moved to
	 * another cgroup in between.
	 */
	err = ipcdiag_table_reserve(&users->owners, 2 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_cgroups_reserve(report, 2 * IPCDIAG_TASK_BATCH);
	if (!err)
		err = ipcdiag_set_reserve(&report->seen,
					  4 * IPCDIAG_TASK_BATCH);

	return err;
}

static void note_owner(struct ipcdiag_report *report, struct task_struct *task,
		       const void *key)
{
	struct ipcdiag_users *users = report->finding;
	const struct ipcdiag_set_entry *entry;
	struct holder *holder;
	struct owner *owner;
	u64 of;

	entry = ipcdiag_set_find(&report->seen, (unsigned long)key,
				 SEEN_HOLDER);
	if (!entry)
		return;
	of = SEEN_OWNER(entry->value);
	if (ipcdiag_set_find(&report->seen, task->tgid, of))
		return;

	holder = ipcdiag_table_at(&users->holders, entry->value);
	owner = ipcdiag_table_at(&users->owners, users->owners.nr);
	/* A thread that was reaped is not to stand for those that live. */
	if (!ipcdiag_who_fill(report, task, &owner->who))
		return;
	ipcdiag_set_add(&report->seen, task->tgid, of, 0);
	if (holder->owners++ < OWNERS_MAX) {
		owner->next = holder->first;
		holder->first = ++users->owners.nr;
	}
}

static bool visit_owner(struct ipcdiag_report *report, struct task_struct *task)
{
	struct sem_undo_list *ulp = NULL;
	struct mm_struct *mm;

	if (READ_ONCE(task->flags) & PF_KTHREAD)
		return false;

	task_lock(task);
	mm = task->mm;
	task_unlock(task);
#ifdef CONFIG_SYSVIPC
	ulp = READ_ONCE(task->sysvsem.undo_list);
#endif
	if (mm)
		note_owner(report, task, mm);
	if (ulp)
		note_owner(report, task, ulp);

	return false;
}

static const struct ipcdiag_task_visitor owner_visitor = {
	.reserve = reserve_owners,
	.visit = visit_owner,
};

/* A claim that is not turned into users is still counted. */
static void cap(struct ipcdiag_report *report, const struct claim *claim,
		const struct holder *holder)
{
	void *object = ipcdiag_table_at(&report->objects[claim->use.kind],
					claim->use.object);

	if (claim->use.use == IPCDIAG_ATTACH) {
		struct ipcdiag_shm *shm = object;

		shm->capped = true;
		shm->procs += holder->owners;
	} else {
		struct ipcdiag_sem *sem = object;

		sem->capped = true;
	}
}

/* Turn a claim into users: one for each process that has the holder. */
static int add_claim(struct ipcdiag_report *report, const struct claim *claim)
{
	struct ipcdiag_users *users = report->finding;
	const struct holder *holder = ipcdiag_table_at(&users->holders,
						       claim->holder);
	struct ipcdiag_shm *shm;
	struct ipcdiag_user *user;
	u32 next;
	int err;

	if (holder->ulp &&
	    !ipcdiag_set_find(&report->seen, (unsigned long)holder->ulp,
			      SEEN_UNDO(claim->use.object)))
		return 0;
	/* It was found by one look, and gone at the next, for want of room. */
	if (claim->use.use == IPCDIAG_ATTACH && !claim->use.ro &&
	    !claim->use.rw)
		return 0;
	if (report->users.nr + OWNERS_MAX > users_max(report)) {
		cap(report, claim, holder);
		return 0;
	}
	err = ipcdiag_table_reserve(&report->users, OWNERS_MAX);
	if (err)
		return err;

	for (next = holder->first; next;) {
		const struct owner *owner = ipcdiag_table_at(&users->owners,
							     next - 1);

		user = ipcdiag_table_at(&report->users, report->users.nr++);
		*user = claim->use;
		user->who = owner->who;
		user->known = true;
		if (user->use == IPCDIAG_UNDO)
			user->sharers = holder->owners;
		next = owner->next;
	}

	if (claim->use.use != IPCDIAG_ATTACH)
		return 0;

	/*
	 * An address space can outlive its processes, and so its mappings. One
	 * that is being taken down has no users any more.
	 */
	if (!holder->owners && atomic_read(&holder->mm->mm_users)) {
		user = ipcdiag_table_at(&report->users, report->users.nr++);
		*user = claim->use;
	}
	shm = ipcdiag_table_at(&report->objects[IPCDIAG_SHM],
			       claim->use.object);
	shm->procs += holder->owners;

	return 0;
}

/* Note which undo lists name an array now. */
static int check_undos(struct ipcdiag_report *report, u32 array)
{
	struct ipcdiag_users *users = report->finding;
	unsigned int i;
	int err;

	ipcdiag_sem_note_undos(report, array);
	err = ipcdiag_set_reserve(&report->seen, users->nr_undos);
	for (i = 0; !err && i < users->nr_undos; i++)
		ipcdiag_set_add(&report->seen,
				(unsigned long)users->undos[i].ulp,
				SEEN_UNDO(array), 0);
	users->nr_undos = 0;

	return err;
}

/**
 * ipcdiag_users_resolve() - find the processes behind what was found
 * @report: the report that is being made
 *
 * Context: process context, may sleep.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_users_resolve(struct ipcdiag_report *report)
{
	struct ipcdiag_users *users = report->finding;
	u32 checked = U32_MAX;
	unsigned long i;
	int err = 0;

	if (users->claims.nr)
		err = ipcdiag_visit_tasks(report, &owner_visitor);
	for (i = 0; !err && i < users->claims.nr; i++) {
		const struct claim *claim = ipcdiag_table_at(&users->claims, i);

		ipcdiag_section_begin(report);
		/* The claims on an array are in a row. */
		if (claim->use.use == IPCDIAG_UNDO &&
		    claim->use.object != checked) {
			checked = claim->use.object;
			err = check_undos(report, checked);
		}
		if (!err)
			err = add_claim(report, claim);
		err = ipcdiag_section_end(report) ? : err;
	}

	return err;
}
