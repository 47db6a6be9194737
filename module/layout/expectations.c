// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel's structures have to be like for the mirrors to be used: every
 * offset and size that is.
 */
#include <linux/build_bug.h>
#include <linux/cache.h>
#include <linux/kernel.h>
#include <linux/stddef.h>

#include "layout/expectations.h"
#include "layout/mirrors.h"

/*
 * Offsets as in the debug information of stock kernels 5.10, 6.1, 6.12, 7.2
 * and 7.3 for amd64. Locks that carry debug fields, and those of PREEMPT_RT,
 * are larger and move what follows; there the compiler computes the same
 * offsets for the mirrors as for the originals, from the same members.
 */
#if defined(CONFIG_X86_64) && defined(CONFIG_SMP) && \
	!defined(CONFIG_PREEMPT_RT) && !defined(CONFIG_DEBUG_SPINLOCK) && \
	!defined(CONFIG_DEBUG_LOCK_ALLOC) && !defined(CONFIG_RANDSTRUCT) && \
	!defined(CONFIG_GCC_PLUGIN_RANDSTRUCT) && L1_CACHE_SHIFT == 6

#define ASSERT_OFFSET(type, member, offset) \
	static_assert(offsetof(struct type, member) == (offset))

static_assert(sizeof(struct kern_ipc_perm) == 128);
ASSERT_OFFSET(kern_ipc_perm, lock, 0);
ASSERT_OFFSET(kern_ipc_perm, deleted, 4);
ASSERT_OFFSET(kern_ipc_perm, id, 8);
ASSERT_OFFSET(kern_ipc_perm, key, 12);
ASSERT_OFFSET(kern_ipc_perm, uid, 16);
ASSERT_OFFSET(kern_ipc_perm, gid, 20);
ASSERT_OFFSET(kern_ipc_perm, cuid, 24);
ASSERT_OFFSET(kern_ipc_perm, cgid, 28);
ASSERT_OFFSET(kern_ipc_perm, mode, 32);

static_assert(sizeof(struct ipcdiag_shmid_kernel) == 256);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_perm, 0);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_file, 128);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_nattch, 136);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_segsz, 144);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_atim, 152);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_dtim, 160);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_ctim, 168);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_cprid, 176);
ASSERT_OFFSET(ipcdiag_shmid_kernel, shm_lprid, 184);

static_assert(sizeof(struct ipcdiag_one_sem) == 64);
ASSERT_OFFSET(ipcdiag_one_sem, semval, 0);
ASSERT_OFFSET(ipcdiag_one_sem, sempid, 8);
ASSERT_OFFSET(ipcdiag_one_sem, lock, 16);
ASSERT_OFFSET(ipcdiag_one_sem, pending_alter, 24);
ASSERT_OFFSET(ipcdiag_one_sem, pending_const, 40);
ASSERT_OFFSET(ipcdiag_one_sem, sem_otime, 56);

static_assert(sizeof(struct ipcdiag_sem_array) == 256);
ASSERT_OFFSET(ipcdiag_sem_array, sem_perm, 0);
ASSERT_OFFSET(ipcdiag_sem_array, sem_ctime, 128);
ASSERT_OFFSET(ipcdiag_sem_array, pending_alter, 136);
ASSERT_OFFSET(ipcdiag_sem_array, pending_const, 152);
ASSERT_OFFSET(ipcdiag_sem_array, list_id, 168);
ASSERT_OFFSET(ipcdiag_sem_array, sem_nsems, 184);
ASSERT_OFFSET(ipcdiag_sem_array, sems, 256);

ASSERT_OFFSET(ipcdiag_sem_queue, list, 0);
ASSERT_OFFSET(ipcdiag_sem_queue, sleeper, 16);
ASSERT_OFFSET(ipcdiag_sem_queue, sops, 48);
ASSERT_OFFSET(ipcdiag_sem_queue, blocking, 56);
ASSERT_OFFSET(ipcdiag_sem_queue, nsops, 64);

ASSERT_OFFSET(ipcdiag_sem_undo, ulp, 32);
ASSERT_OFFSET(ipcdiag_sem_undo, list_id, 40);
ASSERT_OFFSET(ipcdiag_sem_undo, semid, 56);

static_assert(sizeof(struct ipcdiag_msg_queue) == 256);
ASSERT_OFFSET(ipcdiag_msg_queue, q_perm, 0);
ASSERT_OFFSET(ipcdiag_msg_queue, q_stime, 128);
ASSERT_OFFSET(ipcdiag_msg_queue, q_rtime, 136);
ASSERT_OFFSET(ipcdiag_msg_queue, q_ctime, 144);
ASSERT_OFFSET(ipcdiag_msg_queue, q_cbytes, 152);
ASSERT_OFFSET(ipcdiag_msg_queue, q_qnum, 160);
ASSERT_OFFSET(ipcdiag_msg_queue, q_qbytes, 168);
ASSERT_OFFSET(ipcdiag_msg_queue, q_lspid, 176);
ASSERT_OFFSET(ipcdiag_msg_queue, q_lrpid, 184);
ASSERT_OFFSET(ipcdiag_msg_queue, q_messages, 192);
ASSERT_OFFSET(ipcdiag_msg_queue, q_receivers, 208);
ASSERT_OFFSET(ipcdiag_msg_queue, q_senders, 224);

ASSERT_OFFSET(ipcdiag_msg_receiver, r_list, 0);
ASSERT_OFFSET(ipcdiag_msg_receiver, r_tsk, 16);
ASSERT_OFFSET(ipcdiag_msg_receiver, r_mode, 24);
ASSERT_OFFSET(ipcdiag_msg_receiver, r_msgtype, 32);
ASSERT_OFFSET(ipcdiag_msg_receiver, r_maxsize, 40);

ASSERT_OFFSET(ipcdiag_msg_sender, list, 0);
ASSERT_OFFSET(ipcdiag_msg_sender, tsk, 16);
ASSERT_OFFSET(ipcdiag_msg_sender, msgsz, 24);

#endif

#define SHM	BIT(IPCDIAG_SHM)
#define SEM	BIT(IPCDIAG_SEM)
#define MSG	BIT(IPCDIAG_MSG)
#define ALL	IPCDIAG_KINDS_ALL

#define EXPECT_SIZE(kinds, type, mirror) \
	{ kinds, #type, NULL, 0, sizeof(struct mirror) }
#define EXPECT(kinds, type, mirror, member) \
	{ kinds, #type, #member, offsetof(struct mirror, member), \
	  sizeof_field(struct mirror, member) }
#define EXPECT_FLEXIBLE(kinds, type, mirror, member) \
	{ kinds, #type, #member, offsetof(struct mirror, member), 0 }

const struct ipcdiag_expectation ipcdiag_expectations[] = {
	EXPECT_SIZE(ALL, kern_ipc_perm, kern_ipc_perm),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, lock),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, deleted),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, id),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, key),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, uid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, gid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, cuid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, cgid),
	EXPECT(ALL, kern_ipc_perm, kern_ipc_perm, mode),

	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_perm),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_file),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_nattch),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_segsz),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_atim),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_dtim),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_ctim),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_cprid),
	EXPECT(SHM, shmid_kernel, ipcdiag_shmid_kernel, shm_lprid),

	EXPECT_SIZE(SEM, sem, ipcdiag_one_sem),
	EXPECT(SEM, sem, ipcdiag_one_sem, semval),
	EXPECT(SEM, sem, ipcdiag_one_sem, sempid),
	EXPECT(SEM, sem, ipcdiag_one_sem, lock),
	EXPECT(SEM, sem, ipcdiag_one_sem, pending_alter),
	EXPECT(SEM, sem, ipcdiag_one_sem, pending_const),
	EXPECT(SEM, sem, ipcdiag_one_sem, sem_otime),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, sem_perm),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, sem_ctime),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, pending_alter),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, pending_const),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, list_id),
	EXPECT(SEM, sem_array, ipcdiag_sem_array, sem_nsems),
	EXPECT_FLEXIBLE(SEM, sem_array, ipcdiag_sem_array, sems),
	EXPECT(SEM, sem_queue, ipcdiag_sem_queue, list),
	EXPECT(SEM, sem_queue, ipcdiag_sem_queue, sleeper),
	EXPECT(SEM, sem_queue, ipcdiag_sem_queue, sops),
	EXPECT(SEM, sem_queue, ipcdiag_sem_queue, blocking),
	EXPECT(SEM, sem_queue, ipcdiag_sem_queue, nsops),
	EXPECT(SEM, sem_undo, ipcdiag_sem_undo, ulp),
	EXPECT(SEM, sem_undo, ipcdiag_sem_undo, list_id),
	EXPECT(SEM, sem_undo, ipcdiag_sem_undo, semid),

	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_perm),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_stime),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_rtime),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_ctime),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_cbytes),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_qnum),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_qbytes),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_lspid),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_lrpid),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_messages),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_receivers),
	EXPECT(MSG, msg_queue, ipcdiag_msg_queue, q_senders),
	EXPECT(MSG, msg_receiver, ipcdiag_msg_receiver, r_list),
	EXPECT(MSG, msg_receiver, ipcdiag_msg_receiver, r_tsk),
	EXPECT(MSG, msg_receiver, ipcdiag_msg_receiver, r_mode),
	EXPECT(MSG, msg_receiver, ipcdiag_msg_receiver, r_msgtype),
	EXPECT(MSG, msg_receiver, ipcdiag_msg_receiver, r_maxsize),
	EXPECT(MSG, msg_sender, ipcdiag_msg_sender, list),
	EXPECT(MSG, msg_sender, ipcdiag_msg_sender, tsk),
	EXPECT(MSG, msg_sender, ipcdiag_msg_sender, msgsz),
};

const unsigned int ipcdiag_expectations_nr = ARRAY_SIZE(ipcdiag_expectations);
