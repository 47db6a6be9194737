// SPDX-License-Identifier: GPL-2.0
/*
 * Are the mirrors of layout.h what this kernel has?
 *
 * The kernel's headers do not show these structures. What can be asserted when
 * the module is compiled is that the mirrors come out as the real ones do on
 * every kernel that was looked at; that a kernel shuffles its structures is
 * known from its configuration and refused.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/stddef.h>

#include "layout.h"

/*
 * Offsets as in the debug information of stock kernels 5.10, 6.1, 6.12, 7.2
 * and 7.3 for amd64. Locks that carry debug fields, and those of PREEMPT_RT,
 * are larger and move what follows; there the compiler computes the same
 * offsets for the mirrors as for the originals, from the same members.
 */
#if defined(CONFIG_X86_64) && defined(CONFIG_SMP) && \
	!defined(CONFIG_PREEMPT_RT) && !defined(CONFIG_DEBUG_SPINLOCK) && \
	!defined(CONFIG_DEBUG_LOCK_ALLOC)

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

static_assert(sizeof(struct ipc_shmid_kernel) == 256);
ASSERT_OFFSET(ipc_shmid_kernel, shm_perm, 0);
ASSERT_OFFSET(ipc_shmid_kernel, shm_file, 128);
ASSERT_OFFSET(ipc_shmid_kernel, shm_nattch, 136);
ASSERT_OFFSET(ipc_shmid_kernel, shm_segsz, 144);
ASSERT_OFFSET(ipc_shmid_kernel, shm_atim, 152);
ASSERT_OFFSET(ipc_shmid_kernel, shm_dtim, 160);
ASSERT_OFFSET(ipc_shmid_kernel, shm_ctim, 168);
ASSERT_OFFSET(ipc_shmid_kernel, shm_cprid, 176);
ASSERT_OFFSET(ipc_shmid_kernel, shm_lprid, 184);

static_assert(sizeof(struct ipc_sem) == 64);
ASSERT_OFFSET(ipc_sem, semval, 0);
ASSERT_OFFSET(ipc_sem, sempid, 8);
ASSERT_OFFSET(ipc_sem, lock, 16);
ASSERT_OFFSET(ipc_sem, pending_alter, 24);
ASSERT_OFFSET(ipc_sem, pending_const, 40);
ASSERT_OFFSET(ipc_sem, sem_otime, 56);

static_assert(sizeof(struct ipc_sem_array) == 256);
ASSERT_OFFSET(ipc_sem_array, sem_perm, 0);
ASSERT_OFFSET(ipc_sem_array, sem_ctime, 128);
ASSERT_OFFSET(ipc_sem_array, pending_alter, 136);
ASSERT_OFFSET(ipc_sem_array, pending_const, 152);
ASSERT_OFFSET(ipc_sem_array, list_id, 168);
ASSERT_OFFSET(ipc_sem_array, sem_nsems, 184);
ASSERT_OFFSET(ipc_sem_array, sems, 256);

ASSERT_OFFSET(ipc_sem_queue, list, 0);
ASSERT_OFFSET(ipc_sem_queue, sops, 48);
ASSERT_OFFSET(ipc_sem_queue, blocking, 56);

static_assert(sizeof(struct ipc_msg_queue) == 256);
ASSERT_OFFSET(ipc_msg_queue, q_perm, 0);
ASSERT_OFFSET(ipc_msg_queue, q_stime, 128);
ASSERT_OFFSET(ipc_msg_queue, q_rtime, 136);
ASSERT_OFFSET(ipc_msg_queue, q_ctime, 144);
ASSERT_OFFSET(ipc_msg_queue, q_cbytes, 152);
ASSERT_OFFSET(ipc_msg_queue, q_qnum, 160);
ASSERT_OFFSET(ipc_msg_queue, q_qbytes, 168);
ASSERT_OFFSET(ipc_msg_queue, q_lspid, 176);
ASSERT_OFFSET(ipc_msg_queue, q_lrpid, 184);
ASSERT_OFFSET(ipc_msg_queue, q_messages, 192);
ASSERT_OFFSET(ipc_msg_queue, q_receivers, 208);
ASSERT_OFFSET(ipc_msg_queue, q_senders, 224);

#endif

/**
 * ipcdiag_layout_check() - may the mirrors be used on this kernel?
 *
 * Return: 0, or -EOPNOTSUPP if the kernel shuffles the members of its
 * structures.
 */
int ipcdiag_layout_check(void)
{
	/* GCC_PLUGIN_RANDSTRUCT until 5.19, then RANDSTRUCT for Clang too. */
	if (IS_ENABLED(CONFIG_RANDSTRUCT) ||
	    IS_ENABLED(CONFIG_GCC_PLUGIN_RANDSTRUCT)) {
		pr_err("this kernel randomises the layout of its structures (CONFIG_RANDSTRUCT): refusing to guess it\n");
		return -EOPNOTSUPP;
	}

	return 0;
}

/**
 * ipcdiag_layout_source() - where the layout in use was taken from
 *
 * Return: a word for status and snapshot.
 */
const char *ipcdiag_layout_source(void)
{
	return "built-in";
}
