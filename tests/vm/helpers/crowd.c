// SPDX-License-Identifier: GPL-2.0
/*
 * Many processes and segments, for the benchmark. Prints "ready" when all is
 * there and stays until it is killed, with its process group.
 *
 *	crowd made LEAKED LIVE EACH	segments, EACH by one process: LEAKED
 *					by processes that attached them and are
 *					gone, LIVE by processes that have them
 *					attached
 *	crowd varied LEAKED LIVE EACH	the same, but that no segment is like another
 *					in size, owner, key and times; a leaked
 *					one has a maker of its own. Sets the clock
 *					forward while it makes them
 *	crowd owners COUNT		COUNT segments by one process that is gone,
 *					each with an owner of its own
 *	crowd threads COUNT		a process with so many threads
 *	crowd namespaces COUNT		so many processes that share memory, each in
 *					an IPC namespace of its own
 *	crowd own COUNT			COUNT processes, each attaches a segment
 *					of its own
 *	crowd same COUNT		COUNT processes attach the same segment
 *
 * And what is to be compared:
 *
 *	crowd scan			the lines of /proc/PID/maps that are
 *					segments, of all processes
 *	crowd loops			how long fixed pieces of work take
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Seconds by which the clock is set forward for each segment that differs. */
#define STEP 61

/* Owners that differ have uids from here on. */
#define FIRST_UID 100000

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static int make(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);

	if (id < 0)
		die("shmget");
	return id;
}

static void attach(int id)
{
	if (shmat(id, NULL, 0) == (void *)-1)
		die("shmat");
}

/* A process makes and attaches so many; with stay >= 0 it lives on. */
static void creator(long count, int stay)
{
	pid_t pid = fork();
	long i;

	if (pid < 0)
		die("fork");
	if (pid) {
		int status;

		if (stay < 0 && (waitpid(pid, &status, 0) != pid || status))
			exit(1);
		return;
	}
	for (i = 0; i < count; i++)
		attach(make());
	if (stay < 0)
		_exit(0);
	if (write(stay, "", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

/* A process attaches this one, or one of its own. */
static void attacher(int id, int stay)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (pid)
		return;
	attach(id < 0 ? make() : id);
	if (write(stay, "", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static void become(long uid)
{
	/* Not by glibc, which tells all threads. */
	if (syscall(SYS_setresuid, -1, uid, -1))
		die("setresuid");
}

/* Number i of those that all differ; an ordinary page of it is used. */
static void attach_varied(long i)
{
	struct timespec t;
	char *p;
	int id;

	if (clock_gettime(CLOCK_REALTIME, &t))
		die("clock_gettime");
	t.tv_sec += STEP;
	if (clock_settime(CLOCK_REALTIME, &t))
		die("clock_settime");
	become(FIRST_UID + i);
	id = shmget(0x10000 + i * 7, (1 + i) * 512, IPC_CREAT | 0600);
	if (id < 0)
		die("shmget");
	p = shmat(id, NULL, 0);
	if (p == (void *)-1)
		die("shmat");
	*p = 1;
	become(0);
}

/* A process makes COUNT of them, FIRST and the next; as creator(). */
static void varied_creator(long first, long count, int stay)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		die("fork");
	if (pid) {
		if (stay < 0 && (waitpid(pid, &status, 0) != pid || status))
			exit(1);
		return;
	}
	while (count--)
		attach_varied(first++);
	if (stay < 0)
		_exit(0);
	if (write(stay, "", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static long varied(long leaked, long live, long each, int stay)
{
	long i, n, processes = 0;

	for (i = 0; i < leaked; i++)
		varied_creator(i, 1, -1);
	for (; i < leaked + live; i += n, processes++) {
		n = leaked + live - i < each ? leaked + live - i : each;
		varied_creator(i, n, stay);
	}
	return processes;
}

static void owners(long count)
{
	pid_t pid = fork();
	int status;
	long i;

	if (pid < 0)
		die("fork");
	if (pid) {
		if (waitpid(pid, &status, 0) != pid || status)
			exit(1);
		return;
	}
	for (i = 0; i < count; i++) {
		become(FIRST_UID + i);
		make();
		become(0);
	}
	_exit(0);
}

static int sleeper(void *unused)
{
	(void)unused;
	/* Until it is killed. */
	while (syscall(SYS_pause))
		;
	return 0;
}

/*
 * Tasks that share memory and do nothing need small stacks, as long as they live.
 * The dynamic linker needs more, for all registers, when a function is called for
 * the first time: that is done here, before there are any.
 */
static void tasks(long count, int flags)
{
	static char *stacks;
	size_t size = 2048;
	long i;

	syscall(SYS_getpid);
	stacks = malloc(size * count);
	if (!stacks)
		die("stacks");
	for (i = 1; i <= count; i++)
		if (clone(sleeper, stacks + size * i,
			  CLONE_VM | CLONE_FS | CLONE_FILES | flags, NULL) < 0)
			die("clone");
}

static void wait_until(int fd, long count)
{
	char c;

	while (count--)
		if (read(fd, &c, 1) != 1)
			die("a process is missing");
	puts("ready");
	fflush(stdout);
	for (;;)
		pause();
}

static void scan(void)
{
	static char buf[1 << 20];
	struct dirent *entry;
	DIR *proc = opendir("/proc");
	char name[64];

	if (!proc)
		die("/proc");
	while ((entry = readdir(proc))) {
		size_t size = 0;
		ssize_t n;
		char *line, *next;
		int fd;

		if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
			continue;
		snprintf(name, sizeof(name), "/proc/%.20s/maps", entry->d_name);
		fd = open(name, O_RDONLY);
		if (fd < 0)
			continue;
		while ((n = read(fd, buf + size, sizeof(buf) - 1 - size)) > 0)
			size += n;
		close(fd);
		buf[size] = '\0';
		for (line = buf; *line; line = next) {
			next = strchrnul(line, '\n');
			if (*next)
				*next++ = '\0';
			if (strstr(line, "/SYSV"))
				printf("%s %s\n", entry->d_name, line);
		}
	}
	closedir(proc);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static void compute(void)
{
	static uint32_t table[1 << 14];
	uint32_t x = 1;
	int i;

	for (i = 0; i < 500000; i++) {
		x = x * 1664525 + 1013904223;
		table[x >> 18] += x ^ table[(x >> 4) & 0x3fff];
	}
	/* So that it is not optimised away. */
	if (table[5] == x)
		puts("");
}

static int looked_at;

static void calls(void)
{
	struct shmid_ds ds;
	int i;

	for (i = 0; i < 2000; i++)
		if (shmctl(looked_at, IPC_STAT, &ds))
			die("shmctl");
}

static void reads(void)
{
	char buf[4096];
	int i, fd;

	for (i = 0; i < 300; i++) {
		fd = open("/proc/self/stat", O_RDONLY);
		if (fd < 0 || read(fd, buf, sizeof(buf)) <= 0)
			die("/proc/self/stat");
		close(fd);
	}
}

/* The best of many short ones: what disturbs only makes it longer. */
static void loop(const char *name, void (*work)(void))
{
	double best = 1e9, start;
	int i;

	for (i = 0; i < 300; i++) {
		start = now();
		work();
		start = now() - start;
		if (start < best)
			best = start;
	}
	printf("%s %.6f\n", name, best);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int fd[2], id;
	long i, n, each;

	if (pipe(fd))
		die("pipe");
	if (!strcmp(what, "made") && argc == 5) {
		each = atol(argv[4]);
		for (i = atol(argv[2]); i > 0; i -= each)
			creator(i < each ? i : each, -1);
		for (n = 0, i = atol(argv[3]); i > 0; i -= each, n++)
			creator(i < each ? i : each, fd[1]);
		wait_until(fd[0], n);
	} else if (!strcmp(what, "varied") && argc == 5) {
		n = varied(atol(argv[2]), atol(argv[3]), atol(argv[4]), fd[1]);
		wait_until(fd[0], n);
	} else if (!strcmp(what, "owners") && argc == 3) {
		owners(atol(argv[2]));
		wait_until(fd[0], 0);
	} else if (!strcmp(what, "threads") && argc == 3) {
		tasks(atol(argv[2]) - 1, CLONE_SIGHAND | CLONE_THREAD);
		wait_until(fd[0], 0);
	} else if (!strcmp(what, "namespaces") && argc == 3) {
		tasks(atol(argv[2]), CLONE_NEWIPC | SIGCHLD);
		wait_until(fd[0], 0);
	} else if (!strcmp(what, "own") && argc == 3) {
		for (i = 0; i < atol(argv[2]); i++)
			attacher(-1, fd[1]);
		wait_until(fd[0], i);
	} else if (!strcmp(what, "same") && argc == 3) {
		id = make();
		for (i = 0; i < atol(argv[2]); i++)
			attacher(id, fd[1]);
		wait_until(fd[0], i);
	} else if (!strcmp(what, "scan") && argc == 2) {
		scan();
	} else if (!strcmp(what, "loops") && argc == 2) {
		looked_at = make();
		loop("compute", compute);
		loop("shmctl", calls);
		loop("read", reads);
		shmctl(looked_at, IPC_RMID, NULL);
	} else {
		fprintf(stderr, "usage: see crowd.c\n");
		return 2;
	}
	return 0;
}
