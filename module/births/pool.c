// SPDX-License-Identifier: GPL-2.0
/*
 * Events: whose they are, and where they are found again.
 *
 * They are shared out fairly. Each belongs to an account, by namespace and uid
 * of whoever acted. While a ledger is not full, anybody may write into it. Once
 * it is, who has his share or more of it gets no more than he has: his oldest
 * death makes room for his latest, and his births are not recorded any more; for
 * anybody else the account that has most makes room. Root of the initial
 * namespace has an account that nobody else can have, and that loses nothing to
 * others.
 *
 * Lifetime: what is published is referenced by its ledger, and by the work that
 * waits for its task.
 *
 * Locking: all is protected by ipcdiag_events_lock. It is held for a bounded
 * time: for an event that has no room, the accounts are gone through once.
 */
#include <linux/hash.h>
#include <linux/ipc_namespace.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/nsproxy.h>
#include <linux/random.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "births/pool.h"
#include "births/store.h"

/*
 * So many are left to root and to those who have few, half of them to root alone,
 * while the worker is behind with making more or with putting what is garbage.
 */
#define RESERVE		256
#define FEW		16

/* So often the account that has most makes room before it is looked for again. */
#define LOOK_AGAIN	32

/* Failures that are kept. */
#define FAILED_MAX	512

/**
 * struct account - whose events they are
 * @events: in each ledger, the oldest first
 * @nr: how many
 */
struct account {
	struct list_head	events[IPCDIAG_LEDGERS];
	unsigned int		nr[IPCDIAG_LEDGERS];
};

/**
 * struct pool - all events that are not free
 * @accounts: whose they are
 * @table: those of objects that are there, by the address of the object
 * @bits: size of @table, as a power of two
 * @seq: number of the last event
 * @nr: in each ledger
 * @limit: how many there may be in it
 * @active: accounts that have some in it
 * @most: the account that had most when it was looked for
 * @uses: how often it makes room until it is looked for again
 * @dropped: those that there was no room for
 * @seed: so that nobody can choose whose account is his as well
 */
static struct pool {
	struct account		accounts[IPCDIAG_ACCOUNTS];
	struct hlist_head	*table;
	unsigned int		bits;
	u64			seq;
	unsigned int		nr[IPCDIAG_LEDGERS];
	unsigned int		limit[IPCDIAG_LEDGERS];
	unsigned int		active[IPCDIAG_LEDGERS];
	struct account		*most[IPCDIAG_LEDGERS];
	unsigned int		uses[IPCDIAG_LEDGERS];
	u64			dropped[IPCDIAG_LEDGERS];
	u64			seed;
} pool;

/**
 * ipcdiag_account_of() - whose account is it?
 * @ns: address of the namespace; NULL if only @uid counts
 * @uid: real uid of whoever acts, or who owns the namespace
 *
 * Context: any.
 *
 * Return: number of the account.
 */
u16 ipcdiag_account_of(const void *ns, kuid_t uid)
{
	u64 key = (unsigned long)ns ^ pool.seed ^
		  ((u64)__kuid_val(uid) << 32 | __kuid_val(uid));

	if (ns == init_task.nsproxy->ipc_ns &&
	    uid_eq(uid, GLOBAL_ROOT_UID))
		return IPCDIAG_ACCOUNT_ROOT;

	return 1 + hash_64(key, 32) % (IPCDIAG_ACCOUNTS - 1);
}

/* Account for an event in a ledger. */
static void enter(struct ipcdiag_event *event, enum ipcdiag_ledger ledger)
{
	struct account *account = &pool.accounts[event->account];

	event->ledger = ledger;
	if (!account->nr[ledger]++)
		pool.active[ledger]++;
	pool.nr[ledger]++;
}

static void leave(struct ipcdiag_event *event)
{
	struct account *account = &pool.accounts[event->account];

	if (!--account->nr[event->ledger])
		pool.active[event->ledger]--;
	pool.nr[event->ledger]--;
}

/**
 * ipcdiag_event_put_locked() - give up a reference to an event
 * @event: the event
 *
 * Context: any.
 */
void ipcdiag_event_put_locked(struct ipcdiag_event *event)
{
	if (--event->refs)
		return;
	if (event->birth && event->birth != event)
		ipcdiag_event_put_locked(event->birth);
	if (event->mark)
		ipcdiag_event_put_locked(event->mark);
	event->birth = NULL;
	event->mark = NULL;
	ipcdiag_store_discard_locked(event);
}

/**
 * ipcdiag_event_unlist_locked() - take an event out of its ledger
 * @event: the event, listed; its reference goes to the caller
 *
 * It is not found by its object any more either.
 *
 * Context: any.
 */
void ipcdiag_event_unlist_locked(struct ipcdiag_event *event)
{
	leave(event);
	list_del_init(&event->list);
	hlist_del_init(&event->node);
}

/*
 * May this account make room for others? Of what is there, root's records make room
 * for nobody's, of the rest not the half of all.
 */
static bool may_give(const struct account *account, enum ipcdiag_ledger ledger)
{
	if (account != &pool.accounts[IPCDIAG_ACCOUNT_ROOT])
		return account->nr[ledger];

	return ledger != IPCDIAG_LEDGER_LIVE &&
	       account->nr[ledger] > pool.limit[ledger] / 2;
}

/*
 * Who has most of those that may make room. To look for that takes thousands of
 * instructions, so that whoever it was goes on for a while, unless he has less
 * than his share by now.
 */
static struct account *largest(enum ipcdiag_ledger ledger)
{
	struct account *most = pool.most[ledger];
	unsigned int i;

	if (pool.uses[ledger] && may_give(most, ledger) &&
	    most->nr[ledger] >= pool.limit[ledger] / pool.active[ledger]) {
		pool.uses[ledger]--;
		return most;
	}
	most = NULL;
	for (i = 0; i < IPCDIAG_ACCOUNTS; i++) {
		struct account *account = &pool.accounts[i];

		if (may_give(account, ledger) &&
		    (!most || account->nr[ledger] > most->nr[ledger]))
			most = account;
	}
	pool.most[ledger] = most;
	pool.uses[ledger] = most ? LOOK_AGAIN : 0;

	return most;
}

/* Let the oldest event of an account go. */
static void evict(struct account *account, enum ipcdiag_ledger ledger)
{
	struct ipcdiag_event *event =
		list_first_entry_or_null(&account->events[ledger],
					 struct ipcdiag_event, list);

	if (!event)
		return;
	if (ledger == IPCDIAG_LEDGER_LIVE)
		pool.dropped[ledger]++;
	ipcdiag_event_unlist_locked(event);
	ipcdiag_event_put_locked(event);
}

/* May this account have one more event in that ledger? Room is made for it. */
static bool admit(enum ipcdiag_ledger ledger, struct account *account)
{
	unsigned int active = pool.active[ledger] + !account->nr[ledger];
	bool root = account == &pool.accounts[IPCDIAG_ACCOUNT_ROOT];
	bool small = account->nr[ledger] < FEW;
	struct account *victim = account;

	if (ipcdiag_store_room_locked() <=
	    (root ? 0 : small ? RESERVE / 2 : RESERVE))
		return false;
	if (pool.nr[ledger] < pool.limit[ledger])
		return true;
	/* Whoever makes very many accounts does not make root's share small. */
	if (root || account->nr[ledger] < pool.limit[ledger] / active)
		victim = largest(ledger);
	if (!victim)
		victim = account;
	if (victim == account && ledger == IPCDIAG_LEDGER_LIVE)
		return false;
	evict(victim, ledger);

	return true;
}

/**
 * ipcdiag_event_take_locked() - a new event
 * @ledger: what it is to be written into
 * @account: whose it is
 *
 * Nobody sees it before ipcdiag_event_list_locked().
 *
 * Context: any.
 *
 * Return: the event, empty but for its number, with one reference; NULL if there
 * is no room, which is counted.
 */
struct ipcdiag_event *ipcdiag_event_take_locked(enum ipcdiag_ledger ledger,
						u16 account)
{
	struct ipcdiag_event *event;

	if (!admit(ledger, &pool.accounts[account])) {
		pool.dropped[ledger]++;
		return NULL;
	}
	event = ipcdiag_store_take_locked();
	event->refs = 1;
	event->seq = ++pool.seq;
	event->account = account;
	enter(event, ledger);

	return event;
}

/**
 * ipcdiag_event_list_locked() - write an event into its ledger
 * @event: the event, complete
 *
 * Context: any.
 */
void ipcdiag_event_list_locked(struct ipcdiag_event *event)
{
	list_add_tail(&event->list,
		      &pool.accounts[event->account].events[event->ledger]);
}

/**
 * ipcdiag_event_move_locked() - write an event into another ledger
 * @event: the event, listed
 * @ledger: the other one
 *
 * Context: any.
 */
void ipcdiag_event_move_locked(struct ipcdiag_event *event,
			       enum ipcdiag_ledger ledger)
{
	ipcdiag_event_unlist_locked(event);
	if (pool.nr[ledger] >= pool.limit[ledger])
		evict(largest(ledger) ? : &pool.accounts[event->account],
		      ledger);
	event->seq = ++pool.seq;
	enter(event, ledger);
	ipcdiag_event_list_locked(event);
}

/**
 * ipcdiag_event_hash_locked() - let an event be found by its object
 * @event: the event; its object is there
 *
 * Context: any.
 */
void ipcdiag_event_hash_locked(struct ipcdiag_event *event)
{
	hlist_add_head(&event->node,
		       &pool.table[hash_ptr((void *)event->perm, pool.bits)]);
}

/**
 * ipcdiag_event_find_locked() - find the event of an object
 * @perm: address of the object
 *
 * Context: any.
 *
 * Return: its birth, or who marked it if its birth is not known; or NULL.
 */
struct ipcdiag_event *ipcdiag_event_find_locked(const void *perm)
{
	struct ipcdiag_event *event;

	hlist_for_each_entry(event,
			     &pool.table[hash_ptr((void *)perm, pool.bits)],
			     node) {
		if (event->perm == perm)
			return event;
	}

	return NULL;
}

/**
 * ipcdiag_pool_figures() - how the pool is used
 * @figures: the answer
 */
void ipcdiag_pool_figures(struct ipcdiag_pool_figures *figures)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ipcdiag_events_lock, flags);
	figures->events = ipcdiag_events_locked();
	figures->bytes = figures->events * sizeof(struct ipcdiag_event);
	if (pool.table)
		figures->bytes += sizeof(*pool.table) << pool.bits;
	memcpy(figures->nr, pool.nr, sizeof(pool.nr));
	memcpy(figures->limit, pool.limit, sizeof(pool.limit));
	memcpy(figures->dropped, pool.dropped, sizeof(pool.dropped));
	raw_spin_unlock_irqrestore(&ipcdiag_events_lock, flags);
}

/**
 * ipcdiag_pool_create() - make the pool
 * @live: how many objects that are there may be recorded
 * @dead: how many that went
 *
 * Context: process context, may sleep.
 *
 * Return: 0, or -ENOMEM; then ipcdiag_pool_destroy() is called all the same.
 */
int ipcdiag_pool_create(unsigned int live, unsigned int dead)
{
	unsigned int i, ledger;

	for (i = 0; i < IPCDIAG_ACCOUNTS; i++) {
		for (ledger = 0; ledger < IPCDIAG_LEDGERS; ledger++)
			INIT_LIST_HEAD(&pool.accounts[i].events[ledger]);
	}
	pool.limit[IPCDIAG_LEDGER_LIVE] = live;
	pool.limit[IPCDIAG_LEDGER_DEAD] = dead;
	pool.limit[IPCDIAG_LEDGER_FAILED] = FAILED_MAX;
	pool.seed = get_random_u64();
	pool.bits = max(ilog2(roundup_pow_of_two(live)), 6);
	pool.table = vzalloc(sizeof(*pool.table) << pool.bits);
	if (!pool.table)
		return -ENOMEM;

	/* A segment may have been marked, by one event, before it goes. */
	return ipcdiag_store_create(2ul * live + 3ul * dead + FAILED_MAX +
				    IPCDIAG_STORE_LOW + RESERVE);
}

/**
 * ipcdiag_pool_destroy() - free the pool and all that is in it
 *
 * Nobody uses it any more.
 *
 * Context: process context, may sleep.
 */
void ipcdiag_pool_destroy(void)
{
	ipcdiag_store_destroy();
	vfree(pool.table);
	memset(&pool, 0, sizeof(pool));
}
