/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects and namespaces as the user writes them.
 */
#ifndef IPCDIAG_FINDINGS_REFS_H
#define IPCDIAG_FINDINGS_REFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/records.h"

#define REF_TEXT 80

/**
 * enum ns_how - how a namespace was named
 * @NS_ANY: not at all
 * @NS_OWN: as the reader's own
 * @NS_NUMBER: by its inode number, or the identity that the snapshot has
 * @NS_PROCESS: as that of a process
 */
enum ns_how {
	NS_ANY,
	NS_OWN,
	NS_NUMBER,
	NS_PROCESS,
};

/**
 * struct ns_ref - a namespace as the user writes it: own, 4026531839, @812
 * @how: how it was named
 * @num: its number, or that of the process
 */
struct ns_ref {
	enum ns_how how;
	uint64_t num;
};

/**
 * struct object_ref - objects as the user writes them: shm:7, shm:3-12,
 * shm:0x4711, each with or without a namespace as in shm:7@4026531839
 * @kind: their kind
 * @by_key: named by key, not by id
 * @first: the id, the first of them, or the key
 * @last: the last id
 * @ns: their namespace
 */
struct object_ref {
	enum kind kind;
	bool by_key;
	uint64_t first;
	uint64_t last;
	struct ns_ref ns;
};

/**
 * enum ref_found - where the object of a reference was found
 * @REF_NONE: nowhere
 * @REF_THERE: where it was looked for
 * @REF_ELSEWHERE: not in the own namespace, but in exactly one other
 * @REF_AMBIGUOUS: not in the own namespace, but in several others
 */
enum ref_found {
	REF_NONE,
	REF_THERE,
	REF_ELSEWHERE,
	REF_AMBIGUOUS,
};

/**
 * struct ref_objects - the objects of a reference
 * @v: the objects, in the order of the snapshot; free() it
 * @n: how many
 * @namespaces: in how many namespaces they are
 * @found: where they were found
 */
struct ref_objects {
	struct rec **v;
	size_t n;
	size_t namespaces;
	enum ref_found found;
};

bool ns_ref_parse(const char *word, struct ns_ref *ns);
bool ns_ref_matches(const struct ns_ref *ns, const struct rec *rec);
bool ns_ref_resolve(struct ns_ref *ns, const struct snapshot *snap, bool live,
		    char *why, size_t size);

enum kind ref_kind(const char *word, size_t len);
bool ref_parse(const char *word, struct object_ref *ref);
bool ref_parse_id(const char *word, enum kind kind, struct object_ref *ref);
void ref_text(char *buf, size_t size, const struct object_ref *ref);
struct ref_objects ref_find(const struct object_ref *ref,
			    const struct snapshot *snap);

#endif
