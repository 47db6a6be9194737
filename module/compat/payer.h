/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory cgroup that a page is charged to. 5.10 has it in a member of struct
 * page; from 5.11 it shares a word with flags, which page_memcg() takes out;
 * from 5.16 folio_memcg() does so. From 7.0 that word leads to an obj_cgroup,
 * and through that to the memory cgroup: when one is removed, its pages are its
 * parent's from then on. Before, they stay with the one that was removed.
 */
#ifndef IPCDIAG_COMPAT_PAYER_H
#define IPCDIAG_COMPAT_PAYER_H

#include <linux/cgroup.h>
#include <linux/memcontrol.h>

#include "folio.h"

#ifdef CONFIG_MEMCG
/*
 * NULL if the page is not charged. Under RCU, which keeps what is returned; the
 * caller has a reference to the page.
 */
static inline struct cgroup_subsys_state *
compat_folio_payer(struct compat_folio *folio)
{
#if defined(IPCDIAG_HAVE_FOLIO)
	struct mem_cgroup *memcg = folio_memcg(folio);
#elif defined(IPCDIAG_HAVE_PAGE_MEMCG)
	struct mem_cgroup *memcg = page_memcg(folio);
#else
	struct mem_cgroup *memcg = READ_ONCE(folio->mem_cgroup);
#endif

	return memcg ? &memcg->css : NULL;
}
#endif

#endif /* IPCDIAG_COMPAT_PAYER_H */
