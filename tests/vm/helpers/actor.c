// SPDX-License-Identifier: GPL-2.0
/*
 * A program of the harm test: does what it is told on a socket, one call for a
 * line of words, and answers with the result and errno. It uses System V IPC
 * only for what it is told to.
 *
 * Usage: actor FD PROGRAM. A new process greets with "hello" first; the conductor
 * sees by the credentials of that message who it is. "fork", "vexec" and "spawn"
 * want a descriptor along with them, the socket of the child. PROGRAM is the number
 * of the copy that it runs: copies are told apart by whom asks for programs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actor-calls.h"

#define WORDS 80

static int line_fd;
/* Descriptor that came with the command, or -1. */
static int along = -1;
/* Which copy of this program it runs. */
static int program;

static void answer(const char *what, long value)
{
	char text[64];
	int n = snprintf(text, sizeof(text), "%s %ld", what, value);

	if (send(line_fd, text, n, MSG_NOSIGNAL) != n)
		_exit(3);
}

/* --- who it is; plain system calls, which are about this thread --- */

static long do_uid(const long *a)
{
	return result(syscall(SYS_setresuid, a[0], a[1], a[2]));
}

static long do_gid(const long *a)
{
	return result(syscall(SYS_setresgid, a[0], a[1], a[2]));
}

/* groups COUNT GID... */
static long do_groups(const long *a)
{
	gid_t gids[WORDS];
	int i;

	for (i = 0; i < a[0]; i++)
		gids[i] = a[i + 1];
	return result(syscall(SYS_setgroups, a[0], gids));
}

/* Give up all capabilities, whoever it is. */
static long do_nocaps(const long *a)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2] = { { 0 } };

	(void)a;
	return result(syscall(SYS_capset, &head, data));
}

/* --- processes --- */

static void hello(int fd)
{
	signal(SIGCHLD, SIG_IGN);
	line_fd = fd;
	along = -1;
	answer("hello", getpid());
}

static long do_fork(const long *a)
{
	int fd = along, old = line_fd;
	pid_t pid = fork();

	(void)a;
	if (pid < 0)
		return -errno;
	if (!pid) {
		close(old);
		hello(fd);
		return -ENODATA;
	}
	return pid;
}

static void start_anew(int fd, int number)
{
	char path[32], text[16], copy[16];

	snprintf(path, sizeof(path), "/tmp/actor-%d", number);
	snprintf(text, sizeof(text), "%d", fd);
	snprintf(copy, sizeof(copy), "%d", number);
	execl(path, "actor", text, copy, NULL);
	_exit(4);
}

/* A child that shares our memory until it is another program. */
static long do_vexec(const long *a)
{
	pid_t pid;
	int fd = along;

	(void)a;
	pid = vfork();
	if (pid < 0)
		return -errno;
	if (!pid)
		start_anew(fd, program);
	return pid;
}

/* spawn PROGRAM: as a service manager would have it, nobody's child but init's. */
static long do_spawn(const long *a)
{
	int fd = along;
	pid_t pid = fork();

	if (pid < 0)
		return -errno;
	if (!pid) {
		pid_t between = getpid();

		if (fork())
			_exit(0);
		while (getppid() == between)
			usleep(1000);
		start_anew(fd, a[0]);
	}
	return pid;
}

/* exec PROGRAM */
static long do_exec(const long *a)
{
	start_anew(line_fd, a[0] ? a[0] : program);
	return 0;
}

static long do_exit(const long *a)
{
	_exit(a[0]);
}

static long do_setsid(const long *a)
{
	(void)a;
	return result(setsid());
}

static long do_setpgid(const long *a)
{
	return result(setpgid(a[0], a[1]));
}

/* keep: children stay zombies; reap: until all are waited for. */
static long do_keep(const long *a)
{
	(void)a;
	signal(SIGCHLD, SIG_DFL);
	return 0;
}

static long do_reap(const long *a)
{
	(void)a;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	signal(SIGCHLD, SIG_IGN);
	return 0;
}

static long do_subreaper(const long *a)
{
	return result(prctl(PR_SET_CHILD_SUBREAPER, a[0], 0, 0, 0));
}

static long do_unshare(const long *a)
{
	return result(unshare(a[0]));
}

static long do_setns(const long *a)
{
	long r = result(setns(along, a[0]));

	close(along);
	return r;
}

/* --- a debugger --- */

/* seize PID: stop it wherever it is. */
static long do_seize(const long *a)
{
	pid_t pid = a[0];

	if (ptrace(PTRACE_SEIZE, pid, NULL, PTRACE_O_TRACESYSGOOD) ||
	    ptrace(PTRACE_INTERRUPT, pid, NULL, NULL))
		return -errno;
	return waitpid(pid, NULL, __WALL) == pid ? 0 : -errno;
}

/* Is it one of the calls that may sleep on an object? */
static bool sleeps(unsigned long nr)
{
	return nr == SYS_semop || nr == SYS_semtimedop || nr == SYS_msgrcv ||
	       nr == SYS_msgsnd;
}

/* Until it stands at the entry (0) or the exit (1) of such a call. */
static long do_catch(const long *a)
{
	struct __ptrace_syscall_info info;
	pid_t pid = a[0];
	bool inside = false;

	for (;;) {
		if (ptrace(PTRACE_SYSCALL, pid, NULL, NULL) ||
		    waitpid(pid, NULL, __WALL) != pid ||
		    ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <
			    0)
			return -errno;
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
			inside = sleeps(info.entry.nr);
		if (inside && info.op == (a[1] ? PTRACE_SYSCALL_INFO_EXIT :
						 PTRACE_SYSCALL_INFO_ENTRY))
			return 0;
	}
}

static long do_detach(const long *a)
{
	return result(ptrace(PTRACE_DETACH, (pid_t)a[0], NULL, NULL));
}

static const struct command {
	const char *name;
	long (*work)(const long *words);
} commands[] = {
	{ "shmat", do_shmat },	   { "shmdt", do_shmdt },
	{ "fill", do_fill },	   { "peek", do_peek },
	{ "pageout", do_pageout }, { "where", do_where },
	{ "semop", do_semop },	   { "setval", do_setval },
	{ "msgsnd", do_msgsnd },   { "msgrcv", do_msgrcv },
	{ "give", do_give },	   { "stat", do_stat },
	{ "rmid", do_rmid },	   { "remove", do_remove },
	{ "shmget", do_shmget },   { "semget", do_semget },
	{ "msgget", do_msgget },   { "uid", do_uid },
	{ "gid", do_gid },	   { "groups", do_groups },
	{ "nocaps", do_nocaps },   { "fork", do_fork },
	{ "vexec", do_vexec },	   { "exec", do_exec },
	{ "exit", do_exit },	   { "setsid", do_setsid },
	{ "setpgid", do_setpgid }, { "keep", do_keep },
	{ "reap", do_reap },	   { "subreaper", do_subreaper },
	{ "unshare", do_unshare }, { "setns", do_setns },
	{ "seize", do_seize },	   { "catch", do_catch },
	{ "detach", do_detach },   { "spawn", do_spawn },
};

static long obey(char *line)
{
	const char *name = strtok(line, " ");
	long words[WORDS] = { 0 };
	char *word;
	size_t i;
	int n = 0;

	while (n < WORDS && (word = strtok(NULL, " ")))
		words[n++] = strtol(word, NULL, 0);
	for (i = 0; name && i < sizeof(commands) / sizeof(*commands); i++)
		if (!strcmp(commands[i].name, name))
			return commands[i].work(words);
	return -ENOSYS;
}

static void *in_thread(void *line)
{
	return (void *)obey(line);
}

/* Receive a line, and the descriptor that may come with it. */
static bool listen_for(char *line, size_t size)
{
	char control_buf[CMSG_SPACE(sizeof(int))];
	struct iovec iov = { line, size - 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control_buf,
		.msg_controllen = sizeof(control_buf),
	};
	struct cmsghdr *c;
	ssize_t n;

	do {
		n = recvmsg(line_fd, &msg, 0);
	} while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	line[n] = 0;
	along = -1;
	c = CMSG_FIRSTHDR(&msg);
	if (c && c->cmsg_type == SCM_RIGHTS)
		memcpy(&along, CMSG_DATA(c), sizeof(int));
	return true;
}

static void *serve(void *unused)
{
	char line[512];
	pthread_t thread;
	void *value;
	long r;
	int fd;

	while (listen_for(line, sizeof(line))) {
		fd = along;
		if (!strncmp(line, "thread ", 7)) {
			/* The work of a thread that ends at once. */
			if (pthread_create(&thread, NULL, in_thread, line + 7))
				abort();
			pthread_join(thread, &value);
			r = (long)value;
		} else if (!strcmp(line, "handover")) {
			/* Another thread goes on; the first one ends. */
			if (pthread_create(&thread, NULL, serve, NULL))
				abort();
			answer("done", 0);
			pthread_exit(NULL);
		} else {
			r = obey(line);
		}
		/* The child of a fork has greeted already. */
		if (r == -ENODATA && !strncmp(line, "fork", 4))
			continue;
		if (fd >= 0 && strncmp(line, "setns", 5))
			close(fd);
		answer("done", r);
	}
	_exit(0);
	return unused;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	program = atoi(argv[2]);
	hello(atoi(argv[1]));
	serve(NULL);
}
