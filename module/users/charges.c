// SPDX-License-Identifier: GPL-2.0
/*
 * Who pays for the memory of a segment: a bounded number of its pages, spread over
 * the whole file, are asked for the memory cgroup that they are charged to. If
 * processes are left in one of these, the service that filled the segment is
 * probably still there; if in none, it is gone.
 *
 * Where: under the lock of the segment, in the RCU section of the walk. While that
 * lock is held and the segment is not deleted, its file exists, so that we need no
 * reference to it, and can never be the ones who drop the last. The time is bounded:
 * by IPCDIAG_CHARGES_PAGES pages at some hundred instructions each, and by
 * SLOTS_MAX slots of the tree between them at some ten each. We wait for nobody: a
 * page that is just being freed, moved or split is given up after one attempt, and
 * no lock is taken. (With PREEMPT_RT we may be preempted, as whoever holds a
 * spinlock may be there.)
 *
 * Lifetime: RCU keeps the nodes of i_pages, but not the pages. One that we find may
 * be freed, and used by somebody else, at any moment. So we take a reference first
 * and then look whether it still belongs to the mapping. If it does, it also keeps
 * its memory cgroup, which is taken from a page when it is freed and not earlier.
 * (A page that is migrated hands its charge to the new one first. Then the old one
 * names no memory cgroup, which leaves the question open.) Our reference may become
 * the last one; dropping that is allowed in any context. A memory cgroup to which a
 * page led us stays until the RCU section ends, with its cgroup and the node of
 * that, even if the page is charged to another one meanwhile. What is needed for
 * longer is referenced.
 */
#include <linux/cgroup.h>
#include <linux/fs.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/shmem_fs.h>
#include <linux/xarray.h>

#include "base/seen.h"
#include "compat/folio.h"
#include "compat/payer.h"
#include "find/cgroups.h"
#include "users/charges.h"
#include "users/origin.h"

#ifdef CONFIG_MEMCG

/*
 * Empty slots of the tree that are passed by in search of a segment's pages. A
 * large segment of which little is used has very many.
 */
#define SLOTS_MAX	4096

/*
 * A batch of objects is bounded by the entries of lists that are counted in it.
 * Looking at one page takes about as long as counting so many.
 */
#define PAGE_COST	8

/**
 * struct look - one look at one segment
 * @mapping: its pages
 * @charges: what was found
 * @slots: slots of the tree that were passed by
 * @payers: memory cgroups that were met
 */
struct look {
	struct address_space		*mapping;
	struct ipcdiag_charges		*charges;
	unsigned int			slots;
	struct cgroup_subsys_state	*payers[IPCDIAG_CHARGES_PAGES];
};

/*
 * Are processes left in a cgroup or below it? The kernel adds up counters that may
 * change meanwhile. A process that moves within the subtree is counted at its new
 * place before it is taken off the old one. So it can be missed only by reading the
 * new place too early and the old one too late, and a second reading finds it.
 */
static bool is_populated(struct cgroup *cgroup)
{
	if (cgroup_is_populated(cgroup))
		return true;
	/* The second reading begins when all of the first is done. */
	smp_rmb();

	return cgroup_is_populated(cgroup);
}

static void note_payer(struct look *look, struct cgroup_subsys_state *payer)
{
	struct ipcdiag_charges *charges = look->charges;
	unsigned int i;
	bool populated;

	/* As a rule it is the same one again. */
	for (i = charges->memcgs; i > 0; i--) {
		if (look->payers[i - 1] == payer)
			return;
	}
	look->payers[charges->memcgs++] = payer;

	populated = is_populated(payer->cgroup);
	charges->populated |= populated;
	if (payer->parent)
		charges->alive |= populated;
	else
		charges->root = true;
}

static void look_at(struct look *look, struct compat_folio *folio)
{
	struct ipcdiag_charges *charges = look->charges;
	struct cgroup_subsys_state *payer;

	if (!compat_folio_try_get(folio)) {
		charges->missed++;
		return;
	}
	if (READ_ONCE(folio->mapping) == look->mapping) {
		payer = compat_folio_payer(folio);
		charges->looked++;
		if (payer)
			note_payer(look, payer);
		else
			charges->nocgroup++;
	} else {
		charges->missed++;
	}
	compat_folio_put(folio);
}

/*
 * What is at *index, or else comes next, up to @last; NULL if nothing does, or
 * too much is empty. As xas_find() does it, which takes three times as long for
 * what is empty, however much that is.
 */
static void *next_present(struct look *look, unsigned long *index,
			  unsigned long last)
{
	struct xarray *pages = &look->mapping->i_pages;
	XA_STATE(xas, pages, *index);
	void *entry = xas_load(&xas);
	struct xa_node *node = xas.xa_node;
	unsigned int offset = xas.xa_offset + 1;

	/* Where there is no node, there is at most one page, the first. */
	if (entry || xas_not_node(node))
		return entry;
	while (look->slots < SLOTS_MAX) {
		unsigned int first = offset;

		for (; offset < XA_CHUNK_SIZE; offset++) {
			entry = xa_entry(pages, node, offset);
			if (entry && !xa_is_sibling(entry))
				break;
		}
		look->slots += offset - first + 1;
		if (offset == XA_CHUNK_SIZE) {
			offset = node->offset + 1;
			node = xa_parent(pages, node);
			if (!node)
				return NULL;
			continue;
		}
		*index &= ~XA_CHUNK_MASK << node->shift;
		*index += (unsigned long)offset << node->shift;
		if (*index > last)
			return NULL;
		if (!xa_is_node(entry))
			return entry;
		node = xa_to_node(entry);
		offset = 0;
	}
	look->charges->missed++;

	return NULL;
}

/*
 * The pages that are there: all of them if they are few, else those at, or next
 * after, places at even distances from the first to the last. One that spans
 * several places is looked at once.
 */
static void look_at_pages(struct look *look, unsigned long last, bool few)
{
	void *entry, *before = NULL;
	unsigned long index = 0;
	unsigned int n;

	for (n = 0; n < IPCDIAG_CHARGES_PAGES; n++) {
		u64 place = div_u64((u64)last * n,
				    IPCDIAG_CHARGES_PAGES - 1);

		if (few)
			place = n ? index + 1 : 0;
		else if (n && place <= index)
			/* What was found behind this place, is found. */
			continue;
		if (place > last)
			break;
		index = place;
		entry = next_present(look, &index, last);
		if (!entry)
			break;
		if (xa_is_value(entry))
			look->charges->swapped = true;
		else if (xa_is_internal(entry))
			look->charges->missed++;
		else if (entry != before)
			look_at(look, entry);
		before = entry;
	}
}

/* What there is memory of. Returns what it cost, as ipcdiag_charges_look() does. */
static u32 look_at_memory(struct inode *inode, struct ipcdiag_shm *shm,
			  struct cgroup_subsys_state **payer)
{
	struct ipcdiag_charges *charges = &shm->charges;
	struct look look = {
		.mapping = inode->i_mapping,
		.charges = charges,
	};
	u64 pages = (shm->rss + shm->swap) >> PAGE_SHIFT;
	loff_t size = i_size_read(inode);

	if (size > 0)
		look_at_pages(&look, (size - 1) >> PAGE_SHIFT,
			      pages <= IPCDIAG_CHARGES_PAGES);
	charges->service = ipcdiag_service_of(charges);
	*payer = look.payers[0];

	return (charges->looked + charges->missed) * PAGE_COST + look.slots;
}

/**
 * ipcdiag_charges_look() - what is the memory of a segment charged to?
 * @inode: inode of the file behind it
 * @shm: its record; its memory is known. What is found is put there
 * @payer: set to the first memory cgroup that was met, kept by RCU, or to NULL
 *
 * Huge pages of hugetlbfs have a controller of their own.
 *
 * Context: under RCU and the object's lock, the object not deleted.
 *
 * Return: how many entries of a list would have taken as long.
 */
u32 ipcdiag_charges_look(struct inode *inode, struct ipcdiag_shm *shm,
			 struct cgroup_subsys_state **payer)
{
	struct ipcdiag_charges *charges = &shm->charges;

	*payer = NULL;
	*charges = (struct ipcdiag_charges) { .path = IPCDIAG_NO_CGROUP };
	if (mem_cgroup_disabled() || shm->hugetlb)
		return 0;

	charges->known = true;
	charges->swapped = shm->swap;
	/* Nobody pays for what has no memory, which many that are leaked have not. */
	if (xa_empty(&inode->i_mapping->i_pages)) {
		charges->service = IPCDIAG_SERVICE_UNKNOWN;
		return 0;
	}

	return look_at_memory(inode, shm, payer);
}

/* Numbers of cgroups count within their hierarchy. */
static u64 seen_as(const struct cgroup *cgroup)
{
	return SEEN_PAYER(cgroup->root->hierarchy_id);
}

/**
 * ipcdiag_charges_get() - keep a memory cgroup whose path is not known yet
 * @making: the report that is being made
 * @payer: the memory cgroup, or NULL
 * @shm: record of the segment that led to it
 *
 * Context: under RCU, which keeps @payer.
 *
 * Return: @payer, referenced; NULL if there is none, its path is known and put
 * into @shm, or it is just going.
 */
struct cgroup_subsys_state *
ipcdiag_charges_get(const struct ipcdiag_making *making,
		    struct cgroup_subsys_state *payer, struct ipcdiag_shm *shm)
{
	if (!payer)
		return NULL;
	shm->charges.path = ipcdiag_cgroup_known(making, payer->cgroup,
						 seen_as(payer->cgroup));
	if (shm->charges.path != IPCDIAG_NO_CGROUP)
		return NULL;

	return css_tryget(payer) ? payer : NULL;
}

/**
 * ipcdiag_charges_put() - let go of a memory cgroup
 * @payer: what ipcdiag_charges_get() returned
 *
 * Context: any.
 */
void ipcdiag_charges_put(struct cgroup_subsys_state *payer)
{
	if (payer)
		css_put(payer);
}

/**
 * ipcdiag_charges_name() - put the path of a memory cgroup into the report
 * @making: the report that is being made
 * @payer: the memory cgroup, referenced
 * @shm: record of the segment that led to it
 *
 * Context: process context, may sleep; in a section, which it ends for a moment.
 *
 * Return: 0, -ENOMEM, or -EINTR if the caller is being killed.
 */
int ipcdiag_charges_name(struct ipcdiag_making *making,
			 struct cgroup_subsys_state *payer,
			 struct ipcdiag_shm *shm)
{
	int err;

	err = ipcdiag_section_end(&making->pace);
	if (!err)
		err = ipcdiag_cgroups_reserve(making, 1);
	ipcdiag_section_begin(&making->pace);
	if (!err)
		shm->charges.path =
			ipcdiag_cgroup_add(making, payer->cgroup,
					   seen_as(payer->cgroup));

	return err;
}

#else /* !CONFIG_MEMCG */

u32 ipcdiag_charges_look(struct inode *inode, struct ipcdiag_shm *shm,
			 struct cgroup_subsys_state **payer)
{
	*payer = NULL;
	shm->charges = (struct ipcdiag_charges) { .path = IPCDIAG_NO_CGROUP };

	return 0;
}

struct cgroup_subsys_state *
ipcdiag_charges_get(const struct ipcdiag_making *making,
		    struct cgroup_subsys_state *payer, struct ipcdiag_shm *shm)
{
	return NULL;
}

void ipcdiag_charges_put(struct cgroup_subsys_state *payer)
{
}

int ipcdiag_charges_name(struct ipcdiag_making *making,
			 struct cgroup_subsys_state *payer,
			 struct ipcdiag_shm *shm)
{
	return 0;
}

#endif /* CONFIG_MEMCG */
