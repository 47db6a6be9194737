/* SPDX-License-Identifier: GPL-2.0 */
/*
 * After 6.18 a namespace counts what makes it accessible: its tasks, files of
 * /proc/PID/ns wherever they are, bind mounts; not the references that other
 * parts of the kernel, or we, hold. Before, nothing tells: an empty one that was
 * found, by a segment that a task left there or by the kernel's list, may be held
 * by a bind mount as well.
 */
#ifndef IPCDIAG_COMPAT_NS_ACTIVE_H
#define IPCDIAG_COMPAT_NS_ACTIVE_H

#include <linux/atomic.h>
#include <linux/ns_common.h>

static inline bool compat_ns_active(const struct ns_common *ns)
{
#ifdef IPCDIAG_HAVE_NS_ACTIVE
	return atomic_read(&ns->__ns_ref_active) > 0;
#else
	return true;
#endif
}

#endif /* IPCDIAG_COMPAT_NS_ACTIVE_H */
