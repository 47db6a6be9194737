/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From 5.16 what a mapping's i_pages holds is a struct folio; before, it is the
 * struct page of a head page. Here it is a struct compat_folio.
 */
#ifndef IPCDIAG_COMPAT_FOLIO_H
#define IPCDIAG_COMPAT_FOLIO_H

#include <linux/mm.h>
#include <linux/page_ref.h>
#include <linux/pagemap.h>

#ifdef IPCDIAG_HAVE_FOLIO
#define compat_folio	folio
#else
#define compat_folio	page
#endif

/*
 * Take a reference, unless there is none that is left: then the page is being
 * freed, or nobody is to get at it for the moment. One attempt, no waiting.
 */
static inline bool compat_folio_try_get(struct compat_folio *folio)
{
#ifdef IPCDIAG_HAVE_FOLIO
	return folio_try_get(folio);
#else
	return get_page_unless_zero(folio);
#endif
}

static inline void compat_folio_put(struct compat_folio *folio)
{
#ifdef IPCDIAG_HAVE_FOLIO
	folio_put(folio);
#else
	put_page(folio);
#endif
}

#endif /* IPCDIAG_COMPAT_FOLIO_H */
