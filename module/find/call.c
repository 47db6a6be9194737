// SPDX-License-Identifier: GPL-2.0
/*
 * Saved registers in, the call on an object that their task is in out.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests. The numbers of system calls are part of the kernel's interface to
 * programs and never change, but most are in no header for those of another
 * kind than the kernel's own.
 */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "find/call.h"

/* Bit that programs of x32 set in the numbers of their calls. */
#define X32_BIT		0x40000000

/* The call of 32-bit programs on x86 that stands for many others. */
#define IA32_IPC	117

/**
 * struct number - a system call
 * @calls: enum ipcdiag_calls
 * @nr: its number
 * @use: what the task that is in it waits for
 */
struct number {
	u8	calls;
	u16	nr;
	u8	use;
};

static const struct number numbers[] = {
	{ IPCDIAG_CALLS_X86_64,	65,	IPCDIAG_WAIT },		/* semop */
	{ IPCDIAG_CALLS_X86_64,	69,	IPCDIAG_SEND },		/* msgsnd */
	{ IPCDIAG_CALLS_X86_64,	70,	IPCDIAG_RECEIVE },	/* msgrcv */
	{ IPCDIAG_CALLS_X86_64,	220,	IPCDIAG_WAIT },	/* semtimedop */
	{ IPCDIAG_CALLS_IA32,	400,	IPCDIAG_SEND },		/* msgsnd */
	{ IPCDIAG_CALLS_IA32,	401,	IPCDIAG_RECEIVE },	/* msgrcv */
	{ IPCDIAG_CALLS_IA32,	420,	IPCDIAG_WAIT },	/* semtimedop_time64 */
	{ IPCDIAG_CALLS_ARM64,	188,	IPCDIAG_RECEIVE },	/* msgrcv */
	{ IPCDIAG_CALLS_ARM64,	189,	IPCDIAG_SEND },		/* msgsnd */
	{ IPCDIAG_CALLS_ARM64,	192,	IPCDIAG_WAIT },	/* semtimedop */
	{ IPCDIAG_CALLS_ARM64,	193,	IPCDIAG_WAIT },		/* semop */
	{ IPCDIAG_CALLS_ARM,	298,	IPCDIAG_WAIT },		/* semop */
	{ IPCDIAG_CALLS_ARM,	301,	IPCDIAG_SEND },		/* msgsnd */
	{ IPCDIAG_CALLS_ARM,	302,	IPCDIAG_RECEIVE },	/* msgrcv */
	{ IPCDIAG_CALLS_ARM,	312,	IPCDIAG_WAIT },	/* semtimedop */
	{ IPCDIAG_CALLS_ARM,	420,	IPCDIAG_WAIT },	/* semtimedop_time64 */
};

/* What ipc() is asked for; the high half is a version of its own. */
static const struct number ipc_calls[] = {
	{ IPCDIAG_CALLS_IA32,	1,	IPCDIAG_WAIT },		/* SEMOP */
	{ IPCDIAG_CALLS_IA32,	4,	IPCDIAG_WAIT },	/* SEMTIMEDOP */
	{ IPCDIAG_CALLS_IA32,	11,	IPCDIAG_SEND },		/* MSGSND */
	{ IPCDIAG_CALLS_IA32,	12,	IPCDIAG_RECEIVE },	/* MSGRCV */
};

static const struct number *find_number(const struct number *table,
					unsigned int entries, u8 calls,
					unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < entries; i++) {
		if (table[i].calls == calls && table[i].nr == nr)
			return &table[i];
	}

	return NULL;
}

/*
 * Is the call still to be done? One that was interrupted has EINTR as its result
 * (semop(), which the program calls again) or ERESTARTNOHAND, for which the
 * kernel restarts it. A tracer's stop at its entry comes before it has done
 * anything: x86 has ENOSYS there for the result, and arm the first argument,
 * which is in the same register.
 *
 * To restart it, what was in the register of the result is put back: on x86 the
 * number, on arm the first argument. arm does so before a task is stopped; on
 * x86 a task can be stopped once more before it has left the kernel. A result
 * that is the same by chance (msgrcv() of 70 bytes) is taken for that, too.
 */
static bool is_pending(const struct ipcdiag_regs *regs, bool narrow)
{
	long ret = narrow ? (int)regs->ret : regs->ret;

	if (ret == -EINTR || ret == -ERESTARTNOHAND)
		return true;
	if (regs->calls == IPCDIAG_CALLS_ARM64 ||
	    regs->calls == IPCDIAG_CALLS_ARM)
		return (u32)ret == (u32)regs->args[0];

	return ret == -ENOSYS || ret == regs->nr;
}

/**
 * ipcdiag_call_of() - the call on an object that a task is in
 * @regs: its saved registers
 * @call: the call, if it is one
 *
 * Whether such an object exists is another question.
 *
 * Return: true if the task is in a call that waits on an object, or will, when
 * it goes on; false in any other call, in none, or if the call is finished.
 */
bool ipcdiag_call_of(const struct ipcdiag_regs *regs, struct ipcdiag_call *call)
{
	bool narrow = regs->calls == IPCDIAG_CALLS_IA32 ||
		      regs->calls == IPCDIAG_CALLS_ARM;
	const struct number *number;
	unsigned long id = regs->args[0];
	int nr = regs->nr;

	if (nr < 0 || !is_pending(regs, narrow))
		return false;
	if (regs->calls == IPCDIAG_CALLS_X86_64)
		nr &= ~X32_BIT;
	if (regs->calls == IPCDIAG_CALLS_IA32 && nr == IA32_IPC) {
		number = find_number(ipc_calls, ARRAY_SIZE(ipc_calls),
				     regs->calls, regs->args[0] & 0xffff);
		id = regs->args[1];
	} else {
		number = find_number(numbers, ARRAY_SIZE(numbers), regs->calls,
				     nr);
	}
	/* Identifiers are int, and what is negative names nothing. */
	if (!number || (int)id < 0)
		return false;

	call->kind = number->use == IPCDIAG_WAIT ? IPCDIAG_SEM : IPCDIAG_MSG;
	call->use = number->use;
	call->id = (int)id;

	return true;
}
