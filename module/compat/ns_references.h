/* SPDX-License-Identifier: GPL-2.0 */
/*
 * References to a namespace, whoever holds them. They were counted in struct
 * ipc_namespace itself until 5.11 (137ec390fad4 "ipc: Use generic ns_common::
 * count") moved the counter into struct ns_common; 6.18 gave it another name.
 */
#ifndef IPCDIAG_COMPAT_NS_REFERENCES_H
#define IPCDIAG_COMPAT_NS_REFERENCES_H

#include <linux/ipc_namespace.h>
#include <linux/refcount.h>

static inline unsigned int compat_ns_references(const struct ipc_namespace *ns)
{
#if defined(IPCDIAG_HAVE_NS_REF)
	return refcount_read(&ns->ns.__ns_ref);
#elif defined(IPCDIAG_HAVE_NS_COUNT)
	return refcount_read(&ns->ns.count);
#else
	return refcount_read(&ns->count);
#endif
}

#endif /* IPCDIAG_COMPAT_NS_REFERENCES_H */
