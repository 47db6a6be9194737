// SPDX-License-Identifier: GPL-2.0
/*
 * Moments at which a test lets something happen: between two calls that are
 * microseconds apart, what comes between them cannot be timed. Only the build for
 * tests has this.
 */
#include "act/point.h"

#ifdef IPCDIAG_TESTING
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * point() - wait if a test has a pipe for this moment, until it closes that
 * @name: the moment
 */
void point(const char *name)
{
	const char *root = getenv("IPCDIAG_TEST_ROOT");
	char path[4096], c;
	int error = errno, fd = -1;

	snprintf(path, sizeof(path), "%s/points/%s", root ? root : "", name);
	if (root)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		while (read(fd, &c, 1) > 0)
			;
		close(fd);
	}
	errno = error;
}
#endif
