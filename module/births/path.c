// SPDX-License-Identifier: GPL-2.0
/*
 * Paths that events refer to: executables, working directories, cgroups. Many
 * events have the same ones, so that each is kept once.
 *
 * Their memory is bounded. One account may take a quarter of it, and all but
 * that of the machine's own root three quarters together; what does not fit
 * stays unknown.
 *
 * Locking: the table is protected by paths_lock, and used in process context
 * only. A path that is referred to does not change. A reference may be added
 * under any lock by whoever has one.
 */
#include <linux/gfp.h>
#include <linux/hashtable.h>
#include <linux/jhash.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "births/path.h"
#include "births/pool.h"

/* All paths together, in bytes. */
#define PATHS_MAX	(4u << 20)

/* Paths of one hash that are gone through. */
#define CHAIN_MAX	64

static DEFINE_SPINLOCK(paths_lock);
static DEFINE_HASHTABLE(paths, 10);
static size_t bytes_of[IPCDIAG_ACCOUNTS];
static size_t bytes_all;
static u32 seed;

/**
 * ipcdiag_paths_init() - make hashes that nobody can foresee
 */
void ipcdiag_paths_init(void)
{
	seed = get_random_u32();
}

static size_t size_of(size_t len)
{
	return sizeof(struct ipcdiag_path) + len + 1;
}

/**
 * ipcdiag_path_hash() - a number for a path
 * @text: the path
 * @len: its length
 *
 * Return: the number; two paths that differ hardly ever have the same.
 */
u64 ipcdiag_path_hash(const char *text, size_t len)
{
	return (u64)jhash(text, len, seed) << 32 | jhash(text, len, ~seed);
}

/* Called with paths_lock held. */
static struct ipcdiag_path *find(const char *text, size_t len, u32 hash,
				 unsigned int *seen)
{
	struct ipcdiag_path *path;

	*seen = 0;
	hash_for_each_possible(paths, path, node, hash) {
		if (path->len == len && !memcmp(path->text, text, len))
			return path;
		if (++*seen == CHAIN_MAX)
			break;
	}

	return NULL;
}

/* Called with paths_lock held. */
static bool fits(u16 account, size_t size)
{
	size_t others = bytes_all - bytes_of[IPCDIAG_ACCOUNT_ROOT];

	if (bytes_all + size > PATHS_MAX)
		return false;

	return account == IPCDIAG_ACCOUNT_ROOT ||
	       (bytes_of[account] + size <= PATHS_MAX / 4 &&
		others + size <= PATHS_MAX / 4 * 3);
}

/**
 * ipcdiag_path_keep() - keep a path
 * @text: the path
 * @len: its length, below IPCDIAG_PATH_LEN
 * @account: on whose account
 *
 * Nobody is made to wait for memory, nor charged for it.
 *
 * Context: process context.
 *
 * Return: the path, referenced; NULL if there is no room for it.
 */
struct ipcdiag_path *ipcdiag_path_keep(const char *text, size_t len,
				       u16 account)
{
	u32 hash = jhash(text, len, seed);
	struct ipcdiag_path *path, *new;
	unsigned int seen;

	spin_lock(&paths_lock);
	path = find(text, len, hash, &seen);
	if (path)
		refcount_inc(&path->refs);
	spin_unlock(&paths_lock);
	if (path || seen == CHAIN_MAX)
		return path;

	new = kmalloc(size_of(len), GFP_NOWAIT | __GFP_NOWARN);
	if (!new)
		return NULL;
	refcount_set(&new->refs, 1);
	new->account = account;
	new->len = len;
	memcpy(new->text, text, len);
	new->text[len] = '\0';

	spin_lock(&paths_lock);
	path = find(text, len, hash, &seen);
	if (path) {
		refcount_inc(&path->refs);
	} else if (seen < CHAIN_MAX && fits(account, size_of(len))) {
		hash_add(paths, &new->node, hash);
		bytes_of[account] += size_of(len);
		bytes_all += size_of(len);
		path = new;
		new = NULL;
	}
	spin_unlock(&paths_lock);
	kfree(new);

	return path;
}

/**
 * ipcdiag_path_put() - give up a reference to a path
 * @path: the path, or NULL
 *
 * Context: process context.
 */
void ipcdiag_path_put(struct ipcdiag_path *path)
{
	bool last;

	if (!path || refcount_dec_not_one(&path->refs))
		return;
	spin_lock(&paths_lock);
	last = refcount_dec_and_test(&path->refs);
	if (last) {
		hash_del(&path->node);
		bytes_of[path->account] -= size_of(path->len);
		bytes_all -= size_of(path->len);
	}
	spin_unlock(&paths_lock);
	if (last)
		kfree(path);
}

/**
 * ipcdiag_path_bytes() - memory that paths take
 *
 * Return: bytes.
 */
size_t ipcdiag_path_bytes(void)
{
	return READ_ONCE(bytes_all);
}
