/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All about one object, in parts.
 */
#ifndef IPCDIAG_VIEW_SHOW_H
#define IPCDIAG_VIEW_SHOW_H

#include <stdbool.h>

#include "base/buf.h"
#include "records/records.h"
#include "view/request.h"

/**
 * struct page - what is told of an object
 * @req: what the user wants
 * @snap: snapshot
 * @rec: the object
 * @out: where to
 */
struct page {
	const struct request *req;
	const struct snapshot *snap;
	const struct rec *rec;
	struct buf *out;
};

void show_object(const struct request *req, const struct snapshot *snap,
		 const struct rec *rec, struct buf *out);
void page_put(struct page *p, const char *label, struct buf *text);
void show_properties(struct page *p);
bool show_birth(struct page *p);
void show_access(struct page *p);
void show_origin(struct page *p);
void show_semaphores(struct page *p);
void show_messages(struct page *p);
void show_removal(struct page *p);
void show_users(struct page *p);

#endif
