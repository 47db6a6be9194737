// SPDX-License-Identifier: GPL-2.0
/* What a task was in when it was stopped, by the registers that it saved. */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "find/call.h"
#include "suites.h"

#define X32	0x40000000
/* No number of a call, no argument of another test. */
#define ID	4242

/* The call that these registers stand for, as a number; -1 for none. */
static long long call_of(u8 calls, int nr, unsigned long a, unsigned long b,
			 long ret)
{
	struct ipcdiag_regs regs = {
		.calls = calls,
		.nr = nr,
		.args = { a, b },
		.ret = ret,
	};
	struct ipcdiag_call call = { };

	if (!ipcdiag_call_of(&regs, &call))
		return -1;

	return (long long)call.kind << 40 | (long long)call.use << 32 | call.id;
}

static long long expected(u8 kind, u8 use, int id)
{
	return (long long)kind << 40 | (long long)use << 32 | id;
}

#define EXPECT_CALL(test, kind, use, id, ...)				\
	KUNIT_EXPECT_EQ(test, expected(kind, use, id), call_of(__VA_ARGS__))
#define EXPECT_WAIT(test, id, ...)					\
	EXPECT_CALL(test, IPCDIAG_SEM, IPCDIAG_WAIT, id, __VA_ARGS__)
#define EXPECT_SEND(test, id, ...)					\
	EXPECT_CALL(test, IPCDIAG_MSG, IPCDIAG_SEND, id, __VA_ARGS__)
#define EXPECT_RECEIVE(test, id, ...)					\
	EXPECT_CALL(test, IPCDIAG_MSG, IPCDIAG_RECEIVE, id, __VA_ARGS__)
#define EXPECT_NONE(test, ...)						\
	KUNIT_EXPECT_EQ(test, -1LL, call_of(__VA_ARGS__))

static void x86_64(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_X86_64;

	EXPECT_WAIT(test, 7, calls, 65, 7, 1, -EINTR);
	EXPECT_WAIT(test, 0, calls, 220, 0, 1, -EINTR);
	EXPECT_SEND(test, INT_MAX, calls, 69, INT_MAX, 1, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 70, 7, 1, -ERESTARTNOHAND);
	/* What programs leave in the high half does not count. */
	EXPECT_RECEIVE(test, 7, calls, 70, 0xdead00000007UL, 1,
		       -ERESTARTNOHAND);
	/* The numbers of other tables are other calls here. */
	EXPECT_NONE(test, calls, 117, 7, 7, -EINTR);
	EXPECT_NONE(test, calls, 401, 7, 7, -EINTR);
	EXPECT_NONE(test, calls, 188, 7, 7, -EINTR);
}

static void x32(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_X86_64;

	EXPECT_WAIT(test, 7, calls, X32 | 65, 7, 1, -EINTR);
	EXPECT_WAIT(test, 7, calls, X32 | 220, 7, 1, -EINTR);
	EXPECT_SEND(test, 7, calls, X32 | 69, 7, 1, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, X32 | 70, 7, 1, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, X32 | 70, 7, 1, X32 | 70);
	/* The bit means nothing to others. */
	EXPECT_NONE(test, IPCDIAG_CALLS_IA32, X32 | 401, 7, 1,
		    -ERESTARTNOHAND);
	EXPECT_NONE(test, IPCDIAG_CALLS_ARM64, X32 | 188, 7, 1,
		    -ERESTARTNOHAND);
}

static void ia32(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_IA32;

	EXPECT_SEND(test, 7, calls, 400, 7, 1, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 401, 7, 1, -ERESTARTNOHAND);
	EXPECT_WAIT(test, 7, calls, 420, 7, 1, -EINTR);
	EXPECT_NONE(test, calls, 65, 7, 1, -EINTR);
	EXPECT_NONE(test, calls, 220, 7, 1, -EINTR);
	/* What a 32-bit result looks like in 64 bits. */
	EXPECT_WAIT(test, 7, calls, 420, 7, 1, (long)(u32)-EINTR);
	EXPECT_RECEIVE(test, 7, calls, 401, 7, 1,
		       (long)(u32)-ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 401, 7, 1, (long)(u32)-ENOSYS);
}

/* The identifier comes second, and the first argument says what is called. */
static void ipc(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_IA32;
	unsigned int n, known = 0;

	EXPECT_WAIT(test, 7, calls, 117, 1, 7, -EINTR);
	EXPECT_WAIT(test, 7, calls, 117, 4, 7, -EINTR);
	EXPECT_SEND(test, 7, calls, 117, 11, 7, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 117, 12, 7, -ERESTARTNOHAND);
	/* With a version. */
	EXPECT_RECEIVE(test, 7, calls, 117, 1 << 16 | 12, 7, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 117, 12, 7, 117);
	for (n = 0; n < 0x10000; n++)
		known += call_of(calls, 117, n, 7, -EINTR) != -1;
	KUNIT_EXPECT_EQ(test, 4U, known);
}

static void arm64(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_ARM64;

	EXPECT_WAIT(test, 7, calls, 193, 7, 1, -EINTR);
	EXPECT_WAIT(test, 7, calls, 192, 7, 1, -EINTR);
	EXPECT_SEND(test, 7, calls, 189, 7, 1, -ERESTARTNOHAND);
	EXPECT_RECEIVE(test, 7, calls, 188, 7, 1, -ERESTARTNOHAND);
	/* Restarted, or not yet begun. */
	EXPECT_RECEIVE(test, 7, calls, 188, 7, 1, 7);
	EXPECT_WAIT(test, 0, calls, 193, 0, 1, 0);
	EXPECT_NONE(test, calls, 188, 7, 1, 8);
	EXPECT_NONE(test, calls, 188, 7, 1, 188);
	EXPECT_NONE(test, calls, 193, 7, 1, -ENOSYS);
}

static void arm(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_ARM;

	EXPECT_WAIT(test, 7, calls, 298, 7, 1, (long)(u32)-EINTR);
	EXPECT_WAIT(test, 7, calls, 312, 7, 1, -EINTR);
	EXPECT_WAIT(test, 7, calls, 420, 7, 1, -EINTR);
	EXPECT_SEND(test, 7, calls, 301, 7, 1, 7);
	EXPECT_RECEIVE(test, 7, calls, 302, 7, 1, 7);
	EXPECT_NONE(test, calls, 302, 7, 1, 0);
	EXPECT_NONE(test, calls, 117, 12, 7, -EINTR);
	EXPECT_NONE(test, calls, 193, 7, 1, -EINTR);
}

/* Finished, or it never was one. */
static void no_call(struct kunit *test)
{
	static const long finished[] = {
		0, 1, 64, 71, 4096, -EIDRM, -EAGAIN, -EINVAL, -E2BIG, -EFAULT,
		-ENOMSG, -ERESTARTSYS, -ERESTARTNOINTR,
	};
	u8 calls = IPCDIAG_CALLS_X86_64;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(finished); i++) {
		EXPECT_NONE(test, calls, 70, ID, 1, finished[i]);
		EXPECT_NONE(test, calls, 65, ID, 1, finished[i]);
		EXPECT_NONE(test, IPCDIAG_CALLS_IA32, 117, 12, ID,
			    finished[i]);
		EXPECT_NONE(test, IPCDIAG_CALLS_ARM64, 188, ID, 1,
			    finished[i]);
	}
	/* An interrupt or a signal handler, whatever else stands there. */
	EXPECT_NONE(test, calls, -1, 7, 1, -EINTR);
	EXPECT_NONE(test, calls, -1, 7, 1, -1);
	EXPECT_NONE(test, IPCDIAG_CALLS_ARM64, -1, 7, 1, 7);
	EXPECT_NONE(test, IPCDIAG_CALLS_ARM, -1, 7, 1, 7);
	/* No object has such an identifier. */
	EXPECT_NONE(test, calls, 70, -1, 1, -ENOSYS);
	EXPECT_NONE(test, calls, 70, (u32)-1, 1, -ENOSYS);
	EXPECT_NONE(test, IPCDIAG_CALLS_IA32, 117, 12, (u32)-2, -ENOSYS);
	EXPECT_NONE(test, IPCDIAG_CALLS_ARM, 302, (u32)INT_MIN, 1,
		    -ERESTARTNOHAND);
}

/* A tracer's stop at the entry, and a call that is about to be restarted. */
static void not_begun(struct kunit *test)
{
	u8 calls = IPCDIAG_CALLS_X86_64;

	EXPECT_WAIT(test, 7, calls, 65, 7, 1, -ENOSYS);
	EXPECT_SEND(test, 7, calls, 69, 7, 1, -ENOSYS);
	EXPECT_RECEIVE(test, 7, calls, 70, 7, 1, -ENOSYS);
	EXPECT_RECEIVE(test, 7, calls, 70, 7, 1, 70);
	EXPECT_SEND(test, 7, calls, 69, 7, 1, 69);
	EXPECT_NONE(test, calls, 69, 7, 1, 70);
}

/* Only these numbers are calls that wait on an object. */
static void every_number(struct kunit *test)
{
	static const struct {
		u8		calls;
		unsigned int	known;
	} tables[] = {
		{ IPCDIAG_CALLS_X86_64, 4 },
		/* With ipc() for one thing. */
		{ IPCDIAG_CALLS_IA32, 4 },
		{ IPCDIAG_CALLS_ARM64, 4 },
		{ IPCDIAG_CALLS_ARM, 5 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tables); i++) {
		unsigned int known = 0;
		int nr;

		for (nr = 0; nr < 1024; nr++)
			known += call_of(tables[i].calls, nr, 1, 7,
					 -EINTR) != -1;
		KUNIT_EXPECT_EQ(test, tables[i].known, known);
	}
}

static struct kunit_case stopped_cases[] = {
	KUNIT_CASE(x86_64),
	KUNIT_CASE(x32),
	KUNIT_CASE(ia32),
	KUNIT_CASE(ipc),
	KUNIT_CASE(arm64),
	KUNIT_CASE(arm),
	KUNIT_CASE(no_call),
	KUNIT_CASE(not_begun),
	KUNIT_CASE(every_number),
	{}
};

struct kunit_suite ipcdiag_stopped_suite = {
	.name = "ipcdiag_stopped",
	.test_cases = stopped_cases,
};
