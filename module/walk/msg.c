// SPDX-License-Identifier: GPL-2.0
/*
 * Message queues: copy one, as msgctl_stat() in ipc/msg.c does.
 *
 * Of the messages, only types and sizes are read, never what is in them.
 *
 * Locking: struct msg_queue is protected by its q_perm.lock. The entries of
 * q_senders and q_receivers lie on the stacks of the sleepers and are there
 * only while they are linked, that is while the lock is held. A queue that is
 * deleted leaves its lists dangling; the walk never shows us one.
 */
#include <linux/errno.h>
#include <linux/ipc.h>
#include <linux/minmax.h>
#include <linux/msg.h>
#include <linux/pid.h>
#include <linux/string.h>

#include "base/part.h"
#include "find/identity.h"
#include "layout/mirrors.h"
#include "users/object.h"
#include "users/sleepers.h"
#include "walk/ops.h"

/* Runs that are kept of one queue. */
#define RUNS_MAX	64

static u32 copy_msg(const struct ipcdiag_making *making,
		    struct kern_ipc_perm *perm, void *record,
		    struct ipcdiag_refs *refs)
{
	struct ipcdiag_msg_queue *msq =
		container_of(perm, struct ipcdiag_msg_queue, q_perm);
	struct ipcdiag_msg *msg = record;

	*msg = (struct ipcdiag_msg) { };
	msg->cbytes = msq->q_cbytes;
	msg->qnum = msq->q_qnum;
	msg->qbytes = msq->q_qbytes;
	msg->stime = msq->q_stime;
	msg->rtime = msq->q_rtime;
	msg->senders = ipcdiag_count_list(&msq->q_senders, &msg->capped);
	msg->receivers = ipcdiag_count_list(&msq->q_receivers, &msg->capped);

	msg->obj.ctime = msq->q_ctime;
	msg->obj.touched = max3(msg->stime, msg->rtime, msg->obj.ctime);
	msg->obj.reclaim = msg->cbytes;

	refs->pids[0] = ipcdiag_identify_locked(making->identities,
						msq->q_lspid, &msg->sender);
	refs->pids[1] = ipcdiag_identify_locked(making->identities,
						msq->q_lrpid, &msg->receiver);

	return msg->senders + msg->receivers;
}

static u8 wanted(int mode)
{
	switch (mode) {
	case IPCDIAG_MSG_SEARCH_EQUAL:
		return IPCDIAG_WANTS_EQUAL;
	case IPCDIAG_MSG_SEARCH_NOTEQUAL:
		return IPCDIAG_WANTS_NOT_EQUAL;
	case IPCDIAG_MSG_SEARCH_LESSEQUAL:
		return IPCDIAG_WANTS_LESS_EQUAL;
	case IPCDIAG_MSG_SEARCH_NUMBER:
		return IPCDIAG_WANTS_NUMBER;
	default:
		return IPCDIAG_WANTS_ANY;
	}
}

/* Returns false if there were too many. */
static bool note_sleepers(struct ipcdiag_making *making,
			  const struct ipcdiag_msg_queue *msq)
{
	const struct ipcdiag_msg_receiver *receiver;
	const struct ipcdiag_msg_sender *sender;

	list_for_each_entry(sender, &msq->q_senders, list) {
		struct ipcdiag_user use = {
			.use = IPCDIAG_SEND,
			.size = sender->msgsz,
		};

		if (!ipcdiag_sleepers_note(making, sender->tsk, &use))
			return false;
	}
	list_for_each_entry(receiver, &msq->q_receivers, r_list) {
		struct ipcdiag_user use = {
			.use = IPCDIAG_RECEIVE,
			.size = receiver->r_maxsize,
			.type = receiver->r_msgtype,
			.wanted = wanted(receiver->r_mode),
		};

		if (!ipcdiag_sleepers_note(making, receiver->r_tsk, &use))
			return false;
	}

	return true;
}

/* Runs of messages of the same type, oldest first; room is reserved. */
static void copy_runs(struct ipcdiag_making *making,
		      const struct ipcdiag_msg_queue *msq,
		      struct ipcdiag_msg *msg)
{
	struct ipcdiag_report *report = making->report;
	unsigned long first = report->runs.nr;
	struct ipcdiag_run *run = NULL;
	const struct msg_msg *message;

	list_for_each_entry(message, &msq->q_messages, m_list) {
		if (msg->listed == IPCDIAG_WALK_COUNT)
			return;
		if (!run || run->type != message->m_type) {
			if (report->runs.nr - first == RUNS_MAX)
				return;
			run = ipcdiag_table_at(&report->runs,
					       report->runs.nr++);
			memset(run, 0, sizeof(*run));
			run->queue = report->objects[IPCDIAG_MSG].nr;
			run->first = msg->listed;
			run->type = message->m_type;
		}
		run->count++;
		run->bytes += message->m_ts;
		msg->listed++;
	}
}

/**
 * struct queue_look - a second look at a queue
 * @making: the report that is being made
 * @msg: the queue's record
 * @runs: there is room for runs of its messages
 */
struct queue_look {
	struct ipcdiag_making	*making;
	struct ipcdiag_msg	*msg;
	bool			runs;
};

static void look_at_queue(struct kern_ipc_perm *perm, void *data)
{
	const struct ipcdiag_msg_queue *msq =
		container_of(perm, struct ipcdiag_msg_queue, q_perm);
	const struct queue_look *look = data;

	if (ipcdiag_finds_all_users(look->making) &&
	    !note_sleepers(look->making, msq))
		look->msg->capped = true;
	if (look->runs)
		copy_runs(look->making, msq, look->msg);
}

/*
 * Who sleeps on a queue, and what is in it. Runs may take an eighth of the
 * report's memory: a user can make more of them than there is room for.
 */
static int add_users(struct ipcdiag_making *making, struct ipc_ids *ids,
		     struct ipcdiag_msg *msg)
{
	struct ipcdiag_report *report = making->report;
	struct queue_look look = {
		.making = making,
		.msg = msg,
		.runs = report->runs.nr + RUNS_MAX <=
			report->budget.limit / 8 / sizeof(struct ipcdiag_run),
	};
	int err = 0;

	if (look.runs)
		err = ipcdiag_table_reserve(&report->runs, RUNS_MAX);
	if (err)
		return err;

	err = ipcdiag_section_end(&making->pace);
	if (!err) {
		ipcdiag_section_begin(&making->pace);
		err = ipcdiag_look_again(ids, &msg->obj, look_at_queue, &look);
		err = ipcdiag_section_end(&making->pace) ? : err;
	}
	err = ipcdiag_sleepers_add(making, IPCDIAG_MSG,
				   report->objects[IPCDIAG_MSG].nr, !err) ? :
	      err;
	ipcdiag_section_begin(&making->pace);

	return err;
}

/* The queue that the largest part of its own limit is used of. */
static void note_fullest(struct ipcdiag_namespace *ns,
			 const struct ipcdiag_msg *msg)
{
	if (ns->queues && ipcdiag_part_order(msg->cbytes, msg->qbytes,
					     ns->fullest,
					     ns->fullest_limit) <= 0)
		return;
	ns->queues = true;
	ns->fullest = msg->cbytes;
	ns->fullest_limit = msg->qbytes;
}

/*
 * Is there more to be told of a queue? Whoever asks for leaks only does not need
 * what is in a queue that somebody sleeps on.
 */
static bool wants_look(const struct ipcdiag_making *making,
		       const struct ipcdiag_msg *msg)
{
	bool sleepers = msg->senders || msg->receivers;

	if (ipcdiag_finds_all_users(making))
		return sleepers || msg->qnum;

	return making->finding && !sleepers && msg->qnum;
}

static int finish_msg(struct ipcdiag_making *making, struct ipc_ids *ids,
		      void *record, const struct ipcdiag_refs *refs)
{
	struct ipcdiag_msg *msg = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&making->report->namespaces, msg->obj.ns);
	int err = 0;

	if (refs->pids[0])
		ipcdiag_identify_kept(making->identities, refs->pids[0],
				      &msg->sender);
	if (refs->pids[1])
		ipcdiag_identify_kept(making->identities, refs->pids[1],
				      &msg->receiver);
	if (wants_look(making, msg))
		err = add_users(making, ids, msg);
	if (err)
		return err;
	ns->msgs += msg->qnum;
	ns->msgbytes += msg->cbytes;
	ns->msg_waiters += msg->senders + msg->receivers;
	ns->largest[IPCDIAG_MSG] = max_t(u64, ns->largest[IPCDIAG_MSG],
					 msg->cbytes);
	note_fullest(ns, msg);

	return 0;
}

static bool same_msg(struct ipcdiag_making *making, struct kern_ipc_perm *perm,
		     void *record)
{
	const struct ipcdiag_msg_queue *msq =
		container_of(perm, struct ipcdiag_msg_queue, q_perm);
	const struct ipcdiag_msg *msg = record;

	return msq->q_ctime == msg->obj.ctime && msq->q_stime == msg->stime &&
	       msq->q_rtime == msg->rtime && msq->q_qnum == msg->qnum &&
	       pid_nr(msq->q_lspid) == msg->sender.init_nr &&
	       pid_nr(msq->q_lrpid) == msg->receiver.init_nr &&
	       list_empty(&msq->q_senders) && list_empty(&msq->q_receivers);
}

const struct ipcdiag_walk_ops ipcdiag_msg_walk = {
	.copy = copy_msg,
	.same = same_msg,
	.finish = finish_msg,
};
