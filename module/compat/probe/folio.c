// SPDX-License-Identifier: GPL-2.0
/* From 5.16 the page cache is made of folios. */
#include <linux/memcontrol.h>
#include <linux/page_ref.h>

bool probe(struct folio *folio);

bool probe(struct folio *folio)
{
	return folio_try_get(folio) && folio_memcg(folio);
}
