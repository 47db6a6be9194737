/* SPDX-License-Identifier: GPL-2.0 */
/*
 * When an inode was made. tmpfs keeps that from 5.18 on. Before, and for other
 * filesystems, there is the last change of the inode, which is not earlier; from
 * 6.6 on that is read by inode_get_ctime().
 */
#ifndef IPCDIAG_COMPAT_INODE_MADE_H
#define IPCDIAG_COMPAT_INODE_MADE_H

#include <linux/fs.h>
#include <linux/magic.h>
#include <linux/shmem_fs.h>
#include <linux/time64.h>

static inline time64_t compat_inode_made(struct inode *inode)
{
#ifdef IPCDIAG_HAVE_SHMEM_CRTIME
	if (inode->i_sb->s_magic == TMPFS_MAGIC)
		return SHMEM_I(inode)->i_crtime.tv_sec;
#endif
#ifdef IPCDIAG_HAVE_INODE_GET_CTIME
	return inode_get_ctime(inode).tv_sec;
#else
	return inode->i_ctime.tv_sec;
#endif
}

#endif /* IPCDIAG_COMPAT_INODE_MADE_H */
