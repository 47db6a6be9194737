/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the registers that a task saved when it entered the kernel say of its
 * system call, by architecture. Where that is not known, nothing is.
 */
#ifndef IPCDIAG_COMPAT_SAVED_REGS_H
#define IPCDIAG_COMPAT_SAVED_REGS_H

#include <linux/kconfig.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/thread_info.h>

#include "base/regs.h"

#if defined(CONFIG_X86)

#define COMPAT_SAVED_REGS	true

/*
 * A 32-bit call is marked in the task's flags until it returns to the program,
 * whatever that program is.
 */
static inline void compat_read_regs(struct task_struct *task,
				    const struct pt_regs *saved,
				    struct ipcdiag_regs *regs)
{
	bool narrow = IS_ENABLED(CONFIG_X86_32);

#ifdef CONFIG_IA32_EMULATION
	narrow = READ_ONCE(task_thread_info(task)->status) & TS_COMPAT;
#endif
	regs->nr = (int)saved->orig_ax;
	regs->ret = (long)saved->ax;
	if (narrow) {
		regs->calls = IPCDIAG_CALLS_IA32;
		regs->args[0] = saved->bx;
		regs->args[1] = saved->cx;
	} else {
		regs->calls = IPCDIAG_CALLS_X86_64;
		regs->args[0] = saved->di;
		regs->args[1] = saved->si;
	}
}

#elif defined(CONFIG_ARM64)

#define COMPAT_SAVED_REGS	true

/*
 * A task that is about to be stopped forgets that it is in a system call (see
 * do_signal() in arch/arm64/kernel/signal.c), but not the registers that the
 * program put the number in, x8 or r7.
 */
static inline void compat_read_regs(struct task_struct *task,
				    const struct pt_regs *saved,
				    struct ipcdiag_regs *regs)
{
	bool narrow = is_compat_thread(task_thread_info(task));

	regs->calls = narrow ? IPCDIAG_CALLS_ARM : IPCDIAG_CALLS_ARM64;
	regs->nr = saved->syscallno;
	if (regs->nr < 0)
		regs->nr = (int)saved->regs[narrow ? 7 : 8];
	regs->ret = (long)saved->regs[0];
	regs->args[0] = saved->orig_x0;
	regs->args[1] = saved->regs[1];
}

#else

#define COMPAT_SAVED_REGS	false

static inline void compat_read_regs(struct task_struct *task,
				    const struct pt_regs *saved,
				    struct ipcdiag_regs *regs)
{
	regs->nr = -1;
}

#endif

#endif /* IPCDIAG_COMPAT_SAVED_REGS_H */
