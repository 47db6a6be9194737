/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Members of a report's set of what was seen. The second number of a pair says
 * what the first one is; for what belongs to something, to which. Namespaces are
 * told apart by their slots, which are not their indices in the report.
 */
#ifndef IPCDIAG_SEEN_H
#define IPCDIAG_SEEN_H

#define SEEN_NAMESPACE		0
#define SEEN_CGROUP		1
#define SEEN_HOLDER		2
#define SEEN_FILES		3
#define SEEN_RESIDENT(slot, type) (((u64)(slot) << 4) | (type))
/* 4 and 5 are the types of residents. */
#define SEEN_PROCESS(slot)	(((u64)(slot) << 4) | 9)
#define SEEN_CLAIM(object)	(((u64)(object) << 4) | 6)
#define SEEN_OWNER(holder)	(((u64)(holder) << 4) | 7)
#define SEEN_UNDO(array)	(((u64)(array) << 4) | 8)
#define SEEN_PAYER(hierarchy)	(((u64)(hierarchy) << 4) | 12)
/* By identifier: whether they exist, nobody has looked. */
#define SEEN_STOPPED_ON(slot, kind)	\
	(((u64)(slot) << 8) | (unsigned int)(kind) << 4 | 13)
#define SEEN_STOPPED_BY(slot, kind)	\
	(((u64)(slot) << 8) | (unsigned int)(kind) << 4 | 14)
/* Objects, by their addresses. */
#define SEEN_OBJECT(kind)	((unsigned int)(kind) << 4 | 10)
/* Paths of the report; and of what is left of makers, as users/kin.c has it. */
#define SEEN_PATH		11
#define SEEN_KIN(what, uid)	(((u64)(uid) << 8) | (what) << 4 | 15)

#endif /* IPCDIAG_SEEN_H */
