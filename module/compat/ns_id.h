/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From 6.18 every namespace has a 64-bit number that is never given out again.
 * Before, there is the inode number in nsfs, which is recycled quickly.
 */
#ifndef IPCDIAG_COMPAT_NS_ID_H
#define IPCDIAG_COMPAT_NS_ID_H

#include <linux/ns_common.h>
#include <linux/types.h>

static inline u64 compat_ns_id(const struct ns_common *ns)
{
#ifdef IPCDIAG_HAVE_NS_ID
	return ns->ns_id;
#else
	return ns->inum;
#endif
}

#endif /* IPCDIAG_COMPAT_NS_ID_H */
