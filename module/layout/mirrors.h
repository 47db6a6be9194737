/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Mirrors of the structures that are private to ipc/shm.c, ipc/sem.c and
 * ipc/msg.c. They have been the same from 5.10 to 7.3; fields behind the last
 * one used here are left out where they differ.
 *
 * The names are the kernel's with `ipcdiag_` in front, so that the mirrors can
 * not be mistaken for the real thing nor clash with it. Only struct sem is
 * struct ipcdiag_one_sem, since struct ipcdiag_sem is the record of an array.
 *
 * Locking: see the files that use them. Nothing here is ever written to.
 */
#ifndef IPCDIAG_MIRRORS_H
#define IPCDIAG_MIRRORS_H

#include <linux/cache.h>
#include <linux/ipc.h>
#include <linux/list.h>
#include <linux/sem.h>
#include <linux/spinlock.h>
#include <linux/time64.h>
#include <linux/types.h>

/* Flags that ipc/shm.c keeps in the mode, beside the permission bits. */
#define IPCDIAG_SHM_DEST	01000
#define IPCDIAG_SHM_LOCKED	02000

/**
 * struct ipcdiag_shmid_kernel - mirror of struct shmid_kernel (ipc/shm.c)
 * @shm_perm: common part; its lock protects everything here
 * @shm_file: the file behind the segment
 * @shm_nattch: mappings
 * @shm_segsz: bytes asked for
 * @shm_atim: last attach
 * @shm_dtim: last detach
 * @shm_ctim: creation or last change
 * @shm_cprid: creator
 * @shm_lprid: last to attach or detach
 * @mlock: who is charged for SHM_LOCK; a struct user up to 5.13, then ucounts
 * @shm_creator: the thread that made it, while it lives
 * @shm_clist: link in that thread's list
 * @ns: its namespace; from 5.10.83 and 5.16 on
 */
struct ipcdiag_shmid_kernel {
	struct kern_ipc_perm	shm_perm;
	struct file		*shm_file;
	unsigned long		shm_nattch;
	unsigned long		shm_segsz;
	time64_t		shm_atim;
	time64_t		shm_dtim;
	time64_t		shm_ctim;
	struct pid		*shm_cprid;
	struct pid		*shm_lprid;
	void			*mlock;
	struct task_struct	*shm_creator;
	struct list_head	shm_clist;
	struct ipc_namespace	*ns;
};

/**
 * struct ipcdiag_one_sem - mirror of struct sem (ipc/sem.c)
 * @semval: value
 * @sempid: who operated on it last
 * @lock: may be all that a single operation holds
 * @pending_alter: sleeping single operations that change it
 * @pending_const: sleeping single operations that wait for zero
 * @sem_otime: candidate for the array's last operation
 */
struct ipcdiag_one_sem {
	int			semval;
	struct pid		*sempid;
	spinlock_t		lock; /* see @lock */
	struct list_head	pending_alter;
	struct list_head	pending_const;
	time64_t		sem_otime;
} ____cacheline_aligned_in_smp;

/**
 * struct ipcdiag_sem_array - mirror of struct sem_array (ipc/sem.c)
 * @sem_perm: common part
 * @sem_ctime: creation or last change
 * @pending_alter: sleeping operations on several semaphores that change any
 * @pending_const: those that change none
 * @list_id: undo structures of this array
 * @sem_nsems: semaphores
 * @complex_count: sleeping operations on several semaphores
 * @use_global_lock: while it is not zero, single operations take the array's
 *		     lock too
 * @sems: the semaphores
 */
struct ipcdiag_sem_array {
	struct kern_ipc_perm	sem_perm;
	time64_t		sem_ctime;
	struct list_head	pending_alter;
	struct list_head	pending_const;
	struct list_head	list_id;
	int			sem_nsems;
	int			complex_count;
	unsigned int		use_global_lock;

	struct ipcdiag_one_sem		sems[];
};

/**
 * struct ipcdiag_sem_queue - mirror of struct sem_queue (ipc/sem.c)
 * @list: linked into one of the pending lists
 * @sleeper: the sleeping task, which stays while this is linked
 * @undo: its undo structure
 * @pid: its process
 * @status: result, once it is woken
 * @sops: the operations
 * @blocking: the one that cannot proceed
 * @nsops: how many there are
 */
struct ipcdiag_sem_queue {
	struct list_head	list;
	struct task_struct	*sleeper;
	struct sem_undo		*undo;
	struct pid		*pid;
	int			status;
	struct sembuf		*sops;
	struct sembuf		*blocking;
	int			nsops;
};

/**
 * struct ipcdiag_msg_queue - mirror of struct msg_queue (ipc/msg.c)
 * @q_perm: common part; its lock protects everything here
 * @q_stime: last send
 * @q_rtime: last receive
 * @q_ctime: creation or last change
 * @q_cbytes: bytes queued
 * @q_qnum: messages queued
 * @q_qbytes: limit: bytes
 * @q_lspid: last sender
 * @q_lrpid: last receiver
 * @q_messages: the messages
 * @q_receivers: tasks asleep in msgrcv()
 * @q_senders: tasks asleep in msgsnd()
 */
struct ipcdiag_msg_queue {
	struct kern_ipc_perm	q_perm;
	time64_t		q_stime;
	time64_t		q_rtime;
	time64_t		q_ctime;
	unsigned long		q_cbytes;
	unsigned long		q_qnum;
	unsigned long		q_qbytes;
	struct pid		*q_lspid;
	struct pid		*q_lrpid;

	struct list_head	q_messages;
	struct list_head	q_receivers;
	struct list_head	q_senders;
};

/**
 * struct ipcdiag_sem_undo - mirror of struct sem_undo (ipc/sem.c)
 * @list_proc: link in the process's list
 * @rcu: for freeing it
 * @ulp: the process's list; it may be shared by several processes
 * @list_id: link in the array's list
 * @semid: the array
 *
 * The adjustments follow: up to 6.5 through a pointer, by 6.8 in the structure
 * itself. See ipcdiag_undo_adjustments().
 */
struct ipcdiag_sem_undo {
	struct list_head	list_proc;
	struct rcu_head		rcu;
	struct sem_undo_list	*ulp;
	struct list_head	list_id;
	int			semid;
};

/**
 * struct ipcdiag_msg_receiver - mirror of struct msg_receiver (ipc/msg.c)
 * @r_list: link in the queue's list
 * @r_tsk: the sleeper, which stays while this is linked
 * @r_mode: how @r_msgtype is meant: one of IPC_MSG_SEARCH_*
 * @r_msgtype: the wanted type
 * @r_maxsize: the largest message that it takes
 */
struct ipcdiag_msg_receiver {
	struct list_head	r_list;
	struct task_struct	*r_tsk;
	int			r_mode;
	long			r_msgtype;
	long			r_maxsize;
};

/* SEARCH_* of ipc/msg.c */
#define IPCDIAG_MSG_SEARCH_ANY		1
#define IPCDIAG_MSG_SEARCH_EQUAL		2
#define IPCDIAG_MSG_SEARCH_NOTEQUAL		3
#define IPCDIAG_MSG_SEARCH_LESSEQUAL	4
#define IPCDIAG_MSG_SEARCH_NUMBER		5

/**
 * struct ipcdiag_msg_sender - mirror of struct msg_sender (ipc/msg.c)
 * @list: link in the queue's list
 * @tsk: the sleeper, which stays while this is linked
 * @msgsz: the size of its message
 */
struct ipcdiag_msg_sender {
	struct list_head	list;
	struct task_struct	*tsk;
	size_t			msgsz;
};

const short *ipcdiag_undo_adjustments(const struct ipcdiag_sem_undo *un);

#endif /* IPCDIAG_MIRRORS_H */
