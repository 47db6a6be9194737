// SPDX-License-Identifier: GPL-2.0
/*
 * Getting a snapshot from where it is: the module, a file, or, in a reduced
 * form, /proc/sysvipc.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "records/load.h"
#include "records/parse.h"
#include "records/sysvipc.h"

/* Only the tests look for the system's files elsewhere than below /. */
static const char *root(void)
{
#ifdef IPCDIAG_TESTING
	const char *dir = getenv("IPCDIAG_TEST_ROOT");

	return dir ? dir : "";
#else
	return "";
#endif
}

static bool keep(struct text *text, const char *data, size_t len)
{
	if (text->room - text->len < len) {
		size_t room = text->room ? 2 * text->room : 1 << 20;
		char *bigger = realloc(text->data, room);

		if (!bigger)
			return false;
		text->data = bigger;
		text->room = room;
	}
	memcpy(text->data + text->len, data, len);
	text->len += len;
	return true;
}

static struct snapshot *read_all(int fd, const char *name, struct text *text)
{
	struct parser *p = parse_new(name);
	struct snapshot *snap = NULL;
	char buf[65536];
	ssize_t n;

	if (!p) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return NULL;
	}
	for (;;) {
		n = read(fd, buf, sizeof(buf));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (!parse_feed(p, buf, n))
			break;
		if (text && !keep(text, buf, n)) {
			n = -1;
			errno = ENOMEM;
			break;
		}
	}
	if (n < 0)
		fprintf(stderr, "ipcdiag: %s: %s\n", name, strerror(errno));
	else if (!(snap = parse_finish(p)))
		fprintf(stderr, "ipcdiag: %s\n", p->msg);
	parse_free(p);
	return snap;
}

static struct snapshot *load_file(const char *from, struct text *text)
{
	bool is_stdin = !strcmp(from, "-");
	char *name =
		escape_dup(is_stdin ? "standard input" : from, escape_locale());
	struct snapshot *snap = NULL;
	int fd;

	if (!name) {
		fprintf(stderr, "ipcdiag: out of memory\n");
		return NULL;
	}
	fd = is_stdin ? STDIN_FILENO : open(from, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		fprintf(stderr, "ipcdiag: %s: %s\n", name, strerror(errno));
	} else {
		snap = read_all(fd, name, text);
		if (!is_stdin)
			close(fd);
	}
	free(name);
	return snap;
}

static const char *advice(int error)
{
	switch (error) {
	case EACCES:
		return geteuid() ? " (run as root)" : "";
	case EPERM:
		return geteuid() ? " (run as root)" :
				   " (kernel lockdown closes debugfs)";
	case ENOMEM:
		return " (the kernel has no memory for a snapshot now; nothing is shown rather than a part)";
	default:
		return "";
	}
}

static bool is_loaded(void)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", root(), LOAD_MODULE);
	return !access(path, F_OK) || errno != ENOENT;
}

static void tell_reduced(void)
{
	if (is_loaded())
		fprintf(stderr,
			"ipcdiag: the module is loaded, but %s does not exist: is debugfs mounted? (mount -t debugfs none /sys/kernel/debug)\n",
			LOAD_SNAPSHOT);
	else
		fprintf(stderr,
			"ipcdiag: the module is not loaded (modprobe ipcdiag)\n");
	fprintf(stderr,
		"ipcdiag: reduced to /proc/sysvipc: this namespace only, no verdicts, no process states\n");
}

/**
 * load() - get a snapshot
 * @from: a file that has one, `-` for standard input, NULL for the module or
 *	  what there is without it
 * @text: filled with the text of the snapshot, if not NULL and there is one
 *
 * Return: the snapshot, NULL if there is none; a message was printed then.
 */
struct snapshot *load(const char *from, struct text *text)
{
	char path[PATH_MAX];
	int fd, error;

	if (from)
		return load_file(from, text);

	snprintf(path, sizeof(path), "%s%s", root(), LOAD_SNAPSHOT);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		struct snapshot *snap;

		snap = read_all(fd, LOAD_SNAPSHOT, text);
		close(fd);
		return snap;
	}
	error = errno;
	/* Who may not look into debugfs still sees that the module is not there. */
	if (error != ENOENT && (error != EACCES || is_loaded())) {
		fprintf(stderr, "ipcdiag: %s: %s%s\n", LOAD_SNAPSHOT,
			strerror(error), advice(error));
		return NULL;
	}
	tell_reduced();
	return sysvipc_read(root());
}
