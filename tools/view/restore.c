// SPDX-License-Identifier: GPL-2.0
/*
 * The command restore: an object that clean --save saved is made again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "act/save.h"
#include "base/buf.h"
#include "base/say.h"
#include "view/prose.h"
#include "view/views.h"

static void put_what(struct buf *b, const struct saved_head *h)
{
	if (h->kind == KIND_SHM)
		buf_printf(b, "%" PRIu64 " bytes", h->size);
	else if (h->kind == KIND_MSG)
		prose_count(b, h->qnum, "message");
	else
		prose_count(b, h->nsems, "semaphore");
}

/**
 * view_restore() - make an object again, and say what it lacks
 * @req: what the user wants
 * @snap: not needed
 *
 * Return: exit code.
 */
enum exit_code view_restore(const struct request *req,
			    const struct snapshot *snap)
{
	struct buf out = { .file = stdout }, b = { .len = 0 };
	struct restored r;
	struct stat st;

	(void)snap;
	if (!restore(req->saved, &r))
		return EXIT_BAD;
	buf_printf(&b, "%s:%d was made again", kind_name(r.head.kind), r.id);
	if ((uint64_t)r.id != r.head.id)
		buf_printf(&b, ", which was %s:%" PRIu64 " before",
			   kind_name(r.head.kind), r.head.id);
	buf_puts(&b, ", with ");
	put_what(&b, &r.head);
	buf_puts(
		&b,
		". What the kernel does not let anybody set is not as it was: who made it and who used it last, and its times.");
	if (!stat("/proc/self/ns/ipc", &st) && st.st_ino != r.head.inum)
		buf_printf(&b,
			   " It was in namespace %" PRIu64
			   " and is in this one now.",
			   r.head.inum);
	prose_wrap(&out, &req->style, 0, buf_string(&b));
	buf_free(&b);
	buf_flush(&out);
	buf_free(&out);
	return EXIT_OK;
}
