/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who made an object or uses it, as far as that has a name.
 */
#ifndef IPCDIAG_FINDINGS_MAKERS_H
#define IPCDIAG_FINDINGS_MAKERS_H

#include "records/records.h"

/**
 * struct party - a recorded process that is alive
 * @pid: the key of its number
 * @ipid: of its number in the initial pid namespace
 * @comm: of its name
 */
struct party {
	enum field pid;
	enum field ipid;
	enum field comm;
};

bool births_known(const struct snapshot *snap);
bool state_is_alive(const struct rec *rec, enum field state);
const struct party *maker_alive(const struct rec *rec);
const char *maker_program(const struct rec *rec);
const char *maker_cgroup(const struct rec *rec);
const char *maker_recorded(const struct rec *rec);

#endif
