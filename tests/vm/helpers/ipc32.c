// SPDX-License-Identifier: GPL-2.0
/*
 * A 32-bit program that waits on an object, without a C library. Its calls have
 * numbers of their own:
 *
 *	ipc32 CALL ID
 *
 * semop, semtimedop, msgsnd and msgrcv go through ipc(), semtimedop64, msgsnd2 and
 * msgrcv2 do not. Semaphores are waited for with one operation, -1 on the first.
 * A call that fails with EINTR is called again. Exits with 0 if the call does
 * what it should, with the error number if it fails.
 *
 * flags: -m32 -static -nostdlib -ffreestanding -fno-pic -no-pie -fno-stack-protector
 */
#define SYS_EXIT	      1
#define SYS_IPC		      117
#define SYS_MSGSND	      400
#define SYS_MSGRCV	      401
#define SYS_SEMTIMEDOP_TIME64 420

/* What ipc() is asked for. */
#define IPC_SEMOP      1
#define IPC_SEMTIMEDOP 4
#define IPC_MSGSND     11
#define IPC_MSGRCV     12

#define EINTR 4
#define USAGE 99
#define SIZE  16

void begin(const long *stack);

static struct {
	long type;
	char text[SIZE];
} message = { 1, "" };

static struct {
	unsigned short num;
	short op;
	short flags;
} operation = { 0, -1, 0 };

/* A long time. */
static long timeout[2] = { 100000, 0 };
static long long timeout64[2] = { 100000, 0 };

/* Where ipc() has no register left. */
static struct {
	void *message;
	long type;
} kludge = { &message, 0 };

/* The last argument; the compiler has no register left for it. */
static long sixth;

static long call(long nr, long a, long b, long c, long d, long e)
{
	long result;

	__asm__ volatile("push %%ebp\n"
			 "mov %7, %%ebp\n"
			 "int $0x80\n"
			 "pop %%ebp"
			 : "=a"(result)
			 : "a"(nr), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e),
			   "m"(sixth)
			 : "memory");
	return result;
}

static int is(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

static long number(const char *s)
{
	long n = 0;

	for (; *s; s++)
		n = 10 * n + *s - '0';
	return n;
}

static long wait_on(const char *what, long id)
{
	long ops = (long)&operation, msg = (long)&message;
	long nsec64 = (long)timeout64;

	if (is(what, "semop"))
		return call(SYS_IPC, IPC_SEMOP, id, 1, 0, ops);
	if (is(what, "semtimedop")) {
		sixth = (long)timeout;
		return call(SYS_IPC, IPC_SEMTIMEDOP, id, 1, 0, ops);
	}
	if (is(what, "semtimedop64"))
		return call(SYS_SEMTIMEDOP_TIME64, id, ops, 1, nsec64, 0);
	if (is(what, "msgsnd"))
		return call(SYS_IPC, IPC_MSGSND, id, SIZE, 0, msg);
	if (is(what, "msgsnd2"))
		return call(SYS_MSGSND, id, msg, SIZE, 0, 0);
	if (is(what, "msgrcv"))
		return call(SYS_IPC, IPC_MSGRCV, id, SIZE, 0, (long)&kludge);
	if (is(what, "msgrcv2"))
		return call(SYS_MSGRCV, id, msg, SIZE, 0, 0);
	return -USAGE;
}

/* What the kernel leaves on the stack: how many words, and the words. */
void begin(const long *stack)
{
	long result = -USAGE;

	if (stack[0] == 3) {
		do {
			result = wait_on((const char *)stack[2],
					 number((const char *)stack[3]));
		} while (result == -EINTR);
	}
	for (;;)
		call(SYS_EXIT, result < 0 ? -result : 0, 0, 0, 0, 0);
}

__asm__(".globl _start\n"
	"_start:\n"
	"	mov %esp, %eax\n"
	"	push %eax\n"
	"	call begin\n");
