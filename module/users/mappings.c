// SPDX-License-Identifier: GPL-2.0
/*
 * Who has a segment mapped: the address spaces in the reverse map of its file.
 *
 * Locking and lifetime:
 *
 * - The reverse map is walked under i_mmap_rwsem, taken for reading, the
 *   object's lock not held, nothing allocated under it. Whoever attaches,
 *   detaches, forks or exits with the segment waits for it, and a reader is not
 *   boosted for those who wait: so it is never held while we may lose the
 *   processor. It is taken by trylock with preemption disabled, and given back
 *   after HOLD_NS at the latest. While it is held, a mapping in the tree and
 *   its address space cannot go away.
 * - On PREEMPT_RT too, a rwsem can be had by trylock and be given back with
 *   preemption disabled: that takes raw locks only.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/rbtree.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>

#include "users/claims.h"
#include "users/finding.h"
#include "users/mappings.h"

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
 * first they are given way to, then a jiffy goes by each time. How many jiffies
 * are spent on all segments of a report is said in claims.c.
 */
#define BUSY_YIELDS	4
#define BUSY_TRIES	100

/* Address spaces that room is made for at first. */
#define ROOM_MAX	4096

/**
 * struct mapping_walk - looking for the mappings of a segment
 * @making: the report that is being made
 * @file: the file behind the segment
 * @object: index of the segment
 * @first: index of its first claim
 * @last: index that claims cannot reach, for want of room
 * @round: how often the reverse map was begun
 * @maps: mappings found in this round
 * @capped: there is no more room for some of them
 */
struct mapping_walk {
	struct ipcdiag_making	*making;
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
	struct ipcdiag_making *making = walk->making;
	struct ipcdiag_claim *claim =
		ipcdiag_claim_of(making, vma->vm_mm, walk->object);
	struct ipcdiag_holder *holder =
		ipcdiag_table_at(&making->finding->holders, claim->holder);

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
	struct ipcdiag_table *claims = &walk->making->finding->claims;
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
		    !ipcdiag_claim_find(walk->making, vma->vm_mm,
					walk->object)) {
			if (walk->last < ipcdiag_claims_max(walk->making))
				return ROUND_NO_ROOM;
			walk->capped = true;
			continue;
		}
		add_mapping(walk, vma);
	}

	return ROUND_DONE;
}

/*
 * One round. Preemption is disabled, so that not even a task of higher priority
 * takes the processor away while others wait for what we hold.
 */
static enum round_end try_round(struct mapping_walk *walk)
{
	struct rw_semaphore *rwsem = &walk->file->f_mapping->i_mmap_rwsem;
	struct ipcdiag_pace *pace = &walk->making->pace;
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
		pace->hold = max_t(u64, pace->hold, ktime_get_ns() - begin);
	}
	preempt_enable();

	return end;
}

/* Let others have it. Returns false if they had it too often. */
static bool give_way(struct ipcdiag_finding *finding, unsigned int *busy)
{
	if (++*busy <= BUSY_YIELDS) {
		cond_resched();
		return true;
	}
	if (*busy > BUSY_TRIES || !finding->patience)
		return false;
	finding->patience--;
	schedule_timeout_killable(1);

	return true;
}

/*
 * Room is needed for address spaces, however many mappings they have. If it was
 * not enough, those that were found stay known.
 */
static int make_room(struct mapping_walk *walk, unsigned long room)
{
	unsigned long nr = walk->making->finding->claims.nr;
	unsigned long max = ipcdiag_claims_max(walk->making);

	room = min(room, max - min(max, nr));
	walk->last = nr + room;

	return ipcdiag_claims_reserve(walk->making, room);
}

/*
 * Mappings that were counted by a round before the last, and not by that one,
 * are gone: a claim with none is no use.
 */
static void drop_stale(const struct mapping_walk *walk)
{
	struct ipcdiag_table *claims = &walk->making->finding->claims;
	unsigned long i;

	for (i = walk->first; i < claims->nr; i++) {
		struct ipcdiag_claim *claim = ipcdiag_table_at(claims, i);

		if (!(i % 4096))
			cond_resched();
		if (claim->round == walk->round)
			continue;
		claim->use.ro = 0;
		claim->use.rw = 0;
	}
}

/**
 * ipcdiag_mappings_add() - find who has a segment mapped
 * @making: the report that is being made
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
int ipcdiag_mappings_add(struct ipcdiag_making *making, struct ipcdiag_shm *shm,
			 struct file *file)
{
	struct mapping_walk walk = {
		.making = making,
		.file = file,
		.object = making->report->objects[IPCDIAG_SHM].nr,
		.first = making->finding->claims.nr,
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
			shm->capped = !give_way(making->finding, &busy);
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
