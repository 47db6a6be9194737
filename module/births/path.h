/* SPDX-License-Identifier: GPL-2.0 */
/* Paths that events refer to, each of which is kept once. */
#ifndef IPCDIAG_PATH_H
#define IPCDIAG_PATH_H

#include <linux/refcount.h>
#include <linux/types.h>

/**
 * struct ipcdiag_path - a path
 * @node: in the table of all paths
 * @refs: how often it is referred to
 * @account: on whose account it is
 * @len: its length
 * @text: the path and a final NUL, not escaped
 */
struct ipcdiag_path {
	struct hlist_node	node;
	refcount_t		refs;
	u16			account;
	u16			len;
	char			text[];
};

void ipcdiag_paths_init(void);
u64 ipcdiag_path_hash(const char *text, size_t len);
struct ipcdiag_path *ipcdiag_path_keep(const char *text, size_t len,
				       u16 account);
void ipcdiag_path_put(struct ipcdiag_path *path);
size_t ipcdiag_path_bytes(void);

#endif /* IPCDIAG_PATH_H */
