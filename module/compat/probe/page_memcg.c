// SPDX-License-Identifier: GPL-2.0
/* From 5.11 what a page is charged to shares a word with flags. */
#include <linux/memcontrol.h>

struct mem_cgroup *probe(struct page *page);

struct mem_cgroup *probe(struct page *page)
{
	return page_memcg(page);
}
