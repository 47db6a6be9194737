// SPDX-License-Identifier: GPL-2.0
/*
 * Telling the system's log what is done to objects: who does it, to what, why.
 *
 * It is told before an object is touched, so that its mode can be given back by
 * hand if this program is killed in between.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "act/journal.h"
#include "base/say.h"

/* Of somebody who did not log in; as the kernel has it. */
#define NOBODY "4294967295"

/* Who it is. */
static char who[64];
static bool has_log;

static bool reaches(int type)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
	bool ok;

#ifdef IPCDIAG_TESTING
	const char *root = getenv("IPCDIAG_TEST_ROOT");

	snprintf(to.sun_path, sizeof(to.sun_path), "%s/dev/log",
		 root ? root : "/nonexistent");
#else
	snprintf(to.sun_path, sizeof(to.sun_path), "/dev/log");
#endif
	ok = fd >= 0 && !connect(fd, (struct sockaddr *)&to, sizeof(to));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* syslog(3) does not tell whether anybody listens. */
__attribute__((format(printf, 2, 3))) static void tell(int priority,
						       const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (has_log)
		syslog(priority, "%s", line);
	else
		say("%s", line);
}

/**
 * journal_open() - find out who it is that acts
 *
 * sudo(8) changes the user, but not whom the kernel remembers to have logged in.
 */
void journal_open(void)
{
	char login[16] = "";
	FILE *f = fopen("/proc/self/loginuid", "re");

	if (f) {
		if (!fgets(login, sizeof(login), f))
			*login = '\0';
		fclose(f);
	}
	if (*login && strcmp(login, NOBODY))
		snprintf(who, sizeof(who), "uid %u, logged in as %s",
			 (unsigned int)getuid(), login);
	else
		snprintf(who, sizeof(who), "uid %u", (unsigned int)getuid());
	openlog("ipcdiag", LOG_PID, LOG_DAEMON);
	has_log = reaches(SOCK_DGRAM) || reaches(SOCK_STREAM);
	if (!has_log)
		say("/dev/log: nobody listens there, so that what is done is told here only");
}

/**
 * journal_release() - an object got its mode back
 * @item: the object
 */
void journal_release(const struct plan_item *item)
{
	tell(LOG_NOTICE,
	     "clean: %s gave %s in namespace %" PRIu64 " its mode 0%o back",
	     who, item->name, rec_num(rec_ns(item->rec), F_INUM, 0),
	     item->before->mode);
}

/**
 * journal_begin() - an object is about to be touched
 * @item: the object
 * @does: what is done to it, as "removes"
 */
void journal_begin(const struct plan_item *item, const char *does)
{
	const struct rec *rec = item->rec;

	tell(LOG_NOTICE,
	     "clean: %s %s %s in namespace %" PRIu64 ": key 0x%08" PRIx64
	     ", mode 0%" PRIo64 ", owner %" PRIu64 ", changed at %" PRIu64
	     "; %s: %s",
	     who, does, item->name, rec_num(rec_ns(rec), F_INUM, 0),
	     item->looks.num[LOOK_KEY], item->looks.num[LOOK_MODE],
	     item->looks.num[LOOK_UID], item->looks.num[LOOK_CTIME],
	     item->verdict, item->reasons);
}

/**
 * journal_end() - tell of an object that was kept after all
 * @item: the object
 */
void journal_end(const struct plan_item *item)
{
	if (item->lingers)
		tell(LOG_WARNING,
		     "clean: somebody attached %s in namespace %" PRIu64
		     " at the last moment; it goes when he lets go",
		     item->name, rec_num(rec_ns(item->rec), F_INUM, 0));
	if (item->outcome == OUTCOME_KEPT)
		tell(LOG_NOTICE, "clean: kept %s in namespace %" PRIu64 ": %s",
		     item->name, rec_num(rec_ns(item->rec), F_INUM, 0),
		     item->why);
}

/**
 * journal_stuck() - tell of an object that has the mode 0 now and keeps it
 * @item: the object
 */
void journal_stuck(const struct plan_item *item)
{
	tell(LOG_ERR,
	     "clean: %s in namespace %" PRIu64
	     " has the mode 0 now, which was 0%" PRIo64 " before",
	     item->name, rec_num(rec_ns(item->rec), F_INUM, 0),
	     item->looks.num[LOOK_MODE]);
}

/**
 * journal_sum() - tell what became of all
 * @plan: the plan, carried out
 * @did: what was done to the objects, as "removed"
 */
void journal_sum(const struct plan *plan, const char *did)
{
	uint64_t bytes;

	if (plan->n)
		tell(LOG_NOTICE, "clean: %s %s %zu of %zu objects", who, did,
		     plan_count(plan, OUTCOME_DONE, &bytes), plan->n);
}

/**
 * journal_close() - nothing more is told
 */
void journal_close(void)
{
	closelog();
}
