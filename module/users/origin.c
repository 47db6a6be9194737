// SPDX-License-Identifier: GPL-2.0
/*
 * Where a segment comes from: the key that it had, and whether those who filled
 * it are still there.
 *
 * Pure: no locks, no allocation, no kernel state; also linked into the KUnit
 * tests.
 */
#include <linux/ipc.h>
#include <linux/string.h>

#include "users/origin.h"

#define PREFIX		"SYSV"
#define PREFIX_LEN	(sizeof(PREFIX) - 1)
#define DIGITS		8

/* Of the digits that printf("%08x") writes; -1 for what is none. */
static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;

	return -1;
}

/**
 * ipcdiag_former_key() - the key that a segment had
 * @name: name of the file behind it: SYSV and the key that it was made with, in
 *	  eight hexadecimal digits
 * @len: length of that
 * @key: the key that it has now
 *
 * A segment's key changes in one way only: IPC_RMID takes it away when somebody
 * still has the segment attached.
 *
 * Return: that key; IPC_PRIVATE if the segment still has its key, never had one,
 * or the name is another one.
 */
key_t ipcdiag_former_key(const char *name, size_t len, key_t key)
{
	u32 former = 0;
	unsigned int i;

	if (key != IPC_PRIVATE || len != PREFIX_LEN + DIGITS ||
	    memcmp(name, PREFIX, PREFIX_LEN))
		return IPC_PRIVATE;
	for (i = PREFIX_LEN; i < len; i++) {
		int digit = digit_of(name[i]);

		if (digit < 0)
			return IPC_PRIVATE;
		former = former << 4 | digit;
	}

	return (key_t)former;
}

/**
 * ipcdiag_service_of() - is the service that filled a segment still there?
 * @charges: what its pages are charged to
 *
 * That it is gone is said only where nothing is left in doubt: what is swapped
 * out, could not be looked at, or is charged to nobody or to the root, may be
 * anybody's. That somebody is left is certain as soon as one page says so.
 *
 * Return: whether it is.
 */
enum ipcdiag_service ipcdiag_service_of(const struct ipcdiag_charges *charges)
{
	if (!charges->known || !charges->looked)
		return IPCDIAG_SERVICE_UNKNOWN;
	if (charges->alive)
		return IPCDIAG_SERVICE_ALIVE;
	if (charges->swapped || charges->missed || charges->nocgroup ||
	    charges->root || !charges->memcgs)
		return IPCDIAG_SERVICE_UNKNOWN;

	return IPCDIAG_SERVICE_GONE;
}

/**
 * ipcdiag_service_both() - what two looks at a segment say together
 * @a: what one said
 * @b: what the other said
 *
 * Return: that it is gone if both say so; that it is there if either does.
 */
enum ipcdiag_service ipcdiag_service_both(enum ipcdiag_service a,
					  enum ipcdiag_service b)
{
	if (a == IPCDIAG_SERVICE_ALIVE || b == IPCDIAG_SERVICE_ALIVE)
		return IPCDIAG_SERVICE_ALIVE;

	return a == b ? a : IPCDIAG_SERVICE_UNKNOWN;
}
