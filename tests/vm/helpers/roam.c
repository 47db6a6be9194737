// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that do at random whatever makes somebody a user of an object, and
 * end at any moment: attach, detach, split, fork, execute, leave undo behind,
 * sleep, move between namespaces. Objects are removed and made anew, and get
 * another owner, mode, size or value meanwhile.
 *
 * Usage: roam SEED WORKERS
 *
 * Runs until SIGTERM; then prints how often what was done, and removes its
 * objects. Calls may fail: others remove what they are about to use.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SEGMENTS    12
#define ARRAYS	    3
#define SEMS	    70
#define QUEUES	    2
#define WORKERS_MAX 64
#define HELD_MAX    8
#define PAGES	    6

enum {
	/* what a worker does itself */
	ATTACH,
	DETACH,
	SPLIT,
	UNDO,
	SLEEP,
	MESSAGE,
	THREAD,
	REPLACE,
	REPLACE_OTHER,
	SET,
	SHARE,
	FORK,
	/* what those do that it forks */
	LEAVE,
	EXECUTE,
	UNSHARE,
	ENTER,
	BLOCK,
	/* what is done to them */
	KILLED,
	KILLED_WORKER,
	DEEDS
};

static const char *const names[DEEDS] = {
	[ATTACH] = "attach",
	[DETACH] = "detach",
	[SPLIT] = "split",
	[UNDO] = "undo",
	[SLEEP] = "sleep",
	[MESSAGE] = "message",
	[THREAD] = "thread",
	[REPLACE] = "replace",
	[REPLACE_OTHER] = "replace-other",
	[SET] = "set",
	[SHARE] = "share",
	[FORK] = "fork",
	[LEAVE] = "leave",
	[EXECUTE] = "execute",
	[UNSHARE] = "unshare",
	[ENTER] = "enter",
	[BLOCK] = "block",
	[KILLED] = "killed",
	[KILLED_WORKER] = "killed-worker",
};

static struct {
	volatile int shm[SEGMENTS];
	volatile int sem[ARRAYS];
	volatile int msg[QUEUES];
	volatile pid_t worker[WORKERS_MAX];
	unsigned int workers;
	unsigned long done[DEEDS];
} * all;

static uint64_t state;
static void *held[HELD_MAX];
static volatile sig_atomic_t stop;

static unsigned int any(unsigned int n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 20) % n;
}

static void did(int deed)
{
	__atomic_add_fetch(&all->done[deed], 1, __ATOMIC_RELAXED);
}

static void pause_for(unsigned int us)
{
	struct timespec t = { .tv_nsec = any(us) * 1000L };

	nanosleep(&t, NULL);
}

static int make_segment(void)
{
	return shmget(IPC_PRIVATE, 4096 * PAGES, IPC_CREAT | 0600);
}

static int make_array(void)
{
	return semget(IPC_PRIVATE, SEMS, IPC_CREAT | 0600);
}

static int make_queue(void)
{
	return msgget(IPC_PRIVATE, IPC_CREAT | 0600);
}

/* Another one takes its place; others may be at the same one. */
static void replace_segment(void)
{
	shmctl(__atomic_exchange_n(&all->shm[any(SEGMENTS)], make_segment(),
				   __ATOMIC_RELAXED),
	       IPC_RMID, NULL);
}

/* Who sleeps on it is woken and goes away. */
static void replace_other(void)
{
	if (any(2))
		semctl(__atomic_exchange_n(&all->sem[any(ARRAYS)], make_array(),
					   __ATOMIC_RELAXED),
		       0, IPC_RMID);
	else
		msgctl(__atomic_exchange_n(&all->msg[any(QUEUES)], make_queue(),
					   __ATOMIC_RELAXED),
		       IPC_RMID, NULL);
}

/* IPC_SET gives the object to somebody else; root may use it all the same. */
static void new_owner(struct ipc_perm *perm)
{
	perm->uid = any(3);
	perm->gid = any(3);
	perm->mode = 0600 | any(0100);
}

static void set_segment(int ident)
{
	struct shmid_ds ds;

	if (any(3)) {
		shmctl(ident, any(2) ? SHM_LOCK : SHM_UNLOCK, NULL);
	} else if (!shmctl(ident, IPC_STAT, &ds)) {
		new_owner(&ds.shm_perm);
		shmctl(ident, IPC_SET, &ds);
	}
}

static void set_array(int ident)
{
	unsigned short values[SEMS] = { 0 };
	struct semid_ds ds;

	switch (any(3)) {
	case 0:
		semctl(ident, any(SEMS), SETVAL, any(3));
		break;
	case 1:
		/* Forgets what was to be undone. */
		values[any(SEMS)] = 1;
		semctl(ident, 0, SETALL, values);
		break;
	default:
		if (semctl(ident, 0, IPC_STAT, &ds))
			break;
		new_owner(&ds.sem_perm);
		semctl(ident, 0, IPC_SET, &ds);
	}
}

static void set_queue(int ident)
{
	struct msqid_ds ds;

	if (msgctl(ident, IPC_STAT, &ds))
		return;
	new_owner(&ds.msg_perm);
	ds.msg_qbytes = 1000 + any(10000);
	msgctl(ident, IPC_SET, &ds);
}

static void set_one(void)
{
	switch (any(3)) {
	case 0:
		set_segment(all->shm[any(SEGMENTS)]);
		break;
	case 1:
		set_array(all->sem[any(ARRAYS)]);
		break;
	default:
		set_queue(all->msg[any(QUEUES)]);
	}
}

static void *attach(void)
{
	void *p = shmat(all->shm[any(SEGMENTS)], NULL, any(2) ? SHM_RDONLY : 0);

	return p == (void *)-1 ? NULL : p;
}

static void attach_one(void)
{
	unsigned int i = any(HELD_MAX);

	if (held[i]) {
		shmdt(held[i]);
		did(DETACH);
	}
	held[i] = attach();
	if (held[i])
		did(ATTACH);
}

static void operate(int ident, short op, short flags, long ns)
{
	struct sembuf sop = { any(SEMS), op, flags };
	struct timespec t = { .tv_nsec = ns };

	semtimedop(ident, &sop, 1, ns ? &t : NULL);
}

static void message(void)
{
	struct {
		long type;
		char text[200];
	} m = { .type = any(5) + 1 };
	int q = all->msg[any(QUEUES)];

	if (any(2))
		msgsnd(q, &m, any(200), IPC_NOWAIT);
	else
		msgrcv(q, &m, 200, (long)any(7) - 3, IPC_NOWAIT | MSG_NOERROR);
}

static void *in_thread(void *unused)
{
	void *p = attach();

	operate(all->sem[0], -30000, 0, any(3000000) + 1);
	if (p)
		shmdt(p);
	return unused;
}

static int briefly(void *unused)
{
	(void)unused;
	usleep(2000);
	_exit(0);
}

static void enter(pid_t pid)
{
	char path[32];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/ns/ipc", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	pause_for(3000);
	setns(fd, CLONE_NEWIPC);
	if (any(2))
		close(fd);
}

/* The life of a process that a worker forked. */
static void live(void)
{
	struct {
		long type;
		char text[8];
	} m;
	int shm, i;

	switch (any(5)) {
	case 0:
		did(LEAVE);
		attach();
		operate(all->sem[any(ARRAYS)], 1, SEM_UNDO, 0);
		pause_for(4000);
		break;
	case 1:
		did(EXECUTE);
		execl("/bin/true", "true", NULL);
		break;
	case 2:
		did(UNSHARE);
		if (unshare(CLONE_NEWIPC))
			break;
		shm = make_segment();
		i = make_array();
		operate(i, 1, SEM_UNDO, 0);
		set_array(i);
		make_queue();
		/* Without a mapping: /proc does not tell of which namespace it is. */
		if (any(2))
			pause();
		if (any(2))
			shmat(shm, NULL, 0);
		pause_for(4000);
		if (any(2))
			enter(getppid());
		attach();
		pause_for(4000);
		break;
	case 3:
		did(ENTER);
		for (i = 0; i < 3; i++) {
			enter(all->worker[any(all->workers)]);
			attach();
		}
		pause_for(4000);
		break;
	default:
		did(BLOCK);
		if (any(2))
			operate(all->sem[any(ARRAYS)], -30000, SEM_UNDO, 0);
		else
			msgrcv(all->msg[any(QUEUES)], &m, 8, 99, 0);
	}
	_exit(0);
}

/* In a child: to end with its parent, which may have ended before this. */
static void die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

static void fork_one(void)
{
	pid_t pid, parent = getpid();
	int status;

	pid = fork();
	if (!pid) {
		state ^= (uint64_t)getpid() << 17;
		die_with(parent);
		live();
	}
	if (pid < 0)
		return;
	did(FORK);
	/* Now and then for as long as a slow reader takes. */
	pause_for(any(8) ? 20000 : 1000000);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		did(KILLED);
}

static void work(void)
{
	static char stack[32768] __attribute__((aligned(16)));
	pthread_t thread;
	unsigned int i;
	pid_t pid;

	for (;;) {
		switch (any(14)) {
		case 0:
		case 1:
			attach_one();
			break;
		case 2:
			i = any(HELD_MAX);
			if (held[i] &&
			    !mprotect((char *)held[i] + 4096 * any(PAGES), 4096,
				      any(2) ? PROT_READ : PROT_NONE))
				did(SPLIT);
			break;
		case 3:
			did(UNDO);
			operate(all->sem[any(ARRAYS)], any(3) - 1,
				SEM_UNDO | IPC_NOWAIT, 0);
			break;
		case 4:
			did(SLEEP);
			operate(all->sem[any(ARRAYS)], -30000, 0,
				any(5000000) + 1);
			break;
		case 5:
			did(MESSAGE);
			message();
			break;
		case 6:
			if (pthread_create(&thread, NULL, in_thread, NULL))
				break;
			did(THREAD);
			pthread_join(thread, NULL);
			break;
		case 7:
			did(REPLACE);
			replace_segment();
			break;
		case 8:
			did(SET);
			set_one();
			break;
		case 9:
			if (any(4))
				break;
			did(REPLACE_OTHER);
			replace_other();
			break;
		case 10:
			pid = clone(briefly, stack + sizeof(stack),
				    CLONE_VM | CLONE_SYSVSEM | SIGCHLD, NULL);
			if (pid < 0)
				break;
			did(SHARE);
			waitpid(pid, NULL, 0);
			break;
		default:
			fork_one();
			break;
		}
		pause_for(3000);
	}
}

static void start(unsigned int i)
{
	pid_t pid, parent = getpid();

	state += 0x9e3779b97f4a7c15ull;
	pid = fork();
	if (!pid) {
		signal(SIGTERM, SIG_DFL);
		die_with(parent);
		any(2);
		work();
	}
	if (pid < 0) {
		perror("roam");
		exit(1);
	}
	all->worker[i] = pid;
}

static void on_term(int signal)
{
	(void)signal;
	stop = 1;
}

static void make_all(void)
{
	unsigned int i;

	for (i = 0; i < SEGMENTS; i++)
		all->shm[i] = make_segment();
	for (i = 0; i < ARRAYS; i++)
		all->sem[i] = make_array();
	for (i = 0; i < QUEUES; i++)
		all->msg[i] = make_queue();
	if (all->msg[QUEUES - 1] < 0) {
		perror("roam");
		exit(1);
	}
}

static void remove_all(void)
{
	unsigned int i;

	for (i = 0; i < SEGMENTS; i++)
		shmctl(all->shm[i], IPC_RMID, NULL);
	for (i = 0; i < ARRAYS; i++)
		semctl(all->sem[i], 0, IPC_RMID);
	for (i = 0; i < QUEUES; i++)
		msgctl(all->msg[i], IPC_RMID, NULL);
}

int main(int argc, char **argv)
{
	unsigned int workers, i;
	pid_t pid;

	if (argc != 3)
		return 2;
	state = strtoull(argv[1], NULL, 0) * 2 + 1;
	workers = atoi(argv[2]);
	if (!workers || workers > WORKERS_MAX)
		return 2;
	all = mmap(NULL, sizeof(*all), PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (all == MAP_FAILED)
		return 1;
	all->workers = workers;
	signal(SIGTERM, on_term);
	make_all();
	for (i = 0; i < workers; i++)
		start(i);
	while (!stop) {
		pause_for(100000);
		i = any(workers);
		if (!any(4)) {
			kill(all->worker[i], SIGKILL);
			did(KILLED_WORKER);
		}
		while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {
			for (i = 0; i < workers; i++) {
				if (all->worker[i] == pid)
					start(i);
			}
		}
	}
	for (i = 0; i < workers; i++)
		kill(all->worker[i], SIGKILL);
	while (wait(NULL) > 0)
		;
	remove_all();
	for (i = 0; i < DEEDS; i++)
		printf("%s %lu\n", names[i], all->done[i]);
	return 0;
}
