/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What several commands ask of objects.
 */
#ifndef IPCDIAG_OBJECTS_H
#define IPCDIAG_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

#define OBJECT_NAME 64

/**
 * enum finding - what there is to tell of an object, the clearest case first
 * @FINDING_ORPHAN: nobody will miss it
 * @FINDING_UNCLAIMED: nobody who runs could use it without a capability
 * @FINDING_SUSPECT: its known users are gone, but somebody who runs could use it
 * @FINDING_NOBODY_KNOWN: nobody was ever recorded: nobody can tell
 * @FINDING_UNJUDGED: it was not judged, or by a word that is not known here
 * @FINDINGS: how many there are
 * @FINDING_NONE: it is wanted, or is removed already
 */
enum finding {
	FINDING_ORPHAN,
	FINDING_UNCLAIMED,
	FINDING_SUSPECT,
	FINDING_NOBODY_KNOWN,
	FINDING_UNJUDGED,
	FINDINGS,
	FINDING_NONE = FINDINGS,
};

extern const enum kind object_kinds[3];

bool uses_capped(const struct snapshot *snap);
bool residents_known(const struct snapshot *snap);
size_t strange_verdicts(const struct snapshot *snap, enum kind kind,
			const struct rec **first);
const char *kinds_refused(const struct snapshot *snap);
bool kind_is_refused(const struct snapshot *snap, enum kind kind);

uint64_t object_ns(const struct rec *rec);
void object_name(char *buf, size_t size, const struct rec *rec);
void object_remover(char *buf, size_t size, const struct rec *rec);

uint64_t object_memory(const struct rec *rec);
bool object_has_reason(const struct rec *rec, const char *reason);
enum finding object_finding(const struct rec *rec);
int object_rank(const struct rec *rec);
bool object_is_leak(const struct rec *rec);
bool object_is_strange(const struct rec *rec);
bool object_is_own(const struct rec *rec);
bool object_is_used(const struct rec *rec);
bool object_is_safe(const struct rec *rec);
bool object_is_out_of_reach(const struct rec *rec);
bool object_is_to_be_asked_for(const struct rec *rec);

struct rec *object_part(const struct rec *rec, enum kind kind);
struct rec *object_next(const struct rec *part);
size_t object_parts(const struct rec *rec, enum kind kind);

uint64_t sum(uint64_t a, uint64_t b);

#endif
