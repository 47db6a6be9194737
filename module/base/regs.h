/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the saved registers of a task say of its system call, the same for every
 * architecture: what compat/saved_regs.h reads, and find/call.c understands.
 */
#ifndef IPCDIAG_REGS_H
#define IPCDIAG_REGS_H

#include <linux/types.h>

/**
 * enum ipcdiag_calls - whose system call numbers they are
 * @IPCDIAG_CALLS_X86_64: of 64-bit programs, and of x32, on x86
 * @IPCDIAG_CALLS_IA32: of 32-bit programs on x86
 * @IPCDIAG_CALLS_ARM64: of 64-bit programs on arm64
 * @IPCDIAG_CALLS_ARM: of 32-bit programs on arm64
 */
enum ipcdiag_calls {
	IPCDIAG_CALLS_X86_64,
	IPCDIAG_CALLS_IA32,
	IPCDIAG_CALLS_ARM64,
	IPCDIAG_CALLS_ARM,
};

/**
 * struct ipcdiag_regs - what the saved registers of a task say of its call
 * @calls: enum ipcdiag_calls
 * @nr: number of the system call; that of none where there is none
 * @args: its first two arguments
 * @ret: what it has returned, or what stands there while it has not
 */
struct ipcdiag_regs {
	u8		calls;
	int		nr;
	unsigned long	args[2];
	long		ret;
};

#endif /* IPCDIAG_REGS_H */
