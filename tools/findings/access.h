/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who could still use an object, and who keeps a namespace.
 */
#ifndef IPCDIAG_ACCESS_H
#define IPCDIAG_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "records/records.h"

bool access_granted(const struct rec *object, const struct rec *resident);
bool access_open(const struct rec *object);
struct rec **access_residents(const struct snapshot *snap,
			      const struct rec *object, size_t *n);
struct rec **access_holders(const struct snapshot *snap, const struct rec *ns,
			    size_t *n);

#endif
