// SPDX-License-Identifier: GPL-2.0
/*
 * Signals that are to end the program, but not in the midst of something: while
 * objects have the mode 0, all of them wait, also those that would only stop us,
 * so that nobody is shut out for longer than it takes.
 */
#include <signal.h>
#include <stddef.h>

#include "act/interrupt.h"

/* The highest number that a signal has, and one more. */
#define SIGNALS 65

/* These tell of a fault of our own, and come at once even if they are blocked. */
static const int faults[] = { SIGSEGV, SIGBUS,	SIGFPE, SIGILL,
			      SIGTRAP, SIGABRT, SIGSYS };

/* These end nobody who does not want it. */
static const int harmless[] = { SIGKILL,  SIGSTOP, SIGCHLD, SIGCONT, SIGURG,
				SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU };

static volatile sig_atomic_t interrupted;
static struct sigaction old[SIGNALS];
static bool caught[SIGNALS];
static sigset_t before;

static void interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

static bool is_among(int sig, const int *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == sig)
			return true;
	return false;
}

static bool is_fault(int sig)
{
	return is_among(sig, faults, sizeof(faults) / sizeof(faults[0]));
}

/* Would it end the program now? What nohup had ignored stays ignored. */
static bool would_end(int sig)
{
	return !is_fault(sig) &&
	       !is_among(sig, harmless,
			 sizeof(harmless) / sizeof(harmless[0])) &&
	       !sigaction(sig, NULL, &old[sig]) &&
	       old[sig].sa_handler == SIG_DFL;
}

/**
 * interrupt_catch() - from now on only note what would end the program
 */
void interrupt_catch(void)
{
	struct sigaction action = { .sa_handler = interrupt,
				    .sa_flags = SA_RESTART };

	interrupted = 0;
	sigemptyset(&action.sa_mask);
	for (int sig = 1; sig < SIGNALS; sig++)
		caught[sig] = would_end(sig) && !sigaction(sig, &action, NULL);
}

/**
 * interrupt_block() - from now on not even note it, and do not stop
 */
void interrupt_block(void)
{
	sigset_t set;

	sigfillset(&set);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		sigdelset(&set, faults[i]);
	sigprocmask(SIG_BLOCK, &set, &before);
}

/**
 * interrupt_unblock() - take what came since interrupt_block()
 */
void interrupt_unblock(void)
{
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/**
 * interrupt_came() - did a signal come that wants the program to end?
 *
 * Return: true if so, also if it is blocked.
 */
bool interrupt_came(void)
{
	sigset_t pending;

	if (interrupted || sigpending(&pending))
		return interrupted;
	for (int sig = 1; sig < SIGNALS; sig++)
		if (caught[sig] && sigismember(&pending, sig) == 1)
			return true;
	return false;
}

/**
 * interrupt_release() - signals do again what they did before
 */
void interrupt_release(void)
{
	for (int sig = 1; sig < SIGNALS; sig++)
		if (caught[sig])
			sigaction(sig, &old[sig], NULL);
}
