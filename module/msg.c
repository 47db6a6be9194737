// SPDX-License-Identifier: GPL-2.0
/*
 * Message queues: copy one, as msgctl_stat() in ipc/msg.c does.
 *
 * Locking: struct msg_queue is protected by its q_perm.lock. The entries of
 * q_senders and q_receivers lie on the stacks of the sleepers and are there
 * only while they are linked, that is while the lock is held. A queue that is
 * deleted leaves its lists dangling; the walk never shows us one.
 */
#include <linux/ipc.h>
#include <linux/minmax.h>
#include <linux/pid.h>

#include "identity.h"
#include "layout.h"
#include "walk.h"

static u32 copy_msg(struct kern_ipc_perm *perm, void *record,
		    struct pid **pids)
{
	struct ipc_msg_queue *msq =
		container_of(perm, struct ipc_msg_queue, q_perm);
	struct ipcdiag_msg *msg = record;

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

	pids[0] = get_pid(msq->q_lspid);
	pids[1] = get_pid(msq->q_lrpid);

	return msg->senders + msg->receivers;
}

static int finish_msg(struct ipcdiag_report *report, struct ipc_ids *ids,
		      void *record, struct pid **pids)
{
	struct ipcdiag_msg *msg = record;
	struct ipcdiag_namespace *ns =
		ipcdiag_table_at(&report->namespaces, msg->obj.ns);

	ipcdiag_identify(pids[0], report->viewer, &msg->sender);
	ipcdiag_identify(pids[1], report->viewer, &msg->receiver);
	ns->msgs += msg->qnum;
	ns->msgbytes += msg->cbytes;

	return 0;
}

const struct ipcdiag_walk_ops ipcdiag_msg_walk = {
	.copy = copy_msg,
	.finish = finish_msg,
};
