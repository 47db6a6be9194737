/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lock of a task's root and working directory: up to 6.12 at least a spinlock
 * beside a sequence count, in 7.3 a seqlock.
 */
#ifndef IPCDIAG_COMPAT_FS_LOCK_H
#define IPCDIAG_COMPAT_FS_LOCK_H

#include <linux/fs_struct.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

static inline void compat_fs_lock(struct fs_struct *fs)
{
#ifdef IPCDIAG_HAVE_FS_SEQLOCK
	read_seqlock_excl(&fs->seq);
#else
	spin_lock(&fs->lock);
#endif
}

static inline void compat_fs_unlock(struct fs_struct *fs)
{
#ifdef IPCDIAG_HAVE_FS_SEQLOCK
	read_sequnlock_excl(&fs->seq);
#else
	spin_unlock(&fs->lock);
#endif
}

#endif /* IPCDIAG_COMPAT_FS_LOCK_H */
