// SPDX-License-Identifier: GPL-2.0
/*
 * The terminal: a screen of its own, and everything as it was in the end.
 *
 * Whatever ends or stops the program, its handler puts the terminal back itself:
 * tcsetattr() and write() may be called there. Signals that only ask for a new
 * screen are let in nowhere but in ppoll(), so that none is missed.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"
#include "write/terminal.h"

/* Where a terminal does not say how large it is. */
#define WIDTH_USUAL  80
#define HEIGHT_USUAL 24

/* So long may the rest of a key's bytes take on a slow line. */
#define REST_MS 100

/* The other screen, no cursor, no line that goes on in the next; and back. */
#define ENTER "\033[?1049h\033[?25l\033[?7l"
#define LEAVE "\033[0m\033[?7h\033[?25h\033[?1049l"

static const int ending[] = { SIGINT,  SIGTERM, SIGHUP,	 SIGQUIT, SIGPIPE,
			      SIGALRM, SIGUSR1, SIGUSR2, SIGABRT, SIGXCPU };

static struct termios saved;
static sigset_t outside;
static volatile sig_atomic_t is_open, redraw;

/* What is on the screen, a line each. */
static struct buf screen;

/* What was typed, and is not read as a key yet. */
static unsigned char typed[64];
static size_t ntyped;

static void put(const char *text, size_t n)
{
	while (n) {
		ssize_t done = write(STDOUT_FILENO, text, n);

		if (done < 0 && errno == EAGAIN) {
			struct pollfd fd = { .fd = STDOUT_FILENO,
					     .events = POLLOUT };

			poll(&fd, 1, -1);
			continue;
		}
		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			text += done;
			n -= done;
		}
	}
}

/* Keys come one by one and are not shown; signals are made of them as before. */
static void set_up(void)
{
	struct termios raw = saved;

	raw.c_lflag &= ~(ICANON | ECHO);
	raw.c_iflag &= ~(ICRNL | INLCR | IGNCR);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	put(ENTER, sizeof(ENTER) - 1);
	is_open = 1;
	redraw = 1;
}

static void put_back(void)
{
	if (!is_open)
		return;
	is_open = 0;
	put(LEAVE, sizeof(LEAVE) - 1);
	tcsetattr(STDIN_FILENO, TCSANOW, &saved);
}

static void on_end(int sig)
{
	put_back();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void handle(int sig, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigfillset(&action.sa_mask);
	sigdelset(&action.sa_mask, SIGCONT);
	sigaction(sig, &action, NULL);
}

/* Stopped is the shell's; what it sets meanwhile is what it is to have again. */
static void on_stop(int sig)
{
	sigset_t set, old;
	int error = errno;

	put_back();
	signal(sig, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, sig);
	kill(getpid(), sig);
	sigprocmask(SIG_UNBLOCK, &set, &old);
	/* Here it stops, and goes on. */
	sigprocmask(SIG_SETMASK, &old, NULL);
	handle(sig, on_stop);
	tcgetattr(STDIN_FILENO, &saved);
	set_up();
	errno = error;
}

/* After SIGSTOP, which nobody can handle, the screen may be anybody's. */
static void on_new_screen(int sig)
{
	int error = errno;

	if (sig == SIGCONT && is_open)
		set_up();
	redraw = 1;
	errno = error;
}

static void handle_signals(void)
{
	struct sigaction old;
	sigset_t set;

	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
		if (!sigaction(ending[i], NULL, &old) &&
		    old.sa_handler != SIG_IGN)
			handle(ending[i], on_end);
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGCONT);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_BLOCK, &set, &outside);
	sigdelset(&outside, SIGWINCH);
	sigdelset(&outside, SIGCONT);
	sigdelset(&outside, SIGTSTP);
	handle(SIGWINCH, on_new_screen);
	handle(SIGCONT, on_new_screen);
	if (!sigaction(SIGTSTP, NULL, &old) && old.sa_handler != SIG_IGN)
		handle(SIGTSTP, on_stop);
}

/**
 * terminal_is_there() - can there be a screen?
 *
 * Return: true if input and output are a terminal that can do more than type.
 */
bool terminal_is_there(void)
{
	const char *term = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && *term &&
	       strcmp(term, "dumb") != 0;
}

/**
 * terminal_open() - take the terminal; it is put back at the end, however that comes
 *
 * Return: false if it cannot be had.
 */
bool terminal_open(void)
{
	if (tcgetattr(STDIN_FILENO, &saved))
		return false;
	handle_signals();
	atexit(terminal_close);
	memory_before_end(put_back);
	set_up();
	/* The first screen is a new one anyway. */
	redraw = 0;
	return true;
}

/**
 * terminal_close() - put the terminal back
 */
void terminal_close(void)
{
	put_back();
	buf_free(&screen);
}

/**
 * terminal_size() - how large it is now
 * @width: set to its columns
 * @height: set to its lines
 */
void terminal_size(unsigned int *width, unsigned int *height)
{
	struct winsize size;

	*width = WIDTH_USUAL;
	*height = HEIGHT_USUAL;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
		return;
	if (size.ws_col)
		*width = size.ws_col;
	if (size.ws_row)
		*height = size.ws_row;
}

/**
 * terminal_forget() - draw everything the next time
 */
void terminal_forget(void)
{
	screen.len = 0;
}

/* How many columns at the beginning of two lines are the same, and plain. */
static size_t same_columns(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	while (i < n && a[i] == b[i] && a[i] >= ' ' && a[i] <= '~')
		i++;
	return i;
}

/**
 * terminal_draw() - put lines on the screen
 * @lines: as many as there are, none wider than it is
 *
 * Only what differs from what is there is written, and at once.
 */
void terminal_draw(const struct buf *lines)
{
	const char *new = lines->data, *end = new + lines->len;
	const char *old = screen.data, *old_end = old + screen.len;
	struct buf out = { .len = 0 };

	if (!screen.len)
		buf_puts(&out, "\033[H\033[2J");
	for (unsigned int row = 1; new < end; row++) {
		const char *stop = memchr(new, '\n', end - new);
		const char *old_stop =
			old < old_end ? memchr(old, '\n', old_end - old) : NULL;
		size_t n = stop - new, same = 0;
		size_t was = old_stop ? (size_t)(old_stop - old) : 0;

		if (old_stop)
			same = same_columns(new, old, n < was ? n : was);
		/* A colour that begins before goes on in what follows. */
		if (same < n && memchr(new, '\033', same))
			same = 0;
		if (n != was || (n && memcmp(new, old, n) != 0)) {
			buf_printf(&out, "\033[%u;%zuH\033[K", row, same + 1);
			buf_put(&out, new + same, n - same);
		}
		new = stop + 1;
		old = old_stop ? old_stop + 1 : old_end;
	}
	put(out.data, out.len);
	screen.len = 0;
	buf_put(&screen, lines->data, lines->len);
	buf_free(&out);
}

/* Read what is typed; -1 if nothing will be any more, 0 if nothing was. */
static int read_typed(long ms)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };
	ssize_t n;
	int ready;

	ready = ppoll(&fd, 1, ms < 0 ? NULL : &time, &outside);
	if (ready <= 0)
		return ready < 0 && errno != EINTR ? -1 : 0;
	n = read(STDIN_FILENO, typed + ntyped, sizeof(typed) - ntyped);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n <= 0)
		return -1;
	ntyped += n;
	return 1;
}

static void take(size_t n)
{
	ntyped -= n;
	memmove(typed, typed + n, ntyped);
}

static int number_key(unsigned int number)
{
	switch (number) {
	case 1:
	case 7:
		return KEY_HOME;
	case 4:
	case 8:
		return KEY_END;
	case 5:
		return KEY_PAGE_UP;
	case 6:
		return KEY_PAGE_DOWN;
	default:
		return KEY_NONE;
	}
}

static int letter_key(unsigned char letter, unsigned int number)
{
	static const struct {
		unsigned char letter;
		int key;
	} keys[] = { { 'A', KEY_UP },	{ 'B', KEY_DOWN }, { 'C', KEY_RIGHT },
		     { 'D', KEY_LEFT }, { 'H', KEY_HOME }, { 'F', KEY_END },
		     { 'M', KEY_ENTER } };

	if (letter == '~')
		return number_key(number);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].letter == letter)
			return keys[i].key;
	return KEY_NONE;
}

/* A key that sends more than a byte: ESC [ 5 ~, ESC O A and the like. */
static int sequence(void)
{
	unsigned int number = 0;
	size_t i = 2;
	int key;

	while (ntyped == 1 && read_typed(REST_MS) > 0)
		;
	if (ntyped < 2 || (typed[1] != '[' && typed[1] != 'O')) {
		take(1);
		return KEY_ESCAPE;
	}
	for (;; i++) {
		if (i == sizeof(typed))
			break;
		if (i == ntyped && read_typed(REST_MS) <= 0)
			break;
		if (typed[i] >= '0' && typed[i] <= '9' && number < 1000)
			number = 10 * number + typed[i] - '0';
		if (typed[i] >= '@' && typed[i] <= '~')
			break;
	}
	key = i < ntyped ? letter_key(typed[i], number) : KEY_NONE;
	take(i < ntyped ? i + 1 : ntyped);
	return key;
}

/**
 * terminal_key() - wait for a key
 * @ms: for how long; negative for as long as it takes
 *
 * Return: the byte that was typed, or one of enum terminal_key.
 */
int terminal_key(long ms)
{
	unsigned char c;
	int got = 1;

	if (!ntyped && !redraw)
		got = read_typed(ms);
	if (redraw) {
		redraw = 0;
		return KEY_REDRAW;
	}
	if (!ntyped)
		return got < 0 ? KEY_CLOSED : KEY_NONE;
	c = typed[0];
	if (c == '\033')
		return sequence();
	take(1);
	if (c == '\r' || c == '\n')
		return KEY_ENTER;
	if (c == 0x7f || c == '\b')
		return KEY_BACKSPACE;
	return c;
}
