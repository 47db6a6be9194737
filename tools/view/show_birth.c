// SPDX-License-Identifier: GPL-2.0
/*
 * All about one object: who made it, and who removed it while it was attached, as
 * the module recorded that when it happened.
 */
#include <inttypes.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/prose.h"
#include "view/show.h"
#include "view/use.h"

static void put_time(struct page *p, struct buf *b, int64_t t)
{
	const struct style *style = &p->req->style;

	buf_puts(b, ", ");
	prose_time(b, style, t);
	if (t > 0 && t <= style->now && style->time != TIME_AGE) {
		buf_puts(b, ", ");
		text_age(b, style->now - t);
		buf_puts(b, " ago");
	}
}

static void put_user(struct page *p, struct buf *b, const struct rec *birth,
		     enum field uid, enum field login)
{
	if (!rec_known(birth, uid))
		return;
	buf_puts(b, ", user ");
	prose_user(b, &p->req->style, rec_num(birth, uid, 0));
	if (rec_known(birth, login) &&
	    rec_num(birth, login, 0) != rec_num(birth, uid, 0)) {
		buf_puts(b, ", logged in as ");
		prose_user(b, &p->req->style, rec_num(birth, login, 0));
	}
}

static void put_actor(struct page *p, const char *label,
		      const struct rec *birth, bool remover)
{
	struct buf raw = { .len = 0 }, b = { .len = 0 };

	if (remover ? use_remover(&raw, birth) : use_maker(&raw, birth)) {
		prose_string(&b, &p->req->style, buf_string(&raw));
		put_user(p, &b, birth, remover ? F_MUID : F_UID,
			 remover ? F_MLOGINUID : F_LOGINUID);
		put_time(p, &b, rec_num(birth, remover ? F_MTIME : F_TIME, 0));
	}
	page_put(p, label, &b);
	buf_free(&raw);
}

static void put_text(struct page *p, const char *label, const struct rec *birth,
		     enum field field)
{
	struct buf b = { .len = 0 };

	if (rec_known(birth, field))
		prose_string(&b, &p->req->style, rec_str(birth, field));
	page_put(p, label, &b);
}

static void put_parent(struct page *p, const struct rec *birth)
{
	const struct style *style = &p->req->style;
	struct buf b = { .len = 0 };

	if (rec_known(birth, F_PCOMM)) {
		prose_process(&b, style, birth, F_PPID, F_PCOMM);
		if (rec_is(birth, F_PSTATE, "dead") ||
		    rec_is(birth, F_PSTATE, "reused"))
			buf_puts(&b, " (exited)");
		if (rec_known(birth, F_SID))
			buf_printf(&b, ", in session %" PRIu64 "%s",
				   rec_num(birth, F_SID, 0),
				   rec_num(birth, F_SLIVES, 1) ?
					   "" :
					   ", of which nobody is left");
	}
	page_put(p, "its parent", &b);
}

/**
 * show_birth() - write who made an object, if that was recorded
 * @p: page
 *
 * Return: true if it was.
 */
bool show_birth(struct page *p)
{
	const struct rec *birth = object_part(p->rec, KIND_BIRTH);

	if (!birth)
		return false;
	put_actor(p, "made by", birth, false);
	put_text(p, "its program", birth, F_EXE);
	put_text(p, "its directory", birth, F_CWD);
	put_text(p, "its cgroup", birth, F_CGROUP);
	put_parent(p, birth);
	put_actor(p, "removed by", birth, true);
	return true;
}
