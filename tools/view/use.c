// SPDX-License-Identifier: GPL-2.0
/*
 * Processes, and how they use an object, in words.
 *
 * What is put here may have any bytes in it, and is made fit to be shown by the
 * caller.
 */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "findings/objects.h"
#include "view/columns.h"
#include "view/use.h"

/* The keys of a recorded process. */
struct process {
	enum field pid, state, family, comm;
};

static const struct process creator = { F_CPID, F_CSTATE, F_CFAMILY, F_CCOMM };
static const struct process last = { F_LPID, F_LSTATE, F_LFAMILY, F_LCOMM };
static const struct process sender = { F_LSPID, F_LSSTATE, F_LSFAMILY,
				       F_LSCOMM };
static const struct process receiver = { F_LRPID, F_LRSTATE, F_LRFAMILY,
					 F_LRCOMM };

static const struct process *process_of(const struct rec *rec, int column)
{
	if (column == C_CREATOR)
		return &creator;
	if (column == C_SENDER)
		return &sender;
	if (column == C_RECEIVER)
		return &receiver;
	if (rec->kind != KIND_MSG)
		return &last;
	return (int64_t)rec_num(rec, F_STIME, 0) >=
			       (int64_t)rec_num(rec, F_RTIME, 0) ?
		       &sender :
		       &receiver;
}

/* What became of it, if it is not just alive. */
static void put_state(struct buf *b, const struct rec *rec,
		      const struct process *p)
{
	const char *state = rec_str(rec, p->state);
	const char *name = rec_str(rec, p->comm);
	bool alive = !state || rec_is(rec, p->state, "alive");
	bool reused = rec_is(rec, p->state, "reused");
	bool family = rec_num(rec, p->family, 0);

	if (alive && !family)
		return;
	buf_puts(b, " (");
	if (reused || rec_is(rec, p->state, "dead"))
		buf_puts(b, "exited");
	else if (rec_is(rec, p->state, "kernel"))
		buf_puts(b, "kernel thread");
	else if (!alive)
		buf_puts(b, state);
	if (p == &creator && rec_is(rec, p->state, "zombie") &&
	    object_has_reason(rec, "creator-unreaped"))
		buf_puts(b, "; its parent is alive");
	if (reused && name) {
		buf_puts(b, "; PID now used by ");
		buf_puts(b, name);
	}
	if (family)
		buf_puts(b, alive ? "family alive" : "; family alive");
	buf_putc(b, ')');
}

/* What only the module records: with the name that it had. */
static const struct process maker = { F_CPID, F_CSTATE, FIELDS, F_CCOMM };
static const struct process marker = { F_MPID, F_MSTATE, FIELDS, F_MCOMM };
static const struct process actor = { F_PID, F_STATE, FIELDS, F_COMM };

static bool put_actor(struct buf *b, const struct rec *rec,
		      const struct process *who)
{
	const char *comm = rec_str(rec, who->comm);

	if (!comm)
		return false;
	if (rec_known(rec, who->pid))
		buf_u64(b, rec_num(rec, who->pid, 0));
	else
		buf_putc(b, '?');
	buf_putc(b, ' ');
	buf_puts(b, comm);
	if (rec_is(rec, who->state, "dead") ||
	    rec_is(rec, who->state, "reused"))
		buf_puts(b, " (exited)");
	else if (rec_is(rec, who->state, "zombie"))
		buf_puts(b, " (zombie)");
	return true;
}

/**
 * use_maker() - who made an object, as the module recorded it: "812 postgres (exited)"
 * @b: where to
 * @rec: the birth or the death of an object
 *
 * Return: false if that is not known; nothing was put then.
 */
bool use_maker(struct buf *b, const struct rec *rec)
{
	return put_actor(b, rec, rec->kind == KIND_BIRTH ? &actor : &maker);
}

/**
 * use_remover() - who removed an object, as the module recorded it
 * @b: where to
 * @rec: the birth or the death of an object
 *
 * Return: false if nobody is known to have; nothing was put then.
 */
bool use_remover(struct buf *b, const struct rec *rec)
{
	if (!rec_known(rec, F_MTIME))
		return rec->kind == KIND_DEATH && put_actor(b, rec, &actor);
	if (!put_actor(b, rec, &marker))
		return false;
	if (rec->kind == KIND_DEATH && rec_known(rec, F_COMM)) {
		buf_puts(b, ", detached last by ");
		put_actor(b, rec, &actor);
	}
	return true;
}

/**
 * use_process() - a process that an object names: "812 postgres", "812 (exited)",
 * "812 (exited; PID now used by sleep)"
 * @b: where to
 * @rec: object, or the death of one
 * @column: C_CREATOR, C_LAST, C_SENDER or C_RECEIVER; of a death C_CREATOR or
 *	    C_REMOVER
 *
 * Return: false if none is known; nothing was put then.
 */
bool use_process(struct buf *b, const struct rec *rec, int column)
{
	const struct process *p = process_of(rec, column);
	const char *name;

	if (rec->kind == KIND_DEATH)
		return column == C_CREATOR ? use_maker(b, rec) :
					     use_remover(b, rec);
	name = rec_str(rec, p->comm);
	if (rec_known(rec, p->pid))
		buf_u64(b, rec_num(rec, p->pid, 0));
	else if (rec_hidden(rec, p->pid))
		buf_putc(b, '?');
	else
		return false;
	if (name && !rec_is(rec, p->state, "reused")) {
		buf_putc(b, ' ');
		buf_puts(b, name);
	}
	put_state(b, rec, p);
	return true;
}

/* Which messages a receiver waits for. */
static void put_wanted(struct buf *b, const struct rec *rec)
{
	static const struct {
		const char *word;
		const char *text;
	} wanted[] = {
		{ "equal", "type " },
		{ "not-equal", "any type but " },
		{ "less-equal", "types up to " },
		{ "number", "message number " },
	};

	if (rec_is(rec, F_WANTED, "any"))
		buf_puts(b, "any type");
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (rec_is(rec, F_WANTED, wanted[i].word))
			buf_printf(b, "%s%" PRId64, wanted[i].text,
				   (int64_t)rec_num(rec, F_MSGTYPE, 0));
	if (rec_known(rec, F_SIZE))
		buf_printf(b, ", at most %" PRIu64 " bytes",
			   rec_num(rec, F_SIZE, 0));
}

static void put_undo(struct buf *b, const struct rec *rec)
{
	const char *adj = rec_str(rec, F_ADJ);
	uint64_t n = 0, all = rec_num(rec, F_ADJUSTED, 0);
	uint64_t sharers = rec_num(rec, F_SHARERS, 1);

	if (!rec_known(rec, F_ADJUSTED))
		buf_puts(b, "adjustments not known");
	else if (!all)
		buf_puts(b, "nothing to undo");
	else
		buf_puts(b, "its exit would add");
	for (; adj && *adj; n++) {
		size_t len = strcspn(adj, ",");

		buf_puts(b, n ? ", " : " ");
		buf_put(b, adj, len);
		adj += len + !!adj[len];
	}
	if (all > n)
		buf_printf(b, "%s %" PRIu64 " more", n ? " and" : "", all - n);
	if (sharers > 1)
		buf_printf(b, "; shared by %" PRIu64 " processes", sharers);
}

static void put_attached(struct buf *b, const struct rec *rec)
{
	uint64_t ro = rec_num(rec, F_RO, 0), rw = rec_num(rec, F_RW, 0);

	if (rw || !ro)
		buf_printf(b, "%" PRIu64 " writable", rw);
	if (ro)
		buf_printf(b, "%s%" PRIu64 " read-only", rw ? ", " : "", ro);
}

static void put_wait(struct buf *b, const struct rec *rec)
{
	if (!rec_known(rec, F_NUM)) {
		buf_puts(b, "inside semop()");
		return;
	}
	buf_printf(b, "semaphore %" PRIu64 ", operation %" PRId64,
		   rec_num(rec, F_NUM, 0), (int64_t)rec_num(rec, F_OP, 0));
	if (rec_num(rec, F_NOPS, 1) > 1)
		buf_printf(b, " (one of %" PRIu64 ")", rec_num(rec, F_NOPS, 1));
}

/**
 * use_details() - how a process uses an object
 * @b: where to; nothing is put for a use of a kind that is not known here
 * @rec: record of a user
 */
void use_details(struct buf *b, const struct rec *rec)
{
	bool stopped = rec_num(rec, F_STOPPED, 0);

	if (rec_is(rec, F_KIND, "attach"))
		put_attached(b, rec);
	else if (rec_is(rec, F_KIND, "wait"))
		put_wait(b, rec);
	else if (rec_is(rec, F_KIND, "undo"))
		put_undo(b, rec);
	else if (rec_is(rec, F_KIND, "send") && !rec_known(rec, F_SIZE))
		buf_puts(b, "inside msgsnd()");
	else if (rec_is(rec, F_KIND, "send"))
		buf_printf(b, "%" PRIu64 " bytes", rec_num(rec, F_SIZE, 0));
	else if (rec_is(rec, F_KIND, "receive") && !rec_known(rec, F_WANTED))
		buf_puts(b, "inside msgrcv()");
	else if (rec_is(rec, F_KIND, "receive"))
		put_wanted(b, rec);
	if (rec_known(rec, F_SLEPT)) {
		buf_printf(b, "%s%s for ", b->len ? ", " : "",
			   stopped ? "stopped" : "asleep");
		text_age(b, rec_num(rec, F_SLEPT, 0) / 1000000000);
	} else if (stopped) {
		buf_puts(b, ", stopped");
	}
}
